"""Heads of stacked columns: each on a line, those of one row of the boxhead below one another.

Three Months Ended           Three Months Ended   Six Months Ended
Six Months Ended              2005       2004      2005      2004
2005
2004                        as many years as columns, one each; two spanners over the same
2005                        years twice have two each
2004
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from converter.tables.marks import YEAR
from converter.tables.stacked.rows import is_year
from converter.text.dates import dates, is_period_text, read_length
from converter.text.units import read_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.text.views import LineView

_ASIDE = re.compile(
    r"\W*(?:as\b\W*)?(?:previously\W+)?(?:(?:un)?audited|restated|reported|revised|adjusted)\W*"
    r"(?:\(\w{1,2}\)|\(?\s*(?:see\s+)?notes?\s+\w{1,2}\s*\)?)?\W*|\W*as\W*|\(\w{1,2}\)",
    re.IGNORECASE,
)
_NO_LENGTH = (None, None)


class Head(NamedTuple):
    """A line over columns `first` to `last`, both included."""

    line: LineView
    first: int
    last: int


class StackedHeads(NamedTuple):
    """rows   of the boxhead, upper first, each from left to right
    above  words that stand before the heads: what holds for all columns
    below  words behind them: headings, and the first caption
    """

    rows: tuple[tuple[Head, ...], ...]
    above: tuple[LineView, ...]
    below: tuple[LineView, ...]


def _of_one_height(each: list[list[int]]) -> list[list[int]] | None:
    """The lines of each column's head, the first without what stands above; None where heads have
    different heights.
    """
    first, *others = each
    height = min(map(len, others))
    if any(len(found) != height for found in others) or len(first) < height:
        return None
    return [first[len(first) - height :], *others]


def period_heads(words: Sequence[LineView], columns: int) -> StackedHeads | None:
    """The heads among the words above the first figures; None where they do not tell as many
    periods as there are columns.
    """
    years = [at for at, line in enumerate(words) if is_year(line)]
    if len(years) < columns:
        return None
    last = years[-1]
    periods = [
        at
        for at in range(last + 1)
        if is_period_text(words[at].text) and not read_units(words[at].text)
    ]
    each = _of_one_height(_ends_in_years(words, periods)[-columns:])
    if each is None:
        return None
    inner = range(each[0][0], last)
    own = {at for found in each for at in found}
    if any(at not in own and not _says_nothing(words[at].text) for at in inner):
        return None  # a head of a column without a period
    rows = [
        tuple(Head(words[found[level]], at, at) for at, found in enumerate(each))
        for level in range(len(each[0]))
    ]
    before = [words[at] for at in periods if at < each[0][0]]
    if any(map(is_year, before)):
        return None  # more heads than the rows have figures
    upper = _upper_rows(before, rows[-1])
    if upper is None:
        return None
    heads = {head.line.number for row in upper for head in row}
    above = tuple(line for line in words[: each[0][0]] if line.number not in heads)
    below = words[last + 1 :]
    while below and is_aside(below[0].text):
        below = below[1:]
    return StackedHeads((*upper, *rows), above, tuple(below))


def is_aside(text: str) -> bool:
    """Whether a line among heads says nothing of a column: 'As Restated (1)', '(Unaudited)'."""
    return _ASIDE.fullmatch(text.strip()) is not None


def _says_nothing(text: str) -> bool:
    return is_aside(text) or read_units(text) is not None


def _ends_in_years(words: Sequence[LineView], periods: Sequence[int]) -> list[list[int]]:
    """'September 24,' '2005' 'September 25,' '2004'  ->  two heads of two lines"""
    out: list[list[int]] = [[]]
    for at in periods:
        out[-1].append(at)
        if is_year(words[at]):
            out.append([])
    return [found for found in out if found]


def _upper_rows(lines: Sequence[LineView], years: Sequence[Head]) -> list[tuple[Head, ...]] | None:
    """The rows of spanners above the years; None where it is not told over which they stand. One
    that stands alone holds for all, and is no head.
    """
    rows = []
    columns = len(years)
    for _, found in groupby(lines, key=_kind):
        row = list(found)
        share, rest = divmod(columns, len(row))
        ends = [_year(head.line) for head in years]
        same = ends == ends[: share or 1] * len(row)
        if len(row) == 1:
            continue
        if rest or not (share == 1 or same):
            return None
        rows.append(
            tuple(Head(line, at * share, (at + 1) * share - 1) for at, line in enumerate(row))
        )
    return rows


def _kind(line: LineView) -> tuple[bool, bool]:
    return read_length(line.text) != _NO_LENGTH, bool(dates(line.text))


def _year(line: LineView) -> str:
    found = YEAR.search(line.text)
    return found.group() if found else ""
