"""The texts of footnotes at the foot of a table, and where that foot is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.text.views import LineKind, views

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.source import SourceText, Span
    from converter.model.table import TextTable
    from converter.text.views import LineView

# A mark as it opens a text: '(1) ', '(a) ', '[1] ', '{1} ', '* ', '1/ ', '<F1>'
_SHAPES = (
    r"\((?:\d{1,2}|[A-Za-z]{1,2})\)|\[(?:\d{1,2}|[A-Za-z])\]|\{(?:\d{1,2}|[A-Za-z])\}"
    r"|\*{1,4}|(?:\d{1,2}|[a-z])/"
)
MARK = re.compile(_SHAPES)
TAG_MARK = re.compile(r"<(F\d{1,2}[A-Z]?)>", re.IGNORECASE)
_OPENS = re.compile(rf"(?P<mark>{_SHAPES})(?:(?P<gap>[\s:.-]+)|(?=[A-Z\"$]))(?=.*[A-Za-z]{{2}})")
_TAG_OPENS = re.compile(r"\s*(?:<FN>\s*)?<(?P<mark>F\d{1,2}[A-Z]?)>[\s:.-]*", re.IGNORECASE)
_MAYBE = re.compile(
    r"^[ \t]*(?:[(\[{]\w{1,2}[)\]}]|\*|\w{1,2}/|<F\d|<FN>)", re.MULTILINE | re.IGNORECASE
)
_TABLE_BEGINS = re.compile(r"<TABLE>", re.IGNORECASE)
_TABLE_ENDS = re.compile(r"</TABLE>|</FN>", re.IGNORECASE)
# Sentences at the foot of statements that belong to no footnote.
_REFERS = re.compile(
    r"\W*(?:(?:See|SEE)\s+(?:(?:the\s+|THE\s+)?(?:accompanying|ACCOMPANYING)|[Nn]otes|NOTES)\b"
    r"|(?:The|THE)\s+(?:accompanying\s+|ACCOMPANYING\s+)?(?:[Nn]otes|NOTES)\b"
    r"|(?:The|THE)\s+(?:above|accompanying|ACCOMPANYING)\b)"
)
_TOLD = re.compile(r"\bfootnotes?\b.*\b(?:next|following|opposite) page\b", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z]{2,}(?::|\s{2})")
# Below such a line the notes to the statements begin, whose numbers look like marks.
_NOTES_BEGIN = re.compile(
    r"\W*(?:(?:condensed|consolidated|selected)\s+)*notes?\s+(?:to|on)\s|\W*(?:item|part)\s+\w+\b"
    r"|\W*(?:signatures?|exhibit\b.*)\s*$",
    re.IGNORECASE,
)
_OTHER_LINES = 6  # of other text between a table, or a footnote, and the next footnote
_FOOT = 120  # lines below a table in which its footnotes end
_LONGEST = 40  # lines of a footnote
_WORD = 4  # capitals that are a word, no abbreviation
_CENTRED = 12  # columns by which a line stands further in than what it would go on with


@dataclass(frozen=True, slots=True)
class Body:
    """A footnote's text.

    key       the mark by which figures refer to it: '(1)', '<F1>'
    overleaf  it begins on the page behind the table's: without a reference it is none
    """

    key: str
    pieces: tuple[Span, ...]
    text: str
    overleaf: bool = False


def feet(table: TextTable, source: SourceText, stop: int) -> list[tuple[int, int]]:
    """The stretches of lines (both included) where a table's footnotes may stand: from its last
    figures on, not beyond line `stop`, and at the foot of each page that it goes over.
    """
    last = min(table.last + _FOOT, stop, source.line_count)
    figures = sorted({cell.span.line for row in table.rows for cell in row.cells})
    captions = {piece.line for row in table.rows if row.cells for piece in row.pieces}
    found: list[tuple[int, int]] = []
    for upper, lower in pairwise(figures):
        if lower - upper > 2:
            ends = _page_end(source, upper, lower)
            if ends:
                taken = max((at for at in captions if upper < at < ends), default=upper)
                found.append((taken + 1, ends - 1))
    if figures and figures[-1] < last:
        found.append((max(figures[-1], table.last) + 1, last))
    return found


def _page_end(source: SourceText, upper: int, lower: int) -> int:
    """The line between two lines of figures that ends a page; 0 where none does."""
    between = source.text[source.starts[upper] : source.starts[lower - 1]]
    if "\f" not in between and "<PAGE>" not in between.upper():
        return 0
    lines = views(source, upper + 1, lower - 1)
    return next((line.number for line in lines if line.kind is LineKind.PAGE), 0)


def bodies(
    source: SourceText, stretches: Iterable[tuple[int, int]], *, capitals: bool
) -> list[Body]:
    """The footnotes that stand in these stretches of lines, in order; of two with one mark the
    first.

    capitals  the table has no small letters: without it, what stands in capitals alone is the
              heading of a note, '(5) INCOME TAXES'
    """
    found: dict[str, Body] = {}
    for first, last in stretches:
        if first > last:
            continue
        end = source.starts[last] if last < source.line_count else len(source.text)
        if not _MAYBE.search(source.text, source.starts[first - 1], end):
            continue
        for body in _Reader(source, capitals=capitals).read(views(source, first, last)):
            found.setdefault(body.key, body)
    return list(found.values())


@dataclass(slots=True)
class _Open:
    """A footnote that is being read.

    hanging  the indent of its lines but the first
    right    where the last of its lines ends
    pieces   its places on the pages before
    heading  it is none: its first line is in capitals alone
    """

    key: str
    start: int
    end: int
    indent: int
    hanging: int
    right: int = 0
    lines: int = 1
    blank: bool = False
    heading: bool = False
    overleaf: bool = False
    words: list[str] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)


def _next(key: str) -> str:
    """The mark that follows: '(10)' after '(9)', '(c)' after '(b)', '**' after '*'."""
    inner = key.strip("()[]{}/")
    if set(key) == {"*"}:
        return f"{key}*"
    if inner.isdigit():
        return key.replace(inner, str(int(inner) + 1))
    return key.replace(inner, chr(ord(inner) + 1)) if len(inner) == 1 else ""


class _Reader:
    """Reads the footnotes of one stretch of lines."""

    def __init__(self, source: SourceText, *, capitals: bool) -> None:
        self._source = source
        self._capitals = capitals
        self._open: _Open | None = None
        self._found: list[Body] = []
        self._tagged = False
        self._overleaf = False
        self._told = False  # that the footnotes are on the next page

    def read(self, lines: Sequence[LineView]) -> list[Body]:
        others = 0
        turned = False  # the page ends, and no line of the next one was read yet
        for line in lines:
            raw = self._source.line(line.number)
            if "<" in raw and _TABLE_BEGINS.search(raw) and not _TAG_OPENS.match(raw):
                break
            if line.kind is LineKind.PAGE:
                if self._told:
                    continue
                if not self._may_turn():
                    break
                turned = self._overleaf = True
                continue
            if turned and line.kind is LineKind.TEXT:
                turned = False
                if not self._turns(line, raw):
                    break
            elif turned:
                continue
            elif self._opens(line, raw):
                others = 0
            elif line.kind in (LineKind.RULE, LineKind.TAG):
                self._close()
            elif line.kind is LineKind.BLANK:
                if self._open:
                    self._open.blank = True
            elif self._goes_on(line):
                self._take(line)
            else:
                self._close()
                self._told = self._told or bool(_TOLD.search(line.text))
                others += 1
                if others > _OTHER_LINES or _NOTES_BEGIN.match(line.text):
                    break
            if "</" in raw and _TABLE_ENDS.search(raw):
                self._close()
                self._tagged = False
        self._close()
        return self._found

    def _may_turn(self) -> bool:
        """Whether footnotes may go on on the next page: there are some on this one."""
        return bool(self._found or self._open)

    def _turns(self, line: LineView, raw: str) -> bool:
        """Whether the first line of the next page goes on with the footnotes: it begins the next
        one, or ends the sentence that the page cuts.
        """
        within = self._open
        last = within.key if within else self._found[-1].key
        found = _OPENS.match(line.text, line.indent)
        if found:
            return found["mark"] == _next(last) and self._opens(line, raw)
        unfinished = within and within.words and within.words[-1][-1:] not in ".!?:)"
        if not unfinished or not line.text[line.indent].islower():
            return False
        self._take(line, apart=True)
        return True

    def _opens(self, line: LineView, raw: str) -> bool:
        """Whether a line begins a footnote, which is open then."""
        if "<" in raw:
            tag = _TAG_OPENS.match(raw)
            if tag:
                self._close()
                self._tagged = True
                base = self._source.starts[line.number - 1]
                start, end = base + tag.end(), base + len(raw.rstrip())
                text = _TABLE_ENDS.sub("", raw[tag.end() :]).rstrip()
                end = start + len(text)
                self._open = _Open(f"<{tag['mark'].upper()}>", start, end, 0, 0)
                self._open.words = text.split()
                return True
        if line.kind is not LineKind.TEXT:
            return False
        indent = line.indent
        found = _OPENS.match(line.text, indent)
        if not found or self._mid_sentence(found):
            return False
        self._close()
        start = line.span(self._source, found.end(), found.end() + 1).start
        end = line.span(self._source, found.end(), len(line.text)).end
        first = line.text[found.end() :]
        heading = not self._capitals and first.isupper() and len(first) > _WORD
        self._open = _Open(found["mark"], start, end, indent, found.end(), heading=heading)
        self._open.overleaf = self._overleaf
        self._open.words = line.text[found.end() :].split()
        self._open.right = len(line.text)
        return True

    def _mid_sentence(self, found: re.Match[str]) -> bool:
        """Whether what looks like a mark goes on with the line above: 'as told in' over
        '(1) above'.
        """
        within = self._open
        if within is None or within.blank or not within.words:
            return False
        if self._tagged and within.key.startswith("<") and not found["mark"].startswith("<"):
            return True  # '<F1>' in front of '(1)' lists within one footnote
        inside = found.start() == within.hanging > within.indent
        return inside and within.words[-1][-1:] not in ".;:)"

    def _goes_on(self, line: LineView) -> bool:
        within = self._open
        if within is None or within.lines >= _LONGEST:
            return False
        sentence = not within.words or within.words[-1][-1:] in ".!;:)"
        if not within.words:
            return True
        if sentence and _REFERS.match(line.text):
            return False
        if not within.blank:
            if sentence and line.indent > within.hanging + _CENTRED:
                return False
            return not self._begins_anew(within, line)
        if within.key.startswith("<"):
            return self._tagged and not _NOTES_BEGIN.match(line.text)
        hangs = abs(line.indent - within.hanging) <= 1 and line.indent > within.indent
        return hangs and not _NOTES_BEGIN.match(line.text)

    @staticmethod
    def _begins_anew(within: _Open, line: LineView) -> bool:
        """Whether a line begins another paragraph: no further in than the mark, with a capital, and
        its first word had room on the line above; or with a label, 'SOURCE  Acme Inc.'.
        """
        if line.indent <= within.indent and _LABEL.match(line.text, line.indent):
            return True
        first = line.text.split(None, 1)[0]
        flush = line.indent <= within.indent < within.hanging and first[0].isupper()
        return flush and within.right + 1 + len(first) < len(line.text)

    def _take(self, line: LineView, *, apart: bool = False) -> None:
        """Takes a line of a footnote; `apart`: behind the end of a page."""
        within = self._open
        assert within is not None  # noqa: S101 - only a footnote that is open goes on
        if apart:
            within.pieces.append((within.start, within.end))
        if apart or not within.words:
            within.start = line.span(self._source, line.indent, line.indent + 1).start
        if within.lines == 1:
            within.hanging = line.indent if line.indent > within.indent else within.hanging
        within.end = line.span(self._source, line.indent, len(line.text)).end
        within.words += line.text.split()
        within.right = len(line.text)
        within.lines += 1
        within.blank = False

    def _close(self) -> None:
        within, self._open = self._open, None
        if (
            within is None
            or within.heading
            or not any(any(map(str.isalpha, word)) for word in within.words)
        ):
            return
        places = [*within.pieces, (within.start, within.end)]
        spans = tuple(self._source.span(*place) for place in places)
        self._found.append(Body(within.key, spans, " ".join(within.words), within.overleaf))
