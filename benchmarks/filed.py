"""Which signs a filer reported against the arithmetic of the very statement that it printed.

A cash flow that adds up tells how each line moves cash, by parentheses and sums alone; the balance
of the concept that the filer chose tells how a positive value of it does: a debit raises cash, a
credit lowers it (XBRL 2.1, 5.1.1.2). 'Inventories (27,282)' lowers cash by 27,282, so that
IncreaseDecreaseInInventories, a credit, is 27,282; a filer that reported -27,282 contradicts what
it printed. Neither what the program emitted, nor how its mapping reads signs, is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.mapping.rows import packaged_kinds
from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from converter.model.mapped import MappedTable
    from converter.model.source import SourceText

_ROOTS = re.compile(r"NetCashProvidedByUsedIn(?:Operating|Investing|Financing)Activities")
# a cash flow begins with a result, which is a credit and raises cash all the same
_RESULTS = re.compile(r"NetIncomeLoss|ProfitLoss|IncomeLoss(?:From|Before)(?!EquityMethod|Discont)")


def effects(tables: Iterable[MappedTable], source: SourceText) -> dict[tuple[int, str], int]:
    """(line, digits of a printed figure) -> 1 where the figure raises cash, -1 where it lowers it,
    for the lines that proven sums lead to one of the three totals of a cash flow.
    """
    found: dict[tuple[int, str], int] = {}
    for table in tables:
        for at, weight in _weights(table).items():
            for cell in table.read.items[at].row.cells:
                if cell.figure.value:
                    sign = 1 if cell.figure.value > 0 else -1
                    found[cell.span.line, digits(source.cut(cell.span))] = weight * sign
    return found


def _weights(table: MappedTable) -> dict[int, int]:
    """The items of a cash flow that its proven sums lead to, and how each enters them."""
    if table.read.table.kind is not StatementKind.CF:
        return {}
    sums = {total.total: total for total in table.sums if not total.carries}
    found: dict[int, int] = {}
    pending: list[tuple[int, int]] = []
    for at, claim in enumerate(table.claims):
        root = any(_ROOTS.fullmatch(concept.qname.local) for concept in claim.concepts)
        if root and at in sums and not any(sums[at].differences):
            # turned: either payments are printed without parentheses, under a total that has
            # them, or the total is ('cash used in 210'), and its parts have the direction
            figures = [cell.figure.value for cell in table.read.items[at].row.cells]
            pending += sums[at].entering if min(figures) < 0 else sums[at].parts
    while pending:
        item, weight = pending.pop()
        if item not in found:
            found[item] = weight
            if item in sums:
                pending += [(part, weight * each) for part, each in sums[item].entering]
    return found


def contradicted(concept: str, value: Decimal, effect: int) -> bool:
    """Whether a filed value of a us-gaap concept moves cash another way than its figure does."""
    balance = packaged_kinds().balance(f"us-gaap:{concept}")
    if not effect or not balance or not value or _RESULTS.match(concept):
        return False
    return (value > 0) != ((effect > 0) == (balance == "debit"))


def digits(printed: str) -> str:
    """A figure as the benchmarks compare it: '(1,234)' -> '1234', '-' for none."""
    return re.sub(r"[^\d.]", "", printed).rstrip(".") or "-"
