"""Which signs a filer reported against the arithmetic of the very statement that it printed.

A cash flow that adds up tells how each line moves cash, by parentheses and sums alone; the balance
of the concept that the filer chose tells how a positive value of it does: a debit raises cash, a
credit lowers it (XBRL 2.1, 5.1.1.2). 'Inventories (27,282)' lowers cash by 27,282, so that
IncreaseDecreaseInInventories, a credit, is 27,282; a filer that reported -27,282 contradicts what
it printed. Neither what the program emitted, nor how its mapping reads signs, is asked.

    python -m benchmarks.measures.filed DATASETS.zip

tells what share of the filed signs a table of captions could give (`ceilings`).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.typeset import render
from converter.mapping.rows import packaged_kinds
from converter.model.filing import StatementKind
from converter.wording.normalise import letters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from converter.model.mapped import Decided
    from converter.model.source import SourceText

_ROOTS = re.compile(r"NetCashProvidedByUsedIn(?:Operating|Investing|Financing)Activities")
# a cash flow begins with a result, which is a credit and raises cash all the same
_RESULTS = re.compile(r"NetIncomeLoss|ProfitLoss|IncomeLoss(?:From|Before)(?!EquityMethod|Discont)")


def effects(tables: Iterable[Decided], source: SourceText) -> dict[tuple[int, str], int]:
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


def _weights(table: Decided) -> dict[int, int]:
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


# -- what could be reached -------------------------------------------------------------------------


def ceilings(filings: Iterable[render.Filing]) -> dict[str, float]:
    """By statement, the share of filed signs that a table gives which knows of each concept,
    caption and printed sign how most of these very cells were filed: more than anything can learn
    that sees no more of a line.
    """
    filed: dict[str, Counter[tuple[str, str, bool, bool]]] = defaultdict(Counter)
    for filing in filings:
        for kind, lines in filing.statements.items():
            for line in lines:
                for value in line.values.values() if not line.custom else ():
                    if value:
                        below = value < 0
                        printed = below != line.negated
                        filed[kind][line.tag, letters(line.label), printed, below] += 1
    right = {
        kind: sum(max(cells[*key, True], cells[*key, False]) for key in {k[:3] for k in cells})
        for kind, cells in filed.items()
    }
    count = {kind: cells.total() for kind, cells in filed.items()}
    shares = {kind: right[kind] / count[kind] for kind in count}
    return {**shares, "all": sum(right.values()) / max(sum(count.values()), 1)}


def main() -> int:
    path = Path(sys.argv[1])
    if not path.exists():
        print(f"{path} is not there: nothing measured", file=sys.stderr)
        return 2
    for kind, share in ceilings(render.load(path)).items():
        print(f"{kind:4}{share:.2%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
