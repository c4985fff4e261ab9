"""Ranges of prices that stand for captions, as in tables of stock options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.ranges import price_range
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet

_FEWEST = 2  # closed ranges: fewer may be anything


def without_price_ranges(sheet: Sheet) -> Sheet:
    """The figures of ranges at the beginning of lines are no cells:

    $ 7.09 - $10.58       4.2     $ 7.16          'caption'        4.2   7.16
     10.76 -  15.81      52.8      12.07          'caption'       52.8  12.07
    """
    if sheet.section.kind is not StatementKind.NOTE:
        return sheet
    ranges = {
        at: found
        for at, line in enumerate(sheet.lines)
        if line.kind is LineKind.TEXT and (found := price_range(line.text)) is not None
    }
    closed = [at for at, found in ranges.items() if found.closed]
    priced = [at for at in closed if "$" in sheet.lines[at].text[: ranges[at].end]]
    if len(closed) < _FEWEST or not priced:
        return sheet
    return sheet.with_figures(
        {
            at: tuple(figure for figure in sheet.figures[at] if figure.left >= found.end)
            for at, found in ranges.items()
            if sheet.figures[at]
        }
    )
