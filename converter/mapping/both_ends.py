"""What is told at the beginning of a year and at its end is the same.

Pooled funds, beginning of year      500      300      what the line below is, and no element of its
Pooled funds, end of year            700      500      own: CashAndCashEquivalentsAtCarryingValue
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.dates import without_day

if TYPE_CHECKING:
    from converter.model.lineitem import LineItem
    from converter.model.mapped import Claim, Decided

_ENDS = 2  # of a year


def alike_at_both_ends(table: Decided) -> Decided:
    """The table of cash flows in which an opening and a closing balance of one name have the surer
    one's claim; one of the two alone has it where the other has none.
    """
    if table.read.table.kind is not StatementKind.CF:
        return table
    claims = [*table.claims]
    for opening, closing in _pairs(table.read.items):
        balances = [at for at in (opening, closing) if _is_balance(claims[at])]
        if balances:
            surest = claims[max(balances, key=lambda at: claims[at].confidence)]
            claims[opening] = claims[closing] = surest
    return table if claims == [*table.claims] else replace(table, claims=tuple(claims))


def _pairs(items: tuple[LineItem, ...]) -> list[tuple[int, int]]:
    """The lines (opening, closing) of one name that no other line of the section has."""
    named: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for at, item in enumerate(items):
        name = without_day(item.caption)
        if item.row.cells and (item.opening or name != item.caption):
            named.setdefault((name.lower(), item.section), []).append(at)
    return [
        (places[0], places[1]) for places in named.values()
        if len(places) == _ENDS
        and items[places[0]].opening and not items[places[1]].opening
    ]  # fmt: skip


def _is_balance(claim: Claim) -> bool:
    return bool(claim.concepts) and claim.concepts[0].period_type == "instant"
