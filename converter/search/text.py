"""A converted filing's text, in stretches that are searched as one.

The text is taken from the filing's inline page, which has it character for character; where no page
was written from the input, if that still has the bytes that were converted.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from converter.model.finding import ConversionError
from converter.parts import Kind, find_parts
from converter.read import read_filing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.filing import Filing
    from converter.parts import Part

_PRE = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINES = 24  # of a stretch, after which it ends with the paragraph
_MOST = 60  # after which it ends anyway


class Stretch(NamedTuple):
    """Lines that stand together; `line` is the number of the first, `part` where they stand."""

    part: str
    line: int
    text: str


class NoTextError(Exception):
    """The filing's text is not to be had any more; the message says why."""


def filing_of(folder: Path, base: str, source: str, sha256: str) -> Filing:
    """The filing that was converted to `folder`. Raises NoTextError.

    base    stem of the files in the folder; `source` the input's path, `sha256` of its bytes
    """
    page = folder / f"{base}.htm"
    try:
        if page.is_file():
            return read_filing(
                _printed(page).encode("utf-8"), Path(source).name or "filing.txt"
            ).value
        read = read_filing(Path(source)).value
    except ConversionError as error:
        raise NoTextError(f"no page ({page.name}) and no input: {error.finding.message}") from None
    except (OSError, ValueError) as error:
        raise NoTextError(str(error)) from None
    if read.source.sha256 != sha256:
        raise NoTextError(f"no page ({page.name}), and {source} is not what was converted")
    return read


def _printed(page: Path) -> str:
    with page.open(encoding="utf-8", newline="") as file:
        found = "".join(_PRE.findall(file.read()))
    text = html.unescape(_TAG.sub("", found))
    return text.removeprefix("\n")  # guards a text that begins with a line's end


def stretches(filing: Filing) -> Iterator[Stretch]:
    """The text of all documents, each line once."""
    source = filing.source
    parts = find_parts(filing).parts
    for document in (part for part in parts if part.kind is Kind.DOCUMENT):
        inside = [
            part for part in parts
            if part.kind is not Kind.DOCUMENT and part.document == document.document
        ]  # fmt: skip
        starts = {part.first: part for part in inside if part.kind is not Kind.PART}
        part: Part = document
        held: list[str] = []
        first = document.first
        for number in range(document.first, document.last + 1):
            text = source.line(number)
            over = len(held) >= _MOST or (len(held) >= _LINES and not text.strip())
            if over or number in starts:
                yield from _stretch(part, document, first, held)
                held, first, part = [], number, starts.get(number, part)
            held.append(text)
        yield from _stretch(part, document, first, held)


def _stretch(part: Part, document: Part, first: int, held: list[str]) -> Iterator[Stretch]:
    if any(line.strip() for line in held):
        name = document.name if part is document else part.full_name
        yield Stretch(name, first, "\n".join(held))
