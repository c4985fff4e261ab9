"""Patterns by word, so that a caption meets only those that may fit it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Generic, TypeVar

from converter.wording.pattern import Tree, anchors, openings, vocabulary, wild

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")


class Patterned:
    """A pattern ready to match.

    keys   words of which each of its captions holds one; '' for any caption
    needs  words of which they hold one besides; empty where there are none

    The packaged tables' patterns are stored as JSON, and most of them are never looked at: a tree
    is decoded when a caption first shares a key.
    """

    __slots__ = ("_openings", "_tree", "_vocabulary", "keys", "needs")

    def __init__(self, keys: Sequence[str], needs: Sequence[str], tree: Tree | str) -> None:
        self.keys = keys
        self.needs = frozenset(needs)
        self._tree = tree
        if not isinstance(tree, str):
            self._openings = openings(tree)
            self._vocabulary = vocabulary(tree)

    @property
    def tree(self) -> Tree:
        if isinstance(self._tree, str):
            self._tree = json.loads(self._tree)
            self._openings = openings(self.tree)
            self._vocabulary = vocabulary(self.tree)
        return self._tree  # type: ignore[return-value]  # just decoded where it was a string

    def wild(self, words: Sequence[str]) -> int | None:
        """How many words fall to wild cards where the pattern fits; None where it does not."""
        if self.needs and self.needs.isdisjoint(words):
            return None
        tree = self.tree
        # The cheap questions first: most patterns that share a word with a caption do not fit it.
        if words and self._openings is not None and words[0] not in self._openings:
            return None
        if self._vocabulary is not None and not self._vocabulary.issuperset(words):
            return None
        return wild(tree, words)

    def cells(self) -> list[str]:
        """The pattern as cells of a table: its keys, its needs, its tree."""
        tree = json.dumps(self.tree, separators=(",", ":"))
        return [" ".join(self.keys), " ".join(sorted(self.needs)), tree]

    @classmethod
    def of_cells(cls, cells: Sequence[str]) -> Patterned:
        keys, needs, tree = cells
        return cls(keys.split() or ("",), needs.split(), tree)


def patterned(trees: Sequence[Tree]) -> list[Patterned]:
    """The trees with their keys: of the words that a caption must hold, the rarest in all trees."""
    sets = [anchors(tree) for tree in trees]
    counts = Counter(word for each in sets for words in each for word in words)
    rank = {word: at for at, (word, _) in enumerate(sorted(counts.items(), key=_rarity))}
    found: list[Patterned] = []
    for each, tree in zip(sets, trees, strict=True):
        ranked = sorted(set(each), key=lambda words: (sum(rank[w] for w in words), sorted(words)))
        keys = sorted(ranked[0]) if ranked else [""]
        found.append(Patterned(keys, sorted(ranked[1]) if len(ranked) > 1 else (), tree))
    return found


def _rarity(entry: tuple[str, int]) -> tuple[int, str]:
    return entry[1], entry[0]


class Index(Generic[T]):
    """Values by the patterns that lead to them."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[Patterned, T]]] = {}

    def add(self, pattern: Patterned, value: T) -> None:
        for key in pattern.keys:
            self._by_word.setdefault(key, []).append((pattern, value))

    def entries(self) -> Iterator[tuple[Patterned, T]]:
        """All that was added, each once."""
        seen: set[int] = set()
        for entries in self._by_word.values():
            for pattern, value in entries:
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    yield pattern, value

    def keyed(self, word: str) -> Sequence[tuple[Patterned, T]]:
        """What has the word as a key; with '' what any caption may fit."""
        return self._by_word.get(word, ())

    def near(self, words: Sequence[str]) -> Iterator[tuple[Patterned, T]]:
        """What may fit the words; the pattern is yet to be held against them."""
        by_word = self._by_word
        for word in dict.fromkeys((*words, "")):
            yield from by_word.get(word, ())

    def fits(self, words: Sequence[str]) -> Iterator[tuple[int, T]]:
        """What fits the words as a whole, with the number of words that wild cards took."""
        for pattern, value in self.near(words):
            cost = pattern.wild(words)
            if cost is not None:
                yield cost, value
