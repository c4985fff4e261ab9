"""How the SEC's Financial Statement Data Sets write dates, durations, dimensions and units.

The rules are those of the SEC's description of the data sets (tables SUB, TAG, NUM, PRE), and
where it is silent those of the published files.

    2004-07-04 .. 2004-09-26    ddate 20040930, qtrs 1
    us-gaap:StatementEquityComponentsAxis=us-gaap:CommonStockMember
                                segments EquityComponents=CommonStock;
    USD_per_share               uom USD
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from converter.model.xbrl import DEI, RETRO, US_GAAP

if TYPE_CHECKING:
    from decimal import Decimal

_QUARTER = 91.3125  # days: a quarter of 365.25
_KEPT = 4096  # answers that are kept: the same dates, members and names come again and again
_YEAR = re.compile(r"\d{4}")
_STANDARD = {"us-gaap": US_GAAP, "dei": DEI, "retro": RETRO}


class Members(NamedTuple):
    """segments  'EquityComponents=CommonStock;', sorted by axis; '' for the whole company
    coreg        the co-registrant: the legal entity, where it is the only dimension
    """

    segments: str = ""
    coreg: str = ""


@lru_cache(maxsize=_KEPT)
def month_end(day: dt.date) -> dt.date:
    """The end of a month that is nearest to `day`; from the very middle, the one before.

    >>> month_end(dt.date(1997, 9, 26)), month_end(dt.date(2000, 4, 1))
    (datetime.date(1997, 9, 30), datetime.date(2000, 3, 31))
    """
    last = calendar.monthrange(day.year, day.month)[1]
    if day.day <= last - day.day:
        return day.replace(day=1) - dt.timedelta(days=1)
    return day.replace(day=last)


def quarters(start: dt.date | None, end: dt.date) -> int:
    """How many quarters a duration takes, rounded; 0 for an instant.

    A duration of less than half a quarter is one quarter: 0 says instant.
    """
    if start is None:
        return 0
    return max(1, round(((end - start).days + 1) / _QUARTER))


def off(start: dt.date | None, end: dt.date, qtrs: int) -> float:
    """By how many days a duration misses its quarters, or an instant the month's end."""
    if start is None:
        return abs((month_end(end) - end).days)
    return abs((end - start).days + 1 - qtrs * _QUARTER)


@lru_cache(maxsize=_KEPT)
def compact(day: dt.date | None) -> str:
    """'19970930'; '' for None."""
    return f"{day:%Y%m%d}" if day else ""


@lru_cache(maxsize=_KEPT)
def members(dimensions: str) -> Members:
    """The `dimensions` of BASE.csv, 'prefix:Axis=prefix:Member; ...', as the data sets write them:
    axes without 'Statement' and 'Axis', members without 'Member'.
    """
    if not dimensions:
        return Members()
    pairs = []
    for pair in dimensions.split("; "):
        axis, _, member = pair.partition("=")
        axis = axis.rpartition(":")[2].removesuffix("Axis").removeprefix("Statement")
        pairs.append((axis, member.rpartition(":")[2].removesuffix("Member")))
    coreg = pairs[0][1] if len(pairs) == 1 and pairs[0][0] == "LegalEntity" else ""
    return Members("".join(f"{axis}={member};" for axis, member in sorted(pairs)), coreg)


@lru_cache(maxsize=_KEPT)
def uom(unit: str) -> str:
    """The unit of BASE.csv as the data sets write it: amounts per share are in the currency."""
    top, _, low = unit.partition("_per_")
    return top if low in ("", "share") else f"{top}/{low}"


@lru_cache(maxsize=_KEPT)
def version(concept: str, adsh: str) -> str:
    """The taxonomy of 'prefix:Name' as name and year; the filing's own is its accession number.

    >>> version("us-gaap:Assets", ""), version("acme:Widgets", "0000950123-04-001234")
    ('us-gaap/2009', '0000950123-04-001234')
    """
    prefix = concept.partition(":")[0]
    namespace = _STANDARD.get(prefix)
    year = _YEAR.search(namespace) if namespace else None
    return f"{prefix}/{year.group()}" if year else adsh


def amount(value: Decimal) -> str:
    """Four decimals, as in num.txt: '-1227000.0000'."""
    return format(value, ".4f")
