"""Counts of shares that a company took back: what a column of treasury shares has is not issued.

                             Treasury stock
                             Shares    Amount
    Balance, 1994            67,056    $6,085     TreasuryStockShares 67,056, not SharesIssued
    Purchases                 2,200       154     TreasuryStockSharesAcquired 2,200
    Issued to employees         (78)       (4)    78 shares were issued, whatever the column says

The printed sign says only whether the column counts what is held or what that takes off.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has
from converter.model.xbrl import us_gaap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.mapping import Mapping
    from converter.model.lineitem import ReadTable
    from converter.model.mapped import Claim, Component

_ISSUED, _HELD = "SharesIssued", "TreasuryStockShares"


def counts_taken_back(
    read: ReadTable,
    shares: Sequence[Claim],
    components: Sequence[Component],
    parts: Sequence[Component],
    mapping: Mapping,
) -> dict[tuple[int, int], Claim]:
    """By item and column of an equity statement, the claims of counts of treasury shares, and of
    shares bought back in any column: those of their lines, without the printed sign.

    shares      by item, what it counts
    components  by column; `parts`, where there are any, by item in their place
    """
    held = mapping.taxonomy.concept(us_gaap(_HELD))
    found: dict[tuple[int, int], Claim] = {}
    for at, (item, claim) in enumerate(zip(read.items, shares, strict=True)):
        names = [concept.qname.local for concept in claim.concepts]
        for cell in item.row.cells if names else ():
            if not read.columns[cell.column].shares:
                continue
            member = (parts[at] if parts else components[cell.column]).member
            treasury = member is not None and has(member.local, Trait.TAKEN_OFF_EQUITY)
            if treasury and names == [_ISSUED] and held is not None:
                found[at, cell.column] = replace(claim, concepts=(held,), sign="magnitude")
            elif treasury or any(has(name, Trait.SHARES_TAKEN_BACK) for name in names):
                found[at, cell.column] = replace(claim, sign="magnitude")
    return found
