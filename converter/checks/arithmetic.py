"""The arithmetic of a mapped table: its roll-ups, and checks that printed figures tie."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.checks.rollup import Line, Rollup, find_rollups
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Severity
from converter.model.lineitem import LineItem, Role
from converter.model.mapped import Decided, MappedTable, Matched, Sum, Summed
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.mapped import Balance
    from converter.model.table import Cell

_ZERO = Decimal(0)
_ONE = Decimal(1)
_COMPREHENSIVE = re.compile(r"\bcomprehensive\s+(?:income|loss|earnings|\()", re.IGNORECASE)


def roll_up(table: Matched) -> Summed:
    """The table with its roll-ups, and the totals that nothing adds up to.

    What adds up is in the figures; the claims only tell the signs that are expected, by their
    balances, and what is carried forward.
    """
    balances = _balances(table)
    sums, unproven = _found(table, balances)
    return Summed.of(table, sums, unproven, balances)


def roll_up_again(table: Decided) -> Decided:
    """The table with its roll-ups by the claims that it has now: the sums found before hold where
    these have the balances that the earlier ones had.
    """
    balances = _balances(table)
    if table.balances == balances:
        return replace(table, sums=tuple([_again(table, total) for total in table.sums]))
    sums, unproven = _found(table, balances)
    return replace(table, sums=sums, unproven=unproven, balances=balances)


def _found(
    table: MappedTable, balances: tuple[Balance | None, ...]
) -> tuple[tuple[Sum, ...], tuple[int, ...]]:
    """What adds up to what, and the totals that nothing adds up to."""
    lines = _lines(table)
    expected = _expected(lines, balances)
    lines, memos, unproven_memos = _without_memos(table, lines)
    adding = table.read.table.kind is StatementKind.BS
    found, unproven = find_rollups(lines, expected, adding=adding)
    found, unproven = [*memos, *found], [*unproven_memos, *unproven]
    sums = tuple([_sum(table, rollup) for rollup in found])
    # a rule stands over many a line that is no total: 'Stockholders' equity' in a summary
    entering = {part for rollup in found for part, _ in rollup.parts}
    lost = tuple(key for key in unproven if key not in entering or _says_total(table, key))
    return sums, lost


def _balances(table: MappedTable) -> tuple[Balance | None, ...]:
    """By item, in statements that print expenses unsigned; () in others."""
    if table.read.table.kind not in (StatementKind.IS, StatementKind.CI, StatementKind.NOTE):
        return ()
    return tuple([claim.balance for claim in table.claims])


def _says_total(table: MappedTable, key: int) -> bool:
    return table.read.items[key].row.caption[:5].lower() == "total"


def _lines(table: MappedTable) -> list[Line]:
    equity = table.read.table.kind is StatementKind.EQ
    blank = [_ZERO] * len(table.read.columns)
    lines: list[Line] = []
    for at, item in enumerate(table.read.items):
        if not item.row.cells or not (equity or item.quantity is Quantity.MONEY):
            continue
        values = blank.copy()
        for cell in item.row.cells:
            values[cell.column] = cell.figure.value
        places = max([cell.figure.places for cell in item.row.cells])
        total = item.role is Role.TOTAL or _says_total(table, at)
        units = Decimal(1).scaleb(-places) if places else _ONE
        lines.append(Line(at, tuple(values), total, item.section, units))
    return lines


def _without_memos(
    table: MappedTable, lines: list[Line]
) -> tuple[list[Line], list[Rollup], list[int]]:
    """The lines but for those of comprehensive income in an equity statement, their roll-ups, and
    the keys of those that the lines right above do not add up to.

        Net income                   2,431      -      2,431
        Translation adjustments          -   (190)      (190)
        Comprehensive income                            2,241    stands in the total column alone

    It sums up lines that enter the balance themselves, so that it must not enter it again.
    """
    if table.read.table.kind is not StatementKind.EQ:
        return lines, [], []
    totals = _total_columns(table)
    kept: list[Line] = []
    found: list[Rollup] = []
    unproven: list[int] = []
    for line in lines:
        filled = {at for at, value in enumerate(line.values) if value}
        caption = table.read.items[line.key].caption
        if not filled or not filled.issubset(totals) or not _COMPREHENSIVE.search(caption):
            kept.append(line)
            continue
        rollup = _memo(kept, line, sorted(filled))
        if rollup is not None:
            found.append(rollup)
        elif line.total:
            unproven.append(line.key)
        else:
            kept.append(line)
    return kept, found, unproven


def _total_columns(table: MappedTable) -> list[int]:
    """The columns of an equity statement that stand for no component."""
    return [at for at, part in enumerate(table.components) if not part.member and not part.name]


def _memo(above: list[Line], total: Line, columns: list[int]) -> Rollup | None:
    """The lines right above that add up to `total` in the columns where it has figures."""
    rest = [total.values[at] for at in columns]
    for size, line in enumerate(reversed(above), 1):
        rest = [value - line.values[at] for value, at in zip(rest, columns, strict=True)]
        if not any(rest):
            parts = tuple((part.key, 1) for part in above[-size:])
            return Rollup(total.key, parts, False, tuple(_ZERO for _ in total.values))
    return None


def _expected(lines: list[Line], balances: tuple[Balance | None, ...]) -> dict[int, dict[int, int]]:
    """By total, the weights of the lines that have the other balance than it."""
    if not any(balances):
        return {}
    weights: dict[Balance, dict[int, int]] = {"debit": {}, "credit": {}}
    for line in lines:
        balance = balances[line.key]
        if balance:
            negative = any(line.values) and all(value <= 0 for value in line.values)
            weights[balance][line.key] = 1 if negative else -1
    others = {"debit": weights["credit"], "credit": weights["debit"]}
    return {line.key: others[side] for line in lines if (side := balances[line.key])}


def _sum(table: MappedTable, rollup: Rollup) -> Sum:
    # where the total itself is blank (a file that breaks off in its row) nothing contradicts it
    differences = rollup.differences
    if any(differences):
        row = table.read.items[rollup.total].row
        differences = tuple(
            difference if row.cell(column) else _ZERO
            for column, difference in enumerate(differences)
        )
    carries = _carries(table, rollup.total, rollup.parts)
    return Sum(rollup.total, rollup.parts, rollup.turned, differences, carries)


def _again(table: MappedTable, total: Sum) -> Sum:
    """The sum in a table with other claims."""
    carries = _carries(table, total.total, total.parts)
    return total if carries is total.carries else replace(total, carries=carries)


def _carries(table: MappedTable, total: int, parts: tuple[tuple[int, int], ...]) -> bool:
    """Whether a sum carries balances forward, and is no calculation."""
    kind = table.read.table.kind
    if kind is StatementKind.EQ or kind is StatementKind.BS:
        return kind is StatementKind.EQ
    return _is_balance(table, total) or any(_is_balance(table, part) for part, _ in parts)


def _is_balance(table: MappedTable, key: int) -> bool:
    if table.read.items[key].opening:
        return True
    concepts = table.claims[key].concepts
    return bool(concepts) and concepts[0].period_type == "instant"


@check("CAL001", Stage.TABLES, Consequence.DOUBT)
def untied(seen: Seen) -> Iterator[Found]:
    """A printed total does not add up

    The lines that add up to the total in its other columns, or but for rounding, do not give the
    printed figure in this one. The facts of the total and of the lines are marked as doubtful, but
    for those that another sum proves.

    A difference within the rounding is none of the filer's faults; a larger one is, or a figure was
    misread: compare with the printed line. Figures are never altered.
    """
    for number, table in _statements(seen):
        proven = _proven(table)
        for total in table.sums:
            item = table.read.items[total.total]
            for column, difference in enumerate(total.differences):
                cell = item.row.cell(column)
                if difference and cell:
                    keys = (total.total, *(part for part, _ in total.parts))
                    places = [
                        Place(number, key, column) for key in keys if (key, column) not in proven
                    ]
                    yield _untied(table, total, item, cell, difference, tuple(places))


def _proven(table: Decided) -> set[tuple[int, int]]:
    """The cells (item, column) that stand in a sum which ties in their column."""
    return {
        (key, column)
        for total in table.sums
        for column in range(len(table.read.columns))
        if not total.differences or not total.differences[column]
        for key in (total.total, *(part for part, _ in total.parts))
    }


@check("CAL002", Stage.TABLES, Consequence.SAY)
def unproven(seen: Seen) -> Iterator[Found]:
    """A total is not proven

    A line that is set as a total has no lines above it that add up to it in every column.

    It may be a total of lines on another page, or carry no sum at all. Its figures are taken.
    """
    for _, table in _statements(seen):
        for key in table.unproven:
            item = table.read.items[key]
            yield Found(
                Severity.INFO, span=item.row.cells[0].span,
                message=f"{item.caption or 'a total'!r}: no lines above are found that add up to"
                " it",
            )  # fmt: skip


def _statements(seen: Seen) -> Iterator[tuple[int, Decided]]:
    for number, table in enumerate(seen.tables):
        if table.read.table.kind in PRIMARY:
            yield number, table


def _untied(
    table: Decided,
    total: Sum,
    item: LineItem,
    cell: Cell,
    difference: Decimal,
    places: tuple[Place, ...],
) -> Found:
    printed = cell.figure.value
    computed = printed - difference
    parts = len(total.parts)
    slack = (parts + 1) // 2
    rounding = abs(difference) <= slack
    word = "too little" if difference > 0 else "too much"
    return Found(
        Severity.INFO if rounding else Severity.ERROR, span=cell.span,
        message=(
            f"{item.caption or 'a total without caption'}: printed {printed:,}, items sum to"
            f" {computed:,} ({abs(difference):,} {word}, tolerance {slack})"
        ),
        others=tuple(table.read.items[part].row.cells[0].span for part, _ in total.parts),
        doubt=() if rounding else places,
    )  # fmt: skip
