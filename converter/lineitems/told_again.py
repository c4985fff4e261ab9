"""Earnings per share told again below those of a part, under a heading of which they are none.

Earnings per share
  Before cumulative effect of accounting change:
    Primary              $28.41
    Fully diluted        $26.85
    Primary              $29.30      of all that was earned
    Fully diluted        $27.72
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.lineitem import LineItem

_PART = re.compile(r"\bbefore\b", re.IGNORECASE)


def told_again(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """The items, those whose captions come again under a heading 'Before ...' without it."""
    out: list[LineItem] = []
    seen: set[str] = set()
    section: tuple[str, ...] = ()
    again = False
    for item in items:
        if item.section != section:
            section, seen, again = item.section, set(), False
        mended = item
        of_part = len(section) > 1 and _PART.search(section[-1]) is not None
        if of_part and item.row.cells and item.quantity is Quantity.PER_SHARE:
            caption = item.caption.strip().lower()
            again = again or caption in seen
            seen.add(caption)
            if again:
                mended = replace(item, section=section[:-1])
        out.append(mended)
    return tuple(out)
