"""The two sides of a balance sheet, and lines that stand in a statement twice."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.equations import equations
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from converter.model.mapped import MappedTable
    from converter.model.source import Span

_ASSETS = "Assets"
_BOTH = "LiabilitiesAndStockholdersEquity"


class _Total(NamedTuple):
    """The total of a side: its place, its amount as printed and in full, and the unit of these."""

    place: Place
    printed: Decimal
    value: Decimal
    unit: Decimal
    span: Span


@check("CAL007", Stage.TABLES, Consequence.DOUBT)
def sides(seen: Seen) -> Iterator[Found]:
    """The two sides of a balance sheet differ

    The total of the assets is not that of the liabilities and equity. The fact of the side that its
    own lines do not add up to is marked as doubtful, or both.

    Compare with the printed page: one of the two totals is the filer's slip, or was misread.
    """
    totals: dict[str, dict[dt.date, list[_Total]]] = {
        name: defaultdict(list) for name in (_ASSETS, _BOTH)
    }
    proven: set[Place] = set()
    for number, table in enumerate(seen.tables):
        if table.read.table.kind is StatementKind.BS:
            for name, day, total in _totals(number, table):
                totals[name][day].append(total)
            proven |= {
                Place(number, *each.total) for each in equations(table) if not each.missing
            }
    for day, assets in totals[_ASSETS].items():
        for one in assets:
            beside = [each for each in totals[_BOTH][day] if _near(each, one)]
            if len(beside) != 1 or abs(beside[0].value - one.value) <= one.unit:
                continue
            other = beside[0]
            doubted = [each.place for each in (one, other) if each.place not in proven]
            yield Found(
                Severity.ERROR, span=one.span, others=(other.span,),
                message=f"total assets are {one.printed:,}, liabilities and equity"
                f" {other.printed:,} at {day}",
                doubt=tuple(doubted or (one.place, other.place)),
            )  # fmt: skip


def _near(one: _Total, other: _Total) -> bool:
    """Whether two totals stand in one table, or in two that follow one another."""
    return abs(one.place.table - other.place.table) <= 1


def _totals(number: int, table: MappedTable) -> Iterator[tuple[str, dt.date, _Total]]:
    read = table.read
    for at, (item, claim) in enumerate(zip(read.items, table.claims, strict=True)):
        name = claim.concepts[0].qname.local if claim.concepts else ""
        if name not in (_ASSETS, _BOTH) or item.group:
            continue
        for cell in item.row.cells:
            column = read.columns[cell.column]
            if column.instant is None or column.group:
                continue
            power = (item.units or read.units).money
            printed = abs(cell.figure.value)
            unit = Decimal(1).scaleb(power - cell.figure.places)
            place = Place(number, at, cell.column)
            yield name, column.instant.date, _Total(
                place, printed, printed.scaleb(power), unit, cell.span
            )


@check("CAL008", Stage.TABLES, Consequence.SAY)
def doubled(seen: Seen) -> Iterator[Found]:
    """A line stands twice in a statement

    Two lines that follow one another have the same caption and the same figures. Its fact is taken
    once, and so do the sums take it where they hold with one of them alone.

    Compare with the printed page: a line was copied twice.
    """
    for table in seen.tables:
        if table.read.table.kind not in PRIMARY:
            continue
        for at in twins(table):
            row, before = table.read.items[at].row, table.read.items[at - 1].row
            yield Found(
                Severity.WARNING, span=row.cells[0].span, others=(before.cells[0].span,),
                message=f"{row.caption!r} stands twice, with the same figures",
            )  # fmt: skip


def twins(table: MappedTable) -> Iterator[int]:
    """The items that repeat the one right above them."""
    items = table.read.items
    for at in range(1, len(items)):
        row, before = items[at].row, items[at - 1].row
        if not row.caption or row.caption != before.caption or row.line != before.line + 1:
            continue
        figures = [(cell.column, cell.figure.value) for cell in row.cells]
        above = [(cell.column, cell.figure.value) for cell in before.cells]
        if figures == above and any(value for _, value in figures):
            yield at
