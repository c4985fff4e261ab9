"""Patterns by word, so that a caption meets only those that may fit it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Generic, TypeVar

from converter.mapping.pattern import Tree, anchors, wild

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")


class Patterned:
    """A pattern ready to match. `keys`: words of which its captions hold one, '' for any caption.

    The packaged tables' patterns come from mappings/index.tsv as JSON, and most of them are never
    looked at: a tree is decoded when a caption first shares a key.
    """

    __slots__ = ("_tree", "keys")

    def __init__(self, keys: Sequence[str], tree: Tree | str) -> None:
        self.keys = keys
        self._tree = tree

    @property
    def tree(self) -> Tree:
        if isinstance(self._tree, str):
            self._tree = json.loads(self._tree)
        return self._tree  # type: ignore[return-value]  # just decoded where it was a string

    def line(self) -> str:
        """The pattern as a line of index.tsv."""
        return f"{' '.join(self.keys)}\t{json.dumps(self.tree, separators=(',', ':'))}"

    @classmethod
    def of_line(cls, line: str) -> Patterned:
        keys, _, tree = line.partition("\t")
        return cls(keys.split() or ("",), tree)


def patterned(trees: Sequence[Tree]) -> list[Patterned]:
    """The trees with their keys: of the words that a caption must hold, the rarest in all trees."""
    sets = [anchors(tree) for tree in trees]
    counts = Counter(word for each in sets for words in each for word in words)

    rank = {word: at for at, (word, _) in enumerate(sorted(counts.items(), key=_rarity))}
    return [Patterned(_rarest(each, rank), tree) for each, tree in zip(sets, trees, strict=True)]


def _rarity(entry: tuple[str, int]) -> tuple[int, str]:
    return entry[1], entry[0]


def _rarest(sets: list[frozenset[str]], rank: dict[str, int]) -> Sequence[str]:
    """Of the sets that would do as keys, the one whose commonest word is rarest."""
    if not sets:
        return ("",)
    return sorted(min(sets, key=lambda words: sum(rank[word] for word in words)))


class Index(Generic[T]):
    """Values by the patterns that lead to them."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[Patterned, T]]] = {}

    def add(self, pattern: Patterned, value: T) -> None:
        for key in pattern.keys:
            self._by_word.setdefault(key, []).append((pattern, value))

    def near(self, words: Sequence[str]) -> Iterator[tuple[Patterned, T]]:
        """What may fit the words; the pattern is yet to be held against them."""
        by_word = self._by_word
        for word in dict.fromkeys((*words, "")):
            yield from by_word.get(word, ())

    def fits(self, words: Sequence[str]) -> Iterator[tuple[int, T]]:
        """What fits the words as a whole, with the number of words that wild cards took."""
        for pattern, value in self.near(words):
            cost = wild(pattern.tree, words)
            if cost is not None:
                yield cost, value
