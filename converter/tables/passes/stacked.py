"""Cells that stand below one another, a line each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import StatementKind
from converter.model.finding import Finding, Severity
from converter.tables.stacked.equity import equity_columns
from converter.tables.stacked.heads import period_heads
from converter.tables.stacked.layout import layout, wrapped
from converter.tables.stacked.rows import (
    StackedRow,
    blanks_are_cells,
    hangs,
    is_stacked,
    is_year,
    stacked_rows,
    told,
    until_remarks,
    width,
    without_heads,
)
from converter.tables.stub import stub_line, wraps
from converter.text.views import LineKind, LineView, views

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.source import Span
    from converter.tables.sheet import Sheet
    from converter.tables.stacked.heads import StackedHeads
    from converter.tables.stub import StubLine


_LEAD = 24  # lines: company, title, units and the heads of a dozen columns


def unstacked(sheet: Sheet) -> Sheet:
    """Each row on a line of its own, where the rhythm of the lines and the heads of the columns
    tell as many columns:

    2005                                                2005     2004
    2004
    Deferred stock compensation     Deferred stock ...   (60)     (93)
    (60
    )
    (93
    )
    Other                                            left out: one figure for two columns
    15
    """
    if not is_stacked(sheet.lines):
        return sheet
    rows = stacked_rows([*_lead(sheet), *sheet.lines])
    for columns in width(rows):
        body, remarks = until_remarks(rows, columns)
        equity = sheet.section.kind is StatementKind.EQ
        read = (_equity if equity else _periods)(body, columns)
        if read is not None:
            return _set_out(sheet, read._replace(remarks=tuple(remarks)))
    return sheet


class _Stack(NamedTuple):
    """What a table was read as.

    rows     with the words of the first that are no heads
    left     the first column whose head is told, of `columns`
    remarks  rows of other things below
    """

    heads: StackedHeads
    rows: tuple[StackedRow, ...]
    columns: int
    left: int = 0
    remarks: tuple[StackedRow, ...] = ()


def _periods(rows: Sequence[StackedRow], columns: int) -> _Stack | None:
    """A table whose columns are periods."""
    first, *others = rows
    words = [line for line in first.words if line.kind is LineKind.TEXT]
    heads = period_heads(words, columns)
    if heads is None:
        return None
    years = [_plain(head.line) for head in heads.rows[-1]]
    body = (replace(first, words=heads.below), *(without_heads(row, years) for row in others))
    empty = blanks_are_cells(body, columns)
    cells = [told(row, columns, empty=empty) for row in body]
    if len({at for row in cells for at, slot in enumerate(row) if slot.parts}) < columns:
        return None
    return _Stack(heads, body, columns)


def _equity(rows: Sequence[StackedRow], columns: int) -> _Stack | None:
    """A statement of equity, whose columns are components."""
    first, *others = rows
    words = [line for line in first.words if line.kind is LineKind.TEXT]
    above = _without_caption(words, max((len(line.text) for line in words), default=0))
    full = [cells for row in rows if (cells := told(row, columns, empty=False))]
    found = equity_columns(above, full, columns)
    if found is None:
        return None
    body = (replace(first, words=tuple(words[len(above) :])), *others)
    return _Stack(found.heads, body, columns, found.first)


def _lead(sheet: Sheet) -> list[LineView]:
    """The lines between the title and the section: heads at the margin look like the title's."""
    section = sheet.section
    if section.first - section.title_span.line > _LEAD:
        return []  # the title stands over another page
    title = section.title.casefold()
    return [
        line
        for line in views(sheet.source, section.title_span.line, section.first - 1)
        if line.kind is LineKind.TEXT and " ".join(line.text.split()).casefold() not in title
    ]


def _behind(row: StackedRow, *, empty: bool) -> list[LineView]:
    """The line behind a row: its rule, or a blank one where its last cell is open."""
    if row.ruled:
        return [replace(_blank(row), kind=LineKind.RULE)]
    open_ = not empty and bool(row.slots) and not row.slots[-1].parts
    return [_blank(row)] if open_ else []


def _set_out(sheet: Sheet, read: _Stack) -> Sheet:
    """The sheet with a line for each row whose cells are told."""
    heads, rows = read.heads, read.rows
    hanging = hangs(rows)
    rows = tuple([replace(row, words=wrapped(row.words, hanging=hanging)) for row in rows])
    again = {_plain(head.line) for row in heads.rows for head in row}
    above = [line for line in heads.above if line.number >= sheet.section.first]
    empty = blanks_are_cells(rows, read.columns)
    form = layout(
        sheet.source,
        [*above, *(line for row in rows for line in row.words)],
        [slot for row in rows for slot in row.slots],
        [head for row in heads.rows for head in row],
    )
    lines = [*above, *(form.head(row) for row in heads.rows)]
    lost: list[StackedRow] = []
    for row in rows:
        words = [
            replace(line, kind=LineKind.PAGE) if is_year(line) and _plain(line) in again else line
            for line in row.words
        ]
        slots = told(row, read.columns, empty=empty)
        if not row.figures:
            lines += words
        elif slots:
            caption = words.pop() if words else None
            lines += [*words, form.row(caption, slots[read.left :])]
        else:
            lines += [*_without_caption(words, form.stub), _blank(row)]
            lost.append(row)
        lines += _behind(row, empty=empty)
    found = _findings(sheet, read, lost)
    return replace(
        sheet,
        lines=tuple(lines),
        extents=form.extents(read.columns - read.left),
        findings=(*sheet.findings, *found),
    )


def _plain(line: LineView) -> str:
    return " ".join(line.text.split())


def _blank(row: StackedRow) -> LineView:
    return LineView(row.lines[-1].number, LineKind.BLANK, "")


def _without_caption(words: Sequence[LineView], width: int) -> list[LineView]:
    """The headings among the lines above figures, without the caption: these would take it for a
    heading of what follows.
    """
    caption: list[StubLine] = []
    start = 0
    for at, line in enumerate(words):
        part = stub_line(line, len(line.text)) if line.kind is LineKind.TEXT else None
        if part is None:
            caption = []
        elif caption and wraps(caption, part, width):
            caption.append(part)
        else:
            caption, start = [part], at
    return list(words[:start])


def _findings(sheet: Sheet, read: _Stack, lost: Sequence[StackedRow]) -> Iterator[Finding]:
    title = sheet.section.title
    if read.left:
        yield Finding(
            code="TAB005", severity=Severity.WARNING,
            span=sheet.source.line_span(sheet.section.first, 0, 0),
            message=f"{title}: the heads of {read.columns} columns stand below one another, and"
            " do not tell whose they are; the last is the sum of others in every row",
            hint="the total is read; the figures of the other columns are left out",
        )  # fmt: skip
    if lost:
        spans = [_span(sheet, row) for row in lost]
        yield Finding(
            code="TAB002", severity=Severity.WARNING, span=spans[0], others=tuple(spans[1:]),
            message=f"{title}: each figure stands on a line of its own, and captions with other"
            f" than {read.columns} below them do not tell their columns: {len(spans)}",
            hint="these figures are left out",
        )  # fmt: skip
    below = [row for row in read.remarks if not all(slot.is_mark for slot in row.figures)]
    if below:
        spans = [_span(sheet, row) for row in below]
        yield Finding(
            code="TAB002", severity=Severity.WARNING, span=spans[0], others=tuple(spans[1:]),
            message=f"{title}: figures among the remarks below, a line each: {len(spans)} captions",
            hint="these figures are left out",
        )  # fmt: skip


def _span(sheet: Sheet, row: StackedRow) -> Span:
    line, left, right = row.figures[0].parts[0]
    return line.span(sheet.source, left, right)
