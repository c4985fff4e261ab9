"""Columns of an equity statement that are larger than the company."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.checks.sheets import owner_of
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from converter.model.mapped import Decided
    from converter.model.source import Span

_WHOLE = frozenset(("Assets", "LiabilitiesAndStockholdersEquity"))
_MANY = 20  # times as large: no component of equity is, however great the losses were


@check("EQU012", Stage.TABLES, Consequence.LEAVE_OUT)
def larger_than_all(seen: Seen) -> Iterator[Found]:
    """A column of equity is many times as large as all assets

    A column of a statement of equity was read as amounts of money, and its largest figure is more
    than twenty times the total of the balance sheet: as a rule it counts shares, and its head says
    so in no known way, or its units are others. Losses that have used up what was paid in are none
    such: in each balance the columns come to little together.

    Its figures are left out. Compare the column's head and units with those beside it.
    """
    assets = {
        owner_of(table): most
        for table in seen.tables
        if table.read.table.kind is StatementKind.BS and (most := _total(table)) is not None
    }
    for number, table in enumerate(seen.tables):
        total = assets.get(owner_of(table))
        if table.read.table.kind is not StatementKind.EQ or not total:
            continue
        larger = {
            column: found
            for column, found in sorted(_largest(table).items())
            if found[0] > _MANY * total
        }
        if larger and not _used_up(table, larger.keys(), _MANY * total):
            for column, (value, span) in larger.items():
                head = table.read.table.heads([column])
                yield Found(
                    Severity.WARNING, span=span,
                    message=f"{table.read.table.title}: the column {head} has {value:,f}, many"
                    f" times all assets, {total:,f}",
                    hint="its figures are left out", leave_out=(Place(number, column=column),),
                )  # fmt: skip


def _used_up(table: Decided, columns: Collection[int], most: Decimal) -> bool:
    """Whether columns come to little together in each row that has them all, and one has."""
    sums: list[Decimal] = []
    for item in table.read.items:
        cells = [cell for cell in item.row.cells if cell.column in columns]
        if len(cells) == len(columns):
            powers = [table.read.units_at(item, cell.column).money for cell in cells]
            pairs = zip(cells, powers, strict=True)
            sums.append(sum((cell.figure.value.scaleb(power) for cell, power in pairs), Decimal()))
    return bool(sums) and all(abs(each) <= most for each in sums)


def _total(table: Decided) -> Decimal | None:
    """The largest total of a balance sheet."""
    return max(
        (
            abs(cell.figure.value).scaleb((item.units or table.read.units).money)
            for item, claim in zip(table.read.items, table.claims, strict=True)
            if any(concept.qname.local in _WHOLE for concept in claim.concepts)
            for cell in item.row.cells
        ),
        default=None,
    )


def _largest(table: Decided) -> dict[int, tuple[Decimal, Span]]:
    """By column of money, the largest amount and its place."""
    read = table.read
    found: dict[int, tuple[Decimal, Span]] = {}
    for item in read.items:
        for cell in item.row.cells if item.quantity is Quantity.MONEY else ():
            if not read.columns[cell.column].shares:
                power = read.units_at(item, cell.column).money
                value = abs(cell.figure.value).scaleb(power)
                if cell.column not in found or value > found[cell.column][0]:
                    found[cell.column] = value, cell.span
    return found
