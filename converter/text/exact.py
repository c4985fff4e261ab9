"""Arithmetic without rounding: Python's decimals have 28 digits unless told otherwise, and a figure
of 24 in millions has 30.
"""

from __future__ import annotations

import contextlib
import decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = 100
"""Of the longest figure (`numerals.LONGEST`) in thousand millions, times another, and sums."""


@contextlib.contextmanager
def exact() -> Iterator[None]:
    """Sums, differences and products inside are exact, whatever the caller's own context is. Only
    quotients are rounded, which nothing reports. A decorator too.
    """
    with decimal.localcontext(decimal.Context(prec=_DIGITS, rounding=decimal.ROUND_HALF_EVEN)):
        yield
