"""How sure the network must be of a concept that no row gives the line, in older statements.

It learned from filings of 2009 and 2010. Of captions of before that no row knows it is right less
often than it says, least of all where the caption and the concept's name have no word in common:

    Insurance and claims     SellingGeneralAndAdministrativeExpense     no word: it must be sure
    Advances to contractors  AdvancesOnInventoryPurchases               a word is shared
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.mapping.confidence import LATEST

if TYPE_CHECKING:
    import datetime as dt

_SHARED, _NO_WORD = 0.3, 0.48  # the network's own shares from which its concept is taken
_WORD = re.compile(r"[A-Z]?[a-z]+")
_STEM = 5  # letters of a word that tell it
_SHORTEST = 3
_SMALL = frozenset((
    "and", "the", "for", "from", "other", "net", "value", "total", "with", "not", "less",
))  # fmt: skip


def least_sure(caption: str, concept: str, newest: dt.date | None) -> float:
    """The share from which the network's concept is taken for a line whose row says otherwise, or
    that no row knows.

    Args:
        caption: as printed, behind the heading right above it
        concept: its local name
        newest: the last day that the statement speaks of
    """
    if newest is None or newest >= LATEST:
        return 0.0
    return _SHARED if _stems(caption.title()) & _stems(concept) else _NO_WORD


def _stems(words: str) -> frozenset[str]:
    """The beginnings of the words in a caption, or in a name in camel case."""
    found = (word.lower() for word in _WORD.findall(words))
    return frozenset(
        word[:_STEM] for word in found if len(word) >= _SHORTEST and word not in _SMALL
    )
