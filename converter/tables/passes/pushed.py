"""Rows whose figures a long caption, or a tab too many, pushed out of their columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.tables.columns import columns

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet
    from converter.text.views import LineView

_FEWEST = 5  # figures that prove a column
_SHARE = 0.1  # of the rows may be pushed at most: more of them stand where they are set
_MARGIN = 2  # columns: a caption that ends so near to the first column has pushed


def _has_tab(line: LineView, left: int, right: int) -> bool:
    """Whether a tab stands between two of a line's columns: as wide as whoever set it had it."""
    places = line.columns
    return places is not None and any(
        places[at] == places[at + 1] for at in range(left, min(right, len(places)) - 1)
    )


def with_pushed_rows(sheet: Sheet) -> Sheet:
    """A row with a figure for each column, whose caption reaches into the first of them, or is
    parted from it by tabs, has them in order, though they stand further right:

    Purchases of investments              (12,118)   (38,406)
    Sales and maturities of short-term investments     25,252    21,844
    """
    if sheet.extents or len(sheet.columns) < 3:
        return sheet
    last = sheet.columns[-1]
    far = [at for at in sheet.rows if any(last.overlap(f.left, f.right) for f in sheet.figures[at])]
    if not far or len(far) > max(1, _SHARE * len(sheet.rows)):
        return sheet
    rest = columns([sheet.figures[at] for at in sheet.rows if at not in far])
    counts = [sum(any(e.overlap(f.left, f.right) for f in row) for row in sheet.body) for e in rest]
    if len(rest) < 2 or min(counts) < _FEWEST:
        return sheet
    for at in far:
        found = sheet.figures[at]
        caption = sheet.lines[at].text[: found[0].left].rstrip(" .\t$(")
        pushed = len(caption) >= rest[0].left - _MARGIN and found[-1].left >= rest[-1].right
        tabbed = pushed or _has_tab(sheet.lines[at], len(caption), found[0].left)
        if len(found) != len(rest) or not tabbed:
            return sheet
    return replace(sheet, pushed={at: tuple(range(len(rest))) for at in far})
