"""What must add up to nothing in a table: its sums, a column each, and across its rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import PRIMARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.mapped import MappedTable, Sum

_ZERO = Decimal(0)
_ONE = Decimal(1)
_LARGE = 1_000_000
_SOME = 4  # large amounts that tell how all are rounded

Place = tuple[int, int]  # item and column


class Equation(NamedTuple):
    """Figures with the weights by which they add up to nothing.

    total    the place that it is told of
    missing  what is left over: the total less its sum
    slack    as much is rounding
    across   it is a row, of which the total is the last column
    """

    total: Place
    entries: tuple[tuple[Place, int], ...]
    missing: Decimal
    slack: Decimal
    across: bool = False

    @property
    def untied(self) -> bool:
        """Whether it misses by more than rounding."""
        return abs(self.missing) > self.slack


def equations(table: MappedTable) -> Iterator[Equation]:
    """The sums of a table, a column each, and the rows of an equity statement."""
    if table.read.table.kind not in PRIMARY:
        return
    for total in table.sums:
        yield from of_sum(table, total)
    yield from across(table)


def of_sum(table: MappedTable, total: Sum) -> Iterator[Equation]:
    """The columns of a sum in which its total has a figure."""
    slack = _slack(table, total)
    for cell in table.read.items[total.total].row.cells:
        column = cell.column
        entries = (
            ((total.total, column), 1),
            *(((part, column), -weight) for part, weight in total.entering),
        )
        missing = total.differences[column] if total.differences else _ZERO
        yield Equation((total.total, column), entries, missing, slack)


def off(table: MappedTable, total: Sum) -> bool:
    """Whether a sum misses its total by more than rounding."""
    slack = _slack(table, total)
    return any(abs(difference) > slack for difference in total.differences)


def _slack(table: MappedTable, total: Sum) -> Decimal:
    """What rounding leaves open: half a unit of the total's last printed place for each part."""
    places = max([cell.figure.places for cell in table.read.items[total.total].row.cells])
    unit = rounded(table) if not places else Decimal(1).scaleb(-places)
    return Decimal((len(total.parts) + 1) // 2) * unit


def rounded(table: MappedTable) -> Decimal:
    """The unit that amounts are rounded to: a thousand where all but a few of the large ones end
    in three noughts.
    """
    large = [
        cell.figure.value for item in table.read.items for cell in item.row.cells
        if abs(cell.figure.value) >= _LARGE
    ]  # fmt: skip
    if len(large) < _SOME:
        return _ONE
    for unit in (Decimal(1_000_000), Decimal(1000)):
        if sum(not value % unit for value in large) * 10 >= 9 * len(large):
            return unit
    return _ONE


def across(table: MappedTable) -> Iterator[Equation]:
    """Rows of an equity statement: the components add up to the total.

    A row of which no component has an amount is told beside the statement: it has no sum.
    """
    if not table.components:
        return
    columns = table.read.columns
    money = {at for at, column in enumerate(columns) if column.shares is not True}
    totals = [
        at for at in sorted(money)
        if not table.components[at].member and not table.components[at].name
    ]  # fmt: skip
    if len(totals) != 1 or len(money) < 3:
        return
    total = totals[0]
    for at, item in enumerate(table.read.items):
        cells = {cell.column: cell.figure for cell in item.row.cells if cell.column in money}
        last = cells.pop(total, None)
        if last is None or not any(figure.value for figure in cells.values()):
            continue
        missing = last.value - sum([figure.value for figure in cells.values()], _ZERO)
        slack = Decimal((len(cells) + 1) // 2).scaleb(-last.places)
        entries = (((at, total), 1), *(((at, column), -1) for column in cells))
        yield Equation((at, total), entries, missing, slack, across=True)
