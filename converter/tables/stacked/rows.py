"""Lines to rows: words are captions, what stands below them are cells, until the next words.

Deferred stock compensation        'Deferred stock compensation'   (60)   (93)
(60
)
(93
)
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from converter.tables.marks import YEAR, marks
from converter.text.numerals import scan
from converter.text.views import Chunk, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.text.views import LineView

_OPENS = re.compile(r"\(?\s*[$\u00a3\u00a5\u20ac]\s*\(?|\(")
_CLOSES = re.compile(r"\)\s*%?|%\s*\)?")
_MARK = re.compile(r"\((?:\d{1,2}|[a-z])\)")
_TEXTS = (LineKind.TEXT, LineKind.PAGE)  # a last figure may be taken for a page's number
_MARK_BEHIND = re.compile(r"\s*\(\w{1,2}\)$")
_PERCENT = "%"
_PAGE = re.compile(r"\d{1,3}")


class Part(NamedTuple):
    """Characters `left` to `right` of a line that belong to a cell."""

    line: LineView
    left: int
    right: int

    @property
    def text(self) -> str:
        return self.line.text[self.left : self.right]


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell: its figure with the signs on the lines around it; without parts a blank line.

    page   the figure may be the number of a page that ends below it
    """

    parts: tuple[Part, ...] = ()
    page: bool = False

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def is_mark(self) -> bool:
        """'(1)' on one line may be a footnote's mark."""
        return len(self.parts) == 1 and _MARK.fullmatch(self.text) is not None


BLANK = Slot()


@dataclass(frozen=True, slots=True)
class StackedRow:
    """Words, and the cells below them.

    words   the lines above the cells, with blank lines between them: headings, then the caption
    slots   the cells in their order, with blank lines between them
    ruled   a rule stands behind the cells
    broken  a sign stands there that belongs to no figure
    """

    words: tuple[LineView, ...]
    slots: tuple[Slot, ...] = ()
    ruled: bool = False
    broken: bool = False

    @property
    def figures(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.parts)

    @property
    def lines(self) -> tuple[LineView, ...]:
        """All the lines that the row is made of."""
        return (*self.words, *(part.line for slot in self.slots for part in slot.parts))


@dataclass(slots=True)
class _Reader:
    """The rows so far, and the one that is being read."""

    rows: list[StackedRow] = field(default_factory=list)
    words: list[LineView] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    signs: list[Part] = field(default_factory=list)  # that wait for their figure
    blanks: list[LineView] = field(default_factory=list)  # since the words
    ruled: bool = False
    broken: bool = False

    @property
    def has_figures(self) -> bool:
        return any(slot.parts for slot in self.slots)

    def word(self, line: LineView) -> None:
        if self.has_figures or self.signs:
            self.close()
        self.words += [*self.blanks, line]
        self.slots, self.blanks = [], []

    def blank(self, line: LineView) -> None:
        if not self.signs:  # a blank line may part a sign from its figure
            self.slots.append(BLANK)
            self.blanks.append(line)

    def figure(self, part: Part, *, page: bool) -> None:
        self.slots.append(Slot((*self.signs, part), page))
        self.signs = []

    def opens(self, part: Part) -> None:
        self.signs.append(part)

    def closes(self, part: Part) -> None:
        """A sign behind a figure: a parenthesis closes what the figure opened."""
        last = self.slots[-1] if self.slots else BLANK
        opened = last.text.count("(") > last.text.count(")")
        percent = last.parts and _PERCENT in part.text and _PERCENT not in last.text
        if self.signs or not (opened if ")" in part.text else percent):
            self.broken = True
        else:
            self.slots[-1] = replace(last, parts=(*last.parts, part))

    def close(self) -> None:
        if self.words or self.has_figures:
            row = StackedRow(
                tuple(self.words), tuple(self.slots), self.ruled, self.broken or bool(self.signs)
            )
            self.rows.append(row)
        self.words, self.slots, self.signs, self.blanks = [], [], [], []
        self.ruled = self.broken = False


def stacked_rows(lines: Iterable[LineView]) -> list[StackedRow]:
    """The rows that the lines make; years above all other figures are words, which head columns."""
    reader = _Reader()
    begun = False
    for line in lines:
        text = line.text.strip()
        if line.kind is LineKind.BLANK:
            reader.blank(line)
        elif line.kind is LineKind.RULE:
            reader.ruled = reader.has_figures
        elif line.kind in _TEXTS and text:
            left = line.indent
            part = Part(line, left, left + len(text))
            if is_figure(line) and (begun or not is_year(line)):
                reader.figure(part, page=line.kind is LineKind.PAGE)
                begun = True
            elif line.kind is LineKind.PAGE:
                continue
            elif _OPENS.fullmatch(text):
                reader.opens(part)
            elif _CLOSES.fullmatch(text):
                reader.closes(part)
            else:
                reader.word(line)
    reader.close()
    return reader.rows


def is_figure(line: LineView) -> bool:
    """Whether a line is a figure and nothing else: '3,491', '(60', '--'."""
    text = line.text
    if text.strip()[-1:].isalpha():  # most lines are words
        return False
    found = scan(text)
    return len(found) == 1 and not (text[: found[0].left] + text[found[0].right :]).strip()


def is_year(line: LineView) -> bool:
    """Whether a line is a year, or a date with one, and nothing else but a footnote's mark."""
    text = _MARK_BEHIND.sub("", line.text.strip())
    found = marks(Chunk(0, len(text), text))
    return len(found) == 1 and YEAR.search(text) is not None


def is_stacked(lines: Sequence[LineView]) -> bool:
    """Whether nearly all figures of some lines stand alone on theirs, at the left margin, and
    several below one another as a rule.
    """
    lone = [at for at, line in enumerate(lines) if line.kind in _TEXTS and is_figure(line)]
    if len(lone) < _FEWEST or any(lines[at].indent > _MARGIN for at in lone):
        return False
    beside = sum(line.kind is LineKind.TEXT and bool(_BESIDE.search(line.text)) for line in lines)
    return beside <= _OTHERS * len(lone)


_FEWEST = 6  # lines with a lone figure: three rows of two columns
_MARGIN = 8  # columns: further in, figures stand in columns of the page
_BESIDE = re.compile(r"\S {2,}[($]*\s*[\d,.]*\d[)%]*$")
_OTHERS = 0.1  # as many lines, to one with a lone figure, may have figures beside words


def width(rows: Sequence[StackedRow]) -> list[int]:
    """How many columns the rows may have, the likeliest first: as many as most have figures, or
    lines, where blank ones stand for cells.
    """
    full = [row for row in rows if row.figures and not row.broken]
    found = []
    for counts in (
        Counter(len(row.figures) for row in full),
        Counter(len(row.slots) for row in full),
    ):
        most, times = counts.most_common(1)[0] if counts else (0, 0)
        if most > 1 and times >= max(_ROWS, _SHARE * len(full)) and most not in found:
            found.append(most)
    return found


_ROWS = 3  # fewer are no rhythm
_SHARE = 0.6  # of the rows with figures have as many


def blanks_are_cells(rows: Sequence[StackedRow], columns: int) -> bool:
    """Whether blank lines stand for empty cells: every row that has some has a line for each
    column, and there are several.

    Restructuring costs
                             none
                             none
    23
    """
    blank = [row for row in rows[:-1] if BLANK in row.slots and not row.broken]
    fits = [row for row in blank if len(row.slots) == columns]
    return len(fits) == len(blank) > 1


def hangs(rows: Sequence[StackedRow]) -> bool:
    """Whether an indent says that a line goes on: none does that stands first below figures."""
    return not any(row.words and row.words[0].indent for row in rows[1:])


def told(row: StackedRow, columns: int, *, empty: bool) -> tuple[Slot, ...]:
    """The cells of a row, one a column; () where they are not told.

    empty  blank lines stand for empty cells
    """
    found = row.figures
    if row.broken:
        return ()
    if len(found) == columns:
        return found
    if len(found) == columns + 1:
        first, last = found[0], found[-1]
        if last.is_mark and not first.is_mark:
            return found[:-1]
        if first.is_mark and not (last.is_mark or _PAGE.fullmatch(last.text)):
            return found[1:]
    return row.slots if empty and len(row.slots) == columns else ()


def without_heads(row: StackedRow, years: Sequence[str]) -> StackedRow:
    """The row without the years that head the columns again, on the next page of a table."""
    last = [slot.text for slot in row.figures[-len(years) :]]
    if not years or last != list(years):
        return row
    return replace(row, slots=row.figures[: -len(years)])


def until_remarks(
    rows: Sequence[StackedRow], columns: int
) -> tuple[list[StackedRow], list[StackedRow]]:
    """The rows down to the first remark, and what stands below it, without the number of a page:

    Total assets
    17,205
    11,516
    (1)                  a mark that stood above: 'As Restated (1)'
    See Note 2
    """
    kept: list[StackedRow] = []
    said = ""
    for at, row in enumerate(rows):
        said += "".join(line.text for line in row.words)
        found = row.figures
        if found and found[-1].page and len(found) != columns:
            kept.append(replace(row, slots=row.slots[:-1]))
            continue
        mark = found[-1] if found else BLANK
        if mark.is_mark and mark.text in said and at + 1 < len(rows):
            # as many figures as columns with the mark are one too few, or it is a value
            whole = len(found) == columns + 1
            kept.append(replace(row, slots=found[:-1]) if whole else replace(row, broken=True))
            if whole:
                return kept, list(rows[at + 1 :])
        else:
            kept.append(row)
    return kept, []
