"""Line items: the rows of a table with their place in the statement, and the columns' meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from converter.model.printed import Quantity, Stated, Units
    from converter.model.source import Span
    from converter.model.table import Column, Row, TextTable
    from converter.model.xbrl import Duration, Instant, Period


class Role(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class CaptionAmount:
    """An amount inside a caption: 'less allowance for doubtful accounts of $10'.

    before, after   the words around it, up to the next amount or semicolon; those of its list
    dates, years    the dates for which it is stated, or years alone; () when none are named
    later           the dates of the next amount that has any: '1,769 shares issued; 188 shares
                    outstanding at June 30, 2003' dates both
    order, among    its place in a list and how many that has: 0 and 2 for '$16' in '$16 and $430,
                    respectively'
    power           its own power of ten: '952 million shares'; None where the table's units hold
    elsewhere       the dates and years of the others of its list
    host            the part of a caption on two classes of stock in which it stands; '' for all
    """

    span: Span
    digits: str
    currency: bool
    before: str
    after: str
    dates: tuple[dt.date, ...]
    years: tuple[int, ...]
    later: tuple[dt.date, ...]
    order: int
    among: int = 1
    elsewhere: tuple[dt.date | int, ...] = ()
    power: int | None = None
    host: str = ""

    @property
    def printed(self) -> Decimal:
        """The amount as it is printed, before any power of ten."""
        return Decimal(self.digits.replace(",", ""))


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the company: 'Automotive', 'GECS'.

    entity   a company of its own; else a segment
    place    a part of the world, where the company is looked at by these
    plan     what employees get: 'Pension Benefits'; not the company's part, but its plans'
    account  a valuation account: 'Allowance for doubtful accounts'
    price    what options cost: '$7.09 - $10.58'
    """

    name: str
    entity: bool = False
    place: bool = False
    plan: bool = False
    account: bool = False
    price: bool = False


@dataclass(frozen=True, slots=True)
class LineItem:
    """One row of a statement.

    level     depth below the outermost heading, 0 at the top
    section   captions of the headings above it, outermost first
    period    of the row itself, where rows have periods (equity statements); else None
    opening   the row states a balance at the beginning of the column's period
    units     of its own, where its caption or heading states them: 'Shares (in thousands)'
    group     the part of the company whose section it stands in; None for the whole
    stock     the class of stock that it is, where a balance sheet has several; '' for all
    """

    row: Row
    role: Role
    level: int
    section: tuple[str, ...]
    quantity: Quantity
    amounts: tuple[CaptionAmount, ...] = ()
    period: Period | None = None
    opening: bool = False
    units: Units | None = None
    group: Group | None = None
    stock: str = ""

    @property
    def caption(self) -> str:
        return self.row.caption


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column's meaning: what its head states, filled from title and cover.

    shares   True where the head says shares, False where it says an amount, None where silent
    total    its amounts are proven to be the sums of the other columns'
    group    the part of the company that it speaks of; None for the whole
    mixed    figures of several columns stand in it: no period can be its own
    """

    column: Column
    stated: Stated
    instant: Instant | None
    duration: Duration | None
    shares: bool | None = None
    total: bool = False
    group: Group | None = None
    mixed: bool = False

    @property
    def index(self) -> int:
        return self.column.index


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table with its items, its columns' periods and its units."""

    table: TextTable
    units: Units
    columns: tuple[ReadColumn, ...]
    items: tuple[LineItem, ...]

    def units_at(self, item: LineItem, column: int) -> Units:
        """The units of a cell: those of its line, or the table's; its column may have its own."""
        units, own = item.units or self.units, self.columns[column].column.units
        if own is None:
            return units
        money = units.money if self.columns[column].shares else own.money
        return replace(units, shares=own.shares, money=money)

    @property
    def places(self) -> frozenset[tuple[int, int]]:
        """Every cell that has a figure, as (item, column)."""
        return frozenset(
            (at, cell.column) for at, item in enumerate(self.items) for cell in item.row.cells
        )
