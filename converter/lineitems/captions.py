"""Amounts inside captions, each with the words and dates that belong to it.

    Patents (net of accumulated amortization of $15,936 at September 30, 2004 and
      $15,444 at June 30, 2004)

gives 15,936 and 15,444, both 'net of accumulated amortization of', each with its own date.

Amounts of one kind make a list, whose words stand before its first or behind its last:

    126,424,977 and 124,496,972 shares issued, respectively
    126,424,977 shares issued (124,496,972 shares in 1996)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from converter.lineitems.caption_lists import JOINS, in_groups, power_of, shared
from converter.lineitems.share_words import alike, cut, said_of
from converter.lineitems.stock_parts import stock_parts
from converter.model.lineitem import CaptionAmount
from converter.text.dates import dates, make_date, years
from converter.text.numerals import LONGEST

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from converter.model.source import SourceText
    from converter.model.table import Row
    from converter.text.dates import PrintedDate

_SCALED = r"[\d.]+\s+(?:thousand|million|billion)\b"
_AMOUNT = re.compile(
    r"(?:(?<![\w/])(?P<sign>\$\s?)|(?<![\w.,/$-])"
    r"|(?:(?<=[12]\d{3}-)|(?<=[12]\d{3}--))(?=\d{1,3}(?:,\d{3}|\s+shares\b)|" + _SCALED + r")"
    r"|(?:(?<=[A-Za-z][-,])|(?<=[A-Za-z]--))(?=\d{1,3},\d{3}|" + _SCALED + r"))"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+(?!\s\d/\d))(?![\w/%]|,\d|\.\d)"
)
_BEFORE_DATE = re.compile(r"(?:\b(?:at|as\s+of|on|in)\s+|\s-+\s+|(?<!-)--\s*)?$", re.IGNORECASE)
# 'authorized, none issued', 'authorized: none issued', 'authorized: issued 620': that is not said
# of the amount before it
_NEW_CLAUSE = re.compile(
    r"[;(]|(?<=[Aa]uthorized):\s(?=(?i:issued|outstanding|none|no)\b)|(?<=[A-Za-z])--(?=[A-Za-z])|(?<=\bshares)(?:\s-\s(?=[A-Za-z])|:\s(?=(?i:issued|outstanding|none|no)\b))|\s-\s(?=(?i:authorized|issued|outstanding)\b)|(?<=\D)\.\s|,[^,;\d]*\b(?i:none|zero|no\s+shares?)\b"
)
# 'notes of $100 due in 1999' are not those of 1999
_DUE = re.compile(r"\b(?:due|payable|maturing|expiring)\s+(?:\w+\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_ENDS = re.compile(r"(?:^|,?\s)(?:and|or)$")  # joins the next amount
# 'authorized, 7,500,000 shares; issued ...': nothing else is said of the count
_LISTED = re.compile(r"\bauthorized\s*,\s*$", re.IGNORECASE)
_COUNT_ENDS = re.compile(r"\s*shares?\s*(?:;|\Z)", re.IGNORECASE)
# 'Authorized: 5,600 shares Issued: 3,466 shares', '1996 - 40,000 shares', and both in one:
# 'shares issued: 1997 - 2,597'; 'allowance 1996 $2,140; 1995 $1,985'; in a parenthesis
# '(1997, $12,610; 1996, $12,199)', '(1993, 182,000 shares; 1992, 190,000 shares)'
_SAID = r"(?:authorized|issued|outstanding)\b[^:;()\d]*?"
_OPENS = re.compile(
    rf"\b(?:(?P<said>{_SAID})|(?:(?P<of>{_SAID})\s*[:-]\s*)?(?P<year>(?:19|20)\d\d))"
    r"(?:\s*[:-][\s-]*\$?|\s+\$)\s*$"
    r"|(?<=[(;:])\s*(?P<within>(?:19|20)\d\d)\s*,\s*(?:\$\s?)?$"
    r"|(?<=,)\s*(?P<listed>(?:19|20)\d\d)\s*,\s*(?:\$\s?)?$",
    re.IGNORECASE,
)
# 'shares issued, 1995, 4,277,460; 1994, 6,627,896': the first of a list by years
_NEXT_YEAR = re.compile(r"\s*(?:shares?)?\s*;\s*(?:19|20)\d\d\s*,")
# '(1997-$1,215; 1996-$1,104)', 'outstanding 1995--5,212,058 shares', '(1995--219 shares; ...'
_YEAR_OF = re.compile(
    r"(?<=[\s(;,])(?:19|20)\d\d(?=-+(?:\s?\$|\d{1,3},\d{3}|\d{1,3}\s+shares\b|no\b"
    rf"|{_SCALED}))",
    re.IGNORECASE,
)
# What joined dates: blanks, commas and 'and' where one comma follows a blank. One sign at a time: a
# run within a run would be tried in every way that it can be cut.
_JOINED_DATES = re.compile(r"(?:[\s,]|\band\b)+")
_LONE_COMMA = re.compile(r"\s,")
# '1,181,002 shares (1995) and 1,151,562 shares (1994)'
_BEHIND = re.compile(r"\s*(?:shares?\s*)?\((?P<year>(?:19|20)\d\d)\)", re.IGNORECASE)
_YEAR_ASIDE = re.compile(r"\s*\((?:19|20)\d\d\)")


# 'authorized 5,000,000 shares, 1,125 shares outstanding': each has its own word
_SAID_BEFORE = re.compile(rf"\b{_SAID}$", re.IGNORECASE)
_SHARES_OF_NONE = re.compile(r"\s*shares?,\s*", re.IGNORECASE)
_SAID_BEHIND = re.compile(rf"\s*shares?\s+{_SAID}", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:shares?|authorized|issued|outstanding)\b", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_UNAUDITED = re.compile(r"\(unaudited\)", re.IGNORECASE)  # said of the date, between amounts
_COMMA = re.compile(r",(?!\s*(?:19|20)\d\d\b)")  # none of a date: 'December 31, 1995'


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    digits: str
    currency: bool


@dataclass(frozen=True, slots=True)
class _Caption:
    """A caption in one line, with its dates, its amounts, and what opens each of these."""

    text: str
    printed: tuple[PrintedDate, ...]
    raws: list[_Raw]
    opens: list[re.Match[str] | None]

    @classmethod
    def of(cls, text: str) -> _Caption:
        printed = dates(text)
        taken = [(d.start, d.end) for d in printed] + [(s, e) for _, s, e in years(text)]
        taken += [found.span() for found in _YEAR_OF.finditer(text)]
        raws = [
            _Raw(*found.span("digits"), found["digits"], bool(found["sign"]))
            for found in _AMOUNT.finditer(text)
            if len(found["digits"]) <= LONGEST
            and found["digits"] != "000"  # thousands, no amount
            and not any(start <= found.start("digits") < end for start, end in taken)
        ]
        lows = [0, *(raw.end for raw in raws)]
        opens = [
            opened
            if (opened := _OPENS.search(text, low, raw.start))
            and not (opened["within"] and not _is_amount(raw, text))
            and not (opened["listed"] and not _NEXT_YEAR.match(text, raw.end))
            and not (low and opened["said"] and _of_former(text, low, opened, raw.end))
            else None
            for low, raw in zip(lows, raws, strict=False)
        ]
        return cls(text, printed, raws, opens)

    def year(self, at: int) -> int:
        """The year that opens an amount, 0 where none does."""
        return _year(self.opens[at])

    def between(self, at: int) -> str:
        """What stands between an amount and the one before, without what opens it."""
        opened = self.opens[at]
        end = opened.start() if opened and (at or self.year(at)) else self.raws[at].start
        return self.text[self._low(at) : end]

    def before(self, at: int) -> str:
        """The words before an amount that are said of it."""
        words, opened = self.between(at).rstrip(" $"), self.opens[at]
        parts = _NEW_CLAUSE.split(words.removesuffix("(") if self.year(at) else words)
        if opened and (clause := opened["of"] or (at and opened["said"])):
            return str(clause)
        # with nothing but a comma between two amounts, what stands before it is said of the first
        if at and len(parts) == 1 and not self._listed(at):
            return parts[0].rpartition(",")[2]
        if not at and len(parts) > 1 and words.endswith("("):
            # 'net of amortization of ($1,581,314 in 1994)', 'stock, at cost (55,200 shares)'
            return parts[-2]
        return parts[-1]

    def after(self, at: int) -> str:
        """The words behind an amount that are said of it."""
        last = at + 1 == len(self.raws)
        high = len(self.text) if last else self.raws[at + 1].start
        if not last and (following := self.opens[at + 1]):
            high = following.start()
        words = self.text[self.raws[at].end : high]
        if self._behind(at) is not None:
            words = _YEAR_ASIDE.sub(" ", words, count=1)  # '(1999) and 378,130 (1998) shares'
        parts = _NEW_CLAUSE.split(words)
        commas = [] if last or len(parts) > 1 else [*_COMMA.finditer(parts[0])]
        return parts[0][: commas[-1].start()] if commas else parts[0]

    def told(self, at: int) -> _Told:
        raw, year, after = self.raws[at], self.year(at), self.after(at)
        behind = self._behind(at)
        if behind is not None:
            return _Told(self.before(at), after, (), (int(behind["year"]),))
        stated, lone = self._when(raw.end, after)
        day = self._day(at)
        if day is not None and not stated:
            return _Told(self.before(at), after, (day,), ())
        return _Told(self.before(at), after, stated, (year,) if year and not stated else lone)

    def _when(self, start: int, after: str) -> tuple[tuple[dt.date, ...], tuple[int, ...]]:
        """The dates behind an amount, and the years that stand there alone. A year behind a date is
        a further date: 'at December 31, 1995 and 1994, and May 31, 1994'.
        """
        printed = [
            (d.start - start, d.date) for d in self.printed
            if d.date is not None and start <= d.start < start + len(after)
        ]  # fmt: skip
        lone = [(at, year) for year, at, _ in years(after) if not _DUE.search(after[:at])]
        days: list[dt.date] = []
        alone: list[int] = []
        for at, year in [*lone, (len(after), 0)]:
            while printed and printed[0][0] < at:
                days.append(printed.pop(0)[1])
            further = make_date(year, days[-1].month, days[-1].day) if days and year else None
            days += [further] if further else []
            alone += [year] if year and not days else []
        return tuple(days), tuple(alone)

    def goes_on(self, at: int, dated: tuple[int, int]) -> bool:
        """Whether an amount is of the list of the one before.

        dated  how many dates and years are said of that one, and of this
        """
        if self.year(at) and self.year(at - 1) and not _clean(self.between(at)):
            return True
        if self.year(at) and self.between(at).rstrip("$ ").endswith("("):
            one, other = self.raws[at - 1], self.raws[at]  # 'issued 31,488 (1991 - 31,471)'
            return (one.currency, "." in one.digits) == (other.currency, "." in other.digits)
        whole = self.text[self._low(at) : self.raws[at].start]
        if (
            _SHARES_OF_NONE.fullmatch(whole)
            and _SAID_BEFORE.search(self.text[: self.raws[at - 1].start].rstrip())
            and _SAID_BEHIND.match(self.text, self.raws[at].end)
        ):
            return False
        between = self.between(at) if self.year(at) and self.year(at - 1) else whole
        if whole.strip() == ";" and _RESPECTIVELY.search(self.text, self.raws[at].end):
            # '9,245; 9,245 and 8,805 issued, respectively', and not 'authorized 20,000; 9,245 ...'
            return not _SAID_BEFORE.search(self.text[: self.raws[at - 1].start].rstrip())
        return _lists(between, self.raws[at - 1 : at + 1], dated)

    def _listed(self, at: int) -> bool:
        """Whether 'authorized,' stands before an amount of which nothing else is said."""
        raw = self.raws[at]
        said = _LISTED.search(self.text, self._low(at), raw.start)
        return said is not None and _COUNT_ENDS.match(self.text, raw.end) is not None

    def _low(self, at: int) -> int:
        if not at:
            return 0
        behind = self._behind(at - 1)
        return behind.end() if behind is not None else self.raws[at - 1].end

    def _day(self, at: int) -> dt.date | None:
        """The day that opens an amount: 'December 31, 1995: 43,533,000 shares'."""
        opened = self.opens[at]
        end = opened.end("year") if opened and opened["year"] else -1
        return next((d.date for d in self.printed if d.end == end), None)

    def _behind(self, at: int) -> re.Match[str] | None:
        """The year in parentheses behind an amount."""
        return _BEHIND.match(self.text, self.raws[at].end)


def _is_amount(raw: _Raw, text: str) -> bool:
    """Whether a number behind a year is an amount: '$39', '36,900', '36.9 million'."""
    return raw.currency or "," in raw.digits or power_of(text[raw.end :].lstrip()) is not None


def _of_former(text: str, low: int, opened: re.Match[str], end: int) -> bool:
    """Whether what stands before a hyphen is said of the amount before it, as the next has words of
    its own: '9,000,000 shares authorized - 7,703,155 shares issued and outstanding'.

    low, end  where the former amount ends, and the next
    """
    bare = re.fullmatch(r"\s*shares\s*", text[low : opened.start()], re.IGNORECASE)
    own = re.match(r"[^;:.]*?\bshares\s+(?:issued|outstanding)\b", text[end:], re.IGNORECASE)
    return bare is not None and own is not None


class _Told(NamedTuple):
    """What is said of an amount: the words on both sides, the dates, the years without a day."""

    before: str
    after: str
    dates: tuple[dt.date, ...]
    years: tuple[int, ...]


def caption_amounts(row: Row, source: SourceText) -> tuple[CaptionAmount, ...]:
    """The amounts of a row's caption in order; numbers that are parts of dates are none."""
    if not any(any(map(str.isdigit, source.cut(piece))) for piece in row.pieces):
        return ()
    text, offsets = _joined(row, source)
    parts = stock_parts(text)
    found: list[CaptionAmount] = []
    for start, stop in parts:
        own = _amounts(text[start:stop], offsets[start:stop], source)
        host = text[start:stop] if len(parts) > 1 else ""
        found += [replace(each, host=host) for each in own] if host else own
    return tuple(found)


def _amounts(text: str, offsets: Sequence[int], source: SourceText) -> list[CaptionAmount]:
    caption = _Caption.of(_UNAUDITED.sub(lambda said: " " * len(said[0]), text))
    told_of = [caption.told(at) for at in range(len(caption.raws))]
    dated = [len(told.dates) + len(told.years) for told in told_of]
    bare = _bare_counts(caption, told_of)
    goes_on = bare | {
        at for at in range(1, len(dated)) if caption.goes_on(at, (dated[at - 1], dated[at]))
    }
    said = said_of(caption.text, _counts(caption, bare), goes_on)
    found: list[CaptionAmount] = []
    first = 0  # of the list that the amount is in
    for at, raw in enumerate(caption.raws):
        told, of = told_of[at], said.get(at)
        same = alike(of, said.get(at - 1))
        each_year = of is not None and same and dated[at - 1] == dated[at] == 1
        if not (at in bare or (at in goes_on and same) or each_year):
            first = at
        before, after = told.before, told.after
        if of is not None:
            before, after = cut(before, after, of)
        found.append(
            CaptionAmount(
                span=source.span(offsets[raw.start], offsets[raw.end - 1] + 1),
                digits=raw.digits,
                currency=raw.currency,
                before=_clean(before) if first == at else found[first].before,
                after=_ENDS.sub("", _clean(after)),
                dates=told.dates,
                years=told.years,
                later=(),
                order=at - first,
            )
        )
    depths = [text.count("(", 0, raw.start) - text.count(")", 0, raw.start) for raw in caption.raws]
    return in_groups(shared(found, depths))


def _bare_counts(caption: _Caption, told: Sequence[_Told]) -> frozenset[int]:
    """The numbers of amounts of which nothing is said but a year, behind one with its own year:
    '33,441,391 shares issued and outstanding in 1995, 33,191,987 in 1994', '$.99 per share in 1995;
    $.94 in 1994; $.86 in 1993'.
    """
    found: set[int] = set()
    for at, (one, other) in enumerate(pairwise(told), 1):
        pair = caption.raws[at - 1 : at + 1]
        counts = all("," in raw.digits and "." not in raw.digits for raw in pair)
        money = all(raw.currency for raw in pair)
        if (
            (money or (counts and not any(raw.currency for raw in pair)))
            and all(len(each.dates) + len(each.years) == 1 for each in (one, other))
            and (_clean(one.after) or at - 1 in found)
            and not _clean(other.before)
            and not _ENDS.sub("", _clean(other.after))
        ):
            found.add(at)
    return frozenset(found)


def _counts(caption: _Caption, bare: frozenset[int]) -> list[tuple[int, int, int]]:
    """(number, start, end) of the amounts that may count shares and of which something is said."""
    return [
        (at, raw.start, raw.end)
        for at, raw in enumerate(caption.raws)
        if at not in bare
        and not raw.currency
        and "." not in raw.digits
        and ("," in raw.digits or _COUNTED.match(caption.text, raw.end))
    ]


def _year(opened: re.Match[str] | None) -> int:
    """The year that an amount stands behind, 0 where there is none."""
    return int(opened["year"] or opened["within"] or opened["listed"] or 0) if opened else 0


def _lists(between: str, pair: list[_Raw], dated: tuple[int, int]) -> bool:
    """Whether an amount goes on with the list of the one before it. Behind a semicolon it does so
    where each has its own date: '3,443 shares in 1997; 3,432 shares in 1996'.
    """
    kinds = [(raw.currency, "." in raw.digits) for raw in pair]
    if between.rstrip("$ ").endswith("(") and dated[1]:
        return kinds[0] == kinds[1]
    if pair[1].currency and not pair[0].currency:
        return False  # 'authorized 175,000,000 shares, $1 par value'
    if pair[0].currency and not pair[1].currency and not _AND.search(between):
        return False  # 'liquidation preference $25, 1,100,000 shares issued'
    words = _clean(between)
    if between.strip(" $") == ";" and kinds[0] == kinds[1] and pair[0].currency:
        return True  # '(cost: $1,953,314; $1,768,181)'
    joined = bool(JOINS.fullmatch(words)) and (bool(words) or "," in between)
    apart = ";" in between and dated != (1, 1)
    return joined and not apart and any(a == b for a, b in zip(*kinds, strict=True))


def _clean(words: str) -> str:
    """Words without dates and years: what is said of the amount."""
    out = words
    spans = [(d.start, d.end) for d in dates(words)] + [(s, e) for _, s, e in years(words)]
    for start, end in sorted(spans, reverse=True):
        out = _BEFORE_DATE.sub("", out[:start]) + " " + out[end:]
    out = _JOINED_DATES.sub(lambda run: ", " if _LONE_COMMA.search(run[0]) else run[0], out)
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
