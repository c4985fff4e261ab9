"""The end of the year before the first one printed, for companies whose years are whole weeks.

    June 28, 1995     June 29, 1994     June 30, 1993     three Wednesdays; the year to the last
                                                          has 52 weeks or 53

What the text says of the year tells ('fiscal year 1993 comprised 53 weeks'), else the days
themselves where they leave no choice: each the last of its weekday in a month, or the one nearest
to the month's end; which of these it is the text may say ('the Sunday nearest to January 31').
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

_LENGTHS = (dt.timedelta(weeks=52), dt.timedelta(weeks=53))
_SAID = re.compile(
    r"(?P<year>(?:19|20)\d\d)"
    r"(?=(?P<between>[^.;:]{0,60}?)\b(?P<count>5[23]|fifty[\s-]+(?:two|three))[\s-]+weeks?\b)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?<![/\d])(?P<count>5[23]|fifty[\s-]+(?:two|three))[\s-]+weeks?\s+(?:fiscal\s+year\s+)?"
    r"(?:end(?:ed|ing)|in|of|for)\b[^.;:\d]{0,30}(?:\d{1,2},\s*)?(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\b5[23]\b")
_LISTED = re.compile(
    r"^(?:(?:\s|,|and\b|&)+(?:19|20)\d\d\b)+", re.IGNORECASE
)  # '1994 and 1993 had'
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = r"(?:sun|mon|tues|wednes|thurs|fri|satur)day"
_NEAREST = re.compile(
    rf"\b{_DAY}\s+(?:that\s+is\s+|which\s+is\s+)?(?:nearest|closest)\b", re.IGNORECASE
)
_LAST = re.compile(rf"\blast\s+{_DAY}\s+(?:in|of)\b", re.IGNORECASE)
_WEEK = dt.timedelta(weeks=1)
_LAYOUT = re.compile(r"\S[ \t]{3,}\S")
_NEXT = 2  # the first months, in which the year before still ends


def ends_before(
    ends: Collection[dt.date],
    text: str,
    years: int,
    stated: Collection[tuple[dt.date, int]] = (),
) -> list[dt.date]:
    """The days on which the years before the first of `ends` ended, the latest first: none where
    these are no ends of whole weeks' years one after the other, and none from the year on for which
    two days are as likely.

    text    of the filing, which may say how many weeks a year had
    years   of how many, at most
    stated  near which day years end by the heads of columns, and their weeks
    """
    days = sorted(ends)
    whole = list(takewhile(lambda pair: pair[1] - pair[0] in _LENGTHS, pairwise(days)))
    if not whole:
        return []
    days = [days[0], *(later for _, later in whole)]  # a company may have changed its year since
    said, rules = _lengths_said(text), _rules(text)
    found: list[dt.date] = []
    while len(found) < years:
        first = days[0]
        lengths = {
            dt.timedelta(weeks=weeks) for end, weeks in stated if abs(end - first) <= _WEEK
        } or said[first.year] | said[first.year - (first.month <= _NEXT)]
        likely = {first - length for length in lengths}
        if len(likely) != 1:  # the text says nothing, or both
            likely = {
                day
                for day in (first - length for length in _LENGTHS)
                for rule in rules
                if all(map(rule, (*days, day)))
            }
        if len(likely) != 1:
            break
        found.extend(likely)
        days = [*likely, *days]
    return found


def _lengths_said(text: str) -> defaultdict[int, set[dt.timedelta]]:
    """By year how long the text says that it was."""
    found = defaultdict[int, set[dt.timedelta]](set)
    for pattern in (_SAID, _OF):
        for match in pattern.finditer(text):
            if not _others(match):
                long = match["count"].lower().endswith(("3", "three"))
                found[int(match["year"])].add(_LENGTHS[long])
    return found


def _others(match: re.Match[str]) -> bool:
    """Whether another year stands nearer to the count, or it is of another column's head."""
    between = match.groupdict().get("between") or ""
    if _LAYOUT.search(between):
        return True
    rest = _LISTED.sub("", between)
    # '1996 and 1995 had 52 and 53 weeks' says it of each by its place
    return _YEAR.search(rest) is not None or (rest != between and _COUNT.search(rest) is not None)


def _rules(text: str) -> Sequence[Callable[[dt.date], bool]]:
    """What the last day of a year may be, as far as the text does not say it."""
    said = [
        rule for pattern, rule in ((_LAST, _is_last), (_NEAREST, _is_nearest))
        if pattern.search(text)
    ]  # fmt: skip
    return said or [_is_last, _is_nearest]


def _is_last(day: dt.date) -> bool:
    """Whether a day is the last of its weekday in its month."""
    return (day + dt.timedelta(7)).month != day.month


def _is_nearest(day: dt.date) -> bool:
    """Whether a day is the one of its weekday nearest to a month's end."""
    last = calendar.monthrange(day.year, day.month)[1]
    return last - day.day <= 3 or day.day <= 3
