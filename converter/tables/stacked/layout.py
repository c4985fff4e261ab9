"""A row of stacked cells as one line, whose characters lead back to their own lines.

Inventories        ->    Inventories        165    101
165
101
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from converter.tables.columns import Extent
from converter.tables.stacked.rows import Part
from converter.text.cells import NOTE_REFERENCE
from converter.text.views import LineKind, LineView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.source import SourceText
    from converter.tables.stacked.heads import Head
    from converter.tables.stacked.rows import Slot

_GAP = 3  # blanks that part columns, and captions from them


class Layout(NamedTuple):
    """stub    columns of the view that captions have
    column  width of each column, with the blanks before it
    """

    source: SourceText
    stub: int
    column: int

    def row(self, caption: LineView | None, slots: Sequence[Slot]) -> LineView:
        """A caption's last line with its cells beside it, each flush right in its column."""
        placed = [
            (self.stub + (at + 1) * self.column - len(slot.text), slot.parts)
            for at, slot in enumerate(slots)
            if slot.parts
        ]
        if caption is not None:
            placed.insert(0, (0, (Part(caption, 0, len(caption.text)),)))
        return self._line(placed)

    def head(self, heads: Sequence[Head]) -> LineView:
        """A row of heads: flush right over its column, or centred over several."""
        placed = []
        for line, first, last in heads:
            text = line.text.strip()
            right = self.stub + (last + 1) * self.column
            if first < last:
                inner = (last - first + 1) * self.column - _GAP
                right -= max(inner - len(text), 0) // 2
            part = Part(line, line.indent, line.indent + len(text))
            placed.append((right - len(text), (part,)))
        return self._line(placed)

    def extents(self, columns: int) -> tuple[Extent, ...]:
        """Where the cells of each column stand."""
        ends = [self.stub + (at + 1) * self.column for at in range(columns)]
        return tuple([Extent(end - self.column + _GAP, end) for end in ends])

    def _line(self, placed: Sequence[tuple[int, tuple[Part, ...]]]) -> LineView:
        first = placed[0][1][0].line
        base = self.source.starts[first.number - 1]
        text, columns = "", [0]
        for left, parts in placed:
            columns += [columns[-1]] * (left - len(text))
            text = text.ljust(left)
            for line, start, end in parts:
                text += line.text[start:end]
                below = self.source.starts[line.number - 1] - base
                own = line.columns or range(len(line.text))
                columns += [below + at for at in own[start:end]]
        return LineView(first.number, LineKind.TEXT, text, tuple(columns[1:]))


def wrapped(words: Iterable[LineView], *, hanging: bool) -> tuple[LineView, ...]:
    """Words without the breaks that only an indent, or a reference to a note, tells from a heading
    and its first item:

    Investing
      Activities:        ->    Investing Activities:

    hanging  whether an indent says that a line goes on
    """
    out: list[LineView] = []
    for line in words:
        if out and _goes_on(out[-1], line, hanging=hanging):
            upper = out.pop()
            own = upper.columns or tuple(range(len(upper.text)))
            more = f" {line.text.strip()}"
            # the caption's place is its first line: a place of characters is within a line
            columns = (*own, *(own[-1] for _ in more))
            out.append(LineView(upper.number, upper.kind, upper.text + more, columns))
        else:
            out.append(line)
    return tuple(out)


def _goes_on(upper: LineView, lower: LineView, *, hanging: bool) -> bool:
    """Whether a line is the rest of the one above, in words alone: amounts in captions are looked
    for line by line.
    """
    if not upper.kind is lower.kind is LineKind.TEXT or upper.text.endswith(":"):
        return False
    if NOTE_REFERENCE.fullmatch(lower.text.strip()):
        return True
    return (
        hanging
        and upper.indent == 0 < lower.indent
        and lower.text[lower.indent].isupper()
        and not any(char.isdigit() for char in upper.text + lower.text)
    )


def layout(
    source: SourceText,
    words: Iterable[LineView],
    slots: Iterable[Slot],
    heads: Iterable[Head],
) -> Layout:
    """The layout in which all words, cells and heads have room."""
    stub = max((len(line.text) for line in words), default=0)
    cells = max((len(slot.text) for slot in slots), default=0)
    over = max(
        (-(-len(head.line.text.strip()) // (head.last - head.first + 1)) for head in heads),
        default=0,
    )
    return Layout(source, stub, max(cells, over) + _GAP)
