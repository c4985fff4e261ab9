"""Which text block a note's title names: mappings/note_titles.tsv.

SUMMARY OF SIGNIFICANT ACCOUNTING POLICIES     us-gaap:SignificantAccountingPoliciesTextBlock
Bottling Investments                           none: the note has an element of its own
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from converter.resources import resource
from converter.tsv import MappingError, read_rows, stop
from converter.wording.index import Index
from converter.wording.normalise import Normaliser, packaged_normaliser
from converter.wording.store import Patterns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIELDS = ["id", "caption", "concept", "example"]
_MOST = 4  # words of a title that no row names
_REMARK = re.compile(r"\([^()]*\)?")
_LONGEST = 16


class NoteTitle(NamedTuple):
    """A row: what its titles are tagged as."""

    id: str
    concept: str


class NoteTitles:
    """Reads titles of notes. Built by `load_note_titles`; read-only afterwards."""

    def __init__(self, normaliser: Normaliser, titles: Index[NoteTitle]) -> None:
        self._words = normaliser.words
        self._titles = titles
        self._found = lru_cache(maxsize=2048)(self._find)

    def __call__(self, title: str) -> NoteTitle | None:
        """The row that names a title, remarks in parentheses apart; None where none does."""
        return self._found(title)

    def _find(self, title: str) -> NoteTitle | None:
        for text in (title, _REMARK.sub(" ", title)):
            words = self._words(text)
            if not words or len(words) > _LONGEST:
                continue
            fitting = [each for each in self._titles.fits(words) if each[0] <= _MOST]
            if fitting:
                return min(fitting)[1]
        return None


def load_note_titles(
    folder: Path | None = None, report: Callable[[MappingError], object] = stop
) -> NoteTitles:
    """The titles of mappings/ or of another folder, with its synonyms.

    Raises:
        MappingError: the first row that cannot be used; MAP006 where its example is named by
            another row or none.
    """
    normaliser = Normaliser(folder / "synonyms.tsv") if folder else packaged_normaliser()
    path = (folder or resource("mappings")) / "note_titles.tsv"
    titles: Index[NoteTitle] = Index()
    patterns = Patterns()
    examples: list[tuple[int, str, str]] = []
    for line, (identifier, caption, concept, example) in read_rows(path, FIELDS):
        patterns.add(caption, path, line, titles, NoteTitle(identifier, concept))
        examples.append((line, identifier, example))
    patterns.fill(patterns.parse(normaliser, report))
    table = NoteTitles(normaliser, titles)
    for line, identifier, example in examples:
        found = table(example)
        if found is None or found.id != identifier:
            named = f"is named by {found.id}" if found else "is named by no row"
            report(MappingError(path, line, f"the example {example!r} {named}", "MAP006"))
    return table


@lru_cache(maxsize=1)
def packaged_note_titles() -> NoteTitles:
    """The packaged titles, loaded once a process, when the first note is met."""
    return load_note_titles()
