"""The registrant's statements among candidates: as a set, of each kind one, over pages."""

from pathlib import Path

import pytest
from filings import (
    ASSETS,
    FLOWS,
    HEADS,
    INCOME,
    NAME,
    NAMES,
    OTHER,
    SHEET,
    STUB,
    body,
    boxhead,
    candidates,
    centred,
    filing,
    held,
    kinds,
    pages,
    row,
    sections,
    segmented,
    statement,
    statements,
)

from converter.model.finding import Result
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
QUARTER = ("Three Months Ended June 30,", 1996, 1995)
HALF = ("Six Months Ended June 30,", 1996, 1995)
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


@pytest.mark.parametrize(
    "second",
    [
        pages("", statement("IS", 2, head=HALF)),
        pages("", statement("IS", 2, name="", head=HALF)),
        body(INCOME, HALF, 2),
        pages("", body(INCOME, HALF, 2)),
    ],
    ids=["titled", "titled without a name", "a boxhead between", "a boxhead on the next page"],
)
def test_quarter_and_year_to_date(second):
    sheet = statement("BS", head=("", "June 30, 1996", "June 30, 1995"))
    text = pages(sheet, statement("IS", head=QUARTER) + second, statement("CF", 2, head=HALF))
    assert held(text, "10-Q") == [("BS", 1, ""), ("IS", 1, ""), ("IS", 2, ""), ("CF", 2, "")]


HALVES = (
    ("CONSOLIDATED BALANCE SHEETS", "CONSOLIDATED BALANCE SHEETS"),
    ("CONSOLIDATED BALANCE SHEETS", "CONSOLIDATED BALANCE SHEETS (Continued)"),
    ("CONSOLIDATED BALANCE SHEETS - ASSETS",
     "CONSOLIDATED BALANCE SHEETS - LIABILITIES AND STOCKHOLDERS' EQUITY"),
)  # fmt: skip


@pytest.mark.parametrize("titles", HALVES, ids=str)
def test_a_balance_sheet_in_two_halves_is_one_table(titles):
    parts = (SHEET[:ASSETS], SHEET[ASSETS:])
    halves = [statement("BS", title=t, rows=r) for t, r in zip(titles, parts, strict=True)]
    text = pages(*halves, statement("IS"), statement("CF"))
    assert [(each.kind.value, each.continues) for each in sections(text)] == [
        ("BS", False), ("BS", True), ("IS", False), ("CF", False),
    ]  # fmt: skip
    sheet, *_ = analyse(Result(filing(text)), "made", Options()).mapped
    captions = [item.caption for item in sheet.read.items]
    assert captions == [caption for caption, *_ in SHEET]


def test_halves_of_two_companies_are_no_sheet():
    halves = [
        statement("BS", rows=SHEET[:ASSETS]), statement("BS", 7, rows=SHEET[ASSETS:], name=""),
    ]  # fmt: skip
    assert not any(each.continues for each in sections(pages(*halves, statement("IS"))))


@pytest.mark.parametrize(
    "page",
    [
        "\n".join(row(*each) for each in SHEET[ASSETS:]),
        body(SHEET[ASSETS:], HEADS["BS"]),
        "\nLIABILITIES AND STOCKHOLDERS' EQUITY\n\n"
        + "\n".join(row(*each) for each in SHEET[ASSETS:]),
    ],
    ids=["rows alone", "a boxhead again", "a heading"],
)
def test_a_page_without_a_title_goes_on(page):
    text = pages(statement("BS", rows=SHEET[:ASSETS]), f"{page}\n", statement("IS"))
    sheet, income = sections(text)
    assert (sheet.kind.value, income.kind.value) == ("BS", "IS")
    source = filing(text).source
    lines = [source.line(number) for number in range(sheet.first, sheet.last + 1)]
    assert next(filter(None, reversed(lines))) == row(*SHEET[-1])


@pytest.mark.parametrize(
    ("years", "pages_of"), [((1996, 1995), 2), ((1996, 1995, 1994), 1)], ids=str
)
def test_a_page_that_has_the_rest_of_the_flows_goes_on_although_a_figure_is_wrong(years, pages_of):
    """Financing and closing cash behind the flows of operations and of investing: with a misprint
    they prove nothing by themselves, and in other columns they are no page of the statement.
    """
    rest = [(each[0], *(each[1:] * 2)[: len(years)]) for each in FLOWS[6:]]
    rest = [
        (each[0], *(9 * at for at in each[1:])) if "begin" in each[0] else each for each in rest
    ]
    lines = body(rest, ("", *years)).split("\n")
    page = "\n".join(f"{line[:STUB]:<{STUB + 24}}{line[STUB:]}" for line in lines)  # wider
    notes = "The accompanying notes are an integral part of these statements.\n"
    flows = statement("CF", rows=FLOWS[:6]) + notes
    found = sections(pages(statement("BS"), statement("IS"), flows, page, "Nothing more.\n"))
    of_flows = [each.continues for each in found if each.kind.value == "CF"]
    assert of_flows == [False, True][:pages_of]


@pytest.mark.parametrize(("total", "taken"), [((13000, 12800), True), ((13001, 12801), False)])
def test_a_page_of_bonds_whose_total_is_a_line_of_the_sheet_is_its_capitalization(total, taken):
    """Names of bonds and of stock are no captions of a balance sheet."""
    capitalization = ("Total capitalization", 13000, 12800)
    sheet = [*SHEET[:-1], capitalization, SHEET[-1]]
    bonds = [
        ("Series G, 7 1/4%, due 1999", 4200, 4200), ("Series O, 9 1/4%, due 2019", 4200, 4200),
        ("Series P, 7 3/4%, due 2007", 4600, 4400), ("TOTAL", *total),
    ]  # fmt: skip
    page = statement("BS", title="STATEMENTS OF CAPITALIZATION", rows=bonds)
    text = pages(statement("BS", rows=sheet), statement("IS"), statement("CF"), page)
    assert kinds(text) == ["BS", "IS", "CF", "BS"][: 3 + taken]


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


@pytest.mark.parametrize(
    ("title", "taken"),
    [("CONSOLIDATED STATEMENTS OF CASH FLOWS (Continued)", True), ("SUPPLEMENTAL MATTERS", False)],
)
def test_a_page_under_the_title_before_goes_on_with_it(title, taken):
    supplement = (
        ("Looms taken on lease", 412, 380), ("Notes given for land", 60, 44),
        ("Yarn for cloth", 31, 12), ("Mills for shares", 77, 15),
    )  # fmt: skip
    text = pages(statements(), statement("CF", title=title, rows=supplement))
    found = sections(text)
    assert [each.kind.value for each in found] == ["BS", "IS", "CF", *(["CF"] * taken)]


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


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("STATEMENTS OF CASH FLOWS", "CONSOLIDATED STATEMENTS OF CASH FLOWS CONTINUED", True),
        ("CONSOLIDATED STATEMENTS OF CASH FLOWS", "STATEMENTS OF CASH FLOWS CONTINUED", True),
        ("STATEMENTS OF CASH FLOWS", "STATEMENTS OF CASH FLOWS (CONTINUED FROM PAGE 5)", True),
        ("STATEMENTS OF CASH FLOWS", f"{NAME} AND SUBSIDIARIES STATEMENT OF CASH FLOWS -", True),
        ("STATEMENTS OF CASH FLOWS", "CONSOLIDATED STATEMENTS OF CASH FLOWS", False),
    ],
)
def test_a_page_that_says_it_continues_goes_on_with_an_earlier_one(first, second, both):
    """Though one of the two titles lacks 'Consolidated', and the second page is the fuller one."""
    cut = 4
    parts = [statement("CF", title=first, rows=FLOWS[:cut]),
             statement("CF", title=second, rows=FLOWS[cut:])]  # fmt: skip
    text = pages(statements(kinds=("BS", "IS")), *parts)
    assert kinds(text) == ["BS", "IS", "CF", *(["CF"] * both)]


@pytest.mark.parametrize(
    ("below", "inside"),
    [
        ("", True),  # the columns that stand there already
        (boxhead("Three Months Ended June 30,", 1996, 1995) + "\n", False),  # a table of its own
    ],
)
def test_supplemental_data_in_the_columns_of_the_flows_is_theirs(below, inside):
    title = "\n\nSupplemental cash flow data\nCash paid during the year for:\n"
    rows = row("Interest paid", 415, 402) + "\n" + row("Taxes paid", 720, 655)
    text = statements() + title + below + rows + "\n"
    [flows] = [each for each in sections(text) if each.kind.value == "CF"]
    made = filing(text).source
    lines = "\n".join(made.line(number) for number in range(flows.first, flows.last + 1))
    assert ("Taxes paid" in lines) == inside


def test_a_caption_as_long_as_a_paragraph_ends_no_statement_before_its_figures():
    long = (
        "<S>                                               <C>           <C>\n"
        "Common stock: authorized 100,000,000 shares, par value $1 per share, 45,965,952 shares\n"
        "outstanding at the end of the year, of which 1,250,000 are held in trust for employees and\n"
        "120,000 are kept for those who have not handed in the shares of companies that were bought\n"
    )
    equity = centred(NAME, "STATEMENTS OF STOCKHOLDERS' EQUITY") + "\n" + boxhead(*HEADS["BS"])
    rows = [("Balance, beginning of year", 7200, 7100), ("Stock issued", 41, 100),
            ("Balance, end of year", 7241, 7200)]  # fmt: skip
    lines = "\n".join(row(*each) for each in rows)
    text = pages(statements(), f"{equity}\n{long}{lines}\n")
    found = [each for each in sections(text) if each.kind.value == "EQ"]
    assert [each.title for each in found] == ["STATEMENTS OF STOCKHOLDERS' EQUITY"]


def test_a_page_with_what_was_earned_per_share_goes_on_with_operations():
    per_share = [
        ("Net income per share before the change", 250, 270), ("Change in accounting", 10, 0),
        ("Net income per common share", 260, 270), ("Shares outstanding", 6169, 6267),
    ]  # fmt: skip
    lines = body(per_share, ("", 1996, 1995)).split("\n")
    page = "\n".join(f"{line[:STUB]:<{STUB + 24}}{line[STUB:]}" for line in lines)  # wider
    text = pages(statement("BS"), statement("IS"), page, statement("CF"))
    assert [(each.kind.value, each.continues) for each in sections(text)] == [
        ("BS", False), ("IS", False), ("IS", True), ("CF", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("title", "told"), [("OUR YEAR (CONTINUED)", 0), ("", 0), (None, 1)])
def test_a_title_that_says_it_goes_on_tells_of_the_page_before(title, told):
    """The first page of the balance sheet stands under words that name no statement."""
    second = f"{NAMES['BS']} (CONTINUED)" if title is None else title
    first = statement("BS", title="WHERE WE STAND", rows=SHEET[:ASSETS])
    rest = statement("BS", title=second, rows=SHEET[ASSETS:])
    found = candidates(pages(statement("IS"), first, rest, statement("CF")))
    said = [each.says for one in found for each in one.evidence]
    assert sum("says that it goes on" in each for each in said) == told


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
