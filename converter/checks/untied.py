"""Findings where printed figures do not tie, with the figure that is likeliest the slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.checks.equations import Equation, equations
from converter.model.filing import PRIMARY
from converter.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.mapped import MappedTable, Misprint
    from converter.model.source import Span


def check_table(table: MappedTable) -> Iterator[Finding]:
    """CAL001 for a total that its lines do not add up to, CAL002 for one that none is found for,
    CAL004 for an equity row whose components do not add up to its total, CAL005 for the figure
    that a slip keeps from adding up.
    """
    if table.read.table.kind not in PRIMARY:
        return
    items = table.read.items
    for equation in equations(table):
        if equation.missing and (equation.untied or not equation.across):
            yield _untied(table, equation)
    for key in table.unproven:
        item = items[key]
        span = item.row.cells[0].span
        yield Finding(
            code="CAL002", severity=Severity.INFO, span=span,
            message=f"{item.caption or 'a total'!r}: no lines above are found that add up to it",
        )  # fmt: skip
    for misprint in table.misprints:
        if misprint.sure:
            yield _slip(table, misprint)


def _untied(table: MappedTable, equation: Equation) -> Finding:
    at, column = equation.total
    item = table.read.items[at]
    cell = item.row.cell(column)
    printed = cell.figure.value if cell else equation.missing
    computed = printed - equation.missing
    if equation.across:
        message = f"the total is {printed:,}, its components add up to {computed:,}"
        severity = Severity.WARNING
    else:
        word = "too little" if equation.missing > 0 else "too much"
        message = (
            f"printed {printed:,}, items sum to {computed:,}"
            f" ({abs(equation.missing):,} {word}, tolerance {equation.slack:,})"
        )
        severity = Severity.ERROR if equation.untied else Severity.INFO
    return Finding(
        code="CAL004" if equation.across else "CAL001", severity=severity,
        span=cell.span if cell else None,
        message=f"{item.caption}: {message}{_likely(table, equation)}",
        others=tuple(_places(table, equation)),
    )  # fmt: skip


def _places(table: MappedTable, equation: Equation) -> Iterator[Span]:
    """Where the parts stand: in the column that does not add up, else in their first."""
    for (at, column), _ in equation.entries[1:]:
        cell = table.read.items[at].row.cell(column)
        if cell is not None:
            yield cell.span


def _likely(table: MappedTable, equation: Equation) -> str:
    """The slips that would explain it."""
    told = [each for each in table.misprints if equation.total in each.totals]
    sure = [each for each in told if each.sure]
    words = " or ".join([_said(table, each) for each in sure or told])
    return f"; likeliest {words}" if words else ""


def _said(table: MappedTable, misprint: Misprint) -> str:
    item = table.read.items[misprint.item]
    cell = item.row.cell(misprint.column)
    printed = f"{cell.figure.value:,}" if cell else "nothing"
    return f"{item.caption!r} {printed} for {misprint.wanted:,} ({misprint.slip})"


def _slip(table: MappedTable, misprint: Misprint) -> Finding:
    item = table.read.items[misprint.item]
    cell = item.row.cell(misprint.column)
    totals = [
        total.span for at, column in misprint.totals
        if (total := table.read.items[at].row.cell(column)) and (at, column) != (misprint.item, misprint.column)
    ]  # fmt: skip
    return Finding(
        code="CAL005", severity=Severity.WARNING, span=cell.span if cell else None,
        message=f"{_said(table, misprint)}: so it would add up with the figures around it",
        others=tuple(totals),
        hint="the printed figure is the fact; compare it with another print of the statement",
    )  # fmt: skip
