"""Amounts inside captions, each with the words and dates that belong to it.

    Patents (net of accumulated amortization of $15,936 at September 30, 2004 and
      $15,444 at June 30, 2004)

gives 15,936 and 15,444, both 'net of accumulated amortization of', each with its own date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
_SCALED = re.compile(r"\s+(?P<scale>thousand|million|billion)\b", re.IGNORECASE)
_POWERS = {"thousand": 3, "million": 6, "billion": 9}
_BEFORE_DATE = re.compile(r"(?:\b(?:at|as\s+of|on|in)\s+)?$", re.IGNORECASE)
# behind an amount; 'due in 1999' and 'issued in 1999' say something else
_IN_YEAR = re.compile(
    r"^((?:\s+shares)?),?\s+(?:in|at|for)\s+((?:19|20)\d\d)\b"
    r"(?!,?(?:\s+and)?\s+(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
# 'authorized 500 shares, issued 300': what is behind the comma is said of the next amount
_SAID_BEFORE = re.compile(r"\b(?:authorized|issued|outstanding)(?:\s+shares)?\W*$", re.IGNORECASE)
_AND = re.compile(r"(?:and|or|,|\s)*")
_NEW_CLAUSE = re.compile(r"[;(]|(?<=\D)\.\s")


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    digits: str
    currency: bool


def caption_amounts(row: Row, source: SourceText) -> tuple[CaptionAmount, ...]:
    """The amounts of a row's caption in order; numbers that are parts of dates are none."""
    text, offsets = _joined(row, source)
    if not any(char.isdigit() for char in text):
        return ()
    printed = dates(text)
    taken = [(d.start, d.end) for d in printed] + [(s, e) for _, s, e in years(text)]
    raws = [
        _Raw(*found.span("digits"), found["digits"], bool(found["sign"]))
        for found in _AMOUNT.finditer(text)
        if not any(start <= found.start("digits") < end for start, end in taken)
    ]
    found_amounts: list[CaptionAmount] = []
    before = ""
    order = 0
    for at, raw in enumerate(raws):
        low = raws[at - 1].end if at else 0
        high = raws[at + 1].start if at + 1 < len(raws) else len(text)
        between = _NEW_CLAUSE.split(text[low : raw.start])
        words = _clean(between[-1])
        if found_amounts and _goes_on(found_amounts[-1], text[low : raw.start], words, between):
            order += 1  # '... and $15,444 at June 30': the words of the first amount hold on
        else:
            before, order = words, 0
        after = _NEW_CLAUSE.split(text[raw.end : high])[0]
        if _SAID_BEFORE.search(words) and at + 1 < len(raws):
            after = after.partition(",")[0]
        scaled = _SCALED.match(after)
        if scaled:
            after = after[scaled.end() :]
        in_year = _IN_YEAR.match(after)
        stated = tuple(
            d.date for d in printed
            if d.date is not None and raw.end <= d.start < raw.end + len(after)
        )  # fmt: skip
        found_amounts.append(
            CaptionAmount(
                span=source.span(offsets[raw.start], offsets[raw.end - 1] + 1),
                digits=raw.digits,
                currency=raw.currency,
                before=before,
                after=_clean(_IN_YEAR.sub(r"\1", after)),
                dates=stated,
                later=(),
                order=order,
                year=int(in_year[2]) if in_year else None,
                power=_POWERS[scaled["scale"].lower()] if scaled else None,
            )
        )
    later: tuple[dt.date, ...] = ()
    for at in range(len(found_amounts) - 1, -1, -1):
        one, following = found_amounts[at], (*found_amounts, None)[at + 1]
        leads = following is not None and following.order > 0 and not one.dates
        if leads and following is not None and _AND.fullmatch(one.after):
            # '1,151 and 1,132 million shares outstanding'
            one = replace(one, after=following.after, power=following.power)
        found_amounts[at] = replace(one, later=later, listed=leads or one.order > 0)
        later = one.dates or later
    return tuple(_dated(found_amounts, at) for at in range(len(found_amounts)))


def _dated(found: list[CaptionAmount], at: int) -> CaptionAmount:
    """An amount of a list with the date that is its own: 'issued, 83,386 and 85,785 outstanding at
    March 31, 2010 and December 31, 2009'.
    """
    last = at
    while last + 1 < len(found) and found[last + 1].order == found[last].order + 1:
        last += 1
    own = found[last].dates or found[last].later
    if len(own) < 2 or len(own) != found[last].order + 1:
        return found[at]
    date = own[found[at].order : found[at].order + 1]
    if found[last].dates:
        return replace(found[at], dates=date)
    return replace(found[at], later=date)


def _goes_on(last: CaptionAmount, gap: str, words: str, between: list[str]) -> bool:
    """Whether an amount goes on with what is said of the last: 'and' stands between, or a year:
    '3,443,441 shares in 1997; 3,432,956 shares in 1996'.
    """
    if last.year is not None:
        return bool(_AND.fullmatch(_IN_YEAR.sub("", gap).replace(";", ",").strip("$ ")))
    return len(between) == 1 and bool(_AND.fullmatch(words))


def _clean(words: str) -> str:
    """Words without dates: what is said of the amount."""
    out = words
    for d in reversed(dates(words)):
        out = _BEFORE_DATE.sub("", out[: d.start]) + " " + out[d.end :]
    return re.sub(r"\s+", " ", out).strip(" ,;:.()$")


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
