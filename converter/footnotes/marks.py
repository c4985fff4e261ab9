"""Marks of footnotes in a table, and the figures that each speaks of.

    behind a figure         1,234(1)    1,234 *    1,234<F1>
    at a caption's end      Net sales (1)        the figures of its line
    at a heading's end      Revenues: (1)        those of the lines below it
    in a column's head      1996 (1)             those of the column

What is read as a figure is no mark: the '(1)' of a column of losses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.footnotes.bodies import MARK, TAG_MARK
from converter.model.lineitem import Role
from converter.text.views import view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.lineitem import LineItem, ReadTable
    from converter.model.source import SourceText, Span
    from converter.model.table import Cell, Spanner

_BEHIND = 2  # blanks between a figure, or a caption, and its mark
_CLOSES = re.compile(r"[\s)%]*")
_LEADS = re.compile(r"[\s.:_$,(-]*")
_WORDS = re.compile(r"[A-Za-z0-9)]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark where it stands. `close` is one that touches a figure: it is nothing else."""

    key: str
    span: Span
    cells: tuple[Span, ...]
    close: bool = False


def marks(read: ReadTable, source: SourceText) -> list[Mark]:
    """The marks of a table, in order."""
    table = read.table
    lines = _Lines(read, source)
    numbers = {span.line for span in lines.spans()}
    found: list[Mark] = []
    for number in sorted(numbers):
        raw = source.line(number)
        if MARK.search(raw) or ("<" in raw and TAG_MARK.search(raw)):
            found += lines.marks(number)
    return [mark for mark in found if mark.span.line >= table.first]


class _Lines:
    """What a table has on each of its lines."""

    def __init__(self, read: ReadTable, source: SourceText) -> None:
        self._read = read
        self._source = source
        self._cells: dict[int, list[Cell]] = {}
        self._pieces: dict[int, list[tuple[Span, int]]] = {}
        self._heads: dict[int, list[Spanner]] = {}
        for at, item in enumerate(read.items):
            for cell in item.row.cells:
                self._cells.setdefault(cell.span.line, []).append(cell)
            for piece in item.row.pieces:
                self._pieces.setdefault(piece.line, []).append((piece, at))
        for head in read.table.boxhead:
            self._heads.setdefault(head.span.line, []).append(head)

    def spans(self) -> Iterator[Span]:
        for cells in self._cells.values():
            yield from (cell.span for cell in cells)
        for pieces in self._pieces.values():
            yield from (piece for piece, _ in pieces)
        yield from (head.span for head in self._read.table.boxhead)

    def marks(self, number: int) -> Iterator[Mark]:
        line = view(self._source, number)
        base = self._source.starts[number - 1]
        raw = self._source.line(number)
        found: list[tuple[int, int, str]] = []
        for tag in TAG_MARK.finditer(raw) if "<" in raw else ():
            place = base + tag.start(), base + tag.end()
            found.append((*place, tag[0].upper()))
        for mark in MARK.finditer(line.text):
            if _stands(line.text, mark):
                span = line.span(self._source, mark.start(), mark.end())
                found.append((span.start, span.end, mark[0]))
        found.sort()
        taken = [(start, end) for start, end, _ in found]
        for start, end, key in found:
            made = self._mark(number, start, end, key, taken)
            if made:
                yield made

    def _mark(
        self, number: int, start: int, end: int, key: str, taken: Sequence[tuple[int, int]]
    ) -> Mark | None:
        span = self._source.span(start, end)
        cells = sorted(self._cells.get(number, ()), key=lambda cell: cell.span)
        if any(cell.span.start < end and start < cell.span.end for cell in cells):
            return None  # a figure
        before = [cell for cell in cells if cell.span.end <= start]
        after = [cell for cell in cells if cell.span.start >= end]
        if before:
            left = before[-1].span.end
            between = self._printed(left, start, taken)
            if _CLOSES.fullmatch(between) and self._near(between, key):
                close = not between.strip(")%")
                return Mark(key, span, (before[-1].span,), close)
            return None
        own = [each for each in self._pieces.get(number, ()) if each[0].start <= start]
        if own:
            piece, at = max(own, key=lambda each: each[0].start)
            stop = after[0].span.start if after else max(piece.end, end)
            ahead = self._printed(piece.start, start, taken)
            behind = self._printed(end, stop, taken)
            # further away it stands in place of an amount: 'Preferred stock            *'
            if self._near(ahead, key) and _WORDS.search(ahead) and _LEADS.fullmatch(behind):
                return Mark(key, span, tuple(self._of_line(at)))
            return None
        for head in self._heads.get(number, ()):
            if head.span.start <= start <= head.span.end + _BEHIND:
                return Mark(key, span, tuple(self._of_columns(head.first, head.last)))
        return None

    @staticmethod
    def _near(between: str, key: str) -> bool:
        """Whether a mark stands close behind what is printed before it; EDGAR's may stand apart."""
        gap = between[len(between.rstrip()) :]
        return key.startswith("<") or ("\t" not in gap and len(gap) <= _BEHIND)

    def _printed(self, start: int, end: int, taken: Sequence[tuple[int, int]]) -> str:
        """The characters between two places, without marks and what takes no room."""
        parts: list[str] = []
        for left, right in taken[bisect_left(taken, (start, start)) :]:
            if left >= end:
                break
            parts.append(self._shown(start, left))
            start = max(start, right)
        parts.append(self._shown(start, end))
        return "".join(parts)

    def _shown(self, start: int, end: int) -> str:
        text = self._source.text
        return "".join(text[left:right] for left, right in self._source.printed(start, end))

    def _of_line(self, at: int) -> Iterator[Span]:
        items = self._read.items
        item = items[at]
        if item.row.cells or item.role is not Role.HEADING:
            yield from _spans(item)
            return
        for below in items[at + 1 :]:
            if below.level <= item.level:
                break
            yield from _spans(below)

    def _of_columns(self, first: int, last: int) -> Iterator[Span]:
        for item in self._read.items:
            yield from (c.span for c in item.row.cells if first <= c.column <= last)


def _spans(item: LineItem) -> Iterator[Span]:
    return (cell.span for cell in item.row.cells)


def _stands(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark is one by what stands beside it: 'shares*', no 'Note (1)', no '5/8'."""
    shape, before, after = mark[0], text[: mark.start()], text[mark.end() :]
    if shape[-1] == "/":
        # no '5/8', no 'Income/' over '(loss)'; '463a/' and 'DIVIDENDSe/' refer to a footnote
        own = r"[\s)]$" if shape[0].isdigit() else r"[\s\d)%A-Z]$"
        return bool(re.search(own, before)) and (not after or after[0].isspace())
    if shape[0] == "*":
        return not before.endswith("*") and not after.startswith("*")
    if after[:1].isalnum():
        return False  # '(a)1', 'Sec. 401(k)s'
    return not _REFERENCE.search(before)


_REFERENCE = re.compile(
    r"(?:\b(?:note|sections?|sec|items?|rules?|exhibits?|schedules?|parts?|paragraphs?)\.?\s*"
    r"(?:\d+(?:\.\d+)?)?(?:\(\w+\))*\s*|\b(?:401|403|501|144)\s*)$",
    re.IGNORECASE,
)
