"""Amounts inside captions, each with the words and dates that belong to it.

    Patents (net of accumulated amortization of $15,936 at September 30, 2004 and
      $15,444 at June 30, 2004)

gives 15,936 and 15,444, both 'net of accumulated amortization of', each with its own date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.lineitem import CaptionAmount
from converter.text.dates import dates, years

if TYPE_CHECKING:
    import datetime as dt

    from converter.model.source import SourceText
    from converter.model.table import Row

_AMOUNT = re.compile(
    r"(?<![\w.,/$-])(?P<sign>\$\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)(?![\w/%]|,\d|\.\d)"
)
_BEFORE_DATE = re.compile(r"(?:\b(?:at|as\s+of|on|in)\s+)?$", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r"[;(]|(?<=\D)\.\s")
_JOINS = re.compile(r"(?:and|or|,|\s)*")  # between the amounts of a list
_NO_WORDS = re.compile(r"(?:and|or|shares|,|\s)*")
# 'Authorized: 5,600 shares Issued: 3,466 shares'
_HEADED = re.compile(
    r"\b((?:authorized|issued|outstanding)\b[^:;()\d]*?)\s*(?::|-)[\s-]*$", re.IGNORECASE
)
_LETTER = re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class _Raw:
    """An amount with the words and dates beside it; `order` counts from the list's first."""

    start: int
    end: int
    digits: str
    currency: bool
    before: str = ""
    after: str = ""
    dates: tuple[dt.date, ...] = ()
    years: tuple[int, ...] = ()
    order: int = 0
    listed: int = 1

    def like(self, other: _Raw) -> bool:
        """Whether both can be of one list: money or counts, whole or not."""
        return self.currency is other.currency and ("." in self.digits) is ("." in other.digits)


def caption_amounts(row: Row, source: SourceText) -> tuple[CaptionAmount, ...]:
    """The amounts of a row's caption in order; numbers that are parts of dates are none."""
    text, offsets = _joined(row, source)
    if not any(char.isdigit() for char in text):
        return ()
    raws = _raws(text)
    for one, other in pairwise(raws):
        _share_words(text, one, other)
    _share_lists(raws)
    found: list[CaptionAmount] = []
    later: tuple[dt.date, ...] = ()
    for raw in reversed(raws):
        found.append(
            CaptionAmount(
                span=source.span(offsets[raw.start], offsets[raw.end - 1] + 1),
                digits=raw.digits,
                currency=raw.currency,
                before=raw.before,
                after=raw.after,
                dates=raw.dates,
                years=raw.years,
                later=later,
                order=raw.order,
                listed=raw.listed,
            )
        )
        later = raw.dates or later
    return tuple(reversed(found))


def _raws(text: str) -> list[_Raw]:
    """The amounts with the words and the dates that stand right beside each."""
    printed, lone = dates(text), years(text)
    taken = [(d.start, d.end) for d in printed] + [(s, e) for _, s, e in lone]
    raws = [
        _Raw(*found.span("digits"), found["digits"], bool(found["sign"]))
        for found in _AMOUNT.finditer(text)
        if not any(start <= found.start("digits") < end for start, end in taken)
    ]
    for at, raw in enumerate(raws):
        low = raws[at - 1].end if at else 0
        high = raws[at + 1].start if at + 1 < len(raws) else len(text)
        after = _NEW_CLAUSE.split(text[raw.end : high])[0]
        raw.before = _clean(_NEW_CLAUSE.split(text[low : raw.start])[-1])
        raw.after = _clean(after)
        last = raw.end + len(after)
        raw.dates = tuple(
            d.date for d in printed if d.date is not None and raw.end <= d.start < last
        )
        if not raw.dates:
            raw.years = tuple(
                year for year, start, end in lone
                if raw.end <= start < last or (low <= start and _heads(text[end : raw.start]))
            )  # fmt: skip
    return raws


def _heads(between: str) -> bool:
    """Whether a year stands before its amount: '1996 - 40,000 shares'."""
    return between.strip() in ("-", "--", ":")


def _share_words(text: str, one: _Raw, other: _Raw) -> None:
    """Shares out the words between two amounts, and gives one without words those of the first."""
    between = text[one.end : other.start]
    dated = bool(other.dates or other.years)
    joined = _JOINS.fullmatch(other.before) and one.like(other)
    if joined and not _NEW_CLAUSE.search(between):
        # '... and $15,444 at June 30': the words of the first amount hold on
        other.before, other.order = one.before, one.order + 1
    elif dated and one.like(other) and not other.before and _NO_WORDS.fullmatch(other.after):
        other.before, other.after = one.before, one.after  # '50 shares in 1996 (40 in 1995)'
    elif head := _HEADED.search(between):
        one.after, other.before = _clean(between[: head.start()]), _clean(head[1])
    elif not _NEW_CLAUSE.search(between):
        # '200 shares, issued and outstanding 20': the last clause speaks of what follows
        first, _, tail = other.before.rpartition(",")
        if _LETTER.search(first) and _LETTER.search(tail):
            one.after, other.before = first.partition(",")[0].strip(), tail.strip()


def _share_lists(raws: list[_Raw]) -> None:
    """What stands behind a list holds for all its amounts: '464 and 454 million shares issued at
    December 31, 1993 and 1992, respectively'.
    """
    at = 0
    while at < len(raws):
        stop = at + 1
        while stop < len(raws) and raws[stop].order and raws[stop].like(raws[at]):
            stop += 1
        several = raws[at:stop]
        last = several[-1]
        stated, named = last.dates, last.years
        for place, raw in enumerate(several):
            raw.listed = len(several)
            if _JOINS.fullmatch(raw.after):
                raw.after = last.after
            if len(stated) == len(several) and (raw is last or not raw.dates):
                raw.dates = stated[place : place + 1]
            if len(named) == len(several) and (raw is last or not raw.years):
                raw.years = named[place : place + 1]
        at = stop


def _clean(words: str) -> str:
    """Words without dates and years: what is said of the amount."""
    out = words
    marks = [(d.start, d.end) for d in dates(words)] + [(s, e) for _, s, e in years(words)]
    for start, end in sorted(marks, reverse=True):
        out = _BEFORE_DATE.sub("", out[:start]) + " " + out[end:]
    out = re.sub(r"(?:\s+|,|\band\b)*\s,(?:\s|,|\band\b)*", ", ", out)  # what joined dates
    return re.sub(r"\s+", " ", out).strip(" ,;:.()$-")


def _joined(row: Row, source: SourceText) -> tuple[str, list[int]]:
    """The caption in one line, and the source offset of each of its characters."""
    text: list[str] = []
    offsets: list[int] = []
    for piece in row.pieces:
        if text:
            text.append(" ")
            offsets.append(piece.start)
        for at in range(piece.start, piece.end):
            char = source.text[at]
            if char in " \t\xa0":
                if text and text[-1] == " ":
                    continue
                char = " "
            text.append(char)
            offsets.append(at)
    return "".join(text), offsets
