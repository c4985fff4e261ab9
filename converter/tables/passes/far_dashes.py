"""Dashes that stand beside their columns: they are set with less care than figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.tables.columns import column_of, columns
from converter.text.numerals import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.columns import Extent
    from converter.tables.sheet import Figures, Sheet


def with_far_dashes(sheet: Sheet) -> Sheet:
    """Where a column has dashes alone, and the lines that have one there have as many figures as
    there are other columns, each dash stands in the column of its place in the order:

    Preferred stock, none issued            -              -
    Common stock                          328            328
    Retained earnings                 320,410        272,982

    A figure between them that stands towards the next column goes with them.
    """
    if sheet.extents:
        return sheet
    extents = sheet.columns
    dashed = set(range(len(extents))) - {
        column_of(figure, extents)
        for row in sheet.body for figure in row if figure.form is not Form.DASH
    }  # fmt: skip
    off = [
        at for at in sheet.rows
        if any(column_of(figure, extents) in dashed for figure in sheet.figures[at])
    ]  # fmt: skip
    if not off or len(off) == len(sheet.rows):
        return sheet
    kept = columns([sheet.figures[at] for at in sheet.rows if at not in set(off)])
    moved = {at: _in_order(sheet.figures[at], kept) for at in off}
    return sheet.with_figures({at: row for at, row in moved.items() if row})


def _in_order(row: Figures, kept: Sequence[Extent]) -> Figures:
    """The figures of a line with its dashes in their columns, () where the order does not tell."""
    if len(row) != len(kept):
        return ()
    placed: list[tuple[int, int]] = []
    for at, (figure, extent) in enumerate(zip(row, kept, strict=True)):
        if figure.form is Form.DASH or (column_of(figure, kept) == at + 1 < len(row)):
            placed.append((extent.left, extent.right))
        elif column_of(figure, kept) == at:
            placed.append((figure.left, figure.right))
        else:
            return ()
    return tuple(
        replace(figure, left=left, right=right)
        for figure, (left, right) in zip(row, placed, strict=True)
    )
