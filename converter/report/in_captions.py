"""Amounts inside captions to candidate facts: for their own dates, or each column of their line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.decisions import Stated
from converter.model.review import RULE as REVIEW
from converter.model.xbrl import SHARES, Instant, Provenance, Unit, currency, per_share
from converter.report.facts import MemberMaker, class_of, scaled, whole_company
from converter.text.units import Quantity, Units, counts_power

if TYPE_CHECKING:
    from converter.model.lineitem import CaptionAmount, LineItem
    from converter.model.mapped import AmountClaim, Decided
    from converter.model.xbrl import Basis

_LATE = 2  # months into the next year that a fiscal year may end


def caption_candidates(number: int, table: Decided, member: MemberMaker) -> list[Stated]:
    """The facts inside captions: for their own dates, else for each column of their line."""
    read = table.read
    whole = whole_company(table, member)
    found: list[Stated] = []
    # the amounts are the whole company's, where its parts stand beside it
    instants = [c.instant for c in read.columns if c.instant is not None and not c.group]
    grouped = not instants and any(column.group for column in read.columns)
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
        dimensions = (*whole, *class_of(item, member))
        dated = bool(amount.dates or amount.years or claim.every_date)
        confidence, basis = _sure_of_amount(claim, dated=dated)
        held = instants if claim.every_date else _held(table, item, instants)
        periods = _when(amount, every_date=claim.every_date, instants=instants, held=held)
        if claim.period and len(set(periods)) < 2:  # an amount of several days stays so
            periods = [claim.period]
        for concept in claim.concepts:
            for period in dict.fromkeys(periods):
                value, decimals, unit = _in_caption(claim, read.units, counts)
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


def _in_caption(claim: AmountClaim, units: Units, counts: int) -> tuple[Decimal, int, Unit]:
    """(value, decimals, unit) of an amount in a caption; `counts`: the power of share counts."""
    text = claim.amount.digits.replace(",", "")
    value, places, power = Decimal(text), len(text.partition(".")[2]), claim.amount.power
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
