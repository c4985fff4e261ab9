"""The registrant's statements among candidates: as a set, of each kind one."""

from pathlib import Path

import pytest
from filings import (
    ASSETS,
    HEADS,
    INCOME,
    NAME,
    NAMES,
    OTHER,
    SHEET,
    body,
    candidates,
    centred,
    held,
    kinds,
    pages,
    sections,
    segmented,
    statement,
    statements,
)

from converter.pipeline import Options, analyse
from converter.read import read_filing

SET = [("BS", 1, ""), ("IS", 1, ""), ("CF", 1, "")]
FIVE = (1996, 1995, 1994, 1993, 1992)
PROSE = (
    "The table sums up what the company owns and owes, in thousands of dollars, at\n"
    "the end of each of the two years, and what it has earned in each of the two.\n"
)
NOTES = (
    centred("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS")
    + "\nNOTE 1 - SALES\n\n"
    + "Sales are taken as made when the cloth has left the mill, whatever is paid then.\n\n" * 12
    + "NOTE 2 - FINANCE SUBSIDIARY\n\nCondensed figures of the finance subsidiary, which is no"
    " part of\nthe group and lends to those who buy its cloth, are as follows:\n\n"
)
EXTRACTS = {
    "five years": centred("SELECTED FINANCIAL DATA")
    + body([(name, *old, *old, old[0]) for name, *old in (INCOME[0], INCOME[8], SHEET[6], SHEET[10])],
           ("Years Ended December 31,", *FIVE)),
    "under a title": centred("CONDENSED BALANCE SHEETS")
    + body([SHEET[at] for at in (4, 6, 9, 13, 14)], HEADS["BS"]),
    "behind prose": PROSE + centred("Condensed Statements of Income")
    + body([INCOME[at] for at in (0, 2, 4, 6, 8)], HEADS["IS"]),
    "without a title": PROSE + body(INCOME, HEADS["IS"]),
}  # fmt: skip


@pytest.mark.parametrize("extract", EXTRACTS.values(), ids=list(EXTRACTS))
@pytest.mark.parametrize("before", [True, False])
def test_extracts_lose_to_the_statements(extract, before):
    parts = [extract, statements()]
    assert held(pages(*(parts if before else reversed(parts)))) == SET


def test_an_extract_says_where_the_statement_stands():
    text = pages(EXTRACTS["under a title"], statements())
    extract, sheet, *_ = candidates(text)
    assert not extract.taken
    assert extract.reason == f"repeats parts of the statement at line {sheet.first}"
    assert [finding.code for finding in segmented(text).findings] == ["SEG002"]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        # under no name that says whose they are, and they share no figure
        (statements(7, ""), "shares no figures"),
        (pages(*(statement(kind, 7, title=title) for kind, title in (
            ("BS", "BALANCE SHEETS (PARENT COMPANY ONLY)"),
            ("IS", "STATEMENTS OF INCOME"), ("CF", "STATEMENTS OF CASH FLOWS")))), "parent only"),
        (pages(*(statement(kind, 7, title=title) for kind, title in (
            ("BS", "PRO FORMA BALANCE SHEETS"), ("IS", "PRO FORMA STATEMENTS OF INCOME"),
            ("CF", "PRO FORMA STATEMENTS OF CASH FLOWS")))), "pro forma"),
    ],
    ids=["without a name", "parent only", "pro forma"],
)  # fmt: skip
def test_kinds_that_come_again_are_another_set(second, told):
    text = pages(statements(), second)
    assert held(text) == SET
    left = [each for each in candidates(text) if not each.taken]
    assert [each.kind.value for each in left] == ["BS", "IS", "CF"]
    assert all(told in each.reason for each in left)


def test_bare_titles_after_a_parents_schedule_go_with_it():
    """Only the schedule's first page says that it is of the parent alone."""
    first = statement("BS", title="CONDENSED BALANCE SHEETS OF REGISTRANT (PARENT ONLY)", name="")
    later = [
        statement(kind, title=title, name="")
        for kind, title in (("IS", "STATEMENTS OF INCOME"), ("CF", "STATEMENTS OF CASH FLOWS"))
    ]
    text = pages(statements(7), first, *later)
    assert held(text) == [(kind, 7, "") for kind, _, _ in SET]
    assert [each.reason for each in candidates(text) if not each.taken] == ["parent only"] * 3


def test_a_table_between_the_statements_that_shares_their_figures_takes_no_place(tmp_path):
    """What balances were on the average, and what they earned, stands between in a bank's report;
    whatever its heads say, it stands under no title of a balance sheet.
    """
    given = Path(__file__).parents[1] / "cases" / "filings" / "bank_average_balances.txt"
    path = tmp_path / "bank.txt"
    path.write_text(given.read_text("ascii").replace("AVERAGE", "MEDIUM "), "ascii")
    facts = analyse(read_filing(path), "bank", Options()).report.facts
    assets = {fact.value for fact in facts if fact.concept.local == "Assets"}
    assert assets == {793_661_000, 798_052_000, 746_124_000}


def test_statements_in_an_exhibit_with_a_wrong_number():
    report = ("10-K", "Item 8. The statements are in the annual report, which is an exhibit.\n")
    assert kinds(statements(), "EX-12", form="10-K", before=[report]) == ["BS", "IS", "CF"]
    # elsewhere such an exhibit is what its number says
    release = ("8-K", "Item 5. The company has made known what it has earned.\n")
    assert kinds(statements(), "EX-12", form="8-K", before=[release]) == []
    assert kinds(statements(), "EX-12", form="10-K", before=[("10-K", statements(7))]) == [
        "BS", "IS", "CF",
    ]  # fmt: skip


def test_schedules_do_not_stand_in_for_exhibits():
    report = ("10-K", "Item 8. The statements are in the annual report, which is an exhibit.\n")
    assert kinds(statements(), "EX-27", form="10-K", before=[report]) == []


def test_units_stated_in_a_sentence_above():
    said = "The amounts below are stated in thousands of dollars.\n"
    sheet, income, _ = sections(said + statements())
    assert sheet.lead.endswith(said.strip())
    assert "thousands" not in income.lead  # rows stand between
    other = "The amounts below are what the company owns and owes.\n"
    assert "amounts" not in sections(other + statements())[0].lead
    stated = statement("BS", title="CONSOLIDATED BALANCE SHEETS\n(in millions)")
    lead = sections(said + stated)[0].lead
    assert "millions" in lead
    assert "thousands" not in lead


@pytest.mark.parametrize("end", ["\n", "</TABLE>\n\n"])
def test_units_stated_below_another_table_are_that_table_s(end):
    said = "(Amounts in thousands, except ratios)\n"
    selected = f"{'Net sales':<40}{'4,525':>12}{'4,819':>12}\n" * 3
    sheet = sections(f"<TABLE>\n{selected}{end}{said}\n<PAGE>\n{statements()}")[0]
    assert "thousands" not in sheet.lead
    assert "thousands" in sections(f"<PAGE>\n{said}\n{statements()}")[0].lead


@pytest.mark.parametrize("kind", ["BS", "IS", "CF"])
def test_a_schedule_in_the_notes_is_no_statement(kind):
    text = pages(statements(), NOTES + statement(kind, 7, name="", title=""))
    assert held(text) == SET
    last = candidates(text)[-1]
    assert not last.taken
    assert {"it stands among the notes", "prose on its page leads in to it"} < {
        each.says for each in last.evidence
    }


INDEX = "\n".join(
    f"{words:<60}{page:>10}"
    for words, page in (
        ("Consolidated Balance Sheets", 23),
        ("Consolidated Statements of Income", 24),
        ("Consolidated Statements of Cash Flows", 25),
        ("Total assets and liabilities by segment", 26),
        ("Net income per share", 27),
        ("Property, plant and equipment", 28),
    )
)


@pytest.mark.parametrize("leader", [" ", "."])
def test_index_lines_are_no_statements(leader):
    head = centred("INDEX TO FINANCIAL STATEMENTS")
    index = f"{head}\n{INDEX.replace('  ', 2 * leader) if leader == '.' else INDEX}\n"
    assert [each.kind.value for each in sections(index)] == []
    assert held(pages(index, statements())) == SET


def test_a_titled_index_is_no_statement():
    assert kinds(centred("CONSOLIDATED BALANCE SHEETS") + f"\n{INDEX}\n") == []


def test_a_statement_apart_from_the_set_that_alone_is_of_its_kind_is_taken():
    far = "\n".join(["The company makes cloth and sells it."] * 130)
    text = pages(statements(kinds=("BS", "IS")), f"{far}\n", statement("CF", name=""))
    assert held(text) == SET
    assert "none of them is of its kind" in candidates(text)[-1].reason


def test_other_companies_statements_are_taken_as_theirs():
    owner = [("BS", 7, OTHER), ("IS", 7, OTHER), ("CF", 7, OTHER)]
    assert held(pages(statements(), statements(7, OTHER))) == [*SET, *owner]
    assert held(pages(statements(7, OTHER), statements())) == [*owner, *SET]


def test_releases_print_parts_twice():
    table = statement("IS", title="STATEMENTS OF INCOME")
    assert kinds(pages(table, statement("BS"), table), "8-K") == ["IS", "BS", "IS"]
    assert kinds(pages(EXTRACTS["without a title"], statements())) == ["BS", "IS", "CF"]


FAR = "The company makes cloth and sells it.\n" * 130


@pytest.mark.parametrize(("size", "taken"), [(1, True), (7, False)])
def test_shared_figures_prove_one_company(size, taken):
    """Captions alone are not enough where nothing stands beside them."""
    bare = statement("IS", size, name="", title="")
    text = pages(statements(kinds=("BS", "CF")), FAR, bare)
    income = candidates(text)[-1]
    assert income.taken is taken
    assert any("shares figures" in each.says for each in income.evidence) is taken


def test_the_registrants_very_name_before_one_like_it():
    parts = [statements(7, "ACME CORPORATION"), statements(1, "ACME HOLDINGS, INC.")]
    for text in (pages(*parts), pages(*reversed(parts))):
        assert held(text, company="ACME HOLDINGS INC") == SET


def test_the_first_statement_of_another_set_fills_no_gap():
    """It shares its figures with those behind it alone."""
    own = ("BS", "IS", "EQ")
    text = pages(statements(kinds=own), statements(7, "", ("CF", "BS", "IS")))
    assert held(text) == [(kind, 1, "") for kind in own]


def test_a_statement_below_a_table_of_quarters_is_of_the_set_above():
    """Though it shares no figures with the others: it has none of six digits."""
    quarters = statement("IS", 7, "", title="Income Statements")
    text = pages(statements(), quarters, statement("EQ", 11, ""))
    assert held(text) == [*SET, ("EQ", 11, "")]


@pytest.mark.parametrize(
    ("own", "second", "told"),
    [
        ("", statements(7, ""), ["SEG003"]),  # as full, under no name: which is the registrant's?
        ("", statements(7, OTHER), ["SEG003"]),  # names change: where none is its own, none proves
        (NAME, statements(7, OTHER), []),  # another company's, by its name
        ("", statements(7, "", ("BS",)), []),  # one statement is no set
    ],
)
def test_a_second_set_that_fits_is_told(own, second, told):
    found = segmented(pages(statements(name=own), second)).findings
    assert [each.code for each in found if each.code == "SEG003"] == told


SHARES = """
The following table sets forth, for the periods indicated, the relationship of
items of income to net sales.

                                                   Years Ended December 31,
                                                         1996         1995
Net sales                                               100.0%       100.0%
Cost of goods sold                                       67.0         67.5
Gross profit                                             33.0         32.5
Selling, general and administrative                      21.4         21.4
Interest expense                                          1.3          1.5
Net income                                                6.7%         6.1%

Net sales rose by 8.6% in 1996.
"""
HALVES = [statement("BS", rows=SHEET[:ASSETS]), statement("BS", rows=SHEET[ASSETS:],
          title="CONSOLIDATED BALANCE SHEETS (continued)")]  # fmt: skip


def test_shares_of_a_hundred_before_the_statements_are_none():
    text = pages(SHARES, *HALVES, statement("IS"), statement("CF"))
    found = sections(text)
    assert [each.kind.value for each in found] == ["BS", "BS", "IS", "CF"]
    told = [each for each in candidates(text) if not each.taken]
    assert all("shares of a hundred" in str([one.says for one in each.evidence]) for each in told)


def test_both_pages_of_a_balance_sheet_apart_from_the_others():
    """What looks like a statement of operations stands before them, so that they begin another set
    than the statements behind.
    """
    extract = SHARES.replace("100.0%", "1,000 ").replace("%", " ")
    text = pages(extract, *HALVES, statement("IS"), statement("CF"))
    assert [each.kind.value for each in sections(text)].count("BS") == 2


def test_titles_in_small_letters_in_the_middle_of_the_page():
    small = pages(*(statement(kind, title=NAMES[kind].lower()) for kind in ("BS", "IS", "CF")))
    assert [each.title for each in sections(small)] == [
        NAMES[kind].lower() for kind in ("BS", "IS", "CF")
    ]
    prose = small.replace("consolidated balance sheets", "consolidated balance sheets are below")
    assert sections(prose)[0].title != NAMES["BS"].lower()


# captions of operations that leave no doubt
LONG = (
    *INCOME[:5], ("Interest income", 20, 30), *INCOME[5:],
    ("Net income per share - basic", 72, 61), ("Net income per share - diluted", 70, 60),
    ("Weighted average shares outstanding - basic", 30000, 29900),
)  # fmt: skip


@pytest.mark.parametrize("rows", [LONG[-3:], LONG])
def test_a_release_needs_no_title_for_what_it_has_nothing_else_of(rows):
    """Figures that prove no sum are left, so that nothing but its captions speaks for it."""
    odd = [(name, 1009 * at, 911 * at) for at, (name, _, _) in enumerate(rows, 7)]
    page = statement("IS", title="OUR YEAR", name="", rows=odd)
    assert kinds(page, "EX-99", form="8-K") == ["IS"] * (rows is LONG)
    assert kinds(page) == []


def test_a_releases_statements_need_no_figure_in_common():
    page = pages(statement("IS", title="OUR YEAR", rows=LONG), PROSE * 60, statement("BS", 7))
    assert kinds(page, "EX-99", form="8-K") == ["IS", "BS"]
    assert kinds(page) == ["BS"]
