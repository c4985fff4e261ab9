"""The kinds of note tables and what their lines are called: note_tables.tsv, note_lines.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.dts.base import load_base
from converter.resources import resource
from converter.tsv import MappingError, read_rows, words_of
from converter.wording.index import Index
from converter.wording.normalise import packaged_normaliser
from converter.wording.store import Patterns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from converter.dts.base import Taxonomy

TABLES = ["id", "noun", "period", "proof", "totals", "titles", "note"]
LINES = ["kind", "under", "caption", "concept", "example"]
# What proves a table: a statement's line, its own sums, parts of the company that add up; and the
# proofs of modules of their own.
_PROOFS = (
    "statement",
    "sums",
    "named",
    "parts",
    "roll",
    "rates",
    "quarters",
    "beside",
    "plans",
    "years",
    "selected",
    "accounts",
    "funded",
    "ranges",
    "costs",
)
# In place of headings: lines that are no parts of the company, that move a balance, or that come
# first; the words over a column, and those above a table.
_USES = ("aside", "place", "raises", "lowers", "opens", "column", "lead")
_NONE = "none"  # in place of headings: there is none above the line


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of note table: what its total is in the statements, or how else it is proven."""

    id: str
    noun: str
    instant: bool
    proof: str
    totals: tuple[str, ...]
    titles: frozenset[str]

    @property
    def by_sums(self) -> bool:
        return self.proof == "sums"

    @property
    def by_name(self) -> bool:
        return self.proof in ("named", "costs")

    @property
    def of_parts(self) -> bool:
        return self.proof == "parts"


@dataclass(frozen=True, slots=True)
class Wording:
    """A row of note_lines.tsv.

    alone  it is for lines under no heading
    use    in a table of parts what the line is instead of one: 'aside', 'place'; in one that
           carries a balance forward how the line moves it: 'raises', 'lowers'
    """

    kind: str
    under: Index[bool] | None
    concept: str
    alone: bool
    use: str


@dataclass(frozen=True, slots=True)
class Registry:
    """The kinds, what the lines of each are called, and the taxonomy that has their concepts."""

    kinds: tuple[Kind, ...]
    lines: Index[Wording]
    taxonomy: Taxonomy

    def of(self, proof: str) -> tuple[Kind, ...]:
        """The kinds that are proven in one way."""
        return tuple(kind for kind in self.kinds if kind.proof == proof)

    def line(self, kind: str, caption: str, above: Sequence[str]) -> Wording | None:
        """The row that names a line of a table of the kind, under the headings above it."""
        words = packaged_normaliser().words
        found: list[tuple[int, int, Wording]] = []
        for cost, row in self.lines.fits(words(caption)):
            if row.kind != kind:
                continue
            under = row.under
            if under is not None and not any(any(under.fits(words(each))) for each in above):
                continue
            if row.alone and above:
                continue
            found.append((under is None, cost, row))
        return min(found, key=lambda each: each[:2])[2] if found else None


@lru_cache(maxsize=1)
def load_registry(folder: Path | None = None) -> Registry:
    """The kinds of mappings/ or of another folder.

    Raises:
        MappingError: MAP002 for a concept that there is not; a row that cannot be read.
    """
    folder = folder or resource("mappings")
    base = load_base()
    kinds: list[Kind] = []
    path = folder / "note_tables.tsv"
    for line, (identifier, noun, period, proof, totals, titles, _) in read_rows(path, TABLES):
        names = words_of(totals)
        unknown = [name for name in names if base.find(name) is None]
        if unknown or period not in ("instant", "duration") or proof not in _PROOFS:
            what = f"{unknown[0]} is no concept" if unknown else "no such period or proof"
            raise MappingError(path, line, what, "MAP002")
        kinds.append(
            Kind(identifier, noun, period == "instant", proof, names, frozenset(words_of(titles)))
        )
    path = folder / "note_lines.tsv"
    lines: Index[Wording] = Index()
    patterns = Patterns()
    known = {kind.id for kind in kinds}
    for line, (kind, under, caption, concept, _) in read_rows(path, LINES):
        if kind not in known or (concept and base.concept(concept) is None):
            raise MappingError(path, line, f"{concept or kind} is not known", "MAP002")
        alone = under == _NONE
        use = under if under in _USES else ""
        above: Index[bool] | None = Index() if under and not alone and not use else None
        if above is not None:
            patterns.add(under, path, line, above, True)
        patterns.add(caption, path, line, lines, Wording(kind, above, concept, alone, use))
    patterns.fill(patterns.parse(packaged_normaliser()))
    return Registry(tuple(kinds), lines, base)
