"""Lines that are of a part of their column's period, as they or their heading say.

    Earnings per share for the period from
      January 8, 1998 (date of conversion) to June 30, 1998:
      Basic                                       $ .36          N/A          N/A

A savings bank that went public within the year has earnings per share from that day on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.xbrl import Duration
from converter.text.dates import dates, make_date, read_period
from converter.text.numerals import Form
from converter.text.units import Quantity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from converter.model.lineitem import LineItem, ReadColumn

_SINCE = re.compile(
    r"\b(?:since|subsequent\s+to|after|from\s+the\s+date\s+of)\b", re.IGNORECASE
)  # fmt: skip
_NOTHING = (Form.ABSENT, Form.DASH, Form.NIL)


def part_years(items: tuple[LineItem, ...], columns: Sequence[ReadColumn]) -> tuple[LineItem, ...]:
    """The items with the periods that they state for their one figure, where that begins within
    the column's.
    """
    return tuple(_own(item, columns) for item in items)


def _own(item: LineItem, columns: Sequence[ReadColumn]) -> LineItem:
    cells = [cell for cell in item.row.cells if cell.figure.form not in _NOTHING]
    if item.period is not None or len(cells) != 1:
        return item
    duration = columns[cells[0].column].duration
    if duration is None:
        return item
    for words in (item.caption, *reversed(item.section)):
        start = _start(words, duration, item)
        if start is not None:
            return replace(item, period=Duration(start=start, end=duration.end))
    return item


def _start(words: str, duration: Duration, item: LineItem) -> dt.date | None:
    """The day within a duration from which words speak, up to its end."""
    stated = read_period(words)
    start = stated.start
    if start is not None:
        if (stated.year, stated.month, stated.day) != (
            duration.end.year, duration.end.month, duration.end.day,
        ):  # fmt: skip
            return None
    elif item.quantity in (Quantity.PER_SHARE, Quantity.SHARES) and _SINCE.search(words):
        printed = dates(words)
        if len(printed) != 1 or not printed[0].year:
            return None
        start = make_date(printed[0].year, printed[0].month, printed[0].day)
    return start if start is not None and duration.start < start < duration.end else None
