"""One filing as its page shows it, read of its folder when it is asked for."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from converter.export.corpus import Corpus
from converter.parts import Kind, find_parts
from converter.search.text import NoTextError, filing_of
from converter.serve import marked
from converter.serve.catalog import WORST
from converter.serve.tables import Table, facts_of, notes, tables
from converter.write.findings import NAME as FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from converter.parts import Part, Parts
    from converter.serve.tables import Row

_TITLE: Final = 90  # characters
_KINDS: Final = (
    Kind.DOCUMENT, Kind.COVER, Kind.PART, Kind.ITEM, Kind.SIGNATURES, Kind.INDEX, Kind.REST,
)  # fmt: skip


class Doubt(NamedTuple):
    """A finding of the filing; `lines` are its line and those that take part."""

    severity: str
    code: str
    message: str
    lines: tuple[int, ...]
    hint: str


class Note(NamedTuple):
    title: str
    line: int


class File(NamedTuple):
    """A file of the filing's folder: name, bytes, what it is."""

    name: str
    size: int
    about: str


@dataclass(frozen=True, slots=True)
class Shown:
    """text   the content of a <pre>, '' where the text is not to be had any more; `why` says so
    parts  None without a text
    width  of the text's lines, of `marked.WIDTHS`
    applied  ids of the reviews that the conversion has applied to facts
    """

    tables: list[Table]
    notes: list[Note]
    parts: Parts | None
    doubts: list[Doubt]
    files: list[File]
    text: str
    why: str = ""
    applied: frozenset[str] = frozenset()
    width: int = marked.WIDTHS[0]

    @property
    def listed(self) -> list[Part]:
        """The parts for the contents; statements and notes have lists of their own."""
        return [part for part in self.parts.parts if part.kind in _KINDS] if self.parts else []

    @property
    def facts(self) -> int:
        return sum(len(cells) for t in self.tables for row in t.rows for cells in row.cells)


def shown(output: Path, line: dict[str, object], named: Iterable[int] = ()) -> Shown:
    """The filing of a manifest's line; `named` are further lines of its text that get an id."""
    folder = output / str(line["folder"])
    with Corpus(output, [json.dumps(line).encode()]) as corpus:
        one = next(corpus.filings())
        facts = list(corpus.facts(one) or ())
        made = tables(corpus.lines(one), facts)
    found = notes(facts)
    applied = frozenset(filter(None, (fact.get("review_id", "") for fact in facts)))
    doubts = _doubts(folder / FINDINGS)
    files = _files(folder, str(line.get("base") or ""))
    listed = [Note(_note_title(fact), int(fact["line"])) for fact in found]
    try:
        filing = filing_of(
            folder, one.base, str(line.get("input") or ""), str(line.get("sha256") or "")
        )
    except NoTextError as error:
        return Shown(made, listed, None, doubts, files, "", str(error), applied)
    parts = find_parts(filing)
    lines = {part.first for part in parts.parts} | {note.line for note in listed} | set(named)
    lines |= {table.line for table in made}
    lines |= {each for doubt in doubts for each in doubt.lines}
    source = filing.source
    places = marked.marks(source, facts)
    text = marked.html(source, places, lines, facts_of(made))
    width = marked.width(source, places)
    return Shown(made, listed, parts, doubts, files, text, applied=applied, width=width)


def file_of(folder: Path, name: str) -> Path | None:
    """The file of that name in the filing's folder; no link, no folder, nothing hidden."""
    for each in _entries(folder):
        if each == name:
            return folder / name
    return None


def _files(folder: Path, base: str) -> list[File]:
    return [
        File(name, (folder / name).stat().st_size, _about(name, base)) for name in _entries(folder)
    ]


def _entries(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(
                each.name
                for each in entries
                if not each.name.startswith(".") and each.is_file(follow_symlinks=False)
            )
    except OSError:
        return []


_ABOUT: Final = {
    ".htm": "inline XBRL, over the filing's own text", ".xml": "XBRL 2.1 instance",
    ".xbri": "report package", ".json": "xBRL-JSON", ".ttl": "RDF", ".csv": "facts, a row a fact",
    "_lines.tsv": "lines of the statements", ".xsd": "extension taxonomy",
    "_cal.xml": "calculations", "_def.xml": "dimensions", "_lab.xml": "labels",
    "_pre.xml": "presentation",
}  # fmt: skip


def _about(name: str, base: str) -> str:
    if name == FINDINGS:
        return "what was doubtful"
    return _ABOUT.get(name.removeprefix(base), "") if base and name.startswith(base) else ""


def _doubts(path: Path) -> list[Doubt]:
    """The filing's findings, the worst first."""
    found = []
    try:
        written = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    for text in written:
        try:
            said = json.loads(text)
            places = [said.get("line"), *(each["line"] for each in said.get("others") or ())]
            lines = tuple(dict.fromkeys(int(each) for each in places if each))
            found.append(
                Doubt(
                    str(said["severity"]), str(said["code"]), str(said["message"]), lines,
                    str(said.get("hint") or ""),
                )
            )  # fmt: skip
        except (ValueError, KeyError, TypeError):
            continue
    rank = {each: number for number, each in enumerate(WORST)}
    return sorted(found, key=lambda doubt: (rank.get(doubt.severity, 9), doubt.lines))


def _note_title(fact: Row) -> str:
    title = " ".join((fact["caption"] or fact["table"] or fact["printed"]).split())
    if len(title) < len("1. x"):  # the heading is the number alone: the words behind it
        title = " ".join(fact["printed"].split()) or title
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}\u2026"
