"""On which side of its total a line is proven to stand: 'Maintenance' among revenues is no cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from converter.model.mapped import Summed

# totals, and the balance of what raises them
_RAISED: dict[StatementKind, dict[str, str]] = {
    StatementKind.BS: {"Assets": "debit", "LiabilitiesAndStockholdersEquity": "credit"},
    StatementKind.IS: {
        "Revenues": "credit", "SalesRevenueNet": "credit", "NoninterestIncome": "credit",
        "InterestAndDividendIncomeOperating": "credit", "CostsAndExpenses": "debit",
        "OperatingExpenses": "debit", "OperatingCostsAndExpenses": "debit",
        "NoninterestExpense": "debit", "BenefitsLossesAndExpenses": "debit",
    },
}  # fmt: skip


def sides_of(table: Summed) -> dict[int, str]:
    """The balance of the lines that are proven to raise one of the totals of `_RAISED`: with a
    positive figure, by one sum after the other. What lowers its side says nothing: accumulated
    depreciation is a credit, a deficit is not.
    """
    raised = _RAISED.get(table.read.table.kind)
    if not raised:
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
            if concept.qname.local in raised:
                down(at, raised[concept.qname.local], 1)
    return found
