"""The cover as a page: its lines, its labels, and what stands around a label."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.filing import CoverFact, Document
from converter.model.finding import Finding, Severity
from converter.read.address import Piece
from converter.read.release import STATEMENT_TITLE
from converter.text.views import LineKind, LineView, chunks, views

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from converter.model.source import SourceText

_MOST_LINES = 260  # two printed pages and what stands before them
_LEAST_SAID = 8  # lines of words before a page's end that may be a cover's
_MOST_PAGES = 2  # a long list of securities pushes the shares outstanding to a second page
_MOST_TEXT = 40_000  # characters of them; text without line ends has no cover layout to read
_WIDEST = 1_000  # a label's line is a printed line, and a wider one costs its square to search
_REACH = 3  # lines of text between a value and its label, at most
_OPEN = r"[(\[]?\s*"
LABELS: dict[str, re.Pattern[str]] = {
    name: re.compile("|".join(rules), re.IGNORECASE)
    for name, rules in {
        "name": (_OPEN + r"exact\s+name\s+of",),
        "state": (
            (
                r"(?:[(\[]\s*|^\s*|(?<=\s\s))(?:state|jurisdiction|province|country)"
                r"(?:,|/|\s+(?:or|of|and|in)\b)"
            ),
            r"[(\[]\s*state\s*[)\]]",
        ),
        "tax": (
            _OPEN + r"(?:I\.?\s?R\.?\s?S\.?|internal\s+revenue(?:\s+service)?)"
            r"\s*(?:employer|no\b|I\.?\s?D|E\.?I\.?N)",
            _OPEN + r"(?:federal\s+)?employer\s+(?:identification|I\.?\s?D)",
        ),
        "file": (
            _OPEN + r"commission(?:'s)?\s+(?:file|number)",
            # wrapped between columns: '(Commission' over 'File Number)'
            r"[(\[]\s*commission\s*(?=$|\s\s)",
            _OPEN + r"(?:SEC\s+)?file\s+n(?:umber|o\.)",
        ),
        "address": (
            _OPEN + r"address(?:es)?\b[^()\[\]]{0,40}\b(?:principal|executive)",
            r"[(\[]\s*address\b",
            _OPEN + r"principal\s+executive\s+office",
        ),
        "code": (_OPEN + r"zip\s+code",),
        "phone": (
            _OPEN + r"(?:(?:registrant|issuer|company)'?s?,?\s+)?telephone\s*n(?:umber|o)",
            r"[(\[]\s*(?:telephone|area\s+code)",
        ),
        "former": (_OPEN + r"former\s+(?:name|address)",),
    }.items()
}
# Most lines hold no label; a word's presence is told several times faster than its pattern's.
_WORDS: dict[str, tuple[str, ...]] = {
    "name": ("exact",),
    "state": ("state", "jurisdiction", "province", "country"),
    "tax": ("employer", "internal", "irs", "i.r", "i. r"),
    "file": ("commission", "file n"),
    "address": ("address", "executive"),
    "code": ("zip",),
    "phone": ("telephone", "area"),
    "former": ("former",),
}
_END = re.compile(
    r"\s*(?:PART\s+(?:I|ONE|1)\b|ITEMS?\s+\d{1,2}(?!\d)|TABLE\s+OF\s+CONTENTS|INDEX\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label's place: index of its line in the page, columns, whether it stands in parentheses."""

    kind: str
    row: int
    left: int
    right: int
    captions_above: bool


@dataclass(slots=True)
class Page:
    """The cover's lines and labels, and what was found so far."""

    source: SourceText
    lines: list[LineView]
    start: int
    end: int
    labels: list[Label]
    facts: dict[str, CoverFact] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def form(self) -> str:
        """The form, where it is told: '10-K405'."""
        fact = self.facts.get("DocumentType")
        return fact.value if fact else ""

    def label(self, kind: str) -> Label | None:
        return next((label for label in self.labels if label.kind == kind), None)

    def piece(self, row: int, left: int, right: int) -> Piece:
        span = self.lines[row].span(self.source, left, right)
        return Piece(span.start, span.end, self.source.cut(span))

    def put(
        self,
        name: str,
        value: str,
        piece: Piece | None = None,
        instant: dt.date | None = None,
        of: str = "",
        decimals: int = 0,
        boxed: bool = False,
    ) -> None:
        """A fact, unless there is one of its name and security; a text counts as printed where
        its characters are the value, a boolean where they are a box.
        """
        span = self.source.span(piece.start, piece.end) if piece else None
        printed = span is None or name in _TRANSFORMED or boxed or self.source.cut(span) == value
        fact = CoverFact(
            name=name, value=value, span=span, instant=instant, printed=printed, of=of,
            decimals=decimals,
        )  # fmt: skip
        self.facts.setdefault(f"{name} {of.lower()}" if of else name, fact)

    def note(self, code: str, message: str, severity: Severity, *places: Piece) -> None:
        spans = tuple(self.source.span(place.start, place.end) for place in places)
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                message=message,
                span=spans[0] if spans else None,
                others=spans[1:],
            )
        )


# Dates and numbers: inline XBRL's transformations spell them.
_TRANSFORMED = {
    "DocumentPeriodEndDate",
    "EntityCommonStockSharesOutstanding",
    "EntityPublicFloat",
}


def cover_page(source: SourceText, document: Document) -> Page:
    """The lines of `document` down to the end of its cover: the first part, item, contents or
    statement, at most the page after the one that names the registrant.
    """
    first = document.span.line
    last_line = source.span(max(document.span.end - 1, 0), document.span.end).line
    found = views(source, first, min(first + _MOST_LINES - 1, last_line))
    count = next(_cover_ends(found), len(found))
    last = found[max(count - 1, 0)].number
    end = source.starts[last] if last < source.line_count else len(source.text)
    lines = found[:count]
    end = min(end, document.span.end, document.span.start + _MOST_TEXT)
    return Page(source, lines, document.span.start, end, labels=list(_find_labels(lines)))


def _cover_ends(lines: list[LineView]) -> Iterator[int]:
    """Rows before which the cover has ended."""
    named = turned = False
    pages = said = 0
    before = LineKind.TEXT
    for row, line in enumerate(lines):
        if len(line.text) > _WIDEST:
            continue
        # a few covers do not say 'exact name'; where they do the telephone stands behind it
        named = named or any(
            word in line.text.lower() and bool(LABELS[label].search(line.text))
            for word, label in (("exact", "name"), ("telephone", "phone"))
        )
        # a cover that says neither is a page all the same
        said += line.kind is LineKind.TEXT
        turned = turned or (line.kind is LineKind.PAGE and said >= _LEAST_SAID)
        if (named or turned) and (_END.match(line.text) or STATEMENT_TITLE.match(line.text)):
            yield row
        # page numbers and the break below them are one break
        pages += named and line.kind is LineKind.PAGE and before is not LineKind.PAGE
        if pages == _MOST_PAGES:
            yield row
        if line.kind is not LineKind.BLANK:
            before = line.kind


def _find_labels(lines: list[LineView]) -> Iterator[Label]:
    """Every label in order; a label reaches to the next one in its chunk or to the chunk's end."""
    for row, line in enumerate(lines):
        if line.kind is not LineKind.TEXT or len(line.text) > _WIDEST:
            continue
        lower = line.text.lower()
        starts = sorted(
            (part.start() + len(part.group()) - len(part.group().lstrip()), kind)
            for kind, words in _WORDS.items()
            if any(word in lower for word in words)
            for part in [LABELS[kind].search(line.text)]
            if part
        )
        for at, (left, kind) in enumerate(starts):
            right = min(
                [chunk.right for chunk in chunks(line.text) if chunk.left <= left < chunk.right]
                + [start for start, _ in starts[at + 1 :]]
            )
            yield Label(kind, row, left, right, line.text[left] in "([")


def values(page: Page, label: Label, rule: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """What matches `rule` around `label`, the likeliest first, as (row, match): above it where
    it stands in parentheses, else to its right, then below; the nearest column first.
    """
    above = list(_text_rows(page, label.row, -1))
    below = list(_text_rows(page, label.row, 1))
    rows = [*above, label.row, *below] if label.captions_above else [label.row, *below, *above]
    for row in rows:
        parts = list(rule.finditer(page.lines[row].text))
        if row == label.row:
            # what follows a label is its value before what stands ahead of it
            parts.sort(key=lambda part: (part.end() <= label.left, distance(part.span(), label)))
        else:
            parts.sort(key=lambda part: distance(part.span(), label))
        yield from ((row, part) for part in parts)


def _text_rows(page: Page, row: int, step: int) -> Iterator[int]:
    """The rows of the nearest lines of text above (-1) or below (1)."""
    count = 0
    at = row + step
    while 0 <= at < len(page.lines) and count < _REACH and abs(at - row) <= _REACH * 2:
        if page.lines[at].kind is LineKind.TEXT:
            yield at
            count += 1
        at += step


def distance(columns: tuple[int, int], label: Label) -> int:
    left, right = columns
    return max(left - label.right, label.left - right, 0)
