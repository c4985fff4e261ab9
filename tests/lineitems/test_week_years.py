"""The end of the year before the first printed, where years are whole weeks."""

import datetime as dt

import pytest
from analysed import analysed
from made_cover import cover

from converter.lineitems.week_years import ends_before

WEDNESDAYS = ("1995-06-28", "1994-06-29", "1993-06-30")
SUNDAYS = ("1995-10-29", "1994-10-30", "1993-10-31")
JANUARY = ("1995-01-29", "1994-01-30", "1993-01-31")


@pytest.mark.parametrize(
    ("ends", "text", "found"),
    [
        (WEDNESDAYS, "", None),
        (WEDNESDAYS, "fiscal 1994 comprised 52 weeks and fiscal year 1993 comprised 53 weeks.",
         "1992-06-24"),
        (WEDNESDAYS, "The 52 weeks ended June 30, 1993 had one holiday less.", "1992-07-01"),
        (WEDNESDAYS, "Fiscal 1993 had 53 weeks. Fiscal 1993 had 52 weeks.", None),
        (WEDNESDAYS, "Fiscal years 1993, 1994 and 1995 had 52 weeks.", "1992-07-01"),
        (WEDNESDAYS, "Fiscal years 1993, 1994 and 1995 had 52, 52 and 53 weeks.", None),
        (SUNDAYS, "Fiscal 1993 was fifty-three weeks.", "1992-10-25"),
        (SUNDAYS, "1993\n(in millions)             (53 weeks)   (52 weeks)", None),
        (("1994-12-31", "1993-12-25"), "", "1992-12-26"),
        (("1995-12-29", "1994-12-30"), "", "1993-12-31"),
        (("1995-10-31", *SUNDAYS[1:]), "Fiscal year 1993 was 53 weeks", "1992-10-25"),
        (("1995-12-31", "1994-12-31"), "1994 had 53 weeks", None),
        (SUNDAYS[:1], "1995 had 53 weeks", None),
        (JANUARY, "A year of 52 or 53 weeks", None),
        (JANUARY, "ending on the Sunday nearest to January 31.", "1992-02-02"),
        (JANUARY, "ends on the last Sunday in January", "1992-01-26"),
        (JANUARY, "the Sunday closest to January 31; until 1991 the last Sunday of June", None),
    ],
    ids=[
        "two days as likely", "the text says 53", "the text says 52", "it says both",
        "it says so of several years", "it says so by their places", "in words", "the last Saturday, and not the nearest",
        "heads of columns that stand apart", "the nearest Friday, and not the last",
        "the year was changed since", "no whole weeks", "one year alone",
        "nothing said of the day", "the nearest day", "the last day", "both days",
    ],
)  # fmt: skip
def test_the_year_before(ends, text, found):
    days = ends_before({dt.date.fromisoformat(end) for end in ends}, text, 1)
    assert days == ([dt.date.fromisoformat(found)] if found else [])


@pytest.mark.parametrize(("weeks", "found"), [(52, "1992-11-01"), (53, "1992-10-25")])
def test_the_head_of_a_column_says_its_weeks(weeks, found):
    ends = {dt.date.fromisoformat(end) for end in SUNDAYS}
    stated = {(dt.date(1993, 11, 3), weeks)}  # about when it ends
    days = ends_before(ends, "Fiscal 1993 was a year of 52 or 53 weeks.", 1, stated)
    assert [str(day) for day in days] == [found]


def test_several_years_before():
    ends = {dt.date.fromisoformat(end) for end in SUNDAYS}
    days = ends_before(ends, "Fiscal 1993 was fifty-three weeks.", 3)
    assert [str(day) for day in days] == ["1992-10-25", "1991-10-27", "1990-10-28"]


SHEET_AND_YEARS = (
    cover("10-K", "December 31, 1995")
    + """<PAGE>
                               STATEMENTS OF EARNINGS
                                   (in millions)
                                            1995      1994      1993
                                         -------   -------   -------
Net sales                                $ 1,788   $ 1,398   $ 1,545
Costs of products sold                     1,516       819       252
                                         -------   -------   -------
Net earnings                             $   272   $   579   $ 1,293
                                         =======   =======   =======
<PAGE>
                                  BALANCE SHEETS
                                   (in millions)
                                       December 31,  December 25,
                                            1995          1994
                                         -------       -------
Cash                                     $ 1,253       $ 1,158
                                         -------       -------
Total assets                             $ 1,253       $ 1,158
                                         =======       =======
Retained earnings                        $ 1,253       $ 1,158
                                         -------       -------
Total liabilities and equity             $ 1,253       $ 1,158
                                         =======       =======
<PAGE>
NOTE 1. The fiscal year ends on the last Sunday of the year. {said}
"""
)


@pytest.mark.parametrize(
    "said",
    ["", "Fiscal year 1995 had 53 weeks, and fiscal years 1994 and 1993 had 52 weeks."],
)
def test_years_before_those_of_the_balance_sheet_are_whole_weeks_too(said):
    facts = analysed(SHEET_AND_YEARS.format(said=said)).report.facts
    sales = {
        int(fact.value) // 1_000_000: (str(fact.context.period.start), str(fact.context.period.end))
        for fact in facts if fact.concept.local == "SalesRevenueNet"
    }  # fmt: skip
    assert sales == {
        1788: ("1994-12-26", "1995-12-31"),
        1398: ("1993-12-27", "1994-12-25"),
        1545: ("1992-12-28", "1993-12-26"),
    }
