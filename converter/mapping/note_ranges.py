"""Stock options by what they cost, in notes.

                             Outstanding                   Exercisable
                    --------------------------------   --------------------
    Exercise price   Shares  Years left  Avg. price     Shares   Avg. price
    $ 7.09 - $10.58     4.2         0.8       $7.16        4.2        $7.16
     10.76 -  15.81    52.8         4.0       12.07       52.8        12.07
                       ----                             ------
                       57.0                               57.0

The counts must add up to a sound part of the company's shares, no more may be exercisable than are
outstanding, and each average price must lie between those of its line: this proves the columns.
The day is the balance sheet's where the words say so, or where the year's options end with as many.
A note with tables of several plans has those that end so. Each range is a member.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.mapping.note_rolls import LEAST_PART, MOST_PART, amount, claim_for, closings
from converter.model.filing import StatementKind
from converter.model.lineitem import Group
from converter.model.mapped import Claim, Detail
from converter.model.xbrl import Instant
from converter.text.dates import dates
from converter.text.ranges import price_range

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_values import Statements
    from converter.model.mapped import Decided
    from converter.model.xbrl import Concept
    from converter.text.ranges import PriceRange

PROOF = "ranges"
_OUTSTANDING, _EXERCISABLE = "StockOptionsOutstanding", "StockOptionsExercisable"
_PRICE = "WeightedAverageExercisePrice"
_FEWEST = 2  # ranges
_COUNTS = 2  # columns of counts at most
_PRICED = re.compile(r"\bprice", re.IGNORECASE)
_CAN_BE = re.compile(r"\b(?:exercisable|vested)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A table that adds up: its lines of ranges, what its columns state, how many options.

    said  whether its own words name the balance sheet's day
    """

    rows: dict[int, PriceRange]
    columns: dict[int, str]
    total: Decimal
    said: bool


def with_ranges(
    tables: Sequence[Decided], told: Sequence[Decided], registry: Registry, statements: Statements
) -> list[Decided]:
    """The tables of notes with those of options by price that are proven.

    told  the tables with what they were proven to be already
    """
    kind = next(iter(registry.of(PROOF)), None)
    if kind is None or statements.shares is None or statements.latest is None:
        return list(told)
    carried = _carried(told, statements.latest)
    found = {
        at: one
        for at, table in enumerate(told)
        if table.read.table.kind is StatementKind.NOTE and table.detail is None
        for one in [_found(table, statements, statements.latest)]
        if one is not None
    }
    times = Counter(tables[at].read.table.title for at in found)
    out = list(told)
    for at, one in found.items():
        title = tables[at].read.table.title
        same = one.total in carried.get(title, ())
        if same or (one.said and title not in carried and times[title] == 1):
            out[at] = _decided(tables[at], one, kind, registry, statements.latest)
    return out


def _carried(told: Sequence[Decided], latest: dt.date) -> dict[str, set[Decimal]]:
    """By note how many options are outstanding at the end, as its years carry them forward."""
    found: dict[str, set[Decimal]] = {}
    for table in told:
        for day, count in closings(table):
            if day == latest:
                found.setdefault(table.read.table.title, set()).add(count)
    return found


def _scaled(table: Decided, at: int, column: int, value: Decimal) -> Decimal:
    units = table.read.columns[column].column.units or table.read.items[at].units
    return value.scaleb((units or table.read.units).shares)


def _found(table: Decided, statements: Statements, latest: dt.date) -> _Found | None:
    """What a table of ranges states; None where its figures do not prove it."""
    rows, total = _rows(table)
    if total is None or statements.shares is None:
        return None
    counts = [column for column in _columns(table, total) if _sums(table, rows, total, column)]
    if not 0 < len(counts) <= _COUNTS or any(table.read.columns[at].group for at in counts):
        return None
    columns = _stated(table, rows, counts)
    count = table.read.items[total].row.cell(counts[0])
    if not columns or count is None:
        return None
    whole = _scaled(table, total, counts[0], count.figure.value)
    if not LEAST_PART <= whole / statements.shares <= MOST_PART:
        return None
    days = set(_days(table))
    if days - {latest}:
        return None
    return _Found(rows, columns, whole, bool(days))


def _rows(table: Decided) -> tuple[dict[int, PriceRange], int | None]:
    """The lines whose captions are ranges, and the one below that adds them up."""
    items = table.read.items
    rows: dict[int, PriceRange] = {}
    for at, item in enumerate(items):
        if not item.row.cells:
            continue
        found = price_range(item.caption)
        if found is None or item.caption[found.end :].strip(" .:"):
            if rows:
                return (rows, at) if len(rows) >= _FEWEST else ({}, None)
            continue
        if len(rows) >= _FEWEST and found.low is not None and found.low <= _lowest(rows):
            return rows, at  # 'from the lowest to the highest'
        rows[at] = found
    return {}, None


def _lowest(rows: dict[int, PriceRange]) -> Decimal:
    return min(each.low or Decimal(0) for each in rows.values())


def _columns(table: Decided, at: int) -> list[int]:
    return [cell.column for cell in table.read.items[at].row.cells]


def _sums(table: Decided, rows: dict[int, PriceRange], total: int, column: int) -> bool:
    values = [amount(table, at, column) for at in rows]
    whole = amount(table, total, column)
    return whole > 0 and min(values) >= 0 and sum(values) == whole


def _stated(table: Decided, rows: dict[int, PriceRange], counts: Sequence[int]) -> dict[int, str]:
    """What each column states: the counts, and the prices that lie between those of their lines;
    {} where a count is not told, or is followed by other prices than its own.
    """
    heads = {column.index: column.column.head for column in table.read.columns}
    found = {counts[0]: _OUTSTANDING}
    if len(counts) == _COUNTS:
        first, second = counts
        more = any(amount(table, at, second) > amount(table, at, first) for at in rows)
        if more or not _CAN_BE.search(heads[second]):
            return {}
        found[second] = _EXERCISABLE
    elif _CAN_BE.search(heads[counts[0]]):
        return {}
    for place, count in enumerate(counts):
        end = counts[place + 1] if place + 1 < len(counts) else len(heads)
        priced = [at for at in range(count + 1, end) if _PRICED.search(heads.get(at, ""))]
        if len(priced) != 1 or not _within(table, rows, priced[0], count):
            return {}
        found[priced[0]] = found[count] + _PRICE
    return found


def _within(table: Decided, rows: dict[int, PriceRange], column: int, count: int) -> bool:
    """Whether the prices of a column lie between those of their lines, as far as there are any."""
    for at, between in rows.items():
        cell = table.read.items[at].row.cell(column)
        if cell is None or not cell.figure.value:
            if amount(table, at, count):
                return False
            continue
        if not between.holds(cell.figure.value, Decimal(1).scaleb(-cell.figure.places)):
            return False
    return True


def _days(table: Decided) -> Iterator[dt.date]:
    """The days that the words right above a table and over its columns name."""
    read = table.read
    sentence = re.split(r"(?<=[a-z]{3}[.])\s+(?=[A-Z])", read.table.lead)[-1]
    for text in (sentence, read.table.stub_head, *(column.column.head for column in read.columns)):
        yield from (each.date for each in dates(text) if each.date is not None)
    yield from (column.instant.date for column in read.columns if column.instant is not None)


def _decided(
    table: Decided, found: _Found, kind: Kind, registry: Registry, latest: dt.date
) -> Decided:
    """The table with what it states of each range."""
    base = registry.taxonomy
    items = [*table.read.items]
    cells: dict[tuple[int, int], Claim] = {}
    for at, between in found.rows.items():
        items[at] = replace(items[at], group=Group(_name(between), price=True), period=None)
        for cell in items[at].row.cells:
            concept: Concept | None = base.find(found.columns.get(cell.column, ""))
            if concept is not None and (
                cell.figure.value or not concept.qname.local.endswith(_PRICE)
            ):
                cells[at, cell.column] = claim_for(concept, kind)
    left = table.read.places - cells.keys()
    return replace(
        table, read=replace(table.read, items=tuple(items)),
        claims=tuple(Claim() for _ in table.claims), cells=cells, sums=(), unproven=(),
        why_left="", left_out=table.left_out | left,
        detail=Detail(
            (kind.id,), {at: kind.noun for at, _ in cells}, instant=True,
            periods=dict.fromkeys(cells, Instant(date=latest)),
        ),
    )  # fmt: skip


def _name(between: PriceRange) -> str:
    if between.low is None:
        return f"Less than ${between.high}"
    return (
        f"${between.low} and over" if between.high is None else f"${between.low} - ${between.high}"
    )
