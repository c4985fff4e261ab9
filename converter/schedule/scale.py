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
        printed = printed_amounts(trial)
        count = sum(
            votes(
                schedule,
                [e for e in schedule.entries if significant(e) and e.column == column.index
                 and e.row and e.row.period == "instant"],
                printed.at(column.end),
            )
            + votes(
                schedule,
                [e for e in schedule.entries if significant(e) and e.column == column.index
                 and e.row and e.row.period == "duration" and e.row.kind == "money"],
                printed.over(column.duration),
            )
            for column in schedule.columns
        )  # fmt: skip
        if count >= _LEAST:
            place = next((e.span for e in schedule.entries if e.tag == "MULTIPLIER"), schedule.span)
            finding = Finding(
                code="SCH031", severity=Severity.INFO, span=place,
                message="the statements state no units; the schedule has"
                f" {count} of their amounts with the multiplier"
                f" {Decimal(1).scaleb(schedule.power):,f}, which is taken for theirs",
            )  # fmt: skip
            return Result(trial, (finding,))
    return Result(tuple(tables))


def _scaled(table: Decided, power: int) -> Decided:
    """The table with its amounts of money in that power; counts of shares stay as printed."""
    if table.read.table.kind not in PRIMARY:
        return table
    units = replace(table.read.units, money=power, stated=True)
    return replace(table, read=replace(table.read, units=units))
