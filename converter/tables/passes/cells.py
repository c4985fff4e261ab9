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

    from converter.model.source import SourceText
    from converter.tables.columns import Extent
    from converter.tables.sheet import Figures, Sheet
    from converter.text.views import LineView


def with_cells(sheet: Sheet) -> Sheet:
    """Inventories        5,120    4,870    ->    'Inventories'; 5,120 in 0, 4,870 in 1"""
    body = slice(sheet.start, sheet.stop)
    return replace(
        sheet,
        read=tuple(
            _read(line, found, sheet.extents, sheet.source)
            for line, found in zip(sheet.lines[body], sheet.figures[body], strict=True)
        ),
    )


def _read(line: LineView, found: Figures, extents: Sequence[Extent], source: SourceText) -> Read:
    if line.kind is not LineKind.TEXT:
        return Read()
    cells = _cells(line, found, extents, source)
    return Read(cells, stub_line(line, _caption_end(line, cells, found)))


def _cells(
    line: LineView, figures: Figures, extents: Sequence[Extent], source: SourceText
) -> tuple[Cell, ...]:
    cells: dict[int, Cell] = {}
    for figure in figures:
        at = column_of(figure, extents)
        if at is None or figure.form is Form.ABSENT:
            continue
        cells[at] = Cell(at, figure, line.span(source, figure.start, figure.end))
    return tuple(cells[at] for at in sorted(cells))


def _caption_end(line: LineView, cells: Sequence[Cell], figures: Figures) -> int:
    if not cells:  # 'n/a' and ranges of prices are no cells, nor are they words
        return min((f.left for f in figures if f.form is Form.ABSENT), default=len(line.text))
    first = min(cell.figure.left for cell in cells)
    return min([first, *(figure.left for figure in figures)])
