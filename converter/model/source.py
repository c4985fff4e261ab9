"""The source text and places in it.

The text is never rewritten: tabs, page breaks and tags stay where they are, and views over it
(`converter.text`) translate. So each fact can answer which printed characters say so.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive, 0-based offsets) of the decoded source.

    `line` and `column` are those of `start`, both counted from 1, a tab as one character.
    """

    start: int
    end: int
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class SourceText:
    """One input file as decoded text.

    name       file name without folder, as messages and provenance show it
    text       the decoded text, untouched (line ends as in the file); of a document that wraps its
               text in HTML what prints: tags are blanks, entities spelt, each in its own place
    encoding   the codec that decoded it: 'utf-8', 'cp1252' or 'latin-1'
    sha256     hex digest of the bytes
    tab        the width of its tabs
    unprinted  the places (start, end) of such blanks, which take no room in print; in order, none
               goes over an end of a line
    """

    name: str
    text: str
    encoding: str
    sha256: str
    starts: tuple[int, ...] = field(default=(), repr=False)
    unprinted: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    tab: int = 8

    def __post_init__(self) -> None:
        if not self.starts:
            ends = accumulate(map(len, self.text.split("\n")[:-1]))
            starts = (0, *(end + number for number, end in enumerate(ends, 1)))
            object.__setattr__(self, "starts", starts)

    @property
    def line_count(self) -> int:
        return len(self.starts)

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end."""
        start = self.starts[number - 1]
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def printed(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of characters `start` to `end` (exclusive) that take room in print."""
        kept: list[tuple[int, int]] = []
        at = max(bisect_right(self.unprinted, (start, start)) - 1, 0)
        while at < len(self.unprinted) and self.unprinted[at][0] < end:
            left, right = self.unprinted[at]
            at += 1
            if right <= start:
                continue
            if left > start:
                kept.append((start, left))
            start = right
        if start < end:
            kept.append((start, end))
        return kept

    def span(self, start: int, end: int) -> Span:
        number = bisect_right(self.starts, start)
        return Span(start, end, number, start - self.starts[number - 1] + 1)

    def line_span(self, number: int, left: int, right: int) -> Span:
        """The span of columns `left` to `right` (0-based, exclusive) of line `number`."""
        start = self.starts[number - 1]
        return Span(start + left, start + right, number, left + 1)

    def cut(self, span: Span) -> str:
        return self.text[span.start : span.end]
