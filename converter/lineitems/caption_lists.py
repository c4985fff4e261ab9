"""What is said once for several amounts of a caption: of a list, the words behind its last, and the
dates of all.

    16 and 430 shares issued at June 30, 1997 and 1996
    15,242 shares issued and 14,634 outstanding in 1994, 15,123 issued and 14,446 in 1993
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.text.dates import make_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from converter.model.lineitem import CaptionAmount

JOINS = re.compile(r"(?:and|or|shares?|(?:thousand|million|billion)s?\b|[\s,])*", re.IGNORECASE)
_SCALE = re.compile(r"(thousand|million|billion)s?\b", re.IGNORECASE)
_POWERS = {"thousand": 3, "million": 6, "billion": 9}
_BARE = re.compile(r"(?:shares?)?\W*", re.IGNORECASE)  # says nothing of what is counted
_GROUP = 2  # amounts: shares issued and shares outstanding


def in_groups(amounts: list[CaptionAmount]) -> list[CaptionAmount]:
    """The amounts, with a year that stands behind the last of each of several groups alike:
    '15,242 shares issued and 14,634 outstanding in 1994, 15,123 shares issued and 14,446
    outstanding in 1993'.
    """
    ends = [at for at, each in enumerate(amounts) if len(each.years) == 1 and not each.dates]
    sizes = {after - before for before, after in pairwise(ends)}
    if len(sizes) != 1 or (size := sizes.pop()) < _GROUP or ends[0] + 1 < size:
        return amounts
    groups = [amounts[end + 1 - size : end + 1] for end in ends]
    said = {tuple(_first_words(each) for each in group) for group in groups}
    others = [each for group in groups for each in group[:-1]]
    if len(said) > 1 or any(each.dates or each.years or each.elsewhere for each in others):
        return amounts
    years = {id(each): group[-1].years for group in groups for each in group}
    return [replace(each, years=years.get(id(each), each.years)) for each in amounts]


def _first_words(amount: CaptionAmount) -> str:
    return amount.after.split(",")[0]


def shared(amounts: list[CaptionAmount], depths: Sequence[int]) -> list[CaptionAmount]:
    """The amounts of each list with what is said once for all of it: '16 and 430 shares issued at
    June 30, 1997 and 1996', and with the dates of the next amounts.

    depths  how many parentheses each stands in: the date of 'Series A, 358 shares issued
            (redemption value of $412 at June 30, 1997)' is not that of the count
    """
    out: list[CaptionAmount] = []
    next_dates: tuple[dt.date, ...] = ()
    within = 0
    end = len(amounts)
    for start in range(len(amounts) - 1, -1, -1):
        if amounts[start].order:
            continue
        words = _of_all([each.after for each in amounts[start:end]])
        later = next_dates if within <= depths[start] else ()
        part = _told_apart(amounts[start:end], later)
        dated: list[dt.date | int] = []
        for each in part:
            dated += [*each.dates, *each.years]
        part = [
            replace(
                each,
                after=after,
                power=power_of(after),
                later=later,
                among=len(part),
                elsewhere=tuple([day for day in dated if day not in (*each.dates, *each.years)]),
            )
            for each, after in zip(part, words, strict=True)
        ]
        out = part + out
        # '1,769 shares issued; 188 outstanding at June 30': the date is that of both
        if said := tuple(dict.fromkeys(day for each in part for day in each.dates)):
            next_dates, within = said, depths[start]
        end = start
    return out


def _of_all(words: list[str]) -> list[str]:
    """What stands behind the amounts of a list, where that is nothing what the last of the others
    has, which is said of all.
    """
    said = [after for after in words if not _BARE.fullmatch(JOINS.sub("", after))]
    bare = [after for after in words if "share" in after.lower()]
    if said and bare and not any("share" in after.lower() for after in said):
        # '6,026 shares in 1992 and 12,763 in 1993, at cost': shares are all of them
        said = [f"{bare[0]}, {after}" for after in said]
    said = said or bare
    return [after if after in said or not said else said[-1] for after in words]


def power_of(after: str) -> int | None:
    """The power of ten that the word behind an amount says: 6 of 'million shares issued'."""
    scale = _SCALE.match(after)
    return _POWERS[scale[1].lower()] if scale else None


def _told_apart(part: list[CaptionAmount], later: tuple[dt.date, ...]) -> list[CaptionAmount]:
    """'16 and 430 at June 30, 1997 and 1996': the last states the dates or years of all, or the
    next amounts state them.
    """
    *others, last = part
    if any(each.dates or each.years for each in others):
        return part
    if (each := _of_years_and_days(part, last)) is not None:
        return each
    if not others:
        return [_at_both(last)]
    told = last.dates or (() if last.years else later)
    if len(told) == len(part):
        return [replace(one, dates=(day,), years=()) for one, day in zip(part, told, strict=True)]
    if len(last.years) == len(part):
        return [replace(one, years=(year,)) for one, year in zip(part, last.years, strict=True)]
    return part


def _at_both(lone: CaptionAmount) -> CaptionAmount:
    """One amount in a year and at a day: it is so at that day of both years."""
    if len(lone.dates) != 1 or len(lone.years) != 1:
        return lone
    (day,), (year,) = lone.dates, lone.years
    other = make_date(year, day.month, day.day)
    return lone if other is None else replace(lone, dates=(day, other), years=())


def _of_years_and_days(
    part: list[CaptionAmount], last: CaptionAmount
) -> list[CaptionAmount] | None:
    """'12, 14 and 15 shares in 1996, January 31, 1998 and October 25, 1998': years stand before the
    days. Which of fewer amounts than these is whose is not told, but for the only one's. None where
    the last has no years and days, or one day alone that is not of as many.
    """
    points = [*[((), (year,)) for year in last.years], *[((day,), ()) for day in last.dates]]
    as_many = len(points) == len(part)
    if not last.years or not last.dates or not (as_many or len(last.dates) > 1):
        return None
    if len(part) == 1:
        return part
    if not as_many:
        return [replace(each, dates=(), years=()) for each in part]
    return [
        replace(each, dates=days, years=years)
        for each, (days, years) in zip(part, points, strict=True)
    ]
