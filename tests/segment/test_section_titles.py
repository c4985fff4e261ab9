"""Titles of statements in small pages: their wordings, their lines, and the heads beside them."""

import textwrap

import pytest
from small_pages import BALANCE, CASH, EQUITY, INCOME, centred, found, kinds

from converter.model.filing import StatementKind
from converter.tables import detect_table

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


@pytest.mark.parametrize(
    ("beside", "title"),
    [("1997        1996", "CONSOLIDATED STATEMENT OF CASH FLOWS"), ("27", "")],
    ids=["years", "a page"],
)
def test_years_beside_the_last_line_of_a_title_are_no_page_number(beside, title):
    table = CASH.partition("\n")[2]
    page = (
        f"CONSOLIDATED STATEMENT OF\nCASH FLOWS                                        {beside}\n"
    )
    found_there = [section.title for section in found(page + table)[1].value]
    assert (found_there == [title]) is bool(title)


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


@pytest.mark.parametrize(
    ("words", "rule", "title"),
    [
        ("Shares Outstanding", "-----------------------------", False),  # wider than its words
        ("Example Industries", "------------------", True),  # underlined
        ("(In thousands)", "-----------------------------", True),
    ],
)
def test_words_over_the_rule_of_a_spanner_are_none_of_the_title(words, rule, title):
    page = f"""
              Statement of Stockholders' Equity
                Year ended December 31, 1997

                      {words.center(29).rstrip()}
                      {rule.center(29).rstrip()}
                        Class A       Class B      Total
                        -------       -------     -------
Balance, Jan. 1, 1997   195,000       457,000     1,843,192
Net income                   --            --       351,753
Balance, Dec. 31, 1997  195,000       457,000     2,194,945
"""
    (section,) = found(page)[1].value
    assert (words in section.lead) is title
