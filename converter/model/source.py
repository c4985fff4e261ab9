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
    text       the decoded text, untouched (line ends as in the file)
    encoding   the codec that decoded it: 'utf-8', 'cp1252' or 'latin-1'
    sha256     hex digest of the bytes
    """

    name: str
    text: str
    encoding: str
    sha256: str
    starts: tuple[int, ...] = field(default=(), repr=False)

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

    def span(self, start: int, end: int) -> Span:
        number = bisect_right(self.starts, start)
        return Span(start, end, number, start - self.starts[number - 1] + 1)

    def line_span(self, number: int, left: int, right: int) -> Span:
        """The span of columns `left` to `right` (0-based, exclusive) of line `number`."""
        start = self.starts[number - 1]
        return Span(start + left, start + right, number, left + 1)

    def cut(self, span: Span) -> str:
        return self.text[span.start : span.end]
