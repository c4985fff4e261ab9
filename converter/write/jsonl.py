"""Files of JSON objects, one a line, sorted by one of their fields: looked up in and merged without
being held in memory, since half a million filings have half a million lines.
"""

from __future__ import annotations

import heapq
import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from converter.write.durable import put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

Row = dict[str, object]


class Broken(NamedTuple):
    """A line that is no object with the field: its number from 1, its bytes, what is wrong."""

    number: int
    line: bytes
    why: str


class SortedLines:
    """The file at `path`, its lines sorted by the text in `field`. It need not exist.

    A file that somebody has edited out of its order is still read whole and put in order by the
    next `merge`; only `find` may miss lines until then.
    """

    def __init__(self, path: Path, field: str) -> None:
        self.path = path
        self.field = field

    def rows(self, broken: Callable[[Broken], None] | None = None) -> Iterator[tuple[str, Row]]:
        """Key and object of each line, as they stand; `broken` is told of the others."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        with file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                read = self._read(line)
                if isinstance(read, str):
                    if broken:
                        broken(Broken(number, line.rstrip(b"\n"), read))
                else:
                    yield read

    def find(self, key: str) -> Row | None:
        """The object with that key, by bisection: some twenty reads in half a million lines."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return None
        with file:
            low, high = 0, self.path.stat().st_size
            # invariant: the line looked for, if there is one, starts in [low, high)
            while low < high:
                middle = (low + high) // 2
                at, line = _line_from(file, middle, low)
                read = self._read(line)
                while line and isinstance(read, str):
                    at, line = at + len(line), file.readline()
                    read = self._read(line)
                if isinstance(read, str) or at >= high:
                    high = middle
                    continue
                found, row = read
                if found == key:
                    return row
                if found < key:
                    low = at + len(line)
                else:
                    high = middle
        return None

    def merge(self, changes: Iterable[tuple[str, Row | None]]) -> tuple[Broken, ...]:
        """Puts in or replaces the lines of `changes`, which come sorted by key, each key once; None
        takes a line out. Written aside and renamed. Returns the lines that were broken and are
        left out now.
        """
        out_of_order, broken = self._survey()
        rows: Iterator[tuple[str, Row]] = self.rows()
        if out_of_order:
            rows = iter(sorted(dict(rows).items()))
        aside = self.path.with_name(f".{self.path.name}.new")
        with aside.open("w", encoding="utf-8", newline="") as file:
            for row in _merged(rows, iter(changes)):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        put(aside, self.path)
        return broken

    def _survey(self) -> tuple[bool, tuple[Broken, ...]]:
        broken: list[Broken] = []
        last, out_of_order = None, False
        for key, _ in self.rows(broken.append):
            out_of_order = out_of_order or (last is not None and key <= last)
            last = key
        return out_of_order, tuple(broken)

    def _read(self, line: bytes) -> tuple[str, Row] | str:
        """Key and object, or what is wrong with the line."""
        try:
            made = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            return "not UTF-8"
        except (ValueError, RecursionError) as error:
            return f"not JSON ({error})"
        if isinstance(made, dict) and isinstance(key := made.get(self.field), str):
            return key, made
        return f"not an object that names its {self.field}"


def _line_from(file: BinaryIO, offset: int, low: int) -> tuple[int, bytes]:
    """The first line that starts at or behind `offset`, with its own offset; `low` starts one."""
    if offset == low:
        file.seek(low)
        return low, file.readline()
    # a line that starts right at the offset has its predecessor's end before it
    file.seek(offset - 1)
    skipped = file.readline()
    return offset - 1 + len(skipped), file.readline()


def _merged(
    rows: Iterator[tuple[str, Row]], changes: Iterator[tuple[str, Row | None]]
) -> Iterator[Row]:
    """Both sequences as one, sorted by key; where both have a key, the change stands."""
    old = ((key, 0, row) for key, row in rows)
    new = ((key, 1, row) for key, row in changes)
    together: Iterator[tuple[str, int, Row | None]] = heapq.merge(old, new, key=itemgetter(0, 1))
    for _, same in groupby(together, key=itemgetter(0)):
        *_, (_, _, row) = same
        if row is not None:
            yield row
