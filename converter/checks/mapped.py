"""Lines of statements that no concept was found for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.lineitem import LineItem
    from converter.model.mapped import Decided


@check("MAP020", Stage.TABLES, Consequence.SAY)
def abstained(seen: Seen) -> Iterator[Found]:
    """A line has no standard concept

    No mapping rule is sure enough of the line. It becomes an element of the filing's own taxonomy,
    placed in the presentation and calculation.

    retroxbrl map shows the candidates; a row in a mapping table of your own maps it.
    """
    for table in seen.tables:
        if table.read.table.kind is StatementKind.NOTE:
            continue
        for at, item in enumerate(table.read.items):
            if item.row.cells and not table.claims[at].concepts and not _shares_only(table, item):
                best = table.claims[at].candidates[:3]
                likely = ", ".join(f"{name} {share:.0%}" for name, share in best)
                yield Found(
                    Severity.INFO, span=item.row.cells[0].span,
                    message=f"{item.caption or 'no caption'!r}: no concept is sure enough;"
                    " it becomes an element of the filing's own",
                    hint=f"likeliest: {likely}" if likely else "",
                )  # fmt: skip


def _shares_only(table: Decided, item: LineItem) -> bool:
    return bool(table.components) and all(
        table.read.columns[cell.column].shares for cell in item.row.cells
    )
