"""Periods of the rows of equity statements, which have them where others' columns have theirs.

Year ended December 31, 1997
Balance at beginning of year          12,633     the day before the year
Net income                             1,227     the year
Balance, December 31, 1997            13,860     the day
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.xbrl import Duration, Instant, Period
from converter.text.dates import (
    dates,
    make_date,
    read_period,
    states_opening,
    without_periods,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from converter.model.lineitem import LineItem
    from converter.model.table import TextTable
    from converter.text.dates import PrintedDate

_BALANCE = re.compile(r"\bbalances?\b", re.IGNORECASE)
_EQUITY = re.compile(
    r"\W*(?:total\s+)?(?:share|stock)(?:holders?|owners?)\W+equity\b", re.IGNORECASE
)
_FLOW = re.compile(
    r"\bnet\s+(?:income|loss|earnings)\b|\bdividends?\b|\baccruals?\b", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Za-z]+")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = dt.timedelta(1)
_SEVERAL = 2  # ends of years that tell on which day of the week years end
_YEARS_OF_WEEKS = (dt.timedelta(weeks=52), dt.timedelta(weeks=53))
_HEADING_WORDS = 8  # beside its period
_OF_YEAR = re.compile(r"\bbeginning\s+of\s+(?:the\s+)?(?:fiscal\s+)?year\b", re.IGNORECASE)
_A_YEARS_MONTHS = 12


def row_periods(
    items: tuple[LineItem, ...], end: dt.date | None, above: str = "", lead: str = ""
) -> tuple[LineItem, ...]:
    """The items with their periods: balances are instants, rows between them durations.

    end    of the filing's period: the month and day of a balance that states its year alone
    above  what stands over the captions, as a heading that the first rows have does
    lead   the title, which tells when a company began: its first balance is of that very day
    """
    begun = read_period(lead).start
    balances: dict[int, dt.date] = {}
    spans: list[Duration | None] = []
    heading = _above(above, items, end)
    for at, item in enumerate(items):
        below = _broken_off(item, items[at + 1 : at + 2])
        if not item.row.cells and not (at and _broken_off(items[at - 1], items[at : at + 1])):
            heading = _heading(item.caption, end) or heading
        spans.append(heading)
        day = _balance_date(f"{item.caption} {below}", end, heading) if item.row.cells else None
        if day is not None:
            balances[at] = day
    balances = _evenings(balances | _closing(items, balances, end), end)
    out: list[LineItem] = []
    for at, item in enumerate(items):
        period: Period | None = None
        if at in balances:
            period = Instant(date=balances[at])
        elif item.row.cells:
            before = [balances[b] for b in balances if b < at]
            after = [balances[b] for b in balances if b > at]
            if before and after and before[-1] < after[0]:
                first = before[-1] if before[-1] == begun else before[-1] + _DAY
                period = Duration(start=first, end=after[0])
            elif spans[at] is not None and not (before and after):
                period = spans[at]
        out.append(replace(item, period=period))
    return tuple(out)


def _closing(
    items: tuple[LineItem, ...], balances: dict[int, dt.date], end: dt.date | None
) -> dict[int, dt.date]:
    """The last row as the balance at the filing's end, where it has no caption and is what the
    balance before and all below it add up to in each column:

    Balances, December 31, 1994      7,550      1,728
    Net income                          --      2,775
                                     7,550      4,503
    """
    last = max((at for at, item in enumerate(items) if item.row.cells), default=0)
    first = max(balances, default=last)
    if end is None or first >= last - 1 or items[last].row.caption or balances[first] >= end:
        return {}
    sums: defaultdict[int, Decimal] = defaultdict(Decimal)
    for item in items[first:last]:
        for cell in item.row.cells:
            sums[cell.column] += cell.figure.value
    total = {cell.column: cell.figure.value for cell in items[last].row.cells}
    adds_up = len(total) > 1 and all(sums[column] == value for column, value in total.items())
    return {last: end} if adds_up else {}


def months_carried_over(table: TextTable, end: dt.date | None) -> int | None:
    """The months of a column, whose period ends on `end`, in a statement that opens with the year:
    'Balance at beginning of year', or 'Balance at January 1,' where it ends on December 31.
    """
    opening = next((row.caption for row in table.rows if row.cells), "")
    if table.kind is not StatementKind.EQ or end is None:
        return None
    first = (end + _DAY).month, (end + _DAY).day
    opens = _OF_YEAR.search(opening) or any((d.month, d.day) == first for d in dates(opening))
    return _A_YEARS_MONTHS if opens else None


def _evenings(balances: dict[int, dt.date], end: dt.date | None) -> dict[int, dt.date]:
    """The balances, with what opens a year on its first day dated the day before:

    Balance, January 1, 1996        December 31, 1995
    Balance, December 31, 1996      December 31, 1996

    Not so where weeks are counted, whose years end on one day of the week, and not on the day on
    which the filing's own period ends. There the first balance is such a one where it is of the
    day of the week behind theirs: Sunday, February 2, 1992 before Saturday, January 30, 1993; or
    of the first day of the twelve months that end with the next.
    """
    days = set(balances.values())
    morning = _first_morning(days)
    if morning is not None:
        return {at: day - _DAY if day == morning else day for at, day in balances.items()}
    mornings = {day for day in days if day.day == 1 and day != end}
    others = (days | {end} if end else days) - mornings
    weekly = len({day.weekday() for day in (*others, *mornings)}) == 1
    if not others or weekly or any((day + _DAY).day > 1 for day in others):
        return balances
    return {at: day - _DAY if day in mornings else day for at, day in balances.items()}


def _first_morning(days: Collection[dt.date]) -> dt.date | None:
    """The first of some days, if a year begins with it: the next ones end years of whole weeks
    behind the day before it, or the next of them ends the twelve months from it on.
    """
    if len(days) <= _SEVERAL:
        return None
    first, *others = sorted(days)
    ends = [first - _DAY, *others[:_SEVERAL]]  # a company may have changed its year since
    if all(later - earlier in _YEARS_OF_WEEKS for earlier, later in pairwise(ends)):
        return first
    years = {day + _DAY for day in others[:1]}
    months = first.day == 1 and make_date(first.year + 1, first.month, 1) in years
    return first if months and others[0] - first not in _YEARS_OF_WEEKS else None


def _above(above: str, items: tuple[LineItem, ...], end: dt.date | None) -> Duration | None:
    """The period of the first rows, which stands over the captions as further ones do below."""
    stated = {year for year, *_ in years(above)} | {day.year for day in dates(above)}
    heading = _heading(above, end) if len(stated) == 1 else None
    below = (_heading(item.caption, end) for item in items if not item.row.cells)
    return heading if heading is not None and any(below) else None


def _broken_off(item: LineItem, below: tuple[LineItem, ...]) -> str:
    """The year of a balance's date on the line below: 'Balance at March 31,', then '1998'."""
    if not below or below[0].row.cells or not item.row.cells or not _BALANCE.search(item.caption):
        return ""
    found = dates(item.caption)
    year = below[0].caption.strip()
    return year if len(found) == 1 and found[0].year is None and _A_YEAR.fullmatch(year) else ""


def _heading(caption: str, end: dt.date | None) -> Duration | None:
    """The period of the rows below a heading: 'Year ended December 31, 1997', '1997'; a caption of
    many words, '45,952 shares outstanding (44,135 at December 31, 1994)', is none.
    """
    stated = read_period(caption)
    if stated.year is None or len(_WORDS.findall(without_periods(caption))) > _HEADING_WORDS:
        return None
    if stated.month is None:
        lone = re.sub(r"\b(?:fiscal|year|for|the)\b|\W|\d", "", caption, flags=re.IGNORECASE)
        if lone or end is None:
            return None
        stated = replace(stated, month=end.month, day=end.day)
    if stated.months is None and stated.weeks is None:
        stated = replace(stated, months=12)
    return stated.duration()


def _balance_date(caption: str, end: dt.date | None, heading: Duration | None) -> dt.date | None:
    """The date of a row that states a balance: little but a date stands in its caption."""
    if end is not None and _A_YEAR.fullmatch(caption.strip()):
        return make_date(int(caption), end.month, end.day)
    balance = bool(_BALANCE.search(caption))
    found = dates(caption)
    if len(found) == 1 and found[0].date is not None:
        rest = caption[: found[0].start] + caption[found[0].end :]
        if not balance and _FLOW.search(rest):
            return None
        balance = balance or _EQUITY.match(caption) is not None
        return found[0].date if len(_WORDS.findall(rest)) <= (6 if balance else 3) else None
    if not balance or len(_WORDS.findall(caption)) > 8:
        return None
    lone = years(caption)
    if len(lone) == 1 and end is not None and not found:
        year = lone[0][0] - states_opening(caption)
        return make_date(year, end.month, end.day)
    return None if heading is None or lone else _of_heading(caption, found, heading)


def _of_heading(caption: str, found: Sequence[PrintedDate], heading: Duration) -> dt.date | None:
    """The date of a balance whose caption tells no year, by the period that heads its rows."""
    if found:  # 'Balance at January 1' below 'Year ended December 31, 1997'
        day = found[0].month, found[0].day
        first = (heading.start, heading.start - _DAY)
        if day == (heading.end.month, heading.end.day):
            return heading.end
        return first[1] if day in {(each.month, each.day) for each in first} else None
    if states_opening(caption):
        return heading.start - _DAY
    if re.search(r"\b(?:end|ending|close|closing)\b", caption, re.IGNORECASE):
        return heading.end
    return None
