"""Columns of a statement that state none of its amounts.

               Note      2006    Change      2005
Sales             3    22,993        9%    21,183
                  ^              ^^^^^^^            left aside: what is left has two columns
"""

from __future__ import annotations

import re
from dataclasses import replace

from converter.model.filing import StatementKind
from converter.model.table import Aside, Cell, Column, Row, Spanner, TextTable
from converter.tables.columns import are_percentages
from converter.text.dates import is_period_text
from converter.text.numerals import Figure, Form

_COUNTS = "counts of shares"
_PERCENT = re.compile(r"%|\bpercent(?:age)?s?\b|\bpct\b|\bratio\b", re.IGNORECASE)
_REASONS = (
    ("note references", re.compile(r"(?:see\s+)?(?:foot)?notes?\b|references?$", re.IGNORECASE)),
    (
        "changes",
        re.compile(
            r"\b(?:change|variance|difference)s?\b|\bincrease\b|\bdecrease\b|\bvs\.?(?=\s|$)|\bversus\b"
            r"|\bover\s+(?:19|20)\d\d|\binc\.?\s*/?\s*\(dec",
            re.IGNORECASE,
        ),
    ),
    (
        _COUNTS,  # no money, whatever the units of the table
        re.compile(
            r"^\W*(?:(?:no\.|number)\s+of\s+)?(?:\w+\s+)?shares(?:\s+(?:outstanding|issued|held))?\W*$",
            re.IGNORECASE,
        ),
    ),
    ("percentages", _PERCENT),
    (
        "amounts translated for convenience",  # of a filer whose statements are in another currency
        re.compile(
            r"\bU\.?\s?S\.?\s?(?:dollars?\b|\$)|\bconvenience\s+translation\b", re.IGNORECASE
        ),
    ),
    (
        "pro forma amounts",
        re.compile(
            r"\bpro[\s-]?forma\b|\bnon-gaap\b|\badjust(?:ments?|s?\.|s)(?=\W|\Z)"
            r"|\bas\s+adjusted\b",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
_PAIR = 3  # columns: a note's, and two of amounts
_FEWEST = 3  # references to notes that make a column without a head
_NOTES = 40  # filings number their notes, and have fewer
_AMOUNT = 100  # most amounts of a statement are larger
_KINDS = (StatementKind.BS, StatementKind.IS, StatementKind.CI, StatementKind.CF)


def set_aside(table: TextTable) -> TextTable:
    """The table without the columns that state no amounts; they are kept by name."""
    if table.kind not in _KINDS or len(table.columns) < 2:
        return table
    asides = {
        column.index: reason for column in table.columns if (reason := _reason(table, column))
    }
    if not any(is_period_text(c.head) for c in table.columns if c.index not in asides):
        # beside columns that are no periods, those of an equity statement, counts have their place
        asides = {index: reason for index, reason in asides.items() if reason != _COUNTS}
    if not asides or len(asides) == len(table.columns):
        return table
    kept = [column for column in table.columns if column.index not in asides]
    to = {column.index: at for at, column in enumerate(kept)}
    return replace(
        table,
        columns=tuple(replace(column, index=to[column.index]) for column in kept),
        rows=tuple(_row(row, to) for row in table.rows),
        boxhead=tuple(new for head in table.boxhead if (new := _spanner(head, to))),
        asides=tuple(
            Aside(column, asides[column.index])
            for column in table.columns
            if column.index in asides
        ),
    )


def _cells(table: TextTable, index: int) -> list[Cell]:
    return [cell for row in table.rows if (cell := row.cell(index)) is not None]


def _own_head(table: TextTable, index: int) -> str:
    """The words over this column alone."""
    return " ".join(h.text for h in table.boxhead if h.first == h.last == index)


def _reason(table: TextTable, column: Column) -> str:
    own = _own_head(table, column.index)
    numbers = [
        cell.figure for cell in _cells(table, column.index) if cell.figure.form is Form.NUMBER
    ]
    if not column.index and not own and _refers(table, numbers):
        return "note references"
    signs = sum(figure.percent for figure in numbers)
    # the first row and the last one may have the sign alone, below 'Percent of Net Sales'
    if are_percentages(numbers) or (
        signs and _PERCENT.search(" ".join(table.heads_over(column.index)))
    ):
        return "percentages"
    for reason, pattern in _REASONS:
        if reason == "note references":
            small = all(f.value == f.value.to_integral() and 0 < f.value < 100 for f in numbers)
            if small and pattern.match(own) and not is_period_text(own):
                return reason
        elif pattern.search(own):
            return reason
    return ""


def _refers(table: TextTable, numbers: list[Figure]) -> bool:
    """Whether the figures before the first column, over which no head stands alone, are numbers of
    notes: small, bare, on fewer lines than half, and each before amounts in the other columns.

                                      1998      1997
    Sales                            1,710     1,578
    Inventories                  4     279       234
    """
    rows = [row for row in table.rows if row.cells]
    beside = [row for row in rows if row.cell(0) is not None]
    if len(table.columns) < _PAIR or not _FEWEST <= len(numbers) == len(beside) <= len(rows) // 2:
        return False
    if not all(_may_number_a_note(figure) for figure in numbers):
        return False
    amounts = [cell.figure.value for row in beside for cell in row.cells if cell.column]
    full = all(len(row.cells) == len(table.columns) for row in beside)
    return full and sum(abs(value) >= _AMOUNT for value in amounts) * 2 > len(amounts)


def _may_number_a_note(figure: Figure) -> bool:
    bare = not (figure.currency or figure.percent or figure.negative or figure.places)
    return bare and 0 < figure.value <= _NOTES


def _row(row: Row, to: dict[int, int]) -> Row:
    cells = tuple(replace(cell, column=to[cell.column]) for cell in row.cells if cell.column in to)
    return replace(row, cells=cells)


def _spanner(head: Spanner, to: dict[int, int]) -> Spanner | None:
    over = [to[at] for at in range(head.first, head.last + 1) if at in to]
    return replace(head, first=over[0], last=over[-1]) if over else None
