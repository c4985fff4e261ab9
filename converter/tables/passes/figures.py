"""The figures of each line that can be cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.cells import cell_figures
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet


def with_cell_figures(sheet: Sheet) -> Sheet:
    """Issuance of 20,000 shares        7        7    ->    7, 7"""
    text = LineKind.TEXT
    return replace(
        sheet,
        figures=tuple(cell_figures(line) if line.kind is text else () for line in sheet.lines),
    )
