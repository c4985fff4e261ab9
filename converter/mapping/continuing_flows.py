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
    the cash of discontinued operations make up the change in cash; or for the two parts of a flow
    of which one is that of discontinued operations.
    """
    if table.read.table.kind is not StatementKind.CF:
        return table
    table = _in_each_flow(table, taxonomy)
    parts = {total.total: [part for part, _ in total.parts] for total in table.sums}
    for change in parts:
        if not _has(table.claims[change], Trait.CHANGE_IN_CASH):
            continue
        inside = below(change, parts)
        flows = [[at for at in inside if _has(table.claims[at], kind)] for kind in _ALL]
        if not all(len(each) == 1 for each in flows):
            continue
        of_flows = {at for (flow,) in flows for at in below(flow, parts)}
        apart = [at for at in inside if _name(table.claims[at]) == _DISCONTINUED]
        if any(at not in of_flows for at in apart):
            claims = [*table.claims]
            for (at,) in flows:
                claims[at] = _continuing(claims[at], taxonomy)
            return replace(table, claims=tuple(claims))
    return table


def _in_each_flow(table: Decided, taxonomy: Taxonomy) -> Decided:
    """'Net cash used in continuing operations' and 'in discontinued operations', which add up to
    'Net cash used in investing activities'.
    """
    claims = [*table.claims]
    for total in table.sums:
        own = claims[total.total]
        if len(total.parts) != 2 or not any(_has(own, kind) for kind in _ALL):
            continue
        captions = [table.read.items[at].caption.lower() for at, _ in total.parts]
        gone = [at for at, words in enumerate(captions) if "discontinued" in words]
        if len(gone) != 1 or "continuing" not in captions[1 - gone[0]]:
            continue
        (rest, _), (part, _) = total.parts[1 - gone[0]], total.parts[gone[0]]
        claims[rest] = _named(claims[rest], f"{_name(own)}ContinuingOperations", taxonomy)
        part_name = f"{_name(own).removeprefix('Net')}DiscontinuedOperations"
        claims[part] = _named(claims[part], part_name, taxonomy)
    return replace(table, claims=tuple(claims))


def _named(claim: Claim, name: str, taxonomy: Taxonomy) -> Claim:
    concept = taxonomy.concept(us_gaap(name))
    return replace(claim, concepts=(concept,), way=Way.SUMS) if concept else claim


def _continuing(claim: Claim, taxonomy: Taxonomy) -> Claim:
    return _named(claim, f"{_name(claim)}ContinuingOperations", taxonomy)


def _name(claim: Claim) -> str:
    return claim.concepts[0].qname.local if claim.concepts else ""


def _has(claim: Claim, trait: Trait) -> bool:
    return bool(claim.concepts) and has(_name(claim), trait)
