"""Balances of which a statement of equity makes one more, where years are its columns; and those
that stand below the closing balance of cash flows.

Common stock
  Balance at beginning of year       10,179     10,082
  Exercise of options                   220         97
  Balance at end of year             10,399     10,179     closes its component
Translation adjustments              (3,007)    (3,787)    a balance too: both are added up
Shareholders' equity                  7,392      6,392
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.lineitem import LineItem
    from converter.model.mapped import Sum


def balances_of_parts(items: Sequence[LineItem], sums: Sequence[Sum]) -> tuple[set[int], set[int]]:
    """The lines that open a period, and those that an opening balance adds up to."""
    opening = {at for at, item in enumerate(items) if item.opening}
    return opening, {s.total for s in sums if opening & {part for part, _ in s.parts}}


def balances_at_the_foot(items: Sequence[LineItem], sums: Sequence[Sum]) -> set[int]:
    """The lines below the closing balance of cash flows that are added up with it, and what they
    come to.
    """
    _, closing = balances_of_parts(items, sums)
    foot: set[int] = set()
    for total in sorted(sums, key=lambda each: each.total):
        parts = {part for part, _ in total.parts}
        closed = parts & (closing | foot)
        if closed and min(parts) == min(closed) and total.total > max(parts):
            foot |= {total.total, *parts} - closing
    return foot


def joined_balances(items: Sequence[LineItem], sums: Sequence[Sum]) -> set[int]:
    """The lines that a total outside the components adds up with a closing balance of one, and that
    total; what such a total enters, likewise. The closing balances are not among them; a sum on the
    way to one has no caption.
    """
    opening, closing = balances_of_parts(items, sums)
    joined: set[int] = set()
    for total in sorted(sums, key=lambda each: each.total):
        parts = {part for part, _ in total.parts}
        level = items[total.total].level
        closed = {at for at in parts & closing if items[at].level > level and items[at].caption}
        if (closed or parts & joined) and not parts & opening and total.total not in closing:
            joined |= {total.total, *parts} - closing
    return joined
