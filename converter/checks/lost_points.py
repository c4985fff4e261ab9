"""Amounts per share that have lost their decimal point: '120' beside '1.05', '027'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY
from converter.model.finding import Severity
from converter.text.numerals import Form
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.lineitem import LineItem
    from converter.model.mapped import Decided
    from converter.model.source import Span
    from converter.model.table import Cell

_PER_SHARE = re.compile(r"\bper\s(?:\w+\s){0,3}share\b", re.IGNORECASE)
_CENTS = 2
_LARGE = 1000  # cents: no earnings per share are printed that way
_SOME = 2  # figures of other lines that tell how amounts per share are printed


@check("EPS004", Stage.TABLES, Consequence.DOUBT)
def pointless(seen: Seen) -> Iterator[Found]:
    """An amount per share lacks its decimal point, as it seems

    A figure is whole where the others of its line, or the other amounts per share of its table, are
    printed with cents, or those right above and below it; or it begins with a nought, as no whole
    figure does: '120' beside '1.05', '027'. Its fact is marked as doubtful.

    The printed figure is taken. Compare it with another print of the amount.
    """
    for number, at, cell in seen.once(lost_points):
        item = seen.tables[number].read.items[at]
        yield Found(
            Severity.WARNING, span=cell.span, doubt=(Place(number, at, cell.column),),
            message=f"{item.caption!r}: {seen.filing.source.cut(cell.span)} is likely"
            f" {cell.figure.value.scaleb(-_CENTS)}, with a decimal point",
        )  # fmt: skip


def lost_points(seen: Seen) -> tuple[tuple[int, int, Cell], ...]:
    """The figures (table, item, cell) that lack their decimal point, as it seems."""
    text = seen.filing.source.text
    found: list[tuple[int, int, Cell]] = []
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in PRIMARY:
            continue
        usual, dated = _printed_with_cents(table), _dated(table)
        between = _between(table)
        for at, item in enumerate(table.read.items):
            cells = [cell for cell in item.row.cells if cell.column in dated]
            for cell in cells:
                printed = text[cell.span.start : cell.span.end]
                if _whole(cell) and (
                    _noughted(printed)
                    or _odd(item, cell, cells, usual=usual, between=at in between)
                ):
                    found.append((number, at, cell))
    return tuple(found)


def without_points(seen: Seen) -> frozenset[Span]:
    """Where they stand: what else is odd about such a figure needs no finding of its own."""
    return frozenset(cell.span for _, _, cell in seen.once(lost_points))


def _whole(cell: Cell) -> bool:
    figure = cell.figure
    return figure.form is Form.NUMBER and not figure.places and bool(figure.value)


def _noughted(printed: str) -> bool:
    return len(printed) > 1 and printed[0] == "0" and printed.isdigit()


def _dated(table: Decided) -> set[int]:
    """The columns that have a period, all where none has: the others' figures are no facts."""
    columns = table.read.columns
    dated = {column.index for column in columns if column.instant or column.duration}
    return dated or {column.index for column in columns}


def _between(table: Decided) -> set[int]:
    """The lines right above and below which amounts per share stand."""
    lines = [at for at, item in enumerate(table.read.items) if item.row.cells]
    kinds = [table.read.items[at].quantity is Quantity.PER_SHARE for at in lines]
    return {
        at for above, at, below in zip(kinds, lines[1:], kinds[2:], strict=False) if above and below
    }


def _odd(item: LineItem, cell: Cell, cells: Sequence[Cell], *, usual: bool, between: bool) -> bool:
    """Whether the others of the line have cents, or where there are none the other lines."""
    others = [each for each in cells if each is not cell and each.figure.value]
    if others:
        cents = all(each.figure.places == _CENTS for each in others if not _whole(each))
        return cents and not all(_whole(each) for each in others)
    words = (item.caption, *item.section)
    spoken = between or item.quantity is Quantity.PER_SHARE or any(map(_PER_SHARE.search, words))
    small = abs(cell.figure.value) < _LARGE
    return usual and spoken and small and item.quantity is not Quantity.SHARES


def _printed_with_cents(table: Decided) -> bool:
    """Whether the amounts per share have cents, all but one at most."""
    cells = [
        cell
        for item in table.read.items
        if item.quantity is Quantity.PER_SHARE
        for cell in item.row.cells
        if cell.figure.form is Form.NUMBER and cell.figure.value
    ]
    return len(cells) >= _SOME and sum(cell.figure.places < _CENTS for cell in cells) <= 1
