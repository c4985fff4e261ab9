"""Figures that a sum proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.checks.registry import Seen
    from converter.model.source import Span


def proven(seen: Seen) -> frozenset[Span]:
    """The figures that stand in a sum which ties in their column."""
    found: set[Span] = set()
    for table in seen.tables:
        for total in table.sums:
            for at in (total.total, *(part for part, _ in total.parts)):
                for cell in table.read.items[at].row.cells:
                    if not total.differences or not total.differences[cell.column]:
                        found.add(cell.span)
    return frozenset(found)
