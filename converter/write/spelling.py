"""How the printed characters spell a fact's value: inline XBRL's format, scale and sign.

The spelling is proven here, not assumed: the printed text, read by the transformation rule, scaled
and signed, must give the value back. Where it does not, there is no spelling, and the fact cannot
stand on these characters.

Transformation Rules Registry 5 (2022-02-16); the rules here read less than the registry's do, so
what they accept every processor reads the same.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

REGISTRY = "http://www.xbrl.org/inlineXBRL/transformation/2022-02-16"


class Spelling(NamedTuple):
    """format  local name in the registry, '' for none
    scale   power of ten by which the printed number is multiplied
    sign    '-' or ''
    """

    format: str = ""
    scale: int = 0
    sign: str = ""


# three digits behind each blank, as the rules of transformation have them
_NUMBER = re.compile(r"(?=[0-9.,]*[0-9])[0-9,]*(?:\.[0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
# \x96 and \x97 are the dashes of Windows' characters, in a text that was encoded once more
_DASHES = re.compile(r"[-\u2010-\u2015\x96\x97](?:[ ]?[-\u2010-\u2015\x96\x97])*")


def spell_number(printed: str, value: Decimal, decimals: int | None = None) -> Spelling | None:
    """The spelling of a number, or None.

    '1,227', -1227000  ->  num-dot-decimal, scale 3, sign '-'
    '.59', 0.59        ->  num-dot-decimal
    '1 227', 1227000   ->  num-dot-decimal, scale 3
    '--', 0            ->  fixed-zero
    '0', 0 in thousands (decimals -3)  ->  num-dot-decimal, scale 3, as its neighbours have
    """
    if not _NUMBER.fullmatch(printed):
        return Spelling("fixed-zero") if not value and _DASHES.fullmatch(printed) else None
    number = Decimal(printed.replace(",", "").replace(" ", ""))
    if not number or not value:
        if number != value:
            return None
        return Spelling("num-dot-decimal", -decimals if decimals and decimals < 0 else 0)
    scale = value.adjusted() - number.adjusted()
    if number.scaleb(scale) != abs(value):
        return None
    return Spelling("num-dot-decimal", scale, "-" if value < 0 else "")


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = {
    spelt: number
    for number, month in enumerate(_MONTHS, start=1)
    for name in (month, month[:3])
    for spelt in (name, name.upper())
}
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
# Four digits of the year only: of two the rules make a year of this century.
_DATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "date-monthname-day-year-en",
        re.compile(rf"(?P<m>{_NAME})[^0-9]+(?P<d>[0-9]{{1,2}})[^0-9]+(?P<y>[0-9]{{4}})"),
    ),
    (
        "date-day-monthname-year-en",
        re.compile(
            rf"(?P<d>[0-9]{{1,2}})[^0-9A-Za-z]+(?P<m>{_NAME})[^0-9A-Za-z]+(?P<y>[0-9]{{4}})"
        ),
    ),
    (
        "date-month-day-year",
        re.compile(r"(?P<m>[0-9]{1,2})[^0-9]+(?P<d>[0-9]{1,2})[^0-9]+(?P<y>[0-9]{4})"),
    ),
    ("date-monthname-day-en", re.compile(rf"(?P<m>{_NAME})[^0-9]+(?P<d>[0-9]{{1,2}})")),
    (
        "date-day-monthname-en",
        re.compile(rf"(?P<d>[0-9]{{1,2}})[^0-9A-Za-z]+(?P<m>{_NAME})"),
    ),
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|--[0-9]{2}-[0-9]{2}")


def spell_text(printed: str, value: str, *, boolean: bool = False) -> Spelling | None:
    """The spelling of a value that is not a number, or None.

    'Nutrition 21, Inc.'            the value itself: no format
    'September 30, 2004', '2004-09-30'  ->  date-monthname-day-year-en
    'June 30', '--06-30'                ->  date-monthname-day-en
    '[X]', 'true' of a boolean          ->  fixed-true
    """
    if printed == value:
        return Spelling()
    if boolean and value in ("true", "false"):
        return Spelling(f"fixed-{value}") if printed.strip() else None
    if _ISO.fullmatch(value):
        for name, pattern in _DATES:
            match = pattern.fullmatch(printed)
            if match and _iso(match) == value:
                return Spelling(name)
    return None


def _iso(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = _MONTH.get(parts["m"]) or int(parts["m"])
    return f"{parts.get('y', '-')}-{month:02d}-{int(parts['d']):02d}"
