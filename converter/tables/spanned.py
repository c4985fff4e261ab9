"""Spanners that head more than the columns that their words stand over: lengths over equal shares
of them, a spanner's next line, a spanner over spanners.

Thirteen Weeks Ended Twenty-six Weeks Ended       one blank parts the spanners
  June 28,   June 29,   June 28,   June 29,

Three Months Ended  Six Months Ended              they have slipped over the stub
                June 30,   June 30,   June 30,   June 30,

  Three Months Ended        Six Months Ended      the same years stand below each
  1997       1996          1997        1996
  $     %    $     %       $     %     $     %
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.tables.in_order import ended_apart
from converter.tables.placing import HeadText
from converter.text.dates import is_period_text, read_length, without_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.text.views import Chunk, LineView

    StubWord = tuple[LineView, Chunk]

_YEAR = re.compile(r"(?:19|20)\d\d\W*")


def parted(over: Sequence[HeadText]) -> list[HeadText]:
    """The heads, those of several lengths in equal parts."""
    found: list[HeadText] = []
    for head in over:
        spanners = ended_apart(head.chunk)
        width, rest = divmod(head.last - head.first + 1, len(spanners) or 1)
        if len(spanners) > 1 and width and not rest and len(_lengths(spanners)) == len(spanners):
            found += [
                replace(
                    head, chunk=chunk, first=head.first + at * width,
                    last=head.first + (at + 1) * width - 1,
                )
                for at, chunk in enumerate(spanners)
            ]  # fmt: skip
        else:
            found.append(head)
    return found


def balanced(over: Sequence[HeadText], aside: frozenset[int] = frozenset()) -> list[HeadText]:
    """The heads, lengths and their days those of equal shares of the years below them, where each
    share has the same years, wherever they stand over these. A length may go on below:

         Quarter                     Six months
    ended June 30,       %         ended June 30,       %
      2000      1999  Change       2000      1999   Change

    aside  columns of percentages, which are of no share
    """
    lines: dict[int, list[HeadText]] = {}
    for head in over:
        if not aside.issuperset(range(head.first, head.last + 1)):
            lines.setdefault(head.line.number, []).append(head)
    rows = [sorted(row, key=lambda head: head.chunk.left) for _, row in sorted(lines.items())]
    shares: dict[HeadText, tuple[int, int]] = {}
    for at, years in enumerate(rows):
        count = _shares(years)
        above = [row for row in rows[:at] if len(row) == count]
        periods = [row for row in above if all(is_period_text(head.chunk.text) for head in row)]
        lengths = next((those for those in (above, periods) if _are_lengths(those)), None)
        if count < 2 or lengths is None:
            continue
        width = len(years) // count
        for row in lengths:
            for part, head in enumerate(row):
                shares[head] = years[part * width].first, years[(part + 1) * width - 1].last
    return [
        replace(head, first=shares[head][0], last=shares[head][1]) if head in shares else head
        for head in over
    ]


_MIDDLE = 2  # columns between the middles of a spanner's two lines


def nested(over: Sequence[HeadText]) -> list[HeadText]:
    """The heads, each next line of a spanner over what its first spans, one over each share of the
    same years over the whole share, and what stands over parts of spanners over all that they span:

           Supplemental Consolidating Data
      Example Works       Example Credit
     (Consolidated)     Corporation (ECC)       over both years, though no wider than one
      1995     1994       1995     1994
    """
    lines: dict[int, list[HeadText]] = {}
    for head in over:
        lines.setdefault(head.line.number, []).append(head)
    rows = [sorted(row, key=lambda head: head.chunk.left) for _, row in sorted(lines.items())]
    wide = _over_shares(rows)
    for one, other in pairwise(rows):
        if len(one) == len(other) > 1 and all(map(_same_middle, one, other)):
            spans = [
                (min(a.first, b.first), max(a.last, b.last))
                for a, b in zip(one, other, strict=True)
            ]
            if all(left[1] < right[0] for left, right in pairwise(spans)):
                wide |= dict(zip(one, spans, strict=True)) | dict(zip(other, spans, strict=True))
    found = [
        replace(head, first=wide[head][0], last=wide[head][1]) if head in wide else head
        for head in over
    ]
    return [_over_rest(_over_whole(head, found), found) for head in found]


def _over_rest(head: HeadText, over: Sequence[HeadText]) -> HeadText:
    """A length over the columns that no line below gives a length of their own:

                                Month Ended
    Year Ended December 31,    December 31,
       1995            1994            1993
    """
    if head.first == head.last or read_length(head.chunk.text) == (None, None):
        return head
    own = {
        at
        for each in over
        if each.line.number > head.line.number and read_length(each.chunk.text) != (None, None)
        for at in range(each.first, each.last + 1)
    }
    rest = [at for at in range(head.first, head.last + 1) if at not in own]
    together = rest and rest[-1] - rest[0] == len(rest) - 1
    return replace(head, first=rest[0], last=rest[-1]) if together else head


def _over_shares(rows: Sequence[Sequence[HeadText]]) -> dict[HeadText, tuple[int, int]]:
    """The columns of heads one of which stands over each share that has the same years."""
    found: dict[HeadText, tuple[int, int]] = {}
    for at, years in enumerate(rows):
        count = _shares(years)
        width = len(years) // count if count > 1 else 0
        if width < 2:
            continue
        shares = [
            (years[part * width].first, years[(part + 1) * width - 1].last) for part in range(count)
        ]
        for row in rows[:at]:
            if len(row) == len(shares) and all(
                first <= head.first and head.last <= last
                for head, (first, last) in zip(row, shares, strict=True)
            ):
                found |= dict(zip(row, shares, strict=True))
    return found


def _same_middle(one: HeadText, other: HeadText) -> bool:
    both = one.chunk.left + one.chunk.right - other.chunk.left - other.chunk.right
    several = max(one.last - one.first, other.last - other.first) > 0
    return several and abs(both) <= 2 * _MIDDLE


def _over_whole(head: HeadText, over: Sequence[HeadText]) -> HeadText:
    """A head of several columns, with the rest of those spanners below it that it covers in part,
    where no other head of its line stands over that.
    """
    below = [
        each
        for each in over
        if each.line.number > head.line.number
        and each.first < each.last
        and each.first <= head.last
        and head.first <= each.last
    ]
    if head.first == head.last or len(below) < 2:
        return head
    first = min(head.first, *(each.first for each in below))
    last = max(head.last, *(each.last for each in below))
    free = all(
        each is head
        or each.line.number != head.line.number
        or each.last < first
        or last < each.first
        for each in over
    )
    return replace(head, first=first, last=last) if free else head


def _shares(row: Sequence[HeadText]) -> int:
    """How many times a line has the same years, one behind the other; 0 of what is no such line."""
    texts = [head.chunk.text for head in row]
    width = len(set(texts))
    count, rest = divmod(len(texts), width)
    bare = all(_YEAR.fullmatch(text) for text in texts)
    return count if bare and not rest and texts == texts[:width] * count else 0


def _are_lengths(rows: Sequence[Sequence[HeadText]]) -> bool:
    """Whether the words below one another are another length each, and no other words."""
    words = [" ".join(head.chunk.text for head in heads) for heads in zip(*rows, strict=True)]
    of = {
        read_length(text) for text in words if is_period_text(text) and not without_periods(text)
    } - {(None, None)}
    return len(words) > 1 and len(of) == len(words)


def slipped(
    over: Sequence[HeadText], stub: Sequence[StubWord], columns: int
) -> tuple[list[HeadText], list[StubWord]]:
    """The heads and the words over the stub, with the lengths among these that head the columns:
    several on one line, of which none stands over a column.
    """
    if any(read_length(head.chunk.text) != (None, None) for head in over):
        return list(over), list(stub)
    by_line: dict[int, list[StubWord]] = {}
    for line, chunk in stub:
        by_line.setdefault(line.number, []).append((line, chunk))
    for number, words in by_line.items():
        spanners = [chunk for _, chunk in words]
        width, rest = divmod(columns, len(spanners))
        if len(spanners) < 2 or rest or not width or len(_lengths(spanners)) < len(spanners):
            continue
        heads = [
            HeadText(chunk, at * width, (at + 1) * width - 1, line)
            for at, (line, chunk) in enumerate(words)
        ]
        return [*heads, *over], [word for word in stub if word[0].number != number]
    return list(over), list(stub)


def _lengths(spanners: Sequence[Chunk]) -> set[tuple[int | None, int | None]]:
    """The lengths that words state which say nothing else; each is another one."""
    return {
        read_length(chunk.text)
        for chunk in spanners
        if is_period_text(chunk.text) and not without_periods(chunk.text)
    } - {(None, None)}
