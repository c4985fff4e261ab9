"""Panels of an equity statement, one below the other, of which one counts shares.

                                              Amounts
                                         1997          1996
    Common stock
    Balance, beginning of year      $   7,820     $   7,241
                                       Shares (in thousands)
                                         1997          1996
    Common stock
    Balance, beginning of year      1,384,665     1,368,227     shares

The line over the figures' columns says of all below it what they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.lineitem import Role
from converter.text.units import Quantity, Units, read_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.lineitem import LineItem

_SCALE = r"(?:\W*\(?(?:in|000s?|thousands|millions)\b[^()]*\)?)?\W*"
_SHARES = re.compile(
    rf"(?:number\s+of\s+)?(?:(?:common|capital|preferred)\s+)?shares{_SCALE}", re.IGNORECASE
)
_AMOUNTS = re.compile(rf"(?:dollar\s+)?amounts?{_SCALE}", re.IGNORECASE)


def counted_panels(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """The items, those below a line that says 'Shares' over the figures' columns as counts, in the
    scale that it states.
    """
    stub = max((item.row.indent for item in items if item.row.cells and item.caption), default=0)
    found: list[LineItem] = []
    shares, units = False, None
    for item in items:
        if item.role is Role.HEADING and item.row.indent > stub:
            if _SHARES.fullmatch(item.caption):
                shares, units = True, _scale(item.caption)
            elif _AMOUNTS.fullmatch(item.caption):
                shares = False
        if shares and item.row.cells and item.quantity in (Quantity.MONEY, Quantity.SHARES):
            counted = replace(item, quantity=Quantity.SHARES, units=item.units or units)
            found.append(counted)
        else:
            found.append(item)
    return tuple(found)


def _scale(caption: str) -> Units | None:
    """The units that the line states for what it counts; None where it states none."""
    units = read_units(caption)
    return replace(units, shares=max(units.shares, units.money)) if units else None
