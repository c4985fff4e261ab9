"""The arithmetic of a mapped table: its roll-ups."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.checks.equations import off, rounded
from converter.checks.near import near_sums
from converter.checks.rollup import FiguredLine, Rollup, find_rollups
from converter.model.filing import PRIMARY, StatementKind
from converter.model.lineitem import Role
from converter.model.mapped import Decided, MappedTable, Matched, Sum, Summed
from converter.text.units import Quantity

if TYPE_CHECKING:
    from converter.model.mapped import Balance
    from converter.model.table import Row

_ZERO = Decimal(0)
_ONE = Decimal(1)
# 'Allocation of net income', 'Net loss allocated to': who gets the total above, and no sum of it
_ALLOCATION = re.compile(
    r"\W*(?:allocations?\s+of|allocated\s+to|net\s+(?:income|loss|earnings)\b.{0,24}"
    r"\b(?:allocated|allocable|attributable)\s+to)\b",
    re.IGNORECASE,
)
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


# What is the sum of the lines above it, whether or not it is set as a total, by statement.
_TOTALS = {
    StatementKind.BS: re.compile(
        r"Assets|AssetsCurrent|LiabilitiesAndStockholdersEquity|Liabilities|LiabilitiesCurrent"
        r"|StockholdersEquity|PropertyPlantAndEquipmentNet"
    ),
    StatementKind.IS: re.compile(
        r"Revenues|SalesRevenueNet|GrossProfit|OperatingExpenses|CostsAndExpenses"
        r"|OperatingIncomeLoss|IncomeLossFromContinuingOperations(?:Before\w+)?|NetIncomeLoss"
        r"|ProfitLoss"
    ),
    StatementKind.CF: re.compile(
        r"NetCashProvidedByUsedIn(?:Operating|Investing|Financing)Activities(?:Continu\w+)?"
        r"|CashAndCashEquivalents(?:PeriodIncreaseDecrease|AtCarryingValue)"
    ),
}
_FIRST = 2  # lines above the first total that there can be


MUST_ADD = frozenset(("Assets", "AssetsCurrent", "LiabilitiesCurrent"))
"""Totals whose lines every balance sheet prints above them."""


def nearly_roll_up(table: Decided) -> Decided:
    """The table with the sums that one slip keeps from adding up, of totals that have no other."""
    if table.read.table.kind not in PRIMARY:
        return table
    units = rounded(table)
    tied = {total.total for total in table.sums if not off(table, total, units)}
    known = _known(table)
    open_ = frozenset((known | set(table.unproven) | {t.total for t in table.sums}) - tied)
    lines, _, _ = _without_memos(table, _lines(table))
    lines = [
        line._replace(total=line.total or line.key in known, units=max(line.units, units))
        for line in lines
    ]
    expected = _expected(lines, tuple(claim.balance for claim in table.claims))
    adding = table.read.table.kind is StatementKind.BS
    sums = {total.total: total for total in table.sums}
    found = near_sums(lines, open_, frozenset(tied), expected, adding=adding)
    sums |= {rollup.total: _sum(table, rollup) for rollup in found}
    lost = [*table.unproven, *(at for at in sorted(open_) if _must_add(table, at))]
    unproven = tuple(key for key in dict.fromkeys(lost) if key not in sums)
    return replace(table, sums=tuple(sums.values()), unproven=unproven)


def _known(table: Decided) -> set[int]:
    """The lines that are totals by their concepts."""
    totals = _TOTALS.get(table.read.table.kind)
    if totals is None:
        return set()
    lines = [at for at, item in enumerate(table.read.items) if item.row.cells]
    return {
        at for at in lines[_FIRST:]
        if (claim := table.claims[at]).concepts and not table.read.items[at].opening
        and totals.fullmatch(claim.concepts[0].qname.local)
    }  # fmt: skip


def _must_add(table: Decided, at: int) -> bool:
    """Whether the lines of a total are always printed above it."""
    claim = table.claims[at]
    name = claim.concepts[0].qname.local if claim.concepts else ""
    return name in MUST_ADD and table.read.table.kind is StatementKind.BS


def _balances(table: MappedTable) -> tuple[Balance | None, ...]:
    """By item, in statements that print expenses unsigned; () in others."""
    if table.read.table.kind not in (StatementKind.IS, StatementKind.CI, StatementKind.NOTE):
        return ()
    return tuple([claim.balance for claim in table.claims])


def _says_total(table: MappedTable, key: int) -> bool:
    return table.read.items[key].row.caption[:5].lower() == "total"


def _lines(table: MappedTable) -> list[FiguredLine]:
    equity = table.read.table.kind is StatementKind.EQ
    blank = [_ZERO] * len(table.read.columns)
    lines: list[FiguredLine] = []
    for at, item in enumerate(table.read.items):
        if not item.row.cells or not (equity or item.quantity is Quantity.MONEY):
            continue
        if item.section and _ALLOCATION.match(item.section[-1]):
            continue
        values = blank.copy()
        for cell in item.row.cells:
            values[cell.column] = cell.figure.value
        places = max([cell.figure.places for cell in item.row.cells])
        total = item.role is Role.TOTAL or _says_total(table, at)
        units = Decimal(1).scaleb(-places) if places else _ONE
        lines.append(FiguredLine(at, tuple(values), total, item.section, units))
    return lines


def _without_memos(
    table: MappedTable, lines: list[FiguredLine]
) -> tuple[list[FiguredLine], list[Rollup], list[int]]:
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
    kept: list[FiguredLine] = []
    found: list[Rollup] = []
    unproven: list[int] = []
    for line in lines:
        details = _details(kept, line, totals)
        if details is not None:
            found.append(details)
            del kept[len(kept) - len(details.parts) :]
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


def _details(above: list[FiguredLine], line: FiguredLine, totals: list[int]) -> Rollup | None:
    """The lines right above, of no component, that a line of a component sums up:

    Unrealized holding gains                  -      83
    Translation adjustments                   -    (118)
    Other comprehensive loss               (35)     (35)
    """
    if len(totals) != 1 or not line.values[totals[0]]:
        return None
    own = [at for at, value in enumerate(line.values) if value]
    if len(own) < 2:
        return None
    rest = line.values[totals[0]]
    for size, part in enumerate(reversed(above), 1):
        if {at for at, value in enumerate(part.values) if value} != set(totals):
            return None
        rest -= part.values[totals[0]]
        if not rest and size > 1:
            parts = tuple((each.key, 1) for each in above[-size:])
            return Rollup(line.key, parts, False, tuple(_ZERO for _ in line.values))
    return None


def _total_columns(table: MappedTable) -> list[int]:
    """The columns of an equity statement that stand for no component."""
    return [at for at, part in enumerate(table.components) if not part.member and not part.name]


def _memo(above: list[FiguredLine], total: FiguredLine, columns: list[int]) -> Rollup | None:
    """The lines right above that add up to `total` in the columns where it has figures."""
    rest = [total.values[at] for at in columns]
    for size, line in enumerate(reversed(above), 1):
        rest = [value - line.values[at] for value, at in zip(rest, columns, strict=True)]
        if not any(rest):
            parts = tuple((part.key, 1) for part in above[-size:])
            return Rollup(total.key, parts, False, tuple(_ZERO for _ in total.values))
    return None


def _expected(
    lines: list[FiguredLine], balances: tuple[Balance | None, ...]
) -> dict[int, dict[int, int]]:
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
    # where the total itself is blank (a file that breaks off in its row) nothing contradicts it,
    # nor where its parts are, in an equity statement that has them in the total alone
    differences = rollup.differences
    if any(differences):
        items = table.read.items
        equity = table.read.table.kind is StatementKind.EQ
        parts = [items[key].row for key, _ in rollup.parts]
        differences = tuple(
            difference
            if items[rollup.total].row.cell(column)
            and not (equity and all(_blank(row, column) for row in parts))
            else _ZERO
            for column, difference in enumerate(differences)
        )
    carries = _carries(table, rollup.total, rollup.parts)
    return Sum(rollup.total, rollup.parts, rollup.turned, differences, carries)


def _blank(row: Row, column: int) -> bool:
    cell = row.cell(column)
    return cell is None or not cell.figure.value


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
