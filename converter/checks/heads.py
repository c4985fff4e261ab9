"""Heads of columns that cannot all be as printed: the periods of a filing's statements follow one
another without gaps, in one order, and end with one day.

    Balance sheet     1997     1996          newest first
    Operations        1996     1997          contrary: heads exchanged, or filed so
    Cash flows        1997     1994          two years between neighbours: a year is mistyped

What other statements prove of a column's period (`checks.periods`) stands. Where nothing proves it
the figures are taken as headed, and are doubtful.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.checks.periods import agreed
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.model.forms import is_periodic
from converter.model.xbrl import Duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model.mapped import Decided
    from converter.model.source import Span
    from converter.model.xbrl import Period

_KINDS = (StatementKind.BS, StatementKind.IS, StatementKind.CF, StatementKind.CI)
_YEAR = dt.timedelta(400)  # and some weeks: fiscal years of 53 weeks, years that end another day
_WEEK = dt.timedelta(7)
_DAY = dt.timedelta(1)
_MONTH = 30.44  # days


@dataclass(frozen=True, slots=True)
class _Run:
    """Columns of one table, as printed from left to right, that cover periods of one length."""

    table: int
    kind: StatementKind
    columns: tuple[int, ...]
    periods: tuple[Period, ...]

    @property
    def order(self) -> str:
        """'newest first', 'oldest first', 'neither', or '' where it is not told. Two periods that
        end within a week are one, headed twice.
        """
        if len(self.periods) < 2:
            return ""
        later = {one.end > other.end for one, other in pairwise(self.periods)}
        if len(later) > 1 or any(
            abs(one.end - other.end) <= _WEEK for one, other in pairwise(self.periods)
        ):
            return "neither"
        return "newest first" if later == {True} else "oldest first"

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(Place(self.table, column=at) for at in self.columns)


def _runs(seen: Seen) -> tuple[_Run, ...]:
    """Of the registrant's own statements, in the text's order."""
    found: list[_Run] = []
    for number, table in enumerate(seen.tables):
        if table.read.table.kind in _KINDS and not _of_others(table):
            apart: dict[object, list[tuple[int, Period]]] = defaultdict(list)
            for column in table.read.columns:
                period = column.instant if _is_sheet(table) else column.duration
                if period is not None:
                    months = 0
                    if isinstance(period, Duration):
                        months = round((period.end - period.start).days / _MONTH)
                    apart[months, column.group].append((column.index, period))
            found += [
                _Run(number, table.read.table.kind, *zip(*run, strict=True))
                for run in apart.values()
            ]
    return tuple(found)


def _of_others(table: Decided) -> bool:
    return any(column.group and column.group.entity for column in table.read.columns)


def _is_sheet(table: Decided) -> bool:
    return table.read.table.kind is StatementKind.BS


@check("PER008", Stage.TABLES, Consequence.DOUBT)
def apart(seen: Seen) -> Iterator[Found]:
    """Years are missing between the columns of a statement

    Two neighbouring columns end more than a year apart, and no other column stands for the time
    between them. Statements compare a period with the one before: a digit of a year was mistyped,
    or the head was misread.

    The figures of these columns are doubtful. Compare the heads with the statement's title and with
    the filing before.
    """
    for run in seen.once(_runs):
        ends = sorted({period.end for period in run.periods})
        for one, other in pairwise(ends):
            if other - one > _YEAR and not _bridged(seen.tables[run.table], one, other):
                said = f"one column ends {one}, the next {other}, and none between them"
                yield _doubt(seen, [run], said)
                break


def _bridged(table: Decided, one: dt.date, other: dt.date) -> bool:
    """Whether a column of another length goes on from `one`: a year that was cut in two."""
    return any(
        one < own.end < other and abs(own.start - _DAY - one) <= _WEEK
        for column in table.read.columns
        if (own := column.duration) is not None
    )


@check("PER009", Stage.TABLES, Consequence.DOUBT)
def disordered(seen: Seen) -> Iterator[Found]:
    """The columns of a statement are in another order than those of the others

    The statements of a filing print the newest period first, or last, in all of them. In this one
    columns stand the other way round, or neither way: two heads were exchanged, or a year was
    mistyped. Where the other statements have the amounts of its columns for the same periods,
    nothing is said.

    The figures of these columns are doubtful. Compare the heads with the other statements.
    """
    runs = [run for run in seen.once(_runs) if run.order]
    count = Counter(run.order for run in runs)
    most = max((count[order] for order in count if order != "neither"), default=0)
    usual = [order for order in count if count[order] == most and order != "neither"]
    proven = agreed(seen.tables)
    for run in runs:
        if len(usual) == 1 and run.order == usual[0]:
            continue
        if run.order != "neither" and len(count) == 1:
            continue
        if all((run.table, at) in proven for at in run.columns):
            continue
        others = f", those of other columns {usual[0]}" if len(usual) == 1 else ""
        said = "in no order of time" if run.order == "neither" else run.order
        yield _doubt(seen, [run], f"periods stand {said}{others}")


@check("PER010", Stage.TABLES, Consequence.DOUBT)
def ends_apart(seen: Seen) -> Iterator[Found]:
    """A statement does not end with the period of the report

    The latest balance sheet, operations and cash flows of a report are of one day, in annual and
    quarterly reports that of the cover. Here the latest column ends on another day than those of
    the other statements: a year was mistyped, or a column was not read.

    The statement's figures are doubtful. Compare its heads with the other statements.
    """
    latest: dict[StatementKind, dt.date] = {}
    runs = [run for run in seen.once(_runs) if run.kind is not StatementKind.CI]
    for run in runs:
        end = max(period.end for period in run.periods)
        latest[run.kind] = max(end, latest.get(run.kind, end))
    days = [*latest.values(), *_report_ends(seen)]
    votes = {day: sum(abs(day - other) <= _WEEK for other in days) for day in days}
    usual = [day for day in days if votes[day] == max(votes.values())]
    whole = max(usual) - min(usual) <= _WEEK if usual else True
    for kind, day in latest.items():
        if votes[day] == len(days) or (whole and day in usual):
            continue
        others = sorted({str(other) for other in days if abs(other - day) > _WEEK})
        said = f"its latest column ends {day}, other statements or the cover {', '.join(others)}"
        yield _doubt(seen, [run for run in runs if run.kind is kind], said)


def _report_ends(seen: Seen) -> Iterator[dt.date]:
    """The day with which an annual or quarterly report ends; current ones have their own day."""
    form = seen.filing.cover_value("DocumentType") or seen.filing.header.form or ""
    stated = seen.filing.cover_value("DocumentPeriodEndDate")
    if stated and is_periodic(form):
        yield dt.date.fromisoformat(stated)


def _doubt(seen: Seen, runs: Sequence[_Run], said: str) -> Found:
    table = seen.tables[runs[0].table].read
    heads = "; ".join(
        repr(table.columns[at].column.head)
        for run in runs
        if run.table == runs[0].table
        for at in run.columns
    )
    return Found(
        Severity.WARNING, span=_above(seen, runs[0].table),
        message=f"{table.table.title}: {said} ({heads})",
        doubt=tuple(_places(runs)),
    )  # fmt: skip


def _above(seen: Seen, table: int) -> Span:
    return seen.filing.source.line_span(seen.tables[table].read.table.first, 0, 0)


def _places(runs: Iterable[_Run]) -> Iterator[Place]:
    for run in runs:
        yield from run.places
