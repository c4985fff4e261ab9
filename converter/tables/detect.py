"""One section's lines to one table: the lines are made a sheet, the passes take it to rows of
cells in their columns, and what stands above these is read as their heads.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.finding import Result
from converter.model.table import TextTable
from converter.tables.asides import set_aside
from converter.tables.doubled import without_doubled
from converter.tables.heads import read_heads
from converter.tables.passes import PASSES
from converter.tables.rows import read_rows, with_margins
from converter.tables.sheet import Sheet
from converter.text.numerals import Form
from converter.text.views import views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.source import SourceText
    from converter.model.table import Section
    from converter.tables.sheet import Figures

_PAGES = 1000  # no filing has more


def detect_table(section: Section, source: SourceText) -> Result[TextTable | None]:
    """The table of a section, or None where its lines hold none."""
    sheet = Sheet(section, source, tuple(views(source, section.first, section.last)))
    for step in PASSES:
        sheet = step(sheet)
    if not sheet.rows or _is_index(sheet.body):
        return Result(None)
    heads = read_heads(sheet)
    once = without_doubled(read_rows(sheet, heads.stub))
    rows = with_margins(once.value, sheet.margins)
    # cells may stand below the line of their caption
    ends = [cell.span.line for row in rows[-1:] for cell in row.cells]
    table = TextTable(
        kind=section.kind,
        title=section.title,
        lead=" ".join([sheet.section.lead, *heads.units]),
        first=section.first,
        last=max([sheet.lines[sheet.stop - 1].number, *ends]),
        boxhead=heads.spanners(source),
        columns=heads.columns(sheet.extents),
        rows=rows,
        stub_head=heads.stub_head,
    )
    return Result(set_aside(table), (*sheet.findings, *once.findings))


def _is_index(body: Sequence[Figures]) -> bool:
    """A table of contents: a single column of page numbers, none smaller than the one before."""
    if any(len(row) != 1 for row in body):
        return False
    pages = [row[0] for row in body]
    return all(
        page.form is Form.NUMBER
        and not page.currency
        and not page.places
        and 0 < page.value < _PAGES
        for page in pages
    ) and all(one.value <= other.value for one, other in pairwise(pages))
