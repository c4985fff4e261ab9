"""Captions on two classes of stock: each part is one class's.

    Preferred stock, without par value; authorized: 3,000,000 shares
    Common stock, par value $.50 per share; 16,939,616 shares outstanding        8.4

No figure stands beside the first, so both are one caption.
"""

from __future__ import annotations

import re

_CLASS = re.compile(
    r"(?P<preferred>Preferred|PREFERRED|Preference|PREFERENCE)|(?P<common>Common|COMMON|Capital|CAPITAL)"
)
_STOCK = re.compile(r"\s+(?:stock|shares)\b", re.IGNORECASE)
# what a class's part ends with: what another class's is said after
_ENDED = re.compile(r"(?:[;.]|\b(?:shares|none|issued|outstanding|authorized))\s*$", re.IGNORECASE)


def stock_parts(caption: str) -> list[tuple[int, int]]:
    """Where each part of a caption begins and ends; the whole of one that is on no two classes.

    >>> stock_parts("Preferred stock, 5 shares authorized Common stock, 9 shares authorized")
    [(0, 37), (37, 70)]
    >>> stock_parts("Common stock held for conversion of preferred stock, 5 shares")
    [(0, 61)]
    """
    starts = [0]
    before = ""
    for found in _CLASS.finditer(caption):
        if not _STOCK.match(caption, found.end()):
            continue
        kind = str(found.lastgroup)
        if before and kind != before and _ENDED.search(caption, starts[-1], found.start()):
            starts.append(found.start())
        before = kind
    return list(zip(starts, [*starts[1:], len(caption)], strict=True))
