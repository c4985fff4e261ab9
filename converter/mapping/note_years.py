"""What falls due by year, in notes: rents of leases, instalments of debt.

                                    Capital    Operating
    Year ending December 31,         leases       leases
    2000                             $  347      $ 1,015
    2001                                329        1,006
    ...
    2005 and subsequent               1,081       12,169
    Total                            $2,484      $17,061
    Less amount representing interest   637

The five years that follow the balance sheet's, one behind the other, what comes later and a total
that they add up to prove the lines; what the column is of its head must say, or the words above.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from converter.mapping.note_values import NOTE, SURE
from converter.model.mapped import Claim, Detail, Way
from converter.model.xbrl import Instant
from converter.text.dates import dates
from converter.text.dates import years as years_of
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_values import Statements
    from converter.model.mapped import Decided
    from converter.model.xbrl import Period

PROOF = "years"
_YEARS = 5  # that such a table names one by one
_COLUMN = "column"  # the use of words that say what a column is of, over it
_LEAD = "lead"  # and above a table of one column
_SHORT = 45  # letters of a caption that is a year


class _Rows(NamedTuple):
    """The lines of the five years, that of what comes later (or None), and their total."""

    years: tuple[int, ...]
    later: int | None
    total: int


def by_year(table: Decided, registry: Registry, statements: Statements) -> Decided | None:
    """The table with the concepts of what falls due, where it is proven; else None."""
    latest = statements.latest
    rows = _rows(table, latest.year) if latest is not None else None
    if rows is None or latest is None:
        return None
    kinds = registry.of(PROOF)
    cells: dict[tuple[int, int], Claim] = {}
    told: list[Kind] = []
    columns = [cell.column for cell in table.read.items[rows.total].row.cells]
    for column in columns:
        kind = _kind(table, column, kinds, registry, alone=len(columns) == 1)
        if kind is None or kind in told or not _adds_up(table, rows, column):
            continue
        told.append(kind)
        cells |= _claims(table, rows, column, kind, registry)
    if not told:
        return None
    left = {
        (at, cell.column)
        for at, item in enumerate(table.read.items)
        for cell in item.row.cells
        if (at, cell.column) not in cells
    }
    day: Period = Instant(date=latest)
    items = tuple(
        replace(item, quantity=Quantity.MONEY) if any(at == place[0] for place in cells) else item
        for at, item in enumerate(table.read.items)
    )
    return replace(
        table, read=replace(table.read, items=items),
        claims=tuple(Claim() for _ in table.claims), cells=cells, sums=(), unproven=(),
        left_out=table.left_out | left,
        detail=Detail(
            tuple(kind.id for kind in told), {at: told[0].noun for at, _ in cells}, instant=True,
            periods=dict.fromkeys(cells, day),
        ),
    )  # fmt: skip


def _rows(table: Decided, latest: int) -> _Rows | None:
    """The lines, where the five years after the latest stand one below the other."""
    rows = [at for at, item in enumerate(table.read.items) if item.row.cells]
    for place in range(len(rows) - _YEARS):
        run = rows[place : place + _YEARS]
        if [_year(table, at) for at in run] != [latest + n for n in range(1, _YEARS + 1)]:
            continue
        after = rows[place + _YEARS : place + _YEARS + 2]
        if after and _is_total(table, after[0]):
            return _Rows(tuple(run), None, after[0])
        if len(after) > 1 and _is_total(table, after[1]):
            return _Rows(tuple(run), after[0], after[1])
    return None


def _year(table: Decided, at: int) -> int | None:
    """The year that a line is of: its caption, or a figure where that should stand."""
    item = table.read.items[at]
    if len(item.caption) <= _SHORT:
        named = {year for year, *_ in years_of(item.caption)}
        named |= {each.year for each in dates(item.caption) if each.year is not None}
        if len(named) == 1:
            return named.pop()
    first = item.row.cells[0].figure
    if item.caption or first.places or not 1980 <= first.value <= 2050 or first.negative:
        return None
    return int(first.value)


_TOTAL = re.compile(r"^\s*(?:totals?\b.*|)$", re.IGNORECASE)


def _is_total(table: Decided, at: int) -> bool:
    return _TOTAL.match(table.read.items[at].caption) is not None and _year(table, at) is None


def _adds_up(table: Decided, rows: _Rows, column: int) -> bool:
    lines = [*rows.years, *([] if rows.later is None else [rows.later])]
    parts = [_figure(table, at, column) for at in lines]
    total = _figure(table, rows.total, column)
    return bool(total) and sum((part or Decimal(0) for part in parts), Decimal(0)) == total


def _figure(table: Decided, at: int, column: int) -> Decimal | None:
    cell = table.read.items[at].row.cell(column)
    return cell.figure.value if cell is not None else None


def _kind(
    table: Decided, column: int, kinds: Sequence[Kind], registry: Registry, *, alone: bool
) -> Kind | None:
    """What a column is of, by the nearest words that name one kind; None where they name none or
    two, or speak of what others owe.
    """
    read = table.read.table
    texts = [(_COLUMN, read.columns[column].head)]
    if alone:
        texts += [(_LEAD, text) for text in (read.stub_head, read.lead, read.title)]
    for use, text in texts:
        rows = {kind: registry.line(kind.id, text, ()) for kind in kinds}
        if any(row is not None and row.use == "aside" for row in rows.values()):
            return None
        named = [kind for kind, row in rows.items() if row is not None and row.use == use]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def _claims(
    table: Decided, rows: _Rows, column: int, kind: Kind, registry: Registry
) -> dict[tuple[int, int], Claim]:
    """The claims of a column's cells; what is taken off the total where the rest ties."""
    total, *years = kind.totals
    names = {rows.total: total} | dict(zip(rows.years, years, strict=False))
    if rows.later is not None:
        names[rows.later] = years[_YEARS]
    left = _figure(table, rows.total, column) or Decimal(0)
    below = [
        at for at in range(rows.total + 1, len(table.read.items)) if _figure(table, at, column)
    ]
    for less, rest in pairwise(below[:2]):
        off, net = _figure(table, less, column) or Decimal(0), _figure(table, rest, column)
        words = [registry.line(kind.id, table.read.items[at].caption, ()) for at in (less, rest)]
        if left - abs(off) == net and all(row is not None and row.concept for row in words):
            names |= {
                at: row.concept.partition(":")[2]
                for at, row in zip((less, rest), words, strict=True)
                if row is not None
            }
    found: dict[tuple[int, int], Claim] = {}
    for at, name in names.items():
        concept = registry.taxonomy.find(name)
        if concept is not None and _figure(table, at, column) is not None:
            found[at, column] = Claim(
                concepts=(concept,), rule=f"note-table.{kind.id}", confidence=SURE,
                way=Way.SUMS, statements=NOTE, sign="magnitude",
            )  # fmt: skip
    return found
