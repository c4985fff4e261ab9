"""Many tables written at once, row by row, with little memory and few open files.

Rows gather in memory until they are some megabytes, and are then appended to their files, each of
which is open for that moment only: an export has a file for each quarter and table.
"""

from __future__ import annotations

import gzip
import re
from typing import IO, TYPE_CHECKING

from converter.model.spreadsheet import CsvLines, guarded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from converter.export.tables import Column

_MOST = 8_000_000  # characters that wait
_BREAK = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ODD = re.compile('[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"]')


class Spool:
    """Tables below `folder`, by their path in it.

    plain    tab separated without quotes, as the SEC's data sets are; else CSV (RFC 4180)
    guarded  text that a spreadsheet would run has an apostrophe before it

    A path that ends with '.gz' is compressed, without a time in it.
    """

    def __init__(self, folder: Path, *, plain: bool = True, guarded: bool = True) -> None:
        self.folder = folder
        self.plain = plain
        self.guarded = guarded
        self.rows: dict[str, int] = {}
        self._waiting: dict[str, list[str]] = {}
        self._size = 0

    def begin(self, path: str, columns: Iterable[Column]) -> None:
        """The head of a table; once more does nothing."""
        if path not in self.rows:
            self.rows[path] = 0
            self._put(path, self._line([column.name for column in columns]))

    def add(self, path: str, columns: Iterable[Column], row: Iterable[object]) -> None:
        self.begin(path, columns)
        self.rows[path] += 1
        cells = ["" if cell is None else str(cell) for cell in row]
        if self.guarded:
            cells = [
                guarded(cell) if column.kind == "s" else cell
                for column, cell in zip(columns, cells, strict=True)
            ]
        self._put(path, self._line(cells))

    def flush(self) -> None:
        for path, lines in self._waiting.items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("ab") as file:
                _append(file, "".join(lines), packed=path.endswith(".gz"))
        self._waiting.clear()
        self._size = 0

    def _put(self, path: str, line: str) -> None:
        self._waiting.setdefault(path, []).append(line)
        self._size += len(line)
        if self._size > _MOST:
            self.flush()

    def _line(self, cells: list[str]) -> str:
        if self.plain:
            line = "\t".join(cells)
            if _ODD.search(line) or line.count("\t") != len(cells) - 1:
                line = "\t".join(map(_plain, cells))
            return line + "\n"
        made = CsvLines()
        made.add(cells)
        return made.text()


def _plain(cell: str) -> str:
    """A cell without tabs and line ends. Readers that know quotes, as pandas does by itself, take
    a cell that begins with one for quoted: its quotation marks become single ones.
    """
    if _BREAK.search(cell):
        cell = " ".join(cell.split())
    return cell.replace('"', "'") if cell.startswith('"') else cell


def _append(file: IO[bytes], text: str, *, packed: bool) -> None:
    """Gzip members one after the other are one file (RFC 1952, 2.2)."""
    content = text.encode("utf-8")
    file.write(gzip.compress(content, mtime=0) if packed else content)
