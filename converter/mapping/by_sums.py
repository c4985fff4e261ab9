"""What sums and divisions say of a table's concepts, one step after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.mapping.both_ends import alike_at_both_ends
from converter.mapping.continuing_flows import continuing_flows
from converter.mapping.earnings import proven_earnings
from converter.mapping.earnings_sides import by_sides
from converter.mapping.flows import whole_flows
from converter.mapping.sole_earnings import sole_earnings
from converter.mapping.unlabelled import agree_with_taken_off

if TYPE_CHECKING:
    from converter.mapping.mapping import Mapping
    from converter.model.mapped import Decided


def told_by_sums(table: Decided, mapping: Mapping, *, reported: bool) -> Decided:
    """The table with the claims that its sums and divisions prove.

    reported  it is of an annual or quarterly report
    """
    table = agree_with_taken_off(table, mapping)
    table = alike_at_both_ends(whole_flows(table, mapping.curve))
    table = continuing_flows(table, mapping.taxonomy)
    table = by_sides(table, mapping.taxonomy)
    table = proven_earnings(table, mapping)
    return sole_earnings(table, mapping.taxonomy, reported=reported)
