"""Figures a thousand times too large or too small beside the others of their line.

    Inventories           8.219     7,782      a comma that was typed as a point
    Net sales         5,123,456     4,987      one column in dollars, the other in thousands

Amounts of a balance sheet, and those of operations, change from year to year, but not to a
thousandth. Flows of cash do.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from converter.checks.proven import proven
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.lineitem import LineItem
    from converter.model.mapped import Decided
    from converter.model.table import Cell

_KINDS = (StatementKind.BS, StatementKind.IS)
_THOUSAND = 3.0  # a decimal logarithm
_LINE = 0.15  # a line: 700 to 1,400 times
_COLUMN = 0.4  # the middle one of a column's lines: 400 to 2,500 times
_LINES = 4  # of a column, at least
_DIGITS = 3  # of either figure: 1 may stand beside 1,000


@check("SCA009", Stage.TABLES, Consequence.DOUBT)
def thousandfold(seen: Seen) -> Iterator[Found]:
    """A figure is a thousand times as large as others of its line

    In a balance sheet or a statement of operations a figure, or a column of them, is about a
    thousand times larger or smaller than the others of its line, and no sum bears it out: a comma
    was typed as a point or lost, or a column is in other units.

    The figures are marked as doubtful: the one that stands apart, or all of the line. Compare them.
    """
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in _KINDS:
            continue
        apart = set(_columns(table))
        for column in sorted(apart):
            span, others = table.read.table.place_of([column], seen.filing.source)
            yield Found(
                Severity.WARNING, span=span, others=others,
                message=f"{table.read.table.title}: figures of {table.read.table.heads([column])}"
                " are a thousand times larger or smaller than those beside them",
                doubt=(Place(number, column=column),),
            )  # fmt: skip
        for at, item in enumerate(table.read.items):
            for cell in _cells(item):
                if cell.column not in apart and cell.span not in seen.once(proven):
                    yield Found(
                        Severity.WARNING, span=cell.span,
                        message=f"{item.caption!r}: {cell.figure.value:,} stands beside"
                        f" {_beside(item, cell)}",
                        doubt=tuple(
                            Place(number, at, each.column) for each in item.row.cells
                            if each is cell or each.span not in seen.once(proven)
                        ),
                    )  # fmt: skip


def _cells(item: LineItem) -> Iterator[Cell]:
    """The figures of a line that are a thousandth of all others, or the first of two that are
    apart.
    """
    cells = [cell for cell in item.row.cells if cell.figure.value and not cell.figure.percent]
    for cell in cells if len(cells) > 2 else cells[:1]:
        others = [each for each in cells if each is not cell]
        if others and all(_apart(cell, each) for each in others):
            yield cell


def _apart(one: Cell, other: Cell) -> bool:
    digits = min(len(each.figure.value.normalize().as_tuple().digits) for each in (one, other))
    return digits >= _DIGITS and abs(abs(_ratio(one, other)) - _THOUSAND) <= _LINE


def _ratio(one: Cell, other: Cell) -> float:
    return math.log10(abs(one.figure.value / other.figure.value))


def _columns(table: Decided) -> Iterator[int]:
    """The columns that are a thousand times larger or smaller than another: of several the one
    that is apart from the most.
    """
    from statistics import median  # loads much that a start of the program need not wait for

    ratios: dict[tuple[int, int], list[float]] = defaultdict(list)
    for item in table.read.items:
        if item.quantity is Quantity.MONEY and not item.group:
            cells = [cell for cell in item.row.cells if cell.figure.value]
            for one, other in combinations(cells, 2):
                ratios[one.column, other.column].append(_ratio(one, other))
    count: dict[int, int] = defaultdict(int)
    for pair, each in ratios.items():
        if len(each) >= _LINES and abs(abs(median(each)) - _THOUSAND) <= _COLUMN:
            for column in pair:
                count[column] += 1
    most = max(count.values(), default=0)
    yield from (column for column in count if count[column] == most)


def _beside(item: LineItem, cell: Cell) -> str:
    return ", ".join(f"{each.figure.value:,}" for each in item.row.cells if each is not cell)
