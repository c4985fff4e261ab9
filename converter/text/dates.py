"""Printed dates and periods: 'Three Months Ended September 30,' over '2004', '9/30/97'.

`read_period` takes a column's head as one text, top to bottom, and says what it states; what it
does not state (the month of a lone year) comes from the statement's title or the cover.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.model.printed import Stated, make_date, months_before

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "PrintedDate",
    "Stated",
    "dates",
    "is_day",
    "is_period_text",
    "make_date",
    "months_before",
    "read_length",
    "read_lengths",
    "read_period",
    "read_quarter",
    "states_opening",
    "without_day",
    "without_lengths",
    "without_periods",
    "years",
]


_MONTHS = {
    name.lower(): number
    for number, names in enumerate(zip(calendar.month_name, calendar.month_abbr, strict=True))
    for name in names
    if number
} | {"sept": 9}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DIGIT = re.compile(r"\d")  # a quick look: no date or year is without one
_LETTER = re.compile(r"[A-Za-z]")
# Of each pattern below, one look at the first letter is the quickest no.
_MONTH_OPENS = "jfmasond"
_DATE = re.compile(
    rf"(?=[{_MONTH_OPENS}\d])(?:(?<![A-Za-z])(?P<month>{_MONTH})[.,]?\s*(?P<day>\d{{1,2}})(?!\d|,\d{{3}}(?!\d))\s*(?:,|\.|\s)?\s*"
    r"(?P<year>(?:19|20)\d\d(?!\d|,\d)|'\d\d(?![\w,.]))?"
    # the day first, and no day behind the month: '31 December, 1995'
    rf"|(?<![\w,.$/('-])(?P<early>\d{{1,2}})\s(?P<its>{_MONTH})\.?(?![A-Za-z]|\.?\s*\d{{1,2}}(?!\d))"
    r"\s?(?:,\s?|\s(?=\d)|(?=\s\s|$))(?P<then>(?:19|20)\d\d(?!\d|,\d))?"
    r"|(?<![\d/-])(?P<m>\d{1,2})(?P<sep>[/-])(?P<d>\d{1,2})(?P=sep)(?P<y>\d{2}(?:\d{2})?)(?![\d/-]))",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"(?=[{_MONTH_OPENS}])(?<![A-Za-z])(?P<month>{_MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?=[12'])(?:(?:(?<![\d/,.$-])|(?<=--)(?<!---))(?:19|20)\d\d(?![\d/%-]|,\d|\.\d)"
    r"|(?<![\w)-])'\d\d(?![\w/%,.'-]))"
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "sixteen": 16, "seventeen": 17, "twenty-four": 24, "twenty-five": 25, "twenty-six": 26,
    "twenty-seven": 27, "thirty-six": 36, "thirty-nine": 39, "forty": 40, "fifty-two": 52,
    "fifty-three": 53, "first": 1,
}  # fmt: skip
_COUNT = "|".join(sorted((n.replace("-", r"[-\s]?") for n in _NUMBERS), key=len, reverse=True))
_SPAN_OPENS = "".join(sorted({name[0] for name in _NUMBERS} | set("fqcyam")))
# 'Q4 FY03', '4Q03', "FY'03 Q4", and a year alone: 'FY03'
_TWO = r"\s*'?(?:20|19)?\d\d(?!\d)"
_CODED_QUARTER = (
    rf"(?:Q[1-4]|[1-4]Q)(?:\s*FY{_TWO}|{_TWO})?(?![A-Za-z\d%])"
    rf"|FY{_TWO}[\s-]*(?:Q[1-4]|[1-4]Q)(?![A-Za-z\d])"
    rf"|(?:[1-4](?:st|nd|rd|th)|first|second|third|fourth)\s+q(?:uarter|tr\.?),?\s+(?:of\s+)?FY{_TWO}"
)
_CODED_YEAR = re.compile(
    r"(?<![A-Za-z0-9])(?:FY|(?:Q[1-4]|[1-4]Q)(?:\s*FY)?)\s*'?(?P<year>\d\d)(?!\d)", re.IGNORECASE
)
# 'Three Mos. Ended', '13 Wks. Ended'
UNITS = r"(?:months?|weeks?|mos?\b\.?|mths?\b\.?|wks?\b\.?)"
_SPAN = re.compile(
    rf"(?=[{_SPAN_OPENS}\d])(?<![A-Za-z0-9])(?:(?P<code>{_CODED_QUARTER})|(?P<coded>FY{_TWO})|(?P<count>{_COUNT}|\d{{1,2}})[-\s]*(?P<unit>{UNITS})"
    r"|(?:(?P<quarter>(?:fiscal\s+)?(?:quarters?|qtrs?\b\.?))|(?P<month>month)|yrs?\b\.?)"
    r"(?=\s+(?:period\s+)?end)"
    r"|(?P<year>(?:fiscal\s+|calendar\s+)?years?(?!\s+(?:ago|to)\b))|(?P<annual>annual)\b)",
    re.IGNORECASE,
)
_INCEPTION = re.compile(r"inception|cumulative\s+(?:from|since|amounts)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed; `year` is None where only month and day stand."""

    month: int
    day: int
    year: int | None
    start: int
    end: int

    @property
    def date(self) -> dt.date | None:
        return make_date(self.year, self.month, self.day) if self.year else None


@lru_cache(maxsize=4096)
def dates(text: str) -> tuple[PrintedDate, ...]:
    """All dates of `text` in order, those without a year too."""
    found = []
    for part in _DATE.finditer(text) if _DIGIT.search(text) else ():
        name = part["month"] or part["its"]
        if name:
            month, day = _MONTHS[name.lower()], int(part["day"] or part["early"])
            stated = part["year"] or part["then"]
            year = _year(stated) if stated else None
        else:
            month, day, year = int(part["m"]), int(part["d"]), int(part["y"])
            year = century(year) if year < 100 else year
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
            found.append(PrintedDate(month, day, year, part.start(), part.end()))
    return tuple(found)


def _year(text: str) -> int:
    """'1995' or "'95"."""
    return century(int(text[1:])) if text[0] == "'" else int(text)


def century(year: int) -> int:
    """A year of which two digits are printed."""
    return year + (1900 if year >= 50 else 2000)


def years(text: str) -> list[tuple[int, int, int]]:
    """Lone years as (year, start, end); those inside a date are not lone."""
    taken = dates(text)
    found: list[tuple[int, int, int]] = []
    at = 0  # of the first date that does not end before
    for part in _YEAR.finditer(text):
        while at < len(taken) and taken[at].end <= part.start():
            at += 1
        if at == len(taken) or part.start() < taken[at].start:
            found.append((_year(part.group()), part.start(), part.end()))
    return found


@lru_cache(maxsize=4096)
def read_period(text: str) -> Stated:
    """What `text` states of a period: the first length, the last date and year.

    >>> read_period("Three Months Ended September 30, 2004")
    Stated(months=3, weeks=None, month=9, day=30, year=2004, inception=False, start=None)
    """
    months, weeks = read_length(text)
    month = day = year = None
    printed = dates(text)
    if printed:
        month, day, year = printed[-1].month, printed[-1].day, printed[-1].year
    lone = years(text)
    if year is None and lone:
        year = lone[-1][0]
    if year is None and (coded := _CODED_YEAR.search(text)):
        year = century(int(coded["year"]))
    if month is None and (found := list(_MONTH_YEAR.finditer(text))):
        month, year = _MONTHS[found[-1]["month"].lower()], int(found[-1]["year"])
        day = calendar.monthrange(year, month)[1]
    inception = bool(_INCEPTION.search(text))
    start = _start(text, printed) if len(printed) > 1 and (inception or not months) else None
    return Stated(months, weeks, month, day, year, inception, start)


def _start(text: str, printed: tuple[PrintedDate, ...]) -> dt.date | None:
    """The first of two dates with 'from' before it or 'to' between them."""
    first, last = printed[0], printed[-1]
    if not re.search(r"\b(?:from|since)\b|\bperiod\b", text[: first.start], re.IGNORECASE) and (
        not re.search(r"\b(?:to|through)\b", text[first.end : last.start], re.IGNORECASE)
    ):
        return None
    year = first.year or last.year
    return make_date(year, first.month, first.day) if year else None


def read_length(text: str) -> tuple[int | None, int | None]:
    """(months, weeks) of the first length that `text` states."""
    found = _spans(text)
    return _length(found[0]) if found else (None, None)


def _spans(text: str) -> list[re.Match[str]]:
    """The lengths that `text` states; of 'Three Months Ended June 30, FY1999' the year is none."""
    found = list(_SPAN.finditer(text))
    return [each for each in found if not each["coded"]] or found


def read_lengths(text: str) -> frozenset[int]:
    """All the lengths that `text` states, in months; weeks make the nearest number of them.

    >>> sorted(read_lengths("52 weeks ended 1996, year ended 1995, nine months ended 1996"))
    [9, 12]
    """
    found = [_length(each) for each in _spans(text)]
    return frozenset(
        months or round((weeks or 0) / _WEEKS) for months, weeks in found if months or weeks
    )


_WEEKS = 4.345  # of a month


def _length(found: re.Match[str]) -> tuple[int | None, int | None]:
    if found["unit"]:
        count = re.sub(r"\s+", "-", found["count"].lower())
        number = (
            int(count)
            if count.isdigit()
            else _NUMBERS.get(count, _NUMBERS.get(count.replace("-", ""), 0))
        )
        if not number:
            return None, None
        return (None, number) if found["unit"].lower().startswith("w") else (number, None)
    if found["month"]:
        return 1, None  # 'Month Ended January 31, 1998'
    return (3, None) if found["quarter"] or found["code"] else (12, None)


_QUARTER = re.compile(
    r"\b(?:(?P<word>first|second|third|fourth)|(?P<digit>[1-4])(?:st|nd|rd|th))\s+(?:fiscal\s+)?"
    r"(?:quarter|qtr)s?\b"
    r"|(?<![A-Za-z\d])(?:Q(?P<behind>[1-4])|(?P<before>[1-4])Q)(?![A-Za-z%])",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth")


def read_quarter(text: str) -> int | None:
    """The quarter of a year that a column's head names: 'First Quarter', 'Q1 FY03', '1Q03' -> 1."""
    found = {
        _ORDINALS.index(part["word"].lower()) + 1
        if part["word"]
        else int(part["digit"] or part["behind"] or part["before"])
        for part in _QUARTER.finditer(text)
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)  # segmenting and table reading ask of the same words
def is_period_text(text: str) -> bool:
    """Whether `text` (a chunk of a boxhead) says anything of a period."""
    return bool(
        (_DIGIT.search(text) and (_DATE.search(text) or _YEAR.search(text)))
        or (_LETTER.search(text) and (_SPAN.search(text) or _INCEPTION.search(text)))
    )


_MARK = "\0"  # stands for a date, year or length that is taken out
_JOINS = (
    r"(?:\b(?:for|the|as|of|at|each|in|from|to|through|and|fiscal|periods?|ended|ending)\b|[,\s])*"
)
_PERIODS = re.compile(rf"{_JOINS}{_MARK}(?:{_JOINS}{_MARK})*(?:\s+periods?\b)?", re.IGNORECASE)
_ASIDES = re.compile(
    r"\((?:un)?audited\)|\(notes?[^)]*\)|\(\w{1,2}\)|\b(?:ended|ending|unaudited|audited|restated)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # of the few heads that most tables have, and asked of them all along
def without_periods(text: str) -> str:
    """`text` without its dates, years and lengths and the words that join them, and without
    '(unaudited)' and '(Note 1)'.
    """
    out = text
    for pattern in (_SPAN, _DATE, _MONTH_YEAR, _YEAR):
        out = pattern.sub(_MARK, out)
    out = _ASIDES.sub(" ", _PERIODS.sub(" ", out))
    return re.sub(r"\s+", " ", out).strip(" ,.-*")


def is_day(text: str) -> bool:
    """Whether `text` is a day alone: 'December 31, 1996', not 'Year ended December 31'."""
    found = dates(text)
    alone = len(found) == 1 and found[0].date is not None and not without_periods(text)
    return alone and read_length(text) == (None, None)


def without_lengths(text: str) -> str:
    """`text` without the lengths that it states: 'Three Months Ended June 30, 1994' -> 'June 30,
    1994'.
    """
    return re.sub(r"\s+", " ", _ENDED.sub(" ", _SPAN.sub(" ", text))).strip(" ,")


_ENDED = re.compile(r"\b(?:for\s+the|ended|ending)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\b(?:begin+ing|start(?![- ]?up)|(?<!pre-)(?<!pre )opening(?!\s+(?:costs?|expenses?)))\b",
    re.IGNORECASE,
)


def states_opening(caption: str) -> bool:
    """Whether a caption speaks of the beginning of a period."""
    return bool(_OPENING.search(caption))


_ENDS = r"(?:begin+ing|end|start|close|opening|closing|ending)"
_AT_AN_END = re.compile(
    rf"[\s,;:-]*\b(?:at\s+|as\s+of\s+)?(?:the\s+)?{_ENDS}\s+of\s+(?:the\s+)?(?:fiscal\s+)?"
    r"(?:year|period|quarter|month)s?\b"
    rf"|^{_ENDS}\s+(?!of\b)|[\s,;:-]*\bat\s+(?:year|period)[\s-]end\b",
    re.IGNORECASE,
)


def without_day(caption: str) -> str:
    """A balance's caption without the end of the year at which it is told: 'Cash of pools' of 'Cash
    of pools at beginning of year'.
    """
    return _AT_AN_END.sub("", caption).strip(" ,;:-")
