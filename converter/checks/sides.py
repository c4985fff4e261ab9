"""The two sides of a balance sheet."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.equations import all_equations
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import StatementKind
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
                Place(number, *each.total)
                for each in seen.once(all_equations)[number]
                if not each.missing
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
            yield (
                name,
                column.instant.date,
                _Total(place, printed, printed.scaleb(power), unit, cell.span),
            )
