"""Columns that were read as two: their halves have one head, and no row has figures in both.

                                              1996              1996
Cash at end of year                                            1,250
Treasury shares received for options            96

A figure that stands beside the others' column, or the inner column of an old statement whose outer
one has the totals, states an amount of the same period. The last line of a group may have its total
beside its own figure:

Furniture and equipment                     87,300
Less accumulated depreciation              (31,250)           56,050
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.dates import is_period_text

if TYPE_CHECKING:
    from converter.model.table import Cell, Row, TextTable

_FEWEST = 2  # figures in each half of a column without a head


def whole_columns(table: TextTable) -> TextTable:
    """The table with the halves of each column put together."""
    place: list[int] = []  # of each column among the whole ones
    filled: set[int] = set()  # rows with a figure in the column so far
    for at in range(len(table.columns)):
        own = _rows_with(table, at)
        halves = bool(place) and _are_halves(table, at - 1, at, filled & own)
        filled = filled | own if halves else own
        place.append(place[-1] + (not halves) if place else 0)
    if place[-1:] == [len(place) - 1] or not place:
        return table
    columns = {place[at]: column for at, column in enumerate(table.columns)}
    boxhead = [
        replace(head, first=place[head.first], last=place[head.last]) for head in table.boxhead
    ]
    return replace(
        table, rows=tuple(part for row in table.rows for part in _parts(row, place)),
        boxhead=tuple(boxhead),
        columns=tuple(
            replace(
                column, index=at,
                left=min(c.left for c, p in zip(table.columns, place, strict=True) if p == at),
            )
            for at, column in columns.items()
        ),
    )  # fmt: skip


def _rows_with(table: TextTable, column: int) -> set[int]:
    return {number for number, row in enumerate(table.rows) if row.cell(column)}


def _are_halves(table: TextTable, inner: int, outer: int, both: set[int]) -> bool:
    """Whether two columns are one.

    both   the rows that have figures in the two
    """
    head = table.columns[outer].head
    if head != table.columns[inner].head:
        return False
    if is_period_text(head):
        return not both or _are_totals(table, inner, outer, both)
    if table.kind is StatementKind.EQ:
        return bool(head) and not both
    fewest = min(len(_rows_with(table, inner)), len(_rows_with(table, outer)))
    alone = not head and len(table.columns) == 2 and fewest >= _FEWEST
    return alone and _are_totals(table, inner, outer, both)


def _are_totals(table: TextTable, inner: int, outer: int, both: set[int]) -> bool:
    """Whether the outer figures of these rows are the totals of the inner ones since the last; the
    inner one beside a total may be taken off ('Less allowance   45,000   1,875,440'), and a line
    without a caption sums up those above it.
    """
    since = Decimal(0)
    for number, row in enumerate(table.rows):
        one, total = row.cell(inner), row.cell(outer)
        value = one.figure.value if one else Decimal(0)
        if number in both and total:
            if total.figure.value not in (since + value, since - value):
                return False
        elif one and not total and (row.caption or value != since):
            since += value
        if total:
            since = Decimal(0)
    return True


def _parts(row: Row, place: list[int]) -> list[Row]:
    """The row with its cells in the whole columns, and one for the totals beside its figures."""
    own: dict[int, Cell] = {}
    totals: dict[int, Cell] = {}
    for cell in row.cells:
        at = place[cell.column]
        (totals if at in own else own)[at] = replace(cell, column=at)
    parts = [replace(row, cells=tuple(own.values()))]
    if totals:
        cells = tuple(totals.values())
        parts.append(replace(row, caption="", pieces=(), cells=cells, ruled=True, gap=False))
    return parts
