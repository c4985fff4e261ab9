"""What must add up to nothing in a table: its sums, a column each, and across its rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.equity_rows import rows_across
from converter.model.filing import PRIMARY
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.checks.registry import Seen
    from converter.model.mapped import Decided, Sum

_ZERO = Decimal(0)
_ONE = Decimal(1)
_LARGE = 1_000_000
_FEW = 2  # sums that do not tie, in a table of which all others do
_MANY = 6
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


def all_equations(seen: Seen) -> list[tuple[Equation, ...]]:
    """Those of each table."""
    return [tuple(equations(table)) for table in seen.tables]


def equations(table: Decided) -> Iterator[Equation]:
    """The sums of a table, a column each, and the rows of an equity statement."""
    if table.read.table.kind not in PRIMARY:
        return
    amounts = rounded(table) if table.sums else _ONE
    found = [each for total in table.sums for each in of_sum(table, total, amounts)]
    exact = _exact(found)
    for each in found:
        yield each._replace(slack=min(each.slack, exact)) if exact is not None else each
    yield from across(table)


def _exact(found: list[Equation]) -> Decimal | None:
    """What is rounding where all other sums of a table tie to the last digit: a single unit; and
    nothing at all where a figure misses its own sum and the one that it enters by as much.
    """
    off = [each for each in found if each.missing]
    if not 0 < len(off) <= _FEW or len(found) - len(off) < _MANY:
        return None
    if len(off) == 1:
        return off[0].slack / (len(off[0].entries) // 2)  # half a unit for each part
    one, other = (dict(each.entries) for each in off)
    both = any(
        weight * off[0].missing == other[place] * off[1].missing
        for place, weight in one.items()
        if place in other
    )
    return _ZERO if both else None


def of_sum(table: Decided, total: Sum, amounts: Decimal) -> Iterator[Equation]:
    """The columns of a sum in which its total has a figure; `amounts` as `rounded` has it."""
    unit = _unit(table, total, amounts)
    parts = (len(total.parts) + 1) // 2
    for cell in table.read.items[total.total].row.cells:
        column = cell.column
        parts_of, more = _printed(table, total, column)
        entries = (
            ((total.total, column), 1),
            *(((part, column), -weight) for part, weight in parts_of),
        )
        missing = (total.differences[column] if total.differences else _ZERO) - more
        yield Equation((total.total, column), entries, missing, parts * _fine(unit, missing))


def _printed(table: Decided, total: Sum, column: int) -> tuple[list[tuple[int, int]], Decimal]:
    """The parts that a sum has in a column, a subtotal without a figure there as the lines that it
    is made of; and what these are together:

    Translation adjustments          (270)       (270)
    Unrealized gains                    31          31
    Other comprehensive income                   (239)      (239)
    """
    found: list[tuple[int, int]] = []
    more = _ZERO
    rows = table.read.items
    below = {each.total: each for each in table.sums}
    for part, weight in total.entering:
        inner = below.get(part)
        cells = {
            at: (sign * weight, cell.figure.value)
            for at, sign in (inner.entering if inner else ())
            if (cell := rows[at].row.cell(column)) is not None
        }
        if rows[part].row.cell(column) is not None or not cells:
            found.append((part, weight))
            continue
        found += [(at, sign) for at, (sign, _) in cells.items()]
        more += sum((sign * value for sign, value in cells.values()), _ZERO)
    return found, more


def off(table: Decided, total: Sum, amounts: Decimal) -> bool:
    """Whether a sum misses its total by more than rounding; `amounts` as `rounded` has it."""
    unit, parts = _unit(table, total, amounts), (len(total.parts) + 1) // 2
    return any(abs(each) > parts * _fine(unit, each) for each in total.differences)


def _unit(table: Decided, total: Sum, amounts: Decimal) -> Decimal:
    """The unit in the last place that a total is stated to; each part may be half of it off."""
    places = max([cell.figure.places for cell in table.read.items[total.total].row.cells])
    return amounts if not places else Decimal(1).scaleb(-places)


def _fine(unit: Decimal, missing: Decimal) -> Decimal:
    """No rounding to a unit leaves a part of it over."""
    return unit if not missing % unit else min(unit, _ONE)


def rounded(table: Decided) -> Decimal:
    """The unit that amounts are rounded to: a thousand where all but a few of the large ones end
    in three noughts, and most are large.
    """
    money = [
        cell.figure.value for item in table.read.items for cell in item.row.cells
        if item.quantity is Quantity.MONEY and cell.figure.value
    ]  # fmt: skip
    large = [value for value in money if abs(value) >= _LARGE]
    if len(large) < _SOME or len(large) * 2 < len(money):
        return _ONE
    for unit in (Decimal(1_000_000), Decimal(1000)):
        if sum(not value % unit for value in large) * 10 >= 9 * len(large):
            return unit
    return _ONE


def across(table: Decided) -> Iterator[Equation]:
    """Rows of an equity statement: the components add up to the total.

    A row of which no component has an amount is told beside the statement: it has no sum.
    """
    found = rows_across(table)
    for row in found.rows if found else ():
        if not found or not any(row.parts.values()):
            continue
        weights = {at: found.weights.get(at, 1) for at in row.parts}
        missing = row.total - sum([row.parts[at] * each for at, each in weights.items()], _ZERO)
        entries = [((row.item, at), -each) for at, each in weights.items() if each]
        slack = Decimal((len(row.parts) + 1) // 2)
        place = row.item, found.total
        yield Equation(place, ((place, 1), *entries), missing, slack, across=True)
