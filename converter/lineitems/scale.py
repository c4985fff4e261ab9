"""The powers of ten of a table: what its captions say, and what its own figures prove.

Net income                                4,650      4,650 x 1,000 = .38 x 12,285,606:
Basic earnings per share                    .38      money is in thousands,
Weighted average shares              12,285,606      shares are printed in full
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.text.units import PRICES, Quantity, Units, counts_power

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from converter.model.lineitem import LineItem, ReadColumn

_TREASURY = re.compile(r"\btreasury\b", re.IGNORECASE)
_NET = re.compile(r"\bnet\b.*\b(?:income|loss|earnings|profit)\b", re.IGNORECASE)
_SMALLEST = Decimal("0.10")  # .02 is as near to .015 as to .025
_NEAR = 0.03  # of a decimal logarithm, 7 %: per-share amounts have three digits at best


def prove_scale(
    items: tuple[LineItem, ...], units: Units, columns: Sequence[ReadColumn] = ()
) -> Units:
    """The units with the scale that earnings per share prove, where the caption leaves it open;
    else what columns of shares hold, and what was paid for them, tells that of counts.
    """
    power = _proven(items)
    if units.stated:
        shares = units.shares
        if power is not None and 0 <= units.money - power <= units.money:
            shares = units.money - power
        elif power is None:
            counted = {c.index for c in columns if c.shares and not c.column.units}
            shares = counts_power(units, _counts(items), _issued(items, counted))
            if shares and not units.counted and _bought_in_full(items, columns, units):
                shares = 0
        return replace(units, shares=shares)
    if power in (3, 6) and units.money == 0:
        return replace(units, money=power, stated=True)
    return units


def prove_own(
    items: tuple[LineItem, ...], units: Units
) -> tuple[tuple[LineItem, ...], list[LineItem]]:
    """The items, and those of them whose captions state another power of ten for their counts than
    earnings per share prove: 'Average shares (000)' over 492,813,000.
    """
    others = tuple(item for item in items if item.quantity is not Quantity.SHARES)
    out: list[LineItem] = []
    corrected: list[LineItem] = []
    for item in items:
        mended = item
        if item.units and item.row.cells and item.quantity is Quantity.SHARES:
            power = _proven((*others, replace(item, units=None)))
            shares = None if power is None else units.money - power
            if shares is not None and 0 <= shares <= units.money and shares != item.units.shares:
                mended = replace(item, units=replace(item.units, shares=shares))
                corrected.append(mended)
        out.append(mended)
    return tuple(out), corrected


def prove_counts(items: tuple[LineItem, ...]) -> tuple[LineItem, ...]:
    """The items with those that count shares because they lead from one count to another:

    Average shares outstanding                   2,477     2,494
    Dilutive effect of stock options                38        29
    Average shares assuming dilution             2,515     2,523
    """
    out = list(items)
    start: int | None = None
    for at, item in enumerate(items):
        if not item.row.cells:
            continue
        if item.quantity is Quantity.SHARES:
            between = [
                k for k in range(at if start is None else start + 1, at) if items[k].row.cells
            ]
            if between and start is not None and _lead([items[k] for k in (start, *between)], item):
                for k in between:
                    out[k] = replace(items[k], quantity=Quantity.SHARES)
            start = at
        elif item.quantity is not Quantity.MONEY:
            start = None
    return tuple(out)


def counts_by_earnings(items: tuple[LineItem, ...]) -> tuple[LineItem, ...]:
    """The items with the one that counts shares where none says so: times the earnings per share
    right above or below it is net income in every column.

    Net earnings              $116,686    $84,853
    Average common              90,730     90,378     90,730 x 1.29 = 117,042
    Earnings per share           $1.29       $.94
    """
    filled = [at for at, item in enumerate(items) if item.row.cells]
    kinds = [items[at].quantity for at in filled]
    if Quantity.SHARES in kinds or Quantity.PER_SHARE not in kinds:
        return items
    net = [items[at] for at in filled if _NET.search(items[at].caption)]
    for place, at in enumerate(filled):
        if kinds[place] is not Quantity.MONEY or any(
            c.figure.currency for c in items[at].row.cells
        ):
            continue
        near = [k for k in (place - 1, place + 1) if 0 <= k < len(filled)]
        per = [items[filled[k]] for k in near if kinds[k] is Quantity.PER_SHARE]
        if any(_divides(earnings, each, items[at]) for earnings in net for each in per):
            counted = replace(items[at], quantity=Quantity.SHARES)
            return (*items[:at], counted, *items[at + 1 :])
    return items


def _divides(earnings: LineItem, per_share: LineItem, count: LineItem) -> bool:
    """Whether net income divided by a line is earnings per share, as exactly as these are printed,
    in two columns or more and in one power of ten. Earnings of one a share prove nothing.
    """
    powers: set[int] = set()
    told = False
    for cell in count.row.cells:
        whole, share = earnings.row.cell(cell.column), per_share.row.cell(cell.column)
        if whole is None or share is None:
            return False
        values = abs(whole.figure.value), abs(share.figure.value), abs(cell.figure.value)
        if not all(values) or values[1] < _SMALLEST:
            return False
        ratio = _ratio(*values)
        rounded = Decimal(1).scaleb(-share.figure.places) / values[1]  # twice what rounding takes
        if abs(ratio - round(ratio)) > math.log10(1 + float(rounded)):
            return False
        powers.add(round(ratio))
        told = told or abs(values[1] - 1) > rounded
    return told and len(count.row.cells) > 1 and len(powers) == 1 and not min(powers) % 3


def _lead(parts: list[LineItem], total: LineItem) -> bool:
    """Whether counts add up to a count in each of its columns, with nothing that is money."""
    if any(cell.figure.currency for item in parts for cell in item.row.cells):
        return False
    return all(
        abs(
            sum((c.figure.value for i in parts if (c := i.row.cell(cell.column))), Decimal(0))
            - cell.figure.value
        )
        * 2
        <= len(parts) + 1
        for cell in total.row.cells
    )


def _proven(items: tuple[LineItem, ...]) -> int | None:
    """The power of ten between money and shares, where all that can be compared agrees on it. No
    units are hundreds: where earnings per share have lost their point it proves nothing.
    """
    found = set()
    for earnings, per_share, count in _triples(items):
        found.add(round(_ratio(earnings, per_share, count)))
    return found.pop() if len(found) == 1 and not any(power % 3 for power in found) else None


def _ratio(earnings: Decimal, per_share: Decimal, count: Decimal) -> float:
    return math.log10(float(abs(per_share * count / earnings)))


def _triples(items: tuple[LineItem, ...]) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Net income, earnings per share and shares of each column that tie but for powers of ten."""
    items = tuple(item for item in items if item.row.cells)
    money = [i for i in items if i.quantity is Quantity.MONEY and _NET.search(i.caption)]
    per = [i for i in items if i.quantity is Quantity.PER_SHARE]
    counts = [i for i in items if i.quantity is Quantity.SHARES and not i.units]
    if not money or not per or not counts:
        return
    for cell in counts[0].row.cells:
        for amount in per:
            earnings, share = money[-1].row.cell(cell.column), amount.row.cell(cell.column)
            if earnings is None or share is None:
                continue
            values = earnings.figure.value, share.figure.value, cell.figure.value
            if all(values) and abs(values[1]) >= _SMALLEST and not share.figure.percent:
                ratio = _ratio(*values)
                if abs(ratio - round(ratio)) <= _NEAR:
                    yield values
                    break


def _counts(items: tuple[LineItem, ...]) -> Iterator[Decimal]:
    for item in items:
        if item.quantity is Quantity.SHARES and not item.units:
            yield from (abs(cell.figure.value) for cell in item.row.cells)


def _bought_in_full(
    items: tuple[LineItem, ...], columns: Sequence[ReadColumn], units: Units
) -> bool:
    """Whether treasury shares cost what shares cost only if they are printed in full:

    Treasury stock
    Shares   Amount      67,056 shares for $6,085,000 are 91 dollars each; were they thousands,
    67,056   $6,085      nine cents
    """
    pairs = [
        (one.index, other.index)
        for one, other in pairwise(columns)
        if one.shares and not other.shares and _TREASURY.search(one.column.head)
    ]
    prices = [
        abs(paid.figure.value.scaleb(units.money) / count.figure.value)
        for item in items
        for at, cost in pairs
        if (count := item.row.cell(at)) and (paid := item.row.cell(cost))
        and count.figure.value and paid.figure.value
    ]  # fmt: skip
    low, high = PRICES
    return bool(prices) and all(
        low <= price <= high and price.scaleb(-units.shares) < low for price in prices
    )


def _issued(items: tuple[LineItem, ...], counted: Collection[int]) -> Iterator[Decimal]:
    for item in items:
        yield from (abs(c.figure.value) for c in item.row.cells if c.column in counted)
