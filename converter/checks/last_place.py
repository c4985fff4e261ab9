"""Earnings per share that miss income divided by shares by a unit of their last place.

    Net loss                          (12,555)      (23,606)
    Average shares outstanding         14,244        14,078
    Net loss per share                   (.88)        (1.67)     23,606 / 14,078 = 1.677

A figure mistyped in its last place alone looks so. So does one that its filer divided by a count
that is not printed: it is said and doubted, and is no warning.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from converter.checks.earnings import lines_of, made, triples_of, undivided
from converter.checks.lost_points import without_points
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.checks.earnings import Cell, CompanyLine, Lines, Triple

_KINDS = (StatementKind.IS, StatementKind.CI)
_ONE = Decimal(1)
_SEVERAL = 3
_MOST = Decimal("1.5")
"""Units of the last place by which diluted amounts may be off; what else is further off, and told
by EPS001, is not told again.
"""


@check("EPS007", Stage.TABLES, Consequence.DOUBT)
def a_unit_off(seen: Seen) -> Iterator[Found]:
    """Earnings per share miss income divided by shares by a unit of their last place

    In each other column of the statement the line is income divided by shares, rounded; in this one
    it is a cent off, or a few, by no other income or count that is printed. The facts are marked as
    doubtful.

    Compare the last digit with the printed page. A filer who divides by shares that are not printed
    makes such a difference too.
    """
    told = seen.once(without_points) | {each.span for each in seen.once(undivided)}
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in _KINDS:
            continue
        lines = lines_of(table)
        odd = [(triple, column) for triple, column in _exact(lines) if column is not None]
        for triple, column in odd:
            if triple.earnings.cells[column].span in told:
                continue
            # alike basic and diluted: preferred dividends that one year alone has; what convertible
            # securities save is added to the income of diluted ones
            if _further(triple, column) and (len(odd) > 1 or _diluted(triple)):
                continue
            earnings, income, shares = (
                line.cells[column] for line in (triple.earnings, triple.income, triple.shares)
            )
            yield Found(
                Severity.INFO, span=earnings.span, others=(income.span, shares.span),
                message=f"{triple.earnings.caption!r} is {earnings.value:,f};"
                f" {triple.income.caption!r} {income.value:,f} divided by {shares.value:,f} shares"
                f" is {made(income, shares):,.4f}, in other columns they agree to the last place",
                doubt=(Place(number, earnings.item, column),),
            )  # fmt: skip


def _exact(lines: Lines) -> Iterator[tuple[Triple, int | None]]:
    """Each line's triple, as exact as it is printed, and its odd column if it has one."""
    for each in triples_of(lines):
        triple = each._replace(income=_as_exact(each.income), shares=_as_exact(each.shares))
        yield triple, _odd(lines, triple)


def _diluted(triple: Triple) -> bool:
    return any("Diluted" in name for name in triple.earnings.names)


def _further(triple: Triple, column: int) -> bool:
    """Whether a column is further off than its last place."""
    earnings = triple.earnings.cells[column]
    quotient = made(triple.income.cells[column], triple.shares.cells[column])
    return abs(quotient - earnings.value) > earnings.unit * _MOST


def _odd(lines: Lines, triple: Triple) -> int | None:
    """The one column of several that is not the quotient rounded, and near it."""
    columns = (*triple.tied, *triple.untied)
    parts = (triple.earnings, triple.income, triple.shares)
    odd = [at for at in columns if not _rounded(*(line.cells[at] for line in parts))]
    if len(odd) != 1 or len(columns) < 2:
        return None
    (column,) = odd
    earnings = triple.earnings.cells[column]
    explained = any(
        _rounded(earnings, income.cells[column], shares.cells[column])
        for income in map(_as_exact, (*lines.income, *lines.others))
        for shares in map(_as_exact, lines.shares)
        if column in income.cells and column in shares.cells
    )
    return None if explained else column


def _as_exact(line: CompanyLine) -> CompanyLine:
    """A line whose figures all end in zeros is no more exact than they leave it: 49,200; 57,600;
    48,400. Two of them may do so by chance.
    """
    cells = line.cells.values()
    unit = max((cell.unit for cell in cells), default=_ONE)
    while len(cells) >= _SEVERAL and not any(cell.value % (unit * 10) for cell in cells):
        unit *= 10
    return line._replace(cells={at: cell._replace(unit=unit) for at, cell in line.cells.items()})


def _rounded(earnings: Cell, income: Cell, shares: Cell) -> bool:
    """Whether an amount is the quotient, each as exact as it is printed."""
    quotient = made(income, shares)
    if not quotient:
        return True
    half = (income.unit + abs(quotient) * shares.unit) / abs(shares.value) / 2
    return abs(quotient - earnings.value) <= earnings.unit / 2 + half
