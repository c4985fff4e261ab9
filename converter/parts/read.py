"""A filing's parts, each with its first and last line and its characters."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY, STATEMENT_NAMES
from converter.parts.ends import ends
from converter.parts.forms import form_of
from converter.parts.heads import heads
from converter.parts.part import Kind, Part, Parts, State
from converter.parts.sequence import Head, chain
from converter.parts.titled import titled
from converter.text.views import LineKind, views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.filing import Document, Filing
    from converter.model.note import Note
    from converter.model.source import SourceText
    from converter.model.table import Section
    from converter.parts.ends import Ends
    from converter.parts.forms import Form, Place
    from converter.text.views import LineView

_ELSEWHERE = re.compile(
    r"incorporated\s+(?:\w+\s+){0,3}by\s+(?:this\s+)?reference|(?:hereby|herein)\s+incorporated"
    r"|\b(?:see|refer\s+to)\b|\b(?:is|are|was|were|be|been)\s+(?:set\s+forth|included|contained|presented|shown|filed|omitted|submitted|found|provided|given)\b"
    r"|\b(?:appears?|appearing|contained|included|set\s+forth|presented)\s+(?:\w+\s+){0,3}(?:in|on|under|at|by)\b"
    r"|\bby\s+reference\b|proxy\s+statement",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\W*(?:\([a-z]\)\W*)?(?:none(?:\s+to\s+report)?|not\s+applicable|n/?a|inapplicable|no\s+(?:such\s+)?matters?\b.{0,200}|reserved|omitted"
    r"|(?:there\s+(?:were|are|was|is|have\s+been)\s+no(?:ne)?\b|nothing\b).{0,300}|no\s+change.{0,200})\W*",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"\W*(?:page\s+)?(?:[A-Z]{1,2}-)?\d{1,3}\W*", re.IGNORECASE)
_SHORT = 700  # characters of an Item that only says where it stands instead
_STANDS = 4.0  # weight from which a head out of order is one


def find_parts(
    filing: Filing, sections: Sequence[Section] = (), notes: Sequence[Note] = ()
) -> Parts:
    """All parts in the order of the text.

    sections  where the statements stand, as the conversion finds them; `notes` the notes
    """
    found: list[Part] = []
    form: Form | None = None
    missing: tuple[str, ...] = ()
    strays: list[str] = []
    for document in filing.documents:
        found.append(_document(filing.source, document))
        own = form_of(document.type)
        inside: list[Part] = []
        if own is not None:
            reader = _Items(filing, document, own, sections)
            inside = reader.parts()
            strays += reader.strays
            if form is None:
                form, missing = own, reader.missing()
        first, last = found[-1].first, found[-1].last
        here = [each for each in sections if first <= each.first <= last]
        inside += _statements(filing.source, document, here)
        inside += [_note(filing.source, document, n) for n in notes if first <= n.first <= last]
        found += sorted(inside, key=lambda part: (part.first, _RANK[part.kind], -part.last))
    return Parts(tuple(_counted(found)), form.name if form else "", missing, tuple(strays))


_RANK = {
    Kind.DOCUMENT: 0, Kind.COVER: 1, Kind.PART: 1, Kind.ITEM: 2, Kind.STATEMENT: 3, Kind.NOTE: 3,
    Kind.SIGNATURES: 1, Kind.INDEX: 1, Kind.REST: 1,
}  # fmt: skip


def _document(source: SourceText, document: Document) -> Part:
    start, end = document.span.start, document.span.end
    last = source.span(max(end - 1, start), end).line
    return Part(
        Kind.DOCUMENT, document.type, document.description, document.sequence, start, end,
        document.span.line, last, (f"document {document.sequence}", document.filename),
    )  # fmt: skip


def _statements(source: SourceText, document: Document, sections: Sequence[Section]) -> list[Part]:
    """The statements; pages of one are one part."""
    parts: list[Part] = []
    before: Section | None = None
    for section in sections:
        if section.kind not in PRIMARY:
            continue
        first = min(section.first, section.title_span.line)
        name = STATEMENT_NAMES[section.kind]
        part = _stretch(source, document, Kind.STATEMENT, name, first, section.last)
        part = replace(part, title=section.title, also=(section.kind.value,), within=section.entity)
        same = before is not None and (before.kind, before.entity) == (section.kind, section.entity)
        if parts and same:
            parts[-1] = replace(parts[-1], last=part.last, end=part.end)
        else:
            parts.append(part)
        before = section
    return parts


def _note(source: SourceText, document: Document, note: Note) -> Part:
    name = f"Note {note.number}" if note.number else f"Note: {note.title}"
    part = _stretch(source, document, Kind.NOTE, name, note.first, note.last)
    return replace(part, title=note.title, within=note.entity)


def _stretch(
    source: SourceText, document: Document, kind: Kind, name: str, first: int, last: int
) -> Part:
    """Lines `first` to `last` as a part."""
    start = max(source.starts[first - 1], document.span.start)
    end = source.starts[last] if last < source.line_count else len(source.text)
    if first <= document.span.line and last >= document.span.line:
        start = document.span.start
    if document.span.start < end and start < document.span.end:
        end = min(end, document.span.end)
    return Part(kind, name, "", document.sequence, start, end, first, last)


def _counted(parts: list[Part]) -> list[Part]:
    """Parts of one name that stand in nothing that tells them apart get a number: 'EX-10' twice."""
    names = Counter(part.full_name for part in parts if part.kind is Kind.DOCUMENT)
    return [
        replace(part, also=(*part.also, f"{part.name} (document {part.document})"))
        if names[part.full_name] > 1 and part.kind is Kind.DOCUMENT
        else part
        for part in parts
    ]


class _Items:
    """The Parts and Items of one document, with its cover and its signature page."""

    def __init__(
        self, filing: Filing, document: Document, form: Form, sections: Sequence[Section]
    ) -> None:
        self.filing, self.document, self.form = filing, document, form
        source = filing.source
        last = source.span(max(document.span.end - 1, 0), document.span.end).line
        self.lines: list[LineView] = views(source, document.span.line, last)
        self.candidates = list(heads(self.lines, form))
        self.chain: list[Head] = chain(self.candidates, len(self.lines))
        self._by_titles()
        self._by_statements([each for each in sections if each.kind in PRIMARY])
        self.out_of_order = self._strays()
        behind = max((head.below for head in self.chain), default=0)
        self.ends: Ends = ends(self.lines, behind)

    def _by_titles(self) -> None:
        """Adds the Items that stand under their titles alone, between their neighbours."""
        for _, place, since in self.form.required:
            chain = self.chain
            if not chain or since > self._day() or any(h.low <= place <= h.high for h in chain):
                continue
            after = next((at for at, head in enumerate(chain) if head.low > place), len(chain))
            start = chain[after - 1].below if after else self._contents_end(chain[0].line)
            stop = chain[after].line if after < len(chain) else len(self.lines)
            found = titled(self.lines, self.form, place, start, stop)
            if found is not None:
                self.chain = [*chain[:after], found, *chain[after:]]

    def _by_statements(self, statements: list[Section]) -> None:
        """Adds the Item of the financial statements where it has no head: the first statement
        between its neighbours begins it.
        """
        place, chain = self.form.statements, self.chain
        if place is None or not chain or any(head.low <= place <= head.high for head in chain):
            return
        after = next((at for at, head in enumerate(chain) if head.low > place), len(chain))
        start = chain[after - 1].below if after else 0
        stop = chain[after].line if after < len(chain) else len(self.lines)
        firsts = (min(each.first, each.title_span.line) - self._first for each in statements)
        line = next((line for line in firsts if start <= line < stop), None)
        if line is not None:
            numbers = (f"{place[0] % 100:g}",)
            head = Head(line, line, place, place, numbers, "", 0.0, alone=True)
            self.chain = [*chain[:after], head, *chain[after:]]

    def _contents_end(self, before: int) -> int:
        """The line behind what a table of contents says of Items."""
        return max((head.below for head in self.candidates if head.line < before), default=0)

    @property
    def strays(self) -> list[str]:
        return [_name(head) for head in self.out_of_order]

    def missing(self) -> tuple[str, ...]:
        """Items that the form prescribes and the chain has not; an amendment need not have any, nor
        a document without a single Item.
        """
        if self.document.type.upper().endswith("/A"):
            return ()
        if not self.chain:
            return ("every Item",)
        filed = self._day()
        items = [head for head in [*self.chain, *self.out_of_order] if not head.part]
        lost = [
            name
            for name, place, since in self.form.required
            if since <= filed
            and not any(head.low <= place <= head.high for head in items)
            and not any(low < place < high for low, high in self._whole_parts())
        ]
        if self.form.name == "8-K" and not items:
            return ("every Item",)
        return tuple(lost)

    def _whole_parts(self) -> list[tuple[Place, Place]]:
        """The places of Parts without Items that as a whole stand elsewhere: 'the information that
        this Part requires is incorporated by reference'.
        """
        whole = []
        for at, head in enumerate(self.chain):
            after = self.chain[at + 1] if at + 1 < len(self.chain) else None
            if head.part and (after is None or after.part):
                stop = after.line if after else len(self.lines)
                body = "\n".join(line.text for line in self.lines[head.below : stop])
                if self._state(head, body) is State.REFERENCE:
                    whole.append((head.low, after.low if after else (float("inf"), 0)))
        return whole

    def _day(self) -> dt.date:
        """The day of filing; where it is not known the end of the period, which asks for less."""
        if self.filing.header.filed:
            return self.filing.header.filed
        end = self.filing.cover_value("DocumentPeriodEndDate")
        return dt.date.fromisoformat(end) if end else dt.date.min

    def _strays(self) -> list[Head]:
        """Heads behind the first of the chain that are plainly heads, but of no place in it."""
        if not self.chain:
            return []
        taken = {head.low for head in self.chain}
        lines = {head.line for head in self.chain}
        found: dict[tuple[float, int], Head] = {}
        for head in self.candidates:
            plain = (
                head.line > self.chain[0].line and head.weight >= _STANDS and head.like is not None
                and not (head.again or head.toc or head.part)
            )  # fmt: skip
            if plain and head.low not in taken and head.line not in lines:
                found.setdefault(head.low, head)
        return list(found.values())

    def parts(self) -> list[Part]:
        found = sorted([*self.chain, *self.out_of_order], key=lambda head: (head.line, head.low))
        behind = self.ends.signatures if self.ends.signatures is not None else len(self.lines)
        made: list[Part] = []
        if found and found[0].line:
            made += self._between(Kind.COVER, "Cover", 0, found[0].line)
        for at, head in enumerate(found):
            later = (
                each.line
                for each in found[at + 1 :]
                if each.line > head.line and (each.part or not head.part)
            )
            stop = min(next(later, behind), behind)
            kind = Kind.PART if head.part else Kind.ITEM
            made += [
                self._filled(part, head)
                for part in self._between(kind, _name(head), head.line, stop)
            ]
        if self.ends.signatures is not None:
            made += self._between(
                Kind.SIGNATURES, "Signatures", self.ends.signatures, self.ends.behind
            )
            index = len(self.lines) if self.ends.exhibits is None else self.ends.exhibits
            made += self._between(Kind.REST, "Rest", self.ends.behind, index)
            made += self._between(Kind.INDEX, "Exhibit index", index, len(self.lines))
        return made

    def _filled(self, part: Part, head: Head) -> Part:
        body = "\n".join(line.text for line in self.lines[head.below : part.last - self._first + 1])
        if head.part:
            bare = not any(
                each.line > head.line and not each.part and each.line <= part.last - self._first
                for each in self.chain
            )
            state = self._state(head, body) if bare else State.TEXT
            return replace(part, title=head.title, state=state)
        also = (f"Item {number}" for number in head.numbers)
        remark = "out of order" if head in self.out_of_order else ""
        if head.like is not None and head.like < 0.3:
            remark = "its title is not the form's"
        if head.alone:
            remark = "by its title alone" if head.title else "by its statements alone"
        return replace(
            part, title=head.title, also=tuple(also), remark=remark, state=self._state(head, body),
            within=f"Part {'I' * int(head.low[0] // 100)}" if self.form.counts else "",
        )  # fmt: skip

    @property
    def _first(self) -> int:
        return self.lines[0].number

    def _state(self, head: Head, body: str) -> State:
        own = self.lines[head.line].text
        flat = " ".join(body.split())
        if not flat:  # 'Item 3. Legal Proceedings. None.'
            flat = (
                " ".join(own.split()).partition(head.title)[2].strip(" .:-") if head.title else ""
            )
            if not flat:
                flat = head.title
        if len(flat) <= _SHORT:
            if _NOTHING.fullmatch(flat):
                return State.NOTHING
            if _ELSEWHERE.search(flat):
                return State.REFERENCE
        return State.TEXT

    def _is_number(self, at: int) -> bool:
        """Whether a line is a page's number: it stands alone below white."""
        below_white = at > 0 and self.lines[at - 1].kind is not LineKind.TEXT
        return below_white and _NUMBER.fullmatch(self.lines[at].text) is not None

    def _between(self, kind: Kind, name: str, start: int, stop: int) -> list[Part]:
        """Lines with index `start` to `stop` (exclusive), without white and ends of pages at the
        end; none where nothing is left.
        """
        blank = (LineKind.BLANK, LineKind.PAGE, LineKind.TAG)
        while stop > start and (self.lines[stop - 1].kind in blank or self._is_number(stop - 1)):
            stop -= 1
        if stop <= start:
            return []
        first, last = self.lines[start].number, self.lines[stop - 1].number
        return [_stretch(self.filing.source, self.document, kind, name, first, last)]


def _name(head: Head) -> str:
    if head.part:
        return f"Part {head.numbers[0]}"
    *others, last = head.numbers
    return f"Items {', '.join(others)} and {last}" if others else f"Item {last}"
