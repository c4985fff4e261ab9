"""A document's notes: which sequences of headings are notes, and from where to where each goes.

A note goes on to the next heading, the last one to what follows notes: the auditors' report, other
items, schedules, signatures, another statement. What pages repeat at their heads and feet is no
part of it, nor are the lines of tags.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.note import Note
from converter.segment.lines import (
    is_capital,
    is_row,
    is_sentence,
    is_text,
    line_span,
    only_periods,
)
from converter.segment.note_heads import Heading, chain, headings, unnumbered
from converter.text.views import LineKind
from converter.wording.note_titles import packaged_note_titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.source import SourceText, Span
    from converter.segment.candidates import Page
    from converter.segment.judged import Judged

_SETS = 8  # sets of notes in a document: the registrant's and its subsidiaries'
_TOP = 8  # lines at a page's head that may be a running head
_REPEATED = 3  # pages that must have the same line there
_LONG = 400  # lines from which the end of a last note is doubted
_TITLE = re.compile(
    r"^[ \t|]*NOTES?[ \t]+TO[ \t](?=[^\n]*(?:STATEMENT|FINANCIAL|CONSOLIDATED))"
    r"(?![^\n]*(?:\.\.|\s\d+\s*$|[a-z]\.\s*$))",
    re.MULTILINE | re.IGNORECASE,
)
_CONTINUED = re.compile(r"\(?\b(?:continued|cont'?d|concluded)\b", re.IGNORECASE)
# What stands at a page's head after the notes without being an item, a report or a schedule.
_BEHIND = re.compile(
    r"(?:SUPPLEMENT|(?:SELECTED\s+|UNAUDITED\s+)?QUARTERLY|(?:FIVE|SIX|TEN|ELEVEN)[- ]YEAR"
    r"|SELECTED|HISTORICAL|(?:STATEMENT|REPORT)S?\s+(?:OF|BY|ON)\s|RESPONSIBILITY"
    r"|(?:INDEPENDENT\s+)?AUDITOR|(?:SHARE|STOCK)HOLDER\s+INFO|CORPORATE\s+INFO"
    r"|FINANCIAL\s+(?:SUMMARY|REVIEW|HIGHLIGHTS)|(?:COMMON\s+)?STOCK\s+(?:PRICE|MARKET|DATA)"
    r"|MARKET\s+(?:PRICE|FOR)|CONSENT|EXHIBIT|SIGNATURE|INDEX|DIRECTORS|MANAGEMENT|SCHEDULE"
    r"|COMMON\s+STOCK\s+AND|SUMMARY\s+OF\s+(?:OPERATING|FINANCIAL|SELECTED))",
    re.IGNORECASE,
)


def notes_of(
    source: SourceText, page: Page, taken: Sequence[Judged], marks: Sequence[tuple[int, bool]]
) -> Result[tuple[Note, ...]]:
    """The notes of a document, in order.

    taken  its statements
    marks  the lines at which notes begin (True) or end (False)
    """
    statements = sorted(
        (min(each.stretch.head.first, each.stretch.start), each.stretch.stop, each.owner)
        for each in taken
    )
    opens = sorted({at for at, begins in marks if begins} | _titles(source, page, statements))
    starts = [stop for _, stop, _ in statements[:1]] + opens[:1]
    if not starts or min(starts) >= len(page.lines):
        return Result((), ())
    known = packaged_note_titles()
    found = headings(page.lines, source, page.first, min(starts), known)
    found = [
        head for head in found if not any(start <= head.at < stop for start, stop, _ in statements)
    ]
    bounds = _Bounds(source, page)
    ends = bounds.ends = sorted(
        {at for at, begins in marks if not begins and not bounds.runs(at)}
        | {start for start, _, _ in statements}
    )
    notes: list[Note] = []
    findings: list[Finding] = []
    for _ in range(_SETS):
        heads = chain(found, ends)
        if not heads or not _are_notes(heads, opens, ends):
            break
        owner = next((who for start, _, who in reversed(statements) if start < heads[0].at), "")
        made = list(bounds.notes(heads, owner))
        notes += made
        findings += bounds.findings(heads, made)
        first, last = heads[0].at, made[-1].last - page.first
        found = [head for head in found if not first <= head.at <= last]
    if not notes and opens:
        stop = next((end for end in ends if end > opens[0]), len(page.lines))
        stop = bounds.behind(opens[0] + 1, stop)
        heads = unnumbered(page.lines, opens[0] + 1, stop, known)
        heads = [head for head in heads if not bounds.runs(head.at)]
        owner = next((who for start, _, who in reversed(statements) if start < opens[0]), "")
        notes += bounds.notes(heads, owner)
        if notes:
            findings.append(_by_look(notes[0]))
    notes.sort(key=lambda note: note.first)
    return Result(tuple(notes), tuple(findings))


def _titles(source: SourceText, page: Page, statements: Sequence[tuple[int, int, str]]) -> set[int]:
    """Lines behind the first statement that plainly head notes, however they are spaced."""
    if not statements:
        return set()
    begin = source.starts[page.first + statements[0][1] - 2]
    last = page.first + len(page.lines) - 1
    end = source.starts[last] if last < len(source.starts) else len(source.text)
    found = (
        source.span(each.start(), each.start()).line
        for each in _TITLE.finditer(source.text, begin, end)
    )
    return {number - page.first for number in found}


def _by_look(first: Note) -> Finding:
    return Finding(
        code="SEG005", severity=Severity.INFO, span=first.span,
        message="the notes have no numbers: their headings are told by how they are set, and one"
        " within a note may count as a note",
        hint="compare the notes' titles with the text",
    )  # fmt: skip


def _are_notes(heads: Sequence[Heading], opens: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether a sequence of headings is the notes: a title of notes stands above it, or it says
    'Note', or most of its titles are known as those of notes.
    """
    at = heads[0].at
    opened = bisect_right(opens, at)
    under = opened > 0 and bisect_right(ends, at) == bisect_right(ends, opens[opened - 1])
    known = sum(1 for head in heads if head.title and packaged_note_titles()(head.title))
    if heads[0].form.startswith("NOTE"):
        return under or len(heads) > 2 or known > 0
    if under:
        return len(heads) > 1 or known > 0
    return known >= 2 and known * 3 >= len(heads)


class _Bounds:
    """From where to where notes go in a document."""

    def __init__(self, source: SourceText, page: Page) -> None:
        self.source = source
        self.page = page
        self.lines = page.lines
        self.ends: Sequence[int] = ()
        self.unbounded: set[int] = set()  # headings of notes that run to the document's end
        self._running: Counter[str] | None = None

    def notes(self, heads: Sequence[Heading], owner: str) -> Iterator[Note]:
        for place, head in enumerate(heads):
            following = heads[place + 1].at if place + 1 < len(heads) else None
            stop = self._stop(head, following)
            pieces = self._pieces(head.at, stop)
            known = packaged_note_titles()(head.title) if head.title else None
            yield Note(
                number=head.number,
                heading=f"{head.lead} {head.title}".strip(),
                title=head.title,
                span=line_span(self.source, self.lines[head.at]),
                pieces=tuple(self._span(*piece, last=piece == pieces[-1]) for piece in pieces),
                first=self.page.first + head.at,
                last=self.page.first + pieces[-1][1] - 1,
                concept=known.concept if known else "",
                rule=known.id if known else "",
                entity=owner,
            )

    def _stop(self, head: Heading, following: int | None) -> int:
        """Where a note ends: at the next one, or before that at what follows notes."""
        limit = len(self.lines) if following is None else following
        at = bisect_right(self.ends, head.at)
        if at < len(self.ends):
            limit = min(limit, self.ends[at])
        if following is None:
            limit = self.behind(head.after, limit)
            if limit == len(self.lines):
                self.unbounded.add(head.at)
        return limit

    def behind(self, first: int, stop: int) -> int:
        """The head of the first page, before the line `stop`, of what is no note; else `stop`."""
        tops = (at for at in range(first, stop) if self._top(at) and self._is_behind(at))
        return next(tops, stop)

    def _is_behind(self, at: int) -> bool:
        line = self.lines[at]
        text = line.text.strip()
        return (
            _BEHIND.match(text) is not None
            and not is_sentence(line)
            and (text.isupper() or is_capital(text))
        )

    def _top(self, at: int) -> bool:
        """Whether a line of words stands at the head of a page."""
        if not is_text(self.lines[at]):
            return False
        for place in range(at - 1, max(-1, at - _TOP), -1):
            kind = self.lines[place].kind
            if kind is LineKind.PAGE:
                return True
            if kind not in (LineKind.BLANK, LineKind.TAG) and not self.runs(place):
                return False
        return False

    def _pieces(self, first: int, stop: int) -> list[tuple[int, int]]:
        """The runs of lines, (first, behind the last), that are the note's."""
        pieces: list[tuple[int, int]] = []
        begun: list[int] = []  # the lines of a page

        def close(*, ends_page: bool) -> None:
            while (
                ends_page
                and begun
                and (self.lines[begun[-1]].kind is LineKind.BLANK or self.runs(begun[-1]))
            ):
                begun.pop()
            for at in begun:
                if pieces and pieces[-1][1] == at:
                    pieces[-1] = pieces[-1][0], at + 1
                else:
                    pieces.append((at, at + 1))
            begun.clear()

        top = False
        for at in range(first, stop):
            line = self.lines[at]
            if line.kind is LineKind.PAGE:
                close(ends_page=True)
                top = True
            elif line.kind is LineKind.TAG:
                close(ends_page=False)
            elif begun or not (
                line.kind is LineKind.BLANK or (top and at > first and self._heads_page(at))
            ):
                begun.append(at)
                top = False
        close(ends_page=True)
        return pieces or [(first, first + 1)]

    def _heads_page(self, at: int) -> bool:
        """Whether a first line of a page is its running head: '(unaudited)' stands there too."""
        text = self.lines[at].text.strip()
        return self.runs(at) or (
            text[:1] == "(" and text[-1:] == ")" and not is_row(self.lines[at])
        )

    def runs(self, at: int) -> bool:
        """Whether a line is one that pages repeat, or says that the notes go on."""
        line = self.lines[at]
        if not is_text(line) or is_row(line) or only_periods(line) or is_sentence(line):
            return False
        text = line.text
        if "note" in text.lower() or _CONTINUED.search(text):
            title = self.page.titles.at(at) if "note" in text.lower() else None
            if title is not None and title.kind is StatementKind.NOTE:
                return True
            if _CONTINUED.search(text) and (is_capital(text) or text.isupper()):
                return True
        if not (is_capital(text) or text.isupper()) and text.strip()[-1] in ".,;":
            return False
        return self._repeated()[_plain(text)] >= _REPEATED

    def _repeated(self) -> Counter[str]:
        """How many pages have a line of words near their head or foot."""
        if self._running is None:
            self._running = Counter()
            pages = [at for at, line in enumerate(self.lines) if line.kind is LineKind.PAGE]
            for at in pages:
                for way in (1, -1):
                    seen = 0
                    place = at + way
                    while 0 <= place < len(self.lines) and seen < 3 and abs(place - at) < 16:
                        line = self.lines[place]
                        if line.kind is LineKind.PAGE:
                            break
                        if is_text(line):
                            seen += 1
                            self._running[_plain(line.text)] += 1
                        place += way
        return self._running

    def _span(self, first: int, stop: int, *, last: bool) -> Span:
        start = self.source.starts[self.page.first + first - 1]
        number = self.page.first + stop  # of the line behind
        if last or number > self.source.line_count:
            end = self.source.starts[number - 2] + len(self.source.line(number - 1).rstrip())
        else:
            end = self.source.starts[number - 1]
        return self.source.span(start, end)

    def findings(self, heads: Sequence[Heading], notes: Sequence[Note]) -> Iterator[Finding]:
        """What is doubtful of a set of notes: numbers that are missing, ends that are not told."""
        if heads[0].ordinal > 1:
            yield Finding(
                code="SEG004", severity=Severity.INFO, span=notes[0].span,
                message=f"the first note that was seen is note {heads[0].number}",
                hint="what stands above it is in no text block",
            )  # fmt: skip
        for place, note in enumerate(notes[1:], 1):
            before = heads[place - 1]
            if heads[place].ordinal - before.ordinal > 1:
                yield Finding(
                    code="SEG004", severity=Severity.INFO, span=note.span,
                    message=f"after note {before.number} comes note {note.number}: between them"
                    " no heading was seen",
                    hint="the note before may hold what the missing one says",
                )  # fmt: skip
        for place, note in enumerate(notes):
            following = self.page.first + heads[place + 1].at if place + 1 < len(heads) else None
            cut = following is not None and self._cut_before(note, following)
            long = heads[place].at in self.unbounded and note.last - note.first > _LONG
            if cut or long:
                why = (
                    "what stands after notes as a rule comes before the next one"
                    if cut
                    else "nothing that follows notes as a rule was seen for "
                    f"{note.last - note.first} lines"
                )
                yield Finding(
                    code="SEG005", severity=Severity.INFO, span=note.span,
                    message=f"the end of note {note.number} is doubted: {why}",
                    hint="look at the last lines of the note's text",
                )  # fmt: skip

    def _cut_before(self, note: Note, following: int) -> bool:
        """Whether a note ends at something else than the next one."""
        first, after = note.first - self.page.first, following - self.page.first
        return bisect_left(self.ends, after) > bisect_right(self.ends, first)


def _plain(text: str) -> str:
    return " ".join("".join(sign for sign in text.lower() if not sign.isdigit()).split())
