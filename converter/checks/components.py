"""The balances of equity's components in the statement of equity, against the balance sheet.

Equity             Retained Earnings      Balance sheet
Balance, 1997               2,418         Retained earnings    2,418
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.equal import figures
from converter.checks.periods import near
from converter.checks.proven import proven
from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.model.xbrl import Instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.mapped import Decided
    from converter.model.source import Span

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


class _Balance(NamedTuple):
    """A component's balance in whole units; `unit` is one in its last printed place."""

    member: str
    caption: str
    value: Decimal
    unit: Decimal
    span: Span
    date: Instant


@check("EQU007", Stage.TABLES, Consequence.DOUBT)
def other_component(seen: Seen) -> Iterator[Found]:
    """A component of equity is not the same in two statements

    The statement of equity has another balance of retained earnings, paid-in capital, treasury
    stock or accumulated other comprehensive income at a date than the balance sheet, and no line of
    that has its amount. The fact that no sum proves is marked as doubtful, or both.

    Compare both lines: a slip of the filer, a figure that was misread, or one in the wrong column.
    """
    sheet = seen.once(figures)[StatementKind.BS]
    sure = seen.once(proven)
    for one in (each for table in seen.tables for each in _balances(table)):
        beside = [each for each in sheet if near(each.period, one.date)]
        rivals = [each for each in beside if each.concepts & _MEMBERS[one.member]]
        if len(rivals) != 1 or any(
            abs(abs(each.value) - abs(one.value)) <= max(each.unit, one.unit) for each in beside
        ):
            continue
        other = rivals[0]
        doubtful = tuple(span for span in (one.span, other.span) if span not in sure)
        if doubtful and abs(one.value) >= _LEAST * one.unit:
            yield Found(
                Severity.WARNING, span=one.span, others=(other.span,), doubt=doubtful,
                message=f"a component of equity is not the same in two statements: {one.caption!r}"
                f" {one.value:,f} and {other.caption!r} at {other.span} {other.value:,f} for"
                f" {one.date.date}",
            )  # fmt: skip


def _balances(table: Decided) -> Iterator[_Balance]:
    """What a statement of equity has of components at dates."""
    read = table.read
    if read.table.kind is not StatementKind.EQ:
        return
    for at, item in enumerate(read.items):
        if not isinstance(item.period, Instant) or item.group:
            continue
        for cell in item.row.cells:
            part = table.component(at, cell.column)
            member = part.member.local if part and part.member and not part.name else ""
            column = read.columns[cell.column]
            if member in _MEMBERS and not column.shares and not column.group:
                power = (item.units or read.units).money
                yield _Balance(
                    member, item.caption, cell.figure.value.scaleb(power),
                    Decimal(1).scaleb(power - cell.figure.places), cell.span, item.period,
                )  # fmt: skip
