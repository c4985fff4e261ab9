"""A filing's text to sections: its statements, chosen among all blocks of figures, and the tables
in the notes.

    blocks -> candidates -> evidence -> the registrant's set -> sections; what is left -> notes

What looks like a statement but is not the registrant's own by accepted principles (pro forma,
parent only, another company's) is left out with a finding.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from converter.model.candidate import Candidate
from converter.model.filing import STATEMENT_NAMES, StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.table import Section
from converter.segment.accounts import account_sections
from converter.segment.addressed import addressed
from converter.segment.candidates import Page, Stretch, read_page, stretches
from converter.segment.choose import ADDRESSED, TOLD, choose
from converter.segment.entities import others
from converter.segment.evidence import Place, heads, named_by
from converter.segment.judged import Judged, judge
from converter.segment.lines import (
    NOTE_HEADING,
    is_prose,
    is_row,
    is_sentence,
    is_text,
    line_span,
)
from converter.segment.note_text import notes_of
from converter.segment.notes import NotesPlace, ends_notes, opens_notes, parts, table_region
from converter.segment.selected import selected_sections
from converter.segment.unread import unread
from converter.text.units import read_units
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.filing import Filing
    from converter.model.note import Note
    from converter.model.source import Span
    from converter.wording.titles import TitleTable

_READ = re.compile(r"10-?[KQ]|8-K|EX-13|EX-99|EX-20|EX-28|ARS|UNKNOWN", re.IGNORECASE)
_OTHERS = re.compile(r"(?!EX-27)", re.IGNORECASE)
_FORMS = re.compile(r"(?!EX-)", re.IGNORECASE)  # of registration, prospectuses
_MUST_HOLD = re.compile(r"10-?[KQ]", re.IGNORECASE)
_AMOUNTS = re.compile(r"\b(?:amounts|figures|dollars|statements|tables)\b", re.IGNORECASE)
_BASIC = (StatementKind.BS, StatementKind.IS, StatementKind.CF)
_PLAINLY = 4.0  # odds of captions that are a statement's without a title
_UNITS_ABOVE = 40  # lines above a statement in which a sentence may state its units
_RELEASE = re.compile(r"8-K|EX-99", re.IGNORECASE)
_FIRST_NOTE = re.compile(r"\s*NOTE\s+(?:1|A|ONE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segmented:
    """sections    the statements and the tables of the notes, in the text's order
    notes       the notes of the financial statements, in the text's order
    candidates  every block that was weighed as a statement, taken or not
    """

    sections: tuple[Section, ...]
    candidates: tuple[Candidate, ...]
    notes: tuple[Note, ...] = ()


def find_sections(
    filing: Filing, reader: TitleTable, filed: frozenset[str] = frozenset()
) -> Result[Segmented]:
    """The sections of all the documents that can hold statements, in the text's order.

    filed  the digits of the amounts in the filer's own schedules
    """
    marks: dict[int, list[tuple[int, bool]]] = {}
    pages, judged, rivals = _judged(filing, reader, _READ, marks, filed)
    kinds = {each.kind for each in judged if each.taken and not each.owner}
    must = _MUST_HOLD.match(_form(filing)) is not None
    if (must and not kinds & set(_BASIC)) or not pages:
        # an annual report's statements under the number of some other exhibit; a prospectus's own
        others_too = _judged(filing, reader, _OTHERS if must else _FORMS, marks, filed)
        if any(each.taken for each in others_too[1]):
            pages, judged, rivals = others_too
    sections: list[Section] = []
    notes: list[Note] = []
    doubts: list[Finding] = []
    by_page: dict[int, list[Judged]] = {}
    for each in judged:
        by_page.setdefault(id(each.stretch.page), []).append(each)
    for page in pages:
        own = by_page.get(id(page), [])
        taken = [each for each in own if each.taken]
        found = notes_of(filing.source, page, taken, marks[page.first])
        mine = _Walk(filing, page, own, marks[page.first], found.value).run()
        mine += account_sections(filing.source, page, mine)
        if any(each.taken for each in judged):  # without statements nothing proves them
            mine += selected_sections(filing.source, page, mine)
        sections += sorted(mine, key=lambda section: section.first)
        notes += found.value
        doubts += found.findings
        doubts += unread(filing.source, page, own, mine, found.value)
    findings = doubts + [_left_out(filing, each) for each in judged if not each.taken and each.told]
    findings += [_fits_too(filing, judged, rival) for rival in rivals]
    told = next((each for each in judged if each.taken and each.reason in _DECIDED), None)
    if told is not None:
        findings.append(_decided(filing, told))
    return Result(
        Segmented(
            tuple(in_notes(sections, notes)),
            tuple(_candidate(filing, each) for each in judged),
            tuple(notes),
        ),
        tuple(findings),
    )


def in_notes(sections: Sequence[Section], notes: Sequence[Note]) -> Iterator[Section]:
    """The sections, the tables of notes with number and heading of the note that holds them."""
    for section in sections:
        if section.kind is StatementKind.NOTE:
            holds = [n for n in notes if n.first <= section.last and section.first <= n.last]
            note = max(holds, key=lambda n: _common(n, section), default=None)
            if note is not None:
                yield replace(section, title=note.heading, note=note.number)
                continue
        yield section


def _common(note: Note, section: Section) -> int:
    """How many lines of a section are a note's."""
    return min(note.last, section.last) - max(note.first, section.first) + 1


def _judged(
    filing: Filing,
    reader: TitleTable,
    types: re.Pattern[str],
    marks: dict[int, list[tuple[int, bool]]],
    filed: frozenset[str],
) -> tuple[list[Page], list[Judged], list[list[Judged]]]:
    """The documents of the types, and their candidates, the registrant's statements marked; and the
    sets that fit as well as these.

    marks   filled with where notes begin and end, by the number of the document's first line
    """
    pages = [
        page
        for document in filing.documents
        if types.match(document.type) and (page := read_page(filing, document, reader)) is not None
    ]
    found = [(page, stretch) for page in pages for stretch in stretches(page)]
    owners = others(filing, [stretch.head for _, stretch in found], reader)
    release = _is_release(filing)
    for page in pages:
        marks[page.first] = _note_marks(page)
    _before_statements(found, marks)
    judged = [
        judge(stretch, _place(page, marks[page.first], stretch.start, release=release), whose)
        for (page, stretch), whose in zip(found, owners, strict=True)
    ]
    rivals = choose(judged, release=release, filed=filed, addressed=partial(addressed, filing))
    return pages, judged, rivals


def _before_statements(
    found: list[tuple[Page, Stretch]], marks: dict[int, list[tuple[int, bool]]]
) -> None:
    """Takes the marks of notes away that stand before a document's first statement: an index names
    the notes too.
    """
    seen: set[int] = set()
    for page, stretch in found:
        words = stretch.head.words
        named = words is not None and not words.full and not stretch.head.apart
        least = 0 if named else _PLAINLY
        if page.first not in seen and stretch.odds[stretch.kind.value] > least:
            seen.add(page.first)
            marks[page.first] = [mark for mark in marks[page.first] if mark[0] >= stretch.start]


def _form(filing: Filing) -> str:
    return filing.header.form or filing.cover_value("DocumentType") or ""


def _is_release(filing: Filing) -> bool:
    return bool(_RELEASE.match(_form(filing))) or all(
        _RELEASE.match(d.type) for d in filing.documents
    )


def _span_of(filing: Filing, each: Judged) -> Span:
    page = each.stretch.page
    at = min(each.stretch.head.first, each.stretch.start)
    return line_span(filing.source, page.lines[at])


def _left_out(filing: Filing, each: Judged) -> Finding:
    title = (
        repr(each.stretch.head.text) if each.stretch.head.text else f"what looks like {each.kind}"
    )
    return Finding(
        code="SEG002", severity=Severity.INFO, span=_span_of(filing, each),
        message=f"{title} is left out: {each.reason}",
        hint="it is not the registrant's own statement by accepted principles",
    )  # fmt: skip


def _fits_too(filing: Filing, judged: list[Judged], rival: list[Judged]) -> Finding:
    taken = next(each.stretch.first for each in judged if each.taken)
    return Finding(
        code="SEG003", severity=Severity.WARNING, span=_span_of(filing, rival[0]),
        message=f"two sets of statements fit: the one from line {taken} on is taken, not that from"
        f" line {rival[0].stretch.first} on; neither stands under another company's name",
        hint="retroxbrl show --stage statements tells what spoke for each",
    )  # fmt: skip


_DECIDED = {
    TOLD: ("SCH032", "the filer's own schedule has its amounts"),
    ADDRESSED: ("SEG006", "the auditors' report beside it is addressed to the registrant"),
}


def _decided(filing: Filing, first: Judged) -> Finding:
    code, why = _DECIDED[first.reason]
    return Finding(
        code=code, severity=Severity.INFO, span=_span_of(filing, first),
        message=f"two sets of statements fit: the one from line {first.stretch.first} on is taken,"
        f" because {why}",
    )  # fmt: skip


def _title(each: Judged) -> str:
    """The title as printed, that of the page before, or the line that has words of its name."""
    head = each.stretch.head
    if head.words is not None:
        return head.text
    if each.same is not None:
        return _title(each.same)
    return named_by(each.stretch, each.kind) or STATEMENT_NAMES[each.kind]


def _candidate(filing: Filing, each: Judged) -> Candidate:
    stretch = each.stretch
    return Candidate(
        each.kind, stretch.head.text, stretch.first, stretch.last, _span_of(filing, each),
        tuple(each.evidence), each.owner, each.taken, each.reason,
    )  # fmt: skip


def _note_marks(page: Page) -> list[tuple[int, bool]]:
    """The lines at which notes begin (True) or end (False), in their order."""
    lines, titles = page.lines, page.titles
    marks: dict[int, bool] = {}
    for at in page.hinted:
        if "note" not in lines[at].text.lower():
            continue  # most titles are looked at where figures stand below
        title = titles.at(at)
        if title is not None and title.kind is StatementKind.NOTE:
            marks[at] = True
    for at in page.marks:
        line = lines[at]
        if not is_text(line):
            continue
        opens = _FIRST_NOTE.match(line.text) is not None
        if opens_notes(line) if opens else ends_notes(line):
            marks[at] = opens
    return sorted(marks.items())


def _place(page: Page, marks: list[tuple[int, bool]], start: int, *, release: bool) -> Place:
    if release:
        return Place(release=True)
    before = bisect_left(marks, start, key=itemgetter(0))
    notes = before > 0 and marks[before - 1][1]
    return Place(notes, notes and _behind_prose(page, start))


def _behind_prose(page: Page, start: int) -> bool:
    """Whether a paragraph, and no page's end, stands above the head of a candidate."""
    for at in range(start - 1, max(-1, start - 20), -1):
        line = page.lines[at]
        if line.kind is LineKind.PAGE:
            return False
        if is_text(line) and (is_prose(line) or is_sentence(line) or NOTE_HEADING.match(line.text)):
            return True
    return False


def _holds(first: int, after: int, starts: list[int]) -> bool:
    """Whether one of the lines `starts`, in their order, is among these."""
    at = bisect_left(starts, first)
    return at < len(starts) and starts[at] < after


class _Walk:
    """One document from its first line to its last: its statements, and the tables of its notes."""

    def __init__(
        self,
        filing: Filing,
        page: Page,
        judged: list[Judged],
        marks: list[tuple[int, bool]],
        noted: tuple[Note, ...] = (),
    ) -> None:
        self.source = filing.source
        self.page = page
        self.taken = {each.stretch.start: each for each in judged if each.taken}
        self.passed = {each.stretch.start: each for each in judged if not each.taken and each.told}
        self.starts = sorted({*self.taken, *self.passed})
        self.sections: list[Section] = []
        self.notes: NotesPlace | None = None  # those that the line is in
        self.entity = ""  # whose they are
        # what looks like an end of notes within one is none
        within = [(note.first - page.first, note.last - page.first) for note in noted]
        self.marks = {
            at: opens
            for at, opens in marks
            if opens or not any(first <= at <= last for first, last in within)
        } | {first: True for first, _ in within}
        self.within = frozenset(at for first, last in within for at in range(first, last + 1))

    def run(self) -> list[Section]:
        stops = sorted({*self.taken, *self.passed, *self.marks})
        at = 0
        while at < len(self.page.lines):
            if self.notes is None:  # between statements nothing else is looked at
                following = bisect_left(stops, at)
                if following == len(stops):
                    break
                at = stops[following]
            at = self._step(at)
        return self.sections

    def _step(self, at: int) -> int:
        """Takes what begins at a line; the line to go on at."""
        each = self.taken.get(at)
        if each is not None:
            self.sections.append(self._statement(each))
            self.notes, self.entity = None, each.owner
            return max(each.stretch.stop, at + 1)
        if at in self.passed:
            return max(self.passed[at].stretch.stop, at + 1)
        return self._behind_title(at) or self._in_notes(at)

    def _behind_title(self, at: int) -> int:
        """Opens notes, or a page of them, where they begin; the line behind their title, 0 where a
        line has none.
        """
        line = self.page.lines[at]
        if not self.marks.get(at) or (self.notes and NOTE_HEADING.match(line.text)):
            return 0
        title = self.page.titles.at(at)
        if title is None or NOTE_HEADING.match(title.text):
            if self.notes is None and (self.sections or title):
                self.notes = NotesPlace(self.source, "")
            return 0
        if self.notes is None:
            self.notes = NotesPlace(self.source, title.lead)
        else:
            self.notes.page(title.lead)
        return max(title.start, at + 1)

    def _in_notes(self, at: int) -> int:
        """Takes the table of a note that begins at a line, or sees what its text says; the line
        behind.
        """
        lines = self.page.lines
        if self.notes is None:
            return at + 1
        region = table_region(lines, at)
        if region is not None and not _holds(region[0], region[2], self.starts):
            if not self.notes.of_others():
                found = parts(lines, region)
                self.sections += [
                    replace(self.notes.section(lines, part), entity=self.entity) for part in found
                ]
            return region[2]
        if is_text(lines[at]):
            if at not in self.within and ends_notes(lines[at]):
                self.notes = None
            else:
                self.notes.see(lines[at])
        return at + 1

    def _statement(self, each: Judged) -> Section:
        stretch, lines = each.stretch, self.page.lines
        head = stretch.head
        at = stretch.start if stretch.facing else min(head.first, stretch.start)
        return Section(
            kind=each.kind,
            title=_title(each),
            title_span=line_span(self.source, lines[at]),
            lead=self._lead(each, at),
            first=lines[stretch.start].number,
            last=lines[stretch.stop - 1].number,
            entity=each.owner,
            continues=each.continues,
        )

    def _lead(self, each: Judged, at: int) -> str:
        """What stands above the boxhead, with the units that hold where the statement states none:
        those of the page before under the same title, or of a sentence above.
        """
        lead = each.stretch.head.lead
        if read_units(lead) or any(read_units(head.caption) for head in heads(each.stretch)):
            return lead
        if each.same is not None:
            before = (each.same.stretch.head.lead, *each.same.stretch.head.around)
            units = next((text for text in before if read_units(text)), "")
        else:
            units = self._units(at)
        return f"{lead} {units}".strip()

    def _units(self, at: int) -> str:
        """The sentence above a statement that states the units of its amounts: 'The amounts are
        stated in thousands of dollars.' It may go on below. A remark right below another table's
        rows is that table's: '(Amounts in thousands)' below selected data.
        """
        lines = self.page.lines
        for place in range(at - 1, max(-1, at - _UNITS_ABOVE), -1):
            line = lines[place]
            if is_text(line):
                if is_row(line):
                    break
                below = lines[place + 1]
                words = line.text.strip()
                if is_text(below) and not is_row(below):
                    words = f"{words} {below.text.strip()}"
                if _AMOUNTS.search(words) and read_units(words):
                    return "" if self._ends_table(place) else words
        return ""

    def _ends_table(self, at: int) -> bool:
        """Whether the line above, blank ones apart, is a table's last."""
        for above in range(at - 1, -1, -1):
            line = self.page.lines[above]
            if line.kind is not LineKind.BLANK:
                closed = line.kind is LineKind.TAG and line.text.strip().lower() == "</table>"
                return closed or (is_text(line) and is_row(line))
        return False
