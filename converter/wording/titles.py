"""What a title line says: which statement, and what its other words say of it.

    CONDENSED CONSOLIDATED BALANCE SHEETS           BS, condensed consolidated
    Acme Corp. Pro Forma Statement of Income        IS, pro forma
    Balance Sheet Financial Instruments             none: words that belong to no title

Two kinds of rows in titles.tsv read it: the statements' names, and the words that may stand beside
a name. A name must be there whole, and every word beside it must be one that may stand there, or
belong to a company's name before or behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import StatementKind
from converter.model.table import TitleWords
from converter.resources import resource
from converter.text.dates import without_periods
from converter.tsv import MappingError, read_rows, stop
from converter.wording.index import Index
from converter.wording.normalise import Normaliser, packaged_normaliser
from converter.wording.pattern import anchors
from converter.wording.store import Patterns, fingerprint, stored, stored_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from converter.wording.pattern import Tree

FIELDS = ["id", "caption", "kind", "modifier", "example"]
INDEX = "titles_index.tsv"  # the patterns of titles.tsv as parsed
_SOURCES = ("titles", "synonyms")  # that they come from
# 'C. CONSOLIDATED STATEMENT OF CAPITALIZATION' is no note by a letter
_LETTERED = re.compile(
    r"^\s*\(?[A-Z][.)]\s+(?=(?:condensed|consolidated|combined)\b)", re.IGNORECASE
)
_USES = ("", "full")
_LONGEST = 24
_NAME = "name"
# Modifiers of what is no title but a mention of one.
_MENTION = frozenset({"reference"})
# Modifiers of titles that stand over extracts as often as over statements.
_DOUBTFUL = frozenset({"data", "summary"})
# Modifiers of statements that are not the registrant's own by generally accepted principles.
_APART = (
    "pro forma", "non-GAAP", "consolidating", "parent only", "segment", "benefit plan", "forecast",
)  # fmt: skip
# Those that hold for a title too where they stand in the lines above it.
_ASIDE = re.compile(r"\(([^()]*)\)")
_APART_ABOVE = ("pro forma", "non-GAAP", "parent only", "benefit plan")


@dataclass(frozen=True, slots=True)
class TitleRow:
    """The words of a statement's title, or words beside them.

    kind      of the statement; None for words that stand beside a title
    modifier  what those say: 'condensed', 'pro forma'. With a kind: 'full' where the title
              stands over extracts as often as over statements
    """

    id: str
    kind: StatementKind | None
    modifier: str


class TitleMatch(NamedTuple):
    """modifiers: 'condensed', 'pro forma', 'parent only' and the like, as titles.tsv names them."""

    kind: StatementKind
    modifiers: tuple[str, ...]
    rule: str


class TitleTable:
    """Reads titles. Built by `load_titles`; read-only afterwards.

    hints  parts of words, lower case; a line without any of them is no title
    """

    def __init__(self, normaliser: Normaliser, titles: Index[TitleRow]) -> None:
        self._words = normaliser.words
        self._titles = titles
        self._beside: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        held: list[list[frozenset[str]]] = []
        for pattern, title in titles.entries():
            phrases = list(_phrases(pattern.tree)) if title.kind is None else []
            for phrase in phrases:
                if phrase:
                    self._beside.setdefault(phrase[0], []).append((phrase, title.modifier))
            if title.kind is not None:
                held.append(anchors(pattern.tree))
        for entries in self._beside.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.hints = _hints(held)
        self._matched = lru_cache(maxsize=4096)(self._match)
        self._marked = lru_cache(maxsize=4096)(self._marks)

    def __call__(self, text: str) -> TitleWords | None:
        """What a line says as a statement's title; None where it is none."""
        found = self._matched(text)
        if found is None:
            return None
        if _MENTION.intersection(found.modifiers):
            return None
        if found.kind is StatementKind.NOTE:
            return TitleWords(found.kind, found.rule)
        apart = next((word for word in _APART if word in found.modifiers), "")
        full = "full" in found.modifiers or bool(_DOUBTFUL.intersection(found.modifiers))
        return TitleWords(found.kind, found.rule, apart, full)

    def match(self, text: str) -> TitleMatch | None:
        """The statement that a title names, or None.

        'CONDENSED CONSOLIDATED BALANCE SHEETS' -> BS, ('condensed', 'consolidated')
        """
        return self._matched(text)

    def apart(self, text: str) -> str:
        """What a line around a title says against the statement: 'pro forma', '' for nothing; one
        in parentheses, '(unaudited, managed basis)', as one without.
        """
        aside = _ASIDE.fullmatch(text.strip())
        marks = self._marked(aside[1] if aside else text)
        return next((word for word in _APART_ABOVE if word in marks), "")

    def says(self, text: str, modifier: str) -> bool:
        """Whether a line has words of a modifier in it."""
        return modifier in self._marked(text)

    def names(self, text: str) -> bool:
        """Whether a line has a word of companies' names in it."""
        return self.says(text, _NAME)

    def own_words(self, name: str) -> frozenset[str]:
        """What tells a company from others: 'Acme Motor Company and Subsidiaries' -> acme motor."""
        kept, _ = self._apart_from(self._words(name))
        return frozenset(word for word in kept if not self._is_name(word))

    def _marks(self, text: str) -> frozenset[str]:
        return frozenset(self._apart_from(self._words(text))[1])

    def _apart_from(
        self, words: tuple[str, ...], stays: frozenset[str] = frozenset()
    ) -> tuple[tuple[str, ...], set[str]]:
        """The words that may not stand beside a name, and what the others say.

        Words of companies' names are told but stay: they say how far the company's name goes. So
        do those of the modifiers in `stays`.
        """
        kept: list[str] = []
        said: set[str] = set()
        at = 0
        while at < len(words):
            for phrase, modifier in self._beside.get(words[at], ()):
                if words[at : at + len(phrase)] == phrase:
                    said.add(modifier)
                    if modifier == _NAME or modifier in stays:
                        kept += phrase
                    at += len(phrase)
                    break
            else:
                kept.append(words[at])
                at += 1
        return tuple(kept), said

    def _match(self, text: str) -> TitleMatch | None:
        words = self._words(without_periods(_LETTERED.sub("", text)))
        if not words or len(words) > _LONGEST:
            return None
        kept, said = self._apart_from(words)
        named, _ = self._apart_from(words, stays=_DOUBTFUL)  # 'summary of cash flows' is a name
        wholes = dict.fromkeys((words, *_parts(named, self._is_name), *_parts(kept, self._is_name)))
        for part in wholes:
            best: tuple[int, str, StatementKind, str] | None = None
            for cost, title in self._titles.fits(part):
                if title.kind is not None and (best is None or cost < best[0]):
                    best = (cost, title.id, title.kind, title.modifier)
            if best is not None:
                said.discard("period")
                if best[3]:
                    said.add(best[3])
                return TitleMatch(best[2], tuple(sorted(said - {_NAME, "units"})), best[1])
        return None

    def _is_name(self, word: str) -> bool:
        return any(
            len(phrase) == 1 and modifier == _NAME
            for phrase, modifier in self._beside.get(word, ())
        )


def _parts(words: tuple[str, ...], is_name: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    """The words, then what is left of them without a company's name before or behind."""
    yield words
    at = [place for place, word in enumerate(words) if is_name(word)]
    for place in reversed(at):
        yield words[place + 1 :]
    if at and at[-1] == len(words) - 1:
        for end in range(at[-1], 1, -1):
            yield words[:end]


def _hints(held: list[list[frozenset[str]]]) -> tuple[str, ...]:
    """Words of which each title holds one: the commonest where it is there, else the last of
    those without alternatives.
    """
    counts = Counter(words for each in held for words in each)
    common = counts.most_common(1)[0][0]
    chosen = [common if common in each else min(reversed(each), key=len) for each in held if each]
    return tuple(sorted(frozenset().union(*chosen)))


def _phrases(tree: Tree) -> Iterator[tuple[str, ...]]:
    """All the runs of words that a pattern without wild cards stands for."""
    choices: list[list[tuple[str, ...]]] = []
    for item in tree:
        if isinstance(item, str):
            choices.append([(item,)])
        else:
            choices.append([phrase for inner in item for phrase in _phrases(inner)])
    for chosen in product(*choices):
        yield tuple(word for part in chosen for word in part)


def load_titles(
    folder: Path | None = None,
    *,
    anew: bool = False,
    report: Callable[[MappingError], object] = stop,
) -> TitleTable:
    """The titles of mappings/ or of another folder.

    Args:
        folder: the tables, with synonyms.tsv among them
        anew: whether to parse the patterns even where they stand as last parsed
        report: what is done with a pattern that cannot be read; by default it ends the load

    Raises:
        MappingError: the first row that cannot be used, with file and line.
    """
    normaliser = Normaliser(folder / "synonyms.tsv") if folder else packaged_normaliser()
    folder = folder or resource("mappings")
    known = None if anew else stored(folder / INDEX, fingerprint(folder, _SOURCES))
    path = folder / "titles.tsv"
    titles, patterns = _gather(path)
    patterns.fill(patterns.parse(normaliser, report) if known is None else known)
    table = TitleTable(normaliser, titles)
    if known is None:
        _prove(table, path, report)
    return table


def _prove(table: TitleTable, path: Path, report: Callable[[MappingError], object]) -> None:
    """MAP006 for a row of which the example is no such title, or does not have such words."""
    for line, (identifier, _, kind, modifier, example) in read_rows(path, FIELDS):
        if kind:
            found = table.match(example)
            fits = found is not None and found.rule == identifier
        else:
            fits = table.says(example, modifier)
        if not fits:
            told = f"the example {example!r} does not fit the row's pattern"
            report(MappingError(path, line, told, "MAP006"))


def title_lines(folder: Path) -> list[str]:
    """The lines of the titles' stored patterns for the tables as they are."""
    _, patterns = _gather(folder / "titles.tsv")
    parsed = patterns.parse(Normaliser(folder / "synonyms.tsv"))
    return stored_lines(fingerprint(folder, _SOURCES), parsed)


def _gather(path: Path) -> tuple[Index[TitleRow], Patterns]:
    """The places of titles, and the patterns that are to fill them."""
    titles: Index[TitleRow] = Index()
    patterns = Patterns()
    for line, (identifier, caption, kind, modifier, _) in read_rows(path, FIELDS):
        if kind and (kind not in StatementKind.__members__ or modifier not in _USES):
            raise MappingError(path, line, "a title's row has no such kind or modifier")
        if not kind and not modifier:
            raise MappingError(path, line, "a title has a statement kind, a modifier or both")
        row = TitleRow(identifier, StatementKind(kind) if kind else None, modifier)
        patterns.add(caption, path, line, titles, row)
    return titles, patterns


@lru_cache(maxsize=1)
def packaged_titles() -> TitleTable:
    """The packaged titles, loaded once a process."""
    return load_titles()
