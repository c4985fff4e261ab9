"""Tables as read from monospaced text: boxhead, stub, columns, rows, cells.

    title               CONDENSED CONSOLIDATED STATEMENTS OF OPERATIONS
    units caption       (in thousands, except per share data)
    spanner                                   Three Months Ended
                                                September 30,
    column heads                               2004      2003
    stub, cells         Net sales             $2,670    $2,308

Columns of a line are counted from 0 and are those of its view (tabs spread).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model.filing import StatementKind
    from converter.model.printed import Figure, Units
    from converter.model.source import SourceText, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure in its column. `span` covers the digits (or dashes) alone."""

    column: int
    figure: Figure
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table with the stub lines that belong to it.

    caption     stub text as printed, wrapped lines joined by one space; '' for figures alone
    pieces      the stub's places, a span a printed line
    indent      of the caption's first line
    cells       by column, at most one each; none for a heading
    ruled       a rule stands between the figures of the row above and this one
    gap         a blank line stands above
    line        number of the line that holds the figures (the caption's first for a heading)
    """

    caption: str
    pieces: tuple[Span, ...]
    indent: int
    cells: tuple[Cell, ...]
    ruled: bool
    gap: bool
    line: int

    def cell(self, column: int) -> Cell | None:
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class Spanner:
    """Boxhead text over columns `first` to `last` (both included), `level` 0 at the top."""

    text: str
    first: int
    last: int
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """left, right: where its figures stand. head: the boxhead above it, top to bottom. units: what
    the head says of the column's own figures, 'Shares (in thousands)'.
    """

    index: int
    left: int
    right: int
    head: str
    units: Units | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A column that states no amount of the statement, and why it is left aside."""

    column: Column
    reason: str


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table with figures; `first` and `last` are line numbers, both included.

    asides      columns left aside: note references, percentages, changes; `columns` has the rest
    stub_head   boxhead text over the stub, '' as a rule
    lead        the lines above the boxhead that belong to the table: titles and units captions
    """

    kind: StatementKind
    title: str
    lead: str
    first: int
    last: int
    boxhead: tuple[Spanner, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    stub_head: str = ""
    asides: tuple[Aside, ...] = ()

    def heads(self, columns: Iterable[int]) -> str:
        """The columns' heads in quotes, for messages: 'September 30, 2004'; column 2."""
        wanted = set(columns)
        return "; ".join(
            repr(each.head) if each.head else f"column {each.index + 1}"
            for each in self.columns
            if each.index in wanted
        )

    def heads_over(self, column: int) -> list[str]:
        """The words over a column, alone or with others, without what stands over all of them."""
        whole = (0, len(self.columns) - 1)
        return [
            head.text
            for head in self.boxhead
            if head.first <= column <= head.last and (head.first, head.last) != whole
        ]

    def head_spans(self, columns: Iterable[int]) -> tuple[Span, ...]:
        """Where the columns' own heads stand, the lowest of those over each."""
        found: dict[Span, None] = {}
        for column in columns:
            over = [head for head in self.boxhead if head.first <= column <= head.last]
            if over:
                found[max(over, key=lambda head: head.level).span] = None
        return tuple(found)

    def place_of(self, columns: Iterable[int], source: SourceText) -> tuple[Span, tuple[Span, ...]]:
        """The place of a finding about columns, and its further places: their heads, or the table's
        first line.
        """
        first, *others = self.head_spans(columns) or (source.line_span(self.first, 0, 0),)
        return first, tuple(others)


@dataclass(frozen=True, slots=True)
class TitleWords:
    """What a title line says.

    rule   the row of the titles table that knows it
    apart  why the statement is not the registrant's own by accepted principles: 'pro forma'
    full   the words stand over extracts too: only a full statement below proves the title
    """

    kind: StatementKind
    rule: str
    apart: str = ""
    full: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of lines that holds one table, told from the rest by its title and place.

    first, last   line numbers of the table's lines, both included
    title         the printed title, lines joined; for a note its heading
    title_span    where the title stands
    lead          title, units caption and what else stands above the boxhead, joined
    note          number of the note it belongs to, '' for a statement
    entity        the company that it speaks of where that is not the registrant, else ''
    continues     whether it goes on with the section before it, whatever stands above it
    """

    kind: StatementKind
    title: str
    title_span: Span
    lead: str
    first: int
    last: int
    note: str = ""
    entity: str = ""
    continues: bool = False
