"""Basic and diluted earnings per share of one period: shares that may be issued lower them by a
part, never raise them.

    Basic earnings per share           .39       .28
    Diluted earnings per share         .39       .82      more than basic: two digits exchanged
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from converter.checks.earnings import lines_of, ties, undivided
from converter.checks.lost_points import without_points
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from converter.checks.earnings import Lines
    from converter.model.mapped import Decided
    from converter.model.table import Cell
    from converter.text.numerals import Figure

_PAIRS = {
    "EarningsPerShareBasic": "EarningsPerShareDiluted",
    "IncomeLossFromContinuingOperationsPerBasicShare": (
        "IncomeLossFromContinuingOperationsPerDilutedShare"
    ),
    "IncomeLossFromDiscontinuedOperationsNetOfTaxPerBasicShare": (
        "IncomeLossFromDiscontinuedOperationsNetOfTaxPerDilutedShare"
    ),
}
_SHARES = {
    "WeightedAverageNumberOfSharesOutstandingBasic": (
        "WeightedAverageNumberOfDilutedSharesOutstanding"
    ),
}
_NEARLY, _FAR_MORE = Decimal("1.15"), Decimal("1.33")
_OTHER_UNITS = 10  # times as many: that is no slip, and told as what it is
_NO_FEWER = Decimal("0.999")  # what is rounded otherwise
_CENT = Decimal("0.01")
_BETWEEN_PERIODS = Decimal("0.05")  # of 156 filings with both, the most is 0.04
_LEAST = Decimal("0.7")  # of basic earnings per share: more than that is hardly ever diluted


@check("EPS005", Stage.TABLES, Consequence.DOUBT)
def undiluted(seen: Seen) -> Iterator[Found]:
    """Basic and diluted earnings per share do not go together

    Diluted earnings per share are larger than the basic ones of the same period, in a profit by as
    little as a cent, or smaller by a third and more, or by a twentieth more than in the columns
    beside them, or of another sign. Their facts are marked as doubtful, but for one that is income
    divided by shares. Where the other is so in other columns, EPS001 tells of it.

    Compare both with the printed page: a digit, a sign or the point of one of them is wrong.
    """
    told = seen.once(without_points) | {each.span for each in seen.once(undivided)}
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in PRIMARY:
            continue
        lines = lines_of(table)
        pairs = list(_pairs(table, _PAIRS))
        for one, basic, other, diluted in pairs:
            pair = ((one, basic), (other, diluted))
            right = [_divided(lines, item, cell) for item, cell in pair]
            if all(right) or {basic.span, diluted.span} & told:
                continue
            names = [concept.qname.local for concept in table.claims[one].concepts]
            whole = not any("Discontinued" in name for name in names)
            beside = [
                (each.figure, most.figure)
                for at, each, _, most in pairs
                if at == one
                and each is not basic
                and _together(each.figure.value, most.figure.value, whole=whole)
            ]
            apart = _apart((basic.figure, diluted.figure), beside)
            if apart or not _together(basic.figure.value, diluted.figure.value, whole=whole):
                yield Found(
                    Severity.WARNING, span=basic.span, others=(diluted.span,),
                    message=f"{table.read.items[one].caption!r} is {basic.figure.value:,},"
                    f" {table.read.items[other].caption!r} {diluted.figure.value:,}: shares that"
                    " may be issued do not make this difference",
                    doubt=tuple([
                        Place(number, item, cell.column)
                        for (item, cell), fine in zip(pair, right, strict=True) if not fine
                    ]),
                )  # fmt: skip


@check("EPS009", Stage.TABLES, Consequence.DOUBT)
def undiluted_shares(seen: Seen) -> Iterator[Found]:
    """Average shares and diluted average shares do not go together

    Diluted average shares are fewer than the basic ones of the same period, or more by a third and
    more where they are nearly as many in the other columns. Their facts are marked as doubtful,
    but for one that income divided by earnings per share bears out.

    Compare both with the printed page: a digit of one of them is wrong.
    """
    told = {place for each in seen.once(undivided) for place in each.doubt}
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in PRIMARY:
            continue
        lines = lines_of(table)
        pairs = [
            (one, basic, few, other, diluted, many)
            for one, basic, other, diluted in _pairs(table, _SHARES)
            if (few := _count(table, one, basic)) > 0
            and (many := _count(table, other, diluted)) > 0
        ]
        for one, basic, few, other, diluted, many in pairs:
            usual = [most / least for _, cell, least, *_, most in pairs if cell is not basic]
            more = bool(usual) and max(usual) < _NEARLY and many > few * _FAR_MORE
            fewer = few / _OTHER_UNITS < many < few * _NO_FEWER
            pair = ((one, basic), (other, diluted))
            if not (more or fewer) or any(Place(number, i, c.column) in told for i, c in pair):
                continue  # EPS001 tells of it
            places = [Place(number, i, c.column) for i, c in pair if not _divided(lines, i, c)]
            if places:
                yield Found(
                    Severity.WARNING, span=basic.span, others=(diluted.span,),
                    message=f"{table.read.items[one].caption!r} is {few:,f},"
                    f" {table.read.items[other].caption!r} {many:,f}: shares that may be issued do"
                    " not make this difference",
                    doubt=tuple(places),
                )  # fmt: skip


def _apart(pair: tuple[Figure, Figure], beside: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether diluted earnings are a smaller part of the basic ones than in all the columns beside
    them, by more than rounding and than what is hardly ever between two periods.
    """
    part = _part(*pair)
    parts = [found for each in beside if (found := _part(*each)) is not None]
    if part is None or not parts:
        return False
    return part[1] < min(least for least, _ in parts) - _BETWEEN_PERIODS


def _part(basic: Figure, diluted: Figure) -> tuple[Decimal, Decimal] | None:
    """What part of the basic earnings the diluted ones are, at least and at most by their rounding;
    None of a loss.
    """
    one, other = basic.value, diluted.value
    if min(one, other) <= 0:
        return None
    off = sum(Decimal("0.5").scaleb(-each.places) / each.value for each in (basic, diluted))
    return other / one - off, other / one + off


def _count(table: Decided, item: int, cell: Cell) -> Decimal:
    """The shares of a cell, in whole ones."""
    return cell.figure.value.scaleb((table.read.items[item].units or table.read.units).shares)


def _pairs(table: Decided, pairs: Mapping[str, str]) -> Iterator[tuple[int, Cell, int, Cell]]:
    """Items and cells of a basic and a diluted amount in one column, where each has one line."""
    lines: dict[str, list[int]] = {}
    for at, claim in enumerate(table.claims):
        if len(claim.concepts) == 1 and not table.read.items[at].group:
            lines.setdefault(claim.concepts[0].qname.local, []).append(at)
    for basic, diluted in pairs.items():
        ones, others = lines.get(basic, []), lines.get(diluted, [])
        if len(ones) == 1 and len(others) == 1:
            for cell in table.read.items[ones[0]].row.cells:
                beside = table.read.items[others[0]].row.cell(cell.column)
                if beside is not None and _amount(cell) and _amount(beside):
                    yield ones[0], cell, others[0], beside


def _amount(cell: Cell) -> bool:
    """Whether a figure states an amount: '0.00' does, a dash may stand for what is not given."""
    return bool(cell.figure.value or cell.figure.places)


def _divided(lines: Lines, item: int, cell: Cell) -> bool:
    """Whether an amount, or a count, is of income divided by shares of its column."""
    at = cell.column
    return any(
        ties(earnings.cells[at], income.cells[at], shares.cells[at])
        for earnings in lines.earnings
        if at in earnings.cells
        for income in lines.income
        if at in income.cells
        for shares in lines.shares
        if at in shares.cells and item in (earnings.item, shares.item)
    )


def _together(basic: Decimal, diluted: Decimal, *, whole: bool) -> bool:
    """Whether both can be of one period; `whole`: of all the income, or what goes on, and no part
    that makes others add up.
    """
    if whole and diluted > basic > 0:
        return False  # what is rounded alike keeps its order
    if abs(basic - diluted) <= _CENT:
        return True
    one, other = abs(basic), abs(diluted)
    return (basic > 0) == (diluted > 0) and one * _LEAST - _CENT <= other <= one + _CENT
