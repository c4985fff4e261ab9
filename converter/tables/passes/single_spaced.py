"""Tables whose every line has a blank one below it, as if set with double spacing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet
    from converter.text.views import LineView

_FEWEST = 12  # lines that are not blank: a few rows may be set apart each
_MOST = 20  # one in so many may stand right above another


def single_spaced(sheet: Sheet) -> Sheet:
    """The sheet without the blank line below each line, where nearly all have one. What is left
    of the blank lines divides as in other tables.
    """
    lines = sheet.lines
    filled = sum(line.kind is not LineKind.BLANK for line in lines)
    close = sum(
        one.kind is not LineKind.BLANK and other.kind is not LineKind.BLANK
        for one, other in pairwise(lines)
    )
    if filled < _FEWEST or close * _MOST > filled:
        return sheet
    kept: list[LineView] = []
    below = False
    for line in lines:
        below = not below and bool(kept) and line.kind is LineKind.BLANK
        if not below:
            kept.append(line)
    return replace(sheet, lines=tuple(kept))
