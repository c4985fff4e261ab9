"""What is decided with the rows and the network together, on statements as a filing prints them."""

import datetime as dt

import pytest
from made_cover import cover

from converter.checks.arithmetic import roll_up, roll_up_again
from converter.mapping.apply import map_table
from converter.mapping.confidence import load_measured
from converter.mapping.decide import THRESHOLD, decide
from converter.mapping.needs import load_needs
from converter.mapping.rows import FIELDS
from converter.mapping.weigh import weigh
from converter.model.mapped import Decided, Matched, Summed, Way
from converter.pipeline import Options, matched
from converter.read import read_filing
from converter.resources import resource
from converter.text.units import Quantity

COVER = (
    cover("10-Q", "September 30, {year}", "0-12345")
    + """\

"""
)
OPERATIONS = """
<PAGE>
                            STATEMENTS OF OPERATIONS
                     (in thousands, except per share data)

                                          Three Months Ended
                                             September 30,
                                            {year}       {before}
                                         ---------  ---------
Net sales                                $   1,000  $     900
Cost of goods sold                             600        500
                                         ---------  ---------
Gross profit                                   400        400
Research and development                       150        120
                                         ---------  ---------
{income}                         250        280
Income taxes                                   100        110
                                         ---------  ---------
Net income                               $     150  $     170
                                         =========  =========
{last}
"""


def lines(year=2004, income="Income before taxes", last="", **options):
    text = COVER + OPERATIONS
    raw = text.format(year=year, before=year - 1, income=income, last=last).encode()
    tables, mappings = matched(read_filing(raw, "mills.txt").value, Options(**options))
    return tables, decide(tables, mappings), mappings


def concepts(decided):
    (table,) = decided
    return {
        item.caption: [str(concept.qname) for concept in claim.concepts]
        for item, claim in zip(table.read.items, table.claims, strict=True)
    }


def claim(decided, caption):
    (table,) = decided
    found = zip(table.read.items, table.claims, strict=True)
    return next(claim for item, claim in found if item.caption == caption)


def test_the_plain_lines_of_a_statement():
    found = concepts(lines()[1])
    assert found["Cost of goods sold"] == ["us-gaap:CostOfGoodsSold"]
    assert found["Research and development"] == ["us-gaap:ResearchAndDevelopmentExpense"]
    assert found["Net income"] == ["us-gaap:NetIncomeLoss"]


def test_where_rows_and_network_agree_the_row_is_named_and_the_confidence_is_expected():
    found = claim(lines()[1], "Cost of goods sold")
    assert found.rule.startswith("is.")
    assert THRESHOLD <= found.confidence <= 1


def test_a_row_of_the_users_own_wins(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(
        "id\tstatement\tsection\tcaption\tconcept\tshares_concept\tperiod\tsign\trole\tconfidence"
        "\texample\tsource\n"
        "mine.tax\tIS\t\tincome taxes\tus-gaap:OtherExpenses\t\tduration\tas_printed\t\t0.5"
        "\tIncome taxes\tmine\n"
    )
    found = claim(lines(mappings=(path,))[1], "Income taxes")
    assert found.rule == "mine.tax"
    assert found.confidence == 0.5


def test_a_figure_that_is_two_facts_stays_two():
    last = "Basic and diluted earnings per share     $     .15  $     .17"
    found = concepts(lines(last=last)[1])
    assert found["Basic and diluted earnings per share"] == [
        "us-gaap:EarningsPerShareBasic", "us-gaap:EarningsPerShareDiluted",
    ]  # fmt: skip


def test_a_count_without_a_caption_is_not_told_by_its_neighbours():
    """Which would make it the weighted average, whatever it is."""
    rule = "                                         ---------  ---------\n"
    last = (
        "Earnings per share                       $    1.50  $    1.70\n"
        f"{rule}                                           100,000    100,000"
    )
    (table,) = lines(1996, last=last)[1]
    item, found = table.read.items[-1], table.claims[-1]
    assert (item.caption, item.quantity, found.concepts) == ("", Quantity.SHARES, ())


def test_two_lines_with_other_figures_are_two_concepts():
    last = "Net income                               $     140  $     160"
    (table,) = lines(last=last)[1]
    named = [
        found.concepts[0].qname
        for item, found in zip(table.read.items, table.claims, strict=True)
        if item.caption == "Net income" and found.concepts
    ]
    assert len(named) == len(set(named))


@pytest.mark.parametrize(("year", "possible"), [(1996, False), (2004, True)])
def test_nothing_is_diluted_before_the_word_was_there(year, possible):
    last = "Per share, fully                         $     .15  $     .17"
    (table,) = lines(year, last=last)[1]
    every = {
        name for found in table.claims
        for name in [*(str(c.qname) for c in found.concepts), *(n for n, _ in found.candidates)]
    }  # fmt: skip
    if not possible:
        assert not [name for name in every if "Diluted" in name]
    assert any(claim.concepts for claim in table.claims)


def test_needs_are_rows_with_a_day():
    for need in load_needs().rows:
        assert need.part
        assert dt.date(1990, 1, 1) < need.before < dt.date(2010, 1, 1)
        assert all(need.words)


def test_what_spoke_for_a_concept_is_told():
    tables, decided, mappings = lines()
    (found,) = weigh(tables, decided, "COST OF GOODS SOLD", mappings)
    assert found.claim.concepts[0].qname.local == "CostOfGoodsSold"
    assert found.evidence
    assert "points" in found.text()
    assert found.row()["line"] == found.line
    assert not weigh(tables, decided, "no such line", mappings)


BALANCE = """
<PAGE>
                                BALANCE SHEETS
                                (in thousands)

                                       September 30,   June 30,
                                           2004          2004
                                         ---------     ---------
ASSETS
  Cash                                   $   1,000     $     900
  Example Partners Equity, L.P.              2,500         2,400
  Property, net                              4,500         4,700
                                         ---------     ---------
Total assets                             $   8,000     $   8,000
                                         =========     =========
LIABILITIES AND EQUITY
  Accounts payable                       $   3,000     $   3,100
  Stockholders' equity                       5,000         4,900
                                         ---------     ---------
Total liabilities and equity             $   8,000     $   8,000
                                         =========     =========
"""


def test_what_is_proven_to_raise_the_assets_is_no_credit():
    raw = (COVER.format(year=2004) + BALANCE).encode()
    tables, mappings = matched(read_filing(raw, "mills.txt").value, Options())
    (table,) = decide(tables, mappings)
    for item, found in zip(table.read.items, table.claims, strict=True):
        if item.caption.startswith("Example"):
            assert found.balance in (None, "debit")
            candidates = {name.removeprefix("us-gaap:") for name, _ in found.candidates}
            assert "StockholdersEquity" not in candidates


SHARES_OF_OWNERS = """\
Shareholders' equity
  Common stock                                 876         1,223
  Retained earnings                          4,005         3,594
  Plan related adjustments                     119            83
{last}
                                         ---------     ---------
"""


@pytest.mark.parametrize(
    ("last", "equity"),
    [("", []), ("                                             5,000         4,900", ["5000"])],
)
def test_a_part_of_equity_is_not_all_of_it(last, equity):
    """A total needs no caption, but what has one says of what it is the total."""
    parts = SHARES_OF_OWNERS.format(last=last)
    page = BALANCE.replace(
        "  Stockholders' equity                       5,000         4,900\n", parts
    )
    raw = (COVER.format(year=2004) + page).encode()
    tables, mappings = matched(read_filing(raw, "mills.txt").value, Options())
    (table,) = decide(tables, mappings)
    found = [
        str(item.row.cells[0].figure.value)
        for item, claim in zip(table.read.items, table.claims, strict=True)
        if [concept.qname.local for concept in claim.concepts] == ["StockholdersEquity"]
    ]
    assert found == equity
    for item, claim in zip(table.read.items, table.claims, strict=True):
        if item.caption == "Plan related adjustments":
            assert "us-gaap:StockholdersEquity" not in dict(claim.candidates)


def sure(decided):
    (table,) = decided
    return {
        item.caption: (claim.confidence, claim.stated, claim.basis)
        for item, claim in zip(table.read.items, table.claims, strict=True)
        if claim.concepts
    }


@pytest.mark.parametrize(("year", "older"), [(1997, True), (2004, True), (2010, False)])
def test_a_confidence_is_measured_on_statements_of_its_time(year, older):
    _, decided, _ = lines(year)
    found = sure(decided)
    assert len(found) > 4
    for given, stated, basis in found.values():
        newest = dt.date(year, 9, 30)
        assert stated == (
            load_measured().measured(Way.NETWORK, "IS", newest, given) if older else given
        )
        assert basis == "measured"
    assert any(stated > given for given, stated, _ in found.values()) == older


def test_what_a_user_says_of_his_row_is_not_measured(tmp_path):
    path = tmp_path / "own.tsv"
    row = ["own.sales", "IS", "", "net sales", "us-gaap:Revenues", "", "duration", "as_printed",
           "", "0.61", "Net sales", "test"]  # fmt: skip
    path.write_text("\n".join("\t".join(each) for each in (FIELDS, row)), encoding="utf-8")
    _, decided, _ = lines(mappings=(path,))
    assert sure(decided)["Net sales"] == (0.61, 0.61, "rule")


def test_of_another_network_nothing_was_measured_but_what_it_says():
    _, decided, _ = lines(network=resource("mappings", "learned.npz"))
    assert all(given == stated for given, stated, _ in sure(decided).values())


def test_a_tables_type_says_its_stage():
    tables, decided, mappings = lines()
    (summed,) = tables
    read = map_table(summed.read, mappings)
    assert (type(read), type(roll_up(read))) == (Matched, Summed)
    assert [type(table) for table in (summed, *decided)] == [Summed, Decided]
    (final,) = decided
    assert type(roll_up_again(final)) is Decided
    assert final.sums == summed.sums, "the sums are found once"
    assert not hasattr(read, "sums")
