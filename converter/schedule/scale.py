"""The scale of statements that state none, from the multiplier of their schedule.

Total assets            9,215        no '(in thousands)' stands anywhere
<MULTIPLIER>            1,000
<TOTAL-ASSETS>          9,215        the statement's figures are thousands too
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY
from converter.model.finding import Finding, Result, Severity
from converter.schedule.printed import printed_amounts, significant, votes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.mapped import Decided
    from converter.model.schedule import Schedule
    from converter.schedule.printed import Printed

_LEAST = 5  # amounts that must be the statements', digit by digit


def scaled_by(
    tables: Sequence[Decided], schedules: Sequence[Schedule]
) -> Result[tuple[Decided, ...]]:
    """The tables with the power of ten that a schedule states, where no caption states any and the
    schedule has their figures. SCH031 says so.
    """
    primary = [table for table in tables if table.read.table.kind in PRIMARY]
    if not primary or any(table.read.units.stated or table.read.units.money for table in primary):
        return Result(tuple(tables))
    for schedule in schedules:
        if schedule.foreign or schedule.placeholder or not schedule.power:
            continue
        trial = tuple(_scaled(table, schedule.power) for table in tables)
        count = _in_common(schedule, printed_amounts(trial))
        if count >= _LEAST:
            return Result(trial, (_taken(schedule, count),))
    return Result(tuple(tables))


def _in_common(schedule: Schedule, printed: Printed) -> int:
    """How many amounts of a schedule the statements have: balances, and money of flows."""
    count = 0
    for column in schedule.columns:
        entries = [
            (entry, entry.row) for entry in schedule.entries
            if significant(entry) and entry.column == column.index and entry.row
        ]  # fmt: skip
        balances = [entry for entry, row in entries if row.period == "instant"]
        flows = [
            entry for entry, row in entries if row.period == "duration" and row.kind == "money"
        ]
        count += votes(schedule, balances, printed.at(column.end))
        count += votes(schedule, flows, printed.over(column.duration))
    return count


def _taken(schedule: Schedule, count: int) -> Finding:
    place = next((e.span for e in schedule.entries if e.tag == "MULTIPLIER"), schedule.span)
    return Finding(
        code="SCH031", severity=Severity.INFO, span=place,
        message="the statements state no units; the schedule has"
        f" {count} of their amounts with the multiplier"
        f" {Decimal(1).scaleb(schedule.power):,f}, which is taken for theirs",
    )  # fmt: skip


def _scaled(table: Decided, power: int) -> Decided:
    """The table with its amounts of money in that power; counts of shares stay as printed."""
    if table.read.table.kind not in PRIMARY:
        return table
    units = replace(table.read.units, money=power, stated=True)
    return replace(table, read=replace(table.read, units=units))
