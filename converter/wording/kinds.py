"""Which statement a table's captions belong to, learned from tables of all kinds.

    Total assets, Accounts payable, Retained earnings ...      BS  +9.1
    Net sales, Cost of goods sold, Net income ...              IS  +7.4
    Balance at beginning of year, Additions, Write-offs ...    NONE: no statement

Each word has a weight for each kind (mappings/kinds.tsv, made by benchmarks/training/kinds.py);
a table's words count by how often they stand in it, the more often the less each.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from converter.resources import resource
from converter.tsv import MappingError, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KINDS = ("BS", "IS", "CF", "EQ", "CI", "NONE")
FIELDS = ("word", *KINDS)
_WORD = re.compile(r"[a-z]{2,}")
_APOSTROPHE = re.compile(r"['\u2019\x92]")
_LEAST = 0.05  # weights below it change nothing
_SAYS = 0.5  # from which a word belongs to a kind of statement
_FULL = 8.0  # root of the words' counts at which a table is told as surely as it can be


def caption_words(captions: Iterable[str]) -> Counter[str]:
    """The words of captions, in small letters, figures and marks left out; pairs of neighbours
    too: 'total assets' says more than 'total' and 'assets'.
    """
    return Counter(chain.from_iterable(map(_words, captions)))


@lru_cache(maxsize=8192)  # a block's captions are weighed alone, and with the pages that go on
def _words(caption: str) -> tuple[str, ...]:
    words = _WORD.findall(_APOSTROPHE.sub("", caption.lower()))
    return (*words, *(f"{one} {other}" for one, other in pairwise(words)))


def features(words: Mapping[str, int]) -> dict[str, float]:
    """What each word counts in a table; '' counts for the kinds themselves."""
    total = math.sqrt(sum(words.values())) or 1.0
    scale = min(_FULL, total) / total
    out = {word: math.sqrt(count) * scale / 3 for word, count in words.items()}
    out[""] = 1.0
    return out


class KindModel:
    """weights   of each word, a number a kind; those near nought are left aside"""

    def __init__(self, weights: Mapping[str, tuple[float, ...]]) -> None:
        self._weights = {
            word: tuple((at, each) for at, each in enumerate(values) if abs(each) >= _LEAST)
            for word, values in weights.items()
        }

    def knows(self, word: str) -> bool:
        """Whether a word is one that captions of statements have."""
        return any(
            at != len(KINDS) - 1 and each > _SAYS for at, each in self._weights.get(word, ())
        )

    def weigh(self, words: Mapping[str, int]) -> dict[str, float]:
        """For each kind the logarithm of its odds against the others."""
        sums = [0.0] * len(KINDS)
        known = self._weights
        for word, value in features(words).items():
            weights = known.get(word)
            if weights is not None:
                for at, weight in weights:
                    sums[at] += value * weight
        top = max(sums)
        parts = [math.exp(each - top) for each in sums]
        whole = sum(parts)
        return {
            kind: math.log(part + 1e-12) - math.log(whole - part + 1e-12)
            for kind, part in zip(KINDS, parts, strict=True)
        }


@lru_cache(maxsize=1)
def load_kinds() -> KindModel:
    """The packaged model.

    Raises:
        MappingError: a row of mappings/kinds.tsv without a number for each kind.
    """
    weights: dict[str, tuple[float, ...]] = {}
    path = resource("mappings", "kinds.tsv")
    for line, (word, *values) in read_rows(path, FIELDS):
        try:
            weights[word] = tuple(map(float, values))
        except ValueError as error:
            raise MappingError(path, line, str(error)) from None
    return KindModel(weights)
