"""What stands behind a tag: numbers in columns, dates, the names of periods.

<CASH>            $   964            1.91<F1>         (123)
                      ^^^            ^^^^              ^^^     the digits of three cells
"""

from __future__ import annotations

import calendar
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.text.dates import make_date
from converter.text.numerals import LONGEST

if TYPE_CHECKING:
    import datetime as dt

MARK = re.compile(r"<(F\d{1,2})>")
_CELL = re.compile(r"(?:\$\s*|\(\s{0,3}|-(?=[\d.$(]))*[^\s()$]+(?:\s{0,2}\))?%?")
_NUMBER = re.compile(
    r"(?P<before>[\s$(-]*)"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\.?"
    r"(?P<after>\s*\)?-?%?)\Z"
)
_DASHES = re.compile(r"[$(\s]*(?P<dash>-{1,3})[\s)%]*\Z")
_NOTHING = re.compile(r"\W*+(?:n/?\.?a\.?|n/?m|none|nil|not applicable)?\W*\Z", re.IGNORECASE)
_MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if number}
_DATE = re.compile(
    r"(?P<month>[A-Z]{3})[A-Z]*\.?[-\s,/.]+(?P<day>\d{1,2})[-\s,/.]+(?P<year>\d{4}|\d\d)\Z"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})[-\s,/.]+(?P<month>[A-Z]{3})[A-Z]*\.?[-\s,/.]+(?P<year>\d{4}|\d\d)\Z"
)
_IN_DIGITS = re.compile(r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4}|\d\d)\Z")
_LENGTH = re.compile(r"(?P<count>\d{1,2})\s*-?\s*M(?:O|ON|ONTH)?S?\b")
_YEAR = re.compile(r"(?:FISCAL[- ])?YEAR(?:[- ]END)?\b|ANNUAL|12MOS")
_QUARTER = re.compile(r"QTR|QUARTER")
_WORDS = {"THOUSAND": 1_000, "MILLION": 1_000_000, "BILLION": 1_000_000_000}


class Value(NamedTuple):
    """One cell: `start` and `end` are those of the digits (or the text) in the line.

    value   Decimal with its printed sign, 0 for dashes; None where nothing is stated or the cell
            is no number, which `odd` says
    """

    start: int
    end: int
    right: int
    text: str
    value: Decimal | None
    places: int
    marks: tuple[str, ...]
    odd: bool = False


def read_cells(line: str, start: int) -> list[Value]:
    """The cells of a line from character `start` on, with their footnote marks."""
    marks = [(found.start(), found[1]) for found in MARK.finditer(line, start)]
    plain = MARK.sub(lambda found: " " * len(found[0]), line[start:])
    found = [
        _value(cell[0], start + cell.start(), start + cell.end()) for cell in _CELL.finditer(plain)
    ]
    if not found:
        return []
    out = []
    for at, value in enumerate(found):
        until = found[at + 1].start if at + 1 < len(found) else len(line)
        own = tuple(mark for place, mark in marks if value.start < place < until)
        out.append(value._replace(marks=own))
    return out


def _value(text: str, start: int, right: int) -> Value:
    number = _NUMBER.match(text)
    if number and len(number["digits"]) <= LONGEST:
        digits = number["digits"]
        value = Decimal(digits.replace(",", ""))
        before = number["before"]
        if "(" in before or "-" in before or "-" in number["after"]:
            value = -value if value else value
        left = start + number.start("digits")
        places = len(digits.partition(".")[2])
        return Value(left, left + len(digits), right, text, value, places, ())
    dashes = _DASHES.match(text)
    if dashes:
        left, end = (start + at for at in dashes.span("dash"))
        return Value(left, end, right, text, Decimal(0), 0, ())
    return Value(start, right, right, text, None, 0, (), odd=_NOTHING.match(text) is None)


def read_date(text: str) -> dt.date | None:
    """The day that a tag states: 'DEC-31-1998', 'Dec 31, 1998', '12/31/98'; None for none.

    >>> read_date("SEP-30-1998")
    datetime.date(1998, 9, 30)
    """
    plain = MARK.sub("", text).strip().upper()
    for pattern in (_DATE, _DAY_FIRST, _IN_DIGITS):
        found = pattern.match(plain)
        if not found:
            continue
        name = found["month"]
        month = int(name) if name.isdigit() else _MONTHS.get(name, 0)
        year = int(found["year"])
        if year < 100:
            year += 1900 if year >= 50 else 2000
        return make_date(year, month, int(found["day"])) if month else None
    return None


def read_months(text: str) -> int | None:
    """The months that a period type names: 12 for 'YEAR', 9 for '9-MOS'; None for others.

    >>> read_months("9-MOS"), read_months("YEAR-END"), read_months("OTHER")
    (9, 12, None)
    """
    plain = MARK.sub("", text).strip().upper()
    length = _LENGTH.match(plain)
    if length:
        return int(length["count"]) or None
    if _YEAR.match(plain):
        return 12
    return 3 if _QUARTER.search(plain) else None


def read_multiplier(text: str) -> Decimal | None:
    """'1,000', '1000', 'thousands'; None for what is no power of ten.

    >>> read_multiplier("1,000"), read_multiplier("(IN MILLIONS)"), read_multiplier("12")
    (Decimal('1000'), Decimal('1000000'), None)
    """
    plain = MARK.sub("", text).strip().upper()
    number = _NUMBER.match(plain)
    if number and len(number["digits"]) <= LONGEST:
        value = Decimal(number["digits"].replace(",", ""))
        return value if value > 0 and Decimal(10) ** value.adjusted() == value else None
    return next((Decimal(times) for word, times in _WORDS.items() if word in plain), None)
