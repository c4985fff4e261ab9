"""What several statements print alike: net income, cash, equity, the totals of the two sides.

Balance sheet   Total assets 32,326      Total liabilities and equity 32,326
Operations      Net income 1,474         Cash flows   Net income 1,474
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.periods import period_of
from converter.model.filing import PRIMARY, StatementKind
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from converter.model.mapped import MappedTable
    from converter.model.xbrl import Period

_SAME = {
    "LiabilitiesAndStockholdersEquity": "Assets",
    "Cash": "CashAndCashEquivalentsAtCarryingValue",
    "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest": "StockholdersEquity",
}


class Printed(NamedTuple):
    """An amount at its place: the table's number, item, column. `value` is its size, scaled."""

    table: int
    item: int
    column: int
    value: Decimal


def alike(tables: Sequence[MappedTable]) -> list[list[Printed]]:
    """The amounts that are printed in several places for one thing and one period."""
    found: dict[tuple[str, Period], list[Printed]] = defaultdict(list)
    for number, table in enumerate(tables):
        if table.read.table.kind in PRIMARY and not table.parts:
            for key, printed in _amounts(number, table):
                found[key].append(printed)
    return [places for places in found.values() if len(places) > 1]


def _amounts(number: int, table: MappedTable) -> Iterator[tuple[tuple[str, Period], Printed]]:
    """What a table states of the company as a whole."""
    read = table.read
    for at, (item, claim) in enumerate(zip(read.items, table.claims, strict=True)):
        if not claim.concepts or item.group or item.quantity is not Quantity.MONEY:
            continue
        concept = claim.concepts[0]
        name = _SAME.get(concept.qname.local, concept.qname.local)
        instant = concept.period_type == "instant"
        for cell in item.row.cells:
            column = read.columns[cell.column]
            part = table.component(at, cell.column)
            if column.group or column.shares or (part and (part.member or part.name)):
                continue
            period = item.period or period_of(item, column, instant=instant)
            if period is None or (period.kind == "instant") is not instant:
                continue
            if read.table.kind is StatementKind.CF and name == "StockholdersEquity":
                continue
            power = (item.units or read.units).money
            yield (
                (name, period),
                Printed(number, at, cell.column, abs(cell.figure.value).scaleb(power)),
            )
