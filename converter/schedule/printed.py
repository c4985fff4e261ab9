"""What the statements print for a period, as a schedule's amounts are held against it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import StatementKind
from converter.model.schedule import TagKind
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.mapped import Decided
    from converter.model.schedule import Entry, Schedule, ScheduleColumn
    from converter.model.xbrl import Duration

_WEEK = dt.timedelta(7)
_DIGITS = 3  # an amount of fewer is met by chance


class Amount(NamedTuple):
    """A figure of a statement: `value` is its magnitude scaled, `unit` that of its last digit."""

    table: int
    item: int
    column: int
    value: Decimal
    unit: Decimal


@dataclass(slots=True)
class Printed:
    """instants   of balance sheets: the amounts of money by date
    durations  of operations, by start and end
    shares     amounts per share, by start and end
    """

    instants: dict[dt.date, list[Amount]] = field(default_factory=lambda: defaultdict(list))
    durations: dict[tuple[dt.date, dt.date], list[Amount]] = field(
        default_factory=lambda: defaultdict(list)
    )
    shares: dict[tuple[dt.date, dt.date], list[Amount]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def at(self, end: dt.date | None) -> list[Amount]:
        """The balances of a date, or of the one that is a few days off it."""
        if end is None:
            return []
        return [a for day, found in self.instants.items() if near(day, end) for a in found]

    def over(self, period: Duration | None, *, per_share: bool = False) -> list[Amount]:
        """The flows of a period, or of one with ends a few days off it."""
        if period is None:
            return []
        where = self.shares if per_share else self.durations
        return [
            amount
            for (start, end), found in where.items()
            if near(start, period.start) and near(end, period.end)
            for amount in found
        ]

    def of(self, entry: Entry, column: ScheduleColumn) -> list[Amount]:
        """What stands in the statements for the period and the kind of an entry."""
        if entry.row is None or entry.row.period == "opening":
            return []
        if entry.row.kind is TagKind.PER_SHARE:
            return self.over(column.duration, per_share=True)
        if entry.row.kind is not TagKind.MONEY:
            return []
        if entry.row.period == "instant":
            return self.at(column.end)
        return self.over(column.duration)


def near(one: dt.date, other: dt.date) -> bool:
    """Whether two days are one of a 52/53-week calendar and the month's end it stands for."""
    return abs(one - other) <= _WEEK


def printed_amounts(tables: Sequence[Decided]) -> Printed:
    """The registrant's amounts in balance sheets and statements of operations."""
    found = Printed()
    for number, table in enumerate(tables):
        read = table.read
        kind = read.table.kind
        if kind not in (StatementKind.BS, StatementKind.IS):
            continue
        for at, item in enumerate(read.items):
            if item.group is not None:
                continue
            units = item.units or read.units
            for cell in item.row.cells:
                column = read.columns[cell.column]
                if column.group is not None:
                    continue
                per_share = item.quantity is Quantity.PER_SHARE
                if not per_share and item.quantity is not Quantity.MONEY:
                    continue
                power = 0 if per_share else units.money
                value = abs(cell.figure.value).scaleb(power)
                unit = Decimal(1).scaleb(power - cell.figure.places)
                amount = Amount(number, at, cell.column, value, unit)
                if kind is StatementKind.BS and column.instant and not per_share:
                    found.instants[column.instant.date].append(amount)
                elif kind is StatementKind.IS and column.duration:
                    where = found.shares if per_share else found.durations
                    where[column.duration.start, column.duration.end].append(amount)
    return found


def significant(entry: Entry) -> bool:
    """Whether an entry is a number with digits enough that another hardly has them by chance."""
    if not isinstance(entry.value, Decimal) or entry.row is None or entry.row.header:
        return False
    digits = f"{abs(entry.value):f}".replace(".", "").lstrip("0")
    while digits.endswith("000"):  # a scale in full says nothing of an amount
        digits = digits[:-3]
    least = _DIGITS - 1 if entry.row.kind is TagKind.PER_SHARE else _DIGITS
    return not entry.repeats and len(digits) >= least


def agrees(value: Decimal, unit: Decimal, amount: Amount) -> bool:
    """Whether a schedule's magnitude, exact to `unit`, is a statement's: rounded or cut off."""
    coarse = max(unit, amount.unit)
    difference = abs(abs(value) - amount.value)
    if difference == 0 or unit == amount.unit:
        return difference == 0
    return difference < coarse <= min(abs(value), amount.value)


def unit_of(schedule: Schedule, entry: Entry) -> Decimal:
    """The unit of an entry's last digit."""
    money = entry.row is not None and entry.row.kind is TagKind.MONEY
    return Decimal(1).scaleb((schedule.power if money else 0) - entry.places)


def filed_digits(schedules: Iterable[Schedule]) -> frozenset[str]:
    """The digits of the amounts of money in the registrant's own schedules, whatever their scale:
    '12345' for 12,345 and for 12,345,000.
    """
    return frozenset(
        f"{abs(entry.value):f}".replace(".", "").strip("0")
        for schedule in schedules
        if not schedule.foreign
        for entry in schedule.entries
        if isinstance(entry.value, Decimal)
        and significant(entry)
        and entry.row is not None
        and entry.row.kind is TagKind.MONEY
    )


def votes(schedule: Schedule, entries: Iterable[Entry], amounts: Sequence[Amount]) -> int:
    """How many of the entries stand among a statement's amounts."""
    if not amounts:
        return 0
    count = 0
    values = {each.value for each in amounts}
    for entry in entries:
        value = schedule.real(entry)
        if not value:
            continue
        if abs(value) in values:
            count += 1
            continue
        unit = unit_of(schedule, entry)
        count += any(agrees(value, unit, each) for each in amounts if each.unit != unit)
    return count
