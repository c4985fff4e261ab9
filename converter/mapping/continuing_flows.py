"""Flows of continuing operations, in statements that print the cash of discontinued ones apart.

    Net cash provided by operating activities           798    ...ActivitiesContinuingOperations
    Net cash used in investing activities            (2,051)   ...ActivitiesContinuingOperations
    Net cash provided by financing activities           863    ...ActivitiesContinuingOperations
    Cash used in continuing operations                 (406)
    Cash provided by discontinued operations              6    NetCash...InDiscontinuedOperations
    Net decrease in cash                               (400)   = (406) + 6

What the captions leave out the sums say: the three are not all flows of their kind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has
from converter.mapping.flows import below
from converter.model.filing import StatementKind
from converter.model.mapped import Claim, Decided, Way
from converter.model.xbrl import us_gaap

if TYPE_CHECKING:
    from converter.dts.base import Taxonomy

_ALL = (Trait.ALL_OPERATING_FLOWS, Trait.ALL_INVESTING_FLOWS, Trait.ALL_FINANCING_FLOWS)
_DISCONTINUED = "NetCashProvidedByUsedInDiscontinuedOperations"


def continuing_flows(table: Decided, taxonomy: Taxonomy) -> Decided:
    """The table with the concepts of continuing operations for its three flows, where they and all
    the cash of discontinued operations make up the change in cash.
    """
    if table.read.table.kind is not StatementKind.CF:
        return table
    parts = {total.total: [part for part, _ in total.parts] for total in table.sums}
    for change in parts:
        if not _has(table.claims[change], Trait.CHANGE_IN_CASH):
            continue
        inside = below(change, parts)
        if not any(_name(table.claims[at]) == _DISCONTINUED for at in inside):
            continue
        flows = [[at for at in inside if _has(table.claims[at], kind)] for kind in _ALL]
        if all(len(each) == 1 for each in flows):
            claims = [*table.claims]
            for (at,) in flows:
                claims[at] = _continuing(claims[at], taxonomy)
            return replace(table, claims=tuple(claims))
    return table


def _continuing(claim: Claim, taxonomy: Taxonomy) -> Claim:
    concept = taxonomy.concept(us_gaap(f"{_name(claim)}ContinuingOperations"))
    return replace(claim, concepts=(concept,), way=Way.SUMS) if concept else claim


def _name(claim: Claim) -> str:
    return claim.concepts[0].qname.local if claim.concepts else ""


def _has(claim: Claim, trait: Trait) -> bool:
    return bool(claim.concepts) and has(_name(claim), trait)
