"""What the statements prove of a schedule's header: its multiplier and its periods.

    <MULTIPLIER> 1        the balance sheet is in thousands, and has 193,543 and 1,386,160 as well:
    <CASH>      193,543   the amounts are in thousands
    <PERIOD-TYPE> 3-MOS   the statement has the schedule's sales in the column of nine months

A header is believed as long as a single amount agrees with what it says. Against it stand at least
three amounts that no statement has there, and that one has elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.model.finding import Finding, Result, Severity
from converter.model.schedule import TagKind
from converter.model.xbrl import Duration
from converter.schedule.printed import Printed, near, printed_amounts, significant, votes
from converter.text.dates import months_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.mapped import Decided
    from converter.model.schedule import Entry, Schedule, ScheduleColumn

_LEAST = 3
_POWERS = (0, 3, 6)


def settle(
    schedules: Sequence[Schedule], tables: Sequence[Decided]
) -> Result[tuple[Schedule, ...]]:
    """The schedules with the multiplier and the periods that the statements prove.

    SCH011 and SCH012 say where these are not what the header states.
    """
    printed = printed_amounts(tables)
    findings: list[Finding] = []
    out: list[Schedule] = []
    for schedule in schedules:
        settled = schedule
        if not (schedule.foreign or schedule.placeholder):
            settled = _scaled(settled, printed, findings)
            stated = _by_column(settled)
            columns = tuple(
                _dated(
                    settled,
                    column,
                    stated.get(column.index, _Stated([], [], [])),
                    printed,
                    findings,
                )
                for column in settled.columns
            )
            settled = replace(settled, columns=columns)
        out.append(settled)
    return Result(tuple(out), tuple(findings))


class _Stated(NamedTuple):
    """What a column states at its end, over its period, and for each share."""

    balances: list[Entry]
    flows: list[Entry]
    earned: list[Entry]


def _by_column(schedule: Schedule) -> dict[int, _Stated]:
    found: dict[int, _Stated] = {}
    for at, (period, kind) in enumerate(
        (("instant", TagKind.MONEY), ("duration", TagKind.MONEY), ("duration", TagKind.PER_SHARE))
    ):
        for entry in _amounts(schedule, period, kind):
            found.setdefault(entry.column, _Stated([], [], []))[at].append(entry)
    return found


def _amounts(schedule: Schedule, period: str, kind: TagKind = TagKind.MONEY) -> Iterator[Entry]:
    for entry in schedule.entries:
        row = entry.row
        if significant(entry) and row and row.kind is kind and row.period == period:
            yield entry


def _scaled(schedule: Schedule, printed: Printed, findings: list[Finding]) -> Schedule:
    """The schedule with the power of ten by which its amounts are the statements'."""
    counted: dict[int, int] = {}
    most = sum(1 for period in ("instant", "duration") for _ in _amounts(schedule, period))
    for power in dict.fromkeys((schedule.power, *_POWERS)):
        if counted and counted[schedule.power] * 4 > most:
            return schedule  # no other can have four times as many
        trial = replace(schedule, power=power)
        counted[power] = max(
            (
                votes(trial, _amounts(trial, "instant"), amounts)
                for amounts in printed.instants.values()
            ),
            default=0,
        ) + max(
            (
                votes(trial, _amounts(trial, "duration"), amounts)
                for amounts in printed.durations.values()
            ),
            default=0,
        )
    best = max(counted, key=lambda power: counted[power])
    if counted[best] < _LEAST or counted[schedule.power] * 4 > counted[best]:
        return schedule
    stated = f"{schedule.multiplier:,}" if schedule.multiplier else "none"
    place = next((e.span for e in schedule.entries if e.tag == "MULTIPLIER"), schedule.span)
    findings.append(
        Finding(
            code="SCH011",
            severity=Severity.WARNING if schedule.multiplier else Severity.INFO,
            message=f"the schedule's multiplier is {stated}, but {counted[best]} of its amounts are"
            f" the statements' with {Decimal(1).scaleb(best):,f}, which is taken",
            span=place,
        )
    )
    return replace(schedule, power=best)


def _dated(
    schedule: Schedule,
    column: ScheduleColumn,
    stated: _Stated,
    printed: Printed,
    findings: list[Finding],
) -> ScheduleColumn:
    """The column with the date and the period for which the statements have its amounts."""
    balances, flows, earned = stated
    end = column.end
    if not votes(schedule, balances, printed.at(end)):
        counted = {day: votes(schedule, balances, printed.at(day)) for day in printed.instants}
        best = max(counted, key=lambda day: counted[day], default=None)
        if best is not None and counted[best] >= _LEAST and best != end:
            findings.append(
                _proven(schedule, "PERIOD-END", column, f"{end}", f"{best}", counted[best])
            )
            end = best
    duration = column.duration
    if duration and end and not near(duration.end, end):
        start = months_before(end, column.months) if column.months else duration.start
        duration = Duration(start=start, end=end) if start < end else None

    def count(period: Duration | None) -> int:
        return votes(schedule, flows, printed.over(period)) + votes(
            schedule, earned, printed.over(period, per_share=True)
        )

    if not count(duration):
        counts = {
            (start, last): count(Duration(start=start, end=last))
            for start, last in printed.durations
            if end is None or near(last, end)
        }
        likeliest = max(counts, key=lambda each: counts[each], default=None)
        if likeliest is not None and counts[likeliest] >= _LEAST:
            told = f"{duration.start} to {duration.end}" if duration else "no period"
            proven = f"{likeliest[0]} to {likeliest[1]}"
            findings.append(
                _proven(schedule, "PERIOD-TYPE", column, told, proven, counts[likeliest])
            )
            duration = Duration(start=likeliest[0], end=likeliest[1])
    changed = (end, duration) != (column.end, column.duration)
    return replace(column, end=end, duration=duration, proven=changed)


def _proven(
    schedule: Schedule, tag: str, column: ScheduleColumn, told: str, proven: str, count: int
) -> Finding:
    places = [e.span for e in schedule.entries if e.tag == tag]
    own = [e.span for e in schedule.entries if e.tag == tag and e.column == column.index]
    return Finding(
        code="SCH012", severity=Severity.WARNING,
        message=f"{tag} makes the schedule's period {told}, but {count} of its amounts are the"
        f" statements' for {proven}, which is taken",
        span=(own or places or [schedule.span])[0],
    )  # fmt: skip
