"""Tables of notes that are no facts, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


@check("NOT001", Stage.REPORT, Consequence.SAY)
def left_alone(seen: Seen) -> Iterator[Found]:
    """A note's table is left alone

    None of the table's figures is a fact of its own: what its lines are, or for which period or
    part of the company they hold, is not told for certain. The note's text has the table as
    printed.

    Read it there; a row in a mapping table of your own maps lines that the rows for notes do not.
    """
    if seen.report is None:
        return
    printed = {
        span.start
        for fact in seen.report.facts
        if not fact.text_block
        for span in (fact.span, *fact.others)
        if span is not None
    }
    told = {
        each.cell.span.start
        for columns in (seen.decisions.apart if seen.decisions else ())
        for each in columns
    }  # of which PER002 or MAP012 says more
    for table in seen.tables:
        if table.read.table.kind is not StatementKind.NOTE or not table.why_left:
            continue
        cells = [cell for item in table.read.items for cell in item.row.cells]
        if cells and not any(cell.span.start in printed | told for cell in cells):
            title = table.read.table.title or "a note"
            yield Found(
                Severity.INFO, span=cells[0].span,
                message=f"{title}: a table of {len(cells)} figures is left alone: {table.why_left}",
            )  # fmt: skip
