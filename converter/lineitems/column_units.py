"""Columns of an equity statement in other units than the rest, as its rows prove.

                        (000's)
                        Amount   Surplus     Earnings        Total
Balance                 $1,500    $7,500  $17,168,452  $26,168,452    add up where the first two
Net income                  --        --    2,976,979    2,976,979    are in thousands alone

A units caption over a few columns reads like that of the whole table.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from converter.lineitems.counts import numbers, total_column
from converter.model.finding import Finding, Severity
from converter.text.units import Units

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from converter.model.lineitem import LineItem, ReadColumn

_MOST = 2  # such columns
_ZERO = Decimal(0)
_LEAST = 2  # rows that add up so, and not as printed


class InUnits(NamedTuple):
    """The columns with the units that are theirs alone, those of the table, and what to say."""

    columns: tuple[ReadColumn, ...]
    units: Units
    findings: tuple[Finding, ...] = ()


def units_by_sums(
    items: Sequence[LineItem], columns: tuple[ReadColumn, ...], units: Units
) -> InUnits:
    """The columns with the units that are theirs alone, and those of the table.

    A row that adds up to its total only where some components are in the power of ten that the
    captions state, and the others and the total are in whole units, says whose units these are.
    """
    total = total_column(columns)
    if total is None or not units.stated or not units.money:
        return InUnits(columns, units)
    parts = [c.index for c in columns if not c.shares and c.index < total]
    rows = [row for row in numbers(items) if row.get(total) and sum(at in row for at in parts) > 1]
    for size in range(1, min(_MOST, len(parts) - 1) + 1):
        for some in combinations(parts, size):
            if _proven(rows, parts, total, some, units.money):
                own = Units(units.money, units.money, stated=True, currency=units.currency)
                found = tuple(
                    replace(c, column=replace(c.column, units=own)) if c.index in some else c
                    for c in columns
                )
                return InUnits(
                    found, replace(units, money=0, shares=0), (_finding(items, columns, some, own),)
                )
    return InUnits(columns, units)


def _finding(
    items: Sequence[LineItem], columns: Sequence[ReadColumn], some: Collection[int], own: Units
) -> Finding:
    heads = " and ".join(repr(c.column.head) for c in columns if c.index in some)
    cells = (cell for item in items for cell in item.row.cells if cell.column in some)
    return Finding(
        code="SCA011", severity=Severity.INFO, span=next(cells).span,
        message=f"the rows add up where {heads} alone are in {own.in_words}: the other columns are"
        " in whole units",
    )  # fmt: skip


def _proven(
    rows: Sequence[Mapping[int, Decimal]],
    parts: Sequence[int],
    total: int,
    some: Collection[int],
    power: int,
) -> bool:
    unit = Decimal(1).scaleb(power)
    said = [row for row in rows if any(row.get(at) for at in some)]
    if len(said) < _LEAST:
        return False
    for row in said:
        own = sum((row.get(at, _ZERO) for at in some), _ZERO)
        rest = sum((row.get(at, _ZERO) for at in parts if at not in some), _ZERO)
        if abs(own * unit + rest - row[total]) * 2 > unit * len(some) or own + rest == row[total]:
            return False
    return True
