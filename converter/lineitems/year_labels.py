"""The days of years that stand alone in heads: as the words above give them, or by the name that a
year has which ends in January.

As of December 31, 2000 and January 2, 2000
                           2000    1999
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.printed import ends_month
from converter.text.dates import Stated, dates, make_date, read_period, years

if TYPE_CHECKING:
    from collections.abc import Collection

    from converter.model.table import TextTable

_NEW_YEAR = 10  # a year that ends by January 10 may be named after the year before
_RETAIL = 2  # years that end in January or February are by many


def of_labels(table: TextTable, words: str, end: dt.date | None) -> dict[int, dt.date]:
    """The dates of the years that heads state alone, as the words above the heads give them:

    As of December 31, 2000 and January 2, 2000
                                   2000    1999

    else by the year's name.

    end  of the filing's period
    """
    labels = _labels(table)
    return _paired(labels, _printed(words)) or _named_before(labels, end)


def _labels(table: TextTable) -> set[int]:
    """The years that heads state without a day."""
    heads = (head_period(table, at) for at in range(len(table.columns)))
    return {head.year for head in heads if head.year is not None and head.month is None}


def _named_before(labels: Collection[int], end: dt.date | None) -> dict[int, dt.date]:
    """The ends of years that are named after the year before, as the latest is: the fiscal year to
    January 3, 1999 is '1998' where no column is headed '1999'.
    """
    if end is None or end.month > _RETAIL or max(labels, default=0) != end.year - 1:
        return {}
    ends = {label: as_of(Stated(year=label + 1), end).end for label in labels}
    return {label: day for label, day in ends.items() if day is not None}


def of_spanner(table: TextTable, at: int, stated: Stated) -> dt.date | None:
    """The date that a spanner over several columns gives for the year over one of them:

    13 Weeks Ended July 3, 2004     26 Weeks Ended July 3, 2004
         and June 28, 2003               and June 28, 2003
         2004        2003                2004        2003
    """
    printed = _printed(table.columns[at].head)
    if stated.year is None or stated.start is not None or len(printed) < 2:
        return None
    beside = [
        other
        for other in range(len(table.columns))
        if other == at or _printed(table.columns[other].head) == printed
    ]
    labels = {head_period(table, other).year for other in beside}
    return _paired({year for year in labels if year is not None}, printed).get(stated.year)


def _printed(words: str) -> frozenset[dt.date]:
    return frozenset(found.date for found in dates(words) if found.date is not None)


def _paired(labels: Collection[int], printed: Collection[dt.date]) -> dict[int, dt.date]:
    """As many dates as years belong to them in the order of time; else each year has the date in
    it.
    """
    pairs = list(zip(sorted(labels), sorted(printed), strict=False))
    if len(labels) == len(printed) and all(_named(day, year) for year, day in pairs):
        return dict(pairs)
    found: dict[int, dt.date] = {}
    for year in labels:
        own = [day for day in printed if day.year == year]
        late = [day for day in own if day.month > 1 or day.day > _NEW_YEAR] or own
        if late:
            found[year] = max(late)
    return found


def _named(day: dt.date, year: int) -> bool:
    """Whether a year that ends on `day` may have the name `year`."""
    return day.year == year or (day.year == year + 1 and day.month <= _RETAIL)


def head_period(table: TextTable, at: int) -> Stated:
    """What a column's heads state, the nearest to the figures first: 'For the years ended December
    31, 1999 and 1998' over all columns leaves the year to the '1998' over this one.
    """
    stated = read_period(table.columns[at].head)
    over = [head for head in table.boxhead if head.first <= at <= head.last]
    for head in sorted(over, key=lambda head: -head.level):
        year = read_period(head.text).year
        if year is not None:
            listed = {found for found, _, _ in years(head.text)} | {year}
            return replace(stated, year=None if len(listed) > 1 and not stated.start else year)
    return stated


def as_of(stated: Stated, end: dt.date) -> Stated:
    """With the day on which the filing's period ends; of other years the nearest one of its weekday
    where no month ends then, as in a calendar of weeks.
    """
    day = make_date(stated.year, end.month, end.day) if stated.year else None
    if day is None or ends_month(end):
        return replace(stated, month=end.month, day=end.day)
    day += dt.timedelta((end.weekday() - day.weekday() + 3) % 7 - 3)
    return replace(stated, year=day.year, month=day.month, day=day.day)
