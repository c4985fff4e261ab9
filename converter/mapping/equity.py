"""Statements of equity: what balances are, and what stands between them.

    Shareowners' Equity, December 31, 1992     6,557     StockholdersEquity
    Net loss                                  (1,515)
    Retained earnings - other changes            (10)    no balance: it is carried into the next
    December 31, 1993                          3,356     StockholdersEquity: what they add up to

The network does not read these statements: here the rows have the word, and what bars.tsv and the
sums say against it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has, named
from converter.mapping.features import short
from converter.mapping.structure import bars_of, ruled_out
from converter.model.filing import StatementKind
from converter.model.mapped import Claim, Sum, Summed, Way
from converter.model.xbrl import us_gaap
from converter.text.dates import without_periods
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.dts.base import Taxonomy
    from converter.mapping.mapping import Mapping
    from converter.model.xbrl import Concept

_RULE = "carried-balance"
_SURE = 0.9
_PARTNERS = re.compile(r"\bpartners?\b(?!.*\bstock)", re.IGNORECASE)


def carried_equity(table: Summed, mapping: Mapping) -> Summed:
    """The table with claims for the balances that its changes lead to, and without those that
    changes have to balances, or that their place rules out. A row of the user's own stands.
    """
    if table.read.table.kind is not StatementKind.EQ:
        return table
    claims = [*table.claims]
    bars = bars_of(table, mapping.bars)
    own = {
        at for at, claim in enumerate(claims)
        if (rule := mapping.table.rule(claim.rule)) is not None and rule.own
    }  # fmt: skip
    for at, claim in enumerate(claims):
        if at not in own and any(
            ruled_out(bars.get(at, ()), short(str(c.qname))) for c in claim.concepts
        ):
            claims[at] = _let_go(claim)
    concept = mapping.taxonomy.concept(us_gaap(named(Trait.TOTAL_EQUITY)[0]))
    known = any(
        has(each.qname.local, Trait.TOTAL_EQUITY) for claim in claims for each in claim.concepts
    )
    if _PARTNERS.search(table.read.table.title):
        claims = [_of_partners(claim, mapping.taxonomy) for claim in claims]
    for total in table.sums:
        for part in set(_between(table, total)) - own:
            claims[part] = _let_go(table.claims[part])
        if not claims[total.total].concepts:
            claims[total.total] = _led_to(table, total, claims, concept if known else None)
    return table if claims == [*table.claims] else replace(table, claims=tuple(claims))


def _led_to(table: Summed, total: Sum, claims: Sequence[Claim], concept: Concept | None) -> Claim:
    """The claim of a balance that the changes above it lead to: one without a caption is what its
    first line, the opening balance, is; one that states a date alone is `concept`.
    """
    items = table.read.items
    caption = items[total.total].caption
    opening = min(part for part, _ in total.parts)
    if not caption and items[opening].opening:
        return claims[opening]
    if caption and not without_periods(caption) and concept is not None:
        return Claim((concept,), _RULE, confidence=_SURE, way=Way.SUMS)
    return claims[total.total]


def _of_partners(claim: Claim, taxonomy: Taxonomy) -> Claim:
    """A balance of stockholders' equity as one of the partners' capital."""
    names = [concept.qname.local for concept in claim.concepts]
    concept = taxonomy.concept(us_gaap("PartnersCapital"))
    if names != ["StockholdersEquity"] or concept is None:
        return claim
    return replace(claim, concepts=(concept,))


def _between(table: Summed, total: Sum) -> list[int]:
    """The lines that are carried from one balance to the next and claim to be balances. Where most
    parts are balances they are those of the components, whose total is no later one.
    """
    instants = [
        part for part, _ in total.parts
        if any(concept.period_type == "instant" for concept in table.claims[part].concepts)
    ]  # fmt: skip
    first = min(part for part, _ in total.parts)
    if 2 * len(instants) > len(total.parts) or first not in instants:
        return []
    items = table.read.items
    return [
        part for part in instants
        if part != first and not items[part].opening and items[part].quantity is Quantity.MONEY
    ]  # fmt: skip


def _let_go(claim: Claim) -> Claim:
    return Claim(candidates=((str(claim.concepts[0].qname), claim.confidence),))
