"""The days of heads that state a month alone, as the filing's text has them.

    AUGUST 1999        "for the nine months ended August 27, 1999": no month ends on that day

A company whose years are whole weeks may head its columns with months, and say the days in the
auditors' report and the notes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.printed import ends_month
from converter.model.xbrl import Instant
from converter.text.dates import dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from converter.model.lineitem import ReadColumn, ReadTable

_STATES = re.compile(r"\b(?:ended|ending|as\s+of|at|and|through|to)\s+\Z", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r",?\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_BEFORE = 12  # characters, in which such a word stands
_OFTEN = 2  # times that the text says a day


def with_days(tables: Sequence[ReadTable], text: str) -> list[ReadTable]:
    """The tables, their columns headed by months with the days that the text has for these."""
    asked = {
        (column.stated.year, column.stated.month)
        for table in tables
        for column in table.columns
        if _month_alone(column)
    }
    days = _told(text, asked) if asked else {}
    if not days:
        return list(tables)
    return [
        replace(table, columns=tuple(_ended(column, days) for column in table.columns))
        for table in tables
    ]


def _month_alone(column: ReadColumn) -> bool:
    """Whether a column's head has the month and the year without a day: it was taken for the
    month's last.
    """
    end, head = column.stated.end, column.column.head
    return end is not None and ends_month(end) and _MONTH.search(head) is not None


def _told(
    text: str, asked: set[tuple[int | None, int | None]]
) -> dict[tuple[int | None, int | None], dt.date]:
    """By year and month the day that the text says a period ends on: the only one that it has for
    the month, said more than once, and not the month's last.
    """
    found: dict[tuple[int | None, int | None], list[dt.date]] = defaultdict(list)
    for each in dates(text):
        month = (each.year, each.month)
        before = text[max(each.start - _BEFORE, 0) : each.start]
        if month in asked and each.date is not None and _STATES.search(before):
            found[month].append(each.date)
    return {
        month: days[0]
        for month, days in found.items()
        if len(days) >= _OFTEN and len(set(days)) == 1 and not ends_month(days[0])
    }


def _ended(column: ReadColumn, days: Mapping[tuple[int | None, int | None], dt.date]) -> ReadColumn:
    day = days.get((column.stated.year, column.stated.month)) if _month_alone(column) else None
    if day is None:
        return column
    stated = replace(column.stated, day=day.day)
    instant = Instant(date=day) if column.instant else None
    return replace(column, stated=stated, instant=instant, duration=stated.duration())
