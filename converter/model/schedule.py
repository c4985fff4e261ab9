"""Financial Data Schedules (Exhibit 27, 1993 to 2001): the filer's own summary of its statements.

    <ARTICLE> 5                                        header
    <MULTIPLIER> 1,000
    <PERIOD-TYPE>                   9-MOS              header, a column each
    <PERIOD-END>                               SEP-30-1998
    <CASH>                                          22,006    entries
    <EPS-PRIMARY>                                (4.85)<F1>
    <FN>
    <F1>PRIMARY MEANS BASIC.                           a footnote
    </FN>

Item 601(c) of Regulation S-K, Release 33-7072.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from converter.model.source import Span
    from converter.model.xbrl import Duration


class TagKind(StrEnum):
    """What a tag's value counts. MONEY alone is printed smaller by the multiplier; PERCENT is
    printed in percent; PURE is a number of no unit, TEXT no number.
    """

    MONEY = "money"
    PER_SHARE = "perShare"
    SHARES = "shares"
    PERCENT = "percent"
    PURE = "pure"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Tag:
    """A row of mappings/schedule.tsv.

    articles   those that have the tag; '*' for a tag of the header
    item       number of the item of Regulation S-X, for schedules without tags: '5-02 18'
    concept    'us-gaap:Assets'
    period     'opening' is the instant before the period begins
    magnitude  stated positive, however the filer prints it
    before     the row holds for periods that ended before that day
    also       local names of the concepts that the same amount may have in the statements; one
               that ends in '*' stands for all that begin so
    """

    articles: tuple[str, ...]
    name: str
    item: str
    concept: str
    period: Literal["instant", "duration", "opening"]
    kind: TagKind
    magnitude: bool
    before: dt.date | None
    also: tuple[str, ...]
    label: str

    @property
    def header(self) -> bool:
        return "*" in self.articles

    def fits(self, local: str) -> bool:
        """Whether a statement's concept may state the tag's amount."""
        return any(
            local.startswith(name[:-1]) if name.endswith("*") else local == name
            for name in self.also
        )


@dataclass(frozen=True, slots=True)
class Footnote:
    """`mark` as it stands at the value: 'F1'."""

    mark: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of one tag.

    tag      as printed, without brackets; where item numbers stand for tags the tag it means
    column   from 0
    text     the value as printed, without footnote marks
    value    Decimal of a number with its printed sign, unscaled; text; None for what is no value
             (dots, 'NA', nothing) and for what should be a number and is none
    places   digits after the decimal point
    span     the digits alone of a number, else the text
    marks    of its footnotes
    row      the tag's row; None for a tag that no article has
    repeats  a tag that stood before for the same column: its first value counts
    """

    tag: str
    column: int
    text: str
    value: Decimal | str | None
    places: int
    span: Span
    marks: tuple[str, ...] = ()
    row: Tag | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class ScheduleColumn:
    """What a column's header says of its period.

    end, start   PERIOD-END, PERIOD-START; None where they are missing or no dates
    year_end     FISCAL-YEAR-END
    months       of PERIOD-TYPE: 12 for YEAR and YEAR-END
    duration     of the flows, concluded; None where it is not told
    proven       the statements prove another end or duration than the header states
    """

    index: int
    period_type: str = ""
    end: dt.date | None = None
    start: dt.date | None = None
    year_end: dt.date | None = None
    months: int | None = None
    duration: Duration | None = None
    proven: bool = False

    @property
    def opening(self) -> dt.date | None:
        """The day before the period begins."""
        return self.duration.start - dt.timedelta(1) if self.duration else None


@dataclass(frozen=True)  # without slots: its index is kept with it
class Schedule:
    """One Exhibit 27.

    order        its place among the filing's schedules, from 0
    article      '5', '7', '9', 'UT', 'BD', 'CT', '6'; '' where it is not told
    power        the power of ten of amounts of money; what the header states, until the statements
                 prove another
    multiplier   as stated; None where it is not
    currency     ISO 4217 code; 'USD' where none is stated, '' for one that is not told
    restated     marked so by its header
    flawed       marked by EDGAR as one that it could not take
    cut          the file ends inside it
    foreign      it speaks of another company than the filing's registrant
    placeholder  every amount of it is zero
    """

    order: int
    span: Span
    article: str = ""
    power: int = 0
    multiplier: Decimal | None = None
    currency: str = "USD"
    exchange_rate: Decimal | None = None
    name: str = ""
    cik: str = ""
    book_value: str = ""
    legend: str = ""
    restated: bool = False
    flawed: bool = False
    cut: bool = False
    foreign: bool = False
    columns: tuple[ScheduleColumn, ...] = ()
    entries: tuple[Entry, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    @property
    def placeholder(self) -> bool:
        return not any(
            entry.value
            for entry in self.entries
            if isinstance(entry.value, Decimal) and entry.row and not entry.row.header
        )

    @cached_property
    def _numbers(self) -> dict[tuple[str, int], Entry]:
        """The first number of each tag in each column."""
        found: dict[tuple[str, int], Entry] = {}
        for entry in self.entries:
            if not entry.repeats and isinstance(entry.value, Decimal):
                found.setdefault((entry.tag, entry.column), entry)
        return found

    def amount(self, tag: str, column: int = 0) -> Entry | None:
        """The first number of a tag in a column."""
        return self._numbers.get((tag, column))

    def real(self, entry: Entry) -> Decimal | None:
        """The amount that an entry's number stands for: scaled, and positive where its tag is
        stated so; a share of one for a number in percent.
        """
        if not isinstance(entry.value, Decimal):
            return None
        value = entry.value
        if entry.row and entry.row.magnitude:
            value = abs(value)
        if entry.row and entry.row.kind is TagKind.MONEY:
            value = value.scaleb(self.power)
        if entry.row and entry.row.kind is TagKind.PERCENT:
            value = value.scaleb(-2)
        return value


_WORD = re.compile(r"[A-Z0-9]+")


def tag_member(tag: str) -> str:
    """The local name of a tag's member on the axis of tags.

    >>> tag_member("TOTAL-ASSETS"), tag_member("PP&E")
    ('TotalAssetsTagMember', 'PpAndETagMember')
    """
    words = _WORD.findall(tag.upper().replace("&", "-AND-"))
    return "".join(map(str.capitalize, words)) + "TagMember"
