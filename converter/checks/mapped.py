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

_MOST = 3  # candidates that are named


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
        held = _held(table)
        for at, item in enumerate(table.read.items):
            if item.row.cells and not table.claims[at].concepts and not _shares_only(table, item):
                caption = repr(item.caption) if item.caption else "a line without caption"
                yield Found(
                    Severity.INFO, span=item.row.cells[0].span,
                    message=f"{caption}: no concept is sure enough; it becomes an element of the"
                    " filing's own",
                    hint=_likeliest(table, at, held),
                )  # fmt: skip


def _held(table: Decided) -> dict[str, str]:
    """The concepts that lines of a table have, with the last one's caption."""
    return {
        str(claim.concepts[0].qname): table.read.items[at].caption
        for at, claim in enumerate(table.claims)
        if claim.concepts and table.read.items[at].row.cells
    }


def _likeliest(table: Decided, at: int, held: dict[str, str]) -> str:
    """The concepts that came nearest, and which other line has one of them."""
    best = sorted(table.claims[at].candidates, key=lambda each: -each[1])[:_MOST]
    told = [
        f"{name} {share:.0%}" + (f" (which {held[name]!r} is)" if held.get(name) else "")
        for name, share in best
    ]
    return f"likeliest: {', '.join(told)}" if told else ""


def _shares_only(table: Decided, item: LineItem) -> bool:
    return bool(table.components) and all(
        table.read.columns[cell.column].shares for cell in item.row.cells
    )
