"""What tables are known by in one another: the amounts of the company, each with its thing and the
period that its column's head gives it.

    Cash flows            1998     1999
    Net income           1,484    1,626     NetIncomeLoss: 1,484 in 1998, 1,626 in 1999
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.carried import period_in
from converter.model.filing import StatementKind
from converter.model.forms import is_periodic
from converter.model.xbrl import Duration, Instant
from converter.text.openings import with_columns
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from converter.model.filing import Filing
    from converter.model.lineitem import LineItem, ReadColumn, ReadTable
    from converter.model.mapped import Decided
    from converter.model.xbrl import Period

_SAME = {
    "Cash": "CashAndCashEquivalentsAtCarryingValue",
    "ProfitLoss": "NetIncomeLoss",
    "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest": "StockholdersEquity",
}
_LEAST = 10
_MONTH = 30.4  # days
_FEW = 100  # smaller figures are met twice by chance: they count half

Heads = dict[int, "Period"]


class Known(NamedTuple):
    """An amount: what it is, its cell's column and item, its size in whole units, and what it
    counts.
    """

    what: str
    column: int
    item: LineItem
    instant: bool
    value: Decimal
    weight: float


@dataclass
class Sheet:
    """A table with what is known of it. `heads` has the period of each column by its index."""

    number: int
    table: Decided
    known: list[Known]
    heads: Heads

    @property
    def kind(self) -> StatementKind:
        return self.table.read.table.kind

    def period(self, known: Known, heads: Heads) -> Period | None:
        if known.item.period is not None:
            return known.item.period
        head = heads.get(known.column)
        if head is None:
            return None
        column = with_period(self.table.read.columns[known.column], head)
        return period_in(known.item, column, instant=known.instant)


def owner_of(table: Decided) -> str:
    """The company that a table speaks of where that is another than the registrant, else ''."""
    owners = {
        column.group.name if column.group and column.group.entity else ""
        for column in table.read.columns
    }
    return owners.pop() if len(owners) == 1 else ""


def sheet_of(number: int, table: Decided) -> Sheet:
    read = table.read
    sheet = read.table.kind is StatementKind.BS
    owner = owner_of(table)
    heads: Heads = {}
    for column in read.columns:
        period = column.instant if sheet else column.duration or column.instant
        if period is not None and _is_of(column, owner):
            heads[column.index] = period
    return Sheet(number, table, list(known_of(table)), heads)


def known_of(table: Decided) -> Iterator[Known]:
    read = table.read
    owner = owner_of(table)
    if table.parts:
        return
    for at, (item, claim) in enumerate(zip(read.items, table.claims, strict=True)):
        if not claim.concepts or item.group or item.quantity is not Quantity.MONEY:
            continue
        concept = claim.concepts[0]
        name = _SAME.get(concept.qname.local, concept.qname.local)
        if read.table.kind is StatementKind.CF and name == "StockholdersEquity":
            continue
        power = (item.units or read.units).money
        for cell in item.row.cells:
            column = read.columns[cell.column]
            part = table.component(at, cell.column)
            if not _is_whole(column, owner) or (part and not part.whole):
                continue
            if abs(cell.figure.value) >= _LEAST:
                yield Known(
                    name, cell.column, item, concept.period_type == "instant",
                    abs(cell.figure.value).scaleb(power),
                    1.0 if abs(cell.figure.value) >= _FEW else 0.5,
                )  # fmt: skip


def _is_of(column: ReadColumn, owner: str) -> bool:
    """Whether a column speaks of the company, as a whole or in part."""
    entity = column.group is not None and column.group.entity
    return not entity if not owner else column.group is not None and column.group.name == owner


def _is_whole(column: ReadColumn, owner: str) -> bool:
    return not column.shares and _is_of(column, owner) and (column.group is None or bool(owner))


def with_period(column: ReadColumn, period: Period) -> ReadColumn:
    if isinstance(period, Instant):
        return replace(column, instant=period)
    return replace(column, instant=Instant(date=period.end), duration=period)


def dated(read: ReadTable, told: Mapping[int, Period]) -> ReadTable:
    """A table with the periods that are told of some of its columns, by their indices."""
    columns = [with_period(c, told[c.index]) if c.index in told else c for c in read.columns]
    return with_columns(read, tuple(columns)) if told else read


def head_of(table: Decided, column: ReadColumn) -> Period | None:
    """The period of a column's head: a balance sheet's date, or a flow's time."""
    return column.instant if table.read.table.kind is StatementKind.BS else column.duration


def months_of(period: Period) -> int:
    """How many months a period has, to the nearest; a date has none."""
    return round((period.end - period.start).days / _MONTH) if isinstance(period, Duration) else 0


def end_of(period: Period) -> dt.date:
    return period.date if isinstance(period, Instant) else period.end


def report_end(filing: Filing) -> dt.date | None:
    form = filing.cover_value("DocumentType") or filing.header.form or ""
    stated = filing.cover_value("DocumentPeriodEndDate")
    return dt.date.fromisoformat(stated) if stated and is_periodic(form) else None
