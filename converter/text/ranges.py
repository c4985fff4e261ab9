"""Ranges of prices, as the tables of stock options print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_AMOUNT = r"\$?\s*(?P<{}>\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?|\.\d+)"
_LOW, _HIGH = _AMOUNT.format("low"), _AMOUNT.format("high")
_RANGE = re.compile(
    rf"\s*{_LOW}\s*(?:-+|to|through|\u2013)\s*{_HIGH}(?=\s|$)", re.IGNORECASE
)  # fmt: skip
_ABOVE = re.compile(
    rf"\s*(?:(?:>|over|above|more\s+than|greater\s+than)\s*{_LOW}"
    rf"|{_AMOUNT.format('least')}\s+(?:(?:and|or)\s+(?:over|above|more|higher|greater|up)|\+))(?=\s|$)",
    re.IGNORECASE,
)
_BELOW = re.compile(
    rf"\s*(?:<|under|below|up\s+to|less\s+than)\s*{_HIGH}(?=\s|$)", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PriceRange:
    """low, high  what the prices are between; None where a side is open
    end           characters of the text up to which it is printed
    """

    low: Decimal | None
    high: Decimal | None
    end: int

    @property
    def closed(self) -> bool:
        return self.low is not None and self.high is not None

    def holds(self, price: Decimal, unit: Decimal) -> bool:
        """Whether a price is in it, each side rounded to a unit."""
        above = self.low is None or price >= self.low - unit
        return above and (self.high is None or price <= self.high + unit)


def price_range(text: str) -> PriceRange | None:
    """The range that a text begins with, None where it begins with none."""
    for pattern in (_RANGE, _ABOVE, _BELOW):
        found = pattern.match(text)
        if found is not None:
            groups = found.groupdict()
            low, high = groups.get("low") or groups.get("least"), groups.get("high")
            one = PriceRange(_amount(low), _amount(high), found.end())
            rising = one.low is None or one.high is None or one.low <= one.high
            return one if rising else None
    return None


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text else None
