"""Rows of an equity statement: the components add up to the total.

                        Common   Retained   Comprehensive
                        stock    earnings        income      Total
    Net income               -      2,431         2,431      2,431     a column that enters no total
    Unrealized gains         -          -             -         15     a detail of a row below it

Such columns and rows are told by the figures: every other row ties without them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Severity
from converter.text.slips import slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.lineitem import LineItem
    from converter.model.mapped import Decided
    from converter.model.source import Span
    from converter.model.table import Cell

_ZERO = Decimal(0)


class Row(NamedTuple):
    """item   its number; `span` the place of its total
    parts  the components' figures by column
    """

    item: int
    caption: str
    span: Span
    total: Decimal
    parts: dict[int, Decimal]

    def misses(self, weights: dict[int, int]) -> Decimal:
        """By how much the total is more than the weighted components; 0 within the rounding."""
        parts = [value * weights.get(at, 1) for at, value in self.parts.items()]
        difference = self.total - sum(parts, _ZERO)
        return difference if abs(difference) > (len(parts) + 1) // 2 else _ZERO


@check("CAL004", Stage.TABLES, Consequence.DOUBT)
def across(seen: Seen) -> Iterator[Found]:
    """An equity row does not add up across

    The components of a row of the equity statement do not add up to its total. A column that takes
    part in no total ('Comprehensive income') is left aside, one that is printed without its minus
    ('Treasury stock') is taken off, where the other rows show it. The facts of the row are marked
    as doubtful.

    Compare with the printed row: the filer's slip, or a figure in the wrong column.
    """
    for number, table in enumerate(seen.tables):
        rows = rows_across(table)
        if rows is None:
            continue
        money = [at for at, column in enumerate(table.read.columns) if column.shares is not True]
        wrong = [row for row in rows.rows if any(row.parts.values()) and row.misses(rows.weights)]
        if wrong:
            yield _found(number, wrong, rows.weights, money)


class Rows(NamedTuple):
    """The rows of an equity statement that have a total, in column `total`, and how the columns
    enter it where not as printed.
    """

    rows: list[Row]
    weights: dict[int, int]
    total: int


def rows_across(table: Decided) -> Rows | None:
    """What adds up across in a table; None where nothing does."""
    if table.read.table.kind not in PRIMARY or not table.components:
        return None
    money = [at for at, column in enumerate(table.read.columns) if column.shares is not True]
    total = _total(table, money)
    if total is None or len(money) < 3:
        return None
    aside = {total, _without_balance(table, _comprehensive(table))}
    rows = list(_rows(table, [at for at in money if at not in aside], total))
    return Rows(rows, _weights(rows), total)


@check("EQU010", Stage.TABLES, Consequence.DOUBT)
def comprehensive_column(seen: Seen) -> Iterator[Found]:
    """The column of comprehensive income has another amount than its row

    Net income and other comprehensive income stand in the statement of equity twice: among the
    components and in a column of comprehensive income. A slip of the hand makes the one of the
    other in a row, and other rows have the same amount in both. The facts of the row are marked as
    doubtful.

    Compare with the printed row: the filer's slip, or a figure that was misread.
    """
    for number, table in enumerate(seen.tables):
        column = _comprehensive(table)
        if column is None:
            continue
        parts = [
            at for at, each in enumerate(table.read.columns)
            if at != column and each.shares is not True and _is_component(table, at)
        ]  # fmt: skip
        rows = [row for row in _rows(table, parts, column) if any(row.parts.values())]
        missed = [row for row in rows if row.misses({})]
        slips = [row for row in missed if slip(row.total, 0, sum(row.parts.values(), _ZERO))]
        if missed == slips and 0 < len(slips) < len(rows) - len(missed):
            first = slips[0]
            yield Found(
                Severity.WARNING, span=first.span,
                message=f"{first.caption}: {first.total:,} in the column of comprehensive income,"
                f" {sum(first.parts.values(), _ZERO):,} among the components",
                others=tuple(row.span for row in slips[1:]),
                doubt=tuple(
                    Place(number, row.item, at) for row in slips for at in (column, *row.parts)
                ),
            )  # fmt: skip


def _comprehensive(table: Decided) -> int | None:
    """The column of comprehensive income, which is no component."""
    found = [
        at for at, part in enumerate(table.components)
        if part.member and part.member.local == "ComprehensiveIncomeMember"
    ]  # fmt: skip
    equity = table.read.table.kind is StatementKind.EQ
    return found[0] if equity and len(found) == 1 else None


def _without_balance(table: Decided, column: int | None) -> int | None:
    """The column, where none of its figures is a balance: it adds to none."""
    balances = any(
        item.row.cell(column) is not None
        for item, claim in zip(table.read.items, table.claims, strict=True)
        if column is not None and any(each.period_type == "instant" for each in claim.concepts)
    )
    return None if balances else column


def _is_component(table: Decided, at: int) -> bool:
    return not table.components[at].whole


def _total(table: Decided, money: Sequence[int]) -> int | None:
    """The one column that stands for no component."""
    found = [
        at for at in money if not table.components[at].member and not table.components[at].name
    ]
    return found[0] if len(found) == 1 else None


def _rows(table: Decided, parts: Sequence[int], total: int) -> Iterator[Row]:
    for at, item in enumerate(table.read.items):
        cell = item.row.cell(total)
        figures = {
            other.column: _in_units(table, item, other) for other in item.row.cells
            if other.column in parts
        }  # fmt: skip
        if cell is not None and figures:
            yield Row(at, item.caption, cell.span, cell.figure.value, figures)


def _in_units(table: Decided, item: LineItem, cell: Cell) -> Decimal:
    """A figure in the table's units, where its column has its own."""
    power = table.read.units_at(item, cell.column).money - (item.units or table.read.units).money
    return cell.figure.value.scaleb(power) if power else cell.figure.value


def _weights(rows: Sequence[Row]) -> dict[int, int]:
    """How the columns enter the total, where not as printed: 0 not at all, -1 taken off. Two rows
    or more tie so that do not otherwise, and none stops to.
    """
    weights: dict[int, int] = {}
    for at in sorted({at for row in rows for at, value in row.parts.items() if value}):
        own = [row for row in rows if row.parts.get(at)]
        before = [row for row in own if row.misses(weights)]
        if len(before) < 2 or len(before) < len(own):
            continue
        for weight in (0, -1):
            if not any(row.misses({**weights, at: weight}) for row in own):
                weights[at] = weight
                break
    return weights


def _found(
    number: int, wrong: Sequence[Row], weights: dict[int, int], money: Sequence[int]
) -> Found:
    """One finding for a table, with the places of all its rows."""
    first = wrong[0]
    printed, computed = first.total, first.total - first.misses(weights)
    many = f"{len(wrong)} rows do not add up across; the first, " if len(wrong) > 1 else ""
    return Found(
        Severity.WARNING, span=first.span,
        message=f"{many}{first.caption or 'a row without caption'}: the total is {printed:,}, its"
        f" components add up to {computed:,}",
        others=tuple(row.span for row in wrong[1:]),
        doubt=tuple(Place(number, row.item, column) for row in wrong for column in money),
    )  # fmt: skip
