"""Units captions: '(in thousands, except share and per share data)', '(000's omitted)'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from converter.text.numerals import Figure, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCALES = (
    (re.compile(r"\bbillions\b", re.IGNORECASE), 9),
    (re.compile(r"\bmillions\b|\$\s?000[,']000s?|\(000,000\b", re.IGNORECASE), 6),
    (
        re.compile(
            r"\bthousands\b|\b000'?s\b|\$\s?000\b|\(000\b|\b000s?\s+omitted|thousand\s+dollars",
            re.IGNORECASE,
        ),
        3,
    ),
)
_EXACT = re.compile(
    r"\b(?:in|whole)\s+(?:u\.?s\.?\s+)?dollars\b|\bactual\s+amounts\b", re.IGNORECASE
)
_EXCEPT = re.compile(r"\bexcept(?:ing)?\b|\bother\s+than\b|\bexclud", re.IGNORECASE)
_PER_SHARE = re.compile(
    r"\bper[\s-]+(?:common\s+|ordinary\s+)?(?:share|unit)s?(?:\s+(?:data|amounts?|figures?|information))?",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:number\s+of\s+)?shares?\b|\bunits\b", re.IGNORECASE)
_MONEY_ONLY = re.compile(
    r"\b(?:dollars?|amounts)\s+(?:are\s+)?(?:expressed\s+)?in\b|\$\s*in\b|\$\s?000|\bin\s+(?:thousands|millions)\s+of\s+(?:u\.?s\.?\s+)?dollars",
    re.IGNORECASE,
)
_SHARES_TOO = re.compile(
    r"\b(?:dollars?|\$)\s*(?:and|&)\s*shares\b|\bshares\s+(?:and\s+(?:dollars|\$)\s+)?in\b|\bshare\s+(?:amounts|data)\s+in\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Units:
    """The powers of ten that a units caption gives. Per-share amounts are never scaled.

    money   3 for thousands
    shares  the same unless the caption takes shares out ('except share data')
    stated  False when no caption said anything
    """

    money: int = 0
    shares: int = 0
    stated: bool = False


def read_units(text: str) -> Units | None:
    """The units that `text` states, or None when it states none.

    >>> read_units("(in thousands, except per share data)")
    Units(money=3, shares=3, stated=True)
    >>> read_units("(in thousands, except share and per share data)")
    Units(money=3, shares=0, stated=True)
    """
    power = next((power for pattern, power in _SCALES if pattern.search(text)), None)
    if power is None:
        return Units(0, 0, stated=True) if _EXACT.search(text) else None
    excepted = _EXCEPT.search(text)
    taken_out = False
    if excepted:
        rest = text[excepted.end() :]
        # 'except share data' speaks of shares; 'except per share data' does not
        taken_out = bool(_SHARE.search(_PER_SHARE.sub(" ", rest)))
    head = text[: excepted.start()] if excepted else text
    if _SHARES_TOO.search(head):
        return Units(power, power, stated=True)
    money_only = bool(_MONEY_ONLY.search(head))
    return Units(power, 0 if taken_out or money_only else power, stated=True)


class Quantity(StrEnum):
    """What a line's figures count."""

    MONEY = "money"
    SHARES = "shares"
    PER_SHARE = "perShare"
    PERCENT = "percent"


_PER = re.compile(r"\bper\b(?:\s+\w+){0,3}\s+\(?(?:shares?|units?)\b|\bper-share\b", re.IGNORECASE)
_COUNT = re.compile(
    r"\b(?:number|average|avg\.?|weighted|outstanding|issued|authorized|equivalent)\b.*\b(?:shares|units)\b"
    r"|\b(?:shares|units)\b.*\b(?:used|outstanding|issued|authorized|number|average|weighted|equivalents?)\b"
    r"|\((?:in\s+)?shares\)|^\W*(?:basic|diluted)\s+shares\b",
    re.IGNORECASE,
)
_MINOR = re.compile(
    r"\b(?:basic|(?:fully\s+)?diluted|primary|assuming\b.*\bdilution)\b", re.IGNORECASE
)

# 'Stock outstanding' below 'Average number of shares of common and class B'
_OF_SHARES = re.compile(r"(?:(?:common\s+)?(?:stock|shares)\s+)?outstanding\b", re.IGNORECASE)


def quantity_of(
    caption: str, section: tuple[str, ...], figures: Sequence[Figure], *, whole: bool = False
) -> Quantity:
    """What the figures of a line count, from their spelling and the words beside and above them.

    '$' is money whatever the words say; two decimals below a thousand are per share where any
    word speaks of shares, or where all else in the table is printed `whole`.
    """
    numbers = [figure for figure in figures if figure.form is Form.NUMBER]
    if numbers and all(figure.percent for figure in numbers):
        return Quantity.PERCENT
    decimals = [figure for figure in numbers if figure.places >= 2 and abs(figure.value) < 1000]
    small = bool(numbers) and len(decimals) * 2 >= len(numbers)
    if small:
        spoken = any(_PER.search(words) for words in (caption, *section))
        return Quantity.PER_SHARE if spoken or whole or _MINOR.search(caption) else Quantity.MONEY
    currency = any(figure.currency for figure in numbers)
    for words in (caption, *reversed(section)):
        per, count = bool(_PER.search(words)), bool(_COUNT.search(words))
        if count and not currency:
            return Quantity.SHARES
        if per and not numbers:
            return Quantity.PER_SHARE  # dashes alone: nothing but the words to go by
        if words is caption and not _MINOR.search(words) and not _OF_SHARES.match(words):
            break  # a caption with a meaning of its own is not read through its heading
    return Quantity.MONEY
