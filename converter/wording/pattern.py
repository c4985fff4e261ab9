"""The language of caption patterns.

    net sales                    these words, in this order
    [total] net sales            words in brackets may be missing
    (cost|costs) of sales        one of the alternatives; they may be several words or empty
    proceeds from sale of *      any words, also none
    cash ; cash on hand          two patterns in one row

Groups nest. A pattern is held against the whole caption after both were normalised, so case,
punctuation, little words ('of', 'the'), plurals and synonyms make no difference in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MARK = re.compile(r"[\[\]()|*]|[^\[\]()|*\s]+")
_OTHER = re.compile(r"[^a-z0-9\[\]()|* ]+")

Words = tuple[str, ...]
# A literal, the wild card, or a group's alternatives; each of these is a tree again.
Tree = tuple["str | tuple[Tree, ...]", ...]

WILD = "*"


class PatternError(ValueError):
    """A pattern that does not follow the language."""


def plain(pattern: str) -> str:
    """The pattern in lower case, punctuation as in captions: "Gen'l & admin." -> 'genl admin'."""
    text = pattern.lower().replace("'", "").replace("non-", "non")
    return _OTHER.sub(" ", text)


def anchors(tree: Tree) -> list[frozenset[str]]:
    """Sets of words of which each caption of the pattern holds one, a set for each item that must
    be there; none where the pattern is all options.

    '[total] net (sales|revenue)' -> {net}, {sales, revenue}
    """
    found: list[frozenset[str]] = []
    for item in tree:
        if item == WILD:
            continue
        if isinstance(item, str):
            found.append(frozenset({item}))
            continue
        inner = [anchors(alternative) for alternative in item]
        if all(inner):
            found.append(frozenset().union(*(min(each, key=len) for each in inner)))
    return found


def openings(tree: Tree) -> frozenset[str] | None:
    """The words that captions of the pattern begin with; None where any may stand there.

    '[total] net (sales|revenue)' -> {total, net}
    """
    found: set[str] = set()
    for item in tree:
        if item == WILD:
            return None
        if isinstance(item, str):
            return frozenset(found | {item})
        for alternative in item:
            if alternative:
                first = openings(alternative)
                if first is None:
                    return None
                found |= first
        if all(item):
            return frozenset(found)
    return None


def vocabulary(tree: Tree) -> frozenset[str] | None:
    """The words that captions of the pattern can hold; None where those are any."""
    found: set[str] = set()
    for item in tree:
        if isinstance(item, str):
            found.add(item)
        else:
            for alternative in item:
                held = vocabulary(alternative)
                if held is None:
                    return None
                found |= held
    return None if WILD in found else frozenset(found)


def parse(pattern: str, canonical: Callable[[Words], Words]) -> Tree:
    """A plain pattern as a tree; `canonical` turns a run of words into canonical ones.

    A literal is a string, '*' the wild card, a group the tuple of its alternatives.
    """
    marks = _MARK.findall(pattern)
    alternatives, end = _alternatives(marks, 0, "", pattern, canonical)
    if end < len(marks):
        raise PatternError(f"{marks[end - 1]!r} closes nothing in {pattern!r}")
    return alternatives[0]


def _alternatives(
    marks: list[str],
    at: int,
    closing: str,
    pattern: str,
    canonical: Callable[[Words], Words],
) -> tuple[tuple[Tree, ...], int]:
    """The alternatives from `at` up to `closing`, and the place behind it."""
    found: list[Tree] = []
    items: list[str | tuple[Tree, ...]] = []
    run: list[str] = []
    while at < len(marks):
        mark = marks[at]
        at += 1
        if mark not in "[]()|*":
            run.append(mark)
            continue
        if run:
            items += canonical(tuple(run))
            run = []
        if mark == WILD:
            items.append(WILD)
        elif mark in "[(":
            close = "]" if mark == "[" else ")"
            inner, at = _alternatives(marks, at, close, pattern, canonical)
            items.append((*inner, ()) if mark == "[" else inner)
        elif mark == "|" and closing:
            found.append(tuple(items))
            items = []
        elif mark == closing:
            return (*found, tuple(items)), at
        else:
            raise PatternError(f"{mark!r} stands in the wrong place in {pattern!r}")
    if closing:
        raise PatternError(f"{closing!r} is missing in {pattern!r}")
    if run:
        items += canonical(tuple(run))
    return (*found, tuple(items)), at


def wild(tree: Tree, words: Sequence[str]) -> int | None:
    """How many of `words` fall to wild cards where the pattern fits them all; None where not."""
    return _run(tree, words, {0: 0}).get(len(words))


def _run(tree: Tree, words: Sequence[str], places: dict[int, int]) -> dict[int, int]:
    """From places (with the wild words so far) to the places behind the sequence."""
    count = len(words)
    for item in tree:
        following: dict[int, int] = {}
        if item == WILD:
            for place, cost in places.items():
                for end in range(place, count + 1):
                    total = cost + end - place
                    if total < following.get(end, 999):
                        following[end] = total
        elif isinstance(item, str):
            for place, cost in places.items():
                if place < count and words[place] == item:
                    following[place + 1] = cost
        else:
            here = {words[place] for place in places if place < count}
            for alternative in item:
                # Most alternatives fail on their first word; a call costs ten times this test.
                first = alternative[0] if alternative else WILD
                if isinstance(first, str) and first != WILD and first not in here:
                    continue
                ends = _run(alternative, words, places) if alternative else places
                for place, cost in ends.items():
                    if cost < following.get(place, 999):
                        following[place] = cost
        if not following:
            return following
        places = following
    return places
