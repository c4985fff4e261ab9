"""The figures of each line that can be cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.cells import cell_figures
from converter.text.damaged import with_damaged
from converter.text.numerals import Form
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Figures, Sheet
    from converter.text.views import LineView


def with_cell_figures(sheet: Sheet) -> Sheet:
    """Issuance of 20,000 shares        7        7    ->    7, 7

    A figure that begins on a line and ends on the next holds its column, but states nothing.
    """
    return replace(sheet, figures=tuple(map(_figures, sheet.lines)))


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
