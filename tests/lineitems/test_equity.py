"""Periods of the rows of equity statements."""

import datetime as dt

import pytest

from converter.text.units import Quantity
from tests.lineitems.reading import read

END = dt.date(1997, 12, 31)
STATEMENTS = [
    (
        "dated balances",
        """\
                               Common     Retained
                                Stock     Earnings
Balance, December 31, 1996   $  2,116     $  9,104
Net income                         --        1,310
Balances as of December 31,
  1997                          2,116       10,414
""",
        ["1996-12-31", "1997-01-01/1997-12-31", "1997-12-31"],
    ),
    (
        "a last balance without a caption, as it adds up",
        """\
                               Common     Retained
                                Stock     Earnings
Balance, December 31, 1996   $  2,116     $  9,104
Net income                         --        1,310
Dividends                          --         (200)
                                2,116       10,214
""",
        ["1996-12-31", *["1997-01-01/1997-12-31"] * 2, "1997-12-31"],
    ),
    (
        "balances of which a year is the caption",
        """\
                               Common     Retained
                                Stock     Earnings
1996                         $  2,116     $  9,104
Net income                         --        1,310
1997                            2,116       10,414
""",
        ["1996-12-31", "1997-01-01/1997-12-31", "1997-12-31"],
    ),
    (
        "a last row without a caption that adds up to nothing",
        """\
                               Common     Retained
                                Stock     Earnings
Balance, December 31, 1996   $  2,116     $  9,104
Net income                         --        1,310
Dividends                          --         (200)
                                2,116       10,215
""",
        ["1996-12-31", "", "", ""],
    ),
    (
        "equity as of a day",
        """\
                               Common     Retained
                                Stock     Earnings
Stockholders' Equity
as of December 31, 1996      $  2,116     $  9,104
Net income                         --        1,310
Total shareholders' equity
at December 31, 1997            2,116       10,414
""",
        ["1996-12-31", "1997-01-01/1997-12-31", "1997-12-31"],
    ),
    (
        "balances under a year's heading",
        """\
                               Common     Retained
                                Stock     Earnings
YEAR ENDED DECEMBER 31, 1996
Balance at beginning of year $  2,116     $  9,104
Net income                         --        1,310
Balance at end of year          2,116       10,414
YEAR ENDED DECEMBER 31, 1997
Balance at beginning of year    2,116       10,414
Net income                         --          200
Balance at end of year          2,116       10,614
""",
        [
            "1995-12-31", "1996-01-01/1996-12-31", "1996-12-31",
            "1996-12-31", "1997-01-01/1997-12-31", "1997-12-31",
        ],
    ),
    (
        "a year over the captions",
        """\
                               Common     Retained
YEAR ENDED                      Stock     Earnings
DECEMBER 31, 1996
Balance at beginning of year $  2,116     $  9,104
Net income                         --        1,310
Balance at end of year          2,116       10,414
YEAR ENDED DECEMBER 31, 1997
Balance at beginning of year    2,116       10,414
Net income                         --          200
Balance at end of year          2,116       10,614
""",
        [
            "1995-12-31", "1996-01-01/1996-12-31", "1996-12-31",
            "1996-12-31", "1997-01-01/1997-12-31", "1997-12-31",
        ],
    ),
    (
        "a date broken off behind its figures",
        """\
                               Common     Retained
                                Stock     Earnings
Balance at December 31,      $  2,116     $  9,104
1996
Net income                         --        1,310
Balance at December 31, 1997 $  2,116     $ 10,414
""",
        ["1996-12-31", "1997-01-01/1997-12-31", "1997-12-31"],
    ),
    (
        "years alone",
        """\
                               Common     Retained
                                Stock     Earnings
Balance at end of 1996       $  2,116     $  9,104
Net income                         --        1,310
Balance at end of 1997          2,116       10,414
""",
        ["1996-12-31", "1997-01-01/1997-12-31", "1997-12-31"],
    ),
    (
        "a balance of the first of January",
        """\
                               Common     Retained
                                Stock     Earnings
Balance, January 1, 1996     $  2,116     $  9,104
Net income                         --        1,310
Balance, December 31, 1996      2,116       10,414
""",
        ["1995-12-31", "1996-01-01/1996-12-31", "1996-12-31"],
    ),
    (
        "years of whole weeks that begin on a Sunday",
        """\
                               Common     Retained
                                Stock     Earnings
Balances, February 2, 1992   $  2,116     $  9,104
Net income                         --        1,310
Balances, January 30, 1993      2,116       10,414
Net income                         --        1,000
Balances, January 29, 1994      2,116       11,414
""",
        ["1992-02-01", "1992-02-02/1993-01-30", "1993-01-30", "1993-01-31/1994-01-29", "1994-01-29"],
    ),
    (
        "years of whole weeks before one that ends with the month",
        """\
                               Common     Retained
                                Stock     Earnings
Balance at January 1, 1996   $  2,116     $  9,104
Net income                         --        1,310
Balance at December 29, 1996    2,116       10,414
Net income                         --        1,000
Balance at December 28, 1997    2,116       11,414
Net income                         --        1,000
Balance at December 31, 1998    2,116       12,414
""",
        ["1995-12-31", "1996-01-01/1996-12-29", "1996-12-29", "1996-12-30/1997-12-28", "1997-12-28",
         "1997-12-29/1998-12-31", "1998-12-31"],
    ),
    (
        "twelve months before years of whole weeks",
        """\
                               Common     Retained
                                Stock     Earnings
Balance, February 1, 1992    $  2,116     $  9,104
Net income                         --        1,310
Balance, January 31, 1993       2,116       10,414
Net income                         --        1,000
Balance, January 29, 1994       2,116       11,414
""",
        ["1992-01-31", "1992-02-01/1993-01-31", "1993-01-31", "1993-02-01/1994-01-29", "1994-01-29"],
    ),
    (
        "years of whole weeks, each by its end",
        """\
                               Common     Retained
                                Stock     Earnings
Balances, February 1, 1992   $  2,116     $  9,104
Net income                         --        1,310
Balances, January 30, 1993      2,116       10,414
Net income                         --        1,000
Balances, January 29, 1994      2,116       11,414
""",
        ["1992-02-01", "1992-02-02/1993-01-30", "1993-01-30", "1993-01-31/1994-01-29", "1994-01-29"],
    ),
    (
        "days without years under a year's heading",
        """\
                               Common     Retained
                                Stock     Earnings
YEAR ENDED DECEMBER 31, 1996
Balance at January 1         $  2,116     $  9,104
Net income                         --        1,310
Balance at December 31          2,116       10,414
""",
        ["1995-12-31", "1996-01-01/1996-12-31", "1996-12-31"],
    ),
    (
        "the first balance over three lines",
        """\
                      Common Stock
                    Shares    Amount
Balance at
December 31,
1996               118,386   $ 2,116

Net income              --        --

Balance at
December 31,
1997               118,479     2,116
""",
        ["1996-12-31", "1997-01-01/1997-12-31", "1997-12-31"],
    ),
    (
        "a flow whose caption ends with the day",
        """\
                               Common     Retained
                                Stock     Earnings
Balance at December 31, 1996 $  2,116     $  9,104

Net income for year ended
December 31, 1997                  --        1,310

Balance at December 31, 1997    2,116       10,414
""",
        ["1996-12-31", "1997-01-01/1997-12-31", "1997-12-31"],
    ),
    (
        "nothing told",
        """\
                               Common     Retained
                                Stock     Earnings
Balance                      $  2,116     $  9,104
Net income                         --        1,310
""",
        ["", ""],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in STATEMENTS], ids=[case[0] for case in STATEMENTS]
)
def test_rows_of_equity_statements(text, expected):
    table, _ = read(text, kind="EQ", period_end=END)
    shown = []
    for item in table.items:
        if item.row.cells:
            when = item.period
            day = getattr(when, "date", None)
            shown.append(str(day or (f"{when.start}/{when.end}" if when else "")))
    assert shown == expected


def test_an_accrual_of_a_day_is_no_balance():
    table, _ = read(
        """\
                                   Stock    Retained
Balance, December 31, 1992         $ 182     $ 5,266
Stock issued                           2          14
Dividends paid in 1993, net of        --          --
December 31, 1992 accrual             --        (525)
December 31, 1993 accrual             --        (175)
Balance, December 31, 1993           184       4,580
""",
        kind="EQ", period_end=END,
    )  # fmt: skip
    rows = [item for item in table.items if item.row.cells]
    captions = [item.caption for item in rows]
    assert "Dividends paid in 1993, net of December 31, 1992 accrual" in captions
    assert len({item.period for item in rows[1:-1]}) == 1  # all of them of 1993


@pytest.mark.parametrize(
    ("heading", "dated"),
    [
        ("Year ended December 31, 1994", True),
        ("Common stock, $1 par value, 45,952 shares (44,135 at December 31, 1994)", False),
    ],
)
def test_a_date_in_a_caption_of_many_words_heads_no_rows(heading, dated):
    table, _ = read(
        f"""\
                                 1995        1994
{heading}
  Balance, beginning of year  $  44.8    $  42.0
  Issued                          1.2        2.8
  Balance, end of year           46.0       44.8
""",
        kind="EQ", lead="Years ended December 31", months=12, period_end=dt.date(1995, 12, 31),
    )  # fmt: skip
    assert any(item.period for item in table.items) is dated


MARCH = """\
                               Common     Retained
                                Stock     Earnings
Balance, {opening:16}     $  2,116     $  9,104
Net income                         --        1,310
Balance, {closing:16}        2,116       10,414
"""


@pytest.mark.parametrize(
    ("opening", "closing", "end", "first"),
    [
        ("February 28, 1997", "March 1, 1998", dt.date(1998, 3, 1), "1997-02-28"),
        ("March 1, 1995", "February 29, 1996", dt.date(1996, 2, 29), "1995-02-28"),
    ],
)
def test_the_day_on_which_the_filings_own_period_ends_opens_no_year(opening, closing, end, first):
    text = MARCH.format(opening=opening, closing=closing)
    table, _ = read(text, kind="EQ", period_end=end)
    days = [str(item.period.date) for item in (table.items[0], table.items[-1])]
    assert days == [first, str(end)]


def test_weeks_that_end_on_the_first_of_january_stay():
    text = """\
                               Common     Retained
                                Stock     Earnings
Balance, January 1, 1994     $  2,116     $  9,104
Net income                         --        1,310
Balance, December 31, 1994      2,116       10,414
"""
    table, _ = read(text, kind="EQ", period_end=dt.date(1994, 12, 31))
    assert str(table.items[0].period.date) == "1994-01-01"


def test_an_amount_alone_on_a_captions_line_makes_no_column():
    table, _ = read(
        """\
                                  Common     Retained
                                   Stock     Earnings      Total
Balance, December 31, 1996      $  2,116     $  9,104   $ 11,220
Net income                            --        1,310      1,310
Restricted stock, less
 amortization of
 $27                                   5           --          5
Balance, December 31, 1997         2,121       10,414     12,535
Net income                            --          200        200
Restricted stock, less
 amortization of
 $24                                   6           --          6
Stock issued to employees              4           --          4
Balance, December 31, 1998         2,131       10,614     12,745
""",
        "EQ",
    )
    assert len(table.columns) == 3
    restricted = [item for item in table.items if item.caption.startswith("Restricted")]
    assert [[str(c.figure.value) for c in item.row.cells] for item in restricted] == [
        ["5", "0", "5"], ["6", "0", "6"],
    ]  # fmt: skip


HEADS = """\
              Common   Retained    ESOP     Treasury
               Stock   Earnings   Shares     Shares      Total
"""
AMOUNTS = """\
Balance        49.6    1,083.5    (38.8)    (189.0)      905.3
Net income                65.8                            65.8
Purchases                                    (21.4)      (21.4)
Earned shares                       4.0                    4.0
Balance        49.6    1,149.3    (34.8)    (210.4)      953.7
"""
COUNTS = """\
Balance        49.6    1,083.5     1,200       900     1,133.1
Purchases                            100       (21)
Net income                65.8                            65.8
Balance        49.6    1,149.3     1,300       879     1,198.9
"""


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        (AMOUNTS, [None, None, None, None, None]),
        (COUNTS, [None, None, True, True, None]),
        (AMOUNTS.replace("905.3", "905.4").replace("953.7", "953.8").replace("21.4)      (21.4)", "21.4)"),
         [None, None, True, True, None]),
    ],
    ids=["amounts", "counts", "nothing adds up"],
)  # fmt: skip
def test_columns_whose_heads_end_in_shares_are_amounts_where_the_rows_say_so(rows, counts):
    table, _ = read(HEADS + rows, "EQ", period_end=END)
    assert [column.shares for column in table.columns] == counts


THOUSANDS = """\
                              (000's)                   Retained
                               Amount      Surplus      Earnings         Total
Balance, December 31, 1996     $1,500       $7,500   $17,168,452   ${total}
Net income                         --           --     2,976,979     2,976,979
Shares issued through plan        100           --       (99,500)          500
Balance, December 31, 1997      1,600        7,500    20,045,931    29,145,931
"""


@pytest.mark.parametrize(
    ("total", "proven"), [("26,168,452", True), ("26,168,052", True), ("17,177,452", False)]
)
def test_rows_prove_the_columns_that_a_units_caption_speaks_of(total, proven):
    table, findings = read(THOUSANDS.format(total=total), "EQ", lead="(000's)", period_end=END)
    assert ("SCA011" in findings) is proven
    assert table.units.money == (0 if proven else 3)
    powers = [table.units_at(table.items[0], column.index).money for column in table.columns]
    assert powers == ([3, 3, 0, 0] if proven else [3] * 4)


def test_a_row_that_adds_up_to_the_total_has_amounts_whatever_its_caption_counts():
    text = THOUSANDS.format(total="26,168,452").replace("       500\n", "       600\n")
    table, _ = read(text, "EQ", period_end=END)
    assert table.items[2].quantity is Quantity.SHARES  # 100 and (99,500) make no 600
    text = THOUSANDS.format(total="26,168,452").replace("       500\n", "   (99,400)\n")
    table, _ = read(
        text.replace("$1,500", "$1,500,000").replace("$7,500", "$7,500,000"), "EQ", period_end=END
    )
    assert table.items[2].quantity is Quantity.MONEY


@pytest.mark.parametrize(
    ("head", "counts"),
    [("Shares, $1 Par", True), ("Beneficial Number", True), ("Reserve", None)],
)
def test_a_column_that_the_rows_add_up_without_counts_where_its_head_speaks_of_it(head, counts):
    table, _ = read(
        f"""\
                        {head:>17}       Common     Retained
                                              Stock     Earnings        Total
Balance, January 1                1,201      $2,116       $9,104      $11,220
Shares issued                        15          40           --           40
Net income                           --          --        1,310        1,310
Balance, December 31              1,216      $2,156      $10,414      $12,570
""",
        "EQ",
    )
    assert table.columns[0].shares is counts
