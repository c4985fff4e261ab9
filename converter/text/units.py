"""Units captions: '(in thousands, except share and per share data)', '(000's omitted)'."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.model.printed import Quantity, Units
from converter.text.numerals import Figure, Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Quantity",
    "Units",
    "counts_power",
    "misspelt_scales",
    "quantity_of",
    "read_currency",
    "read_units",
    "says_count",
]


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
# one look spares the five patterns on most lines: each has '000' or one of these
_UNITS_HINTS = ("illions", "thousand", "dollars", "actual")
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
    r"\bdollars?\s+(?:amounts\s+)?(?:are\s+)?(?:expressed\s+)?in\b|\$\s*in\b|\$\s?000|\bin\s+(?:thousands|millions)\s+of\s+(?:u\.?s\.?\s+)?dollars",
    re.IGNORECASE,
)
_SHARES_TOO = re.compile(
    r"\b(?:dollars?|\$)\s*(?:and|&)\s*shares\b|\bshares\s+(?:and\s+(?:dollars|\$)\s+)?in\b|\bshare\s+(?:amounts|data)\s+in\b",
    re.IGNORECASE,
)
# 'except share amounts which are in thousands', 'dollars in millions, shares in thousands'
_SHARES_OWN = re.compile(
    r"(?<!per )(?<!per-)\bshares?(?:\s+(?:amounts?|data|figures?|information|numbers?))?,?\s+"
    r"(?:(?:which|that)\s+)?(?:(?:is|are)\s+)?(?:(?:stated|expressed|reported|shown|presented)\s+)?"
    r"in\s+(?:thousands|millions)\b",
    re.IGNORECASE,
)


_SCALE_WORDS = ("thousands", "millions", "billions")
_ALIKE = 0.88  # 'thouands', 'milions', 'thousand'; 'billings' are no billions
# where the word of a scale stands, whatever it is
_SCALE_PLACE = re.compile(
    r"(?:\(|\bdollars?\s+(?:amounts\s+)?|\$\s*|\b(?:amounts|shares)\s+|\b(?:expressed|stated)\s+)in\s+([a-z]{6,10})\b"
    r"|\(([a-z]{6,10})\s+of\s+(?:u\.?s\.?\s+)?dollars",
    re.IGNORECASE,
)


def misspelt_scales(text: str) -> dict[str, str]:
    """The misspelt words of scales, each with the one that is meant.

    >>> misspelt_scales("(Dollars in Thouands)")
    {'Thouands': 'thousands'}
    """
    said = dict.fromkeys(found[1] or found[2] for found in _SCALE_PLACE.finditer(text))
    odd = [word for word in said if word.lower() not in _SCALE_WORDS]
    near = {word: get_close_matches(word.lower(), _SCALE_WORDS, 1, _ALIKE) for word in odd}
    return {word: meant[0] for word, meant in near.items() if meant}


def read_units(text: str) -> Units | None:
    """The units that `text` states, or None when it states none.

    >>> read_units("(in thousands, except per share data)")
    Units(money=3, shares=3, stated=True, currency='USD', counted=False)
    >>> read_units("(in thousands, except share and per share data)")
    Units(money=3, shares=0, stated=True, currency='USD', counted=False)
    >>> read_units("(in millions, except share amounts which are in thousands)")
    Units(money=6, shares=3, stated=True, currency='USD', counted=True)
    >>> read_units("(Dollars in Thouands)").money
    3
    """
    for word, meant in misspelt_scales(text).items():
        text = text.replace(word, meant)
    if "000" not in text and not any(map(text.lower().__contains__, _UNITS_HINTS)):
        return None
    own = _SHARES_OWN.search(text)
    if own:
        money = _power(text[: own.start()] + text[own.end() :])
        shares = _power(own[0])
        if money is not None and shares is not None:
            return Units(money, shares, stated=True, counted=True)
    power = _power(text)
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
        return Units(power, power, stated=True, counted=True)
    money_only = bool(_MONEY_ONLY.search(head))
    return Units(power, 0 if taken_out or money_only else power, stated=True)


def _power(text: str) -> int | None:
    return next((power for pattern, power in _SCALES if pattern.search(text)), None)


# Shares of this many thousands or millions few companies have authorized, or have issued.
_FULL = {3: 10_000_000, 6: 100_000}
PRICES = (Decimal("0.1"), Decimal(1000))
"""Of a share, in dollars."""
_FULL_ISSUED = {3: 1_000_000, 6: 10_000}


def counts_power(units: Units, counts: Iterable[Decimal], issued: Iterable[Decimal] = ()) -> int:
    """The power of ten of counts of shares: none where one of them is too large for that of a
    caption that does not speak of shares.
    """
    power = units.shares
    full = max(counts, default=Decimal(0)) >= _FULL.get(power, math.inf) or max(
        issued, default=Decimal(0)
    ) >= _FULL_ISSUED.get(power, math.inf)
    return 0 if full and not units.counted else power


_CURRENCIES = (
    ("USD", r"u\.?\s?s\.?\s+(?:dollars|\$)|united\s+states\s+dollars|us\$"),
    ("CAD", r"canadian\s+(?:dollars|funds|\$)|cdn\.?\s?\$|c\$"),
    ("AUD", r"australian\s+dollars|a\$"),
    ("HKD", r"hong\s+kong\s+dollars|hk\$"),
    ("GBP", r"(?:british\s+|u\.?k\.?\s+)?pounds?(?:\s+sterling)?|\u00a3"),
    ("JPY", r"(?:japanese\s+)?yen|\u00a5"),
    ("EUR", r"euros?|eur|\u20ac"),
    ("DEM", r"deutsche?\s?marks?|german\s+marks?|dm"),
    ("FRF", r"french\s+francs?|ff"),
    ("CHF", r"swiss\s+francs?|sfr|chf"),
    ("NLG", r"dutch\s+guilders?|nlg|dfl"),
    ("ITL", r"italian\s+lire|lire"),
    ("SEK", r"swedish\s+kron(?:or|a)|sek"),
    ("MXN", r"mexican\s+(?:\w+\s+)?pesos"),
    ("ILS", r"(?:new\s+)?israeli\s+shekels?|nis"),
    ("INR", r"indian\s+rupees"),
    ("CNY", r"renminbi|rmb|(?:chinese\s+)?yuan"),
    ("", r"francs?|pesos?|kron(?:or|er|a|e)|rupees?|guilders?|marks|shekels?|won|rand|rubles?"),
)  # fmt: skip
_IN = r"(?:\bin|\bof|\(|^)\s*(?:(?:thousands?|millions?|billions?)\s+(?:of\s+)?)?(?:constant\s+)?"
_AMOUNT = r"(?=\s*(?:\)|,|$|in\b|thousands?\b|millions?\b|'?000|except\b|;))"
_ANY_CURRENCY = re.compile(
    rf"{_IN}(?<![A-Za-z])(?:{'|'.join(words for _, words in _CURRENCIES)}){_AMOUNT}", re.IGNORECASE
)
# Before a figure: 'C$ 1,234'. '$' alone leaves it to the words.
_SIGNS = (
    ("CAD", r"(?:C|Cdn\.?\s?)\$"), ("AUD", r"A\$"), ("HKD", r"HK\$"), ("GBP", "\u00a3"),
    ("JPY", "\u00a5"), ("EUR", "\u20ac"), ("DEM", "DM"),
)  # fmt: skip
_SYMBOL_HINT = re.compile(r"[CAKn.]\s?\$|[\u00a3\u00a5\u20ac]|DM")


# Few filings name a currency: to make these patterns takes longer than to read a filing's units.
@lru_cache(maxsize=1)
def _currencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (code, re.compile(rf"{_IN}(?<![A-Za-z])(?:{words}){_AMOUNT}", re.IGNORECASE))
        for code, words in _CURRENCIES
    )


@lru_cache(maxsize=1)
def _symbols() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(rf"(?<![A-Za-z]){sign}\s{{0,3}}\(?\d")) for code, sign in _SIGNS)


def read_currency(caption: str, body: str = "") -> str | None:
    """ISO code of the currency that a units caption names, or a sign before the figures of
    `body`; '' where a currency is named that is not told; None where nothing is said.

    >>> read_currency("(Thousands of Canadian dollars)")
    'CAD'
    """
    if _ANY_CURRENCY.search(caption):
        return next(code for code, pattern in _currencies() if pattern.search(caption))
    if _SYMBOL_HINT.search(body):
        return next((code for code, pattern in _symbols() if pattern.search(body)), None)
    return None


# '... per common and common-equivalent share'
_PER = re.compile(
    r"\bper\b(?:\s+[\w-]+){0,5}\s+\(?(?:shares?|units?)\b|\bper-share\b", re.IGNORECASE
)
_COUNT = re.compile(
    r"\b(?:number|average|avg\.?|weighted|outstanding|issued|authorized|equivalent)\b.*\b(?:shares|units)\b"
    r"|\b(?:shares|units)\b.*\b(?:used|outstanding|issued|authorized|number|average|weighted|equivalents?)\b"
    r"|\((?:in\s+)?shares\)|^\W*(?:basic|primary|(?:fully\s+)?diluted)\s+shares\b",
    re.IGNORECASE,
)
# what nobody states in money, though a '$' was set before it
_SURE_COUNT = re.compile(
    r"\b(?:average|number\s+of)\b(?!.*\b(?:prices?|costs?|values?|per)\b).*\bshares\b",
    re.IGNORECASE,
)
_EARNINGS_PER = re.compile(
    r"\W*(?:(?:basic|(?:fully\s+)?diluted|primary)\s+)?(?:net\s+)?"
    r"(?:income|earnings|loss|profit|asset\s+value|book\s+value)\W*(?:\(?(?:loss|income)\)?\W*)?per\s+(?:[\w-]+\s+){0,5}?(?:shares?|units?)\b",
    re.IGNORECASE,
)
_EQUITY = re.compile(
    r"\W*(?:total\s+)?(?:common\s+)?(?:stock|share)(?:holders|owners)\W{0,2}s?\W{0,2}\s+equity\b",
    re.IGNORECASE,
)
_THOUSAND = 3  # digits behind a comma
_KINDS = r"(?:basic|(?:fully\s+)?diluted|primary|assuming\b.*\bdilution)"
_MINOR = re.compile(rf"\b{_KINDS}\b", re.IGNORECASE)
_MINOR_ALONE = re.compile(rf"\W*{_KINDS}\W*", re.IGNORECASE)

# 'Stock outstanding', 'Common stock equivalents' below 'Average number of shares of class B'
_OF_SHARES = re.compile(
    r"(?:(?:common\s+)?(?:stock|shares)\s+)?outstanding\b"
    r"|.*\b(?:dilutive|(?:stock|share)\s+equivalents|options|warrants)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # a heading is asked of every line below it
def _spoken(words: str) -> tuple[bool, bool]:
    """Whether words speak of an amount per share, and of a count of shares."""
    return bool(_PER.search(words)), bool(_COUNT.search(words))


def quantity_of(
    caption: str,
    section: tuple[str, ...],
    figures: Sequence[Figure],
    *,
    without_cents: bool = False,
    movements: bool = False,
) -> Quantity:
    """What the figures of a line count, from their spelling and the words beside and above them.

    '$' is money whatever the words say but for a slip; two decimals below a thousand are per share
    where any word speaks of shares, or where all else in the table is printed `without_cents`.
    Among the `movements` of an equity statement a heading holds for the lines below it, whatever
    they say.
    """
    numbers = [figure for figure in figures if figure.form is Form.NUMBER]
    if numbers and all(figure.percent for figure in numbers):
        return Quantity.PERCENT
    decimals = [figure for figure in numbers if figure.places >= 2 and abs(figure.value) < 1000]
    if numbers and len(decimals) * 2 >= len(numbers):
        per_share = without_cents and not _mistyped(numbers, decimals)
        return _of_decimals(caption, section, per_share=per_share)
    currency = any(figure.currency for figure in numbers)
    if currency and _EARNINGS_PER.match(caption):
        return Quantity.PER_SHARE  # however large: twenty shares earn much each
    # a caption with a meaning of its own is not read through its heading
    through = movements or _MINOR.search(caption) or _OF_SHARES.match(caption)
    said = (caption, *reversed(section)) if through else (caption,)
    return _by_words(said, numbers)


def says_per_share(words: str) -> bool:
    """Whether words speak of an amount per share, and of no count: 'Earnings per share:'."""
    return _spoken(words) == (True, False)


def says_count(words: str) -> bool:
    """Whether words speak of a count of shares and of nothing else: 'Average number of shares'."""
    return bool(_SURE_COUNT.search(words))


def _of_decimals(caption: str, section: tuple[str, ...], *, per_share: bool) -> Quantity:
    """What figures with two decimals count; `per_share`: where no words tell."""
    if _spoken(caption) == (False, True) and read_units(caption):
        return Quantity.SHARES  # 'Average shares (in millions)  20.41', whatever stands above
    if _MINOR.search(caption) and section and _spoken(section[-1]) == (False, True):
        return Quantity.SHARES  # 'Primary  13.391' below 'Shares used'
    minor = _MINOR.search(caption) or (section and _MINOR_ALONE.fullmatch(section[-1]))
    if minor or any(_spoken(words)[0] for words in (caption, *section)):
        return Quantity.PER_SHARE
    return Quantity.PER_SHARE if per_share else Quantity.MONEY


def _by_words(said: Sequence[str], numbers: Sequence[Figure]) -> Quantity:
    """What a line counts by the first words that tell; dashes alone have no other sign."""
    for words in said:
        per, count = _spoken(words)
        if count and not _is_money(words, numbers):
            return Quantity.SHARES
        if per and not numbers:
            return Quantity.PER_SHARE
    return Quantity.MONEY


def _is_money(words: str, numbers: Sequence[Figure]) -> bool:
    """Whether its name or a '$' says so that is no slip.

    'Weighted average shares  9,103  $ 8,424' has such a slip.
    """
    if _EQUITY.match(words):
        return True  # 'Total stockholders' equity and shares outstanding': the amounts come first
    signs = [each.currency for each in numbers]
    return any(signs) and (all(signs) or not _SURE_COUNT.search(words))


def _mistyped(numbers: Sequence[Figure], decimals: Sequence[Figure]) -> bool:
    """'8.219' beside '7,782', or alone: a comma that was printed as a point."""
    thousands = all(each.places == _THOUSAND and abs(each.value) >= 1 for each in decimals)
    return thousands and (len(numbers) == 1 or any(not each.places for each in numbers))
