"""What the registrant's statements state: what tables of notes are proven by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY, StatementKind
from converter.model.xbrl import DataType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from converter.model.mapped import Decided
    from converter.model.xbrl import Concept, Period

NOTE = (StatementKind.NOTE.value,)  # the statements of a claim that a note's table makes
SURE = 0.95  # of a concept that figures and wording give together
LEAST = Decimal(100)  # smaller amounts are equal by chance

Values = dict[str, dict["Period", Decimal]]
"""By concept the amounts that the statements have, by period."""


@dataclass(frozen=True, slots=True)
class Statements:
    """values  by concept the amounts without their signs, by period
    shares  the most shares that a statement of operations counts; None where it counts none
    ends    the dates of the balance sheet
    years   the ends of what the other statements cover
    """

    values: Values
    shares: Decimal | None
    ends: frozenset[dt.date]
    years: frozenset[dt.date]

    @property
    def latest(self) -> dt.date | None:
        return max(self.ends | self.years, default=None)

    def amount(self, names: Sequence[str], period: Period | None) -> Decimal | None:
        """What the statements have for the first of some concepts that they know at all."""
        if period is None:
            return None
        found = (self.values[name].get(period) for name in names if name in self.values)
        return next((each for each in found if each is not None), None)


def stated(tables: Sequence[Decided]) -> Statements:
    """What the registrant's statements state, its parts' columns and lines left aside."""
    values: Values = {}
    shares: list[Decimal] = []
    ends: set[dt.date] = set()
    years: set[dt.date] = set()
    for table in tables:
        read = table.read
        if read.table.kind not in PRIMARY or read.table.kind is StatementKind.EQ:
            continue
        for column in read.columns:
            if read.table.kind is StatementKind.BS and column.instant:
                ends.add(column.instant.date)
            elif read.table.kind is not StatementKind.BS and column.duration:
                years.add(column.duration.end)
        for concept, period, value in _amounts(table):
            if concept.datatype is DataType.SHARES:
                shares.append(value)
            values.setdefault(concept.qname.local, {}).setdefault(period, value)
    return Statements(values, max(shares, default=None), frozenset(ends), frozenset(years))


def _amounts(table: Decided) -> Iterator[tuple[Concept, Period, Decimal]]:
    read = table.read
    for at, item in enumerate(read.items):
        for cell in item.row.cells:
            column = read.columns[cell.column]
            place = at, cell.column
            if column.group or item.group or place in table.cells or place in table.left_out:
                continue
            for concept in table.claims[at].concepts:
                instant = concept.period_type == "instant"
                period = column.instant if instant else column.duration
                if period is not None and item.period is None and not item.opening:
                    units = item.units or read.units
                    counts = concept.datatype is DataType.SHARES
                    power = units.shares if counts else units.money
                    yield concept, period, abs(cell.figure.value).scaleb(power)
