"""Statements and note tables in small pages, one trap a page, and in the real filings."""

import csv
import textwrap
from pathlib import Path

import pytest

from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Result
from converter.read import read_filing
from converter.segment import find_sections
from converter.tables import detect_table
from converter.text.units import read_units
from converter.wording.titles import packaged_titles

TITLES = packaged_titles()
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "filings"

BALANCE = """\
                                                  1997        1996
                                               ---------   ---------
ASSETS
Cash and cash equivalents                      $   1,200   $   1,000
Inventories                                          300         250
                                               ---------   ---------
Total assets                                   $   1,500   $   1,250
                                               =========   =========
LIABILITIES AND STOCKHOLDERS' EQUITY
Accounts payable                               $     400   $     350
Total stockholders' equity                         1,100         900
                                               ---------   ---------
Total liabilities and stockholders' equity     $   1,500   $   1,250
                                               =========   =========
"""
INCOME = """\
                                                  1997        1996
                                               ---------   ---------
Net sales                                      $   2,000   $   1,800
Cost of goods sold                                 1,200       1,100
Selling, general and administrative                  500         450
                                               ---------   ---------
Income before income taxes                           300         250
Provision for income taxes                           100          90
                                               ---------   ---------
Net income                                     $     200   $     160
                                               =========   =========
Net income per share                           $     .40   $     .32
Weighted average shares outstanding                  500         500
"""
CASH = """\
                                                  1997        1996
                                               ---------   ---------
Net income                                     $     200   $     160
Net cash provided by operating activities            250         190
Net cash used in investing activities               (100)        (80)
Net cash provided by financing activities             50          40
Cash and cash equivalents at end of year       $   1,200   $   1,000
"""
EQUITY = """\
                                       Common      Retained
                                        Stock      Earnings      Total
                                      --------    ---------    --------
Balance, December 31, 1996            $    100    $     800    $    900
Net income                                              200         200
                                      --------    ---------    --------
Balance, December 31, 1997            $    100    $   1,000    $  1,100
"""
HALF = """\
Accounts payable                               $     400   $     350
Total stockholders' equity                         1,100         900
                                               ---------   ---------
Total liabilities and stockholders' equity     $   1,500   $   1,250
"""
HEAD = """\
<SEC-HEADER>
COMPANY CONFORMED NAME: EXAMPLE INDUSTRIES INC
CENTRAL INDEX KEY: 0000000001
</SEC-HEADER>
"""


def centred(*lines):
    return "".join(line.center(70).rstrip() + "\n" for line in lines)


def filing(page, kind="10-K"):
    text = (
        f"{HEAD}<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<TEXT>\n"
        f"{textwrap.dedent(page)}\n</TEXT>\n</DOCUMENT>\n"
    )
    return read_filing(text.encode())


def segment(read):
    result = find_sections(read, TITLES)
    return Result(result.value.sections, result.findings)


def found(page, kind="10-K"):
    read = filing(page, kind).value
    return read, segment(read)


def kinds(page, kind="10-K"):
    return [section.kind.value for section in found(page, kind)[1].value]


def rows(read, section):
    table = detect_table(section, read.source).value
    return [row.caption for row in table.rows if row.cells]


WORDINGS = [
    ("BS", "CONSOLIDATED BALANCE SHEETS", BALANCE),
    ("BS", "Condensed Combined Balance Sheet (Unaudited)", BALANCE),
    ("BS", "STATEMENTS OF CONSOLIDATED FINANCIAL POSITION", BALANCE),
    ("BS", "Consolidated Statements of Financial Condition", BALANCE),
    ("BS", "STATEMENT OF ASSETS, LIABILITIES AND PARTNERS' CAPITAL", BALANCE),
    ("BS", "Comparative Balance Sheets", BALANCE),
    ("BS", "CONSOLIDATED BALANCE SHEETS AT DECEMBER 31, 1997 AND 1996", BALANCE),
    ("BS", "|STATEMENT OF FINANCIAL POSITION", BALANCE),
    ("BS", "EXAMPLE INDUSTRIES, INC. CONSOLIDATED BALANCE SHEETS", BALANCE),
    ("BS", "BALANCE SHEETS - EXAMPLE INDUSTRIES, INC. AND SUBSIDIARIES", BALANCE),
    ("BS", "Consolidated balance sheets", BALANCE),
    ("IS", "CONSOLIDATED STATEMENTS OF OPERATIONS - GAAP", INCOME),
    ("IS", "Statements of Consolidated Earnings", INCOME),
    ("IS", "INTERIM CONSOLIDATED STATEMENT OF LOSS", INCOME),
    ("IS", "Condensed Income Statement", INCOME),
    ("IS", "Consolidated Statements of Income (Loss)", INCOME),
    ("IS", "STATEMENTS OF INCOME AND RETAINED EARNINGS", INCOME),
    ("IS", "Statements of Operations and Accumulated Deficit", INCOME),
    ("IS", "CONSOLIDATED STATEMENTS OF INCOME AND COMPREHENSIVE INCOME", INCOME),
    ("IS", "Statement of Revenues and Expenses", INCOME),
    ("IS", "Consolidated Statements of Income for the Years Ended December 31, 1997", INCOME),
    ("IS", "CONSOLIDATED STATEMENTS OF OPERATIONS (CONTINUED)", INCOME),
    ("CF", "CONDENSED CONSOLIDATED STATEMENTS OF CASH FLOWS", CASH),
    ("CF", "Cash Flow Statement", CASH),
    ("CF", "Statement of Changes in Financial Position", CASH),
    ("EQ", "CONSOLIDATED STATEMENTS OF SHARE-OWNERS' EQUITY", EQUITY),
    ("EQ", "Statements of Shareholders' Investment", EQUITY),
    ("EQ", "STATEMENTS OF CHANGES IN STOCKHOLDERS' EQUITY (DEFICIT)", EQUITY),
    ("EQ", "Statement of Partners' Capital", EQUITY),
    ("EQ", "Consolidated Statements of Retained Earnings", EQUITY),
    ("EQ", "STATEMENTS OF STOCKHOLDERS' EQUITY AND COMPREHENSIVE INCOME", EQUITY),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "title", "table"), WORDINGS, ids=[w[1] for w in WORDINGS])
def test_wordings(kind, title, table):
    assert kinds(centred(title) + "\n" + table) == [kind]


@pytest.mark.parametrize(
    "lines",
    [
        ("CONSOLIDATED STATEMENTS OF", "CHANGES IN SHAREHOLDERS' EQUITY"),
        ("CONSOLIDATED STATEMENTS", "OF SHAREHOLDERS' INVESTMENT"),
        ("STATEMENTS OF COMMON", "STOCKHOLDERS'", "EQUITY"),
    ],
)
def test_titles_over_several_lines(lines):
    (section,) = found(centred(*lines) + "\n" + EQUITY)[1].value
    assert section.kind is StatementKind.EQ
    assert section.title == " ".join(lines)


def test_a_title_goes_on_below_a_blank_line():
    page = f"{centred('STATEMENTS OF CASH')}\n{centred('FLOWS (Unaudited)')}\n{CASH}"
    (section,) = found(page)[1].value
    assert (section.kind, section.title) == (
        StatementKind.CF,
        "STATEMENTS OF CASH FLOWS (Unaudited)",
    )


def test_a_statement_without_a_title_begins_at_its_boxhead():
    """Its first row stands above a heading that might be a title, as the first of a block."""
    page = """
                                                  1997        1996
        Net cash provided by operations             250         190
        Cash flows from investing activities:
          Capital expenditures                     (100)        (80)
        Net cash used in investing activities      (100)        (80)
        Cash flows from financing activities:
          Borrowings                                 50          40
        Net cash provided by financing activities    50          40
        Increase in cash                            200         150
        Cash at beginning of year                 1,000         850
        Cash at end of year                    $  1,200    $  1,000
        """
    read, result = found(textwrap.dedent(page))
    (section,) = result.value
    assert section.kind is StatementKind.CF
    assert "1997" in read.source.line(section.first)


NOT_STATEMENTS = {
    "table of contents": """
        Consolidated Balance Sheets ..................................... 23
        Consolidated Statements of Income ............................... 24
        Consolidated Statements of Cash Flows                             25
        """,
    "index without pages": """
        Consolidated Balance Sheets -- December 31, 1997 and 1996.

        Consolidated Statements of Cash Flows -- Years ended December 31, 1997,
             1996 and 1995.
        """,
    "index whose lines wrap": """
        Statement of cash flows for the years
          ended December 31, 1997 and 1996                              F-5
        Statement of income for the years
          ended December 31, 1997 and 1996                              F-6
        """,
    "index in capitals": "X Supplementary Income Statement Information  F-46\n",
    "heading over prose": """
        STATEMENT OF CASH FLOWS

        Cash rose during the year as more was collected from customers than was
        paid to suppliers, and as the program of last year came to its end there
        was less to be spent on plant and equipment than in the year before it.
                                     1997       1996
        Depreciation                  100         90
        """,
    "a sentence that names one": """
        The effects of the change are shown in the company's reports and in the
        Consolidated Statements of Cash Flows. On December 31, 1997 it had
        borrowings that came to the amounts below.
                                     1997       1996
        Net income                  1,100        990
        """,
    "selected data": """
        SELECTED FINANCIAL DATA
                               1997     1996     1995     1994     1993     1992     1991
        BALANCE SHEET DATA
        Cash                    120      100       90       80       70       60       50
        Total assets            900      800      700      600      500      400      300
        Long-term debt          300      290      280      270      260      250      240
        Stockholders' equity    400      380      370      360      350      340      330
        """,
    "standard": "Statement of Financial Accounting Standards No. 128\n" + INCOME,
    "schedule": """
                    SUPPLEMENTARY INCOME STATEMENT INFORMATION
                                                    1997     1996     1995
        Maintenance and repairs                  $   120  $   110  $   100
        Advertising                                   60       50       40
        """,
    "analysis": "Analysis of Consolidated Statements of Income\n" + INCOME,
    "operating results of a report": "OPERATING RESULTS\n" + INCOME,
}


@pytest.mark.parametrize("page", NOT_STATEMENTS.values(), ids=list(NOT_STATEMENTS))
def test_what_is_no_statement(page):
    assert kinds(page) == []


@pytest.mark.parametrize(
    "words",
    [
        "Balance Sheet Financial Instruments",
        "Financial Instruments with Off-Balance-Sheet Risk",
        "Notes on the Index to the Consolidated Balance Sheets",
        "consolidated balance sheet",
        "BALANCED SHEET",
        "CONSOLIDATED BALANCE SHEET - ASSETS",
        "WHAT WE HAVE AND WHAT WE OWE",
        "",
    ],
)
def test_a_balance_sheet_is_one_whatever_stands_above(words):
    assert kinds(centred(words) + "\n" + BALANCE) == ["BS"]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("UNAUDITED PRO FORMA CONDENSED STATEMENT OF INCOME",), "pro forma"),
        (("PROFORMA STATEMENT OF INCOME",), "pro forma"),
        (("Statements of Operations - Non-GAAP",), "non-GAAP"),
        (("UNAUDITED PRO FORMA", "CONDENSED STATEMENT OF INCOME"), "pro forma"),
        (("STATEMENTS OF INCOME", "(Parent Company Only)"), "parent only"),
        (("CONDENSED FINANCIAL INFORMATION OF REGISTRANT", "STATEMENTS OF INCOME"), "parent only"),
        (("CONSOLIDATING STATEMENT OF INCOME",), "consolidating"),
        (("SECTOR STATEMENT OF INCOME",), "segment"),
    ],
)
def test_statements_left_out_with_a_finding(lines, reason):
    _, result = found(centred(*lines) + "\n" + INCOME)
    assert result.value == ()
    (finding,) = result.findings
    assert finding.code == "SEG002"
    assert reason in finding.message


def test_a_statement_left_out_ends_the_one_before():
    page = centred("Statements of Operations - GAAP") + INCOME
    page += "\n" + centred("Statements of Operations - Pro Forma") + INCOME
    read, result = found(page, "EX-99")
    (section,) = result.value
    assert rows(read, section).count("Net sales") == 1


@pytest.mark.parametrize(
    ("title", "table", "kind"),
    [
        ("OPERATING RESULTS", INCOME, "IS"),
        ("Financial Summary", INCOME, "IS"),
        ("CONSOLIDATED STATEMENTS OF OPERATIONS DATA", INCOME, "IS"),
        ("CONSOLIDATED OPERATIONS DATA", INCOME, "IS"),
    ],
)
def test_odd_titles_of_releases(title, table, kind):
    assert kinds(centred(title) + table, "EX-99.1") == [kind]


SUMMARIES = {
    "FINANCIAL SUMMARY": """
                                    1997        1996
Net sales                          2,000       1,800
Net income                           200         160
Net income per share                 .40         .32
""",
    "SELECTED BALANCE SHEET DATA": """
                                  June 30  December 31
                                    1997        1996
Working capital                    3,144       2,280
Total assets                      12,640      11,477
Long-term debt                     2,980       2,815
Stockholders' equity               5,120       4,791
""",
    "SUMMARY OF CASH FLOWS - FIRST NINE MONTHS": """
                                    1997        1996
Cash from operations               612.2       704.3
Capital expenditures              <342.1>     <384.0>
Dividends paid                    <168.4>     <176.5>
Change in cash                    $101.7      $143.8
""",
}


TABLES = {"STATEMENTS OF INCOME": INCOME, "BALANCE SHEETS": BALANCE}


@pytest.mark.parametrize(
    ("title", "whole", "kind"),
    [
        ("FINANCIAL SUMMARY", "STATEMENTS OF INCOME", "IS"),
        ("SELECTED BALANCE SHEET DATA", "BALANCE SHEETS", "BS"),
        ("SUMMARY OF CASH FLOWS - FIRST NINE MONTHS", "", "CF"),
    ],
)
def test_a_summary_in_a_release_that_has_nothing_else_of_its_kind(title, whole, kind):
    page = centred(title) + SUMMARIES[title]
    assert kinds(page, "EX-99") == [kind]
    assert kinds(page) == []  # a report has whole statements
    if whole:  # which goes before
        _, result = found(page + "\n" * 9 + centred(whole) + TABLES[whole], "EX-99")
        assert [each.title for each in result.value] == [whole]


def test_title_inside_a_table_and_its_caption():
    page = "<TABLE>\n<CAPTION>\n" + centred("BALANCE SHEETS") + "<S>  <C>  <C>\n" + BALANCE
    assert kinds(page + "</TABLE>\n") == ["BS"]


def test_the_boxhead_may_begin_beside_the_title():
    page = """
    <TABLE>
    CONSOLIDATED STATEMENTS OF INCOME     Quarter Ended      Quarter Ended
    (unaudited)                         December 31, 1997  December 31, 1996
    Net sales                                 $ 2,000            $ 1,800
    Net income                                    200                160
    </TABLE>
    """
    read, result = found(page)
    (section,) = result.value
    assert section.title == "CONSOLIDATED STATEMENTS OF INCOME"
    table = detect_table(section, read.source).value
    assert [column.head for column in table.columns] == [
        "Quarter Ended December 31, 1997",
        "Quarter Ended December 31, 1996",
    ]


def test_a_title_with_a_wide_boxhead_beside_it_is_no_row():
    head = "STATEMENTS OF INCOME".ljust(50)
    page = f"""
{head}Quarter Ended                    Change        Quarter Ended                    Change
{"(unaudited)".ljust(46)}December 31, 1997                          December 31, 1996
Net sales                                              $ 2,000       4%                   $ 1,800          7%
Net income                                                 200       5%                       160          9%
"""
    read, result = found(page)
    (section,) = result.value
    table = detect_table(section, read.source).value
    assert [row.caption for row in table.rows if row.cells] == ["Net sales", "Net income"]
    assert "STATEMENTS OF INCOME" not in [row.caption for row in table.rows]


def test_a_long_title_in_the_middle_heads_another_table():
    page = centred("BALANCE SHEETS") + BALANCE + "\n"
    page += f"{'Reconciliation of Net Income to EBITDA and Adjusted EBITDA':^72}\n"
    page += f"{'(in millions)':^72}\n\n"
    page += """\
                                          1997      1996
Net income                               $10.6      $8.7
Income taxes                               2.9       4.6
Adjusted EBITDA                          $13.5     $13.3
"""
    read, result = found(page)
    assert rows(read, result.value[0])[-1] == "Total liabilities and stockholders' equity"


SHARES = """\

<TABLE>
<CAPTION>
As a percentage of total revenues               1997       1996
<S>                                         <C>        <C>
Cost of products sold                           30.1       30.4
Selling expenses                                31.7       31.8
Administrative expenses                         18.7       18.4
Operating income                                 7.8        8.5
Earnings before income taxes                     4.3        4.9
</TABLE>

     Product sales rose 10.2 percent in 1997, of which 1.6 percent was menu price.
<PAGE>
"""
EARNINGS = """\
BLUE HERON RESTAURANTS, INC.
CONSOLIDATED EARNINGS

<TABLE>
<CAPTION>
                                                 1997       1996
<S>                                         <C>        <C>
Product sales                                $241,806   $219,440
Costs and expenses:
  Cost of products sold                        74,310     68,024
  Selling expenses                             78,204     71,311
  Administrative expenses                      46,118     41,203
                                             --------   --------
                                              198,632    180,538
                                             --------   --------
Operating income                               43,174     38,902
Interest expense                                2,318      2,604
                                             --------   --------
Earnings before income taxes                   40,856     36,298
Income taxes                                   15,720     13,340
                                             --------   --------
Net earnings                                 $ 25,136   $ 22,958
                                             ========   ========
</TABLE>
<PAGE>
"""


def test_shares_of_revenues_with_the_captions_of_a_statement_are_none():
    read, result = found(f"{SHARES}{EARNINGS}{centred('BALANCE SHEETS')}{BALANCE}")
    kinds = [section.kind.value for section in result.value]
    assert kinds == ["IS", "BS"]
    assert rows(read, result.value[0])[0] == "Product sales"


def test_two_statements_on_one_page():
    page = centred("BALANCE SHEETS") + BALANCE + "\n" + centred("STATEMENTS OF INCOME") + INCOME
    read, result = found(page)
    first, second = result.value
    assert rows(read, first)[-1] == "Total liabilities and stockholders' equity"
    assert rows(read, second)[0] == "Net sales"


@pytest.mark.parametrize(
    ("captions", "sections"),
    [(BALANCE, 2), (BALANCE.replace("s", "z"), 1)],
)
def test_a_page_that_repeats_the_captions_faces_the_statement(captions, sections):
    further = "\n".join(line.replace("   ", " " * 10, 1) for line in captions.splitlines())
    page = centred("BALANCE SHEETS") + "<TABLE>\n" + BALANCE + "</TABLE>\n"
    page += "                 F-2\n<PAGE>\n\nAnnual Report Page 27\n<TABLE>\n"
    read, result = found(f"{page}{further}\n</TABLE>\n")
    assert [section.kind.value for section in result.value] == ["BS"] * sections
    for section in result.value:
        assert rows(read, section)[0] == "Cash and cash equivalents"


ASSETS = BALANCE[: BALANCE.index("LIABILITIES")]


@pytest.mark.parametrize(
    ("between", "sections"),
    [
        ("<PAGE>\n", 1),
        ("                         23\n<PAGE>\n\n", 1),
        ("<PAGE>\n" + centred("EXAMPLE INDUSTRIES, INC."), 1),
        ("<PAGE>\n" + " " * 50 + "1997        1996\n", 1),
        ("<PAGE>\n" + centred("BALANCE SHEETS (Continued)"), 1),
        ("                         23 <PAGE>\n" + " " * 50 + "1997        1996\n", 1),
        ("See accompanying notes.\n<PAGE>\n", 1),
        ("<PAGE>\n" + centred("BALANCE SHEETS (Continued)") + " " * 50 + "1997        1996\n", 2),
    ],
)
def test_a_statement_goes_on_over_pages(between, sections):
    page = centred("EXAMPLE INDUSTRIES, INC.", "BALANCE SHEETS") + ASSETS + between + HALF
    read, result = found(page)
    assert [section.kind.value for section in result.value] == ["BS"] * sections
    assert rows(read, result.value[-1])[-1] == "Total liabilities and stockholders' equity"


def test_a_statement_ends_where_another_table_begins():
    page = centred("STATEMENTS OF INCOME") + INCOME + "<PAGE>\n" + centred("Orders by Region")
    page += "                                                  1997        1996\n"
    page += "East                                           $     900   $     800\n"
    read, result = found(page)
    (section,) = result.value
    assert "East" not in rows(read, section)


def test_a_statement_ends_where_prose_begins():
    page = (
        centred("STATEMENTS OF INCOME")
        + INCOME
        + textwrap.dedent("""
        The company sold one of its plants after the end of the year, and it will
        show what it received in the first quarter of the year that follows; the
        plant made goods for
                                                          1997        1996
        which were sold at prices of                        12          13
        """)
    )
    read, result = found(page)
    (section,) = result.value
    assert rows(read, section)[-1] == "Weighted average shares outstanding"


def test_long_captions_are_no_prose():
    page = centred("BALANCE SHEETS") + BALANCE.replace(
        "Total stockholders' equity                         1,100         900\n",
        "Common stock, $1 par value; 10,000 and 9,000 shares\n"
        "  authorized in 1997 and 1996, respectively; 4,500\n"
        "  issued in 1997 and 1996; 4,400 and 4,300 outstanding\n"
        "  in 1997 and 1996, respectively                   1,100         900\n",
    )
    read, result = found(page)
    (section,) = result.value
    assert rows(read, section)[-1] == "Total liabilities and stockholders' equity"


def test_figures_of_captions_set_no_edge_for_prose():
    """'of $29' ends a line further left than the columns begin; the captions below are no prose."""
    page = centred("BALANCE SHEETS") + BALANCE.replace(
        "Inventories", "Receivables, less allowances of $29\n  in 1997", 1
    )
    long = "  Stock of $.50 par value with authorized 180,000 shares"
    page = page.replace("Retained", f"{long}\n{long}\n  Retained", 1)
    read, result = found(page)
    (section,) = result.value
    assert rows(read, section)[-1] == "Total liabilities and stockholders' equity"


@pytest.mark.parametrize("third", ["Dividends", "Distributions"])
def test_the_columns_of_an_equity_statement_go_on_below_its_captions(third):
    captions = ["Balance, June 30, 1996", "Net income", "Dividends", "Options exercised"]
    page = centred("STATEMENTS OF STOCKHOLDERS' EQUITY")
    for stub, heads in ((48, "Common        Paid-in"), (31, "Retained        Total")):
        page += " " * (stub + 2) + heads + "\n\n"
        page += "\n".join(f"{each:{stub}}{410 + len(each):10,}{1290:15,}" for each in captions)
        page += "\n                      F-5\n<PAGE>\n" + centred("EXAMPLE INDUSTRIES, INC.")
        captions[2] = third
    read, result = found(page)
    section = result.value[0]
    lines = [read.source.line(at) for at in range(section.first, section.last + 1)]
    assert any("Retained" in line for line in lines) is (third == "Dividends")


@pytest.mark.parametrize(
    ("aside", "taken"),
    [
        ("(unaudited, Managed loan basis)", False),
        ("(pro forma)", False),
        ("(unaudited, GAAP basis)", True),
        ("(managed well)", True),
    ],
)
def test_what_is_said_in_parentheses_below_a_title(aside, taken):
    page = centred("STATEMENTS OF INCOME", aside) + INCOME
    _, result = found(page + "<PAGE>\n" + centred("BALANCE SHEETS") + BALANCE)
    assert ("IS" in [section.kind.value for section in result.value]) is taken
    assert ("SEG002" in [finding.code for finding in result.findings]) is not taken


@pytest.mark.parametrize(
    ("between", "total", "more"),
    [
        ("<PAGE>\n", "1,715", True),
        ("<PAGE>\n", "1,716", False),
        ("<PAGE>\n" + centred("BALANCE SHEETS"), "1,715", False),
        ("<PAGE>\n" + "Remarks on the table\n" * 20, "1,715", False),
        ("<PAGE>\n\nCommitments                              500      600\n", "1,715", False),
    ],
    ids=["more columns", "no sums", "another title", "remarks", "another row"],
)
def test_columns_without_captions_belong_to_the_equity_statement_above(between, total, more):
    captions = ["Balance, June 30, 1996", "Net income", "Dividends", "Balance, June 30, 1997"]
    common, earned = (410, 5, 0, 415), (1290, 100, -95, 1295)
    page = centred("STATEMENTS OF STOCKHOLDERS' EQUITY") + "<TABLE>\n"
    page += " " * 50 + "Common       Capital\n\n"
    for caption, stock in zip(captions, common, strict=True):
        page += f"{caption:48}{stock:10,}{5:13,}\n"
    page += "</TABLE>\nSee accompanying notes.\n                      F-5\n" + between
    page += "<TABLE>\nEarnings   Total\n\n"
    for stock, earnings in zip(common, earned, strict=True):
        page += f"{earnings:6,}{stock + earnings + 5:9,}\n"
    read, result = found(page.replace("1,715", total) + "</TABLE>\n")
    section = result.value[0]
    lines = [read.source.line(at) for at in range(section.first, section.last + 1)]
    assert any("Earnings" in line for line in lines) is more


def test_tables_of_the_notes():
    page = (
        centred("BALANCE SHEETS")
        + BALANCE
        + "<PAGE>\n"
        + centred("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS", "(in thousands)")
        + textwrap.dedent("""
        NOTE 1 - INVENTORIES

        Inventories at the end of each year were made up of what follows here:
        <TABLE>
        <CAPTION>
                                                 1997        1996
        <S>                                   <C>         <C>
        Raw materials                         $   100     $    90
        Finished goods                            200         160
        </TABLE>
        NOTE 2 - CONTINGENCIES

        Claims of the usual kind are pending. None of them is thought to matter.
        """)
    )
    sections = found(page)[1].value
    assert [section.kind.value for section in sections] == ["BS", "NOTE"]
    note = sections[1]
    assert (note.note, note.title) == ("1", "NOTE 1 - INVENTORIES")
    assert "in thousands" in note.lead


NOTE_TABLE = """
<TABLE>
                                         1997        1996
Raw materials                         $   100     $    90
Finished goods                            200         160
</TABLE>
"""


TWO_TABLES = """\
{lead}

December 31,                         1997            1996
- ---------------------------------------------------------
Current assets                   $    813        $    319
Noncurrent assets                     674             915
Year Ended December 31,      1997        1996        1995
- ---------------------------------------------------------
Revenues                   $  278      $  921      $  773
Net income                     71          14          82
"""


@pytest.mark.parametrize(
    ("lead", "tables"),
    [
        ("Our investments are stated below (in millions):", 2),
        ("A summary of financial information for Example\nBottling is as follows:", 0),
        ("Summarized financial information of the company follows:", 2),
    ],
)
def test_tables_whose_heads_begin_over_the_stub(lead, tables):
    page = centred("NOTES TO FINANCIAL STATEMENTS")
    page += f"NOTE 2 - INVESTMENTS\n\n{TWO_TABLES.format(lead=lead)}"
    notes = [s for s in found(page)[1].value if s.kind is StatementKind.NOTE]
    assert len(notes) == tables


@pytest.mark.parametrize(
    ("head", "tables"),
    [
        ("                                         1997        1996", 1),  # the same once more
        ("                                     1/1/1998   9/27/1997", 2),
        (("                                       THREE MONTHS ENDED\n"
         "                                     1/1/1998  12/27/1996"), 2),
    ],
)  # fmt: skip
def test_a_boxhead_of_other_periods_begins_another_table(head, tables):
    page = (
        centred("BALANCE SHEETS")
        + BALANCE
        + "<PAGE>\nNOTE 1. Details\n<TABLE>\n"
        + f"""
                                         1997        1996
Raw materials                         $   100     $    90
Finished goods                            200         160
INTEREST INCOME
{head}
Interest income                       $    10     $     9
Other income                               20          16
</TABLE>
"""
    )
    notes = [section for section in found(page)[1].value if section.kind is StatementKind.NOTE]
    assert len(notes) == tables
    read, _ = found(page)
    last = detect_table(notes[-1], read.source).value
    assert "INTEREST INCOME" in [row.caption for row in last.rows]


def test_notes_without_a_title_of_their_own():
    page = centred("BALANCE SHEETS") + BALANCE + "<PAGE>\nNOTE 1. Inventories\n" + NOTE_TABLE
    assert kinds(page) == ["BS", "NOTE"]
    assert kinds("NOTE 1. Inventories\n" + NOTE_TABLE) == []


def test_a_heading_of_a_note_may_state_its_units():
    page = centred("NOTES TO FINANCIAL STATEMENTS", "(in thousands)")
    page += "NOTE 3 - FINANCIAL STATEMENT DETAILS (IN MILLIONS)\n" + NOTE_TABLE
    (note,) = found(page)[1].value
    assert note.note == "3"
    assert "IN MILLIONS" in note.lead
    assert "in thousands" not in note.lead


@pytest.mark.parametrize(
    "line",
    [
        "Item 2. Management's Discussion and Analysis",
        "PART II. OTHER INFORMATION",
        "REPORT OF INDEPENDENT ACCOUNTANTS",
        "SIGNATURES",
    ],
)
def test_notes_end_where_another_part_begins(line):
    page = centred("NOTES TO FINANCIAL STATEMENTS") + "1. BASIS\n\nAs before.\n\n"
    assert kinds(page + line + "\n" + NOTE_TABLE) == []


def test_a_reference_to_the_notes_opens_none():
    assert kinds("See Note 18 of Notes to Financial Statements\n" + NOTE_TABLE) == []


def test_a_statement_after_the_notes_is_found():
    page = centred("NOTES TO FINANCIAL STATEMENTS") + "1. BASIS\n\nAs before.\n<PAGE>\n"
    assert kinds(page + centred("STATEMENTS OF CASH FLOWS") + CASH) == ["CF"]


def test_other_companies_beside_the_registrant():
    page = centred("EXAMPLE INDUSTRIES, INC.", "BALANCE SHEETS") + BALANCE + "<PAGE>\n"
    page += centred("Other Finance Corp. and Subsidiaries", "BALANCE SHEETS") + BALANCE
    page += "<PAGE>\nNOTE 1. Inventories\n" + NOTE_TABLE
    other = "Other Finance Corp. and Subsidiaries"
    assert [section.entity for section in found(page)[1].value] == ["", other, other]


def test_the_business_that_was_bought():
    page = "Item 7. (a) Financial statements of businesses acquired\n"
    page += centred("BOUGHT STORES, INC.", "BALANCE SHEETS") + BALANCE
    assert [section.entity for section in found(page, "8-K")[1].value] == ["BOUGHT STORES, INC."]
    assert [section.entity for section in found(page, "10-K")[1].value] == [""]


def test_a_new_name_alone_is_no_other_company():
    page = centred("RENAMED HOLDINGS CORP.", "BALANCE SHEETS") + BALANCE
    assert [section.entity for section in found(page)[1].value] == [""]


@pytest.mark.parametrize("kind", ["EX-12", "EX-27", "EX-10.1"])
def test_exhibits_that_hold_none(kind):
    assert kinds(centred("BALANCE SHEETS") + BALANCE, kind) == []


# Listed in INDEX.tsv, but pro forma: not statements by accepted principles.
PRO_FORMA_ONLY = {"1002022_8K_1999_0001047469-99-037047.txt"}


def listed():
    index = CORPUS / "INDEX.tsv"
    if not index.exists():
        return []
    with index.open(encoding="utf-8") as lines:
        return [(row["file"], row["statements"]) for row in csv.DictReader(lines, delimiter="\t")]


@pytest.mark.skipif(not listed(), reason="the real filings are not beside this checkout")
@pytest.mark.parametrize(("name", "statements"), listed())
def test_the_listed_statements_are_found(name, statements):
    read = read_filing(CORPUS / name).value
    result = segment(read)
    tables = [(each, detect_table(each, read.source).value) for each in result.value]
    primary = [(each, table) for each, table in tables if each.kind in PRIMARY]
    assert all(table is not None and len(table.rows) > 1 for _, table in primary)
    if name in PRO_FORMA_ONLY:
        assert not primary
        assert result.findings
    else:
        assert {each.kind.value for each, _ in primary} >= set(statements.split("/"))


@pytest.mark.parametrize(
    ("second", "units"),
    [
        ("NOTES TO FINANCIAL STATEMENTS (Continued)", "(in thousands)"),
        ("NOTES TO FINANCIAL STATEMENTS (Continued) (in millions)", "(in millions)"),
        ("NOTES TO FINANCIAL STATEMENTS", ""),
    ],
)
def test_pages_of_notes_that_are_continued_keep_the_units(second, units):
    table = (
        "<TABLE>\n"
        + " " * 50
        + "1997     1996\nLand      "
        + " " * 40
        + " 100       90\n</TABLE>\n"
    )
    page = centred("NOTES TO FINANCIAL STATEMENTS", "(in thousands)") + "\n" + table
    page += "<PAGE>\n" + centred(second) + "\n" + table
    _, result = found(page)
    assert [section.kind.value for section in result.value] == ["NOTE", "NOTE"]
    assert read_units(result.value[1].lead) == read_units(units)
