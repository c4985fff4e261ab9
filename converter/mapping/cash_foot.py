"""What stands below closing cash and adds up with it is a balance too.

Cash and equivalents, end of year       1,013      1,477
Short-term investments                  1,277      2,137     no purchases or sales of a year
Cash and short-term investments         2,290      3,614
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.mapping.equity import in_a_balance_sheet, of_the_users
from converter.mapping.unlabelled import PROVEN
from converter.model.filing import StatementKind
from converter.model.joined import balances_at_the_foot
from converter.model.mapped import Way

if TYPE_CHECKING:
    from converter.mapping.mapping import Mapping
    from converter.model.mapped import Summed


def balances_below_cash(table: Summed, mapping: Mapping) -> Summed:
    """The table with the lines at the foot of its cash flows as rows of the balance sheet know
    them; a row of the user's own stands.
    """
    if table.read.table.kind is not StatementKind.CF:
        return table
    claims = [*table.claims]
    own = of_the_users(table.claims, mapping)
    for at in balances_at_the_foot(table.read.items, table.sums) - own:
        found = in_a_balance_sheet(table.read.items[at], mapping)
        if found is not None:
            claims[at] = replace(found, way=Way.PLACE, confidence=PROVEN)
    return table if claims == [*table.claims] else replace(table, claims=tuple(claims))
