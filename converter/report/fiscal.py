"""Which fiscal year and quarter a period belongs to."""

from __future__ import annotations

import calendar
import datetime as dt

from converter.model.forms import is_annual, is_quarterly

# A year end 'the last Saturday of' a month or 'the Friday nearest' its end floats by some days.
# A 52/53-week calendar keeps within a week of the nominal day; companies whose nominal day in the
# header is out of date drift further, but never by half a quarter.
_FLOAT = 45
_QUARTER = 91.3125  # days: a quarter of 365.25
_NEW_YEAR = 10  # a year that ends by January 10 is named after the year before


def fiscal_focus(
    form: str, period_end: dt.date, fiscal_year_end: tuple[int, int]
) -> tuple[int, str] | None:
    """(fiscal year, 'Q1' | 'Q2' | 'Q3' | 'FY') of the period that ends on `period_end`.

    form             '10-Q', '10-K', '8-K', ...; an annual form always gives 'FY'
    fiscal_year_end  (month, day) by name; the true end may float by some days

    None for a quarterly report that ends with the fiscal year: one of the two is wrong; and for a
    period at the end of all calendars.

    >>> fiscal_focus("10-Q", dt.date(2004, 9, 30), (6, 30))
    (2005, 'Q1')
    """
    if not dt.MINYEAR + 1 < period_end.year < dt.MAXYEAR - 1:
        return None
    nearest = _nearest_end(period_end, fiscal_year_end)
    annual = is_annual(form) or form.upper().startswith(("20-F", "40-F", "ARS"))
    quarterly = is_quarterly(form)
    if abs((period_end - nearest).days) <= _FLOAT:
        return None if quarterly else (_named(nearest), "FY")
    if annual:
        # the year end was moved since: the report's own end is the year's end
        return _named(period_end), "FY"
    end = nearest if nearest > period_end else _on(nearest.year + 1, fiscal_year_end)
    begin = _on(end.year - 1, fiscal_year_end)
    quarter = round((period_end - begin).days / _QUARTER)
    return _named(end), f"Q{min(max(quarter, 1), 3)}"


def _nearest_end(day: dt.date, fiscal_year_end: tuple[int, int]) -> dt.date:
    ends = (_on(year, fiscal_year_end) for year in (day.year - 1, day.year, day.year + 1))
    return min(ends, key=lambda end: abs((day - end).days))


def _on(year: int, month_day: tuple[int, int]) -> dt.date:
    month, day = month_day
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _named(end: dt.date) -> int:
    return end.year - (end.month == 1 and end.day <= _NEW_YEAR)
