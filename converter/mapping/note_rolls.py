"""Tables of notes that carry a balance forward, as those of stock options.

                              1999             1998
                        Shares   Price    Shares   Price
    Outstanding, Jan 1     80   $42.77        80  $33.22
    Granted                28    53.53        17   65.91
    Exercised              (6)   26.12       (16)  18.93
    Outstanding, Dec 31   102   $46.66        81  $42.77

What happened between two balances must add up from the first to the second in each year, one
year's end must be the next one's beginning, and the count must be a sound part of the company's
shares: this proves rows, columns, years and units. A column of average prices beside it then has
the same rows. Years stand side by side, or one below the other with the dates in the captions.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.mapping.note_values import NOTE, SURE, is_year
from converter.model.mapped import Claim, Detail, Way
from converter.model.xbrl import Duration, Instant
from converter.text.dates import dates
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.dts.base import Taxonomy
    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_values import Statements
    from converter.model.lineitem import LineItem
    from converter.model.mapped import Decided, Sign
    from converter.model.xbrl import Concept, Period

_DAY = dt.timedelta(1)
# Options are a part of the shares; none of these bounds lets a power of a thousand through.
LEAST_PART, MOST_PART = Decimal("0.002"), Decimal("0.7")
_KIND = "options"
_BALANCE, _EXERCISED = "StockOptionsOutstanding", "StockOptionsExercised"
_OPTION = re.compile(r"\boptions?\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z]{3}[.])\s+(?=[A-Z])")
_PRICE = "WeightedAverageExercisePrice"  # ends the name of what the column beside it states
_AVERAGE = re.compile(r"\b(?:average|avg)\b", re.IGNORECASE)  # in that column's head


@dataclass(frozen=True, slots=True)
class Roll:
    """Two balances and the lines between them."""

    opening: int
    closing: int
    between: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """What the registry says of the lines: by item the concept, and how it moves the balance."""

    names: dict[int, str]
    uses: dict[int, str]
    taxonomy: Taxonomy

    def concept(self, at: int, ending: str = "") -> Concept | None:
        """What a line is; with an ending what goes with it, such as its price."""
        name = self.names.get(at)
        return self.taxonomy.concept(name + ending) if name else None


def carried(
    table: Decided, kind: Kind, registry: Registry, statements: Statements
) -> Decided | None:
    """The table with the concepts of its kind, where its figures prove it; else None."""
    lines = read_lines(table, kind, registry)
    rolls = list(rolls_of(table, lines, kind.totals[0]))
    if not rolls or not _of_options(table, lines):
        return None
    columns = [
        column.index for column in table.read.columns if ties(table, rolls, lines, column.index)
    ]
    if not columns:
        return None
    days = _days(table, rolls)
    if days is None:
        if len(rolls) != 1 or not in_order(table, rolls[0], columns, statements):
            return None
    elif len(columns) != 1 or not _by_year(days, statements):
        return None
    if not _is_part(table, rolls, columns, statements) or mixed(table, lines, columns):
        return None
    return _told(table, kind, lines, rolls, columns, days)


def _of_options(table: Decided, lines: Lines) -> bool:
    """Whether a table counts options, and no other awards: some are exercised, or the words in it
    or right above it say so.
    """
    if any(_local(name) == _EXERCISED for name in lines.names.values()):
        return True
    read = table.read
    captions = (item.caption for item in read.items)
    heads = (column.column.head for column in read.columns)
    above = _SENTENCE.split(read.table.lead)[-1]
    return any(_OPTION.search(text) for text in (above, read.table.stub_head, *captions, *heads))


def rolls_alone(before: Sequence[Decided], told: Sequence[Decided]) -> list[Decided]:
    """The tables, `before` those of which a note has several for the same days: they are of several
    plans, and none counts the options of all.
    """
    ends: dict[tuple[str, dt.date], set[Decimal]] = {}
    for table in told:
        for day, count in closings(table):
            ends.setdefault((table.read.table.title, day), set()).add(count)
    return [
        old if any(len(ends[new.read.table.title, day]) > 1 for day, _ in closings(new)) else new
        for old, new in zip(before, told, strict=True)
    ]


def closings(table: Decided) -> list[tuple[dt.date, Decimal]]:
    """How many options are outstanding at which ends, as a table that is proven carries them."""
    if table.detail is None or _KIND not in table.detail.kinds:
        return []
    read = table.read
    found = []
    for at, item in enumerate(read.items):
        concepts = table.claims[at].concepts
        if item.opening or not concepts or concepts[0].qname.local != _BALANCE:
            continue
        for cell in item.row.cells:
            place = at, cell.column
            period = item.period or read.columns[cell.column].instant
            if place in table.left_out or place in table.cells or not isinstance(period, Instant):
                continue
            units = read.columns[cell.column].column.units or item.units or read.units
            found.append((period.date, cell.figure.value.scaleb(units.shares)))
    return found


def read_lines(table: Decided, kind: Kind, registry: Registry) -> Lines:
    names: dict[int, str] = {}
    uses: dict[int, str] = {}
    for at, item in enumerate(table.read.items):
        row = registry.line(kind.id, item.caption, item.section) if item.row.cells else None
        if row is not None:
            names[at] = row.concept
            uses[at] = row.use
    return Lines(names, uses, registry.taxonomy)


def rolls_of(table: Decided, lines: Lines, balance: str) -> Sequence[Roll]:
    """Balances that follow one another, with a known change between them."""
    at_balance = [at for at, name in lines.names.items() if _local(name) == balance]
    found = []
    for first, second in pairwise(at_balance):
        between = tuple(at for at in range(first + 1, second) if table.read.items[at].row.cells)
        if any(lines.uses.get(at) for at in between):
            found.append(Roll(first, second, between))
    return found


def _local(name: str) -> str:
    return name.partition(":")[2]


def ties(table: Decided, rolls: Sequence[Roll], lines: Lines, column: int) -> bool:
    """Whether a column adds up from balance to balance, to the last digit."""
    moved = False
    for roll in rolls:
        first = figure(table, roll.opening, column)
        last = figure(table, roll.closing, column)
        if first is None or last is None:
            return False
        total = first
        for at in roll.between:
            value = figure(table, at, column) or Decimal(0)
            use = lines.uses.get(at)
            moved = moved or bool(value and use)
            total += abs(value) if use == "raises" else -abs(value) if use == "lowers" else value
        if total != last:
            return False
    return moved


def figure(table: Decided, at: int, column: int) -> Decimal | None:
    cell = table.read.items[at].row.cell(column)
    return cell.figure.value if cell is not None else None


def amount(table: Decided, at: int, column: int) -> Decimal:
    """A cell's figure as printed, nothing where it is blank."""
    return figure(table, at, column) or Decimal(0)


def _days(table: Decided, rolls: Sequence[Roll]) -> list[dt.date] | None:
    """The days of the balances as their captions say them; None where columns have the periods."""
    captions = [
        table.read.items[at].caption for at in (rolls[0].opening, *(r.closing for r in rolls))
    ]
    found = [dates(caption) for caption in captions]
    days = [each[0].date for each in found if len(each) == 1 and each[0].date is not None]
    if len(days) < len(captions):
        return None
    # 'January 1, 1996' before 'December 31, 1996' is the evening before
    first = days[0] - _DAY
    return [first, *days[1:]] if (first.month, first.day) == (days[1].month, days[1].day) else days


def in_order(table: Decided, roll: Roll, columns: Sequence[int], statements: Statements) -> bool:
    """Whether the columns are years, one behind the other, the latest that of the statements."""
    spans = {at: table.read.columns[at].duration for at in columns}
    told = {at: span for at, span in spans.items() if span is not None}
    used = {
        column.duration
        for column in table.read.columns
        if table.read.items[roll.closing].row.cell(column.index) is not None
    }
    if len(told) < len(columns) or len(set(told.values())) < len(columns):
        return False
    if used - set(told.values()):
        return False
    order = sorted(told, key=lambda at: told[at].end)
    if told[order[-1]].end != statements.latest:
        return False
    if any(not _is_year(told[at].start - _DAY, told[at].end) for at in order):
        return False
    return all(
        told[before].end + _DAY == told[after].start
        and figure(table, roll.closing, before) == figure(table, roll.opening, after)
        for before, after in pairwise(order)
    )


def mixed(table: Decided, lines: Lines, columns: Sequence[int]) -> bool:
    """Whether a line that is known stands now with a minus and now without."""
    signs = (
        {value > 0 for column in columns if (value := figure(table, at, column))}
        for at in lines.uses
        if lines.uses[at]
    )
    return any(len(each) > 1 for each in signs)


def _by_year(days: Sequence[dt.date], statements: Statements) -> bool:
    return days[-1] == statements.latest and all(
        _is_year(before, after) for before, after in pairwise(days)
    )


def _is_year(before: dt.date, after: dt.date) -> bool:
    return is_year(Duration(start=before + _DAY, end=after))


def _is_part(
    table: Decided, rolls: Sequence[Roll], columns: Sequence[int], statements: Statements
) -> bool:
    """Whether the balances are a sound part of the company's shares, in the units that are told."""
    if statements.shares is None:
        return False
    read = table.read
    for roll in rolls:
        item = read.items[roll.closing]
        for at in columns:
            units = read.columns[at].column.units or item.units or read.units
            value = (figure(table, roll.closing, at) or Decimal(0)).scaleb(units.shares)
            if not LEAST_PART <= value / statements.shares <= MOST_PART:
                return False
    return True


def _told(
    table: Decided, kind: Kind, lines: Lines, rolls: Sequence[Roll],
    columns: Sequence[int], days: Sequence[dt.date] | None,
) -> Decided:  # fmt: skip
    """The table with its claims: the counts by line, the prices by cell."""
    items = [*table.read.items]
    claims = [Claim()] * len(items)
    cells: dict[tuple[int, int], Claim] = {}
    kept: set[tuple[int, int]] = set()
    prices = _prices(table, columns, days)
    for at, period in _rows(table, lines, rolls, columns, days).items():
        concept = lines.concept(at)
        items[at] = _line(items[at], period, opening=days is None and at == rolls[0].opening)
        claims[at] = Claim(rule=f"note-table.{kind.id}", statements=NOTE)
        if concept is not None:
            claims[at] = claim_for(concept, kind, sign_of(table, at, columns))
        price = lines.concept(at, _PRICE)
        for column in columns:
            kept.add((at, column))
        for column in prices:
            if price is not None and items[at].row.cell(column) is not None:
                kept.add((at, column))
                cells[at, column] = claim_for(price, kind)
    left = {
        (at, cell.column)
        for at, item in enumerate(items)
        for cell in item.row.cells
        if (at, cell.column) not in kept
    }
    nouns = {at: kind.noun for at, _ in kept}
    return replace(
        table, read=replace(table.read, items=tuple(items)), claims=tuple(claims), cells=cells,
        sums=(), unproven=(), left_out=table.left_out | left,
        detail=Detail((kind.id,), nouns, instant=False),
    )  # fmt: skip


def claim_for(concept: Concept, kind: Kind, sign: Sign = "as_printed") -> Claim:
    return Claim(
        concepts=(concept,), rule=f"note-table.{kind.id}", confidence=SURE, way=Way.SUMS,
        statements=NOTE, sign=sign,
    )  # fmt: skip


def sign_of(table: Decided, at: int, columns: Sequence[int]) -> Sign:
    """What leaves is stated positive, in parentheses or not."""
    figures = [figure(table, at, column) or Decimal(0) for column in columns]
    return "negate" if any(value < 0 for value in figures) else "as_printed"


def _line(item: LineItem, period: Period | None, *, opening: bool) -> LineItem:
    return replace(item, quantity=Quantity.SHARES, period=period, opening=opening)


def _rows(
    table: Decided, lines: Lines, rolls: Sequence[Roll], columns: Sequence[int],
    days: Sequence[dt.date] | None,
) -> dict[int, Period | None]:  # fmt: skip
    """The lines that are facts, with their periods where rows have them."""
    found: dict[int, Period | None] = {}
    for number, roll in enumerate(rolls):
        span = None
        if days is not None:
            span = Duration(start=days[number] + _DAY, end=days[number + 1])
            found[roll.opening] = Instant(date=days[number])
            found[roll.closing] = Instant(date=days[number + 1])
        else:
            found |= {roll.opening: None, roll.closing: None}
        found |= dict.fromkeys(roll.between, span)
    last = rolls[-1].closing
    for at in range(last + 1, len(table.read.items)):  # what of the last balance can be exercised
        item = table.read.items[at]
        concept = lines.concept(at)
        if concept is None or concept.period_type != "instant" or at in found:
            continue
        within = all(
            (figure(table, at, column) or Decimal(0)) <= (figure(table, last, column) or 0)
            for column in columns
        )
        said = dates(item.caption)
        if within and days is None:
            found[at] = None
        elif within and days and len(said) == 1 and said[0].date == days[-1]:
            found[at] = Instant(date=days[-1])
    return found


def _prices(table: Decided, columns: Sequence[int], days: Sequence[dt.date] | None) -> list[int]:
    """The columns of average prices, one for each column of counts."""
    read = table.read
    found = [
        column.index
        for column in read.columns
        if column.index not in columns and _AVERAGE.search(column.column.head)
    ]
    if days is None:
        spans = [read.columns[at].duration for at in columns]
        if [read.columns[at].duration for at in found] != spans:
            return []
    return found if len(found) == len(columns) else []
