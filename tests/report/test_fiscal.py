"""Fiscal years and quarters by calendar, by 52/53 weeks, by any month."""

import datetime as dt

import pytest

from converter.report.fiscal import fiscal_focus


@pytest.mark.parametrize(
    ("form", "end", "year_end", "focus"),
    [
        # calendar years
        ("10-Q", "1999-03-31", (12, 31), (1999, "Q1")),
        ("10-Q", "1999-06-30", (12, 31), (1999, "Q2")),
        ("10-Q", "1999-09-30", (12, 31), (1999, "Q3")),
        ("10-K", "1999-12-31", (12, 31), (1999, "FY")),
        ("8-K", "1999-12-31", (12, 31), (1999, "FY")),
        ("8-K", "2000-06-30", (12, 31), (2000, "Q2")),
        # a year that ends in June
        ("10-Q", "2004-09-30", (6, 30), (2005, "Q1")),
        ("10-Q", "2003-12-31", (6, 30), (2004, "Q2")),
        ("10-Q", "2004-03-31", (6, 30), (2004, "Q3")),
        ("10-K405", "2004-06-30", (6, 30), (2004, "FY")),
        # a year that ends in January, and in February
        ("10-Q", "1999-04-30", (1, 31), (2000, "Q1")),
        ("10-K", "2000-01-29", (1, 31), (2000, "FY")),
        ("10-K", "2000-02-29", (2, 28), (2000, "FY")),
        ("10-K", "1999-02-28", (2, 29), (1999, "FY")),
        # 52/53 weeks: the nominal day floats
        ("10-Q", "1997-12-26", (9, 30), (1998, "Q1")),
        ("10-Q", "2000-01-01", (9, 30), (2000, "Q1")),
        ("10-Q", "1998-03-27", (9, 30), (1998, "Q2")),
        ("10-Q", "2000-07-01", (9, 30), (2000, "Q3")),
        ("10-K", "1997-09-26", (9, 30), (1997, "FY")),
        ("10-K", "2000-09-30", (9, 28), (2000, "FY")),
        ("10-K", "2000-10-01", (9, 30), (2000, "FY")),
        # a year that ends in the first days of January is the year before
        ("10-K", "2000-01-02", (12, 31), (1999, "FY")),
        ("10-K", "2000-01-02", (1, 2), (1999, "FY")),
        ("10-Q", "2000-04-02", (1, 2), (2000, "Q1")),
        ("10-Q", "1999-10-03", (12, 31), (1999, "Q3")),
        # quarters of 12, 12 and 16 weeks, the long one last or first
        ("10-Q", "1999-03-27", (12, 31), (1999, "Q1")),
        ("10-Q", "1998-12-19", (8, 29), (1999, "Q1")),
        ("10-Q", "1999-03-13", (8, 29), (1999, "Q2")),
        ("10-Q", "1999-06-05", (8, 29), (1999, "Q3")),
        # the year end was moved: the annual report's own end counts
        ("10-K", "1998-06-30", (12, 31), (1998, "FY")),
        # a quarterly report cannot end with the year
        ("10-Q", "1999-12-31", (12, 31), None),
    ],
)
def test_focus(form, end, year_end, focus):
    assert fiscal_focus(form, dt.date.fromisoformat(end), year_end) == focus


def test_no_year_lies_beyond_the_calendar():
    assert fiscal_focus("10-K", dt.date(9999, 12, 31), (12, 31)) is None
