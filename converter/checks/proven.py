"""Figures that a sum proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.checks.registry import Seen
    from converter.model.source import Span


def proven(seen: Seen) -> frozenset[Span]:
    """The figures that stand in a sum which ties in their column; one whose total has no figure
    there, as in a column of comprehensive income, proves nothing.
    """
    found: set[Span] = set()
    for table in seen.tables:
        for total in table.sums:
            told = {cell.column for cell in table.read.items[total.total].row.cells}
            tied = {at for at in told if not total.differences or not total.differences[at]}
            for at in (total.total, *(part for part, _ in total.parts)):
                cells = table.read.items[at].row.cells
                found.update(cell.span for cell in cells if cell.column in tied)
    return frozenset(found)
