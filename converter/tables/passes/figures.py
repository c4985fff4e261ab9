"""The figures of each line that can be cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.cells import cell_figures
from converter.text.damaged import with_damaged
from converter.text.numerals import LONGEST, Form
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Figures, Sheet
    from converter.text.numerals import Figure
    from converter.text.views import LineView

_NUMBER = re.compile(r"[$(]*[\d,.]+[)%]*")
_MOST = 100
"""Figures of a row. Filings have rows of fifteen; a line of a thousand numbers is no row, and what
is done for each pair of figure and column would hold up all the others.
"""


def with_cell_figures(sheet: Sheet) -> Sheet:
    """Issuance of 20,000 shares        7        7    ->    7, 7

    A figure that begins on a line and ends on the next holds its column, but states nothing.
    """
    sheet = replace(sheet, figures=tuple(map(_figures, sheet.lines)))
    wide = [
        at
        for at, (line, found) in enumerate(zip(sheet.lines, sheet.figures, strict=True))
        if len(found) > _MOST or any(_overlong(line, figure) for figure in found)
    ]
    why = f"lines with more than {_MOST} figures, or with one of more than {LONGEST} signs"
    return sheet.without(wide, why, "these lines are left out")


def _overlong(line: LineView, figure: Figure) -> bool:
    """Whether it is a number that no amount has: as wide as columns together, it would make them
    one, and figures of one period those of another.
    """
    return (
        figure.form is Form.ABSENT
        and figure.end - figure.start > LONGEST
        and _NUMBER.fullmatch(line.text, figure.start, figure.end) is not None
    )


def _figures(line: LineView) -> Figures:
    if line.kind is not LineKind.TEXT:
        return ()
    found = with_damaged(line.text, cell_figures(line))
    places = line.columns
    if places is None:
        return found
    return tuple(
        figure
        if places[figure.end - 1] - places[figure.start] < figure.end - figure.start
        else replace(figure, form=Form.ABSENT)
        for figure in found
    )
