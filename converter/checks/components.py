"""What the statement of equity has of its components, against the other statements.

Equity             Retained Earnings      Balance sheet
Balance, 1997               2,418         Retained earnings    2,418
Net income                  1,000         Net income           1,000    of operations
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.equal import EQUITY, figures
from converter.checks.periods import near
from converter.checks.proven import proven
from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.model.xbrl import Instant
from converter.text.slips import slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.mapped import Decided
    from converter.model.source import Span
    from converter.model.xbrl import Period

_MEMBERS = {
    "RetainedEarningsMember": frozenset(
        {
            "RetainedEarningsAccumulatedDeficit",
            "RetainedEarningsUnappropriated",
            "DevelopmentStageEnterpriseDeficitAccumulatedDuringDevelopmentStage",
        }
    ),
    "AccumulatedOtherComprehensiveIncomeMember": frozenset(
        {"AccumulatedOtherComprehensiveIncomeLossNetOfTax"}
    ),
    "AdditionalPaidInCapitalMember": frozenset({"AdditionalPaidInCapital"}),
    "TreasuryStockMember": frozenset({"TreasuryStockValue"}),
}
_LEAST = 100  # smaller figures are met twice by chance


# the components that all of net income enters
_EARNED = ("RetainedEarningsMember", "ComprehensiveIncomeMember")
_INCOME = frozenset({"NetIncomeLoss", "ProfitLoss"})


class _Amount(NamedTuple):
    """A component's amount in whole units; `unit` is one in its last printed place."""

    member: str
    caption: str
    value: Decimal
    unit: Decimal
    span: Span
    period: Period
    concepts: frozenset[str]


@check("EQU007", Stage.TABLES, Consequence.DOUBT)
def other_component(seen: Seen) -> Iterator[Found]:
    """A component of equity is not the same in two statements

    The statement of equity has another balance of retained earnings, paid-in capital, treasury
    stock or accumulated other comprehensive income at a date than the balance sheet, and no line of
    that has its amount but the total. The fact that no sum proves is marked as doubtful, or both;
    one that has the amount of the total is in any case.

    Compare both lines: a slip of the filer, a figure that was misread, or one in the wrong column.
    Where the component has the total's amount, the heads of the columns stand one too far.
    """
    sheet = seen.once(figures)[StatementKind.BS]
    sure = seen.once(proven)
    for one in (each for table in seen.tables for each in _amounts(table)):
        if one.member not in _MEMBERS or not isinstance(one.period, Instant):
            continue
        beside = [each for each in sheet if near(each.period, one.period)]
        rivals = [each for each in beside if each.concepts & _MEMBERS[one.member]]
        alike = [
            each for each in beside
            if abs(abs(each.value) - abs(one.value)) <= max(each.unit, one.unit)
        ]  # fmt: skip
        whole = any(each.concepts & EQUITY for each in alike)
        if len(rivals) != 1 or rivals[0] in alike or (alike and not whole):
            continue
        other = rivals[0]
        doubtful = tuple(
            span for span in (one.span, other.span)
            if span not in sure or (whole and span == one.span)
        )  # fmt: skip
        if doubtful and abs(one.value) >= _LEAST * one.unit:
            yield Found(
                Severity.WARNING, span=one.span, others=(other.span,), doubt=doubtful,
                message=f"a component of equity is not the same in two statements: {one.caption!r}"
                f" {one.value:,f} and {other.caption!r} at {other.span} {other.value:,f} for"
                f" {one.period.date}",
            )  # fmt: skip


@check("EQU009", Stage.TABLES, Consequence.DOUBT)
def other_income(seen: Seen) -> Iterator[Found]:
    """A component of equity has another net income than operations

    Net income enters retained earnings, or stands in the column of comprehensive income, with
    another amount than the statement of operations has for the period, and a slip of the hand makes
    the one of the other. The fact of the component is marked as doubtful, unless a sum proves it.

    Compare both lines: a slip of the filer, or a figure that was misread.
    """
    earned = [each for each in seen.once(figures)[StatementKind.IS] if each.concepts & _INCOME]
    sure = seen.once(proven)
    for one in (each for table in seen.tables for each in _amounts(table)):
        if one.member not in _EARNED or not one.concepts & _INCOME or one.span in sure:
            continue
        beside = [each for each in earned if near(each.period, one.period)]
        if not beside or any(
            abs(each.value - one.value) <= max(each.unit, one.unit) * (each.unit != one.unit)
            for each in beside
        ):
            continue
        places = max(0, -int(one.unit.log10()))
        slips = [each for each in beside if slip(one.value, places, each.value) is not None]
        if slips and abs(one.value) >= _LEAST * one.unit:
            other = slips[0]
            yield Found(
                Severity.WARNING, span=one.span, others=(other.span,), doubt=(one.span,),
                message=f"net income is not the same in two statements: {one.caption!r}"
                f" {one.value:,f} in a component of equity and {other.caption!r} at {other.span}"
                f" {other.value:,f}",
            )  # fmt: skip


def _amounts(table: Decided) -> Iterator[_Amount]:
    """What a statement of equity has of components, at dates and for periods."""
    read = table.read
    if read.table.kind is not StatementKind.EQ:
        return
    for at, item in enumerate(read.items):
        if item.period is None or item.group:
            continue
        concepts = frozenset(concept.qname.local for concept in table.claims[at].concepts)
        for cell in item.row.cells:
            part = table.component(at, cell.column)
            member = part.member.local if part and part.member and not part.name else ""
            column = read.columns[cell.column]
            if member and not column.shares and not column.group:
                power = read.units_at(item, cell.column).money
                yield _Amount(
                    member, item.caption, cell.figure.value.scaleb(power),
                    Decimal(1).scaleb(power - cell.figure.places), cell.span, item.period,
                    concepts,
                )  # fmt: skip
