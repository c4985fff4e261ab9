"""What a time asks for: concepts that a statement of before a day has only where it says a word.

Before FAS 128 no earnings per share were diluted where none were named; before FAS 160 equity and
net income were the owners' alone. mappings/needs.tsv says which concepts need which words.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from converter.mapping.rows import one_of
from converter.mapping.structure import check_named
from converter.resources import resource
from converter.tsv import MappingError, read_rows, words_of

FIELDS = ("part", "before", "where", "words", "note")


@dataclass(frozen=True, slots=True)
class Need:
    """A row of mappings/needs.tsv: concepts that `part` names (`structure.names`) need one of
    the words, in their own line, in it or the headings above it ('place'), or anywhere in the
    statement, where it speaks of days before `before`.
    """

    part: str
    before: dt.date
    where: str
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def load_needs() -> tuple[Need, ...]:
    """The rows of mappings/needs.tsv.

    Raises:
        MappingError: a row that cannot be read, with file and line.
    """
    path = resource("mappings", "needs.tsv")
    found: list[Need] = []
    for line, (part, before, where, words, _) in read_rows(path, FIELDS):
        one_of(path, line, "place", where, ("line", "place", "statement"))
        check_named(path, line, part)
        try:
            day = dt.date.fromisoformat(before)
        except ValueError as error:
            raise MappingError(path, line, str(error)) from None
        found.append(Need(part, day, where, words_of(words)))
    return tuple(found)


@lru_cache(maxsize=32_768)
def met_by(text: str) -> frozenset[int]:
    """Which of `load_needs()`, by number, a text meets: filings share their captions."""
    said = text.lower()
    return frozenset(
        number
        for number, need in enumerate(load_needs())
        if any(word in said for word in need.words)
    )
