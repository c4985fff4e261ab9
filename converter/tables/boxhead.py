"""The boxhead: which of its words stand over which columns.

  Three Months Ended          Six Months Ended        a spanner takes the columns of the
     December 31,               December 31,          rule below it, else those nearest
---------------------      ---------------------
   2003        2002           2003        2002        one each
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from converter.text.dates import dates, is_period_text, read_period, years
from converter.text.views import Chunk, LineKind, LineView, chunks, rule_segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.columns import Extent


_AMOUNT = re.compile(r"amounts?|\$|value|dollars", re.IGNORECASE)
_SLACK = 2  # columns by which a column's figures may stand off the rule of their spanner


@dataclass(frozen=True, slots=True)
class HeadText:
    """Boxhead words over columns `first` to `last`, from one line."""

    chunk: Chunk
    first: int
    last: int
    line: LineView


def read_boxhead(
    lines: Sequence[LineView], extents: list[Extent], aside: frozenset[int] = frozenset()
) -> tuple[list[HeadText], list[tuple[LineView, Chunk]]]:
    """The words above the first data row: those over columns, and those over the stub.

    aside  columns of percentages, over which no period stands
    """
    over: list[HeadText] = []
    stub: list[tuple[LineView, Chunk]] = []
    if not extents:
        return over, stub
    edge = extents[0].left
    for index, line in enumerate(lines):
        if line.kind is not LineKind.TEXT:
            continue
        mine: list[Chunk] = []
        found = _joined(chunks(line.text))
        own = _one_each(found, extents, aside)
        for chunk in found:
            middle = (chunk.left + chunk.right) / 2
            if own:
                outside = chunk.left < own[0].left
            else:
                outside = middle < edge and not _near_first(chunk, extents)
            if outside or (chunk.right <= edge and not own):
                stub.append((line, chunk))
            else:
                mine += [
                    part
                    for each in _apart(chunk, extents)
                    for part in _stacked(each, extents, over)
                ]
        over += _placed(mine, line, _segments_below(lines, index), extents, aside)
    over = _repeated(over, len(extents))
    return _shares_and_amount(over, len(extents)), stub


def _repeated(over: list[HeadText], columns: int) -> list[HeadText]:
    """The heads with spanners of equal width where the heads of single columns below them repeat:

       1994                     1993               however far to the left they stand
    Principal  Value  Risk   Principal  Value  Risk
    """
    below = [
        [head for head in over if head.first == head.last == column] for column in range(columns)
    ]
    out: list[HeadText] = []
    for head in over:
        row = [other for other in over if other.line.number == head.line.number]
        width, rest = divmod(columns, len(row))
        words = [
            " ".join(h.chunk.text for h in heads if h.line.number > head.line.number)
            for heads in below
        ]
        if (
            len(row) > 1 < width
            and not rest
            and all(words)
            and len(set(words[:width])) == width
            and words == words[:width] * len(row)
            and all(is_period_text(other.chunk.text) for other in row)
        ):
            at = row.index(head) * width
            out.append(HeadText(head.chunk, at, at + width - 1, head.line))
        else:
            out.append(head)
    return out


def beside_title(
    lines: Sequence[LineView], extents: list[Extent], aside: frozenset[int] = frozenset()
) -> list[HeadText]:
    """The heads that begin beside the title, over their columns:

    STATEMENTS OF INCOME      Quarter Ended      Quarter Ended
    (in thousands)            September 30,           June 30,
    """
    over: list[HeadText] = []
    for index, line in enumerate(lines):
        if line.kind is LineKind.TEXT and extents:
            found = chunks(line.text, 3)
            words = [
                chunk
                for chunk in found
                if chunk.right > extents[0].left and (is_period_text(chunk.text) or _ends(chunk))
            ]
            if words and len(found) > 1:
                over += _placed(words, line, _segments_below(lines, index), extents, aside)
    return over


def _ends(chunk: Chunk) -> bool:
    return chunk.text.lower() in ("ended", "ending")


def _one_each(found: list[Chunk], extents: list[Extent], aside: frozenset[int]) -> list[Chunk]:
    """The last chunks of a line, where they are periods and stand one over each column, however
    far to the left they begin.
    """
    kept = [extent for at, extent in enumerate(extents) if at not in aside]
    last = [c for c in found if is_period_text(c.text)][-len(kept) :]
    if len(last) == len(kept) > 1 and all(
        extent.overlap(chunk.left, chunk.right)
        and not any(other.overlap(chunk.left, chunk.right) for other in kept if other != extent)
        for chunk, extent in zip(last, kept, strict=True)
    ):
        return last
    return []


def _placed(
    mine: list[Chunk],
    line: LineView,
    segments: list[tuple[int, int]],
    extents: list[Extent],
    aside: frozenset[int],
) -> list[HeadText]:
    """Heads over columns of percentages apart; the others are shared out among the rest."""
    if not aside:
        return _place(mine, line, segments, extents)
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
    placed = _place(rest, line, segments, [extents[at] for at in kept])
    return heads + [
        HeadText(head.chunk, kept[head.first], kept[head.last], line) for head in placed
    ]


def _joined(found: list[Chunk]) -> list[Chunk]:
    """'NINE  MONTHS' with two spaces is one head: neither half says what both do."""
    out: list[Chunk] = []
    for chunk in found:
        if out and chunk.left - out[-1].right == 2:
            both = f"{out[-1].text} {chunk.text}"
            halves = is_period_text(out[-1].text) + is_period_text(chunk.text)
            if is_period_text(both) and not halves:
                out[-1] = Chunk(out[-1].left, chunk.right, both)
                continue
        out.append(chunk)
    return out


def _near_first(chunk: Chunk, extents: list[Extent]) -> bool:
    """A head centred over the first column may start left of its figures."""
    first = extents[0]
    return first.overlap(chunk.left, chunk.right) >= 1 and first.left - chunk.left <= 12


def _apart(chunk: Chunk, extents: list[Extent]) -> list[Chunk]:
    """Years or dates a single space apart are heads of their own: '1999 1998 1997'."""
    covered = [extent for extent in extents if extent.overlap(chunk.left, chunk.right)]
    if len(covered) < 2:
        return [chunk]
    marks = [(start, end) for _, start, end in years(chunk.text)]
    marks += [(d.start, d.end) for d in dates(chunk.text)]
    marks.sort()
    rest = chunk.text
    for start, end in reversed(marks):
        rest = rest[:start] + rest[end:]
    if len(marks) < 2 or re.search(r"[A-Za-z0-9]", rest):
        return [chunk]
    return [
        Chunk(chunk.left + start, chunk.left + end, chunk.text[start:end].strip())
        for start, end in marks
    ]


def _stacked(chunk: Chunk, extents: list[Extent], over: list[HeadText]) -> list[Chunk]:
    """Words a single space apart that go on with heads of single columns above them:

    Notes:
    Receivable Total        one head each, as a spanner stands over its columns' heads
    from       Equity
    """
    if is_period_text(chunk.text):
        return [chunk]
    for space in re.finditer(" ", chunk.text):
        left = Chunk(chunk.left, chunk.left + space.start(), chunk.text[: space.start()])
        right = Chunk(chunk.left + space.end(), chunk.right, chunk.text[space.end() :])
        last = _word(left, -1)
        next_ = _word(right, 0)
        if any(
            head.first == head.last
            and _aligned(part, head.chunk)
            and _mostly_over(part, extents) == head.first
            and _mostly_over(beside, extents) not in (None, head.first)
            for part, beside in ((left, next_), (right, last))
            for head in over
        ):
            return [left, *_stacked(right, extents, over)]
    return [chunk]


def _word(chunk: Chunk, at: int) -> Chunk:
    """The first or the last word of a chunk."""
    word = chunk.text.split(" ")[at]
    if at:
        return Chunk(chunk.right - len(word), chunk.right, word)
    return Chunk(chunk.left, chunk.left + len(word), word)


def _aligned(lower: Chunk, upper: Chunk) -> bool:
    centred = abs((lower.left + lower.right) - (upper.left + upper.right)) <= 1
    return lower.left == upper.left or lower.right == upper.right or centred


def _mostly_over(chunk: Chunk, extents: list[Extent]) -> int | None:
    """The column that more than half of a chunk stands over."""
    half = (chunk.right - chunk.left) / 2
    found = (at for at, e in enumerate(extents) if e.overlap(chunk.left, chunk.right) > half)
    return next(found, None)


def _shares_and_amount(over: list[HeadText], count: int) -> list[HeadText]:
    """The heads with what stands over 'Shares' alone also over the 'Amount' beside it:

    Common Stock
       Shares     Amount
    """
    out = list(over)
    for at in range(1, count):
        own = [head for head in out if head.first <= at <= head.last]
        if not own or not all(_AMOUNT.fullmatch(head.chunk.text) for head in own):
            continue
        beside = [head for head in out if head.first == head.last == at - 1]
        shares = [head for head in beside if head.chunk.text.lower().startswith("shares")]
        for head in beside:
            if shares and head.line.number < shares[0].line.number:
                out[out.index(head)] = replace(head, last=at)
    return out


def _segments_below(lines: Sequence[LineView], index: int) -> list[tuple[int, int]]:
    """The segments of the next rule line below, where only words stand between: not those with
    several heads of a line over them, which is how the rule of the whole table stands.
    """
    between: list[Chunk] = []
    segments: list[tuple[int, int]] = []
    for line in lines[index + 1 :]:
        if line.kind is LineKind.RULE:
            segments = rule_segments(line.text)
        else:
            # words and a rule may share a line: '-----------  Paid-In  Accumulated'
            segments = [part.span() for part in re.finditer(r"-{4,}|={4,}|_{4,}", line.text)]
        if segments:
            break
        words = chunks(line.text)
        if len(words) > len(between):
            between = words
    return [
        (left, right)
        for left, right in segments
        if sum(left < chunk.right and chunk.left < right for chunk in between) < 2
    ]


def _place(
    mine: list[Chunk], line: LineView, segments: list[tuple[int, int]], extents: list[Extent]
) -> list[HeadText]:
    mine = [chunk for chunk in mine if not re.fullmatch(r"[-=_ ]+", chunk.text)]
    if not mine:
        return []
    if len(mine) == len(extents) and all(
        _reaches(c, e) for c, e in zip(mine, extents, strict=True)
    ):
        return [HeadText(chunk, at, at, line) for at, chunk in enumerate(mine)]
    placed: list[HeadText] = []
    periods = all(
        is_period_text(chunk.text) or chunk.text.lower().startswith("ended") for chunk in mine
    )
    ruled = [_under(chunk, segments, extents) for chunk in mine]
    # a rule under two heads is that of the whole table
    ruled = [under if ruled.count(under) == 1 else None for under in ruled]
    if periods:  # a rule of one column is that of the figures below, not of a spanner
        ruled = [under if under and under[0] < under[1] else None for under in ruled]
    if len(mine) == 1 and len({year for year, _, _ in years(mine[0].text)}) > 1:
        return [HeadText(mine[0], 0, len(extents) - 1, line)]  # 'Years ended 1998 and 1997'
    if periods and ruled == [None] and len(extents) > 1:
        return [HeadText(mine[0], *_alone(mine[0], extents), line)]
    if periods and None in ruled and len(mine) < len(extents):
        groups = _shared_out(mine, extents)
        return [HeadText(c, *group, line) for c, group in zip(mine, groups, strict=True)]
    for chunk, by_rule in zip(mine, ruled, strict=True):
        if by_rule is not None:
            placed.append(HeadText(chunk, *by_rule, line))
        else:
            covered = _covered(chunk, mine, extents)
            if not covered:
                covered = [min(range(len(extents)), key=lambda at: _distance(chunk, extents[at]))]
            placed.append(HeadText(chunk, covered[0], covered[-1], line))
    return placed


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
    if abs(middle - (extents[0].left + extents[last].right) / 2) <= width / 4:
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
