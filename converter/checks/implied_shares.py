"""The shares that income and earnings per share imply, where none are printed.

Net income                             421          3      1,484      1,626
Earnings per share                      65        ---       2.31       2.53    no point: 6 shares
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.checks.earnings import SMALLEST, lines_of
from converter.checks.lost_points import without_points
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.checks.earnings import CompanyLine, Lines

_KINDS = (StatementKind.IS, StatementKind.CI)
_HUNDRED = 2
_COVER = 0.3  # the cover's shares, and those that a year had
_ABOUT = 0.1  # shares of one year and the next, 25 %


@check("EPS003", Stage.TABLES, Consequence.DOUBT)
def other_shares(seen: Seen) -> Iterator[Found]:
    """Income and earnings per share imply ten or a hundred times the shares that there are

    The statement prints no count of shares for the column. Income divided by earnings per share is
    about the same count in its other columns, and about that of the cover: in this one an amount
    per share has lost its point, or an income its digits.

    Both figures are marked as doubtful. Compare them with those beside them, and with the cover.
    """
    stated = Decimal(seen.filing.cover_value("EntityCommonStockSharesOutstanding") or 0)
    told = seen.once(without_points)
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in _KINDS:
            continue
        lines = lines_of(table)
        counted = {at for line in lines.shares for at in line.cells}
        for earnings in lines.earnings:
            apart = dict(_implied_apart(lines, earnings)) or dict(_far(lines, earnings, stated))
            for at, income in apart.items():
                if at not in counted and earnings.cells[at].span not in told:
                    one, other = earnings.cells[at], income.cells[at]
                    yield Found(
                        Severity.WARNING, span=one.span, others=(other.span,),
                        message=f"{earnings.caption!r} {one.value:,f} and {income.caption!r}"
                        f" {other.value:,f} imply {other.value / one.value:,.0f} shares; other"
                        " columns, or the cover, have ten or a hundred times more, or less",
                        doubt=tuple(Place(number, e.item, e.column) for e in (one, other)),
                    )  # fmt: skip


def _implied_apart(lines: Lines, earnings: CompanyLine) -> Iterator[tuple[int, CompanyLine]]:
    """The columns whose implied shares are a power of ten apart from those of all others. Of two
    columns, the one with fewer digits after the point.
    """
    for income in reversed([line for line in lines.income if line.names]):
        implied = {
            at: income.cells[at].value / earnings.cells[at].value
            for at in sorted(earnings.cells.keys() & income.cells.keys())
            if abs(earnings.cells[at].value) >= SMALLEST
        }
        if len(implied) < 2 or any(count <= 0 for count in implied.values()):
            continue
        for at, count in implied.items():
            others = [each for other, each in implied.items() if other != at]
            off = [_decade(count / each) for each in others]
            coarser = all(earnings.cells[at].unit >= earnings.cells[each].unit for each in implied)
            if all(off) and (len(others) > 1 or coarser):
                yield at, income
        return


def _far(lines: Lines, earnings: CompanyLine, stated: Decimal) -> Iterator[tuple[int, CompanyLine]]:
    """The columns whose implied shares are a hundredth of those of the cover or less, or a hundred
    times as many.
    """
    incomes = [line for line in lines.income if line.names]
    if not stated or not incomes:
        return
    for at in sorted(earnings.cells.keys() & incomes[-1].cells.keys()):
        earned = earnings.cells[at].value
        ratio = abs(incomes[-1].cells[at].value / earned / stated)
        log = math.log10(ratio)
        whole = abs(round(log)) >= _HUNDRED and abs(log - round(log)) <= _COVER
        if whole and abs(earned) >= SMALLEST:
            yield at, incomes[-1]


def _decade(ratio: Decimal) -> int:
    """A power of ten that a ratio is about; 0 where it is none, or 1."""
    log = math.log10(ratio)
    return round(log) if abs(log - round(log)) <= _ABOUT else 0
