import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.text.dates import (
    dates,
    is_period_text,
    months_before,
    read_lengths,
    read_period,
    read_quarter,
    states_opening,
    without_periods,
    years,
)

D = dt.date

PERIODS = [
    # head, start, end
    ("Three Months Ended September 30, 2004", D(2004, 7, 1), D(2004, 9, 30)),
    ("Six Months Ended December 31, 2003", D(2003, 7, 1), D(2003, 12, 31)),
    ("THREE MONTHS ENDED June 26, 1998", D(1998, 3, 28), D(1998, 6, 26)),
    ("Year ended December 31, 1999", D(1999, 1, 1), D(1999, 12, 31)),
    ("Fiscal year ended February 29, 2000", D(1999, 3, 1), D(2000, 2, 29)),
    ("Thirteen weeks ended 9/28/97", D(1997, 6, 30), D(1997, 9, 28)),
    ("14 Weeks Ended January 3, 1998", D(1997, 9, 28), D(1998, 1, 3)),
    ("Fifty-two weeks ended January 29, 2000", D(1999, 1, 31), D(2000, 1, 29)),
    ("For the nine months ended Sept. 30 1996", D(1996, 1, 1), D(1996, 9, 30)),
    ("Quarter ended March 31, 1995", D(1995, 1, 1), D(1995, 3, 31)),
    ("Three Mo. Ended 9/30/94", D(1994, 7, 1), D(1994, 9, 30)),
    ("9 Mths Ended September 30, 1994", D(1994, 1, 1), D(1994, 9, 30)),
    ("13 Wks. Ended 9/28/97", D(1997, 6, 30), D(1997, 9, 28)),
    ("Qtr. Ended March 31, 1995", D(1995, 1, 1), D(1995, 3, 31)),
    ("Yr. Ended December 31, 1995", D(1995, 1, 1), D(1995, 12, 31)),
]


@pytest.mark.parametrize(("head", "start", "end"), PERIODS, ids=[p[0] for p in PERIODS])
def test_durations(head, start, end):
    duration = read_period(head).duration()
    assert duration is not None
    assert (duration.start, duration.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("June 30, 2004 (Note 1)", D(2004, 6, 30)),
        ("September 30, 2004 (unaudited)", D(2004, 9, 30)),
        ("12/31/98", D(1998, 12, 31)),
        ("6-30-09", D(2009, 6, 30)),
        ("12-31-2008", D(2008, 12, 31)),
        ("December 1999", D(1999, 12, 31)),
        ("September, 30 1995", D(1995, 9, 30)),
        ("February 30, 1995", None),
        ("31 December, 1995", D(1995, 12, 31)),
        ("As of 1 Jan. 2000", D(2000, 1, 1)),
        ("25 September,1999", D(1999, 9, 25)),
        ("December 31, '99", D(1999, 12, 31)),
        ("June 30, '03 (unaudited)", D(2003, 6, 30)),
        ("Note 2 December 31, 1995", D(1995, 12, 31)),
        ("1999", None),
    ],
)
def test_instants(text, end):
    assert read_period(text).end == end


@pytest.mark.parametrize(
    ("text", "months", "year", "quarter"),
    [
        ("Q4 FY03 Mar. 31, 2003", 3, 2003, 4),
        ("FY'03 Q2", 3, 2003, 2),
        ("4Q99", 3, 1999, 4),
        ("Q1 2002", 3, 2002, 1),
        ("FY03", 12, 2003, None),
        ("FY 1998", 12, 1998, None),
        ("Q5", None, None, None),
        ("4Q%", None, None, None),
    ],
)
def test_codes_of_quarters_and_years(text, months, year, quarter):
    stated = read_period(text)
    assert (stated.months, stated.year, read_quarter(text)) == (months, year, quarter)
    assert is_period_text(text) is (months is not None)


def test_two_most_are_no_months():
    assert not is_period_text("products for industrial use. The two most")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31 March 31 December", [(3, 31)]),  # which day is whose is not told
        ("Week 52 June 30, 1995", [(6, 30)]),
        ("of 12 may be", []),
        ("31 December,  31 December,", [(12, 31), (12, 31)]),
    ],
)
def test_a_day_before_its_month(text, found):
    assert [(each.month, each.day) for each in dates(text)] == found


def test_a_year_behind_a_dash_of_two_hyphens():
    text = "$16,785--1995 and $12,856-- 1994, 98 shares--1993"
    assert [year for year, _, _ in years(text)] == [1995, 1994, 1993]
    assert not years("Series-1995 notes ---1995 1995--1,250")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("   '95      '94", [1995, 1994]),
        ("FY1999     FY1998", [1999, 1998]),
        ("shares of '95 and ('96)", [1995, 1996]),
        ("company's '1,250' '95-'96", []),
    ],
)
def test_years_of_two_digits_have_an_apostrophe(text, found):
    assert [year for year, _, _ in years(text)] == found


def test_a_fiscal_year_is_no_second_length():
    assert read_lengths("Three Months Ended June 30, FY1999") == {3}
    assert read_lengths("FY1999") == {12}
    assert read_period("FY1999 Three Months Ended June 30,").months == 3


def test_what_is_silent_is_filled():
    year = read_period("1999")
    title = read_period("for the years ended December 31, 1999, 1998 and 1997")
    assert year.filled(title).duration().start == D(1999, 1, 1)


def test_inception_is_said():
    assert read_period("Period from inception (May 4, 1996) to December 31, 1999").inception


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("September 30, 2004 Gross Unrealized Gain (loss)", "Gross Unrealized Gain (loss)"),
        ("Three months ended December 31, 2003 (unaudited)", ""),
        ("Common Stock $", "Common Stock $"),
        ("For the six-month period ended March 31, 2000 Total equity", "Total equity"),
        ("For the years ended December 31, 1993, 1992 and 1991", ""),
    ],
)
def test_heads_without_periods(text, rest):
    assert without_periods(text) == rest


def test_words_about_periods():
    assert is_period_text("Three Months Ended")
    assert not is_period_text("Additional Paid-In")
    assert states_opening("Cash at beginning of period")


@given(st.dates(D(1950, 1, 1), D(2049, 12, 31)))
def test_spelled_dates_are_read_back(day):
    for text in (f"{day:%B} {day.day}, {day.year}", f"{day.month}/{day.day}/{day:%y}",
                 f"{day:%b}. {day.day}, {day.year}"):  # fmt: skip
        assert [d.date for d in dates(text)] == [day]


@given(st.integers(1994, 2009), st.integers(1, 12), st.sampled_from([3, 6, 9, 12]))
def test_months_are_whole(year, month, months):
    end = D(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
    start = months_before(end, months)
    assert start.day == 1
    assert (end.year - start.year) * 12 + end.month - start.month + 1 == months
