"""Statements are told by their titles, note tables by their place behind the notes' title.

A title is a line of its own that the titles table knows; a table of contents names the same titles
but with page numbers, and prose names them in the middle of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.filing import Document, Filing, StatementKind
from converter.model.table import Section
from converter.text.dates import is_period_text
from converter.text.numerals import Form, scan
from converter.text.units import read_units
from converter.text.views import LineKind, LineView, chunks, views

if TYPE_CHECKING:
    from converter.model.source import SourceText, Span

TitleReader = Callable[[str], StatementKind | None]

_READ = re.compile(r"10-[KQ]|8-K|EX-13|EX-99|EX-20|10K|10Q|ARS|UNKNOWN", re.IGNORECASE)
_NOTE_HEADING = re.compile(
    r"\s*(?:NOTES?\s+(?P<number>\d{1,2}|[A-Z])\b\s*[-.:)\u2014]*|(?P<plain>\d{1,2})[.)])\s*(?P<title>\S.*)?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w'.&-]*")
_TITLE_WIDTH = 120
_HEAD_LINES = 10  # lines above the first figures of a page: company, title, units, boxhead
_LEAD_LINES = 8  # titles with company, units and dates take seven at most


def find_sections(filing: Filing, title_of: TitleReader) -> tuple[Section, ...]:
    """The sections of all the documents that can hold statements, in the text's order.

    title_of  kind of a title line, StatementKind.NOTE for the title of the notes, None for others
    """
    found: list[Section] = []
    for document in filing.documents:
        if _READ.match(document.type):
            found += _document(filing.source, document, title_of)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Title:
    kind: StatementKind
    text: str
    first: int  # index of its first line
    after: int  # index after its last line


def _document(source: SourceText, document: Document, title_of: TitleReader) -> Iterator[Section]:
    first = document.span.line
    last = source.span(max(document.span.start, document.span.end - 1), document.span.end).line
    lines = views(source, first, last)
    titles = _Titles(lines, title_of)
    notes: _NotesPlace | None = None
    at = 0
    while at < len(lines):
        title = titles.at(at)
        if title is None:
            if notes is not None:
                region = None if _title_near(lines, at, titles) else _region(lines, at)
                if region is not None:
                    yield notes.section(lines, region, source)
                    at = region[2]
                    continue
                notes.see(lines[at])
            at += 1
            continue
        if title.kind is StatementKind.NOTE:
            lead, at = _lead(lines, title)
            if notes is None:
                notes = _NotesPlace(source, lead)
            else:
                notes.page(lead)
            continue
        notes = None
        lead, start = _lead(lines, title)
        stop = _stop(lines, start, titles)
        if stop > start:
            yield Section(
                kind=title.kind,
                title=title.text,
                title_span=_line_span(source, lines[title.first]),
                lead=lead,
                first=lines[start].number,
                last=lines[stop - 1].number,
            )
        at = max(stop, title.after)


def _line_span(source: SourceText, line: LineView) -> Span:
    return line.span(source, line.indent, len(line.text))


class _Titles:
    """The titles of a document, each line looked at once."""

    def __init__(self, lines: list[LineView], title_of: TitleReader) -> None:
        self._lines = lines
        self._title_of = title_of
        self._found: dict[int, _Title | None] = {}

    def at(self, at: int) -> _Title | None:
        """The title that starts on line `at`, over up to three lines."""
        if at not in self._found:
            self._found[at] = self._look(at)
        return self._found[at]

    def _look(self, at: int) -> _Title | None:
        text = ""
        for after in range(at, min(at + 3, len(self._lines))):
            part = self._lines[after]
            if part.kind is not LineKind.TEXT or len(part.text) - part.indent > _TITLE_WIDTH:
                break
            words = re.sub(r"\s+", " ", part.text.strip())
            if not _capital(words) or _has_cells(part):
                break
            text = f"{text} {words}".strip()
            # the company may stand on the same line, far from the title
            apart = [chunk.text for chunk in chunks(part.text, 4)] if after == at else []
            for words in [text, *apart] if len(apart) > 1 else [text]:
                kind = self._title_of(words)
                if kind is None:
                    continue
                # a company's name above it is none of the title, which has a line of its own
                own = after == at or self._title_of(" ".join(part.text.split())) is None
                return _Title(kind, words, at, after + 1) if own else None
        return None


def _title_near(lines: list[LineView], at: int, titles: _Titles) -> bool:
    """Whether a <TABLE> that opens on line `at` holds a statement's title before its figures."""
    if lines[at].kind is not LineKind.TAG:
        return False
    for below in range(at + 1, min(at + _HEAD_LINES, len(lines))):
        if titles.at(below):
            return True
        if lines[below].kind is LineKind.TEXT and _cells_here(lines[below]):
            return False
    return False


def _has_cells(line: LineView) -> bool:
    """Whether a line ends in a figure that stands apart, as an index line ends in its page."""
    figures = [figure for figure in scan(line.text) if figure.form is Form.NUMBER]
    if not figures:
        return False
    last = figures[-1]
    before = line.text[: last.left]
    return line.text[last.right :].strip() == "" and before.endswith(("  ", "..", ". "))


def _lead(lines: list[LineView], title: _Title) -> tuple[str, int]:
    """The lines under a title that belong to it (company, units, dates), and the index after.

    They are centred below it; a boxhead stands to the right, over its columns.
    """
    texts = [title.text]
    at = title.after
    centre = _centre(lines[title.first])
    seen = 0
    end = at
    while at < len(lines) and seen < _LEAD_LINES:
        line = lines[at]
        if line.kind is LineKind.BLANK:
            at += 1
            continue
        if line.kind is not LineKind.TEXT:
            break
        text = line.text.strip()
        if len(chunks(line.text, 3)) > 1 or _has_cells(line):
            break
        if abs(_centre(line) - centre) > 8 and not read_units(text):
            break
        if not (read_units(text) or text.startswith("(") or is_period_text(text) or _capital(text)):
            break
        texts.append(text)
        at += 1
        seen += 1
        end = at
    return " ".join(texts), end


def _capital(text: str) -> bool:
    """A line that is set as a title: most of its words begin with a capital letter."""
    words = _WORD.findall(text)
    return 0 < len(words) < 16 and sum(word[0].isupper() for word in words) * 2 > len(words)


def _centre(line: LineView) -> float:
    return (line.indent + len(line.text)) / 2


def _stop(lines: list[LineView], start: int, titles: _Titles) -> int:
    """Index after the last line that can belong to a statement: the next title, or the end of a
    page on which it does not go on.
    """
    for at in range(start + 1, len(lines)):
        if titles.at(at):
            return at
        if lines[at].kind is LineKind.PAGE and not _goes_on(lines, start, at, titles):
            return at
    return len(lines)


def _goes_on(lines: list[LineView], start: int, page: int, titles: _Titles) -> bool:
    """Whether the next page goes on with the table: figures in the same columns before any title
    or prose. Heads may stand there again.
    """
    edges = {
        figure.right
        for line in lines[start:page]
        if line.kind is LineKind.TEXT and _cells_here(line)
        for figure in scan(line.text)
    }
    words = 0
    for at in range(page + 1, len(lines)):
        line = lines[at]
        if line.kind is not LineKind.TEXT:
            continue
        if titles.at(at) or words > _HEAD_LINES:
            return False
        if _cells_here(line) and not _only_periods(line):
            rights = [figure.right for figure in scan(line.text) if figure.left > line.indent]
            return bool(rights) and all(
                any(abs(right - edge) <= 3 for edge in edges) for right in rights[-2:]
            )
        if _prose(line) or _NOTE_HEADING.match(line.text):
            return False
        words += 1
    return False


def _only_periods(line: LineView) -> bool:
    return all(is_period_text(chunk.text) for chunk in chunks(line.text))


class _NotesPlace:
    """Where in the notes the reader is: the units that hold for them, and the latest heading."""

    def __init__(self, source: SourceText, lead: str) -> None:
        self._source = source
        self._lead = lead
        self._note = ""
        self._title = lead
        self._prose: list[str] = []

    def page(self, lead: str) -> None:
        """Another page headed as notes: the note goes on, the units are those of the page."""
        self._lead = lead

    def see(self, line: LineView) -> None:
        """Takes notice of a line outside tables."""
        if line.kind is not LineKind.TEXT:
            return
        heading = _NOTE_HEADING.match(line.text)
        if heading and heading["title"] and (heading["number"] or heading["title"].isupper()):
            self._note = heading["number"] or heading["plain"]
            self._title = re.sub(r"\s+", " ", line.text.strip())
            self._prose = []
        else:
            self._prose = [*self._prose[-3:], line.text.strip()]

    def section(
        self, lines: list[LineView], region: tuple[int, int, int], source: SourceText
    ) -> Section:
        first, last, _ = region
        near = re.sub(r"\s+", " ", " ".join(self._prose[-4:]))
        return Section(
            kind=StatementKind.NOTE,
            title=self._title,
            title_span=_line_span(source, lines[first]),
            # the nearest words about units hold: those of the lead-in before those of the page
            lead=near if read_units(near) else f"{self._lead} {near}",
            first=lines[first].number,
            last=lines[last - 1].number,
            note=self._note,
        )


def _region(lines: list[LineView], at: int) -> tuple[int, int, int] | None:
    """A table in the notes that starts on line `at`: (first, after its last, where to go on).

    Between <TABLE> and </TABLE>, or a boxhead of periods or rules with figures below.
    """
    line = lines[at]
    if line.kind is LineKind.TAG and "<table>" in line.text.lower():
        for stop in range(at + 1, len(lines)):
            if lines[stop].kind is LineKind.PAGE:
                return at, stop, stop
            if lines[stop].kind is LineKind.TAG and "</table>" in lines[stop].text.lower():
                return at, stop, stop + 1
        return at, len(lines), len(lines)
    if line.kind is not LineKind.TEXT or not _head_line(line):
        return None
    last = at
    figures = empty = 0
    for stop in range(at + 1, len(lines)):
        part = lines[stop]
        if part.kind is LineKind.PAGE or (
            _NOTE_HEADING.match(part.text) and part.kind is LineKind.TEXT
        ):
            break
        if part.kind is LineKind.TEXT:
            if _cells_here(part):
                figures += 1
                last, empty = stop, 0
            else:
                empty += 1
                if empty > 6 or _prose(part):
                    break
        elif part.kind is LineKind.RULE:
            last = stop
    if figures < 2:
        return None
    return at, last + 1, last + 1


def _head_line(line: LineView) -> bool:
    """A line that can open a boxhead: words about periods alone, set to the right."""
    return (
        line.indent >= 20
        and is_period_text(line.text)
        and all(is_period_text(chunk.text) for chunk in chunks(line.text))
    )


def _cells_here(line: LineView) -> bool:
    figures = scan(line.text)
    if not figures:
        return False
    last = figures[-1]
    before = line.text[: last.left]
    return not line.text[last.right :].strip() and (
        before.endswith("  ") or last.currency or not before.strip()
    )


def _prose(line: LineView) -> bool:
    words = line.text.split()
    return (len(words) >= 8 and words[-1][-1] in ".,;") or len(words) >= 11
