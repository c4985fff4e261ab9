"""Which tables are statements and whose, in small pages, one trap a page, and in the real filings."""

import csv
from pathlib import Path

import pytest
from small_pages import BALANCE, INCOME, NOTE_TABLE, centred, found, kinds, rows, segment

from converter.model.filing import PRIMARY
from converter.read import read_filing
from converter.tables import detect_table

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "filings"

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
