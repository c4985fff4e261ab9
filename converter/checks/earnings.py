"""Earnings per share against income and shares: the three are printed apart and tie.

    Net income                             421          3      1,484      1,626
    Average shares outstanding             643        642        643        643
    Basic earnings per share                65        ---       2.31       2.53    421 / 643 = .65

Which income a line of earnings per share is of, and which count of shares it is by, is told by the
columns in which they tie: `Income from continuing operations`, `Income for common stock`. A column
in which nothing ties then holds a slip. Who made it is told by the other lines: a count of shares
near the other count, an income that a sum proves, earnings per share beside the diluted ones.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.lost_points import without_points
from converter.checks.proven import proven
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.mapped import Decided
    from converter.model.source import Span

_KINDS = (StatementKind.IS, StatementKind.CI)
_WORDS = re.compile(r"income|loss|earnings|profit|deficit", re.IGNORECASE)
_INCOME = re.compile(
    r"(?:NetIncomeLoss|ProfitLoss|IncomeLossFromContinuingOperations)(?!.*(?:Tax|Noncontrolling|Minority))"
)
_BEFORE = re.compile(
    r"BeforeIncomeTaxes|GrossProfit|OperatingIncome|Nonoperating|IncomeTax|Interest"
    r"|before\b.*\b(?:tax|taxes|provision|benefit)\b|\bgross\b|\boperating\b|\binterest\b|\btaxes\b",
    re.IGNORECASE,
)
_EARNINGS = re.compile(r"EarningsPerShare|IncomeLossFromContinuingOperationsPer")
_AVERAGE = re.compile(r"WeightedAverageNumber(?!.*Adjustment)")
_ZERO = Decimal(0)
_ULPS = Decimal("1.5")
_CLOSE = Decimal("0.03")
_NEAR = Decimal("0.05")  # further off than preferred dividends that one year alone has
_NEARER = Decimal("0.012")  # than what few preferred dividends, and counts in millions, leave open
_DILUTION = Decimal("0.7")  # no securities take away more, or save more
_NEAR_POWER = 0.03  # of a decimal logarithm, 7 %
SMALLEST = Decimal("0.05")  # .02 is as near to .015 as to .025
_GAIN = 0.02  # of a decimal logarithm, 5 %: by so much a slip is off at least
_OTHER_SIGN = 1.0


class Cell(NamedTuple):
    """A figure in whole units; `unit` is one in its last printed place."""

    item: int
    column: int
    value: Decimal
    unit: Decimal
    span: Span


class CompanyLine(NamedTuple):
    """A line's figures of the company as a whole, by column."""

    item: int
    caption: str
    names: tuple[str, ...]
    cells: dict[int, Cell]


class Triple(NamedTuple):
    """Earnings per share with the income and the shares that they are made of.

    close  all columns but one tie to the last printed place: so would the one that does not
    """

    earnings: CompanyLine
    income: CompanyLine
    shares: CompanyLine
    tied: tuple[int, ...]
    untied: tuple[int, ...]
    close: bool = False


class Lines(NamedTuple):
    """others: incomes that are no one's share as a rule, 'Loss before extraordinary charge'."""

    earnings: list[CompanyLine]
    income: list[CompanyLine]
    shares: list[CompanyLine]
    others: list[CompanyLine]


def lines_of(table: Decided) -> Lines:
    read = table.read
    found = Lines([], [], [], [])
    for at, item in enumerate(read.items):
        if not item.row.cells or item.group:
            continue
        units = item.units or read.units
        power = 0
        names = tuple(concept.qname.local for concept in table.claims[at].concepts)
        if item.quantity is Quantity.PER_SHARE and any(map(_EARNINGS.match, names)):
            into = found.earnings
        elif item.quantity is Quantity.SHARES:
            into, power = found.shares, units.shares
        elif item.quantity is Quantity.MONEY and _of_income(names, item.caption):
            into, power = found.income, units.money
        elif item.quantity is Quantity.MONEY and _of_shares(names, item.caption):
            into, power = found.others, units.money
        else:
            continue
        cells = {
            cell.column: Cell(
                at, cell.column, cell.figure.value.scaleb(power),
                Decimal(1).scaleb(power - cell.figure.places), cell.span,
            )
            for cell in item.row.cells
            if not read.columns[cell.column].group and not cell.figure.percent and cell.figure.value
        }  # fmt: skip
        into.append(CompanyLine(at, item.caption, names, cells))
    return found


def _of_income(names: Sequence[str], caption: str) -> bool:
    """Whether a line may be divided by shares: net income, or what the filing has its own element
    for, 'Income for common stock'.
    """
    return any(map(_INCOME.match, names)) if names else bool(_WORDS.search(caption))


def _of_shares(names: Sequence[str], caption: str) -> bool:
    """Whether a line may be an income of shares all the same: not what taxes and interest still
    come off, which two columns of slips tie with.
    """
    return bool(_WORDS.search(caption)) and not any(map(_BEFORE.search, (*names, caption)))


def made(income: Cell, shares: Cell) -> Decimal:
    """Income by share; 0 where there are no shares."""
    return income.value / shares.value if shares.value else _ZERO


def ties(earnings: Cell, income: Cell, shares: Cell) -> bool:
    """Whether income divided by shares is the printed amount per share, but for rounding and what
    the averages of several classes leave open.
    """
    off = abs(made(income, shares) - earnings.value)
    return off <= max(earnings.unit * _ULPS, abs(earnings.value) * _CLOSE)


def _counts(lines: Lines, earnings: CompanyLine) -> list[CompanyLine]:
    """The counts of shares that earnings per share may be by: basic by basic and diluted by diluted
    where both are printed.
    """
    diluted = {"Diluted" in name for name in earnings.names}
    weighted = [line for line in lines.shares if any(map(_AVERAGE.match, line.names))]
    own = [line for line in weighted if {"Diluted" in name for name in line.names} == diluted]
    return own or lines.shares


def triples_of(lines: Lines) -> Iterator[Triple]:
    """For each line of earnings per share, the income and the shares with which it ties in the
    most columns, and most closely; none where that is less than half of them.
    """
    for earnings in lines.earnings:
        found: list[tuple[int, Decimal, Triple]] = []
        for income in lines.income:
            for shares in _counts(lines, earnings):
                common = sorted(earnings.cells.keys() & income.cells.keys() & shares.cells.keys())
                off = {at: _off(earnings, income, shares, at) for at in common}
                tied = tuple(
                    at for at in common
                    if ties(earnings.cells[at], income.cells[at], shares.cells[at])
                )  # fmt: skip
                if tied and 2 * len(tied) >= len(common):
                    untied = tuple(at for at in common if at not in tied)
                    triple = Triple(earnings, income, shares, tied, untied)
                    found.append((len(tied), -sum((off[at] for at in tied), _ZERO), triple))
        if found:
            yield _closely(max(found, key=lambda each: each[:2])[2])


def _closely(triple: Triple) -> Triple:
    """Where all columns but one tie to the last place, the last one does not tie for less."""
    parts = (triple.earnings, triple.income, triple.shares)
    close = tuple(at for at in triple.tied if _to_the_place(*(line.cells[at] for line in parts)))
    apart = tuple(at for at in (*triple.tied, *triple.untied) if at not in close)
    if len(apart) != 1 or not close or _far_off(triple, apart[0]):
        return triple
    return triple._replace(tied=close, untied=apart, close=True)


def _far_off(triple: Triple, column: int) -> bool:
    """Whether a column is further off than what preferred dividends leave open."""
    earnings = triple.earnings.cells[column].value
    each = made(triple.income.cells[column], triple.shares.cells[column])
    return abs(each - earnings) > _NEAR * max(abs(each), abs(earnings))


def _to_the_place(earnings: Cell, income: Cell, shares: Cell) -> bool:
    """Whether they tie to the last printed place."""
    return abs(made(income, shares) - earnings.value) <= earnings.unit


def _off(earnings: CompanyLine, income: CompanyLine, shares: CompanyLine, column: int) -> Decimal:
    return abs(made(income.cells[column], shares.cells[column]) - earnings.cells[column].value)


@check("EPS001", Stage.TABLES, Consequence.DOUBT)
def not_divided(seen: Seen) -> Iterator[Found]:
    """Earnings per share are not income divided by shares

    In other columns of the statement the line is an income divided by the average number of shares;
    in this one no income gives it: a decimal point was lost, a digit mistyped, a sign left out, or
    a count of shares is in other units. The figure that nothing else bears out is marked as
    doubtful, or each of them.

    Divide the printed figures, and compare them with those beside them.
    """
    yield from seen.once(undivided)


def undivided(seen: Seen) -> tuple[Found, ...]:
    """What EPS001 tells."""
    return tuple(_undivided(seen))


def _undivided(seen: Seen) -> Iterator[Found]:
    told = seen.once(without_points)
    for number, table in enumerate(seen.tables):
        if table.read.table.kind in _KINDS:
            lines = lines_of(table)
            triples = list(triples_of(lines))
            for triple in triples:
                if triple.close and any(
                    other.close and other.untied == triple.untied
                    for other in triples
                    if other is not triple
                ):
                    continue  # basic and diluted alike: preferred dividends that one year alone has
                for column in triple.untied:
                    if triple.earnings.cells[column].span in told:
                        continue
                    if not _any_ties(lines, triple.earnings, column, close=triple.close):
                        found = _untied(seen, number, lines, triple, column)
                        if found is not None:
                            yield found


@check("EPS002", Stage.TABLES, Consequence.DOUBT)
def other_units(seen: Seen) -> Iterator[Found]:
    """Shares or earnings per share are in other units than their line says

    In each column, income divided by shares is earnings per share but for the same power of ten:
    the count of shares is in other units than read, or amounts per share have lost their point.

    The line is marked as doubtful: shares where the power is of a thousand, else the amounts per
    share. Compare with the shares outstanding that the cover states.
    """
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in _KINDS:
            continue
        lines = lines_of(table)
        for earnings in lines.earnings:
            if any(_any_ties(lines, earnings, at) for at in earnings.cells):
                continue
            for shares in _counts(lines, earnings):
                found = _power_apart(lines, earnings, shares)
                if found is None:
                    continue
                power, income = found
                doubtful = earnings if power % 3 else shares
                cell = next(iter(doubtful.cells.values()))
                yield Found(
                    Severity.WARNING, span=cell.span,
                    message=f"{earnings.caption!r} is {income.caption!r} divided by"
                    f" {shares.caption!r} but for a power of ten: 10^{power}",
                    doubt=tuple(
                        Place(number, each.item, each.column) for each in doubtful.cells.values()
                    ),
                )  # fmt: skip
                break


def _power_apart(
    lines: Lines, earnings: CompanyLine, shares: CompanyLine
) -> tuple[int, CompanyLine] | None:
    """The power of ten, other than 0, by which income divided by shares is not earnings per share,
    the same in all their columns; with the income.
    """
    if not any(map(_AVERAGE.match, shares.names)):
        return None
    for income in reversed([line for line in lines.income if line.names]):
        common = earnings.cells.keys() & income.cells.keys() & shares.cells.keys()
        powers: set[int | None] = set()
        for at in common:
            each = made(income.cells[at], shares.cells[at])
            if abs(earnings.cells[at].value) >= SMALLEST and each:
                powers.add(_tenfold(each / earnings.cells[at].value))
        if len(powers) == 1 and (power := powers.pop()):
            return power, income
    return None


def _tenfold(ratio: Decimal) -> int | None:
    """The power of ten that a ratio is; None where it is none."""
    if ratio <= 0:
        return None
    log = math.log10(ratio)
    return round(log) if abs(log - round(log)) <= _NEAR_POWER else None


def _any_ties(lines: Lines, earnings: CompanyLine, column: int, *, close: bool = False) -> bool:
    """Whether any income and count of shares of the column give its earnings per share."""
    tie = _to_the_place if close else ties
    return any(
        tie(earnings.cells[column], income.cells[column], shares.cells[column])
        for income in (*lines.income, *lines.others)
        for shares in _counts(lines, earnings)
        if column in income.cells and column in shares.cells
    )


def _untied(seen: Seen, number: int, lines: Lines, triple: Triple, column: int) -> Found | None:
    earnings, income, shares = (
        line.cells[column] for line in (triple.earnings, triple.income, triple.shares)
    )
    each = made(income, shares)
    off = abs(each - earnings.value)
    near = _NEARER if triple.close else _NEAR
    if off <= max(2 * earnings.unit, near * max(abs(each), abs(earnings.value))):
        return None
    if _diluted(lines, triple, column) or _saved_on_another(lines, triple, column):
        return None
    doubtful = _likeliest(seen, lines, triple, column)
    return Found(
        Severity.WARNING, span=earnings.span, others=(income.span, shares.span),
        message=f"{triple.earnings.caption!r} is {earnings.value:,f}, but {triple.income.caption!r}"
        f" {income.value:,f} divided by {shares.value:,f} shares is {each:,.3f}",
        doubt=tuple(Place(number, cell.item, cell.column) for cell in doubtful),
    )  # fmt: skip


def _diluted(lines: Lines, triple: Triple, column: int) -> bool:
    """Whether earnings per share can be the diluted ones beside others: what convertible securities
    would save is added to the income, and where one count of shares is printed it is not theirs.
    """
    earnings = triple.earnings.cells[column]
    low = made(triple.income.cells[column], triple.shares.cells[column])
    below = earnings.value < low
    if earnings.value <= 0 or (
        below and (_by_own_count(triple) or _undiluted_ties(lines, triple, column))
    ):
        return False
    for line in lines.earnings:
        beside = line.cells.get(column)
        if line.item == earnings.item or beside is None or beside.value < earnings.value:
            continue
        if _basic(triple.earnings) and not _basic(line):
            continue
        own = ties(beside, triple.income.cells[column], triple.shares.cells[column])
        saved = earnings.value * _DILUTION < low < earnings.value
        if saved or (own and earnings.value > beside.value * _DILUTION):
            return True
    return False


def _saved_on_another(lines: Lines, triple: Triple, column: int) -> bool:
    """Whether diluted earnings per share are what another income of the column makes with that
    which convertible securities would save: net income, where the others are before an effect.
    """
    if not any("Diluted" in name for name in triple.earnings.names):
        return False
    return any(
        _diluted(lines, triple._replace(income=income), column)
        for income in lines.income
        if income.item != triple.income.item and column in income.cells
    )


def _by_own_count(triple: Triple) -> bool:
    """Whether several other columns tie to the last place by a count of diluted shares: what
    convertible securities would save is added to the income, never taken off.
    """
    parts = (triple.earnings, triple.income, triple.shares)
    own = any("Diluted" in name for name in triple.shares.names)
    close = [
        at
        for at in triple.tied
        if all(at in line.cells for line in parts)  # another income may lack a column
        and _to_the_place(*(line.cells[at] for line in parts))
    ]
    return own and len(close) == len(triple.tied) > 1


def _undiluted_ties(lines: Lines, triple: Triple, column: int) -> bool:
    """Whether the income, by the shares of its own, is the column's basic earnings per share: then
    no preferred dividends come off it, and by a count of diluted shares none are less.
    """
    return any("Diluted" in name for name in triple.shares.names) and any(
        _to_the_place(line.cells[column], triple.income.cells[column], shares.cells[column])
        for line in lines.earnings
        if column in line.cells and _basic(line)
        for shares in _counts(lines, line)
        if column in shares.cells
    )


def _basic(line: CompanyLine) -> bool:
    """Whether a line is of undiluted shares alone."""
    return all("Basic" in name and "Diluted" not in name for name in line.names)


def _likeliest(seen: Seen, lines: Lines, triple: Triple, column: int) -> list[Cell]:
    """Of the three figures, those that would come nearer to the figures beside them if they were
    what the other two want; all that no sum proves, where that tells nothing.
    """
    earnings, income, shares = (
        line.cells[column] for line in (triple.earnings, triple.income, triple.shares)
    )
    gains = [
        (_gain(earnings.value, income.value / shares.value, _beside(lines.earnings, earnings)),
         earnings),
        (_gain(shares.value, income.value / earnings.value, _beside(lines.shares, shares)), shares),
    ]  # fmt: skip
    sure = income.span in seen.once(proven)
    if not sure:
        wanted = earnings.value * shares.value
        gains.append((_gain(income.value, wanted, _beside(lines.income, income)), income))
    told = [cell for gain, cell in gains if gain > _GAIN]
    return told or [cell for _, cell in gains]


def _beside(lines: Sequence[CompanyLine], cell: Cell) -> list[Decimal]:
    """The other figures of its column among lines of the kind, or else of its line."""
    column = [
        other.value for line in lines
        if line.item != cell.item and (other := line.cells.get(cell.column)) is not None
    ]  # fmt: skip
    row = [
        other.value for line in lines if line.item == cell.item
        for other in line.cells.values() if other.column != cell.column
    ]  # fmt: skip
    return column or row


def _gain(value: Decimal, wanted: Decimal, beside: Sequence[Decimal]) -> float:
    """By how much a figure comes nearer to the nearest of others when it is `wanted`, in decimal
    logarithms; another sign is far.
    """
    if not beside:
        return 0.0
    return min(_apart(value, each) for each in beside) - min(
        _apart(wanted, each) for each in beside
    )


def _apart(one: Decimal, other: Decimal) -> float:
    if not one or not other or (one < 0) is not (other < 0):
        return _OTHER_SIGN
    return abs(math.log10(one / other))
