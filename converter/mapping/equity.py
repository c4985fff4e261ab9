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
from converter.mapping.match import Line
from converter.mapping.structure import bars_of, ruled_out
from converter.model.filing import StatementKind
from converter.model.joined import joined_balances
from converter.model.mapped import Claim, Sum, Summed, Way
from converter.model.xbrl import us_gaap
from converter.text.dates import without_periods
from converter.text.one_below_another import one_below_another
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from collections.abc import Mapping as Mapped

    from converter.dts.base import Taxonomy
    from converter.mapping.mapping import Mapping
    from converter.mapping.structure import Bar
    from converter.model.lineitem import LineItem, ReadTable
    from converter.model.xbrl import Concept

_RULE = "carried-balance"
_SURE = 0.9
_RETAINED = re.compile(
    r"\bstatements?\s+of\s+(?:changes\s+in\s+)?(?:consolidated\s+)?(?:retained\s+earnings"
    r"|reinvested\s+earnings|earnings\s+(?:retained|reinvested)|accumulated\s+deficit)\b",
    re.IGNORECASE,
)
_PARTNERS = re.compile(r"\bpartners?\b(?!.*\bstock)", re.IGNORECASE)
_STOCK = re.compile(
    r"\b(?:stock|share)holders?\b|\bshareowners?\b|\b(?:common|capital)\s+(?:stock|shares)\b",
    re.IGNORECASE,
)
_DISTRIBUTION = "DistributionMadeToMemberOrLimitedPartnerCashDistribution"
_OWNERS = re.compile(r"\b(?:partners?|members?|unitholders?|minority)\b", re.IGNORECASE)


def of_retained_earnings(read: ReadTable) -> bool:
    """Whether a statement, whose columns are years, is one of retained earnings alone. Columns
    without a word are years: it has no other component to be of.
    """
    title = read.table.title
    said = _RETAINED.search(title)
    heads = [column.column.head for column in read.columns]
    years = one_below_another(heads) or not any(heads)
    return said is not None and " and " not in title[said.end() :] and years


def carried_equity(table: Summed, mapping: Mapping) -> Summed:
    """The table with claims for the balances that its changes lead to, and without those that
    changes have to balances, or that their place rules out. A row of the user's own stands.
    """
    if table.read.table.kind is not StatementKind.EQ:
        return table
    bars = bars_of(table, mapping.bars)
    own = of_the_users(table.claims, mapping)
    claims = [
        _let_go(claim) if at not in own and _lowers_by_issue(claim, table.read.items[at]) else claim
        for at, claim in enumerate(_barred(table.claims, bars, own))
    ]
    counts = _barred(table.share_claims, bars, of_the_users(table.share_claims, mapping))
    concept = mapping.taxonomy.concept(us_gaap(named(Trait.TOTAL_EQUITY)[0]))
    known = any(
        has(each.qname.local, Trait.TOTAL_EQUITY) for claim in claims for each in claim.concepts
    )
    claims = [
        claims[at] if at in own else claim
        for at, claim in enumerate(_of_what_it_is(claims, table, mapping.taxonomy))
    ]
    if one_below_another([column.column.head for column in table.read.columns]):
        for at in joined_balances(table.read.items, table.sums) - own:
            claims[at] = _as_balance(claims[at], table.read.items[at], mapping)
    for total in table.sums:
        for part in set(_between(table, total)) - own:
            claims[part] = _let_go(table.claims[part])
        if not claims[total.total].concepts and not _on_the_way(table, total):
            claims[total.total] = _led_to(table, total, claims, concept if known else None)
    if (claims, counts) == ([*table.claims], [*table.share_claims]):
        return table
    return replace(table, claims=tuple(claims), share_claims=tuple(counts))


_ISSUED = re.compile(r"StockIssuedDuringPeriodValue(?:NewIssues|StockOptionsExercised)\b")


def _lowers_by_issue(claim: Claim, item: LineItem) -> bool:
    """Whether a line that is read as an issue of stock lowers all that it changes: 'Preferred
    stock (20.1)' below 'Dividends on'.
    """
    values = [cell.figure.value for cell in item.row.cells]
    issued = any(_ISSUED.match(concept.qname.local) for concept in claim.concepts)
    return issued and any(values) and all(value <= 0 for value in values)


def of_the_users(claims: Sequence[Claim], mapping: Mapping) -> set[int]:
    """The lines that a row of the user's own speaks for."""
    rules = (mapping.table.rule(claim.rule) for claim in claims)
    return {at for at, rule in enumerate(rules) if rule is not None and rule.own}


def _barred(
    claims: Sequence[Claim], bars: Mapped[int, Sequence[Bar]], own: Collection[int]
) -> list[Claim]:
    """The claims, without those that their line's place rules out."""
    return [
        _let_go(claim)
        if at not in own
        and any(ruled_out(bars.get(at, ()), short(str(c.qname))) for c in claim.concepts)
        else claim
        for at, claim in enumerate(claims)
    ]


def _on_the_way(table: Summed, total: Sum) -> bool:
    """Whether a sum without a caption enters a further one of the same year, where years are the
    columns: the opening balance and what was added, before what was deducted.
    """
    below = one_below_another([column.column.head for column in table.read.columns])
    return (
        below
        and not table.read.items[total.total].caption
        and any(part == total.total for later in table.sums for part, _ in later.parts)
    )


def _led_to(table: Summed, total: Sum, claims: Sequence[Claim], concept: Concept | None) -> Claim:
    """The claim of a balance that the changes above it lead to: one without a caption is what its
    first line, the opening balance, is; one that states a date alone is `concept`.
    """
    items = table.read.items
    caption = items[total.total].caption
    opening = _first(table, total)
    if not caption and items[opening].opening:
        return claims[opening]
    if caption and not without_periods(caption) and concept is not None:
        return Claim((concept,), _RULE, confidence=_SURE, way=Way.SUMS)
    return claims[total.total]


def _of_what_it_is(claims: list[Claim], table: Summed, taxonomy: Taxonomy) -> list[Claim]:
    """The claims, balances of equity in a statement of partners' capital, or of retained earnings
    alone, as those of these; what a corporation distributes are dividends.
    """
    title, items = table.read.table.title, table.read.items
    if _PARTNERS.search(title):
        return [instead(claim, "PartnersCapital", taxonomy) for claim in claims]
    if any(map(_STOCK.search, (title, *(each.column.head for each in table.read.columns)))):
        claims = [
            claim if _OWNERS.search(item.caption)
            else instead(claim, "Dividends", taxonomy, _DISTRIBUTION)
            for claim, item in zip(claims, items, strict=True)
        ]  # fmt: skip
    if not of_retained_earnings(table.read):
        return claims
    named = [not part.whole for part in table.parts] or [False] * len(claims)
    return [
        claim if other else instead(claim, "RetainedEarningsAccumulatedDeficit", taxonomy)
        for claim, other in zip(claims, named, strict=True)
    ]


def _first(table: Summed, total: Sum) -> int:
    """The first line that a total adds up, itself or through the totals on the way to it."""
    first = min(part for part, _ in total.parts)
    below = next((each for each in table.sums if each.total == first), None)
    return first if below is None or first >= total.total else _first(table, below)


def instead(claim: Claim, name: str, taxonomy: Taxonomy, of: str = "StockholdersEquity") -> Claim:
    """A claim of the concept `of`, balances of equity if none is named, as one of `name`."""
    names = [concept.qname.local for concept in claim.concepts]
    concept = taxonomy.concept(us_gaap(name))
    if names != [of] or concept is None:
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


def _as_balance(claim: Claim, item: LineItem, mapping: Mapping) -> Claim:
    """The claim of a line that is a balance by the sums: what it would be in a balance sheet, where
    its own is of what happened.
    """
    if any(concept.period_type == "instant" for concept in claim.concepts):
        return claim
    found = in_a_balance_sheet(item, mapping)
    return found or (_let_go(claim) if claim.concepts else claim)


def in_a_balance_sheet(item: LineItem, mapping: Mapping) -> Claim | None:
    """What rows know a line as in a balance sheet; None where that is no balance."""
    found = mapping.claim(Line(item.caption, StatementKind.BS, (), item.quantity))
    return found if any(each.period_type == "instant" for each in found.concepts) else None


def _let_go(claim: Claim) -> Claim:
    return Claim(candidates=((str(claim.concepts[0].qname), claim.confidence),))
