"""Each line of the body taken apart: its caption, and its figures in their columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.table import Cell
from converter.tables.columns import column_of
from converter.tables.sheet import Read
from converter.tables.stub import stub_line
from converter.text.numerals import Form
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.sheet import Figures, Sheet
    from converter.text.views import LineView


def with_cells(sheet: Sheet) -> Sheet:
    """Inventories        5,120    4,870    ->    'Inventories'; 5,120 in 0, 4,870 in 1"""
    return replace(sheet, read=tuple(_read(sheet, at) for at in range(sheet.start, sheet.stop)))


def _read(sheet: Sheet, at: int) -> Read:
    line, figures = sheet.lines[at], sheet.figures[at]
    if line.kind is not LineKind.TEXT:
        return Read()
    told = sheet.placed.get(at) or sheet.pushed.get(at)
    columns = told or [column_of(figure, sheet.extents) for figure in figures]
    cells: dict[int, Cell] = {}
    for column, figure in zip(columns, figures, strict=True):
        if column is not None and figure.form is not Form.ABSENT:
            span = line.span(sheet.source, figure.start, figure.end)
            cells[column] = Cell(column, figure, span)
    ordered = tuple(cells[column] for column in sorted(cells))
    return Read(ordered, stub_line(line, _caption_end(line, ordered, figures)))


def _caption_end(line: LineView, cells: Sequence[Cell], figures: Figures) -> int:
    if not cells:  # 'n/a' and ranges of prices are no cells, nor are they words
        return min((f.left for f in figures if f.form is Form.ABSENT), default=len(line.text))
    printed = [*(cell.figure for cell in cells), *figures]
    return min(min(figure.left, figure.start) for figure in printed)  # a dash may have been moved
