"""`retroxbrl mappings suggest`: rows for the captions of a batch that found no concept.

A folder of conversions holds a table of facts for each filing (BASE.csv); facts that are elements
of a filing's own carry the concepts that came nearest. Captions that read alike are one, most
filings first. What comes out is a table in the columns of the packaged ones, to be edited and given
back with --mappings. A row's confidence is the little share that its concept had: who has judged
the row raises it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.dts.base import NAMESPACES
from converter.mapping.rows import FIELDS, SignRule, name_of, packaged_kinds
from converter.model.filing import StatementKind
from converter.model.spreadsheet import bare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from converter.mapping.table import MappingTable

_CANDIDATE = re.compile(r"(\S+) ([\d.]+)")
_STATEMENTS = ("BS", "IS", "CF", "EQ", "CI")
_SHOWN = 3
_LEAST = 0.01


@dataclass(slots=True)
class Unmapped:
    """A caption without concept: in how many filings, how it was printed, what came near."""

    statement: str
    words: tuple[str, ...]
    filings: set[str] = field(default_factory=set)
    captions: Counter[str] = field(default_factory=Counter)
    shares: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def candidates(self) -> list[tuple[str, float]]:
        """Concepts with their mean share over all the filings, likeliest first."""
        count = len(self.filings)
        means = {name: sum(found) / count for name, found in self.shares.items()}
        likely = ((name, share) for name, share in means.items() if share >= _LEAST)
        return sorted(likely, key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]


def unmapped(output: Path, table: MappingTable) -> list[Unmapped]:
    """The captions without concept of all filings below `output`, most frequent first.

    Raises:
        FileNotFoundError: no table of facts lies below `output`.
    """
    paths = sorted(output.glob("*/*.csv"))
    if not paths:
        raise FileNotFoundError(f"{output} holds no conversion with a CSV table of its facts")
    found: dict[tuple[str, tuple[str, ...]], Unmapped] = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            for cells in csv.DictReader(lines):
                row = {name: bare(cell or "") for name, cell in cells.items() if name}
                words = table.normaliser.words(row.get("caption") or "")
                own = row["concept"].partition(":")[0] not in NAMESPACES
                if not own or row["statement"] not in _STATEMENTS or not words:
                    continue
                key = (row["statement"], words)
                entry = found.setdefault(key, Unmapped(*key))
                entry.captions[row["caption"]] += 1
                if row["filing"] not in entry.filings:
                    entry.filings.add(row["filing"])
                    for name, share in _CANDIDATE.findall(row["candidates"]):
                        entry.shares[name].append(float(share))
    return sorted(found.values(), key=lambda e: (-len(e.filings), e.statement, e.words))


def lines(found: list[Unmapped], table: MappingTable) -> Iterator[str]:
    """The table as text: the columns, then a row for each caption, and above it as a comment the
    filings and the concepts that came near. A caption that nothing came near to is a comment.
    """
    yield "\t".join(FIELDS)
    taken: set[str] = set()
    for entry in found:
        near = entry.candidates()
        said = ", ".join(f"{name} {share:.0%}" for name, share in near) or "nothing came near"
        count = len(entry.filings)
        yield f"# {count} filing{'s' if count > 1 else ''}: {said}"
        row = _row(entry, near, table, taken) if near else None
        yield row or f"# {entry.statement}\t{' '.join(entry.words)}"


def _row(
    entry: Unmapped, near: list[tuple[str, float]], table: MappingTable, taken: set[str]
) -> str | None:
    concept, share = near[0]
    kind = packaged_kinds().of(concept)
    if kind is None:
        return None
    local = concept.partition(":")[2]
    identifier = base = f"mine.{local}"
    number = 1
    while identifier in taken:
        number += 1
        identifier = f"{base}.{number}"
    taken.add(identifier)
    sign = table.sign_of(name_of(concept), StatementKind(entry.statement)) or SignRule.AS_PRINTED
    example = entry.captions.most_common(1)[0][0]
    return "\t".join([
        identifier, entry.statement, "", " ".join(entry.words), concept, "", kind[1], sign.value,
        "", f"{share:.2f}", example, "suggested",
    ])  # fmt: skip
