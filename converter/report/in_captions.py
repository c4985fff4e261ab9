"""Amounts inside captions to candidate facts: for their own dates, or each column of their line;
those that a period of time has (shares bought, interest capitalized) for the line's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from converter.model.decisions import Stated
from converter.model.filing import StatementKind
from converter.model.review import RULE as REVIEW
from converter.model.xbrl import (
    SHARES,
    Duration,
    Instant,
    Provenance,
    Unit,
    currency,
    per_share,
    us_gaap,
)
from converter.report.facts import EQUITY_AXIS, MemberMaker, class_of, scaled, whole_company
from converter.report.own_amounts import OWN
from converter.text.units import PRICES, Quantity, Units, counts_power

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from converter.model.lineitem import CaptionAmount, LineItem, ReadColumn
    from converter.model.mapped import AmountClaim, Decided
    from converter.model.xbrl import Basis, QName

P = TypeVar("P", Instant, Duration)

_STOCK = re.compile(
    r"\b(?:(?P<preferred>preferred|preference)|common)\s+(?:stock|shares?)\b", re.IGNORECASE
)
_TOO_MUCH = 3  # times the total assets, or the line
_FAR_TOO_MUCH = 20  # times the line
_PART = re.compile(r"Allowance|^Accumulated(?:Depre|Amort)|InProgress")  # of what the line has
_LATE = 2  # months into the next year that a fiscal year may end


def caption_candidates(number: int, table: Decided, member: MemberMaker) -> list[Stated]:
    """The facts inside captions: for their own dates, else for each column of their line."""
    read = table.read
    whole = whole_company(table, member)
    found: list[Stated] = []
    # the amounts are the whole company's, where its parts stand beside it
    instants = [c.instant for c in read.columns if c.instant is not None and not c.group]
    grouped = not instants and any(column.group for column in read.columns)
    counts = _power_of_counts(table)
    units = _units_of_amounts(table)
    for claim in table.amounts:
        item, amount = read.items[claim.item], claim.amount
        if item.group or grouped or not (read.units.currency or claim.quantity is Quantity.SHARES):
            continue  # of which part, or in what currency, is not told
        dimensions = (*whole, *class_of(item, member), *_counted(table, claim))
        dated = bool(amount.dates or amount.years or claim.every_date)
        confidence, basis = _sure_of_amount(claim, dated=dated)
        for concept in claim.concepts:
            periods: Sequence[Instant | Duration]
            power: int | None = counts
            if concept.period_type == "duration":
                periods = _spans(table, item, claim)
                power = _bought(item, claim, read.units, counts)
            else:
                periods = _days(table, item, claim, instants)
            if power is None:
                continue
            if claim.period and len(set(periods)) < 2:  # an amount of several days stays so
                periods = [claim.period]
            for period in dict.fromkeys(periods):
                value, decimals, unit = _in_caption(claim, units, power)
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


def _counted(table: Decided, claim: AmountClaim) -> list[tuple[QName, QName]]:
    """The component of which a statement of equity counts shares, where it is not common stock:
    'Repurchase of 6,450 preferred shares' is beside 'Repurchase of 4,789,658 common shares'.
    """
    if table.read.table.kind is not StatementKind.EQ or claim.quantity is not Quantity.SHARES:
        return []
    behind = re.split(r"\d", claim.amount.after)[0]
    said = _STOCK.search(behind) or _STOCK.search(claim.amount.before)
    return [(EQUITY_AXIS, us_gaap("PreferredStockMember"))] if said and said["preferred"] else []


def _units_of_amounts(table: Decided) -> Units:
    """The table's units, with money in units of one where an amount in a caption of a balance sheet
    is many times all that the company has: '(less allowance of $7,159,000)', in thousands; or many
    times what its line has.
    """
    units = table.read.units
    if table.read.table.kind is not StatementKind.BS or not units.money:
        return units
    most = max(
        (abs(cell.figure.value) for item in table.read.items for cell in item.row.cells),
        default=Decimal(0),
    )
    stated = [
        claim.amount.printed
        for claim in table.amounts
        if claim.quantity is Quantity.MONEY and claim.amount.power is None
    ]
    full = most and max(stated, default=Decimal(0)) > _TOO_MUCH * most
    return replace(units, money=0) if full or _wholly_printed(table) else units


def _wholly_printed(table: Decided) -> bool:
    """Whether amounts in captions are printed whole though the table is in thousands, by what their
    lines have: 'net of $8,267,000 uncollectible allowance     119,020'. Fewer times are enough
    where each has its three zeros.
    """
    claims = [each for each in table.amounts if each.quantity is Quantity.MONEY]
    if any(each.amount.power is not None for each in claims):
        return False
    zeros = all(each.amount.digits.endswith(",000") for each in claims)
    times = _TOO_MUCH if zeros else _FAR_TOO_MUCH
    # what preferred stock is redeemed at may be many times its par
    parts = [e for e in claims if any(_PART.search(c.qname.local) for c in e.concepts)]
    for each in parts:
        cells = table.read.items[each.item].row.cells
        line = max((abs(cell.figure.value) for cell in cells), default=Decimal(0))
        if line and each.amount.printed > times * line:
            return True
    return False


def _power_of_counts(table: Decided) -> int:
    """The power of ten of counts of shares that state none themselves."""
    units = table.read.units
    if not units.counted and any(map(_wholly_held, table.amounts)):
        return 0
    if not units.counted and (proven := _by_par(table)) is not None:
        return proven
    return counts_power(
        units,
        (
            claim.amount.printed
            for claim in table.amounts
            if claim.quantity is Quantity.SHARES and claim.amount.power is None
        ),
    )


def _by_par(table: Decided) -> int | None:
    """The power of ten with which shares at their par are what the line states, that of the table's
    counts or none: '$8 par value, 1,125 shares outstanding  9', in thousands of dollars.
    """
    units = table.read.units
    powers = {units.shares, 0}
    for at in {claim.item for claim in table.amounts}:
        pars, counts = (
            [
                each.amount.printed
                for each in table.amounts
                if each.item == at and each.quantity is quantity and each.amount.power is None
            ]
            for quantity in (Quantity.PER_SHARE, Quantity.SHARES)
        )
        stated = [abs(c.figure.value) for c in table.read.items[at].row.cells if c.figure.value]
        if len(pars) != 1:
            continue
        fit = {
            power
            for power in powers
            for count in counts
            for figure in stated
            if _is_about(pars[0] * count.scaleb(power - units.money), figure)
        }
        if len(fit) == 1:
            return fit.pop()
    return None


def _is_about(amount: Decimal, figure: Decimal) -> bool:
    """Whether an amount is a figure, but for what that was rounded by."""
    return abs(amount - figure) <= max(Decimal("0.5"), figure / 1000)


def _wholly_held(claim: AmountClaim) -> bool:
    """Whether all shares that are authorized are outstanding, '2,000 shares authorized, issued and
    outstanding': so few that a parent holds them, in a table of millions too.
    """
    names = " ".join(concept.qname.local for concept in claim.concepts)
    return "SharesAuthorized" in names and "SharesOutstanding" in names


def _bought(item: LineItem, claim: AmountClaim, units: Units, counts: int) -> int | None:
    """The power of a count of shares whose price stands beside it: that of the table's counts, or
    none, by which of the two a share costs what shares cost; None where neither does.
    """
    if claim.quantity is not Quantity.SHARES:
        return counts
    paid = max((abs(cell.figure.value) for cell in item.row.cells), default=Decimal(0))
    if not paid or item.units is not None:
        return counts
    count = claim.amount.printed
    for power in (counts, 0):
        price = paid.scaleb(units.money) / count.scaleb(power) if count else Decimal(0)
        if PRICES[0] <= price <= PRICES[1]:
            return power
    return None


def _in_caption(claim: AmountClaim, units: Units, counts: int) -> tuple[Decimal, int, Unit]:
    """(value, decimals, unit) of an amount in a caption; `counts`: the power of share counts."""
    amount = claim.amount
    value, places, power = amount.printed, len(amount.digits.partition(".")[2]), amount.power
    if claim.quantity is Quantity.MONEY:
        return scaled(
            value, units.money if power is None else power, places, currency(units.currency)
        )
    if claim.quantity is Quantity.SHARES:
        return scaled(value, counts if power is None else power, places, SHARES)
    return value, places, per_share(units.currency)


def _sure_of_amount(claim: AmountClaim, *, dated: bool) -> tuple[float, Basis]:
    """The confidence of an amount in a caption; without a date of its own its day is a guess, and
    how often that is right was not measured.
    """
    if claim.rule == OWN:
        return 0.0, "rule"
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


def _spans(table: Decided, item: LineItem, claim: AmountClaim) -> list[Duration]:
    """The periods of time for which an amount of a caption holds. Where it does not tell of which,
    it is that of the line, or of the only column in which the line has an amount; else of none.
    """
    read, amount = table.read, claim.amount
    if read.table.kind is StatementKind.EQ and (item.period or not _dated(read.columns)):
        return _of_its_row(item, amount)
    columns = [column for column in read.columns if column.duration and not column.group]
    spans = [column.duration for column in columns if column.duration]
    if amount.dates:
        return [each for each in spans if each.end in amount.dates]
    filled = {cell.column for cell in item.row.cells if cell.figure.value}
    held = [c.duration for c in columns if c.duration and (c.index in filled or not item.row.cells)]
    if amount.among > 1 and amount.among == len(held):
        return held[amount.order : amount.order + 1]
    return _when(amount, spans, held if claim.every_date or len(held) == 1 else [])


def _of_its_row(item: LineItem, amount: CaptionAmount) -> list[Duration]:
    """The period of a row of a statement of equity whose caption has the amount alone."""
    own = item.period if isinstance(item.period, Duration) else None
    said = {*amount.years, *(day.year for day in amount.dates)}
    return [own] if own and amount.among == 1 and said <= {own.end.year} else []


def _dated(columns: Sequence[ReadColumn]) -> bool:
    return any(column.duration is not None for column in columns)


def _days(
    table: Decided, item: LineItem, claim: AmountClaim, instants: list[Instant]
) -> list[Instant]:
    """The instants for which an amount of a caption holds."""
    amount = claim.amount
    if amount.dates:
        return [Instant(date=day) for day in amount.dates]
    later = amount.later if not claim.every_date else ()
    held = instants if claim.every_date else _held(table, item, instants)
    return _when(amount, instants, [Instant(date=day) for day in later] or held)


def _when(amount: CaptionAmount, ends: list[P], held: list[P]) -> list[P]:
    """The periods for which an amount of a caption holds; `held`: where it states none itself."""
    names = _names(amount, ends)
    own = [each for each in ends if names[each] in amount.years]
    if own:
        return own if len(own) == len(amount.years) else []
    if amount.elsewhere and not amount.years:  # '$91 ($87 in 1995)'
        rest = [
            each for each in ends
            if _end(each) not in amount.elsewhere and names[each] not in amount.elsewhere
        ]  # fmt: skip
        return rest if len(rest) < len(ends) else []  # the others' dates are no columns'
    if amount.among > 1:  # '$16 and $430, respectively': in the columns' order
        at = amount.order
        return ends[at : at + 1] if amount.among == len(ends) else []
    return held


def _end(period: Instant | Duration) -> dt.date:
    return period.date if isinstance(period, Instant) else period.end


def _names(amount: CaptionAmount, ends: list[P]) -> dict[P, int]:
    """The years by which a caption names the periods. Where it names one that none of them ends
    in, it is the fiscal year that ended in the first weeks of the next: '1993' of January 1, 1994.
    """
    named = {*amount.years, *(each for each in amount.elsewhere if isinstance(each, int))}
    calendar = {each: _end(each).year for each in ends}
    if named <= set(calendar.values()):
        return calendar
    fiscal = {each: _end(each).year - (_end(each).month <= _LATE) for each in ends}
    return fiscal if named <= set(fiscal.values()) else calendar
