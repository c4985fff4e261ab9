"""The patterns of tables: gathered, parsed, and stored as they were parsed.

To parse takes ten times as long as to read what was parsed. So the patterns of the packaged tables
stand parsed in mappings/, a file for each part that loads tables of its own, under the fingerprint
of the tables that they come from. Where those differ from it, they are parsed again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

from converter.tsv import MappingError, read_rows, stop
from converter.wording.index import Patterned, patterned
from converter.wording.pattern import PatternError, parse, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from converter.wording.index import Index
    from converter.wording.normalise import Normaliser
    from converter.wording.pattern import Tree

# Raised when code changes what a pattern means, so that old parsings count no more.
_EDITION = 2
FIELDS = ("keys", "needs", "pattern")
T = TypeVar("T")


class Patterns:
    """Gathers patterns in the order of the files, then parses them or takes them as stored."""

    def __init__(self) -> None:
        self._found: list[tuple[str, Path, int, Index[object], object]] = []

    def add(self, caption: str, path: Path, line: int, index: Index[T], value: T) -> None:
        for part in caption.split(";"):
            self._found.append((part, path, line, index, value))  # type: ignore[arg-type]

    def parse(
        self, normaliser: Normaliser, report: Callable[[MappingError], object] = stop
    ) -> list[Patterned]:
        """The patterns that can be read; `report` hears of the others, and they are dropped."""
        trees: list[Tree] = []
        kept = []
        for each in self._found:
            part, path, line, _, _ = each
            text = plain(part)
            try:
                trees.append(parse(text, normaliser.phrase))
            except PatternError as error:
                report(MappingError(path, line, str(error), "MAP004"))
            else:
                if text.split():
                    kept.append(each)
                else:
                    trees.pop()
                    report(MappingError(path, line, "an empty caption pattern", "MAP004"))
        self._found = kept
        return patterned(trees)

    def fill(self, patterns: Sequence[Patterned]) -> None:
        for (_, _, _, index, value), pattern in zip(self._found, patterns, strict=True):
            index.add(pattern, value)


def fingerprint(folder: Path, stems: Iterable[str]) -> str:
    """What these tables hold, as a digest."""
    digest = hashlib.sha256(str(_EDITION).encode())
    for stem in stems:
        path = folder / f"{stem}.tsv"
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def stored(path: Path, mark: str) -> list[Patterned] | None:
    """The patterns that a file holds under this fingerprint; None where it has another."""
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as lines:
        if [next(lines, "").rstrip("\n") for _ in range(2)] != _head(mark):
            return None
    return [Patterned.of_cells(cells) for _, cells in read_rows(path, FIELDS)]


def stored_lines(mark: str, patterns: Iterable[Patterned]) -> list[str]:
    """The lines of such a file."""
    return [*_head(mark), *("\t".join(pattern.cells()) for pattern in patterns)]


def _head(mark: str) -> list[str]:
    """The columns, and as a comment the fingerprint."""
    return ["\t".join(FIELDS), f"# {mark}"]
