"""Periods that the statements prove of one another: the cash of the balance sheet is the cash at
the end of the cash flow statement, net income stands in two statements, equity in two.

    Balance sheet       June 30, 2009   March 31, 2010     heads exchanged
    Cash                        1,659            1,055
    Cash flows          nine months ended March 31, 2010
    Cash at beginning           1,055
    Cash at end                 1,659

A column without a period, or with one for which other statements have other amounts, takes the
period for which they have its own. Where it is not told which of two statements is wrong, neither
is believed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from converter.checks.carried import is_torn, period_in
from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.checks.registry import Place as At
from converter.checks.sheets import dated, head_of
from converter.model.filing import StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.xbrl import Duration, Instant, us_gaap
from converter.text.dates import read_lengths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from converter.model.lineitem import ReadColumn
    from converter.model.mapped import Component, Decided
    from converter.model.source import SourceText
    from converter.model.xbrl import Period

_SAME = {
    "CashAndCashEquivalentsAtCarryingValue": "cash", "Cash": "cash",
    "NetIncomeLoss": "income", "ProfitLoss": "income",
    "StockholdersEquity": "equity",
    "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest": "equity",
}  # fmt: skip
_RETAINED = us_gaap("RetainedEarningsMember")
_KINDS = (StatementKind.BS, StatementKind.IS, StatementKind.CF, StatementKind.EQ)
_LEAST = 100  # smaller figures are met twice by chance
_DAY = dt.timedelta(1)
_WEEK = dt.timedelta(7)
_AROUND = 100  # amounts of one thing before and behind one that it is held against

Place = tuple[int, int]  # table and column


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount that two statements have.

    row   its row states the period
    torn  its statement contradicts itself, and so no other
    """

    place: Place
    what: str
    opening: bool
    instant: bool
    value: Decimal
    period: Period | None
    row: bool
    torn: bool


def prove_periods(tables: Sequence[Decided], source: SourceText) -> Result[tuple[Decided, ...]]:
    """The tables with the periods that others prove for their columns."""
    amounts = _all_amounts(tables)
    doubtful, silent = _doubtful(amounts)
    if not doubtful | silent:
        return Result(tuple(tables))
    out = list(tables)
    findings: list[Finding] = []
    known = _Elsewhere(amounts, doubtful | silent)
    for number, table in enumerate(tables):
        told = {
            at: period
            for at in known.asked.get(number, ())
            if (period := _told(known, (number, at), table)) is not None
        }
        others = [head_of(table, c) for c in table.read.columns if c.index not in told]
        kept = {period for period in others if period is not None}
        if None in others or len({*told.values()} | kept) < len(told) + len(kept):
            # two columns cannot be one period; and where one has none in the end, it is doubtful
            # whether columns were read as they were printed
            continue
        if told:
            findings.append(proven_heads(table, told, source))
            out[number] = replace(table, read=dated(table.read, told))
    return Result(tuple(out), tuple(findings))


@check("PER007", Stage.TABLES, Consequence.LEAVE_OUT)
def contradicted(seen: Seen) -> Iterator[Found]:
    """A column's period contradicts other statements

    Other statements have the cash, net income or equity of a column for another period than its
    head states, and it is not told which of them is wrong.

    Its figures are left out: a wrong period is worse than none. Compare the heads.
    """
    doubtful, _ = _doubtful(_all_amounts(seen.tables))
    for number, table in enumerate(seen.tables):
        lost = sorted(at for place, at in doubtful if place == number)
        if lost:
            own = table.read.table
            span, others = own.place_of(lost, seen.filing.source)
            yield Found(
                Severity.WARNING, span=span, others=others,
                message=f"{own.title}: other statements have the amounts of columns for other"
                f" periods ({own.heads(lost)})",
                hint="their figures are left out",
                leave_out=tuple(At(number, column=at) for at in lost),
            )  # fmt: skip


def agreed(tables: Sequence[Decided]) -> set[Place]:
    """The columns whose periods other statements prove, or a balance carried within their own:
    (table, column).
    """
    return _weighed(_all_amounts(tables))[0]


def _all_amounts(tables: Sequence[Decided]) -> list[_Amount]:
    return [each for number, table in enumerate(tables) for each in _amounts(number, table)]


def _doubtful(amounts: list[_Amount]) -> tuple[set[Place], set[Place]]:
    """The columns that other statements contradict, and those that state no period."""
    agreed, against = _weighed(amounts)
    silent = {each.place for each in amounts if each.period is None and not each.row}
    return against - agreed, silent


def _amounts(number: int, table: Decided) -> list[_Amount]:
    """What a statement has that others have too: the company's, not a part's."""
    read = table.read
    if read.table.kind not in _KINDS:
        return []
    found: list[_Amount] = []
    torn = is_torn(table)
    for at, (item, claim) in enumerate(zip(read.items, table.claims, strict=True)):
        what = _SAME.get(claim.concepts[0].qname.local) if claim.concepts else None
        if what is None or item.group or (what == "equity" and read.table.kind is StatementKind.CF):
            continue
        for cell in item.row.cells:
            column = read.columns[cell.column]
            part = table.component(at, cell.column)
            if column.group or column.shares:
                continue
            if part and not (part.whole or (table.parts and _earned(part, what))):
                continue
            value = abs(cell.figure.value)
            if value < _LEAST or column.mixed:
                continue
            instant = what != "income"
            period = item.period or period_in(item, column, instant=instant)
            found.append(
                _Amount(
                    (number, cell.column), what, item.opening, instant,
                    value.scaleb((item.units or read.units).money), period,
                    item.period is not None, torn,
                )
            )  # fmt: skip
    return found


def _earned(part: Component, what: str) -> bool:
    """Whether an amount is the net income that enters retained earnings, which is the company's."""
    return part.member == _RETAINED and what == "income"


def near(one: Period, other: Period) -> bool:
    """Whether two periods are the same but for some days: 52 weeks and a year."""
    if isinstance(one, Instant) or isinstance(other, Instant):
        return (
            isinstance(one, Instant)
            and isinstance(other, Instant)
            and abs(one.date - other.date) <= _WEEK
        )
    return abs(one.start - other.start) <= _WEEK and abs(one.end - other.end) <= _WEEK


def _weighed(amounts: list[_Amount]) -> tuple[set[Place], set[Place]]:
    """The columns that agree with another statement, or with the next column of their own in the
    balance between them; and those that another statement contradicts, which has their amount for
    another period.
    """
    agreed: set[Place] = set()
    contradicted: set[Place] = set()
    for one, others in _beside(amounts):
        if one.period is None:
            continue
        alike = [each for each in others if each.place != one.place and each.period is not None]
        apart = [each for each in alike if each.place[0] != one.place[0]]
        close = [each for each in apart if near(each.period, one.period)]  # type: ignore[arg-type]
        carried = [
            each for each in alike
            if each.place[0] == one.place[0] and each.opening != one.opening
            if near(each.period, one.period) and each.value == one.value  # type: ignore[arg-type]
        ]  # fmt: skip
        if carried or any(each.value == one.value for each in close) or one.row:
            agreed.add(one.place)
        elif any(
            each.value == one.value and (close or _as_long(each.period, one.period))
            for each in apart
            if each not in close and not each.torn
        ):
            contradicted.add(one.place)
    return agreed, contradicted


def _as_long(one: Period | None, other: Period | None) -> bool:
    """Whether two flows are of times of one length: 'year ended December 31, 1993' for the year to
    January 31, as another statement has it.
    """
    if not isinstance(one, Duration) or not isinstance(other, Duration):
        return False
    return abs((one.end - one.start) - (other.end - other.start)) <= _WEEK


def _beside(amounts: Iterable[_Amount]) -> Iterator[tuple[_Amount, list[_Amount]]]:
    """Each amount with those of the same thing that stand in the columns around."""
    same: dict[str, list[_Amount]] = defaultdict(list)
    for each in amounts:
        same[each.what].append(each)
    for alike in same.values():
        for at, one in enumerate(alike):
            yield one, alike[max(0, at - _AROUND) : at + _AROUND + 1]


class _Elsewhere:
    """What columns that are not doubted have, by thing and amount.

    asked    by table, the columns that are doubted or state no period
    own      by column, the amounts that it ends with
    periods  by thing and amount, the periods that it stands for, each with (two of) its tables
    """

    def __init__(self, amounts: Iterable[_Amount], doubtful: set[Place]) -> None:
        self.asked: dict[int, list[int]] = defaultdict(list)
        self.own: dict[Place, list[_Amount]] = defaultdict(list)
        self.periods: dict[tuple[str, Decimal], dict[Period, set[int]]] = defaultdict(dict)
        for number, column in sorted(doubtful):
            self.asked[number].append(column)
        for each in amounts:
            if each.place in doubtful:
                if not each.opening:
                    self.own[each.place].append(each)
            elif each.period is not None:
                tables = self.periods[each.what, each.value].setdefault(each.period, set())
                if len(tables) < 2:
                    tables.add(each.place[0])


def _told(known: _Elsewhere, place: Place, table: Decided) -> Period | None:
    """The one period for which statements that are not doubted have the amounts of a column."""
    found = {
        period
        for own in known.own[place]
        for period, tables in known.periods.get((own.what, own.value), {}).items()
        if tables - {place[0]}
    }
    wanted = {
        period
        for each in found
        if (period := as_column(each, table, table.read.columns[place[1]])) is not None
    }
    return wanted.pop() if len(wanted) == 1 else None


def as_column(period: Period, table: Decided, column: ReadColumn) -> Period | None:
    """A period as the column's own: a balance sheet's date, or a flow of the stated length. Of two
    lengths a balance's date proves neither.
    """
    if table.read.table.kind is StatementKind.BS:
        return period if isinstance(period, Instant) else None
    end = period.date if isinstance(period, Instant) else period.end
    stated = replace(column.stated, year=end.year, month=end.month, day=end.day, start=None)
    torn = len(read_lengths(column.column.head)) > 1
    own = None if torn else stated.duration()
    if isinstance(period, Instant):
        return own
    return period if own is None or near(own, period) else None


def proven_heads(table: Decided, told: dict[int, Period], source: SourceText) -> Finding:
    """What is said of columns whose periods other statements prove."""
    own = table.read.table
    said = "; ".join(f"{own.heads([at])} is {_said(told[at])}" for at in sorted(told))
    span, others = own.place_of(sorted(told), source)
    return Finding(
        code="PER006", severity=Severity.WARNING, span=span, others=others,
        message=f"{own.title}: other statements prove the periods of columns: {said}",
        hint="compare the heads with the filing before",
    )  # fmt: skip


def _said(period: Period) -> str:
    return str(period.date) if isinstance(period, Instant) else f"{period.start} to {period.end}"
