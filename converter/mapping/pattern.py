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

_TOKEN = re.compile(r"[\[\]()|*]|[^\[\]()|*\s]+")
_GROUP = re.compile(r"\[[^\[\]()]*\]|\([^()\[\]]*\)")
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


def required(pattern: str) -> list[Words]:
    """The runs of words that every caption of a plain pattern holds.

    >>> required("[total] net (sales|revenues) * income tax")
    [('net',), ('income', 'tax')]
    """
    while "[" in pattern or "(" in pattern:
        shorter = _GROUP.sub(" * ", pattern)
        if shorter == pattern:
            break
        pattern = shorter
    return [tuple(run.split()) for run in pattern.split(WILD) if run.strip()]


def anchors(tree: Tree) -> frozenset[str]:
    """Words of which each caption of the pattern holds at least one; none where it may be any."""
    best: frozenset[str] = frozenset()
    for item in tree:
        if item == WILD:
            continue
        if isinstance(item, str):
            return frozenset({item})
        inner = [anchors(alternative) for alternative in item]
        if all(inner):
            words = frozenset().union(*inner)
            if not best or len(words) < len(best):
                best = words
    return best


def parse(pattern: str, canonical: Callable[[Words], Words]) -> Tree:
    """A plain pattern as a tree; `canonical` turns a run of words into canonical ones.

    A literal is a string, '*' the wild card, a group the tuple of its alternatives.
    """
    tokens = _TOKEN.findall(pattern)
    alternatives, end = _alternatives(tokens, 0, "", pattern, canonical)
    if end < len(tokens):
        raise PatternError(f"{tokens[end - 1]!r} closes nothing in {pattern!r}")
    return alternatives[0]


def _alternatives(
    tokens: list[str],
    at: int,
    closing: str,
    pattern: str,
    canonical: Callable[[Words], Words],
) -> tuple[tuple[Tree, ...], int]:
    """The alternatives from `at` up to `closing`, and the place behind it."""
    found: list[Tree] = []
    items: list[str | tuple[Tree, ...]] = []
    run: list[str] = []
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token not in "[]()|*":
            run.append(token)
            continue
        if run:
            items += canonical(tuple(run))
            run = []
        if token == WILD:
            items.append(WILD)
        elif token in "[(":
            close = "]" if token == "[" else ")"
            inner, at = _alternatives(tokens, at, close, pattern, canonical)
            items.append((*inner, ()) if token == "[" else inner)
        elif token == "|" and closing:
            found.append(tuple(items))
            items = []
        elif token == closing:
            return (*found, tuple(items)), at
        else:
            raise PatternError(f"{token!r} stands in the wrong place in {pattern!r}")
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
            for alternative in item:
                ends = _run(alternative, words, places) if alternative else places
                for place, cost in ends.items():
                    if cost < following.get(place, 999):
                        following[place] = cost
        if not following:
            return following
        places = following
    return places
