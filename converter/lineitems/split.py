"""Columns that were read as two: their halves have one head, and no row has figures in both.

                                              1996              1996
Cash at end of year                                            1,250
Treasury shares received for options            96

A figure that stands beside the others' column, or the inner column of an old balance sheet whose
outer one has the totals, states an amount of the same period.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.dates import is_period_text

if TYPE_CHECKING:
    from converter.model.table import TextTable


def whole_columns(table: TextTable) -> TextTable:
    """The table with the halves of each column put together."""
    equity = table.kind is StatementKind.EQ
    filled: list[set[int]] = [set() for _ in table.columns]
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            filled[cell.column].add(number)
    place: list[int] = []  # of each column among the whole ones
    for at, column in enumerate(table.columns):
        before = table.columns[at - 1] if at else None
        halves = (
            before is not None
            and before.head == column.head
            and (is_period_text(column.head) or (equity and bool(column.head)))
            and not filled[at - 1] & filled[at]
        )
        if halves:
            filled[at] |= filled[at - 1]
        place.append(place[-1] + (not halves) if place else 0)
    if place[-1:] == [len(place) - 1] or not place:
        return table
    columns = {place[at]: column for at, column in enumerate(table.columns)}
    rows = [
        replace(row, cells=tuple(replace(cell, column=place[cell.column]) for cell in row.cells))
        for row in table.rows
    ]
    boxhead = [
        replace(head, first=place[head.first], last=place[head.last]) for head in table.boxhead
    ]
    return replace(
        table, rows=tuple(rows), boxhead=tuple(boxhead),
        columns=tuple(
            replace(
                column, index=at,
                left=min(c.left for c, p in zip(table.columns, place, strict=True) if p == at),
            )
            for at, column in columns.items()
        ),
    )  # fmt: skip
