"""Balances that a column begins with are those that the column of the time before ends with.

    Year                      1993        1992        1991
    Balance at beginning       454         448         438
    Issued                      10           6          10
    Balance at end             464         454         448

What is restated is carried with another amount, which no slip explains.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.proven import proven
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY
from converter.model.finding import Severity
from converter.model.xbrl import Instant
from converter.text.slips import slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.lineitem import LineItem, ReadColumn
    from converter.model.mapped import Decided
    from converter.model.table import Cell
    from converter.model.xbrl import Period

_DAY = dt.timedelta(1)


class Carried(NamedTuple):
    """A balance at the beginning of a column, and that at the end of the column of before."""

    item: int
    opening: Cell
    before: int
    closing: Cell

    @property
    def holds(self) -> bool:
        return self.opening.figure.value == self.closing.figure.value


def carried(table: Decided) -> list[Carried]:
    """Of each thing, the company or a component of equity, the balances that are carried; none of
    what has several lines at one date.
    """
    read = table.read
    ends: dict[tuple[bool, str, dt.date], list[tuple[int, Cell]]] = defaultdict(list)
    for at, (item, claim) in enumerate(zip(read.items, table.claims, strict=True)):
        concept = claim.concepts[0] if claim.concepts else None
        if concept is None or concept.period_type != "instant" or item.period or item.group:
            continue
        for cell in item.row.cells:
            column = read.columns[cell.column]
            period = period_in(item, column, instant=True)
            if isinstance(period, Instant) and not column.group and not column.mixed:
                part = table.component(at, cell.column)
                what = f"{concept.qname} {part.member} {part.name}" if part else f"{concept.qname}"
                ends[item.opening, what, period.date].append((at, cell))
    return [
        Carried(*begins[0], *closing[0])
        for (opening, what, date), begins in ends.items()
        if opening and len(begins) == 1
        if len(closing := ends.get((False, what, date), [])) == 1
    ]


def is_torn(table: Decided) -> bool:
    """Whether most of its balances do not begin where the column of the time before ends: the
    periods of its columns say nothing of others'.
    """
    held = [each.holds for each in carried(table)]
    return held.count(False) > max(1, held.count(True))


@check("EQU014", Stage.TABLES, Consequence.DOUBT)
def not_carried(seen: Seen) -> Iterator[Found]:
    """A balance does not begin as it ended the time before

    A column begins with another balance than the column of the time before ends with, the slip of a
    hand makes the one of the other, and the other balances of the statement are carried. The one
    that no sum bears out is marked as doubtful, or both.

    Compare both with the printed page.
    """
    sure = seen.once(proven)
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in PRIMARY:
            continue
        pairs = carried(table)
        odd = [each for each in pairs if not each.holds]
        if len(odd) > max(1, len(pairs) // 2):
            continue
        for each in odd:
            one, other = each.opening.figure, each.closing.figure
            if slip(one.value, max(one.places, other.places), other.value) is None:
                continue
            both = ((each.item, each.opening), (each.before, each.closing))
            doubtful = [
                Place(number, item, cell.column) for item, cell in both if cell.span not in sure
            ]
            yield Found(
                Severity.WARNING, span=each.opening.span, others=(each.closing.span,),
                message=f"{table.read.items[each.item].caption!r} is {one.value:,}, and"
                f" {other.value:,} where the column of the time before ends",
                doubt=tuple(doubtful or [Place(number, i, cell.column) for i, cell in both]),
            )  # fmt: skip


def period_in(item: LineItem, column: ReadColumn, *, instant: bool) -> Period | None:
    """The period that a cell has by its column; an opening balance stands before it."""
    if not instant:
        return column.duration
    if item.opening:
        return Instant(date=column.duration.start - _DAY) if column.duration else None
    return column.instant
