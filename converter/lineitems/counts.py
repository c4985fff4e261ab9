"""What of an equity statement counts shares: columns, and sections one below another.

Columns whose heads end in 'shares' and that hold amounts all the same:

            Common    Retained    Unearned     Treasury
             stock    earnings    ESOP shares   shares      Total
             49.6      1,083.5      (38.8)      (189.0)      905.3     the amounts add up with both

A head says what a column counts as a rule; where the rows add up to their totals with such a column
and not without it, it is no count. Where they add up without a column whose head speaks of shares,
as 'Shares of Common Stock, $.50 Par Value' does, it counts these.

Sections of which one has the amounts and the other counts them:

    Common Stock
      Beginning of year             $   72,489   $   70,968
    Common Shares
      Beginning of year              6,538,352    6,495,848

'Common shares' alone is the name that some companies give to their stock. A row that adds up to the
total of the components has amounts, whatever its caption counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from converter.text.numerals import Form
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from converter.model.lineitem import LineItem, ReadColumn

_TOTAL = re.compile(r"\btotal\b", re.IGNORECASE)
_SPEAKS = re.compile(r"\bshares?\b|\bnumber\b", re.IGNORECASE)
_SHARES = re.compile(r"\bshares$", re.IGNORECASE)
_TREASURY = re.compile(r"\btreasury\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:number|no\.|issued|outstanding)", re.IGNORECASE)
_STOCK = re.compile(r"\b(?:stock|shares|capital|treasury)\b", re.IGNORECASE)
_VALUED = re.compile(r"\s*(?:,|\$|\bat\b|\bpar\b|\bstated\b).*", re.IGNORECASE)
_ASIDE = re.compile(r"\W*\([^()]*\)|\W*\b(?:stock|shares)\b|[^a-z]+", re.IGNORECASE)
_BALANCE = re.compile(r"\bbalances?\b|\b(?:beginning|end) of\b", re.IGNORECASE)
_MOST = 4  # such columns that one statement has
_LEAST = 2  # rows that add up


def counted_by_sums(
    items: Sequence[LineItem], columns: tuple[ReadColumn, ...]
) -> tuple[ReadColumn, ...]:
    """The columns, those that rows prove to be amounts no longer counts of shares, and those that
    the rows add up without, and whose heads speak of shares, counts of these.
    """
    total = total_column(columns)
    if total is None:
        return _with_treasury(columns)
    counts = {c.index for c in columns if c.shares}
    said = [c.index for c in columns[:total] if c.shares]
    for at in _proven(items, total, said, counts, added=True):
        columns = _as(columns, at, shares=None)
    unsaid = [c.index for c in columns[:total] if not c.shares and _SPEAKS.search(c.column.head)]
    for at in _proven(items, total, unsaid, {c.index for c in columns if c.shares}, added=False):
        columns = _as(columns, at, shares=True)
    return columns


def _with_treasury(columns: tuple[ReadColumn, ...]) -> tuple[ReadColumn, ...]:
    """The columns, that of 'Treasury shares' as what they cost where no other column has that:
    without it the others would be too much.
    """
    treasury = [c for c in columns if _TREASURY.search(c.column.head)]
    if len(treasury) != 1 or not treasury[0].shares or _COUNTED.search(treasury[0].column.head):
        return columns
    return _as(columns, treasury[0].index, shares=None)


def _as(columns: tuple[ReadColumn, ...], at: int, *, shares: bool | None) -> tuple[ReadColumn, ...]:
    return tuple(replace(c, shares=shares) if c.index == at else c for c in columns)


def _proven(
    items: Sequence[LineItem],
    total: int,
    suspects: Sequence[int],
    counts: Collection[int],
    *,
    added: bool,
) -> tuple[int, ...]:
    """The fewest of the suspects with which (`added`) or without which more rows add up to the
    total of the components than do without the columns `counts`; () where none are proven.
    """
    if not 0 < len(suspects) <= _MOST:
        return ()
    rows = [row for row in numbers(items) if total in row and any(row.get(at) for at in suspects)]
    best: tuple[int, ...] = ()
    most = _ties(rows, total, counts)
    for size in range(1, len(suspects) + 1):
        for some in combinations(suspects, size):
            without = set(counts) - set(some) if added else {*counts, *some}
            tied = _ties(rows, total, without)
            if tied > most:
                best, most = some, tied
    return best if most >= _LEAST else ()


def with_total(
    items: Sequence[LineItem], columns: tuple[ReadColumn, ...]
) -> tuple[ReadColumn, ...]:
    """The columns, the last one as the total where no head says so and the rows prove it."""
    last = columns[-1].index if columns else 0
    if total_column(columns) is not None or last < _LEAST or columns[-1].shares:
        return columns
    counts = {c.index for c in columns if c.shares}
    rows = [
        row for row in numbers(items)
        if last in row and sum(at < last and at not in counts for at in row) >= _LEAST
    ]  # fmt: skip
    ties = _ties(rows, last, counts)
    if ties <= _LEAST or ties * 10 < 9 * len(rows):
        return columns
    return (*columns[:-1], replace(columns[-1], total=True))


def total_column(columns: Sequence[ReadColumn]) -> int | None:
    """The column of the total, by its head or by its sums."""
    return next((c.index for c in columns if c.total or _TOTAL.search(c.column.head)), None)


def numbers(items: Sequence[LineItem]) -> list[dict[int, Decimal]]:
    """The numbers of each line by column, without dashes."""
    return [
        {c.column: c.figure.value for c in item.row.cells if c.figure.form is Form.NUMBER}
        for item in items
    ]


def counts_by_sections(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """The items, those of sections that count what another section has the amounts of as shares."""
    sections: dict[str, list[LineItem]] = {}
    for item in items:
        if item.row.cells and item.section and _STOCK.search(item.section[-1]):
            sections.setdefault(item.section[-1], []).append(item)
    amounts = {_class(head) for head, own in sections.items() if _in_money(own)}
    counted = {
        head for head, own in sections.items() if _SHARES.search(head) and not _in_money(own)
    }
    if amounts.isdisjoint(map(_class, counted)):  # one is enough for all classes of a statement
        return tuple(items)
    places = {
        at for at, item in enumerate(items)
        if item.row.cells and item.section and item.section[-1] in counted
    }  # fmt: skip
    return _counting(items, places | _added_to(items, places))


def _added_to(items: Sequence[LineItem], counted: Collection[int]) -> set[int]:
    """The lines below the last that counts shares which add up to a further count with it:
    'Treasury shares', then 'Common shares outstanding'.
    """
    found: set[int] = set()
    rows = numbers(items)
    for last in counted:
        added = [last]
        for at in range(last + 1, len(items)):
            if at in counted or not items[at].row.cells:
                break
            added.append(at)
            if len(added) > _LEAST and _carries([rows[each] for each in added[:-1]], rows[at]):
                found.update(added)
                added = [at]
    return found


def _counting(items: Sequence[LineItem], places: Collection[int]) -> tuple[LineItem, ...]:
    """The items, those at these places that are said to be money as counts of shares."""
    return tuple(
        replace(item, quantity=Quantity.SHARES)
        if at in places and item.quantity is Quantity.MONEY else item
        for at, item in enumerate(items)
    )  # fmt: skip


def amounts_by_total(
    items: Sequence[LineItem], columns: tuple[ReadColumn, ...]
) -> tuple[LineItem, ...]:
    """The items, those that are said to count shares as money where they add up to the total of the
    components as the amounts do: 'Shares issued through dividend reinvestment'.
    """
    total = total_column(columns)
    if total is None or columns[total].shares:
        return tuple(items)
    counts = {c.index for c in columns if c.shares}

    def adds_up(item: LineItem) -> bool:
        row = {c.column: c.figure.value for c in item.row.cells if c.column not in counts}
        components = [at for at in row if at < total]
        return total in row and len(components) > 1 and _ties([row], total, ()) > 0

    if not any(item.quantity is Quantity.MONEY and adds_up(item) for item in items):
        return tuple(items)
    return _in_amounts(
        items, {at for at, item in enumerate(items) if _counts(item) and adds_up(item)}
    )


def amounts_by_balances(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """The items, those that are said to count shares as money where they are what an opening and a
    closing balance in money differ by: 'Shares issued' below 'Common stock: Beginning balance'.
    """
    rows = numbers(items)
    balances = [at for at, item in enumerate(items) if rows[at] and _BALANCE.search(item.caption)]
    moved: set[int] = set()
    for opening, closing in pairwise(balances):
        if any(items[at].quantity is not Quantity.MONEY for at in (opening, closing)):
            continue
        if _carries(rows[opening:closing], rows[closing]):
            moved.update(range(opening + 1, closing))
    return _in_amounts(items, {at for at in moved if rows[at] and _counts(items[at])})


def _counts(item: LineItem) -> bool:
    return item.quantity is Quantity.SHARES


def _in_amounts(items: Sequence[LineItem], places: Collection[int]) -> tuple[LineItem, ...]:
    """The items, those at these places in money."""
    return tuple(
        replace(item, quantity=Quantity.MONEY) if at in places else item
        for at, item in enumerate(items)
    )


def _carries(rows: Sequence[dict[int, Decimal]], closing: dict[int, Decimal]) -> bool:
    """Whether rows add up to a closing balance in all columns, of which two say that they do."""
    sums = [sum((row.get(column, Decimal(0)) for row in rows), Decimal(0)) for column in closing]
    off = [abs(found - value) for found, value in zip(sums, closing.values(), strict=True)]
    return len(closing) >= _LEAST and max(off) <= 1 and len(set(closing.values())) > 1


def _class(head: str) -> str:
    """The class of stock that a heading names: 'common' for 'Common Stock (Note D)', and for
    'Common stock at stated value'.
    """
    return _ASIDE.sub(" ", _VALUED.sub("", head)).strip().lower()


def _in_money(items: Sequence[LineItem]) -> bool:
    return any(cell.figure.currency for item in items for cell in item.row.cells)


def _ties(rows: Sequence[dict[int, Decimal]], total: int, counts: Collection[int]) -> int:
    """How many rows add up to their total without the columns `counts`."""
    return sum(
        row[total] == sum(value for at, value in row.items() if at < total and at not in counts)
        for row in rows
    )
