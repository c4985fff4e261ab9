"""Statements over pages: which page goes on with one, which begins another, which is none."""

import pytest
from filings import (
    ASSETS,
    FLOWS,
    HEADS,
    INCOME,
    NAME,
    NAMES,
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
    statement,
    statements,
)

from converter.model.finding import Result
from converter.pipeline import Options, analyse

QUARTER = ("Three Months Ended June 30,", 1996, 1995)
HALF = ("Six Months Ended June 30,", 1996, 1995)


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


LATER = ("", "Stock", "Earnings", "Total")


@pytest.mark.parametrize(
    ("spanner", "taken"), [("Six Months Ended June 30,", True), ("Years Ended December 31,", False)]
)
def test_interim_statements_behind_those_of_the_years_are_the_companys(spanner, taken):
    """Their equity begins with the balances of the last year; what has the same years is another
    set, whose figures are not the registrant's.
    """
    carried = [
        ("Balance, December 31, 1996", 4200, 6435, 10635),
        ("Net income", 0, 15000, 15000),
        ("Balance, June 30, 1997", 4200, 21435, 25635),
    ]
    years = [statement(kind) for kind in ("BS", "IS", "EQ", "CF")]
    interim = [
        statement("BS", 7, head=("", "June 30, 1997", "June 30, 1996")),
        statement("IS", 7, head=(spanner, 1997, 1996)),
        statement("EQ", rows=carried, head=LATER),
        statement("CF", 7, head=(spanner, 1997, 1996)),
    ]
    found = [(kind, size) for kind, size, _ in held(pages(*years, *interim), "424B4")]
    own = [("BS", 1), ("IS", 1), ("EQ", 1), ("CF", 1)]
    assert found == [*own, *([("BS", 7), ("IS", 7), ("EQ", 1), ("CF", 7)] if taken else [])]
