"""Periods of columns: boxhead, title and cover together, and what other statements print."""

import datetime as dt

import pytest

from converter.lineitems import read_together
from tests.lineitems.reading import periods, read

WIDE = """\
Net sales     2,670      2,308            5,211      4,870
Cost of sales   610        563            1,204      1,130
"""
ROWS = "Net sales               2,670      2,308\nCost of sales             610        563\n"
HEADS = [
    (
        "the title's dates for fiscal years",
        "                       2000       1999\n",
        {"lead": "Years ended December 31, 2000 and January 2, 2000", "months": 12},
        ["2000-01-01/2000-12-31", "1999-01-04/2000-01-02"],
    ),
    (
        "fiscal years that are named after the year in which they begin",
        "                       1999       1998\n",
        {"lead": "52 weeks ended January 29, 2000 and January 30, 1999"},
        ["1999-01-31/2000-01-29", "1998-02-01/1999-01-30"],
    ),
    (
        "years that end in January, the latest named after the year before",
        "                       1998       1997\n",
        {"months": 12, "period_end": dt.date(1999, 1, 3)},
        ["1998-01-05/1999-01-03", "1997-01-06/1998-01-04"],
    ),
    (
        "years that end in January, the latest named after its own",
        "                       1999       1998\n",
        {"months": 12, "period_end": dt.date(1999, 1, 30)},
        ["1998-02-01/1999-01-30", "1997-02-01/1998-01-31"],
    ),
    (
        "the end of a month of leap years and others, of which the title tells one",
        "                       1996       1995\n",
        {"lead": "Years ended February 29, 1996 and 1995"},
        ["1995-03-01/1996-02-29", "1994-03-01/1995-02-28"],
    ),
    (
        "the same where the title tells the shorter month",
        "                       1997       1996\n",
        {"lead": "Years ended February 28, 1997 and 1996"},
        ["1996-03-01/1997-02-28", "1995-03-01/1996-02-29"],
    ),
    (
        "years of two digits below words of a period, where no cover tells the filing's",
        "                         95         94\n",
        {"lead": "Years ended June 30", "months": 12},
        ["1994-07-01/1995-06-30", "1993-07-01/1994-06-30"],
    ),
    (
        "one month beside a year",
        ("                   Month Ended Year Ended\n"
        "                   January 31, January 31,\n"
        "                       1998       1999\n"),
        {},
        ["1998-01-01/1998-01-31", "1998-02-01/1999-01-31"],
    ),
    (
        "a spanner's dates, one for each year below it",
        ("          For the 13 Weeks Ended      For the 26 Weeks Ended\n"
        "              July 3, 2004 and            July 3, 2004 and\n"
        "               June 28, 2003               June 28, 2003\n"
        "              2004       2003             2004       2003\n"),
        {},
        ["2004-04-04/2004-07-03", "2003-03-30/2003-06-28",
         "2004-01-04/2004-07-03", "2002-12-29/2003-06-28"],
    ),
    (
        "years alone, whose end the header has",
        "                       1997       1996\n",
        {"months": 12, "year_end": (9, 30)},
        ["1996-10-01/1997-09-30", "1995-10-01/1996-09-30"],
    ),
    (
        "the title has the length and the day",
        "                       1997       1996\n",
        {"lead": "Thirteen weeks ended March 29, 1997 and March 30, 1996"},
        ["1996-12-29/1997-03-29", "1995-12-31/1996-03-30"],
    ),
    (
        "a 10-K whose columns state no length",
        "                    12/31/97   12/31/96\n",
        {"months": 12},
        ["1997-01-01/1997-12-31", "1996-01-01/1996-12-31"],
    ),
    (
        "years by their last digits, the latest the filing's",
        "Years ended June 30     95         94\n",
        {"months": 12, "period_end": dt.date(1995, 6, 30)},
        ["1994-07-01/1995-06-30", "1993-07-01/1994-06-30"],
    ),
    (
        "years by their last digits, over the turn of the century",
        "Years ended June 30     00         99\n",
        {"months": 12, "period_end": dt.date(2000, 6, 30)},
        ["1999-07-01/2000-06-30", "1998-07-01/1999-06-30"],
    ),
    (
        "two numbers that are not the filing's years",
        "Years ended June 30     95         94\n",
        {"months": 12, "period_end": dt.date(1997, 6, 30)},
        ["", ""],
    ),
    (
        "elsewhere the length is not told",
        "                    12/31/97   12/31/96\n",
        {},
        ["", ""],
    ),
    (
        "oldest first, with footnote marks",
        "                       1996      1997*\n",
        {"lead": "Years ended June 30", "months": 12},
        ["1995-07-01/1996-06-30", "1996-07-01/1997-06-30"],
    ),
    (
        "fourteen weeks and thirteen",
        ("                    Fourteen   Thirteen\n"
        "                   weeks ended weeks ended\n"
        "                     Jan. 3,   Dec. 28,\n"
        "                       1998       1996\n"),
        {},
        ["1997-09-28/1998-01-03", "1996-09-29/1996-12-28"],
    ),
    (
        "since inception, the day printed",
        ("                                Inception\n"
        "                        Year   (May 4, 1994)\n"
        "                       ended        to\n"
        "                     Dec. 31,   Dec. 31,\n"
        "                        1997       1997\n"),
        {},
        ["1997-01-01/1997-12-31", "1994-05-04/1997-12-31"],
    ),
    (
        "since inception, the day not printed",
        ("                        Year      Since\n"
        "                       ended   inception to\n"
        "                     Dec. 31,   Dec. 31,\n"
        "                        1997       1997\n"),
        {},
        ["1997-01-01/1997-12-31", ""],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "setting", "expected"), [case[1:] for case in HEADS], ids=[case[0] for case in HEADS]
)
def test_periods_of_columns(head, setting, expected):
    table, _ = read(head + (ROWS if len(expected) == 2 else WIDE), **setting)
    assert periods(table) == expected


def test_whole_years_begin_after_the_year_end_that_a_balance_sheet_prints():
    operations, _ = read(
        "                       1995       1994\n" + ROWS,
        lead="Three fiscal years ended September 29, 1995", months=12,
    )  # fmt: skip
    balances, _ = read(
        "                       1995       1994\n" + ROWS,
        kind="BS", lead="As of September 29, 1995 and September 30, 1994",
    )  # fmt: skip
    assert periods(balances) == ["1995-09-29", "1994-09-30"]
    told = read_together([operations, balances])[0]
    assert periods(told) == ["1994-10-01/1995-09-29", "1993-10-01/1994-09-30"]


def test_a_length_is_whole_above_heads_that_are_alike():
    table, _ = read(
        "                       THREE MONTHS\n"
        "                           ENDED\n"
        "                        OCTOBER 31\n"
        "                    1993          1994\n"
        "                 (UNAUDITED)   (UNAUDITED)\n"
        "Net revenue         $47,400       $68,184\n"
        "Cost of goods        13,261        17,848\n"
    )
    assert periods(table) == ["1993-08-01/1993-10-31", "1994-08-01/1994-10-31"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("nine months ended August 27, 1999 and the period ended August 27, 1999", "1999-08-27"),
        ("nine months ended August 27, 1999", "1999-08-31"),
        ("months ended August 27, 1999, periods ended August 28, 1999", "1999-08-31"),
        ("a loan of August 27, 1999, repaid by August 27, 1999", "1999-08-31"),
    ],
    ids=["said twice", "said once", "two days", "of a loan"],
)
def test_a_month_alone_ends_on_the_day_that_the_text_has_for_it(text, ends):
    table, _ = read("                    AUGUST     AUGUST\n                       1999       1998\n"
                    + ROWS, months=9)  # fmt: skip
    (told,) = read_together([table], text)
    assert periods(told)[0].endswith(f"/{ends}")


def test_a_month_that_ends_with_the_week_ends_a_quarter_of_weeks():
    operations, _ = read(
        """\
                     Three Months Ended            Nine Months Ended
                   Sept. 29,    Sept. 30,       Sept. 29,    Sept. 30,
                      2001         2000            2001         2000
Net sales             2,670        2,308           5,211        4,870
Cost of sales           610          563           1,204        1,130
"""
    )
    told = read_together([operations])[0]
    assert periods(told) == [
        "2001-07-01/2001-09-29", "2000-07-02/2000-09-30",
        "2000-12-31/2001-09-29", "2000-01-02/2000-09-30",
    ]  # fmt: skip


def test_years_end_when_a_balance_of_equity_is_dated():
    head = "                       1995       1994\n" + ROWS
    operations, _ = read(head, lead="Two fiscal years ended September 29, 1995", months=12)
    note, _ = read(head, kind="NOTE", period_end=dt.date(1995, 9, 29))
    equity, _ = read(
        """\
                               Common     Retained
                                Stock     Earnings
Balance, September 24, 1993  $  2,116     $  9,104
Net income                         --        1,310
Balance, September 30, 1994     2,116       10,414
""",
        kind="EQ",
    )
    told = read_together([operations, equity, note])
    assert periods(told[0]) == ["1994-10-01/1995-09-29", "1993-09-25/1994-09-30"]
    assert [str(column.instant.date) for column in told[2].columns] == ["1995-09-29", "1994-09-30"]


@pytest.mark.parametrize(
    ("first", "ends"),
    [
        ("BALANCES, YEAR-END, 1993", ["1993-10-01", "1994-09-30"]),
        ("BALANCES, October 3, 1993", ["1993-10-03", "1994-09-29"]),  # it has dates of its own
    ],
)
def test_balances_of_years_alone_are_at_the_ends_that_are_known(first, ends):
    head = "                       1995       1994\n" + ROWS
    operations, _ = read(head, lead="Two fiscal years ended September 29, 1995", months=12)
    sheet, _ = read(
        "            Sept. 29, 1995  Sept. 30, 1994  Oct. 1, 1993\n"
        "Cash               2,116          1,310         1,200\n",
        kind="BS",
    )
    equity, _ = read(
        f"""\
                               Common     Retained
                                Stock     Earnings
{first:<29}$  2,116     $  9,104
Net income                         --        1,310
BALANCES, YEAR-END, 1994        2,116       10,414
""",
        kind="EQ", period_end=dt.date(1995, 9, 29),
    )  # fmt: skip
    told = read_together([operations, sheet, equity])[2]
    found = [item.period for item in told.items if item.row.cells]
    assert [str(found[0].date), str(found[2].date)] == ends
    assert found[1].start == found[0].date + dt.timedelta(1)


def test_calendar_years_stay_as_they_are():
    operations, _ = read(
        "                       1997       1996\n" + ROWS,
        lead="Years ended", months=12, period_end=dt.date(1997, 12, 31),
    )  # fmt: skip
    assert periods(read_together([operations])[0]) == [
        "1997-01-01/1997-12-31", "1996-01-01/1996-12-31",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("notes that mature on February 15, 2004 are as follows", ["1997-12-31", "1996-12-31"]),
        ("debt at September 26, 1997 and September 27, 1996", ["1997-09-26", "1996-09-27"]),
        ("assets bought after January 1, 1993", ["1997-12-31", "1996-12-31"]),
    ],
)
def test_prose_above_a_note_s_table_dates_it_only_where_it_speaks_of_it(lead, expected):
    text = """\
                             1997     1996
Swaps                         100       90
Notes                         300      210
"""
    table, _ = read(text, "NOTE", lead, period_end=dt.date(1997, 12, 31))
    assert [str(column.instant.date) for column in table.columns] == expected


def test_halves_of_a_column_are_one():
    text = """\
                                                   1997        1996
Repayment of long-term debt                       (500)       (500)
Cash at beginning of year                          980         815
Cash at end of year                              1,250         980
Supplemental schedule of noncash activities:
Common stock issued in exchange for notes          278         143
Treasury shares received for options exercised         96         --
"""
    table, codes = read(text, "CF", months=12, period_end=dt.date(1997, 12, 31))
    assert periods(table) == ["1997-01-01/1997-12-31", "1996-01-01/1996-12-31"]
    assert [str(c.figure.value) for c in table.items[-1].row.cells] == ["96", "0"]
    assert "TAB001" not in codes


def test_captions_date_columns_that_are_headed_alike():
    text = """\
                                               July 31,      July 31
                                                 2000          2000
Cash                                            1,100         1,000
Common stock; 38,575 and 33,387 shares
  issued at July 31, 2000 and January 31,
  2000, respectively                              372           320
Total assets                                    1,472         1,320
"""
    table, codes = read(text, "BS")
    assert periods(table) == ["2000-07-31", "2000-01-31"]
    assert "PER004" in codes
    table, codes = read(text.replace(", respectively", " " * 14), "BS")
    assert periods(table) == ["", ""]
    assert "TAB001" in codes


QUARTERS = """\
                                  1993                    1992
                         ----------------------  ----------------------
                            First     Second        Third     Fourth
                          Quarter    Quarter      Quarter    Quarter
                         ----------------------  ----------------------
Net sales                   2,670      2,308        2,670      2,308
"""


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (
            {"period_end": dt.date(1993, 12, 31), "months": 12},
            (
                "1993-01-01/1993-03-31 1993-04-01/1993-06-30"
                " 1992-07-01/1992-09-30 1992-10-01/1992-12-31"
            ),
        ),
        (
            {"period_end": dt.date(1993, 6, 30), "months": 12},
            (
                "1992-07-01/1992-09-30 1992-10-01/1992-12-31"
                " 1992-01-01/1992-03-31 1992-04-01/1992-06-30"
            ),
        ),
        ({"period_end": dt.date(1993, 9, 26), "months": 12}, ""),
        ({}, ""),
    ],
    ids=["calendar year", "fiscal year", "weeks", "no year's end"],
)
def test_quarters_of_an_annual_report(setting, expected):
    assert " ".join(periods(read(QUARTERS, "NOTE", **setting)[0])).strip() == expected


def test_the_quarter_of_a_quarterly_report_ends_with_it():
    text = """\
                           Second Quarter
                          1998       1997
Net sales                2,670      2,308
"""
    table, _ = read(text, period_end=dt.date(1998, 6, 28))
    # of a calendar of weeks, whose years end on one weekday
    assert periods(table) == ["1998-03-30/1998-06-28", "1997-03-31/1997-06-29"]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("DECEMBER 31, 1999", "1999-07-01/1999-09-30 1999-01-01/1999-03-31"),
        ("JUNE 30, 1999", "1999-01-01/1999-03-31 1998-07-01/1998-09-30"),
        ("SEPTEMBER 25, 1999", ""),  # in a calendar of weeks the days are not told
    ],
)
def test_quarters_of_a_year_that_the_head_dates(end, expected):
    text = f"""\
                           YEAR ENDED {end}
                         ---------------------
                          THIRD        FIRST
                         QUARTER      QUARTER
                         -------      -------
Net sales                  2,670        2,308
"""
    table, _ = read(text, "NOTE", period_end=dt.date(1999, 12, 31), months=12)
    assert " ".join(periods(table)).strip() == expected


BROKEN = """\
                              Common Stock              Retained    Treasury
                             Shares     Amount          Earnings     Shares
Balance, June 30, 1992    55,422,297    $55,422    $
105,249     $ 690,018       (877,204)  $ (35,025)
  Net earnings                               -          167,051
Balance, June 30, 1993    55,422,297     55,422
105,483       762,162        (572,155)   (23,357)
  Net earnings                               -          212,057
Balance, June 30, 1994    55,422,297     55,422
"""


def test_figures_in_the_place_of_captions_tell_that_lines_are_broken():
    table, codes = read(BROKEN, "EQ", period_end=dt.date(1994, 6, 30))
    assert "TAB008" in codes
    assert not any(column.instant or column.duration for column in table.columns)
    assert not any(item.period for item in table.items)
    once = BROKEN.replace("105,483       762,162        (572,155)   (23,357)\n", "")
    assert "TAB008" not in read(once, "EQ", period_end=dt.date(1994, 6, 30))[1]


INNER = """\
Cash                                     $   12,450
Inventory                                    58,760
                                         ----------
     Total current assets                              $   71,210
Equipment                                    87,300
Less accumulated depreciation               (31,250){beside}
                                                       ----------
     Total assets                                      $  127,260
                                                       ==========
"""


@pytest.mark.parametrize("beside", ["         56,050", "\nNet equipment" + " " * 43 + "56,050"])
def test_an_inner_column_and_one_of_totals_are_one(beside):
    table, codes = read(INNER.format(beside=beside), "BS", "Balance Sheet March 31, 1998")
    assert [str(column.instant.date) for column in table.columns] == ["1998-03-31"]
    values = [str(item.row.cells[0].figure.value) for item in table.items if item.row.cells]
    assert values == ["12450", "58760", "71210", "87300", "-31250", "56050", "127260"]
    assert "PER001" not in codes


def test_a_figure_beside_another_that_is_not_its_total_stays_apart():
    text = INNER.format(beside="         56,051")
    table, codes = read(text, "BS", "Balance Sheet March 31, 1998")
    assert len(table.columns) == 2
    assert "PER001" in codes


LENGTHS = """\
                                                FOUR MONTHS    EIGHT MONTHS
                                 YEAR ENDED        ENDED          ENDED       YEAR ENDED
                                DECEMBER 31,   DECEMBER 31,     AUGUST 31,   DECEMBER 31,
                                    1996           1995            1995          1994
Net revenues..................   $   72,396     $   24,778     $   41,387    $   61,218
Operating expenses............       56,957         18,753         30,288        44,956
"""


def test_the_length_of_a_column_may_begin_in_a_line_where_others_have_nothing():
    table, _ = read(LENGTHS)
    assert periods(table) == [
        "1996-01-01/1996-12-31", "1995-09-01/1995-12-31", "1995-01-01/1995-08-31",
        "1994-01-01/1994-12-31",
    ]  # fmt: skip


def test_a_column_whose_head_says_two_lengths_has_none():
    table, codes = read(
        """\
                                    NINE MONTHS AND
                                      YEAR ENDED         YEAR ENDED
                                     DECEMBER 31,       DECEMBER 31,
                                         1996               1995
Net revenues..................       $   72,396         $   24,778
Operating expenses............           56,957             18,753
"""
    )
    assert codes == ["PER011", "SCA001"]
    assert periods(table) == ["", "1995-01-01/1995-12-31"]
