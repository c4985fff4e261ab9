"""What the registrant's statements state: what tables of notes are proven by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY, StatementKind
from converter.model.mapped import Claim, Way
from converter.model.xbrl import DataType, Duration, Instant
from converter.text.dates import read_period
from converter.wording.normalise import packaged_normaliser

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from converter.dts.base import Taxonomy
    from converter.model.mapped import Decided
    from converter.model.printed import Units
    from converter.model.xbrl import Concept, Period

NOTE = (StatementKind.NOTE.value,)  # the statements of a claim that a note's table makes
SURE = 0.95  # of a concept that figures and wording give together
LEAST = Decimal(100)  # smaller amounts are equal by chance

# What divides net income by shares, and from where on it is rounded little.
_PER_SHARE = ("EarningsPerShareBasic", "EarningsPerSharePrimary", "EarningsPerShareBasicAndDiluted")
_CENTS = Decimal("0.10")
_YEAR = (350, 380)  # days
_HEADING = 40  # letters: a longer line that names a year is text

Words = tuple[str, ...]
Values = dict[str, dict["Period", Decimal]]
"""By concept the amounts that the statements have, by period."""


@dataclass(frozen=True, slots=True)
class Statements:
    """values    by concept the amounts without their signs, by period
    captions  by concept the words of the lines that state it
    shares    the most shares that a statement of operations counts, or that its earnings per share
              imply; None where neither is told
    ends      the dates of the balance sheet
    years     the years that the other statements cover, the latest first
    sums      totals, each with what adds up to it; '' for a line without a concept
    """

    values: Values
    captions: dict[str, frozenset[Words]]
    shares: Decimal | None
    ends: frozenset[dt.date]
    years: tuple[Duration, ...]
    taxonomy: Taxonomy
    sums: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def latest(self) -> dt.date | None:
        return max(self.ends | {year.end for year in self.years}, default=None)

    def amount(self, names: Sequence[str], period: Period | None) -> Decimal | None:
        """What the statements have for the first of some concepts that they know at all."""
        if period is None:
            return None
        found = (self.values[name].get(period) for name in names if name in self.values)
        return next((each for each in found if each is not None), None)

    def named(
        self, value: Decimal, period: Duration, caption: str, mapped: Claim, *, sure: bool
    ) -> Claim | None:
        """The claim of a line that states an amount of the statements for a year, or at its end;
        None where they do not have it, or which of two lines it is is not told.

        mapped  what the line's words alone say
        sure    the amount is no chance; else the line shares words with the statement's
        """
        periods = (period, Instant(date=period.end))
        names = [
            name
            for name, amounts in self.values.items()
            if value and any(amounts.get(each) == value for each in periods)
        ]
        words = packaged_normaliser().words(caption)
        if mapped.concepts and mapped.concepts[0].qname.local in names:
            return replace(mapped, concepts=mapped.concepts[:1], statements=NOTE)
        if len(names) > 1:
            names = [name for name in names if words in self.captions[name]]
        if len(names) != 1 or not (
            sure or any(set(words) & set(each) for each in self.captions[names[0]])
        ):
            return None
        concept = self.taxonomy.find(names[0])
        if concept is None or "loss" in words:  # whose sign only the mapping tells
            return None
        return Claim(concepts=(concept,), confidence=SURE, way=Way.SUMS, statements=NOTE)

    def speaks_of(self, claim: Claim, caption: str, mapped: Claim) -> bool:
        """Whether a line's own words lead to its claim: a row's, or those of the statement's line.
        Where they do not, one equal amount may be another line's.
        """
        words = set(packaged_normaliser().words(caption))
        local = claim.concepts[0].qname.local
        same = any(words & set(each) for each in self.captions.get(local, ()))
        return same or claim.concepts == mapped.concepts[:1]


def stated(tables: Sequence[Decided], taxonomy: Taxonomy) -> Statements:
    """What the registrant's statements state, its parts' columns and lines left aside."""
    values: Values = {}
    captions: dict[str, set[Words]] = {}
    shares: list[Decimal] = []
    ends: set[dt.date] = set()
    years: set[Duration] = set()
    for table in tables:
        read = table.read
        if read.table.kind not in PRIMARY or read.table.kind is StatementKind.EQ:
            continue
        for column in read.columns:
            if read.table.kind is StatementKind.BS and column.instant:
                ends.add(column.instant.date)
            elif read.table.kind is not StatementKind.BS and column.duration:
                years.add(column.duration)
        for concept, period, value, caption in _amounts(table):
            if concept.datatype is DataType.SHARES:
                shares.append(value)
            values.setdefault(concept.qname.local, {}).setdefault(period, value)
            words = packaged_normaliser().words(caption)
            captions.setdefault(concept.qname.local, set()).add(words)
    return Statements(
        values, {name: frozenset(each) for name, each in captions.items()},
        max(shares, default=None) or _implied(values), frozenset(ends),
        tuple(sorted((year for year in years if is_year(year)), key=lambda each: each.end)[::-1]),
        taxonomy,
        tuple(each for table in tables for each in _sums(table)),
    )  # fmt: skip


def _sums(table: Decided) -> Iterator[tuple[str, frozenset[str]]]:
    """The totals of a statement that have a concept, each with what adds up to it."""
    kind = table.read.table.kind
    if kind in PRIMARY and kind is not StatementKind.EQ:
        names = [claim.concepts[0].qname.local if claim.concepts else "" for claim in table.claims]
        items = table.read.items
        for each in table.sums:
            total, parts = names[each.total], frozenset(names[part] for part, _ in each.parts)
            of_groups = any(items[at].group for at in (each.total, *dict(each.parts)))
            if total and total not in parts and not each.carries and not of_groups:
                yield total, parts


def _implied(values: Values) -> Decimal | None:
    """How many shares net income and earnings per share make, where no line counts them."""
    income = values.get("NetIncomeLoss", {})
    for name in _PER_SHARE:
        for period, amount in sorted(values.get(name, {}).items(), key=lambda each: str(each[0])):
            if amount >= _CENTS and income.get(period):
                return income[period] / amount
    return None


def is_year(period: Duration) -> bool:
    """Whether a period is a year, of weeks or of months."""
    return _YEAR[0] <= (period.end - period.start).days <= _YEAR[1]


def _amounts(table: Decided) -> Iterator[tuple[Concept, Period, Decimal, str]]:
    read = table.read
    for at, item in enumerate(read.items):
        for cell in item.row.cells:
            column = read.columns[cell.column]
            place = at, cell.column
            if column.group or item.group or place in table.cells or place in table.left_out:
                continue
            for concept in table.claims[at].concepts:
                instant = concept.period_type == "instant"
                period = column.instant if instant else column.duration
                if period is not None and item.period is None and not item.opening:
                    power = power_of(item.units or read.units, concept.datatype)
                    yield concept, period, abs(cell.figure.value).scaleb(power), item.caption


def power_of(units: Units, datatype: DataType) -> int:
    """The power of ten in which a concept of the type is stated."""
    if datatype is DataType.SHARES:
        return units.shares
    return 0 if datatype in (DataType.PER_SHARE, DataType.PER_UNIT) else units.money


def told_by_words(table: Decided) -> bool:
    """Whether heads and captions tell a note's table already: two fifths of its lines, and a period
    for each column.
    """
    rows = [at for at, item in enumerate(table.read.items) if item.row.cells]
    used = {cell.column for at in rows for cell in table.read.items[at].row.cells}
    spans = [table.read.columns[at].duration for at in used]
    named = sum(bool(table.claims[at].concepts) for at in rows)
    whole = None not in spans and len(set(spans)) == len(spans)
    return whole and named * 5 >= len(rows) * 2


def by_heading(
    table: Decided, statements: Statements, first: Sequence[Duration]
) -> Iterator[tuple[Sequence[Duration], list[int]]]:
    """The lines with figures between headings that are years, with the years they may be of:
    `first` those above all headings.
    """
    years = first
    rows: list[int] = []
    for at, item in enumerate(table.read.items):
        if item.row.cells:
            rows.append(at)
            continue
        named = read_period(item.caption).year
        if named is not None and len(item.caption) < _HEADING:
            if rows:
                yield years, rows
            rows = []
            years = [year for year in statements.years if year.end.year == named]
    if rows:
        yield years, rows
