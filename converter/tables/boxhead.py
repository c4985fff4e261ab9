"""The boxhead: which of its words stand over which columns.

  Three Months Ended          Six Months Ended        a spanner takes the columns of the
     December 31,               December 31,          rule below it, else those nearest
---------------------      ---------------------
   2003        2002           2003        2002        one each
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.tables.marks import marks
from converter.tables.measured import STOCK, joined_over, pairs_of, shares_and_amount, spread
from converter.tables.placing import HeadText, dated_ratios, placed
from converter.text.dates import is_period_text
from converter.text.units import read_units
from converter.text.views import Chunk, LineKind, LineView, chunks, rule_segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.columns import Extent


_ASIDE = 1  # column from the middle between two heads
_AROUND = 2  # lines of a head: the one above, the one below
_SEVERAL = 3  # columns: two words may stand over two columns by chance
_COUNT_AND_AMOUNT = re.compile(
    r"(?:shares|number) (?:amounts?|\$|value|dollars|cost)", re.IGNORECASE
)


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
    first = _first_dated(lines, extents, aside)
    edge = extents[first].left
    pairs = pairs_of(lines, extents)
    for index, line in enumerate(lines):
        if line.kind is not LineKind.TEXT:
            continue
        mine: list[Chunk] = []
        below = lines[index + 1] if index + 1 < len(lines) else line
        words = chunks(below.text) if below.kind is LineKind.TEXT and below is not line else ()
        found = joined_over(joined(without_rules(chunks(line.text))), pairs)
        own = _one_each(found, extents, aside)
        for chunk in found:
            middle = (chunk.left + chunk.right) / 2
            if own:
                outside = chunk.left < own[0].left
            else:
                outside = middle < edge and not _near_first(chunk, extents[first:])
            if outside or (chunk.right <= edge and not own):
                stub.append((line, chunk))
            else:
                mine += [
                    part
                    for cut in _ruled_apart(chunk, lines, index)
                    for each in _apart(cut, extents)
                    for apart in _over_heads(each, words, extents)
                    for part in _stacked(apart, extents, over)
                ]
        over += placed(mine, line, _segments_below(lines, index), extents, aside, words)
    over = _repeated(_in_stacks(over), len(extents))
    return shares_and_amount(spread(over, pairs), len(extents)), stub


def _first_dated(lines: Sequence[LineView], extents: list[Extent], aside: frozenset[int]) -> int:
    """The first column under a period, where columns to the left of it are under none: they stand
    in the stub, and no words of it are heads.
    """
    if not aside:
        return 0
    rows = (chunks(line.text) for line in lines if line.kind is LineKind.TEXT)
    dated = (dated_ratios(joined(found), extents, aside) for found in rows)
    return next((own[0] for own in dated if own), 0)


def _in_stacks(over: list[HeadText]) -> list[HeadText]:
    """The heads, with the longest line of a column's head over that column alone, though it reaches
    over the next:

    Unrealized
    Holding Gains   Total
    (Losses) on     Equity
    """
    numbers = sorted({head.line.number for head in over})

    def is_in_stack(head: HeadText, at: int) -> bool:
        """Whether heads of the column stand right above and below, in line with it."""
        place = numbers.index(head.line.number)
        around = numbers[max(place - 1, 0) : place] + numbers[place + 1 : place + 2]
        same = {
            other.line.number
            for other in over
            if other.first == other.last == at
            and (_aligned(other.chunk, head.chunk) or _begins_with(other.chunk, head.chunk))
        }
        return len(around) == _AROUND and same.issuperset(around)

    return [
        next(
            (
                replace(head, first=at, last=at)
                for at in (head.first, head.last)
                if head.last - head.first == 1
                and not is_period_text(head.chunk.text)
                and is_in_stack(head, at)
            ),
            head,
        )
        for head in over
    ]


def _repeated(over: list[HeadText], columns: int) -> list[HeadText]:
    """The heads with spanners of equal width where the heads of single columns below them repeat:

       1994                     1993               however far to the left they stand
    Principal  Value  Risk   Principal  Value  Risk

    The lowest line comes first: what stands over several columns is no head of single ones.
    """
    for number in sorted({head.line.number for head in over}, reverse=True):
        row = [head for head in over if head.line.number == number]
        width, rest = divmod(columns, len(row))
        if len(row) < 2 or width < 2 or rest:
            continue
        if not all(is_period_text(head.chunk.text) for head in row):
            continue
        words = [
            " ".join(
                h.chunk.text for h in over if h.first == h.last == at and h.line.number > number
            )
            for at in range(columns)
        ]
        if all(words) and len(set(words[:width])) == width and words == words[:width] * len(row):
            shared = {
                head: replace(head, first=at * width, last=(at + 1) * width - 1)
                for at, head in enumerate(row)
            }
            over = [shared.get(head, head) for head in over]
    return over


_BEFORE = 12  # a head centred over the first column begins so far left of its figures


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
                if chunk.right > extents[0].left
                and (is_period_text(chunk.text) or _ends(chunk))
                and not (chunk is found[0] and extents[0].left - chunk.left > _BEFORE)
            ]
            if words and len(found) > 1:
                over += placed(words, line, _segments_below(lines, index), extents, aside)
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


_RULE = re.compile(r"(?:^|(?<=\s))(?:-{4,}|={4,}|_{4,})(?=\s|$)")


def without_rules(found: list[Chunk]) -> list[Chunk]:
    """The words of a line on both sides of a rule that stands a blank beside them, under the head
    of other columns: 'Retained Comprehensive -------------- Equity'.
    """
    out: list[Chunk] = []
    for chunk in found:
        at = 0
        for rule in (*_RULE.finditer(chunk.text), None):
            end = rule.start() if rule else len(chunk.text)
            words = chunk.text[at:end]
            left = chunk.left + at + len(words) - len(words.lstrip())
            if words.strip():
                out.append(Chunk(left, left + len(words.strip()), words.strip()))
            at = rule.end() if rule else end
    return out


def joined(found: list[Chunk]) -> list[Chunk]:
    """'NINE  MONTHS' and 'Treasury  Shares' with two spaces are one head each: neither half says
    what both do.
    """
    out: list[Chunk] = []
    for chunk in found:
        if out and chunk.left - out[-1].right == 2:
            both = f"{out[-1].text} {chunk.text}"
            halves = is_period_text(out[-1].text) + is_period_text(chunk.text)
            if (is_period_text(both) and not halves) or STOCK.fullmatch(both):
                out[-1] = Chunk(out[-1].left, chunk.right, both)
                continue
        out.append(chunk)
    return out


def _near_first(chunk: Chunk, extents: list[Extent]) -> bool:
    """A head centred over the first column may start left of its figures."""
    first = extents[0]
    return first.overlap(chunk.left, chunk.right) >= 1 and first.left - chunk.left <= _BEFORE


def _apart(chunk: Chunk, extents: list[Extent]) -> list[Chunk]:
    """Years or dates a single space apart are heads of their own: '1999 1998 1997'."""
    covered = sum(1 for extent in extents if extent.overlap(chunk.left, chunk.right))
    parts = marks(chunk) if covered > 1 else []
    if covered >= _SEVERAL and not is_period_text(chunk.text):
        parts = _one_word_each(chunk, extents)
    if covered == 2 and _COUNT_AND_AMOUNT.fullmatch(chunk.text):
        parts = [_word(chunk, 0), _word(chunk, -1)]
    return parts if len(parts) > 1 else [chunk]


def _one_word_each(chunk: Chunk, extents: list[Extent]) -> list[Chunk]:
    """The words of a chunk where each stands over a column of its own, and none between:

    Comprehensive Accumulated Stockholders'
    Income (Loss)   Deficit       Equity
    """
    words = [
        Chunk(chunk.left + word.start(), chunk.left + word.end(), word.group())
        for word in re.finditer(r"\S+", chunk.text)
    ]
    over = [_mostly_over(word, extents) for word in words]
    first = over[0] if over else None
    one_each = first is not None and over == list(range(first, first + len(words)))
    return words if one_each else []


def _ruled_apart(chunk: Chunk, lines: Sequence[LineView], index: int) -> list[Chunk]:
    """Words a single space apart over rules of their own are heads of their own, where no further
    heads stand below; above these, words beside the rule of a spanner are none of its:

    Class A      Class B
    Common Stock Common Stock Additional
    ------------ ------------  Paid-in       'Additional Paid-in', 'Class B Common Stock'
    Shares Amount Shares Amount Capital
    ------ ------ ------ ------ -------      one each
    """
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    rules = _runs(below)
    if not rules or " " not in chunk.text or is_period_text(chunk.text):
        return [chunk]
    last = not any(line.kind is LineKind.TEXT for line in lines[index + 1 :])
    for space in re.finditer(" ", chunk.text):
        left = Chunk(chunk.left, chunk.left + space.start(), chunk.text[: space.start()])
        right = Chunk(chunk.left + space.end(), chunk.right, chunk.text[space.end() :])
        own = next((rule for rule in rules if _within(left, rule)), None)
        word = _word(right, 0)
        if own is None:
            if not last and _beside_rule(left, right, rules):
                return [*_ruled_apart(left, lines, index), right]
            continue
        if last:
            apart = any(rule != own and _within(word, rule) for rule in rules)
        else:
            apart = right.left >= own[1] and not any(
                rule[0] < right.right and right.left < rule[1] for rule in rules
            )
        if apart:
            return [left, *_ruled_apart(right, lines, index)]
    return [chunk]


def _beside_rule(left: Chunk, right: Chunk, rules: Sequence[tuple[int, int]]) -> bool:
    """Whether the words behind a space stand over a rule of their own, and those before it over
    none: 'Mandatorily Preferred Stock' over 'Convertible ----------------'.
    """
    over = [rule for rule in rules if rule[0] < right.right and left.left < rule[1]]
    return len(over) == 1 and _within(right, over[0]) and left.right <= over[0][0]


def _over_heads(chunk: Chunk, below: Sequence[Chunk], extents: list[Extent]) -> list[Chunk]:
    """Words a single space apart over three heads or more in the line below, each in line with its
    own, are heads of their own:

    Class B Class C Capital in
    Common  Common  Excess of
    """
    under = [each for each in below if each.meets(chunk)]
    columns = {_mostly_over(each, extents) for each in under}
    if len(under) < _SEVERAL or len(columns) < len(under) or None in columns:
        return [chunk]
    parts: list[Chunk] = []
    left = chunk.left
    for one, other in pairwise(under):
        gap = [
            chunk.left + space.start()
            for space in re.finditer(" ", chunk.text)
            if abs(2 * (chunk.left + space.start()) - one.right - other.left) <= 2 * _ASIDE
        ]
        if len(gap) != 1:
            return [chunk]
        parts.append(Chunk(left, gap[0], chunk.text[left - chunk.left : gap[0] - chunk.left]))
        left = gap[0] + 1
    parts.append(Chunk(left, chunk.right, chunk.text[left - chunk.left :]))
    own = all(part.text and _aligned(head, part) for part, head in zip(parts, under, strict=True))
    return parts if own and not is_period_text(chunk.text) else [chunk]


def _within(chunk: Chunk, rule: tuple[int, int]) -> bool:
    return rule[0] - 1 <= chunk.left and chunk.right <= rule[1] + 1


def _runs(text: str) -> list[tuple[int, int]]:
    """The rules of a line, beside words or alone: '-----------  Paid-In  Accumulated'."""
    return [part.span() for part in re.finditer(r"-{4,}|={4,}|_{4,}", text)]


def _stacked(chunk: Chunk, extents: list[Extent], over: list[HeadText]) -> list[Chunk]:
    """Words a single space apart that go on with heads of single columns above them:

    Notes:
    Receivable Total        one head each, as a spanner stands over its columns' heads
    from       Equity
    """
    if is_period_text(chunk.text) or read_units(chunk.text) is not None:
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


def _begins_with(lower: Chunk, upper: Chunk) -> bool:
    return abs(lower.left - upper.left) <= 1


def _mostly_over(chunk: Chunk, extents: list[Extent]) -> int | None:
    """The column that more than half of a chunk stands over."""
    half = (chunk.right - chunk.left) / 2
    found = (at for at, e in enumerate(extents) if e.overlap(chunk.left, chunk.right) > half)
    return next(found, None)


def _segments_below(lines: Sequence[LineView], index: int) -> list[tuple[int, int]]:
    """The segments of the next rule line below, where only words stand between: not those with
    several heads of a line over them, which is how the rule of the whole table stands.
    """
    between: list[Chunk] = []
    segments: list[tuple[int, int]] = []
    for line in lines[index + 1 :]:
        segments = (rule_segments if line.kind is LineKind.RULE else _runs)(line.text)
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
