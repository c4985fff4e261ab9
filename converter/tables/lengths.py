"""A statement's parts for a quarter and for the year to date, one below the other:

                                                         1994       1993
    13 weeks ended June 25, 1994 and June 26, 1993
    Net sales                                           318.6      297.4
    26 weeks ended June 25, 1994 and June 26, 1993                            a table of its own
    Net sales                                           629.8      588.1

The words of such a line are said over the stub of the rows below it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.dates import (
    dates,
    is_period_text,
    read_length,
    without_lengths,
    without_periods,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.table import Row, TextTable

_FLOWS = (StatementKind.IS, StatementKind.CF, StatementKind.CI)
_FEWEST = 3  # captions that both parts have: a lone heading may speak of a few lines alone


def by_lengths(table: TextTable) -> list[TextTable]:
    """The table in its parts, where lines between its rows say of which length their periods are,
    and the parts have the same captions; else the table alone.
    """
    if table.kind not in _FLOWS:
        return [table]
    opens = [at for at, row in enumerate(table.rows) if _says_length(row)]
    if not opens:
        return [table]
    parts: list[TextTable] = []
    said = table.stub_head
    for at, after in zip(opens, [*opens[1:], len(table.rows)], strict=True):
        parts.append(_part(table, at, after, said))
        said = parts[-1].stub_head
    if any(row.cells for row in table.rows[: opens[0]]):
        rows = table.rows[: opens[0]]
        parts.insert(0, replace(table, rows=rows, last=table.rows[opens[0]].line - 1))
    repeat = all(_alike(parts[0].rows, part.rows) for part in parts[1:])
    return parts if len(parts) > 1 and repeat else [table]


def _says_length(row: Row) -> bool:
    """Whether a row is a heading of nothing but a period with its length; the years of the columns
    may stand beside it.
    """
    if not row.caption or read_length(row.caption) == (None, None):
        return False
    heads = all(is_period_text(f"{cell.figure.value}") for cell in row.cells)
    return heads and not without_periods(row.caption).strip(": ")


def _part(table: TextTable, at: int, after: int, before: str) -> TextTable:
    """The rows below a line that says the length of their periods.

    before  what is said over the stub of those above it, whose days hold on
    """
    opening = table.rows[at]
    years = {cell.column: f"{cell.figure.value}" for cell in opening.cells}
    days = "" if dates(opening.caption) else without_lengths(before)
    return replace(
        table,
        first=opening.pieces[0].line if opening.pieces else opening.line,
        last=table.rows[after].line - 1 if after < len(table.rows) else table.last,
        rows=table.rows[at + 1 : after],
        columns=tuple(
            replace(column, head=years.get(column.index) or without_lengths(column.head))
            for column in table.columns
        ),
        stub_head=f"{opening.caption} {days}".strip(),
    )


def _alike(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether two parts are of the same statement: captions of one are those of the other."""
    mine, theirs = (
        {row.caption.casefold() for row in part if row.cells} for part in (rows, others)
    )
    both = (mine & theirs) - {""}
    return len(both) >= min(_FEWEST, len(theirs)) and 3 * len(both) >= len(theirs)
