"""Heads over pairs of columns that count a stock and tell its amount.

                         Capital Stock              over both pairs
                    Issued            Treasury      each over its own, wherever it stands nearer
               Shares   Amount    Shares   Amount
Balance, 1994   1,726      $29     (146)    (1,361)

                   Common     Stock                 one head, cut between its columns
                   Shares   Par Value
Balance, 1994       337.0       $33.7
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from converter.text.dates import is_period_text
from converter.text.views import Chunk, LineKind, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.columns import Extent
    from converter.tables.placing import HeadText
    from converter.text.views import LineView

_COUNT = re.compile(r"(?:number\s+of\s+)?(?:shares|units)|number", re.IGNORECASE)
_AMOUNT = re.compile(r"amounts?|\$|(?:par|stated)?\s*value|dollars|cost", re.IGNORECASE)
_ALONE = re.compile(r"amounts?|\$|value|dollars", re.IGNORECASE)
STOCK = re.compile(
    r"(?:treasury|common|preferred|preference|capital)\s+(?:shares|stock)", re.IGNORECASE
)
_BESIDE = 4  # columns by which a head's words may reach beyond those of its pair
_CENTRED = 2  # columns from the middle of a pair, or of several


@dataclass(frozen=True, slots=True)
class Pair:
    """A column that counts, `first`, and the one behind it; where their heads begin and end."""

    first: int
    left: int
    right: int
    line: int

    @property
    def last(self) -> int:
        return self.first + 1


def pairs_of(lines: Sequence[LineView], extents: Sequence[Extent]) -> list[Pair]:
    """The pairs that the lowest line of a boxhead names that names any."""
    for line in reversed(lines):
        if line.kind is not LineKind.TEXT:
            continue
        found = [
            Pair(at, one.left, other.right, line.number)
            for one, other in pairwise(chunks(line.text))
            if _COUNT.fullmatch(one.text) and _AMOUNT.fullmatch(other.text)
            if (at := _column(one, extents)) + 1 == _column(other, extents)
        ]
        if found:
            return found
    return []


def joined_over(found: list[Chunk], pairs: Sequence[Pair]) -> list[Chunk]:
    """A line's words with those as one that are the name of a stock, cut between two columns."""
    out: list[Chunk] = []
    for chunk in found:
        both = Chunk(out[-1].left, chunk.right, f"{out[-1].text} {chunk.text}") if out else chunk
        if out and STOCK.fullmatch(both.text) and any(_within(both, pair) for pair in pairs):
            out[-1] = both
        else:
            out.append(chunk)
    return out


def spread(over: list[HeadText], pairs: Sequence[Pair]) -> list[HeadText]:
    """The heads with those over both columns of a pair, or over several pairs, that are centred
    over them.
    """
    return [_spread(head, pairs) for head in over]


def _spread(head: HeadText, pairs: Sequence[Pair]) -> HeadText:
    for pair in pairs:
        if head.line.number >= pair.line or is_period_text(head.chunk.text):
            return head
        if pair.first <= head.first and head.last <= pair.last:
            centred = _centred(head.chunk, pair.left, pair.right)
            return replace(head, first=pair.first, last=pair.last) if centred else head
    for one, other in combinations(pairs, 2):
        side_by_side = other.first - one.first == 2 * (pairs.index(other) - pairs.index(one))
        between = one.first <= head.first <= one.last < other.first <= head.last <= other.last
        if side_by_side and between and _centred(head.chunk, one.left, other.right):
            return replace(head, first=one.first, last=other.last)
    return head


def shares_and_amount(over: list[HeadText], count: int) -> list[HeadText]:
    """The heads with what stands over 'Shares' alone also over the 'Amount' beside it:

    Common Stock
       Shares     Amount
    """
    out = list(over)
    for at in range(1, count):
        own = [head for head in out if head.first <= at <= head.last]
        if not own or not all(_ALONE.fullmatch(head.chunk.text) for head in own):
            continue
        beside = [head for head in out if head.first == head.last == at - 1]
        shares = [head for head in beside if head.chunk.text.lower().startswith("shares")]
        for head in beside:
            if shares and head.line.number < shares[0].line.number:
                out[out.index(head)] = replace(head, last=at)
    return out


def _column(chunk: Chunk, extents: Sequence[Extent]) -> int:
    """The column that most of a head stands over, else the nearest."""
    middle = (chunk.left + chunk.right) / 2
    return max(
        range(len(extents)),
        key=lambda at: (
            extents[at].overlap(chunk.left, chunk.right), -abs(extents[at].centre - middle)
        ),
    )  # fmt: skip


def _within(chunk: Chunk, pair: Pair) -> bool:
    return pair.left - _BESIDE <= chunk.left and chunk.right <= pair.right + _BESIDE


def _centred(chunk: Chunk, left: int, right: int) -> bool:
    return abs(chunk.left + chunk.right - left - right) <= 2 * _CENTRED
