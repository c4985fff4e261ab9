"""Cells to candidate facts: which concept, period, dimensions and value each states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.decisions import Stated
from converter.model.mapped import Way
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
from converter.report.unconfirmed import supposed
from converter.text.units import Quantity, Units

if TYPE_CHECKING:
    from converter.model.filing import StatementKind
    from converter.model.lineitem import Group, LineItem, ReadColumn
    from converter.model.mapped import Claim, Decided
    from converter.model.table import Cell
    from converter.model.xbrl import Context

EQUITY_AXIS = us_gaap("StatementEquityComponentsAxis")
ENTITY_AXIS = us_gaap("LegalEntityAxis")
SEGMENT_AXIS = us_gaap("StatementBusinessSegmentsAxis")
PLACE_AXIS = retro("GeographicalAreasAxis")
PLAN_AXIS = retro("DefinedBenefitPlansAxis")
ACCOUNT_AXIS = retro("ValuationAllowancesAndReservesAxis")
PRICE_AXIS = retro("ExercisePriceRangesAxis")

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
    told = supposed(table)
    for at, item in enumerate(read.items):
        for cell in item.row.cells:
            if (at, cell.column) in table.left_out:
                continue
            column = read.columns[cell.column]
            in_shares = table.in_shares(cell.column)
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
                amount = _amount(concept, cell, item, read.units_at(item, cell.column), turn)
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
                        supposed=told and claim.way is not Way.OWN and not claim.of_note,
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


def _dimensions(
    table: Decided, at: int, column: int, member: MemberMaker
) -> tuple[tuple[QName, QName], ...]:
    """The part of the company and the component of equity that a cell states."""
    found: list[tuple[QName, QName]] = []
    group = table.read.items[at].group or table.read.columns[column].group
    if group is not None:
        found.append((_axis(group), member(group.name)))
    found += class_of(table.read.items[at], member)
    component = table.component(at, column)
    if component is not None:
        if component.member is not None:
            found.append((EQUITY_AXIS, component.member))
        elif component.name:
            found.append((EQUITY_AXIS, member(component.name)))
    return tuple(found)


def class_of(item: LineItem, member: MemberMaker) -> list[tuple[QName, QName]]:
    """The class of stock of a line that is one of several."""
    return [(CLASS_AXIS, class_member(item.stock, member))] if item.stock else []


def _axis(group: Group) -> QName:
    """The axis of the parts that a group is one of."""
    if group.entity:
        return ENTITY_AXIS
    if group.account or group.price:
        return ACCOUNT_AXIS if group.account else PRICE_AXIS
    return PLACE_AXIS if group.place else PLAN_AXIS if group.plan else SEGMENT_AXIS


def whole_company(table: Decided, member: MemberMaker) -> tuple[tuple[QName, QName], ...]:
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
        return scaled(value, units.shares, figure.places, SHARES)
    if concept.datatype is DataType.MONETARY and item.quantity is not Quantity.PER_SHARE:
        return scaled(value, units.money, figure.places, currency(units.currency))
    if concept.datatype in (DataType.PERCENT, DataType.PURE):
        return _clean(value.scaleb(-2)), figure.places + 2, PURE
    return None


def scaled(value: Decimal, power: int, places: int, unit: Unit) -> tuple[Decimal, int, Unit]:
    return _clean(value.scaleb(power)), places - power, unit


def _clean(value: Decimal) -> Decimal:
    """Without exponent and without a negative zero: '(0.00)' is 0.00."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        value = value.quantize(Decimal(1))
    return value or abs(value)
