"""Earnings per share of another sign than the income that they are of: a parenthesis was lost.

Net loss                              (1,208)       (246)
Basic and diluted loss per share        (.03)        .01
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.checks.earnings import lines_of, undivided
from converter.checks.lost_points import without_points
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from converter.checks.earnings import CompanyLine
    from converter.model.source import Span

_KINDS = (StatementKind.IS, StatementKind.CI)
_WHOLE = ("NetIncomeLoss", "ProfitLoss")
_COMMON = ("NetIncomeLossAvailableToCommonStockholdersBasic",)
_PER_SHARE = ("EarningsPerShareBasic", "EarningsPerShareDiluted")


@check("EPS008", Stage.TABLES, Consequence.DOUBT)
def gained_of_a_loss(seen: Seen) -> Iterator[Found]:
    """Earnings per share are positive though the company lost

    Net income of the column is a loss, and what it is by share is none; in another column both
    have one sign. Preferred dividends can make a loss of an income, but nothing an income of a
    loss. Both facts are marked as doubtful.

    Compare the signs with the printed page: one has lost its parentheses.
    """
    told = seen.once(without_points) | {each.span for each in seen.once(undivided)}
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in _KINDS:
            continue
        lines = lines_of(table)
        for names in (_WHOLE, _COMMON):
            incomes = [
                line
                for line in _named(lines.income, names)
                if names is _WHOLE or not table.claims[line.item].loss
            ]  # 'Loss for common shares  507' has no sign to lose
            if len(incomes) == 1:  # else of a part of the owners, or of two forms
                for earnings in _named(lines.earnings, _PER_SHARE):
                    yield from _signs(number, earnings, incomes[0], told, names)


def _signs(
    number: int,
    earnings: CompanyLine,
    income: CompanyLine,
    told: Collection[Span | None],
    names: tuple[str, ...],
) -> Iterator[Found]:
    common = earnings.cells.keys() & income.cells.keys()
    same = [at for at in common if _negative(earnings, at) == _negative(income, at)]
    for at in sorted(common):
        one, other = earnings.cells[at], income.cells[at]
        gained = other.value < 0 < one.value
        lost = names is _COMMON and one.value < 0 < other.value
        if same and (gained or lost) and one.span not in told:
            what = "a loss by share is none" if gained else "an income by share is a loss"
            yield Found(
                Severity.WARNING, span=one.span, others=(other.span,),
                message=f"{earnings.caption!r} is {one.value:,f}, {income.caption!r}"
                f" {other.value:,f}: {what}",
                doubt=tuple(Place(number, each.item, at) for each in (one, other)),
            )  # fmt: skip


def _named(lines: Sequence[CompanyLine], names: tuple[str, ...]) -> list[CompanyLine]:
    return [line for line in lines if any(name in names for name in line.names)]


def _negative(line: CompanyLine, column: int) -> bool:
    return line.cells[column].value < 0
