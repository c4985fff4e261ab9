"""What the tables of a filing say together: groups, and where 52/53-week years begin."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.lineitems.cents import with_pages_per_share
from converter.lineitems.group_sections import share_groups
from converter.lineitems.month_days import with_days
from converter.lineitems.week_years import ends_before
from converter.model.filing import PRIMARY, StatementKind
from converter.model.printed import ends_month, weeks_before
from converter.model.xbrl import Duration, Instant
from converter.text.dates import dates, read_period

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from converter.model.lineitem import LineItem, ReadColumn, ReadTable

_DAY, _WEEK = dt.timedelta(1), dt.timedelta(7)
_QUARTER, _YEAR = 3, 12  # months
_BEFORE = 3  # years that the other statements have beside those of the balance sheet
_DRIFT = dt.timedelta(10)  # a 52/53-week year's end is a week from where whole weeks put it


def read_together(tables: Sequence[ReadTable], text: str = "") -> list[ReadTable]:
    """The tables, each with what it learns from the others, and from the filing's text."""
    tables = with_days(share_groups(with_pages_per_share(tables)), text)
    return periods_together(tables, text)


def periods_together(tables: Sequence[ReadTable], text: str) -> list[ReadTable]:
    """The tables with the periods of calendars of weeks as they follow one another."""
    return _whole_years([_of_weeks(table) for table in tables], text)


def _whole_years(tables: list[ReadTable], text: str) -> list[ReadTable]:
    """The tables, whose periods that end with a week begin the day after the year's end before
    them, where a balance sheet, a balance of equity or a column of years prints it:

    Fiscal years ended      September 29, 1995     September 30, 1994     begins October 1, 1994
    """
    instants = {
        column.instant.date
        for table in tables
        if table.table.kind is StatementKind.BS
        for column in table.columns
        if column.instant is not None
    }
    balances = {day for table in tables for day in _balances(table)}
    instants |= balances
    # heads say '1995  1994  1993', and the sheet that two of them end on Sundays
    stated = _weeks_stated(tables)
    instants |= set(ends_before(instants, text, _BEFORE, stated))
    tables = [
        table
        if table.table.kind is StatementKind.BS
        else replace(table, columns=tuple(_ended(column, instants) for column in table.columns))
        for table in tables
    ]
    ends = {
        day
        for table in tables
        if table.table.kind in PRIMARY
        for column in table.columns
        if (day := _year_end(table, column)) is not None
    }
    ends |= balances
    if all(map(ends_month, ends)):
        return tables
    ends |= set(ends_before(ends, text, 1, stated))
    return [
        replace(
            _with_rows_at(table, ends),
            columns=tuple(_begun(column, ends) for column in table.columns),
        )
        for table in tables
    ]


def _weeks_stated(tables: Sequence[ReadTable]) -> set[tuple[dt.date, int]]:
    """When the columns of years end whose heads say how many weeks these have, and how many."""
    return {
        (column.duration.end, column.stated.weeks)
        for table in tables
        if table.table.kind in PRIMARY
        for column in table.columns
        if column.duration is not None and column.stated.weeks in (52, 53)
    }


def _with_rows_at(table: ReadTable, ends: Collection[dt.date]) -> ReadTable:
    """A statement of equity whose balances state years alone, each at the year's end that is known:
    'BALANCES, FISCAL YEAR-END, 1993', which is a day or two from that of 1995.
    """
    if table.table.kind is not StatementKind.EQ or _balances(table):
        return table

    def known(day: dt.date) -> dt.date:
        return _only_near(day, ends, _WEEK) or day

    items: list[LineItem] = []
    for item in table.items:
        period = item.period
        if isinstance(period, Instant):
            period = Instant(date=known(period.date))
        elif period is not None:
            period = Duration(start=known(period.start - _DAY) + _DAY, end=known(period.end))
        items.append(replace(item, period=period))
    return replace(table, items=tuple(items))


def _only_near(day: dt.date, known: Collection[dt.date], within: dt.timedelta) -> dt.date | None:
    """The one of some days that is `within` so much of a day; None where none or several are."""
    near = [each for each in known if abs(each - day) <= within]
    return near[0] if len(near) == 1 else None


def _of_weeks(table: ReadTable) -> ReadTable:
    """The table, columns of a calendar of weeks counted in weeks too where a month ends with the
    week: beside the quarter to Saturday, September 29, 2001 that to Saturday, September 30, 2000.
    """
    weekly = {
        (column.stated.months, column.duration.end.weekday())
        for column in table.columns
        if column.duration and not ends_month(column.duration.end)
    }
    if len({day for _, day in weekly}) != 1:
        return table
    columns = [
        replace(column, duration=_in_weeks(own, column.stated.months))
        if (own := column.duration)
        and column.stated.start is None
        and ends_month(own.end)
        and (column.stated.months, own.end.weekday()) in weekly
        else column
        for column in table.columns
    ]
    return replace(table, columns=tuple(columns))


def _in_weeks(own: Duration, months: int | None) -> Duration:
    """The period in whole weeks, thirteen a quarter; a year, which may have 53, stays as it is."""
    if not months or months % _QUARTER or months == _YEAR:
        return own
    return Duration(start=weeks_before(own.end, months), end=own.end)


def _balances(table: ReadTable) -> set[dt.date]:
    """The dates that an equity statement prints in its balances."""
    return {
        item.period.date
        for item in table.items
        if table.table.kind is StatementKind.EQ
        and isinstance(item.period, Instant)
        and any(day.date == item.period.date for day in dates(item.caption))
    }


def _year_end(table: ReadTable, column: ReadColumn) -> dt.date | None:
    if table.table.kind is StatementKind.BS:
        return column.instant.date if column.instant else None
    stated = column.stated
    annual = stated.months == 12 or stated.weeks in (52, 53)
    return column.duration.end if annual and column.duration else None


def _ended(column: ReadColumn, instants: set[dt.date]) -> ReadColumn:
    """A column of a lone year ends when the balance sheet of that year does, a day or two from
    the date that the title gives for the latest year.
    """
    stated = column.stated
    if stated.end is None or stated.start is not None or read_period(column.column.head).month:
        return column
    day = _only_near(stated.end, instants, _WEEK)
    if day is None or (ends_month(day) and ends_month(stated.end)):
        return column
    own = column.duration
    return replace(
        column,
        duration=Duration(start=own.start, end=day) if own else None,
        instant=Instant(date=day) if column.instant else None,
    )


def _begun(column: ReadColumn, ends: set[dt.date]) -> ReadColumn:
    own = column.duration
    if own is None or column.stated.start is not None or column.stated.weeks is not None:
        return column
    before = _only_near(own.start - _DAY, ends, _DRIFT)
    if before is None or (ends_month(own.end) and ends_month(before)):
        return column
    return replace(column, duration=Duration(start=before + _DAY, end=own.end))
