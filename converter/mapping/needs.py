"""What a time asks for: concepts that a statement of before a day has only where it says a word.

Before FAS 128 no earnings per share were diluted where none were named; before FAS 160 equity and
net income were the owners' alone. mappings/needs.tsv says which concepts need which words.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.mapping.rows import one_of
from converter.mapping.structure import check_named
from converter.resources import resource
from converter.tsv import MappingError, read_rows, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

FIELDS = ("part", "before", "where", "words", "note")


@dataclass(frozen=True, slots=True)
class Need:
    """A row of mappings/needs.tsv: concepts that `part` names (`structure.names`) need one of
    the words, in their own line, in its caption if it has one, in it or the headings above it
    ('place'), or anywhere in the statement, where it speaks of days before `before`.
    """

    part: str
    before: dt.date
    where: str
    words: tuple[str, ...]


class Needs:
    """The rows, and which of them a text meets: filings share their captions."""

    def __init__(self, rows: Sequence[Need]) -> None:
        self.rows = tuple(rows)
        self.met_by = lru_cache(maxsize=32_768)(self._met_by)

    def _met_by(self, text: str) -> frozenset[int]:
        """Which rows, by number, a text meets."""
        said = text.lower()
        return frozenset(
            number for number, need in enumerate(self.rows)
            if any(word in said for word in need.words)
        )  # fmt: skip


def load_needs() -> Needs:
    """The rows of mappings/needs.tsv.

    Raises:
        MappingError: a row that cannot be read, with file and line.
    """
    path = resource("mappings", "needs.tsv")
    found: list[Need] = []
    for line, (part, before, where, words, _) in read_rows(path, FIELDS):
        one_of(path, line, "place", where, ("line", "caption", "place", "statement"))
        check_named(path, line, part)
        try:
            day = dt.date.fromisoformat(before)
        except ValueError as error:
            raise MappingError(path, line, str(error)) from None
        found.append(Need(part, day, where, words_of(words)))
    return Needs(found)
