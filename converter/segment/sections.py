"""Statements are told by their titles and proven by their captions; note tables by their place
behind the notes' title.

What a title names but what is not the registrant's own statement by accepted principles (pro
forma, parent only, another company's) is left out with a finding.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.table import Section
from converter.segment.entities import others
from converter.segment.extent import extent, is_statement
from converter.segment.facing import facing_page
from converter.segment.lines import NOTE_HEADING, Lines, has_cells, is_text, line_span
from converter.segment.notes import NotesPlace, ends_notes, opens_notes, parts, table_region
from converter.segment.titles import Title, Titles, hinted_lines
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.model.filing import Document, Filing
    from converter.model.source import SourceText
    from converter.wording.titles import TitleTable

_READ = re.compile(r"10-?[KQ]|8-K|EX-13|EX-99|EX-20|EX-28|ARS|UNKNOWN", re.IGNORECASE)
_FIRST_NOTE = ("note 1", "note a", "note one")
_RELEASE = re.compile(r"8-K|EX-99", re.IGNORECASE)
_HEAD_LINES = 10  # lines above the first figures of a page: company, title, units, boxhead


def find_sections(filing: Filing, reader: TitleTable) -> Result[tuple[Section, ...]]:
    """The sections of all the documents that can hold statements, in the text's order."""
    found: list[Section] = []
    findings: list[Finding] = []
    heads: dict[int, Title] = {}  # of statements, by their places among the sections
    for document in filing.documents:
        if _READ.match(document.type):
            walk = _Walk(filing.source, document, reader)
            walk.run()
            heads |= {len(found) + at: title for at, title in walk.heads.items()}
            found += walk.sections
            findings += walk.findings
    names = dict(zip(heads, others(filing, list(heads.values()), reader), strict=True))
    entity = ""
    for at, section in enumerate(found):
        # notes speak of the company whose statements they follow
        entity = names.get(at, entity if section.kind is StatementKind.NOTE else "")
        if entity:
            found[at] = replace(section, entity=entity)
    return Result(tuple(found), tuple(findings))


@dataclass(slots=True)
class _Walk:
    """One document from its first line to its last."""

    source: SourceText
    document: Document
    reader: TitleTable
    sections: list[Section] = field(default_factory=list)
    heads: dict[int, Title] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def run(self) -> None:
        hinted = hinted_lines(self.source, self.document, self.reader.hints)
        if not hinted:
            return
        span = self.document.span
        first = span.line
        last = self.source.span(max(span.start, span.end - 1), span.end).line
        lines = Lines(self.source, first, last)
        titles = Titles(lines, self.reader, {number - first for number in hinted})
        notes: NotesPlace | None = None
        opening = {at - first for at in hinted_lines(self.source, self.document, _FIRST_NOTE)}
        candidates = sorted({number - first for number in hinted} | opening)
        at = 0
        while at < len(lines):
            if notes is None:  # only titles count, so the lines between are passed over
                following = bisect_left(candidates, at)
                if following == len(candidates):
                    break
                at = candidates[following]
            title = titles.at(at)
            if title is not None and title.kind is StatementKind.NOTE:
                if NOTE_HEADING.match(title.text):  # 'NOTE 3 - FINANCIAL STATEMENT DETAILS'
                    notes = notes or NotesPlace(self.source, "")
                    notes.see(lines[at])
                    at += 1
                    continue
                if notes is None:
                    notes = NotesPlace(self.source, title.lead)
                else:
                    notes.page(title.lead)
                at = title.start
                continue
            if title is not None:
                stop = extent(lines, title, titles)
                # releases head full statements with words that reports have over extracts
                if (not title.words.full or _RELEASE.match(self.document.type)) and is_statement(
                    lines, title, stop, self.reader
                ):
                    notes = None
                    self._take(lines, title, title.start, stop)
                    beside = None if title.apart else facing_page(lines, title, stop, titles)
                    if beside is not None:
                        self._take(lines, title, *beside)
                        stop = beside[1]
                    at = max(stop, title.after)
                    continue
            if notes is None and self.heads and at in opening and opens_notes(lines[at]):
                notes = NotesPlace(self.source, "")
            if notes is not None:
                region = table_region(lines, at)
                if region is not None and not _title_near(lines, at, titles):
                    if not notes.of_others():
                        found = parts(lines, region)
                        self.sections += [notes.section(lines, part) for part in found]
                    at = region[2]
                    continue
                if is_text(lines[at]):
                    if ends_notes(lines[at]):
                        notes = None
                    else:
                        notes.see(lines[at])
            at += 1

    def _take(self, lines: Lines, title: Title, start: int, stop: int) -> None:
        """Takes lines `start` to `stop` as the statement under `title`, or a page of it."""
        head = title.first if start == title.start else start
        span = line_span(self.source, lines[head])
        if title.apart:
            self.findings.append(
                Finding(
                    code="SEG002", severity=Severity.INFO, span=span,
                    message=f"{title.text!r} is left out: {title.apart}",
                    hint="it is not the registrant's own statement by accepted principles",
                )
            )  # fmt: skip
            return
        self.heads[len(self.sections)] = title
        self.sections.append(
            Section(
                kind=title.kind,
                title=title.text,
                title_span=span,
                lead=title.lead,
                first=lines[start].number,
                last=lines[stop - 1].number,
            )
        )


def _title_near(lines: Lines, at: int, titles: Titles) -> bool:
    """Whether a <TABLE> that opens on line `at` holds a statement's title before its figures."""
    if lines[at].kind is not LineKind.TAG:
        return False
    for below in range(at + 1, min(at + _HEAD_LINES, len(lines))):
        if titles.at(below):
            return True
        if is_text(lines[below]) and has_cells(lines[below]):
            return False
    return False
