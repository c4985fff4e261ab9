"""The heads of a text that count up: which of all lines that look like heads are they?

A chain of candidates whose places rise is looked for, of the greatest weight: what speaks for each
head, and that text stands between it and the next. So a table of contents, whose heads stand close
together, is left for the heads that it points to, and a reference within the text has nothing
before and behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.parts.forms import Place

_MOST = 1_200  # candidates that are weighed: the work is their square
_FAR = 6.0  # text behind a head speaks for it, a page and a half as much as a hundred

_RIVAL = (
    2.0  # weight of a head between two of one Item that makes the first one of a contents table
)


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may be a head.

    line     its index among the lines; `below` is the first one behind it and its title
    low      its place, `high` that of the last Item that it names
    numbers  the Items' numbers as printed: '7A'; of a Part its Roman number
    weight   what speaks for it
    toc      ends with the number of a page
    again    says that it is continued
    like     likeness of the title to the form's, None where that cannot be told
    alone    the title alone stands there, without the Item's number
    """

    line: int
    below: int
    low: Place
    high: Place
    numbers: tuple[str, ...]
    title: str
    weight: float
    part: bool = False
    toc: bool = False
    again: bool = False
    like: float | None = None
    alone: bool = False


def chain(candidates: Sequence[Head], end: int) -> list[Head]:
    """The heaviest chain of heads, in the order of their lines. end: index behind the last line."""
    heads = [head for head in candidates if not head.again]
    if len(heads) > _MOST:
        heads = sorted(heads, key=lambda head: -head.weight)[:_MOST]
    heads.sort(key=lambda head: (head.line, head.low))
    best: list[tuple[float, int]] = []  # weight of the best chain that ends here, and its last link
    for at, head in enumerate(heads):
        most, link = 0.0, -1
        for before in range(at):
            other = heads[before]
            if other.high < head.low and other is not head:
                weight = best[before][0] + _room(other, head.line)
                if weight >= most:
                    most, link = weight, before
        best.append((most + head.weight, link))
    if not best:
        return []
    at = max(range(len(best)), key=lambda at: best[at][0] + _room(heads[at], end))
    found: list[Head] = []
    while at >= 0:
        found.append(heads[at])
        at = best[at][1]
    return _first_of_each(found[::-1], heads)


def _room(head: Head, below: int) -> float:
    """What text behind a head adds; an Item's head follows a Part's at once."""
    if head.part:
        return 0
    return min(log2(1 + max(below - head.below, 0)), _FAR) / 2


def _first_of_each(found: list[Head], heads: list[Head]) -> list[Head]:
    """The chain with each head where it stands first: pages repeat it at their heads."""
    first: list[Head] = []
    for head in found:
        after = first[-1].line if first else -1
        between = [each for each in heads if after < each.line < head.line]
        while between:
            same = next(
                (
                    at for at, each in enumerate(between)
                    if each.low == head.low and each.high == head.high and each.toc == head.toc
                    and each.weight > head.weight - 2
                ),
                None,
            )  # fmt: skip
            if same is None:
                break
            rivals = [each for each in between[same + 1 :] if each.low > head.low]
            if not any(each.weight >= _RIVAL for each in rivals):
                head = between[same]  # noqa: PLW2901
                break
            between = between[same + 1 :]
        first.append(head)
    return [head for at, head in enumerate(first) if not _in_contents(first, at, heads)]


def _in_contents(found: list[Head], at: int, heads: list[Head]) -> bool:
    """Whether a Part's head stands in a table of contents: the head that comes next in the chain
    stands below it twice, there and in the text.
    """
    if not found[at].part or at + 1 == len(found):
        return False
    after = found[at + 1]
    return any(found[at].line < each.line < after.line and each.low == after.low for each in heads)
