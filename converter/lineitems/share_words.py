"""Which word of a caption on capital stock is said of which count.

    Authorized 20,000,000 shares; issued and outstanding 6,451,483        before each count
    100,000 shares authorized - 12,570 issued                             behind each
    Authorized 600,000 shares, none issued                                one before, one behind

A count has one such word beside it, and each word one count: so a caption is told whole or not at
all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_WORD = r"(?:authorized|issued|outstanding)"
_KINDS = re.compile(
    rf"\b{_WORD}\b(?:,?\s+(?:and|or|but)\s+{_WORD}\b|,\s+{_WORD}(?=,?\s+(?:and|or)\s+{_WORD}\b))*",
    re.IGNORECASE,
)
_NONE = re.compile(r"\bnone\b|\bno\s+(?:\w+\s+)?shares?\b|-0-", re.IGNORECASE)
_APART = re.compile(r"[;:.()]|--|\d")  # between a count and a word behind it that is not its own
_YEAR = re.compile(r"\s*\((?:19|20)\d\d\)")
_AS_FOLLOWS = re.compile(r"\s+as\s+follows\b", re.IGNORECASE)  # said of the lines below
_FEWEST = 2  # words: one is said of all that the caption counts


class Said(NamedTuple):
    """The words that are said of a count, where they begin, and whether they stand before it."""

    words: str
    at: int
    before: bool


class _Token(NamedTuple):
    at: int
    end: int
    words: str  # '' for counts
    counts: tuple[int, ...] = ()


def said_of(
    text: str, counts: Sequence[tuple[int, int, int]], goes_on: Collection[int]
) -> dict[int, Said]:
    """By the number of each count what is said of it; {} where the caption leaves it open.

    counts   (number, start, end) of each
    goes_on  the numbers of those that go on with the list of the one before
    """
    words = [_Token(*found.span(), found.group()) for found in _KINDS.finditer(text)]
    if len({each.words.lower() for each in words}) < _FEWEST:
        return {}
    words = [each for each in words if not _AS_FOLLOWS.match(text, each.end)]
    tokens = sorted([*words, *_lists(counts, goes_on, words), *_nones(text)])
    if len(tokens) % 2:
        return {}
    found: dict[int, Said] = {}
    for one, other in zip(tokens[::2], tokens[1::2], strict=True):
        if bool(one.words) is bool(other.words):
            return {}
        word, count = (one, other) if one.words else (other, one)
        if word is other and _APART.search(_YEAR.sub("", text[count.end : word.at])):
            return {}
        for number in count.counts:
            found[number] = Said(word.words, word.at, before=word is one)
    return found


def cut(before: str, after: str, said: Said) -> tuple[str, str]:
    """The words before and behind a count, without those that are said of others."""
    ahead, behind = _KINDS.findall(before), _KINDS.search(after)
    if said.before:
        own = ahead and ahead[-1] == said.words and "treasury" not in before.lower()
        return before if own else said.words, after[: behind.start()] if behind else after
    own = behind and behind.group() == said.words
    return "" if ahead else before, after if own else f"shares {said.words}"


def alike(one: Said | None, other: Said | None) -> bool:
    """Whether the same is said of two counts: '9,564 shares issued (8,877 issued in 1994)'."""
    return (one and one.words.lower()) == (other and other.words.lower())


def _lists(
    counts: Sequence[tuple[int, int, int]], goes_on: Collection[int], words: Sequence[_Token]
) -> list[_Token]:
    """The counts, those of one list together: no word stands between them."""
    lists: list[_Token] = []
    for number, start, end in counts:
        last = lists[-1] if lists else None
        if (
            last is not None
            and number in goes_on
            and not any(last.end <= word.at < start for word in words)
        ):
            lists[-1] = _Token(last.at, end, "", (*last.counts, number))
        else:
            lists.append(_Token(start, end, "", (number,)))
    return lists


def _nones(text: str) -> list[_Token]:
    return [_Token(*found.span(), "") for found in _NONE.finditer(text)]
