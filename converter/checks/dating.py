"""The heads of a statement's columns, tried otherwise: exchanged, or of another year, where the
amounts of the other statements and the statement's own balances fit so and not as printed.

    Cash flows             1998       1999       heads exchanged
    Net income            1,484      1,626       operations: 1,484 in 1999, 1,626 in 1998
    Cash at beginning     1,055        615
    Cash at end           1,659      1,055       the end of 1998 is not the beginning of 1999;
                                                 balance sheet: 1,659 at the end of 1999

Each amount that another table has for the same period speaks for a column's head, each other amount
against it. So do balances that go on from one column to the next, columns that step by years, and
the period of the report. One statement is changed at most, and only where all this speaks for it
by far more than for the heads as printed, or for another change.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.checks.periods import as_column, near, proven_heads
from converter.checks.sheets import dated, end_of, months_of, owner_of, report_end, sheet_of
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Result
from converter.model.xbrl import Duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from converter.checks.sheets import Heads, Sheet
    from converter.model.filing import Filing
    from converter.model.finding import Finding
    from converter.model.mapped import Decided
    from converter.model.xbrl import Period

_CHANGED = (StatementKind.BS, StatementKind.IS, StatementKind.CF)
_YEAR = dt.timedelta(380)
_DAY = dt.timedelta(1)
_WEEK = dt.timedelta(7)
_AROUND = 200  # tables before and behind a statement that it is held against
_NOTE = 0.5  # what a note's agreement counts
_GAIN = 2.0  # over the heads as printed
_CLEAR = 1.0  # over a change of another statement


@dataclass(frozen=True)
class Trial:
    """A statement with other heads; `score` is by how much they fit better than those printed."""

    sheet: Sheet
    heads: Heads
    score: float

    @property
    def changed(self) -> list[int]:
        return sorted(at for at in self.heads if self.heads[at] != self.sheet.heads.get(at))

    def alike(self, other: Trial) -> bool:
        """Whether two are one but for some days."""
        return self.sheet.number == other.sheet.number and all(
            near(head, other.heads[at]) for at, head in self.heads.items()
        )


def prove_heads(tables: Sequence[Decided], filing: Filing) -> Result[tuple[Decided, ...]]:
    """The tables; of each company's, one with the heads that all else proves."""
    companies: dict[str, list[Sheet]] = defaultdict(list)
    for number, table in enumerate(tables):
        companies[owner_of(table)].append(sheet_of(number, table))
    out = list(tables)
    findings: list[Finding] = []
    for owner, sheets in companies.items():
        best = _Filed(sheets, None if owner else report_end(filing)).best()
        if best is not None:
            table = best.sheet.table
            told = {at: best.heads[at] for at in best.changed}
            out[best.sheet.number] = replace(table, read=dated(table.read, told))
            findings.append(proven_heads(table, told, filing.source))
    return Result(tuple(out), tuple(findings))


Places = dict[str, list[tuple["Period", "Decimal", float]]]


@dataclass
class _Filed:
    """All tables of a company in a filing, and the day with which the report ends.

    _by_what  by table: the amounts of each thing with their periods, as printed, and what each
              counts
    _ways     by statement: whether each run of its columns begins with the latest
    _periods  by thing and amount in statements: its periods, each with (two of) its tables
    """

    sheets: list[Sheet]
    end: dt.date | None
    _by_what: dict[int, Places] = field(default_factory=dict)
    _ways: dict[int, list[bool]] = field(default_factory=dict)
    _at: dict[int, int] = field(default_factory=dict)
    _periods: dict[tuple[str, Decimal], dict[Period, set[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for at, sheet in enumerate(self.sheets):
            self._at[sheet.number] = at
            found: Places = defaultdict(list)
            for known in sheet.known:
                period = sheet.period(known, sheet.heads)
                if period is not None:
                    found[known.what].append((period, known.value, known.weight))
                    if sheet.kind in PRIMARY:
                        stated = self._periods.setdefault((known.what, known.value), {})
                        tables = stated.setdefault(period, set())
                        if len(tables) < 2:
                            tables.add(sheet.number)
            self._by_what[sheet.number] = found
            self._ways[sheet.number] = [
                run[0] > run[1] for run in _runs(sheet.heads)
                if len(run) > 1 and sheet.kind in _CHANGED
            ]  # fmt: skip

    def best(self) -> Trial | None:
        """The change that fits better by far than the heads as printed, and than any other."""
        trials = sorted(
            (
                each
                for sheet in self.sheets
                if sheet.kind in _CHANGED
                for each in self.trials(sheet)
            ),
            key=lambda trial: -trial.score,
        )
        if not trials or trials[0].score < _GAIN:
            return None
        rivals = [each.score for each in trials[1:] if not each.alike(trials[0])]
        return None if rivals and trials[0].score - rivals[0] < _CLEAR else trials[0]

    def trials(self, sheet: Sheet) -> Iterator[Trial]:
        """The other heads that amounts elsewhere suggest, each with its score."""
        if len(sheet.heads) < 2:
            return
        printed: float | None = None
        for heads in self._suggested(sheet):
            if printed is None:
                printed = self._score(sheet, sheet.heads)
            yield Trial(sheet, heads, self._score(sheet, heads) - printed)

    def _suggested(self, sheet: Sheet) -> list[Heads]:
        found: list[Heads] = []
        for known in sheet.known:
            head = sheet.heads.get(known.column)
            if head is None or known.item.period is not None or known.item.opening:
                continue
            column = sheet.table.read.columns[known.column]
            for period, tables in self._periods.get((known.what, known.value), {}).items():
                if not tables - {sheet.number}:
                    continue
                wanted = as_column(period, sheet.table, column)
                if wanted is None or near(wanted, head):
                    continue
                heads = {**sheet.heads, known.column: wanted}
                for at, each in sheet.heads.items():
                    if at != known.column and near(each, wanted):
                        heads[at] = head
                        heads[known.column] = each
                if heads not in found:
                    found.append(heads)
        return found

    def _around(self, sheet: Sheet) -> Iterator[Sheet]:
        """The tables that a statement is held against."""
        at = self._at[sheet.number]
        yield from self.sheets[max(0, at - _AROUND) : at]
        yield from self.sheets[at + 1 : at + 1 + _AROUND]

    def _score(self, sheet: Sheet, heads: Heads) -> float:
        return self._alike(sheet, heads) + _carried(sheet, heads) + self._stepping(sheet, heads)

    def _alike(self, sheet: Sheet, heads: Heads) -> float:
        """What amounts of other tables say: a statement's for and against, a note's for alone."""
        score = 0.0
        noted: set[int] = set()
        for other in self._around(sheet):
            known_there = self._by_what[other.number]
            told: dict[tuple[str, int], float] = {}
            for known in sheet.known:
                places = known_there.get(known.what)
                period = sheet.period(known, heads) if places else None
                if places is None or period is None:
                    continue
                # a small figure of millions counts no more where dollars print it at length
                values = {value: weight for each, value, weight in places if near(each, period)}
                if values:
                    key = known.what, known.column
                    weight = min(known.weight, values.get(known.value, max(values.values())))
                    here = weight if known.value in values else -weight
                    told[key] = max(told.get(key, here), here)
            if other.kind in PRIMARY:
                score += sum(told.values())
            else:
                noted |= {column for (_, column), each in told.items() if each > 0}
        return score + _NOTE * len(noted)

    def _stepping(self, sheet: Sheet, heads: Heads) -> float:
        """Columns step by one time, in the direction of the other statements, and not by more than
        a year; the latest ends with the report.
        """
        score = 0.0
        if self.end is not None and not any(
            abs(end_of(head) - self.end) <= _WEEK for head in heads.values()
        ):
            score -= 1
        usual = [way for other in self._around(sheet) for way in self._ways[other.number]]
        for ends in _runs(heads):
            steps = [(one - other).days for one, other in pairwise(ends)]
            if not steps:
                continue
            regular = max(steps) - min(steps) <= 2 * _WEEK.days and 0 not in steps
            score -= not regular
            score -= max(map(abs, steps)) > _YEAR.days
            away = [way for way in usual if way is not (steps[0] > 0)]
            score -= regular and len(usual) > 1 and len(away) == len(usual)
        return score


def _runs(heads: Heads) -> Iterator[list[dt.date]]:
    """The ends of the columns that cover times of one length, in printed order."""
    runs: dict[int, list[dt.date]] = defaultdict(list)
    for at in sorted(heads):
        runs[months_of(heads[at])].append(end_of(heads[at]))
    yield from runs.values()


def _carried(sheet: Sheet, heads: Heads) -> float:
    """A column begins with the balance that the one of the time before ends with."""
    opening: dict[str, dict[int, Decimal]] = defaultdict(dict)
    closing: dict[str, dict[int, Decimal]] = defaultdict(dict)
    for known in sheet.known:
        if known.instant and known.item.period is None:
            (opening if known.item.opening else closing)[known.what][known.column] = known.value
    score = 0.0
    for what, begins in opening.items():
        for at, value in begins.items():
            for other, end in closing.get(what, {}).items():
                one, two = heads.get(at), heads.get(other)
                if other == at or not isinstance(one, Duration) or not isinstance(two, Duration):
                    continue
                if abs(one.start - _DAY - two.end) <= _WEEK:
                    score += 1 if value == end else -1
    return score
