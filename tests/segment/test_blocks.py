"""Where blocks of figures begin and end, in small pages, one trap a page."""

import pytest
from filings import boxhead, row

from converter.model.source import SourceText
from converter.segment.blocks import find_blocks, look_through, opens_boxhead, readings
from converter.segment.lines import Lines
from converter.segment.notes import OPENINGS, table_region

ABOVE = [row("Cash", 1250, 980), row("Receivables", 4310, 3905)]
BELOW = [row("Accounts payable", 2740, 2515), row("Long-term debt", 4710, 5140)]
PROSE = [
    "The company makes cloth and sells it to those who make of it what they will, and takes",
    "its sales as made when the cloth has left the mill and the buyer has been sent the bill.",
]


def lines_of(*texts):
    source = SourceText("made.txt", "\n".join(texts) + "\n", "utf-8", "")
    return Lines(source, 1, source.line_count), source


def blocks(*texts, titles=()):
    lines, source = lines_of(*texts)
    return find_blocks(lines, look_through(lines, source, 1, ())[0], titles)


@pytest.mark.parametrize(
    ("between", "apart"),
    [
        ([], False),
        ([""] * 3, False),
        ([""] * 40, True),
        (["<PAGE>"], True),
        (["</TABLE>", "<TABLE>"], True),
        (["<S>                    <C>            <C>"], False),
        (PROSE, True),
        (PROSE[:1], False),
        (
            [
                "  Capital stock - par value $.001; 5,000,000 shares authorized;",
                "    2,150,322 and 2,135,776 shares issued at January 28,",
            ],
            False,
        ),
        (["", "LIABILITIES AND STOCKHOLDERS' EQUITY", ""], False),
        (["Long-term obligations under capital", "leases and agreements with banks of"], False),
        ([f"Words number {each} of a caption" for each in "abcdefghijkl"], False),
        ([f"Words number {each} of a caption" for each in "abcdefghijklm"], True),
        (["NOTE 2 - INVENTORIES"], True),
        ([boxhead("Years Ended December 31,", 1994, 1993)], True),
        (["", boxhead("", 1994, 1993)], True),
        ([row("ASSETS")], False),
    ],
    ids=str,
)
def test_where_a_block_ends(between, apart):
    found = blocks(*ABOVE, *between, *BELOW)
    after = 2 + len("\n".join(between).split("\n") if between else ())
    rows = [(0, 1), (after, after + 1)]
    assert [each.rows for each in found] == (rows if apart else [rows[0] + rows[1]])


def test_a_block_ends_at_a_line_that_may_be_a_title():
    page = (*ABOVE, "", "STATEMENTS OF INCOME", "", *BELOW)
    assert len(blocks(*page)) == 1
    assert [each.rows for each in blocks(*page, titles={3})] == [(0, 1), (5, 6)]


@pytest.mark.parametrize(
    ("line", "is_row"),
    [
        (row("Income", 1996, 1995).replace(",", ""), False),  # years beside words
        ("                                    Balance Sheet       1996        1995", False),
        (boxhead("", 1996, 1995), False),
        (
            "                                            December 31, 1996   December 31, 1995",
            False,
        ),
        (row("Income", 1996, 1994), True),  # with their commas they are amounts
        (row("Income", 2160, 1825), True),
        ("Income for 1996 and for 1995", False),
        ("January 1, 1999    8,360,220  8,360  44,377   2,340  110,916     (892) 165,101", True),
        ("The plant opened in 1995 and closed in 12 165,101", False),
        ("Dividends paid                                          --            --", True),
        ("Effective rate of taxes                                 36%           35%", True),
        ("Deferred income taxes                                  nil           nil", True),
        ("Other assets                                           n/a           n/a", True),
        ("Net loss                                           (2,160)       (1,825)", True),
        ("The company had sales of 32,480", False),
        ("Sales ....................................... $2,160", True),
    ],
)
def test_years_and_prose_are_no_rows(line, is_row):
    assert len(blocks(line)) == is_row


def test_a_block_begins_behind_what_is_not_its_head():
    head = ["ACME CORP.", "BALANCE SHEETS", boxhead("December 31,", 1996, 1995), ""]
    (alone,) = blocks(*head, *ABOVE)
    assert (alone.top, alone.first, alone.after) == (0, 5, 7)
    (prose,) = blocks(*PROSE, *head, *ABOVE)
    assert prose.top == 2
    (page,) = blocks("words of the page before", "<PAGE>", *head, *ABOVE)
    assert page.top == 2
    (tag,) = blocks("</TABLE>", *head, *ABOVE)
    assert tag.top == 1
    before, behind = blocks(*BELOW, "<PAGE>", *head, *ABOVE)
    assert (before.after, behind.top) == (2, 3)
    (far,) = blocks(*["words"] * 30, *ABOVE)
    assert far.first - far.top == 24


def test_a_head_does_not_begin_in_the_block_above():
    above, below = blocks(*ABOVE, "", boxhead("", 1994, 1993), *BELOW)
    assert below.top == above.after


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("                              Three Months Ended June 30,", True),
        ("                                        1996        1995", True),
        ("Year Ended December 31,                 1996        1995", True),
        ("Year Ended December 31, 1996", False),  # a heading over rows
        ("                              Retained earnings and capital", False),
        ("Net income                              1996        1995", False),
    ],
)
def test_what_opens_a_boxhead(line, opens):
    lines, _ = lines_of(line)
    assert opens_boxhead(lines[0]) is opens


def test_readings_have_captions_without_leaders_and_their_figures():
    lines, _ = lines_of(
        "ASSETS",
        "",
        "  Cash and equivalents ................         $  1,250     $   980",
        "  Notes due in 1999 (less 5)                       2,000          --",
        "<PAGE>",
        PROSE[0] + " " + PROSE[1],
    )
    read = [(each.caption, [int(f.value) for f in each.figures]) for each in readings(lines, 0, 6)]
    assert read == [
        ("ASSETS", []),
        ("Cash and equivalents", [1250, 980]),
        ("Notes due in 1999 (less 5)", [2000, 0]),
    ]


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("NOTE 1 - SALES", True),
        ("   Item 9. Changes", True),
        ("SIGNATURES", True),
        ("Report of Independent Accountants", True),
        ("Sales and other income", False),
        ("see NOTE 1", False),
    ],
)
def test_lines_that_may_head_notes_or_what_follows_them(line, marks):
    assert look_through(*lines_of("words", line), 1, OPENINGS) == ([], [1] if marks else [])


SPANNED = (
    "plans (in millions):",
    "",
    "                               Pension                Other",
    "                              Benefits               Benefits",
    "                           ---------------       ---------------",
    "December 31,               1998      1997        1998      1997",
    "----------------------------------------------------------------",
    "Service cost                 56        49          14        11",
    "Interest cost               105        93          25        23",
)


@pytest.mark.parametrize(
    ("above", "first"),
    [
        ((), 2),
        (("",), 6),
        (("                             56        49          14        11",), 6),
    ],
)
def test_words_right_over_a_boxhead_belong_to_a_table_of_the_notes(above, first):
    lines, _ = lines_of(*SPANNED[:5], *above, *SPANNED[5:])
    at = 5 + len(above)
    region = table_region(lines, at)
    assert region is not None
    assert region[0] == first
