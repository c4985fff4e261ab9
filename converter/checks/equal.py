"""Figures that stand in several statements and must be equal there.

    Balance sheet        Cash and cash equivalents       1,659   of December 31, 1997
    Cash flows           Cash at end of year             1,659
    Operations           Net income                      1,000   of the year 1997
    Cash flows, equity   Net income                      1,000

A figure that another line of the other statement has for the period is that line's, under a name
that was mapped otherwise ('Net income before extraordinary items'), or made of several lines
('Cash', 'Cash equivalents'). Where sums prove both figures they count different things.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import chain, groupby, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.carried import period_in
from converter.checks.periods import near
from converter.checks.proven import proven
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.model.xbrl import Instant
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.mapped import Decided
    from converter.model.source import Span
    from converter.model.xbrl import Period

_BS, _IS, _CF, _EQ = StatementKind.BS, StatementKind.IS, StatementKind.CF, StatementKind.EQ
_KINDS = (_BS, _IS, StatementKind.CI, _CF, _EQ)
_SIDES = ("Assets", "LiabilitiesAndStockholdersEquity")
_INCOME = frozenset({"NetIncomeLoss", "ProfitLoss"})
CASH = frozenset({"CashAndCashEquivalentsAtCarryingValue", "Cash"})
EQUITY = frozenset(
    {
        "StockholdersEquity",
        "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
        "PartnersCapital",
    }
)
_LETTERS = re.compile(r"[a-z]+")
_LEAST = 100  # smaller figures are met twice by chance
_AROUND = 40  # tables before and behind one that it is held against
_LINES = 3  # that cash is printed in, at most


class Figure(NamedTuple):
    """A figure of the company as a whole, in whole units.

    unit  one in its last printed place
    """

    place: Place
    concepts: frozenset[str]
    caption: str
    span: Span
    value: Decimal
    unit: Decimal
    period: Period

    def equals(self, other: Figure) -> bool:
        """But for the sign, and the rounding of the coarser: in the same units one amount is
        printed with the same digits.
        """
        apart = abs(abs(self.value) - abs(other.value))
        return apart <= (0 if self.unit == other.unit else max(self.unit, other.unit))


Figures = dict[StatementKind, list[Figure]]


def figures(seen: Seen) -> Figures:
    """The amounts of money of the statements, in printed order."""
    found: Figures = defaultdict(list)
    for number, table in enumerate(seen.tables):
        kind = table.read.table.kind
        if kind in _KINDS and not table.parts:
            found[kind] += _figures(number, table)
    return found


def _figures(number: int, table: Decided) -> Iterator[Figure]:
    read = table.read
    for at, item in enumerate(read.items):
        money = item.quantity is Quantity.MONEY or bool(table.components)
        if not money or item.group:
            continue
        claim = table.claims[at]
        concepts = frozenset(concept.qname.local for concept in claim.concepts)
        instant = read.table.kind is _BS or any(c.period_type == "instant" for c in claim.concepts)
        power = (item.units or read.units).money
        for cell in item.row.cells:
            column = read.columns[cell.column]
            part = table.component(at, cell.column)
            if column.group or column.shares or (part and not part.whole):
                continue
            period = item.period or period_in(item, column, instant=instant)
            if period is None:
                continue
            unit = Decimal(1).scaleb(power - cell.figure.places)
            yield Figure(
                Place(number, at, cell.column), concepts, item.caption, cell.span,
                cell.figure.value.scaleb(power), unit, period,
            )  # fmt: skip


@check("EQU001", Stage.TABLES, Consequence.DOUBT)
def unbalanced(seen: Seen) -> Iterator[Found]:
    """A balance sheet does not balance

    Total assets are not total liabilities and equity at the same date. The fact of the total that
    no sum proves is marked as doubtful, or both.

    Compare both totals with the printed lines: a slip of the filer, or a figure that was misread.
    """
    for one, other in _sides(seen.once(figures)[_BS]):
        if not one.equals(other):
            yield _found(seen, one, other, Severity.ERROR, "the balance sheet does not balance")


def _sides(sheet: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Each total of assets with the one total of claims of its column, or, where its table has
    none, of its date in the next one: the facing page.
    """
    tables = [list(group) for _, group in groupby(sheet, lambda each: each.place.table)]
    for table, after in pairwise([*tables, []]):
        assets, claims = (_of(table, name) for name in _SIDES)
        faced = not claims and not _of(after, _SIDES[0])
        for one in assets:
            others = (
                [each for each in _of(after, _SIDES[1]) if each.period == one.period]
                if faced
                else [each for each in claims if each.place.column == one.place.column]
            )
            if len(others) == 1:
                yield one, others[0]


def _of(table: Sequence[Figure], concept: str) -> list[Figure]:
    return [each for each in table if concept in each.concepts]


@check("EQU002", Stage.TABLES, Consequence.DOUBT)
def other_income(seen: Seen) -> Iterator[Found]:
    """Net income is not the same in two statements

    The statement of cash flows or of equity has another net income for the period than the
    statement of operations, and no line of that has its amount, or none but one of another name
    beside the line of its own. The fact that no sum proves is marked as doubtful, or both; where
    sums prove both, that of the flows or of equity is the income of a part.

    Compare both lines: a slip of the filer, a figure that was misread, or a column under the wrong
    head.
    """
    known = seen.once(figures)
    base = (known[_IS], known[StatementKind.CI])
    for kind in (_CF, _EQ):
        yield from _differing(seen, known[kind], base, _INCOME, "net income", by_name=True)


@check("EQU003", Stage.TABLES, Consequence.DOUBT)
def other_cash(seen: Seen) -> Iterator[Found]:
    """Cash is not the same in two statements

    The statement of cash flows ends, or begins, with another amount of cash than the balance sheet
    has at that date, and no line of that, nor a few lines together, have its amount. The fact that
    no sum proves is marked as doubtful, or both.

    Compare both lines: a slip of the filer, a figure that was misread, or a column under the wrong
    head.
    """
    known = seen.once(figures)
    yield from _differing(seen, known[_CF], (known[_BS],), CASH, "cash")


@check("EQU004", Stage.TABLES, Consequence.DOUBT)
def other_equity(seen: Seen) -> Iterator[Found]:
    """Equity is not the same in two statements

    The statement of equity has another total at a date than the balance sheet, and no line of that
    has its amount. The fact that no sum proves is marked as doubtful, or both.

    Compare both lines: a slip of the filer, a figure that was misread, or a column under the wrong
    head.
    """
    known = seen.once(figures)
    yield from _differing(seen, known[_EQ], (known[_BS],), EQUITY, "equity")


def _differing(
    seen: Seen,
    asked: Sequence[Figure],
    base: Sequence[Sequence[Figure]],
    what: frozenset[str],
    name: str,
    *,
    by_name: bool = False,
) -> Iterator[Found]:
    """What `asked` has of `what`, where no line of `base` has it for the period, in the tables
    around. The figures of `base` are by kind, in the order of their tables.

    by_name  where `base` has one line of its very caption, that is the one: net income is not the
             income before taxes, though this has its amount by chance
    """
    told: set[tuple[Span, Span]] = set()
    for one in asked:
        if not one.concepts & what or abs(one.value) < _LEAST * one.unit:
            continue
        around = (_around(figures, one.place.table) for figures in base)
        beside = [each for each in chain(*around) if near(each.period, one.period)]
        rivals = [each for each in beside if each.concepts & what]
        if not rivals or any(map(one.equals, rivals)):
            continue
        namesakes = [each for each in beside if by_name and _alike(each.caption, one.caption)]
        if len(namesakes) == 1 and namesakes[0] in rivals:
            rivals = namesakes
        elif any(map(one.equals, beside)) or _together(one, beside):
            continue
        sure = seen.once(proven)
        both = one.span in sure and rivals[0].span in sure
        if both and not by_name:
            continue  # they count different things
        if (one.span, rivals[0].span) not in told:
            told.add((one.span, rivals[0].span))
            words = f"{name} is not the same in two statements"
            found = _found(seen, one, rivals[0], Severity.WARNING, words)
            # what flows begin with is then of a part: 'Net earnings - Consumer products'
            yield replace(found, doubt=(one.span,)) if both else found


def _alike(caption: str, other: str) -> bool:
    words = _LETTERS.findall(caption.lower())
    return bool(words) and words == _LETTERS.findall(other.lower())


def _around(figures: Sequence[Figure], table: int) -> Sequence[Figure]:
    first = bisect_left(figures, table - _AROUND, key=lambda each: each.place.table)
    after = bisect_right(figures, table + _AROUND, key=lambda each: each.place.table)
    return figures[first:after]


def _together(one: Figure, beside: Sequence[Figure]) -> bool:
    """Whether lines that follow one another add up to a figure."""
    columns: dict[tuple[int, int | None], list[Figure]] = defaultdict(list)
    for each in beside:
        columns[each.place.table, each.place.column].append(each)
    for column in columns.values():
        for at, (first, second) in enumerate(pairwise(column), 2):
            below = (
                each
                for each in islice(column, at, None)
                if (each.place.item or 0) > (second.place.item or 0)
            )
            total = first.value
            for each in (second, *islice(below, _LINES - 2)):
                total += each.value
                if abs(total - one.value) <= one.unit:
                    return True
    return False


def _found(seen: Seen, one: Figure, other: Figure, severity: Severity, words: str) -> Found:
    """A finding with both places; the one that a sum proves is likelier."""
    sure = [each for each in (one, other) if each.span in seen.once(proven)]
    doubtful = (
        [each for each in (one, other) if each not in sure] if len(sure) == 1 else [one, other]
    )
    likelier = f"; a sum proves the one at {sure[0].span}" if len(sure) == 1 else ""
    return Found(
        severity, span=one.span, others=(other.span,),
        message=f"{words}: {_caption(one)} {one.value:,f} and {_caption(other)} at {other.span}"
        f" {other.value:,f} for {_said(one.period)}{likelier}",
        doubt=tuple(each.span for each in doubtful),
    )  # fmt: skip


def _caption(figure: Figure) -> str:
    return repr(figure.caption) if figure.caption else "a line without caption"


def _said(period: Period) -> str:
    return str(period.date) if isinstance(period, Instant) else f"{period.start} to {period.end}"
