"""Which columns the words of one boxhead line stand over.

   Nine Months Ended            Year Ended         one of a line: those it is centred over
------------------------       ------------        else those of the rule below,
    1996        1995              1995             or the columns shared out in order
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from converter.tables.marks import YEAR
from converter.text.dates import is_period_text, read_period, years
from converter.text.views import Chunk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.columns import Extent
    from converter.text.views import LineView

_GOES_ON = re.compile(r"(?:ended|ending|through|thru|to)\b", re.IGNORECASE)
_SIDE_BY_SIDE = 2  # days
_SLACK = 2  # columns by which a column's figures may stand off the rule of their spanner


@dataclass(frozen=True, slots=True)
class HeadText:
    """Boxhead words over columns `first` to `last`, from one line."""

    chunk: Chunk
    first: int
    last: int
    line: LineView


def placed(
    mine: list[Chunk],
    line: LineView,
    segments: list[tuple[int, int]],
    extents: list[Extent],
    aside: frozenset[int],
    below: Sequence[Chunk] = (),
) -> list[HeadText]:
    """Heads over columns of percentages apart; the others are shared out among the rest.

                                     % Change      the rule is of these columns alone,
                                  --------------   and below it each column has its date
    June 30,  Dec. 31,  June 30,  Dec. 31,  June 30,

    below  the words of the next line, where no rule stands between
    """
    if own := _going_on(mine, below, extents) or dated_ratios(mine, extents, aside):
        return [HeadText(chunk, at, at, line) for chunk, at in zip(mine, own, strict=True)]
    if not aside or _one_each(mine, extents):
        return _place(mine, line, segments, extents)
    ruled = {chunk: _under(chunk, segments, extents) for chunk in mine}
    over = {
        chunk: at for chunk, at in ruled.items() if at and aside.issuperset(range(at[0], at[1] + 1))
    }
    if over:
        found = [HeadText(chunk, *at, line) for chunk, at in over.items()]
        others = [chunk for chunk in mine if chunk not in over]
        return found + placed(others, line, segments, extents, aside, below)
    kept = [at for at in range(len(extents)) if at not in aside]
    nearest = {
        chunk: min(
            range(len(extents)),
            key=lambda at: (
                -extents[at].overlap(chunk.left, chunk.right), _distance(chunk, extents[at])
            ),
        )
        for chunk in mine
    }  # fmt: skip
    # 'June 30,' over each amount leaves the words between to the percentages; a lone spanner
    # may stand right over a column of percentages and mean its neighbours
    served = sum(at not in aside for at in nearest.values()) >= len(kept)
    rest: list[Chunk] = []
    heads: list[HeadText] = []
    for chunk, at in nearest.items():
        period = read_period(chunk.text).year if served else is_period_text(chunk.text)
        if at in aside and not period:
            heads.append(HeadText(chunk, at, at, line))
        else:
            rest.append(chunk)
    return heads + [
        HeadText(head.chunk, kept[head.first], kept[head.last], line)
        for head in _place(rest, line, segments, [extents[at] for at in kept])
    ]


def dated_ratios(mine: list[Chunk], extents: list[Extent], aside: frozenset[int]) -> list[int]:
    """The column of each of a line's periods, where all columns of percentages are under one too;
    [] where they are not. What stands to the left of the first is under none of them:

                                            1994        1993      1994     1993
    Shares     Call price   Issued
    297,077     $110.00     1939          29,708      29,708
      Total                              149,708     149,708      7.7      8.2
    """
    if not aside:
        return []
    own = [
        at
        for chunk in mine
        for at, extent in enumerate(extents)
        if is_period_text(chunk.text) and extent.overlap(chunk.left, chunk.right) > 0
    ]
    each = len(own) == len(mine) == len(set(own)) and own == sorted(own)
    return own if each and aside.issubset(own) and len(own) > len(aside) else []


def _one_each(mine: list[Chunk], extents: list[Extent]) -> bool:
    """Whether a line has a word for each column."""
    return len(mine) == len(extents) and all(
        _reaches(chunk, extent) for chunk, extent in zip(mine, extents, strict=True)
    )


def _going_on(mine: list[Chunk], below: Sequence[Chunk], extents: list[Extent]) -> list[int]:
    """The column of each of a line's words, where the next line has one for each column, or for
    each of these words, and goes on with these; [] where it does not.

                FOUR MONTHS  EIGHT MONTHS                  JUNE 18,    JANUARY 1,
    YEAR ENDED     ENDED         ENDED     YEAR ENDED      THROUGH      THROUGH
    """
    if not mine or len(mine) >= len(extents):
        return []
    if len(below) == len(extents):
        if not all(_reaches(c, e) for c, e in zip(below, extents, strict=True)):
            return []
        if days := _days_above(mine, below):
            return days
    elif len(below) != len(mine) or not all(map(Chunk.meets, mine, below)):
        return []
    own = []
    for number, chunk in enumerate(mine):
        over = [each.overlap(chunk.left, chunk.right) for each in extents]
        at = over.index(max(over))
        under = below[at if len(below) == len(extents) else number]
        if not _GOES_ON.match(under.text) or 2 * over[at] <= chunk.right - chunk.left:
            return []
        own.append(at)
    return own if len(set(own)) == len(own) else []


def _days_above(mine: list[Chunk], below: Sequence[Chunk]) -> list[int]:
    """The columns of a line's days, each right above the year of a column, side by side, where
    other columns have the day of their spanner; [] where they are not. Days that are centred over
    several years each leave columns between.

    Year Ended December 31,        One Month Ended
    -------------------------  -----------------------
                               January 26, January 31,
     1995     1996     1997       1997        1998
    """
    if len(mine) < _SIDE_BY_SIDE:
        return []
    found = []
    for chunk in mine:
        period = read_period(chunk.text)
        own = [
            at for at, year in enumerate(below)
            if abs(chunk.left + chunk.right - year.left - year.right) <= 2 * _SLACK
        ]  # fmt: skip
        if not (period.day and not period.year and not period.months and len(own) == 1):
            return []
        if not YEAR.fullmatch(below[own[0]].text):
            return []
        found += own
    return found if found == [*range(found[0], found[0] + len(found))] else []


def _place(
    mine: list[Chunk], line: LineView, segments: list[tuple[int, int]], extents: list[Extent]
) -> list[HeadText]:
    mine = [chunk for chunk in mine if not re.fullmatch(r"[-=_ ]+", chunk.text)]
    if not mine:
        return []
    if _one_each(mine, extents):
        return [HeadText(chunk, at, at, line) for at, chunk in enumerate(mine)]
    periods = all(
        is_period_text(chunk.text) or chunk.text.lower().startswith("ended") for chunk in mine
    )
    ruled = _ruled(mine, segments, extents, periods=periods)
    if len(mine) == 1 and len({year for year, _, _ in years(mine[0].text)}) > 1:
        return [HeadText(mine[0], 0, len(extents) - 1, line)]  # 'Years ended 1998 and 1997'
    if periods and ruled == [None] and len(extents) > 1:
        return [HeadText(mine[0], *_alone(mine[0], extents), line)]
    if periods and None in ruled and len(mine) < len(extents):
        groups = _shared_out(mine, extents)
        return [HeadText(c, *group, line) for c, group in zip(mine, groups, strict=True)]
    return [
        HeadText(chunk, *(by_rule or _nearest(chunk, mine, extents)), line)
        for chunk, by_rule in zip(mine, ruled, strict=True)
    ]


def _ruled(
    mine: list[Chunk], segments: list[tuple[int, int]], extents: list[Extent], *, periods: bool
) -> list[tuple[int, int] | None]:
    """The columns of the rule that each of a line's heads has for itself."""
    ruled = [_under(chunk, segments, extents) for chunk in mine]
    # a rule under two heads is that of the whole table
    ruled = [under if ruled.count(under) == 1 else None for under in ruled]
    if periods:  # a rule of one column is that of the figures below, not of a spanner
        ruled = [under if under and under[0] < under[1] else None for under in ruled]
    return ruled


def _nearest(chunk: Chunk, mine: list[Chunk], extents: list[Extent]) -> tuple[int, int]:
    """The columns that a head without a rule covers, or the one that is nearest to it."""
    covered = _covered(chunk, mine, extents)
    if not covered:
        covered = [min(range(len(extents)), key=lambda at: _distance(chunk, extents[at]))]
    return covered[0], covered[-1]


def _covered(chunk: Chunk, mine: list[Chunk], extents: list[Extent]) -> list[int]:
    """The columns under a chunk, but for those at its edge that are more under another one, or
    that it only touches.
    """
    over = [e.overlap(chunk.left, chunk.right) for e in extents]
    covered = [at for at, width in enumerate(over) if width and (width > 1 or max(over) < 4)]
    own = [
        at
        for at in covered
        if over[at] >= max(extents[at].overlap(other.left, other.right) for other in mine)
    ]
    return own or covered


def _alone(chunk: Chunk, extents: list[Extent]) -> tuple[int, int]:
    """The columns of the only spanner of a line: all, or those it is centred over where it stands
    well to one side.

                            Twelve Months
    Three Months Ended          Ended          one word of the second spanner stands higher
    """
    last = len(extents) - 1
    middle = (chunk.left + chunk.right) / 2
    width = extents[last].right - extents[0].left
    off = abs(middle - (extents[0].left + extents[last].right) / 2)
    for at, extent in enumerate(extents):
        within = extent.left <= chunk.left and chunk.right <= extent.right
        if within and 4 * abs(middle - extent.centre) < off:
            return at, at  # 'Inception' right over '(May 20, 1998) to'
    if off <= width / 4:
        return 0, last
    return min(
        ((first, after) for first in range(last + 1) for after in range(first, last + 1)),
        key=lambda group: (
            abs(middle - (extents[group[0]].left + extents[group[1]].right) / 2) // 3,
            group[0] - group[1],
        ),
    )


def _shared_out(mine: list[Chunk], extents: list[Extent]) -> list[tuple[int, int]]:
    """The columns shared out among spanners in order, so that each stands most nearly centred
    over its own.
    """

    def off_centre(edges: tuple[int, ...]) -> float:
        return sum(
            abs((chunk.left + chunk.right) - (extents[first].left + extents[after - 1].right))
            for chunk, (first, after) in zip(mine, pairwise(edges), strict=True)
        )

    tries = combinations(range(1, len(extents)), len(mine) - 1)
    best = min(((0, *cuts, len(extents)) for cuts in tries), key=off_centre)
    return [(first, after - 1) for first, after in pairwise(best)]


def _under(
    chunk: Chunk, segments: list[tuple[int, int]], extents: list[Extent]
) -> tuple[int, int] | None:
    """Columns of the rule that a spanner stands on, where the rule is wider than one column."""
    for left, right in segments:
        if min(right, chunk.right) - max(left, chunk.left) <= 0:
            continue
        covered = [
            at for at, e in enumerate(extents) if left - _SLACK <= e.centre <= right + _SLACK
        ]
        inside = left - 3 <= chunk.left and chunk.right <= right + 3
        if covered and (len(covered) > 1 or inside):
            return covered[0], covered[-1]
    return None


def _reaches(chunk: Chunk, extent: Extent) -> bool:
    return extent.overlap(chunk.left - 4, chunk.right + 4) > 0


def _distance(chunk: Chunk, extent: Extent) -> float:
    return abs((chunk.left + chunk.right) / 2 - extent.centre)
