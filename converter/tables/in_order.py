"""A boxhead that has lost its places is read by the order of its words.

Three Months Ended     Six Months Ended             as many years as there are columns: one each;
1996     1995     1996     1995                     two spanners over the same years twice: two each
Net sales                                 2,480       2,915       5,640       5,115
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.tables.boxhead import joined
from converter.tables.marks import YEAR, marks, year_marks
from converter.tables.placing import HeadText
from converter.text.dates import is_period_text, read_length, without_periods
from converter.text.units import read_units
from converter.text.views import Chunk, LineKind, chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.text.views import LineView

_MARGIN = 8  # columns: a line without its leading blanks begins no further in, nor does a stub
_UNAUDITED = re.compile(r"\W*(?:un)?audited\W*", re.IGNORECASE)
_ENDED = re.compile(r"\S.*?\bended\b,?(?:(?= )|$)", re.IGNORECASE)
_LENGTH = re.compile(r"\b(?:months|weeks|quarters?|years?)\b", re.IGNORECASE)
_NO_LENGTH = (None, None)


def lost(over: Sequence[HeadText], lines: Sequence[LineView], columns: int) -> bool:
    """Whether a line at the left margin has periods and nothing else, but its years do not stand
    over a column each.
    """
    for line in lines:
        if line.kind is not LineKind.TEXT or line.indent > _MARGIN:
            continue
        row = year_marks(line)
        if len(row) < 2 or columns < 2:
            continue
        at = {head.chunk.left: head.first for head in over if head.line is line}
        first = [at[mark.left] for mark in row if mark.left in at]
        whole = len(first) in (len(row), columns)  # beside them, a date over the stub
        placed = whole and all(one < other for one, other in pairwise(first))
        if not placed and all(_says_period(chunk.text) for chunk in chunks(line.text)):
            return True
    return False


def _says_period(text: str) -> bool:
    """Whether words are of a period, or of units: '(Thousands of Dollars)     December 31,'."""
    return is_period_text(text) or read_units(text) is not None


def rejoined_years(
    over: list[HeadText],
    stub: list[tuple[LineView, Chunk]],
    lines: Sequence[LineView],
    columns: int,
) -> tuple[list[HeadText], list[tuple[LineView, Chunk]]]:
    """The words over the columns and the stub, the years of a line that was broken off at the
    page's width one over each column:

                                        1995      1994
    1993
    Net income                        $   71    $   87    $   91
    """
    texts = [line for line in lines if line.kind is LineKind.TEXT]
    for upper, lower in pairwise(texts):
        first, rest = year_marks(upper), year_marks(lower)
        alone = [chunk.text for chunk in chunks(lower.text)] == [mark.text for mark in rest]
        if first and rest and alone and lower.indent <= _MARGIN < first[0].left:
            marks = [*((upper, mark) for mark in first), *((lower, mark) for mark in rest)]
            if len(marks) == columns and lower.number == upper.number + 1:
                both = (upper.number, lower.number)
                kept = [head for head in over if head.line.number not in both]
                kept += [HeadText(mark, at, at, line) for at, (line, mark) in enumerate(marks)]
                return kept, [word for word in stub if word[0].number != lower.number]
    return over, stub


def one_each(
    over: list[HeadText],
    stub: list[tuple[LineView, Chunk]],
    lines: Sequence[LineView],
    columns: int,
) -> tuple[list[HeadText], list[tuple[LineView, Chunk]]]:
    """The words over the columns and the stub, the years of a line that has nothing but one for
    each column over these in their order, however far off they stand:

               1999        1998        1997
    Net earnings               $   985     $ 1,314     $   985
    """
    for line in lines:
        row = year_marks(line) if line.kind is LineKind.TEXT else []
        if len(row) != columns or columns < 2 or not all(_is_year(mark.text) for mark in row):
            continue
        if [chunk.text for chunk in chunks(line.text)] != [mark.text for mark in row]:
            continue
        placed = [(head.first, head.last) for head in over if head.line is line]
        if placed != [(at, at) for at in range(columns)]:
            over = [head for head in over if head.line is not line]
            over += [HeadText(mark, at, at, line) for at, mark in enumerate(row)]
            stub = [word for word in stub if word[0] is not line]
    return over, stub


def _is_year(text: str) -> bool:
    return YEAR.fullmatch(text) is not None


def in_order(
    lines: Sequence[LineView], columns: int, aside: frozenset[int] = frozenset()
) -> tuple[list[HeadText], list[tuple[LineView, Chunk]]]:
    """The words above the first data row, those over columns and those over the stub: the years of
    a line that has one for each column head these, and periods above them all or equal shares.
    """
    kept = [at for at in range(columns) if at not in aside]
    texts = [line for line in lines if line.kind is LineKind.TEXT]
    rows = [year_marks(line) for line in texts]
    years = next((row for row in reversed(rows) if len(row) == len(kept)), [])
    parts = [_periods_apart(line) for line in texts]
    apart = _lengths_apart(parts)
    over: list[HeadText] = []
    stub: list[tuple[LineView, Chunk]] = []
    for line, row, found in zip(texts, rows, parts, strict=True):
        if years and len(row) == len(kept):
            over += [HeadText(mark, at, at, line) for at, mark in zip(kept, row, strict=True)]
            stub += [(line, chunk) for chunk in chunks(line.text[: row[0].left].rstrip())]
            continue
        periods, words = _periods_and_words(found)
        stub += [(line, chunk) for chunk in words]
        if len(periods) == 1 and YEAR.search(periods[0].text):
            # 'Years ended December 31, 1996 and 1995' would give every column its year
            stub.append((line, periods[0]))
        elif not (apart and any(map(_has_length, periods))):
            behind = len(periods) == 1 and bool(words) and words[-1].left > periods[0].left
            width = 0 if behind else _share(len(periods), years, len(kept))
            over += _shared(periods, line, kept, width)
    return over, stub


def _periods_and_words(found: Iterable[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """The parts of a line that are periods and no more, and the others."""
    periods: list[Chunk] = []
    words: list[Chunk] = []
    for part in found:
        only = is_period_text(part.text) and not without_periods(part.text)
        (periods if only else words).append(part)
    return periods, words


def _lengths_apart(parts: Iterable[Sequence[Chunk]]) -> bool:
    """Whether two lines state lengths: they have them over some of the columns each."""
    return sum(any(map(_has_length, found)) for found in parts) > 1


def _shared(
    periods: Sequence[Chunk], line: LineView, kept: Sequence[int], width: int
) -> list[HeadText]:
    """Periods over `width` columns each; none where that is 0."""
    if not width:
        return []
    return [
        HeadText(chunk, kept[at * width], kept[(at + 1) * width - 1], line)
        for at, chunk in enumerate(periods)
    ]


def _share(heads: int, years: Sequence[Chunk], columns: int) -> int:
    """How many columns each of some heads has, 0 where it is not told: the same years stand below
    each, '1996 1995' and '1996 1995'.
    """
    width, rest = divmod(columns, heads) if heads else (0, 0)
    if not width or rest or heads == 1:
        return 0 if rest else width
    ends = [found.group() for mark in years if (found := YEAR.search(mark.text))]
    same = bool(ends) and (width == 1 or ends == ends[:width] * heads)
    return width if same else 0


def _has_length(chunk: Chunk) -> bool:
    return read_length(chunk.text) != _NO_LENGTH


def ended_apart(chunk: Chunk) -> list[Chunk]:
    """The parts of a chunk that end in 'ended': 'Three Months Ended Nine Months Ended'."""
    return [
        Chunk(chunk.left + end.start(), chunk.left + end.end(), end.group())
        for end in _ENDED.finditer(chunk.text)
    ]


def _periods_apart(line: LineView) -> list[Chunk]:
    """The chunks of a line, those apart that a single space parts: 'June 30, March 31,' and 'Three
    Months Ended Nine Months Ended'. What states two lengths that cannot be told apart is no head.
    """
    found: list[Chunk] = []
    for chunk in joined(chunks(line.text)):
        if _UNAUDITED.fullmatch(chunk.text):
            continue
        spanners = ended_apart(chunk)
        if len(spanners) > 1 or len(_LENGTH.findall(chunk.text)) < 2:
            found += marks(chunk) or (spanners if len(spanners) > 1 else [chunk])
    return found
