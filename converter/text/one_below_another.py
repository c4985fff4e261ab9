"""Equity statements whose components stand below one another, under heads of periods and counts.

1994              1993
Shares  Amount    Shares  Amount
Common stock
Balance at beginning of year  5,134   $135     5,070   $128
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.text.dates import without_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

_COUNTED = re.compile(
    r"\b(?:shares?|amounts?|number|of|in|dollars?|value|thousands?|millions?)\b|\W",
    re.IGNORECASE,
)


def one_below_another(heads: Sequence[str]) -> bool:
    """Whether heads of columns speak of periods, of shares and of amounts alone: no component of
    equity heads a column.

    >>> one_below_another(["1994 Shares", "1994 Amount", "1993 Shares", "1993 Amount"])
    True
    >>> one_below_another(["Common Stock Shares", "Common Stock Amount"])
    False
    """
    if len(heads) < 2 or not all(heads):
        return False
    if any(_COUNTED.sub("", without_periods(head)) for head in heads):
        return False
    return any(without_periods(head) != head for head in heads)
