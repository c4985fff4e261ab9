"""What was converted, as reviews need it: an output folder's filings with their facts' rows."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.spreadsheet import bare
from converter.review.errors import ReviewError
from converter.write import manifest
from converter.write.findings import NAME as FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

Row = dict[str, str]
_TITLE = re.compile(r"""(['"])(?P<title>\S.*?)\1 is left out: """)
_LONGEST_CELL = 1 << 27  # of the text of a note


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing of an output folder.

    name     what its reviews call it: the accession number, or the name of its file
    sha256   of its bytes
    program  what made it
    """

    name: str
    folder: Path
    base: str
    input: str
    sha256: str
    program: str
    company: str
    form: str
    period: str

    def facts(self) -> list[Row]:
        """The rows of BASE.csv, their cells as text. Empty where it was not written."""
        path = self.folder / f"{self.base}.csv"
        if not path.is_file():
            return []
        csv.field_size_limit(_LONGEST_CELL)
        with path.open(encoding="utf-8", newline="") as lines:
            table = csv.reader(lines)
            head = next(table, [])
            return [dict(zip(head, map(bare, cells), strict=False)) for cells in table]

    def left_out(self) -> list[tuple[int, int, str, str]]:
        """The statements that were seen and left out: line and column of the title, its first word,
        and what the program said of it.
        """
        path = self.folder / FINDINGS
        found = []
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            row = json.loads(line)
            titled = _TITLE.match(row["message"]) if row["code"] == "SEG002" else None
            if titled and row["line"]:
                word = titled["title"].split(maxsplit=1)[0]
                found.append((row["line"], row["column"], word, row["message"]))
        return found

    def called(self, word: str) -> bool:
        """Whether a user means this filing: its name, its folder, or part of the company's name."""
        small = word.casefold()
        return small in (self.name.casefold(), self.folder.name.casefold(), self.input.casefold())


class Converted:
    """Filings of an output folder by the names that reviews have for them; the rows of the last one
    that was asked for are kept.
    """

    def __init__(self, found: Iterable[Filing]) -> None:
        self._filings = {each.name: each for each in found}
        self._last: tuple[str, list[Row]] = ("", [])

    def get(self, name: str) -> Filing | None:
        return self._filings.get(name)

    def facts(self, filing: Filing) -> list[Row]:
        if self._last[0] != filing.name:
            self._last = (filing.name, filing.facts())
        return self._last[1]

    def at(self, filing: Filing, line: int, column: int) -> list[Row]:
        """The facts that begin at a place."""
        wanted = (str(line), str(column))
        return [row for row in self.facts(filing) if (row["line"], row["column"]) == wanted]


def filings(output: Path, wanted: Sequence[str] = ()) -> Iterator[Filing]:
    """The filings of an output folder in its order, all or those that are named.

    Raises:
        ReviewError: nothing was converted there, or it holds none of that name.
    """
    if not (output / manifest.NAME).is_file():
        raise ReviewError(f"{output} holds no conversions")
    left = list(wanted)
    for folder, row in manifest.lines(output).rows():
        one = of_line(output / folder, row)
        named = [word for word in wanted if one.called(word)]
        if not wanted or named:
            yield one
        left = [word for word in left if word not in named]
    if left:
        raise ReviewError(f"{output} holds no filing {left[0]!r}")


def of_line(folder: Path, row: dict[str, object]) -> Filing:
    """The filing in a folder, of its line in the manifest."""
    header = row.get("header")
    accession = header.get("accession") if isinstance(header, dict) else None

    def text(name: str) -> str:
        return str(row.get(name) or "")

    source = text("input").rpartition("/")[2]
    return Filing(
        str(accession or ("stdin.txt" if source == "-" else source)), folder, text("base"),
        text("input"), text("sha256"), text("program") or text("version"), text("company"),
        text("form"), text("period"),
    )  # fmt: skip
