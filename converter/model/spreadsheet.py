"""Cells of text tables as spreadsheets read them too: no text of a filing is run as a formula.

    =HYPERLINK("http://x")    ->   '=HYPERLINK("http://x")      an apostrophe marks it as text
    -1,248   --06-30   --     ->   -1,248   '--06-30   --       numbers and dashes stay

`guarded` and `bare` undo one another: what began with an apostrophe before such a sign gets
another one.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# What spreadsheets take for the beginning of a formula, or skip before it; East Asian keyboards
# have wide signs of their own.
_SIGNS: Final = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_OPENS = re.compile(f"'*[{_SIGNS}]")
_GUARDED = re.compile(f"'+[{_SIGNS}]")
_HARMLESS = re.compile(r"[+-]?[0-9,]*\.?[0-9]+%?|-{1,3}", re.ASCII)
_FIRST: Final = frozenset("'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def guarded(text: str) -> str:
    """The cell's text, with an apostrophe before it where a spreadsheet would run it."""
    if text[:1] not in _FIRST or not text:  # one look spares the patterns on most cells
        return text
    return f"'{text}" if _OPENS.match(text) and not _HARMLESS.fullmatch(text) else text


def bare(cell: str) -> str:
    """The text of a cell that `guarded` made."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell


class CsvLines:
    """Lines of a CSV table (RFC 4180) that end with LF: csv.writer quotes a lone CR only where CR
    is a part of its own line ends.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._writer = csv.writer(self, lineterminator="\r\n")

    def write(self, line: str) -> None:
        """For csv.writer, which gives each line whole."""
        self._lines.append(line[:-2] + "\n")

    def add(self, cells: Iterable[object]) -> None:
        self._writer.writerow(cells)

    def add_all(self, rows: Iterable[Iterable[object]]) -> None:
        self._writer.writerows(rows)

    def text(self) -> str:
        return "".join(self._lines)
