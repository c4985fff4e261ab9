"""Quarterly data in notes: four quarters that add up to the year of a statement.

                       4th Qtr.   3rd Qtr.   2nd Qtr.   1st Qtr.
    1996
    Sales                $4,314     $4,149     $4,117     $3,388     15,968 in the statement
    Net earnings            164        410        440        274      1,288

Quarters are columns, with or without the years in their heads, or rows. What four of them add up
to must be what a statement has for that year: this proves lines, quarters and units. Amounts per
share need not add up to the last cent.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.mapping.note_values import NOTE, by_heading, told_by_words
from converter.model.mapped import Claim, Detail
from converter.model.printed import months_before
from converter.model.xbrl import DataType, Duration
from converter.text.dates import read_quarter
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.mapping.note_registry import Kind
    from converter.mapping.note_values import Statements
    from converter.model.mapped import Decided

_DAY = dt.timedelta(1)
_CENTS = Decimal("0.05")  # by which amounts per share may miss the year's
_SURE = Decimal(1000)  # no amount of so many digits is another's by chance
_LEAST = Decimal(100)

# '1995 1st': the quarter of a year, where a note is one of quarterly data
_ALONE = re.compile(r"\b([1-4](?:st|nd|rd|th)|first|second|third|fourth)\b", re.IGNORECASE)
_ORDINALS = {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Four:
    """A line's four quarters, the first one first: their cells, and the cell of the year."""

    caption: str
    mapped: Claim
    places: tuple[Place, Place, Place, Place]
    year: Place | None = None


Told = dict[Place, tuple[Claim, Duration]]


def quarters(table: Decided, kind: Kind, statements: Statements) -> Decided | None:
    """The table with the concepts of the statements, where its figures prove it; else None."""
    if told_by_words(table):
        return None
    told: Told = {}
    for years, block, least in _blocks(table, statements):
        best: Told = {}
        for year in years:
            found = _of_year(table, block, year, statements, kind)
            lines = {place[0] if _in_columns(block) else place[1] for place in found}
            if len(found) > len(best) and len(lines) >= least:
                best = found
        told |= best
    return _decided(table, kind, told) if told else None


def _in_columns(block: Sequence[_Four]) -> bool:
    return all(len({at for at, _ in four.places}) == 1 for four in block)


def _blocks(
    table: Decided, statements: Statements
) -> Iterator[tuple[Sequence[Duration], list[_Four], int]]:
    """The lines of one year each, with the years that it may be, and how many lines must fit."""
    read = table.read
    by_year: dict[Duration | None, dict[int, int]] = {}
    for column in read.columns:
        year, quarter = _column_quarter(table, column.index, statements)
        if quarter is not None and quarter not in by_year.setdefault(year, {}):
            by_year[year][quarter] = column.index
    for year, columns in by_year.items():
        if len(columns) == 4:
            four = [columns[quarter] for quarter in (1, 2, 3, 4)]
            for named, rows in by_heading(table, statements, statements.years):
                years = [year] if year is not None else named
                block = [
                    _Four(
                        read.items[at].caption, table.claims[at],
                        ((at, four[0]), (at, four[1]), (at, four[2]), (at, four[3])),
                    )
                    for at in rows
                ]  # fmt: skip
                yield years, block, 1 if len(years) == 1 else 2
    if not by_year:
        yield from _of_rows(table, statements)


def _column_quarter(
    table: Decided, at: int, statements: Statements
) -> tuple[Duration | None, int | None]:
    """The year and the quarter that a column is of, as far as its head tells them."""
    column = table.read.columns[at]
    head, span = column.column.head, column.duration
    number = read_quarter(head)
    alone = _ALONE.findall(head) if number is None else []
    if span in statements.years and (number or len(alone) == 1):
        return span, number or _ORDINALS[alone[0].lower()]
    if span is None:
        return None, number
    for year in statements.years:
        for quarter, each in enumerate(_quarters(year), 1):
            if each == span and number in (None, quarter):
                return year, quarter
    return None, None


def _quarters(year: Duration) -> list[Duration]:
    """The quarters of a year; none where its days are counted in weeks."""
    if year.start.day != 1 or (year.end + _DAY).day != 1:
        return []
    ends = [year.end]
    for _ in range(3):
        ends.insert(0, months_before(ends[0], 3) - _DAY)
    return [Duration(start=months_before(end, 3), end=end) for end in ends]


def _of_rows(
    table: Decided, statements: Statements
) -> Iterator[tuple[Sequence[Duration], list[_Four], int]]:
    """The columns as lines, where four rows are quarters; the row behind them is the year's."""
    read = table.read
    if any(column.duration is not None for column in read.columns):
        return
    numbers = [(at, read_quarter(item.caption)) for at, item in enumerate(read.items)]
    for first in range(len(numbers) - 3):
        run = numbers[first : first + 4]
        if [number for _, number in run] not in ([1, 2, 3, 4], [4, 3, 2, 1]):
            continue
        rows = [at for at, _ in sorted(run, key=lambda each: each[1] or 0)]
        after = first + 4
        behind = (
            after < len(numbers) and numbers[after][1] is None and bool(read.items[after].row.cells)
        )
        block = [
            _Four(
                column.column.head, Claim(),
                ((rows[0], column.index), (rows[1], column.index),
                 (rows[2], column.index), (rows[3], column.index)),
                (after, column.index) if behind else None,
            )
            for column in read.columns
        ]  # fmt: skip
        yield statements.years, block, 2


def _of_year(
    table: Decided, block: Sequence[_Four], year: Duration, statements: Statements, kind: Kind
) -> Told:
    """The cells of the lines that add up to what the statements have for a year."""
    spans = _quarters(year)
    found: Told = {}
    for four in block if spans else ():
        claim = _claim(table, four, year, statements)
        if claim is None:
            continue
        claim = replace(claim, rule=f"note-table.{kind.id}")
        for place, span in zip(four.places, spans, strict=True):
            found[place] = claim, span
        if four.year is not None and table.read.items[four.year[0]].row.cell(four.year[1]):
            found[four.year] = claim, year
    if all(_per_share(claim) for claim, _ in found.values()):
        return {}
    return found


def _claim(table: Decided, four: _Four, year: Duration, statements: Statements) -> Claim | None:
    """The claim of a line whose quarters add up to what the statements have for a year."""
    cells = [table.read.items[at].row.cell(column) for at, column in four.places]
    figures = [cell.figure.value for cell in cells if cell is not None]
    if len(figures) < len(cells):
        return None
    total = abs(sum(figures, Decimal(0)))
    if _per_share(four.mapped):
        return _earned(four.mapped, total, year, statements)
    item = table.read.items[four.places[0][0]]
    money = item.quantity is Quantity.MONEY or _in_rows(four)
    if not money or max(abs(value) for value in figures) < _LEAST:
        return None
    value = total.scaleb((item.units or table.read.units).money)
    claim = statements.named(value, year, four.caption, four.mapped, sure=total >= _SURE)
    if claim is None or not statements.speaks_of(claim, four.caption, four.mapped):
        return None
    flow = all(
        concept.period_type == "duration" and concept.datatype is not DataType.SHARES
        for concept in claim.concepts
    )
    return claim if flow else None


def _in_rows(four: _Four) -> bool:
    return four.places[0][0] != four.places[1][0]


def _per_share(claim: Claim) -> bool:
    return bool(claim.concepts) and claim.concepts[0].datatype is DataType.PER_SHARE


def _earned(mapped: Claim, total: Decimal, year: Duration, statements: Statements) -> Claim | None:
    """The claim of a line of amounts per share that nearly add up to the year's."""
    near = tuple(
        concept
        for concept in mapped.concepts
        if (value := statements.amount((concept.qname.local,), year)) is not None
        and abs(value - total) <= _CENTS
    )
    return replace(mapped, statements=NOTE) if near and near == mapped.concepts else None


def _decided(table: Decided, kind: Kind, told: Told) -> Decided:
    """The table with the claims of its cells."""
    left = table.read.places - told.keys()
    money = {at for (at, _), (claim, _) in told.items() if not _per_share(claim)}
    items = tuple(
        replace(item, quantity=Quantity.MONEY) if at in money else item
        for at, item in enumerate(table.read.items)
    )
    return replace(
        table, read=replace(table.read, items=items), claims=tuple(Claim() for _ in table.claims),
        cells={place: claim for place, (claim, _) in told.items()},
        sums=(), unproven=(), left_out=table.left_out | left,
        detail=Detail(
            (kind.id,), {at: kind.noun for at, _ in told}, instant=False,
            periods={place: span for place, (_, span) in told.items()},
        ),
    )  # fmt: skip
