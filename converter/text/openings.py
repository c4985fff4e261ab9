"""Balances that open a period by the day that their captions state.

                              1994        1993
Balance at January 1       412,288     400,515        that of the day before
Balance at December 31     433,801     412,288
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.dates import dates

if TYPE_CHECKING:
    from converter.model.lineitem import LineItem, ReadColumn, ReadTable


def with_openings(
    items: tuple[LineItem, ...], columns: tuple[ReadColumn, ...]
) -> tuple[LineItem, ...]:
    """'Cash at January 1' opens a period that starts then, whatever else its caption says."""
    durations = [column.duration for column in columns if column.duration is not None]
    starts = {(d.start.month, d.start.day) for d in durations}
    starts |= {(day.month, day.day) for d in durations if (day := d.start - dt.timedelta(1))}
    ends = {(d.end.month, d.end.day) for d in durations}
    out = []
    for item in items:
        found = [(d.month, d.day) for d in dates(item.caption)]
        if len(found) == 1 and found[0] in starts - ends:
            out.append(replace(item, opening=True))
        else:
            out.append(item)
    return tuple(out)


def with_columns(read: ReadTable, columns: tuple[ReadColumn, ...]) -> ReadTable:
    """A table with other periods of its columns, and the lines that open those."""
    return replace(read, columns=columns, items=with_openings(read.items, columns))
