"""What printed characters say: figures, what they count, in what units, for which period.

The ways from characters to these are `converter.text`.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from converter.model.xbrl import Duration

if TYPE_CHECKING:
    from decimal import Decimal

_FIRST_YEAR, _LAST_YEAR = 1800, 2099  # companies are older than their filings


class Form(StrEnum):
    """NUMBER digits; DASH a dash that stands for zero; NIL 'nil', '-0-'; ABSENT 'n/a', a range of
    prices: no value. DAMAGED 'l,234': its value is what it most likely was (`text.damaged`).
    """

    NUMBER = "number"
    DASH = "dash"
    NIL = "nil"
    ABSENT = "absent"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure in a line.

    start, end    0-based columns of the digits (or dashes) alone
    left, right   of all that belongs to it: currency sign, parentheses, percent sign
    value         the printed amount with its printed sign, unscaled; 0 for DASH and NIL
    negative      printed as negative: in parentheses or with a minus sign
    places        digits after the decimal point
    """

    start: int
    end: int
    left: int
    right: int
    value: Decimal
    negative: bool
    places: int
    form: Form
    currency: bool
    percent: bool

    @property
    def like_year(self) -> bool:
        """Whether its digits may be those of a year of a filing."""
        return not self.places and 1900 <= self.value < 2100

    @property
    def opposite(self) -> Figure:
        """The figure as if it were printed with the other sign."""
        negative = not self.negative if self.value else self.negative
        return replace(self, value=-self.value, negative=negative)


class Quantity(StrEnum):
    """What a line's figures count."""

    MONEY = "money"
    SHARES = "shares"
    PER_SHARE = "perShare"
    PERCENT = "percent"


_POWERS = {0: "as printed", 3: "thousands", 6: "millions", 9: "billions"}


@dataclass(frozen=True, slots=True)
class Units:
    """The powers of ten that a units caption gives. Per-share amounts are never scaled.

    money   3 for thousands
    shares  the same unless the caption takes shares out ('except share data')
    stated  False when no caption said anything
    currency    ISO 4217 code; '' for one that is named but not told, such as 'francs'
    counted     the caption speaks of the shares' own power: 'dollars and shares in thousands'
    """

    money: int = 0
    shares: int = 0
    stated: bool = False
    currency: str = "USD"
    counted: bool = False

    @property
    def in_words(self) -> str:
        """'thousands, shares as printed', as the pictures of a table head it."""
        money = _POWERS.get(self.money, f"10^{self.money}")
        shares = "" if self.shares == self.money else f", shares {_POWERS.get(self.shares, '')}"
        return f"{money}{shares}" + ("" if self.stated else " (no units stated)")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text states of a period; None where it is silent.

    months, weeks  the length; `weeks` for 'thirteen weeks ended'
    month, day     of the end
    year           of the end
    inception      from the company's beginning
    start          the first day, where it is printed: 'from May 1, 1994 (inception) to ...'
    """

    months: int | None = None
    weeks: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    inception: bool = False
    start: dt.date | None = None

    def filled(self, other: Stated) -> Stated:
        """This, with what it is silent about taken from `other`."""
        out = self
        if out.months is None and out.weeks is None:
            out = replace(out, months=other.months, weeks=other.weeks)
        if out.month is None:
            out = replace(out, month=other.month, day=other.day)
        if out.year is None:
            out = replace(out, year=other.year)
        return out

    @property
    def end(self) -> dt.date | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        last = calendar.monthrange(self.year, self.month)[1]
        # 'February 29,' over a common year: the month's end is meant
        return make_date(self.year, self.month, min(self.day, last))

    def duration(self) -> Duration | None:
        """The period, where length and end are stated."""
        end = self.end
        if end is None:
            return None
        if self.start is not None:
            return Duration(start=self.start, end=end) if self.start < end else None
        if self.inception:
            return None
        if self.weeks is not None:
            return Duration(start=end - dt.timedelta(weeks=self.weeks) + dt.timedelta(1), end=end)
        if self.months is None:
            return None
        return Duration(start=months_before(end, self.months), end=end)


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None for one that no calendar has (1995-02-30) or no filing can mean: one
    digit too many makes a year in which days and months can no longer be counted on.
    """
    try:
        return dt.date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def ends_month(day: dt.date) -> bool:
    """Whether a day is its month's last; another one is the end of a calendar of weeks."""
    return (day + dt.timedelta(1)).day == 1


def weeks_before(end: dt.date, months: int) -> dt.date:
    """The first day of the period of `months` that ends on `end`, in a calendar of weeks: thirteen
    a quarter.
    """
    return end + dt.timedelta(1) - dt.timedelta(weeks=13 * (months // 3))


def months_before(end: dt.date, months: int) -> dt.date:
    """The first day of the period of `months` that ends on `end`.

    A month's last day gives a first day; another day is a 52/53-week calendar's end, so whole
    weeks are counted: thirteen a quarter.
    """
    after = end + dt.timedelta(1)
    if after.day == 1:
        index = after.year * 12 + after.month - 1 - months
        return dt.date(index // 12, index % 12 + 1, 1)
    if months % 3 == 0:
        return weeks_before(end, months)
    index = after.year * 12 + after.month - 1 - months
    last = calendar.monthrange(index // 12, index % 12 + 1)[1]
    return dt.date(index // 12, index % 12 + 1, min(after.day, last))
