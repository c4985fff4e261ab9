"""Cells and caption amounts to candidate facts, and what to do where they contradict each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.decisions import Apart, Conflict, Decisions, Stated
from converter.model.filing import StatementKind
from converter.model.review import RULE as REVIEW
from converter.model.xbrl import (
    PURE,
    SHARES,
    Concept,
    DataType,
    Instant,
    Period,
    Provenance,
    QName,
    Unit,
    currency,
    per_share,
    retro,
    us_gaap,
)
from converter.report.signs import turn_of
from converter.report.stock import CLASS_AXIS, class_member
from converter.report.unconfirmed import unconfirmed
from converter.text.units import Quantity, Units, counts_power

if TYPE_CHECKING:
    from converter.model.decisions import Key, Rivals
    from converter.model.lineitem import CaptionAmount, Group, LineItem, ReadColumn, ReadTable
    from converter.model.mapped import AmountClaim, Claim, Decided
    from converter.model.source import Span
    from converter.model.table import Cell
    from converter.model.xbrl import Basis, Context

EQUITY_AXIS = us_gaap("StatementEquityComponentsAxis")
ENTITY_AXIS = us_gaap("LegalEntityAxis")
SEGMENT_AXIS = us_gaap("StatementBusinessSegmentsAxis")
PLACE_AXIS = retro("GeographicalAreasAxis")
PLAN_AXIS = retro("DefinedBenefitPlansAxis")
ACCOUNT_AXIS = retro("ValuationAllowancesAndReservesAxis")

_NO_CURRENCY = (DataType.SHARES, DataType.PERCENT, DataType.PURE)


def fact_id(concept: QName, context: Context) -> str:
    """A fact's id, made of its content: 'f_Assets_20040930'."""
    prefix = "" if concept.prefix == "us-gaap" else f"{concept.prefix}_"
    return f"f_{prefix}{concept.local}_{context.id.removeprefix('c_')}"


MemberMaker = Callable[[str], QName]


def cell_candidates(
    number: int,
    table: Decided,
    signs: list[int],
    member: MemberMaker,
    contra: frozenset[int] = frozenset(),
) -> list[Stated]:
    """The facts that the cells of one table state.

    contra  columns of an equity statement that state what is taken off, without a minus
    """
    read = table.read
    found: list[Stated] = []
    for at, item in enumerate(read.items):
        for cell in item.row.cells:
            if (at, cell.column) in table.left_out:
                continue
            column = read.columns[cell.column]
            in_shares = bool(table.components) and column.shares is True
            claim = table.cells.get((at, cell.column)) or (
                table.share_claims[at] if in_shares else table.claims[at]
            )
            said = table.reviews.get((at, cell.column))
            own = in_shares or (at, cell.column) in table.cells
            turn = turn_of(claim, [cell.figure]) if own else signs[at]
            if cell.column in contra:
                turn = -turn_of(claim, [cell.figure.opposite])
            if said and said.turn:
                turn = said.turn
            why: Provenance | None = None  # the same for all concepts of the claim
            for concept in claim.concepts:
                period = period_at(table, at, concept, column)
                if period is None:
                    continue
                amount = _amount(concept, cell, item, units_of(read, item, column), turn)
                if amount is None:
                    continue
                value, decimals, unit = amount
                dimensions = _dimensions(table, at, cell.column, member)
                own_table = read.table
                why = why or _provenance(
                    own_table.kind, own_table.title, item.caption, column, claim
                )
                found.append(
                    Stated(
                        concept, period, dimensions, unit, value, decimals, cell.span, why,
                        number, at, cell.column, reviewed=said is not None and said.direct,
                    )
                )  # fmt: skip
    return found


def period_at(table: Decided, at: int, concept: Concept, column: ReadColumn) -> Period | None:
    """`period_of` an item's cell, or the one that a review says, or that a note's table proves."""
    said = table.reviews.get((at, column.index))
    proven = table.detail.periods.get((at, column.index)) if table.detail else None
    for own in (said.period if said else None, proven):
        if own is not None and own.kind == concept.period_type:
            return own
    return period_of(concept, table.read.items[at], column)


def units_of(read: ReadTable, item: LineItem, column: ReadColumn) -> Units:
    """The units of a cell: those of its line, or the table's; its column may count otherwise."""
    units = item.units or read.units
    own = column.column.units
    return replace(units, shares=own.shares) if own else units


def _dimensions(
    table: Decided, at: int, column: int, member: MemberMaker
) -> tuple[tuple[QName, QName], ...]:
    """The part of the company and the component of equity that a cell states."""
    found: list[tuple[QName, QName]] = []
    group = table.read.items[at].group or table.read.columns[column].group
    if group is not None:
        found.append((_axis(group), member(group.name)))
    found += _class(table.read.items[at], member)
    component = table.component(at, column)
    if component is not None:
        if component.member is not None:
            found.append((EQUITY_AXIS, component.member))
        elif component.name:
            found.append((EQUITY_AXIS, member(component.name)))
    return tuple(found)


def _class(item: LineItem, member: MemberMaker) -> list[tuple[QName, QName]]:
    """The class of stock of a line that is one of several."""
    return [(CLASS_AXIS, class_member(item.stock, member))] if item.stock else []


def _axis(group: Group) -> QName:
    """The axis of the parts that a group is one of."""
    if group.entity:
        return ENTITY_AXIS
    if group.account:
        return ACCOUNT_AXIS
    return PLACE_AXIS if group.place else PLAN_AXIS if group.plan else SEGMENT_AXIS


def _whole(table: Decided, member: MemberMaker) -> tuple[tuple[QName, QName], ...]:
    """The company whose table it is, where that is not the registrant."""
    groups = {column.group for column in table.read.columns}
    group = groups.pop() if len(groups) == 1 else None
    return ((ENTITY_AXIS, member(group.name)),) if group and group.entity else ()


def _provenance(
    kind: StatementKind, title: str, caption: str, column: ReadColumn | None, claim: Claim
) -> Provenance:
    return Provenance(
        statement=kind, table=title, caption=caption,
        column=column.column.head if column else "", rule=claim.rule,
        confidence=round(claim.stated, 4), basis=claim.basis, candidates=claim.candidates,
    )  # fmt: skip


def period_of(concept: Concept, item: LineItem, column: ReadColumn) -> Period | None:
    """The period for which a cell states a concept; None where it is not told."""
    if item.period is not None:
        wanted = item.period.kind == concept.period_type
        return item.period if wanted else None
    if concept.period_type == "duration":
        return column.duration
    if item.opening:
        if column.duration is None:
            return None
        return Instant(date=column.duration.start - dt.timedelta(1))
    return column.instant


def _amount(
    concept: Concept, cell: Cell, item: LineItem, units: Units, turn: int
) -> tuple[Decimal, int, Unit] | None:
    """(real value, decimals, unit) of a cell as `concept`."""
    figure = cell.figure
    if not units.currency and concept.datatype not in _NO_CURRENCY:
        return None
    if figure.percent and concept.datatype not in (DataType.PERCENT, DataType.PURE):
        return None
    value = figure.value * turn
    if concept.datatype in (DataType.PER_SHARE, DataType.PER_UNIT):
        places = max((c.figure.places for c in item.row.cells), default=0) or 2
        return _clean(value), places, per_share(units.currency)
    if concept.datatype is DataType.SHARES:
        return _scaled(value, units.shares, figure.places, SHARES)
    if concept.datatype is DataType.MONETARY and item.quantity is not Quantity.PER_SHARE:
        return _scaled(value, units.money, figure.places, currency(units.currency))
    if concept.datatype in (DataType.PERCENT, DataType.PURE):
        return _clean(value.scaleb(-2)), figure.places + 2, PURE
    return None


def _scaled(value: Decimal, power: int, places: int, unit: Unit) -> tuple[Decimal, int, Unit]:
    return _clean(value.scaleb(power)), places - power, unit


def _clean(value: Decimal) -> Decimal:
    """Without exponent and without a negative zero: '(0.00)' is 0.00."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        value = value.quantize(Decimal(1))
    return value or abs(value)


_LATE = 2  # months into the next year that a fiscal year may end


def caption_candidates(number: int, table: Decided, member: MemberMaker) -> list[Stated]:
    """The facts inside captions: for their own dates, else for each column of their line."""
    read = table.read
    whole = _whole(table, member)
    found: list[Stated] = []
    instants = [c.instant for c in read.columns if c.instant is not None]
    grouped = any(column.group for column in read.columns)
    counts = counts_power(
        read.units,
        (
            Decimal(claim.amount.digits.replace(",", ""))
            for claim in table.amounts
            if claim.quantity is Quantity.SHARES and claim.amount.power is None
        ),
    )
    for claim in table.amounts:
        item, amount = read.items[claim.item], claim.amount
        if item.group or grouped or not (read.units.currency or claim.quantity is Quantity.SHARES):
            continue  # of which part, or in what currency, is not told
        dimensions = (*whole, *_class(item, member))
        dated = bool(amount.dates or amount.years or claim.every_date)
        confidence, basis = _sure_of_amount(claim, dated=dated)
        held = instants if claim.every_date else _held(table, item, instants)
        periods = _when(amount, every_date=claim.every_date, instants=instants, held=held)
        if claim.period and len(set(periods)) < 2:  # an amount of several days stays so
            periods = [claim.period]
        for concept in claim.concepts:
            for period in dict.fromkeys(periods):
                text = amount.digits.replace(",", "")
                places = len(text.partition(".")[2])
                if claim.quantity is Quantity.MONEY:
                    power = read.units.money if amount.power is None else amount.power
                    value, decimals, unit = _scaled(
                        Decimal(text), power, places, currency(read.units.currency)
                    )
                elif claim.quantity is Quantity.SHARES:
                    power = counts if amount.power is None else amount.power
                    value, decimals, unit = _scaled(Decimal(text), power, places, SHARES)
                else:
                    value, decimals, unit = Decimal(text), places, per_share(read.units.currency)
                why = Provenance(
                    statement=read.table.kind, table=read.table.title, caption=item.caption,
                    rule=claim.rule, confidence=confidence, basis=basis,
                )  # fmt: skip
                found.append(
                    Stated(
                        concept, period, dimensions, unit, value, decimals, amount.span, why,
                        number, claim.item, -1, in_caption=True, reviewed=claim.rule == REVIEW,
                    )
                )  # fmt: skip
    return found


def _sure_of_amount(claim: AmountClaim, *, dated: bool) -> tuple[float, Basis]:
    """The confidence of an amount in a caption; without a date of its own its day is a guess, and
    how often that is right was not measured.
    """
    if not dated:
        return 0.7, "rule"
    return (0.9, "rule") if claim.measured is None else (claim.measured, "measured")


def _held(table: Decided, item: LineItem, instants: list[Instant]) -> list[Instant]:
    """The instants at which there is what a line counts: not those of its dashes, where it has
    an amount at another one.
    """
    nil = {
        table.read.columns[cell.column].instant for cell in item.row.cells if not cell.figure.value
    }
    left = [each for each in instants if each not in nil]
    return left or instants


def _when(
    amount: CaptionAmount, *, every_date: bool, instants: list[Instant], held: list[Instant]
) -> list[Instant]:
    """The instants for which an amount of a caption holds; `held`: where it states none itself."""
    if amount.dates:
        return [Instant(date=day) for day in amount.dates]
    names = _names(amount, instants)
    own = [each for each in instants if names[each] in amount.years]
    if own:
        return own if len(own) == len(amount.years) else []
    if amount.elsewhere and not amount.years:  # '$91 ($87 in 1995)'
        rest = [
            each for each in instants
            if each.date not in amount.elsewhere and names[each] not in amount.elsewhere
        ]  # fmt: skip
        return rest if len(rest) < len(instants) else []  # the others' dates are no columns'
    if amount.among > 1:  # '$16 and $430, respectively': in the columns' order
        at = amount.order
        return instants[at : at + 1] if amount.among == len(instants) else []
    if amount.later and not every_date:
        return [Instant(date=day) for day in amount.later]
    return held


def _names(amount: CaptionAmount, instants: list[Instant]) -> dict[Instant, int]:
    """The years by which a caption names the instants. Where it names one that none of them is in,
    it is the fiscal year that ended in the first weeks of the next: '1993' of January 1, 1994.
    """
    named = {*amount.years, *(each for each in amount.elsewhere if isinstance(each, int))}
    calendar = {each: each.date.year for each in instants}
    if named <= set(calendar.values()):
        return calendar
    fiscal = {each: each.date.year - (each.date.month <= _LATE) for each in instants}
    return fiscal if named <= set(fiscal.values()) else calendar


@dataclass(frozen=True, slots=True)
class Settled:
    """One fact with all the places that state it, the first one first."""

    first: Stated
    others: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The facts, and what was decided where places disagree (`model.decisions`)."""

    facts: list[Settled]
    conflicts: list[Conflict]
    apart: list[tuple[Apart, ...]]
    unconfirmed: list[tuple[Stated, ...]]

    def decisions(self, rivals: list[Rivals], uncalculated: list[tuple[QName, Span]]) -> Decisions:
        return Decisions(
            tuple(self.conflicts), tuple(self.apart), tuple(rivals), tuple(uncalculated),
            tuple(self.unconfirmed),
        )  # fmt: skip


def settle(candidates: list[Stated]) -> Settlement:
    """One fact for each concept, period and dimensions.

    What a person looked at comes first. Statements come before notes, and the place that stands
    first in that order is kept. Of two
    places alike, in notes or in captions, that state different amounts neither is: which of them
    is the company's is not told. Tables of notes with a column that contradicts the statements
    throughout speak of a part of the company, or have their heads confused: nothing is taken from
    them. Nor are amounts of what would have been.
    """
    reviewed = [c for c in candidates if c.reviewed]
    others = [c for c in candidates if not c.reviewed] if reviewed else candidates
    primary = [c for c in others if c.provenance.statement is not StatementKind.NOTE]
    notes = [c for c in others if c.provenance.statement is StatementKind.NOTE]
    kept: dict[Key, list[Stated]] = {}
    conflicts = _merge(sorted(reviewed, key=_rank), kept)
    conflicts += _merge(sorted(primary, key=_rank), kept)
    by_column: dict[tuple[int, int], list[Stated]] = defaultdict(list)
    for candidate in notes:
        by_column[candidate.table, candidate.column].append(candidate)
    apart: dict[int, list[Apart]] = defaultdict(list)
    for (table, _), cells in sorted(by_column.items()):
        found = _apart(cells, kept)
        if found is not None:
            apart[table].append(found)
    # a column apart makes its neighbours doubtful too
    notes = [c for c in notes if c.table not in apart]
    alone = unconfirmed(notes, kept)
    left = {id(cell) for cells in alone for cell in cells}
    sure = (c for c in notes if id(c) not in left)
    conflicts += _merge(sorted(sure, key=lambda c: (-c.provenance.confidence, _rank(c))), kept)
    for key in {each.stated.key for each in conflicts if each.dropped and not each.kept.reviewed}:
        kept.pop(key, None)
    settled = [Settled(places[0], tuple(places[1:])) for places in kept.values()]
    contradicting = [tuple(apart[table]) for table in sorted(apart)]
    return Settlement(settled, conflicts, contradicting, alone)


_ORDER = {
    kind: at
    for at, kind in enumerate(
        (StatementKind.COVER, StatementKind.BS, StatementKind.IS, StatementKind.CI,
         StatementKind.CF, StatementKind.EQ, StatementKind.NOTE, StatementKind.FDS)
    )
}  # fmt: skip


def rank(kind: StatementKind) -> int:
    """The order in which statements are believed."""
    return _ORDER[kind]


def _rank(candidate: Stated) -> tuple[int, int, int, int]:
    return (
        rank(candidate.provenance.statement), candidate.table, candidate.span.start,
        candidate.column,
    )  # fmt: skip


def _merge(candidates: list[Stated], kept: dict[Key, list[Stated]]) -> list[Conflict]:
    """Puts the candidates into `kept`; those that state another amount than what is kept."""
    against: list[Stated] = []
    agreed: Counter[tuple[int, int]] = Counter()
    for candidate in candidates:
        places = kept.setdefault(candidate.key, [])
        if not places:
            places.append(candidate)
        elif candidate.agrees(places[0]):
            if any(candidate.span == place.span for place in places):
                continue
            if candidate.table != places[0].table:
                agreed[candidate.line] += 1
            if candidate.decimals > places[0].decimals:
                places.insert(0, candidate)
            else:
                places.append(candidate)
        else:
            against.append(candidate)
    differing = Counter(each.line for each in against)
    found: list[Conflict] = []
    for each in against:
        first, *others = kept[each.key]
        same = agreed[each.line] >= differing[each.line]
        found.append(Conflict(each, first, not others and _alike(each, first), same))
    return found


def _alike(one: Stated, other: Stated) -> bool:
    """Whether nothing tells which of two places is to be believed: captions of a statement that
    name an amount each ('Class A, $5 par value and Class B, $.1667 par value'), lines of notes.
    """
    if one.in_caption or other.in_caption:
        return one.in_caption and other.in_caption
    return one.provenance.statement is other.provenance.statement is StatementKind.NOTE


def _apart(cells: list[Stated], kept: dict[Key, list[Stated]]) -> Apart | None:
    """The first contradiction, where a note's column contradicts the statements in more cells than
    it agrees with them. An amount that another line of the statements has for the same period has
    another name, not another period.
    """
    agree = 0
    amounts: set[tuple[Period, Decimal]] = set()  # gathered where two amounts differ
    against: list[tuple[Stated, Stated]] = []
    for cell in cells:
        places = kept.get(cell.key)
        if not places or (not cell.value and not places[0].value):
            continue
        if cell.agrees(places[0]):
            agree += 1
            continue
        amounts = amounts or {(key[1], places[0].value) for key, places in kept.items()}
        if (cell.period, cell.value) not in amounts:
            against.append((cell, places[0]))
    if not against or len(against) <= agree:
        return None
    cell, stated = against[0]
    elsewhere = next(
        (
            places[0]
            for key, places in kept.items()
            if key[0] == cell.concept.qname
            and key[2] == cell.dimensions
            and key[1] != cell.period
            and places[0].value
            and places[0].agrees(cell)
            and _length(key[1]) == _length(cell.period)
        ),
        None,
    )
    return Apart(cell, stated, elsewhere)


def _length(period: Period) -> int:
    return 0 if isinstance(period, Instant) else (period.end - period.start).days // 27
