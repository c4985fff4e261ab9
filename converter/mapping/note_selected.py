"""Lines of the statements over more years than these have: summaries of five or ten years.

                             1996      1995      1994      1993      1992
    Sales                 $15,968   $14,980   $13,557   $12,670   $12,992
    Net earnings            1,288     1,252       557    (1,515)    1,146

A line that is one of the statements' in every year that both have, two at least, is it in the
other years too.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.mapping.note_values import NOTE, is_year, told_by_words
from converter.model.mapped import Claim, Detail
from converter.model.xbrl import DataType, Instant
from converter.text.dates import dates
from converter.text.summaries import of_selected_data
from converter.text.units import Quantity
from converter.wording.normalise import packaged_normaliser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.note_registry import Kind
    from converter.mapping.note_values import Statements, Words
    from converter.model.mapped import Decided
    from converter.model.xbrl import Concept, Duration, Period

_DAY = dt.timedelta(1)
_COMBINED = re.compile(r"\bcombined\b|\bpro[\s-]?forma\b", re.IGNORECASE)
_QUALIFIERS = frozenset(
    ("before", "continuing", "discontinued", "available", "applicable", "excluding", "including",
     "extraordinary", "cumulative", "per")
)  # fmt: skip
_YEARS = 4  # columns that such a table has at least
_COMMON = 2  # of them with the statements
_PROVEN = 8  # lines that are the statements', which tell more than words
_LEAST = Decimal(100)
_SURE = Decimal(1000)  # no amount of so many digits is another's by chance


def of_selected(table: Decided) -> bool:
    """Whether a table's title says that it is selected data: its words alone tell no line of it."""
    return of_selected_data(table.read.table.title)


def selected(table: Decided, kind: Kind, statements: Statements) -> Decided | None:
    """The table with the statements' concepts for lines that are these; else None."""
    years = _dated(table, _years(table), statements)
    common = [at for at, year in years.items() if year in statements.years]
    if len(years) < _YEARS or len(common) < _COMMON:
        return None
    claims = [Claim()] * len(table.claims)
    items = [*table.read.items]
    kept: dict[tuple[int, int], Period] = {}
    proven = _one_each(table, common, years, statements)
    if told_by_words(table) and not of_selected(table) and len(proven) < _PROVEN:
        return None
    for at, claim in proven.items():
        item = items[at]
        claims[at] = replace(claim, rule=f"note-table.{kind.id}")
        concept = claim.concepts[0]
        if concept.datatype is DataType.MONETARY:
            items[at] = replace(item, quantity=Quantity.MONEY)
        for cell in item.row.cells:
            if cell.column in years:
                kept[at, cell.column] = _period(concept, years[cell.column])
    if of_selected(table):
        kept = _borne_out(kept, claims, statements)
    if not kept:
        return None
    left = table.read.places - kept.keys()
    return replace(
        table, read=replace(table.read, items=tuple(items)), claims=tuple(claims), cells={},
        sums=(), unproven=(), left_out=table.left_out | left,
        detail=Detail(
            (kind.id,), {at: kind.noun for at, _ in kept}, instant=False, periods=kept
        ),
    )  # fmt: skip


def _borne_out(
    kept: dict[tuple[int, int], Period], claims: Sequence[Claim], statements: Statements
) -> dict[tuple[int, int], Period]:
    """The cells without those that would belie a statement's sum: in a year in which a total has
    some of its parts alone, it stands without them, or they without it where a statement has them.
    """
    out = dict(kept)
    for column in {column for _, column in kept}:
        own = {
            claims[at].concepts[0].qname.local: (at, column)
            for at, other in kept
            if other == column
        }
        stated = {
            name
            for name, values in statements.values.items()
            if any(period in values for (_, at), period in kept.items() if at == column)
        }
        for place in _belying(own, stated, statements):
            out.pop(place, None)
    return out


def _belying(
    own: dict[str, tuple[int, int]], stated: set[str], statements: Statements
) -> list[tuple[int, int]]:
    """The cells of a year that have to go; `stated` is what the statements have for it."""
    gone: list[tuple[int, int]] = []
    left = {name: place for name, place in own.items() if name not in stated}
    while True:
        there = left.keys() | stated
        short = (
            (total, parts & there)
            for total, parts in statements.sums
            if total in there and parts & there and not parts <= there
        )
        drop = next(
            (
                names
                for total, parts in short
                if (names := parts if parts <= left.keys() else {total} & left.keys())
            ),
            None,
        )
        if not drop:
            return gone
        gone += [left.pop(name) for name in drop]


def _one_each(
    table: Decided, common: Sequence[int], years: dict[int, Duration], statements: Statements
) -> dict[int, Claim]:
    """The claims by item. Of two lines with one concept it is the one with the statement's words:
    earnings before a change in accounting are net earnings in years without one.
    """
    words = packaged_normaliser().words
    strict = of_selected(table)
    claims = {
        at: claim
        for at, item in enumerate(table.read.items)
        if item.row.cells
        and (claim := _claim(table, at, common, years, statements)) is not None
        and not (strict and _qualified(words(item.caption), claim, statements))
    }  # fmt: skip
    found: dict[int, Claim] = {}
    for concepts in {claim.concepts for claim in claims.values()}:
        own = [at for at, claim in claims.items() if claim.concepts == concepts]
        printed = statements.captions.get(concepts[0].qname.local, frozenset())
        named = [at for at in own if words(table.read.items[at].caption) in printed]
        own = own if len(own) == 1 else named
        if len(own) == 1:
            found[own[0]] = claims[own[0]]
    return dict(sorted(found.items()))


def _qualified(caption: Words, claim: Claim, statements: Statements) -> bool:
    """Whether a line says of what it is before or without, and the statement's line does not: in
    other years the two may be apart.
    """
    printed = statements.captions.get(claim.concepts[0].qname.local, frozenset())
    mine = set(caption) & _QUALIFIERS
    return all(set(words) & _QUALIFIERS != mine for words in printed)


def _years(table: Decided) -> dict[int, Duration]:
    """The columns that are a year each; where two have the same one neither is it for certain, and
    one that adds the years of two owners is no company's.
    """
    spans = {
        column.index: column.duration
        for column in table.read.columns
        if not _COMBINED.search(column.column.head)
    }
    return {
        at: span
        for at, span in spans.items()
        if span is not None and is_year(span) and list(spans.values()).count(span) == 1
    }


def _dated(
    table: Decided, years: dict[int, Duration], statements: Statements
) -> dict[int, Duration]:
    """The columns whose years end on days that are told: where years end with a week, the days of
    those before the statements' are not, but for heads that print them.
    """
    if all((year.end + _DAY).day == 1 for year in statements.years):
        return years
    heads = {column.index: column.column.head for column in table.read.columns}
    return {
        at: year
        for at, year in years.items()
        if year in statements.years or any(each.date == year.end for each in dates(heads[at]))
    }


def _period(concept: Concept, year: Duration) -> Period:
    return Instant(date=year.end) if concept.period_type == "instant" else year


def _claim(
    table: Decided, at: int, common: Sequence[int], years: dict[int, Duration],
    statements: Statements,
) -> Claim | None:  # fmt: skip
    """The claim of a line that is one of the statements' in every year that both have."""
    item, mapped = table.read.items[at], table.claims[at]
    money = (item.units or table.read.units).money
    figures = {
        column: abs(cell.figure.value)
        for column in common
        if (cell := item.row.cell(column)) is not None
    }
    if item.quantity is Quantity.PER_SHARE:
        same = _per_share(mapped, figures, years, statements)
        return replace(mapped, statements=NOTE) if same else None
    if max(figures.values(), default=Decimal(0)) < _LEAST:
        return None
    found: dict[tuple[Concept, ...], Claim] = {}
    equal = 0
    for column, value in figures.items():
        amount, sure = value.scaleb(money), value >= _SURE
        claim = statements.named(amount, years[column], item.caption, mapped, sure=sure)
        if claim is not None and claim.concepts[0].datatype is DataType.MONETARY:
            found[claim.concepts] = claim
            equal += 1
    if len(found) != 1 or equal < _COMMON:
        return None
    claim = next(iter(found.values()))
    concept = claim.concepts[0]
    for column, value in figures.items():
        stated = statements.amount((concept.qname.local,), _period(concept, years[column]))
        if stated is not None and stated != value.scaleb(money):
            return None
    return claim


def _per_share(
    mapped: Claim, figures: dict[int, Decimal], years: dict[int, Duration], statements: Statements
) -> bool:
    """Whether amounts per share are those of the statements, for all concepts of their words."""
    if not mapped.concepts or mapped.concepts[0].datatype is not DataType.PER_SHARE:
        return False
    equal = 0
    for concept in mapped.concepts:
        for column, value in figures.items():
            stated = statements.amount((concept.qname.local,), years[column])
            if stated is not None and stated != value:
                return False
            equal += stated is not None and bool(value)
    return equal >= _COMMON * len(mapped.concepts)
