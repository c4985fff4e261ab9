"""The public float: what the stock that others than affiliates hold is worth, and when.

The aggregate market value of the voting stock held by non-affiliates of the registrant as of
March 20, 2000, was approximately $4,457,495,580.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.text.dates import dates

if TYPE_CHECKING:
    import datetime as dt

_WORDS = re.compile(r"aggregate\s+(?:market\s+)?value|market\s+value", re.IGNORECASE)
_WHOSE = re.compile(r"affiliate", re.IGNORECASE)
_NEXT = re.compile(
    r"indicate\s+(?:by|the)|documents?\s+incorporated|(?<!equal\s)number\s+of\s+(?:outstanding\s+)?shares"
    r"|shares\s+outstanding|applicable\s+only|securities\s+registered|check\s+whether"
    r"|(?:state|issuer'?s?)\s+(?:the\s+)?(?:registrant'?s\s+)?revenues?|portions\s+of",
    re.IGNORECASE,
)
_REACH = 1_000  # characters of a statement, or of a small table of classes
_MONEY = re.compile(
    r"\$\s{0,3}(?P<n>\d{1,3}(?:,\d{3})+|\d{1,14})(?P<part>\.\d{1,3})?(?![\d,]*\d)"
    r"(?:\s+(?P<by>million|billion)\b)?",
    re.IGNORECASE,
)
_EACH = re.compile(r"\s*(?:\)|per\s|a\s+share|par\b|each\b)", re.IGNORECASE)
_THAT = re.compile(r"\b(?:that|such)\s+date\b", re.IGNORECASE)
_POWERS = {"million": 6, "billion": 9}
_LEAST = 10_000  # less is the price of a share
_SENTENCE = re.compile(r"(?<=[a-z\d)])\.\s+(?=[A-Z(])")


class Float(NamedTuple):
    """offsets   of the digits in the text that was given
    value     in dollars
    decimals  accuracy (XBRL 2.1, 4.6.5): -8 for '4.2 billion'
    date      for which it is stated, where it is
    """

    start: int
    end: int
    value: Decimal
    decimals: int
    date: dt.date | None


def public_float(text: str) -> list[Float]:
    """The amounts that `text` (a cover page) gives for the float, the same amount once; more than
    one where each class of stock has its own.
    """
    for words in _WORDS.finditer(text):
        further = _NEXT.search(text, words.end(), words.end() + _REACH)
        end = further.start() if further else min(words.end() + _REACH, len(text))
        if not _WHOSE.search(text, max(0, words.start() - _REACH // 4), end):
            continue
        # 'as of March 1, 1996' may stand ahead of the words
        cut = [0, *(part.end() for part in _SENTENCE.finditer(text, 0, words.start()))][-1]
        begin = max(cut, text.rfind("\n\n", 0, words.start()), words.start() - _REACH // 4)
        found: dict[Decimal, Float] = {}
        for one in _amounts(text, words.end(), end, begin):
            found.setdefault(one.value, one)
        if found:  # what follows is of other markets: 'the market value of its investments'
            return list(found.values())
    return []


def _amounts(text: str, start: int, end: int, begin: int) -> list[Float]:
    found = []
    for part in _MONEY.finditer(text, start, end):
        power = _POWERS.get((part["by"] or "").lower(), 0)
        places = len(part["part"] or ".") - 1
        value = Decimal(part["n"].replace(",", "") + (part["part"] or "")).scaleb(power)
        if value < _LEAST or _EACH.match(text, part.end()):
            continue
        stop = part.end("part") if part["part"] else part.end("n")
        ahead = text[begin : part.start()]
        if _THAT.search(ahead):
            ahead = text[max(0, part.start() - _REACH) : part.start()]
        date = _date(ahead, text[part.end() : end])
        found.append(Float(part.start("n"), stop, value, places - power, date))
    return found


def _date(ahead: str, behind: str) -> dt.date | None:
    """The last date ahead of an amount; else the first behind it in its sentence."""
    stated = [printed.date for printed in dates(ahead) if printed.date]
    if stated:
        return stated[-1]
    close = _SENTENCE.search(behind)
    rest = [printed.date for printed in dates(behind[: close.start() + 1] if close else behind)]
    return next((date for date in rest if date), None)
