"""The periods of columns whose heads state none that can be read, by the other statements.

    Operations        year ended December 31, 1997       1996        1995
    Net earnings                            6,093       5,429       4,178

    Cash flows                               (heads that nobody can read)
    Net earnings                            6,093       5,429       4,178      1997, 1996, 1995
    Cash at January 1                       7,687       7,259       7,922      the balance sheet's

The periods of the other statements, and those that begin and end with them, are tried in every
order in which no head is contradicted. An order is taken where amounts of the other statements
agree with it and none speaks against it, where each of its columns is borne out, by an amount, by
the day that its head states, or by standing between two that are, and where no other order is as
good. Where all heads state their days, and the years alone are lost, it is enough that they end
with the other statements, in their order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING

from converter.checks.periods import near, proven_heads
from converter.checks.sheets import (
    dated,
    end_of,
    head_of,
    months_of,
    owner_of,
    report_end,
    sheet_of,
)
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Result
from converter.model.printed import ends_month, make_date, months_before, weeks_before
from converter.model.xbrl import Duration, Instant
from converter.text.dates import read_lengths, read_period, without_periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from converter.checks.sheets import Heads, Sheet
    from converter.model.filing import Filing
    from converter.model.finding import Finding
    from converter.model.lineitem import ReadColumn
    from converter.model.mapped import Decided
    from converter.model.xbrl import Period

_DATED = (StatementKind.BS, StatementKind.IS, StatementKind.CF)
_DAY = dt.timedelta(1)
_WEEK = dt.timedelta(7)
_YEAR = dt.timedelta(380)
_ORDERS = 1500  # more of them are tried only as another statement has them
_BACK = 2  # years before the last one that heads may mean
_PERIODS = 6  # the latest ones
_STATEMENTS = 12  # of a filing, whose columns are looked for
_AGREEING = 2.0  # amounts; a day that a head states counts half of one
_LAST = 1.0  # where the heads end as the other statements do, in their order
_CLEAR = 1.0  # over another order
_WORD = re.compile(r"[A-Za-z]{3}")  # '19X5' has none
_AUDITED = re.compile(r"\b(?:un)?audited\b", re.IGNORECASE)


def date_columns(tables: Sequence[Decided], filing: Filing) -> Result[dict[int, Heads]]:
    """By table, the periods that the others prove for columns without any, by their indices."""
    known = list(tables)
    told: dict[int, Heads] = {}
    findings: list[Finding] = []
    for _ in range(_STATEMENTS):  # one that is dated proves the next
        best = max(_best(known, filing), key=lambda trial: trial.score, default=None)
        if best is None:
            break
        number = best.sheet.number
        told[number] = {at: best.sheet.heads[at] for at in best.told}
        findings.append(proven_heads(known[number], told[number], filing.source))
        known[number] = best.sheet.table
    return Result(told, tuple(findings))


@dataclass(frozen=True)
class _Trial:
    """A statement with the periods of an order; `told` are the columns that had none."""

    sheet: Sheet
    told: tuple[int, ...]
    score: float


def _best(tables: Sequence[Decided], filing: Filing) -> Iterator[_Trial]:
    """Of each statement with columns that have no period, the order that all else bears out."""
    asked = [at for at, table in enumerate(tables) if _undated(table)]
    if not asked:
        return
    companies: dict[str, list[Sheet]] = defaultdict(list)
    for number, table in enumerate(tables):
        companies[owner_of(table)].append(sheet_of(number, table))
    for owner, sheets in companies.items():
        end = None if owner else report_end(filing)
        for at in [each.number for each in sheets if each.number in asked][:_STATEMENTS]:
            others = [each for each in sheets if each.number != at]
            best = _borne_out(at, tables[at], _Others(others, end))
            if best is not None:
                yield best


def _undated(table: Decided) -> list[int]:
    """The columns of a statement without a period, where all of them may have one of their own."""
    read = table.read
    if read.table.kind not in _DATED or table.parts:
        return []
    if any(column.mixed or column.group or column.shares for column in read.columns):
        return []
    without = [column for column in read.columns if head_of(table, column) is None]
    # one whose head states its end was put aside for a reason: it is another's, or too late
    if any(c.stated.end is not None and not _torn(c) for c in without):
        return []
    return [column.index for column in without]


def _torn(column: ReadColumn) -> bool:
    return len(read_lengths(column.column.head)) > 1


@dataclass
class _Others:
    """What the other tables of a company have, and the day with which the report ends.

    rows      the periods of each statement of flows
    ways      whether each run of columns begins with the latest
    _values   by thing and period: the amounts
    last      the day with which the latest column ends
    _flows    the periods of the statements' columns; in any
    _days     those with which they begin and end
    """

    sheets: Sequence[Sheet]
    end: dt.date | None
    rows: list[list[Duration]] = field(default_factory=list)
    ways: list[bool] = field(default_factory=list)
    last: dt.date | None = None
    _values: dict[str, list[tuple[Period, Decimal]]] = field(default_factory=dict)
    _flows: set[Duration] = field(default_factory=set)
    _days: set[dt.date] = field(default_factory=set)

    def __post_init__(self) -> None:
        for sheet in self.sheets:
            if sheet.kind not in PRIMARY:
                continue
            self.ways += _ways(sheet.heads)
            ends = [end_of(period) for period in sheet.heads.values()]
            self.last = max([*ends, *([self.last] if self.last else [])], default=None)
            flows = [p for p in sheet.heads.values() if isinstance(p, Duration)]
            if sheet.kind is not StatementKind.BS:
                self._flows.update(flows)
                self.rows.append(flows)
            self._days.update(ends)
            self._days |= {flow.start - _DAY for flow in flows}
            for known in sheet.known:
                period = sheet.period(known, sheet.heads)
                if period is not None:
                    self._values.setdefault(known.what, []).append((period, known.value))
                    if isinstance(period, Instant):
                        self._days.add(period.date)

    @property
    def usual(self) -> list[bool]:
        """The one direction of the columns of all other statements, if there is one."""
        return [*{*self.ways}] if len({*self.ways}) == 1 else []

    def told(self, sheet: Sheet) -> dict[int, float]:
        """By column, the amounts that are the other statements' for the same period, less those
        that are not.
        """
        told: dict[tuple[str, int], float] = {}
        for known in sheet.known:
            period = sheet.period(known, sheet.heads)
            if period is None or known.item.period is not None:
                continue
            values = [v for each, v in self._values.get(known.what, ()) if near(each, period)]
            if values:
                key = known.what, known.column
                here = known.weight if known.value in values else -known.weight
                told[key] = max(told.get(key, here), here)
        by_column: dict[int, float] = defaultdict(float)
        for (_, column), each in told.items():
            by_column[column] += each
        return by_column

    def orders(self, table: Decided) -> Iterator[tuple[Period, ...]]:
        """The periods that a statement's columns may have, from left to right."""
        columns = table.read.columns
        days = {day for column in columns if (day := _day(column)) is not None}
        lengths = {each for column in columns for each in read_lengths(column.column.head)}
        sheet = table.read.table.kind is StatementKind.BS
        pool = self._days_of(days) if sheet else self._flows_of(days, lengths)
        may_be = [
            [each for each in pool if _fits(table, column, each)][:_PERIODS] for column in columns
        ]
        if prod(map(len, may_be)) <= _ORDERS:
            yield from (order for order in product(*may_be) if len({*order}) == len(order))
            return
        for row in self.rows:
            for at in range(len(row) - len(columns) + 1):
                order = tuple(row[at : at + len(columns)])
                if len({*order}) == len(order) and all(
                    each in may for each, may in zip(order, may_be, strict=True)
                ):
                    yield order

    def as_stated(self, period: Period, column: ReadColumn) -> Period:
        """A period with the day that a head states; with its length too, as it would have been
        read, where no other statement has it.
        """
        day = _day(column)
        on = _on(period, day)
        if isinstance(on, Instant) or period in self._flows or day is None or _torn(column):
            return on
        end = on.end
        own = replace(
            column.stated, year=end.year, month=end.month, day=end.day, start=None
        ).duration()
        return own if own is not None and near(own, on) else on

    def _days_of(self, stated: Iterable[tuple[int, int]]) -> list[Period]:
        """The latest days of the other statements, and those that heads state in these years."""
        return [Instant(date=day) for day in self._ends(self._days, stated)]

    def _flows_of(self, stated: Iterable[tuple[int, int]], lengths: Iterable[int]) -> list[Period]:
        """The other statements' periods, and those of some lengths that end with them, or on days
        that heads state.
        """
        pool = [*self._flows]
        for each in _of_lengths(self._ends(self._days, stated), lengths):
            if not any(near(each, other) for other in pool):
                pool.append(each)
        return [*sorted(pool, key=lambda flow: (flow.end, flow.start), reverse=True)]

    def _ends(self, days: Iterable[dt.date], stated: Iterable[tuple[int, int]]) -> list[dt.date]:
        """The latest of some days, none behind the report's, and the stated ones of these years."""
        last = self.end or self.last
        found = {*days, *([self.end] if self.end else [])}
        latest = sorted((d for d in found if last is None or d <= last + _WEEK), reverse=True)
        latest = latest[:_PERIODS]
        for day in stated:
            years = range(last.year - _BACK, last.year + 1) if last else ()
            made = [each for year in years if (each := make_date(year, *day)) is not None]
            latest += [
                each for each in made
                if last and each <= last + _WEEK and not any(abs(each - d) <= _WEEK for d in latest)
            ]  # fmt: skip
        return latest


def _of_lengths(ends: Iterable[dt.date], lengths: Iterable[int]) -> Iterator[Duration]:
    """The periods of some lengths in months that end on days; in a calendar of weeks, in which one
    that ends with a month is no calendar month's, whole quarters alone are told.
    """
    weeks = not all(map(ends_month, ends))
    for end in ends:
        for months in lengths:
            if not weeks:
                yield Duration(start=months_before(end, months), end=end)
            elif months % 3 == 0:
                yield Duration(start=weeks_before(end, months), end=end)


def _borne_out(number: int, table: Decided, others: _Others) -> _Trial | None:
    """The order of periods that the other statements prove for a statement."""
    told = _undated(table)
    days = {at: _day(table.read.columns[at]) for at in told}
    named = {at for at in told if _says_more(table.read.columns[at])}
    trials: list[_Trial] = []
    for order in others.orders(table):
        heads = dict(zip((column.index for column in table.read.columns), order, strict=True))
        read = dated(
            table.read, {at: others.as_stated(heads[at], table.read.columns[at]) for at in told}
        )
        sheet = sheet_of(number, replace(table, read=read))
        support = others.told(sheet)
        stated = {at for at, day in days.items() if day is not None and at not in named}
        score = sum(support.values()) + 0.5 * len(stated) - _unsteady(sheet.heads, others.usual)
        with_them = stated == {*heads} and _ends_with(sheet.heads, others)
        score += _LAST * with_them
        if (with_them and min(support.values(), default=0) >= 0) or _each_borne_out(
            sheet, support, stated, named
        ):
            trials.append(_Trial(sheet, tuple(told), score))
        elif score > 0:
            trials.append(_Trial(sheet, (), score))
    trials.sort(key=lambda trial: -trial.score)
    if not trials or not trials[0].told or trials[0].score < _AGREEING:
        return None
    rivals = [each for each in trials[1:] if not _alike(each.sheet.heads, trials[0].sheet.heads)]
    return None if rivals and trials[0].score - rivals[0].score < _CLEAR else trials[0]


def _each_borne_out(
    sheet: Sheet, support: dict[int, float], stated: set[int], named: set[int]
) -> bool:
    """Whether an amount or a stated day bears out each column, or both of its neighbours in a
    statement of three or more, and nothing is against one. What is `named` needs an amount.
    """
    if any(each < 0 for each in support.values()) or not any(support.values()):
        return False
    borne = stated | {at for at, each in support.items() if each > 0}
    columns = [column.index for column in sheet.table.read.columns]
    left = [at for at, column in enumerate(columns) if column not in borne]
    between = all(0 < at < len(columns) - 1 for at in left)
    return not left or (between and len(left) == 1 and not named & {*left})


def _runs(heads: Heads) -> Iterator[list[dt.date]]:
    """The ends of the columns that cover times of one length, in printed order."""
    runs: dict[int, list[dt.date]] = defaultdict(list)
    for at in sorted(heads):
        head = heads[at]
        runs[months_of(head)].append(end_of(head))
    yield from runs.values()


def _ways(heads: Heads) -> list[bool]:
    """Whether each run of columns begins with the latest."""
    return [ends[0] > ends[1] for ends in _runs(heads) if len(ends) > 1]


def _unsteady(heads: Heads, usual: Sequence[bool]) -> int:
    """How often columns of one length do not step by one time, by more than a year, or in another
    direction than those of the other statements, or end before those of another length.
    """
    ways = _ways(heads)
    latest = {max(ends) for ends in _runs(heads)}
    found = sum(len({one > other for one, other in pairwise(ends)}) > 1 for ends in _runs(heads))
    found += sum(way is not each for way in ways for each in usual[:1])
    found += len({*ways}) > 1
    found += max(latest) - min(latest) > _WEEK
    for ends in _runs(heads):
        steps = [(one - other).days for one, other in pairwise(ends)]
        if steps and isinstance(next(iter(heads.values())), Duration):
            found += max(steps) - min(steps) > 2 * _WEEK.days
        found += any(abs(step) > _YEAR.days for step in steps)
    return found


def _ends_with(heads: Heads, others: _Others) -> bool:
    """Whether the latest column ends on the day of the latest one of the others, and the columns
    stand in the one order that these have.
    """
    ends = [end_of(head) for head in heads.values()]
    latest = others.last is not None and abs(max(ends) - others.last) <= _WEEK
    return latest and bool(others.usual) and {*_ways(heads)} <= {*others.usual}


def _on(period: Period, day: tuple[int, int] | None) -> Period:
    """A period that ends on the day that a head states, a few days from the other statements'."""
    end = end_of(period)
    days = [made for year in (-1, 0, 1) if day and (made := make_date(end.year + year, *day))]
    nearest = min(days, key=lambda made: abs(made - end), default=end)
    if abs(nearest - end) > _WEEK:
        return period
    return period.model_copy(update={"date" if isinstance(period, Instant) else "end": nearest})


def _day(column: ReadColumn) -> tuple[int, int] | None:
    """The month and day that a head states itself."""
    own = read_period(column.column.head)
    return (own.month, own.day) if own.month and own.day else None


def _says_more(column: ReadColumn) -> bool:
    """Whether a head has words that are of no period: 'Pro forma', 'Predecessor'."""
    return bool(_WORD.search(_AUDITED.sub(" ", without_periods(column.column.head))))


def _fits(table: Decided, column: ReadColumn, period: Period) -> bool:
    """Whether nothing that a column's head states is against a period."""
    printed = head_of(table, column)
    if printed is not None:
        return near(printed, period)
    end = end_of(period)
    stated = column.stated.end
    if stated is not None and abs(stated - end) > _WEEK:
        return False
    day = _day(column)
    if stated is None and day is not None:
        on = end_of(_on(period, day))
        if (on.month, on.day) != day:
            return False
    lengths = read_lengths(column.column.head)
    return isinstance(period, Instant) or not lengths or months_of(period) in lengths


def _alike(one: Heads, other: Heads) -> bool:
    return all(near(head, other[at]) for at, head in one.items())
