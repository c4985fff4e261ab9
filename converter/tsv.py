"""The one reader of tables: cells between tabs, the first line names the columns.

Every table of mappings/, and those that users write, are read here, so that each is told what is
wrong with it in the same way: file, line, and what was expected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


class MappingError(Exception):
    """A table that cannot be used: file, line (from 1), what is wrong, and its finding's code.

    >>> from pathlib import Path
    >>> str(MappingError(Path("balance_sheet.tsv"), 12, "us-gaap:Asset is no concept", "MAP002"))
    'balance_sheet.tsv:12 MAP002 us-gaap:Asset is no concept'
    """

    def __init__(self, path: Path, line: int, message: str, code: str = "MAP001") -> None:
        super().__init__(f"{path.name}:{line} {code} {message}")
        self.path = path
        self.line = line
        self.message = message
        self.code = code


def stop(error: MappingError) -> None:
    """The first row that cannot be used ends the load."""
    raise error


def read_rows(
    path: Path, fields: Sequence[str], report: Callable[[MappingError], object] = stop
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with their lines; comments and empty rows are passed over.

    A mark of the byte order, line ends of other systems and blanks around a cell, as spreadsheets
    and editors write them, make no difference.

    Raises:
        MappingError: other columns than `fields`, or a row with more or fewer cells, where
            `report` raises it.
    """
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    head = _cells(lines[0], len(fields))
    if head != list(fields):
        report(MappingError(path, 1, _wrong_head(head, fields)))
        return
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = _cells(line, len(fields))
        if len(cells) != len(fields):
            what = f"{len(cells)} {'field' if len(cells) == 1 else 'fields'}, not {len(fields)}"
            hint = "" if len(cells) > 1 else "; a tab stands between two fields"
            report(MappingError(path, number, what + hint))
            continue
        yield number, cells


def words_of(cell: str, separator: str = ";") -> tuple[str, ...]:
    """What a cell lists, without blanks around each and without what is empty."""
    return tuple(word for part in cell.split(separator) if (word := part.strip()))


def _cells(line: str, count: int) -> list[str]:
    """The cells without blanks around them, and without empty columns behind the last."""
    cells = [cell.strip() for cell in line.split("\t")]
    return cells if any(cells[count:]) else cells[:count]


def _wrong_head(head: Sequence[str], fields: Sequence[str]) -> str:
    """What is wrong with the first line."""
    missing = [name for name in fields if name not in head]
    unknown = [name for name in head if name not in fields and name]
    said = []
    if len(head) == 1:
        said.append("it holds no tab")
    else:
        if missing:
            said.append(f"{', '.join(missing)} missing")
        if unknown:
            said.append(f"there is no column {', '.join(unknown)}")
        if not said:
            said.append("they stand in another order")
    return (
        f"the first line must name the columns, with tabs between them: {' '.join(fields)};"
        f" {'; '.join(said)}"
    )
