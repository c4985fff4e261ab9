"""Shares outstanding as the cover states them, in a sentence or in a table.

The number of shares outstanding of the registrant's Common Stock as of
May 3, 1999: 12,345,678.

Class                               Outstanding at May 3, 1999
Common Stock, $.01 par value        12,345,678
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.text.dates import dates

if TYPE_CHECKING:
    import datetime as dt

_NUMBER = re.compile(
    r"(?<![\d$,.])(?<!\$ )(?P<n>\d{1,3}(?:,\d{3}){1,4}|\d{1,12}(?=\s+shares))(?![\d]|,\d|\.\d)"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(])")
_OTHERS_AFTER = re.compile(
    r"\s*(?:shares\s*)?(?:of\s+[\w\s,]{0,50})?(?:(?:were\s+|are\s+)?(?:held|owned)\s+(?:by\s+(?:non|aff)|in\s+(?:the\s+)?treasury)|treasury"
    r"|(?:share|stock)?holders|record|million)",
    re.IGNORECASE,
)
_OTHERS_BEFORE = re.compile(
    r"(?:excluding|exclusive\s+of|net\s+of|less|held\s+by|of\s+which)\s*(?:approximately\s*)?$",
    re.IGNORECASE,
)
_MARKET = re.compile(r"market\s+value|non-?\s*affiliates", re.IGNORECASE)
_OUTSTANDING = re.compile(r"outstanding", re.IGNORECASE)
_NOT_SHARES = re.compile(r"number\s+of\s+(?:\w+\s+)?(?:warrants|options|rights)\b", re.IGNORECASE)
_STOCK = re.compile(r"shares?\b|stock|class|units|interests", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"check\s*mark|incorporated\s+by\s+reference|securities\s+registered|bankruptcy|aggregate\s+market",
    re.IGNORECASE,
)
_KIND = (
    r"(?:(?:class|series)\s+[A-Z0-9]{1,3}\b(?:\s+(?:special|(?:non-?)?voting|convertible))?"
    r"(?:\s+(?:common|preferred|preference|capital))?(?:\s+(?:stock|shares))?"
    r"|(?:(?:special|(?:non-?)?voting|convertible|restricted)\s+)?"
    r"(?:common|preferred|preference|capital)\s+(?:stock|shares)(?:,?\s+(?:class|series)\s+[A-Z0-9]{1,3}\b)?)"
)
_CLASS = re.compile(rf"\b(?P<class>{_KIND})", re.IGNORECASE)
_OF = re.compile(
    r"\s*(?:shares\s+)?(?:of\s+)?(?:the\s+|its\s+)?(?:(?:registrant|company|issuer)'?s\s+)?"
    rf"(?P<class>{_KIND})",
    re.IGNORECASE,
)
_WORD_OF = re.compile(r"\bof\b", re.IGNORECASE)
_NEAR = 60
_DATE_REACH = 1_500  # a sentence, or a table with its boxhead
_MOST_CLASSES = 12  # numbers of more are a table of something else
_TABLE_PARAGRAPHS = 3  # boxhead, rule and rows may each be set off by blank lines


class Outstanding(NamedTuple):
    """A printed number of shares: offsets in the text, the number, its date where stated, and the
    class of stock that it is of, '' where no words beside it say.
    """

    start: int
    end: int
    value: int
    date: dt.date | None
    of: str = ""


def outstanding(text: str) -> list[Outstanding]:
    """The numbers of shares that `text` (a cover page) states as outstanding, one for each class;
    the same number stated twice counts once.
    """
    paragraphs = _paragraphs(text)
    found: dict[int, Outstanding] = {}
    for at, (start, paragraph) in enumerate(paragraphs):
        if not (_OUTSTANDING.search(paragraph) and _STOCK.search(paragraph)):
            continue
        for offset, sentence in _statements(paragraph):
            for share in _numbers(sentence, sentence):
                found.setdefault(share.value, _moved(share, start + offset))
        if not found:
            # a boxhead or a bare request: the rows stand below
            above = paragraph
            for below_start, below in paragraphs[at + 1 : at + 1 + _TABLE_PARAGRAPHS]:
                if _ELSEWHERE.search(below):
                    break
                above = below + "\n" + above
                for share in _numbers(below, above):
                    found.setdefault(share.value, _moved(share, below_start))
                if found:
                    break
    return list(found.values())


def _paragraphs(text: str) -> list[tuple[int, str]]:
    """(offset, text) of the runs of lines that are not blank."""
    found: list[tuple[int, str]] = []
    at, begin = 0, -1
    for line in [*text.splitlines(keepends=True), ""]:
        blank = not line.strip()
        if blank and begin >= 0:
            found.append((begin, text[begin:at]))
            begin = -1
        elif not blank and begin < 0:
            begin = at
        at += len(line)
    return found


def _statements(paragraph: str) -> list[tuple[int, str]]:
    """The paragraph, or the sentences of it that are about nothing but shares outstanding."""
    if not _of_others(paragraph):
        return [(0, paragraph)]
    found = []
    start = 0
    for cut in [*(part.start() for part in _SENTENCE.finditer(paragraph)), len(paragraph)]:
        sentence = paragraph[start:cut]
        if _OUTSTANDING.search(sentence) and not _of_others(sentence):
            found.append((start, sentence))
        start = cut
    return found


def _of_others(text: str) -> bool:
    """Whether a text speaks of the market value, of warrants or of another of the cover's items."""
    return any(rule.search(text) for rule in (_MARKET, _ELSEWHERE, _NOT_SHARES))


def _numbers(text: str, context: str) -> list[Outstanding]:
    found: list[Outstanding] = []
    for part in _NUMBER.finditer(text):
        if len(found) == _MOST_CLASSES:
            break
        value = int(part["n"].replace(",", ""))
        if (
            not value
            or _OTHERS_AFTER.match(text, part.end())
            or _OTHERS_BEFORE.search(text, max(0, part.start() - _NEAR), part.start())
        ):
            continue
        found.append(
            Outstanding(part.start(), part.end(), value, _nearest_date(context, part.end()))
        )
    ends = [0, *(share.end for share in found)]
    starts = [*(share.start for share in found), len(text)]
    return [
        share._replace(of=_class_beside(text, share, ends[at], starts[at + 1]))
        for at, share in enumerate(found)
    ]


def _class_beside(text: str, share: Outstanding, after: int, before: int) -> str:
    """The class of stock behind a number ('12,345 shares of Class B Stock'), else the last one
    ahead of it, on its line first; nothing of what belongs to the numbers beside it.
    """
    behind = _OF.match(text, share.end, before)
    between = text[share.end : behind.start("class")] if behind else ""
    # without an 'of', what the line below begins with is of the next number
    if behind and ("\n" not in between or _WORD_OF.search(between)):
        return " ".join(behind["class"].split())
    line = max(text.rfind("\n", 0, share.start) + 1, after)
    for start in (line, after):
        ahead = list(_CLASS.finditer(text, start, share.start))
        if ahead:
            return " ".join(ahead[-1]["class"].split())
    return ""


def by_class(shares: list[Outstanding]) -> list[Outstanding] | None:
    """One number a class, the latest; None where a class or a date is not told."""
    latest: dict[str, Outstanding] = {}
    for share in shares:
        if not share.of or share.date is None:
            return None
        key = share.of.lower()
        other = latest.get(key)
        if other is not None and other.date == share.date:
            return None
        if other is None or other.date is None or other.date < share.date:
            latest[key] = share
    return list(latest.values())


def _nearest_date(context: str, at: int) -> dt.date | None:
    begin = max(0, at - _DATE_REACH)
    stated = [
        (abs(begin + printed.start - at), printed.date)
        for printed in dates(context[begin : at + _DATE_REACH])
        if printed.date
    ]
    return min(stated)[1] if stated else None


def _moved(share: Outstanding, by: int) -> Outstanding:
    return share._replace(start=share.start + by, end=share.end + by)
