"""The powers of ten that statements prove of one another, where units captions fail.

    Balance sheet                    Cash     103.0      no units are stated
    Cash flows (in millions)         Cash     103.0      both are millions

    Income statement                 Net income    421     no units are stated
                                     Earnings per share    .65    421 / .65 = 648
    Cover                            Shares outstanding    643,412,000      millions

One thing stands in two statements with the same digits: where one of them states its units, so does
the other. The prose speaks of the same amounts (`checks.mentions`). A statement of which nothing
proves the units, and whose figures would make a company smaller than any that files, is doubtful.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.carried import period_in
from converter.checks.earnings import lines_of
from converter.checks.mentions import mentions, power_by
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.checks.scales import others_state
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from converter.checks.mentions import Mention
    from converter.model.filing import Filing
    from converter.model.mapped import Decided
    from converter.model.source import Span
    from converter.model.table import Cell
    from converter.model.xbrl import Period

_POWERS = (0, 3, 6)
_SAME = {
    "LiabilitiesAndStockholdersEquity": "Assets",
    "Cash": "CashAndCashEquivalentsAtCarryingValue",
    "ProfitLoss": "NetIncomeLoss",
    "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest": "StockholdersEquity",
}
_DIGITS = 3  # fewer are met by chance
_COVER = 0.5  # of a decimal logarithm, between the cover's shares and those that a year had
_SMALLEST = 2_000_000  # largest figure of a statement in whole dollars
_AROUND = 24  # statements before and behind one that it is held against
_WORDS = {0: "whole units", 3: "thousands", 6: "millions", 9: "billions"}

Key = tuple[str, "Period"]


class _Amount(NamedTuple):
    """As it is printed; `unit` is one in its last place."""

    value: Decimal
    unit: Decimal
    span: Span


class Vote(NamedTuple):
    """What a table's power of ten is by something outside it: a figure with its other print in
    `table`, the cover's shares, or the amounts of the prose. `by` says which, in words.
    """

    power: int
    span: Span
    by: str
    other: Span | None = None
    table: int | None = None


def prove_magnitudes(tables: Sequence[Decided], filing: Filing) -> Result[tuple[Decided, ...]]:
    """The tables with the powers of ten that others prove for those that state none."""
    out = list(tables)
    findings: list[Finding] = []
    asked = [at for at, table in enumerate(tables) if _asked(table)]
    if all(tables[at].read.units.stated for at in asked):
        return Result(tuple(out))  # as in most filings
    printed = {at: _printed(tables[at]) for at in asked}
    told = cache(partial(mentions, filing.source))
    # a statement that is settled proves the next
    for _ in range(len(printed)):
        moved = False
        for number in printed:
            table = out[number]
            if table.read.units.stated:
                continue
            power, votes = _elected(
                [*_votes(number, out, printed, filing), *_by_prose(table, told(), filing)]
            )
            if power is None:
                continue
            units = table.read.units
            if power != units.money:
                findings.append(_said(table, power, votes))
            shares = units.shares if units.shares != units.money else power
            settled = replace(units, money=power, shares=shares, stated=True)
            out[number] = replace(table, read=replace(table.read, units=settled))
            moved = True
        if not moved:
            break
    for number in printed:
        power = _taken_over(out, number)
        if power is not None:
            findings.append(_as_the_others(out[number], power, filing))
            units = replace(out[number].read.units, money=power, stated=True)
            out[number] = replace(out[number], read=replace(out[number].read, units=units))
    return Result(tuple(out), tuple(findings))


def _taken_over(tables: Sequence[Decided], number: int) -> int | None:
    """The one power that the other statements state, where nothing says a statement's and as it is
    printed it would be one of a company smaller than those that file.
    """
    table = tables[number]
    powers = {each.read.units.money for each in others_state(tables, table)}
    largest = max((abs(cell.figure.value) for cell in _money(table)), default=Decimal(0))
    return powers.pop() if len(powers) == 1 and largest < _SMALLEST else None


def _money(table: Decided) -> list[Cell]:
    """The amounts of money in a statement's own units."""
    return [
        cell for item in table.read.items if item.quantity is Quantity.MONEY and not item.units
        for cell in item.row.cells
    ]  # fmt: skip


def _as_the_others(table: Decided, power: int, filing: Filing) -> Finding:
    own = table.read.table
    return Finding(
        code="SCA004", severity=Severity.WARNING, span=filing.source.line_span(own.first, 0, 0),
        message=f"{own.title}: no units are stated; taken in {_words(power)}, as the other"
        " statements are: as printed it would be a very small company's",
        hint="compare a figure with one that is known, such as net income",
        doubts=tuple([cell.span for item in table.read.items for cell in item.row.cells]),
    )  # fmt: skip


def _asked(table: Decided) -> bool:
    entities = any(column.group and column.group.entity for column in table.read.columns)
    return table.read.table.kind in PRIMARY and not entities


def _printed(table: Decided) -> dict[Key, list[_Amount]]:
    """The amounts of the company as a whole, by thing and period."""
    read = table.read
    found: dict[Key, list[_Amount]] = defaultdict(list)
    for at, (item, claim) in enumerate(zip(read.items, table.claims, strict=True)):
        money = item.quantity is Quantity.MONEY or bool(table.components)
        if not money or item.group or item.units or not claim.concepts or table.parts:
            continue
        concept = claim.concepts[0]
        name = _SAME.get(concept.qname.local, concept.qname.local)
        if read.table.kind is StatementKind.CF and name == "StockholdersEquity":
            continue
        for cell in item.row.cells:
            column = read.columns[cell.column]
            part = table.component(at, cell.column)
            if column.group or column.shares or (part and not part.whole):
                continue
            instant = concept.period_type == "instant"
            period = item.period or period_in(item, column, instant=instant)
            if period is not None and cell.figure.value:
                unit = Decimal(1).scaleb(-cell.figure.places)
                found[name, period].append(_Amount(abs(cell.figure.value), unit, cell.span))
    return found


def _votes(
    number: int,
    tables: Sequence[Decided],
    printed: Mapping[int, Mapping[Key, Sequence[_Amount]]],
    filing: Filing,
) -> list[Vote]:
    votes = list(_by_shares(tables[number], filing))
    numbers = list(printed)
    at = bisect_left(numbers, number)
    for other in numbers[max(0, at - _AROUND) : at + _AROUND + 1]:
        units = tables[other].read.units
        if other != number and units.stated:
            votes += _by_figures(printed[number], printed[other], units.money, other)
    return votes


def _by_figures(
    own: Mapping[Key, Sequence[_Amount]],
    others: Mapping[Key, Sequence[_Amount]],
    power: int,
    table: int,
) -> Iterator[Vote]:
    for key in [each for each in own if each in others]:  # a set has another order each time
        for one in own[key]:
            for other in others[key]:
                for apart in (-6, -3, 0, 3, 6):
                    if power + apart in _POWERS and _same(one, other, apart):
                        yield Vote(
                            power + apart, one.span, "other statements have its amounts",
                            other.span, table,
                        )  # fmt: skip


def _same(one: _Amount, other: _Amount, apart: int) -> bool:
    """Whether two prints are of one amount where the first is in units of 10**apart others."""
    scaled = one.value.scaleb(apart)
    unit = max(one.unit.scaleb(apart), other.unit)
    if min(scaled, other.value) < unit * 10 ** (_DIGITS - 1):
        return False
    return abs(scaled - other.value) * 2 <= (unit if apart else 0)


def _by_shares(table: Decided, filing: Filing) -> Iterator[Vote]:
    """By the shares that income and earnings per share imply, and those on the cover."""
    stated = filing.cover_value("EntityCommonStockSharesOutstanding")
    lines = lines_of(table)
    if not stated or not lines.income or table.read.table.kind is not StatementKind.IS:
        return
    income = lines.income[-1]
    for earnings in lines.earnings:
        for at in earnings.cells.keys() & income.cells.keys():
            cell, whole = earnings.cells[at], income.cells[at]
            implied = whole.value.scaleb(-table.read.units.money) / cell.value
            ratio = math.log10(abs(Decimal(stated) / implied))
            power = 3 * round(ratio / 3)
            if power in _POWERS and abs(ratio - power) <= _COVER:
                yield Vote(power, whole.span, "the cover's shares bear it out")


def _by_prose(table: Decided, told: frozenset[Mention], filing: Filing) -> Iterator[Vote]:
    power = power_by(told, table)
    if power is not None:
        place = filing.source.line_span(table.read.table.first, 0, 0)
        yield Vote(power, place, "the filing's text speaks of its amounts")


def _elected(votes: Sequence[Vote]) -> tuple[int | None, list[Vote]]:
    """The power that all witnesses agree on."""
    powers = Counter(vote.power for vote in votes)
    if len(powers) != 1:
        return None, []
    return votes[0].power, list(votes)


def _said(table: Decided, power: int, votes: Sequence[Vote]) -> Finding:
    own = table.read.table
    others = tuple(dict.fromkeys(vote.other for vote in votes if vote.other is not None))
    by = " and ".join(dict.fromkeys(vote.by for vote in votes))
    return Finding(
        code="SCA008", severity=Severity.WARNING, span=votes[0].span, others=others[:3],
        message=f"{own.title}: no units are stated; figures are in {_words(power)}: {by}",
        hint="compare a figure with one that is known, such as total assets", doubts=(),
    )  # fmt: skip


@check("SCA006", Stage.TABLES, Consequence.DOUBT)
def contradicted(seen: Seen) -> Iterator[Found]:
    """Statements are in different units than they say

    One amount stands with the same digits in two statements that state different powers of ten, and
    no other amount agrees. The units caption of one of them is wrong or belongs to another table.
    Its figures are marked as doubtful: of the one that more statements contradict, or of both.

    Compare the units captions of both.
    """
    printed = {at: _printed(table) for at, table in enumerate(seen.tables) if _asked(table)}
    against: dict[tuple[int, int], Vote] = {}
    for number in printed:
        votes = _votes(number, seen.tables, printed, seen.filing)
        own = seen.tables[number].read.units.money
        agreed = {vote.table for vote in votes if vote.power == own}
        for vote in votes:
            if vote.table is not None and vote.table not in agreed and vote.power != own:
                against.setdefault((number, vote.table), vote)
    count = Counter(number for number, _ in against)
    for (number, other), vote in against.items():
        if count[number] >= count[other] and (count[number] > count[other] or number < other):
            doubtful = [number] if count[number] > count[other] else [number, other]
            table = seen.tables[number].read
            yield Found(
                Severity.WARNING, span=vote.span, others=(vote.other,) if vote.other else (),
                message=f"{table.table.title}: figures are in {_words(table.units.money)}, but"
                f" {seen.tables[other].read.table.title} has an amount of it as if they were in"
                f" {_words(vote.power)}",
                doubt=tuple(Place(each) for each in doubtful),
            )  # fmt: skip


@check("SCA007", Stage.TABLES, Consequence.DOUBT)
def unlikely(seen: Seen) -> Iterator[Found]:
    """A statement that states no units would be one of a very small company

    Nothing says in which units the figures of a statement stand, no other statement proves it, and
    taken as printed its largest figure is smaller than those of companies that file: as a rule
    figures are in thousands, and the caption that said it was lost.

    Its figures are marked as doubtful. Compare one with an amount that is known.
    """
    for number, table in enumerate(seen.tables):
        units = table.read.units
        if units.stated or units.money or not _asked(table) or others_state(seen.tables, table):
            continue  # SCA004 tells it where other statements state theirs
        largest = max(_money(table), key=lambda cell: abs(cell.figure.value), default=None)
        if largest is not None and abs(largest.figure.value) < _SMALLEST:
            yield Found(
                Severity.WARNING, span=largest.span,
                message=f"{table.read.table.title}: no units are stated, and the largest figure is"
                f" {largest.figure.value:,}: as printed that is too little for most companies",
                doubt=(Place(number),),
            )  # fmt: skip


def _words(power: int) -> str:
    return _WORDS.get(power, f"units of 10^{power}")
