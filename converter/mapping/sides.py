"""On which side of its total a line is proven to stand: 'Maintenance' among revenues is no cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has
from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from converter.model.mapped import Summed

# the balance of what raises a total
_RAISED = {Trait.RAISED_BY_DEBITS: "debit", Trait.RAISED_BY_CREDITS: "credit"}


def sides_of(table: Summed) -> dict[int, str]:
    """The balance of the lines that are proven to raise a total of which it is told what raises it:
    with a positive figure, by one sum after the other. What lowers its side says nothing:
    accumulated depreciation is a credit, a deficit is not.
    """
    if table.read.table.kind not in (StatementKind.BS, StatementKind.IS):
        return {}
    parts = {total.total: total.entering for total in table.sums}
    found: dict[int, str] = {}

    def down(item: int, balance: str, sign: int) -> None:
        for part, weight in parts.get(item, ()):
            raising = sign * weight
            values = [cell.figure.value for cell in table.read.items[part].row.cells]
            if raising > 0 and all(value >= 0 for value in values) and any(values):
                found[part] = balance
            down(part, balance, raising)

    for at, claim in enumerate(table.claims):
        for concept in claim.concepts[:1]:
            for trait, balance in _RAISED.items():
                if has(concept.qname.local, trait):
                    down(at, balance, 1)
    return found
