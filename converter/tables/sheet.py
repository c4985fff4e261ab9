"""The sheet: a section's lines with what has been made out of them so far.

    line                                            figures          caption, cells
    Cash and cash equivalents      1,250     980    1,250  980       'Cash and ...', 1,250 in 0 ...

A sheet is a value. A pass takes one and gives another; none sees what a later pass will do.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from converter.model.finding import Finding, Severity
from converter.tables.columns import Extent, columns
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from converter.model.source import SourceText, Span
    from converter.model.table import Cell, Section
    from converter.tables.stub import StubLine
    from converter.text.numerals import Figure
    from converter.text.views import LineView

Figures = tuple["Figure", ...]


class Read(NamedTuple):
    """A line of the body once the columns are known: its cells and its caption."""

    cells: tuple[Cell, ...] = ()
    caption: StubLine | None = None


class Margin(NamedTuple):
    """Words beside the captions, which head the lines from the line `number` on.

    places  of its words, one a printed line
    """

    number: int
    text: str
    places: tuple[Span, ...]


@dataclass(frozen=True)  # without slots: what is worked out of a sheet is kept with it
class Sheet:
    """lines     of the section, from its first to its last
    figures   of each line, those that can be cells
    start     index of the body's first line, `stop` of the line after its last: above stands the
              boxhead, below are remarks. There is no table where they are the same.
    extents   the columns, left to right; () until they are settled, once and for all
    placed    the columns of each figure of a line, by its index, where all are told by their order
    pushed    the same of single lines, whose captions pushed them out of the columns
    read      of each line of the body, its cells and its caption; () until they are told apart
    margins   the words of a margin, from the top
    findings  what was doubtful
    """

    section: Section
    source: SourceText
    lines: tuple[LineView, ...]
    figures: tuple[Figures, ...] = ()
    start: int = 0
    stop: int = 0
    extents: tuple[Extent, ...] = ()
    placed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    pushed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    read: tuple[Read, ...] = ()
    margins: tuple[Margin, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Indices of the body's lines that have figures."""
        return tuple(at for at in range(self.start, self.stop) if self.figures[at])

    @cached_property
    def body(self) -> tuple[Figures, ...]:
        """The figures of these lines."""
        return tuple(self.figures[at] for at in self.rows)

    @cached_property
    def columns(self) -> tuple[Extent, ...]:
        """The columns that the figures form as they stand; what was pushed out forms none."""
        return tuple(columns([self.figures[at] for at in self.rows if at not in self.pushed]))

    def with_figures(self, changed: Mapping[int, Figures]) -> Sheet:
        """The sheet with other figures on some of its lines; itself where none changes."""
        if not changed:
            return self
        figures = list(self.figures)
        for at, found in changed.items():
            figures[at] = found
        return replace(self, figures=tuple(figures))

    def with_lines(self, changed: Mapping[int, LineView]) -> Sheet:
        """The sheet with other views of some of its lines; itself where none changes."""
        if not changed:
            return self
        lines = list(self.lines)
        for at, line in changed.items():
            lines[at] = line
        return replace(self, lines=tuple(lines))

    def without(self, at: Sequence[int], why: str, hint: str) -> Sheet:
        """The sheet without some of its lines, and TAB002 for them; itself where there are none.

        Without its figures alone, a line would be a heading of those below.
        """
        if not at:
            return self
        spans = [
            self.lines[each].span(self.source, found[0].start, found[-1].end)
            for each in at
            if (found := self.figures[each])
        ]
        finding = Finding(
            code="TAB002", severity=Severity.WARNING, span=spans[0], others=tuple(spans[1:]),
            message=f"{self.section.title}: {why}: {len(spans)}", hint=hint,
        )  # fmt: skip
        return replace(
            self.with_figures(dict.fromkeys(at, ())).with_lines(
                {each: replace(self.lines[each], kind=LineKind.BLANK) for each in at}
            ),
            findings=(*self.findings, finding),
        )
