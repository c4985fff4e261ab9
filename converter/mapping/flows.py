"""Which total of a cash flow statement is that of all operating flows: the one that enters the
change in cash.

    Cash provided from operations before funding      170.7      a part, whatever it says
    Pension funding less than expense                  82.3
    Cash provided from operating activities           253.0      NetCashProvidedByUsedIn...
    ...
    Net increase in cash                               12.4      = 253.0 - 63.5 - 177.1
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has
from converter.model.filing import StatementKind
from converter.model.mapped import Claim, Decided, Way

if TYPE_CHECKING:
    from converter.mapping.confidence import Curve

# all the flows of a kind, and all or a part of them
_KINDS = {
    Trait.ALL_OPERATING_FLOWS: Trait.OPERATING_FLOWS,
    Trait.ALL_INVESTING_FLOWS: Trait.INVESTING_FLOWS,
    Trait.ALL_FINANCING_FLOWS: Trait.FINANCING_FLOWS,
}


def whole_flows(table: Decided, curve: Curve) -> Decided:
    """The table without the claim of a subtotal to all the flows of its kind: the total above it,
    which enters the change in cash, has it. A total of two kinds is neither's.
    """
    if table.read.table.kind is not StatementKind.CF:
        return table
    parts = {total.total: [part for part, _ in total.parts] for total in table.sums}
    entering = {
        part for at, below in parts.items() if _is(table.claims[at], Trait.CHANGE_IN_CASH)
        for part in below
    }  # fmt: skip
    claims = [*table.claims]
    for at in _of_several_kinds(table, parts):
        claims[at] = _let_go(table.claims[at])  # 'Cash provided by continuing operations'
    for at, claim in enumerate(claims):
        flow = next((part for whole, part in _KINDS.items() if _all(claim, whole, part)), None)
        if flow is None or at in entering:
            continue
        outer = next((each for each in entering if at in below(each, parts)), None)
        beside = below(outer, parts) - below(at, parts) if outer is not None else set()
        if outer is None or _of_two_kinds(table, beside, flow):
            continue
        continuing = _is(claim, Trait.CONTINUING_FLOWS)
        if continuing and _discontinued(table, beside):
            continue  # 'Cash from continuing operations' and, beside it, from discontinued ones
        claims[at] = _let_go(claim)
        if not _is(claims[outer], flow) and not continuing:
            claims[outer] = replace(
                claim, concepts=claim.concepts[:1], way=Way.SUMS,
                measured=curve.measured(Way.SUMS, StatementKind.CF, None, claim.confidence),
            )  # fmt: skip
    return replace(table, claims=tuple(claims)) if claims != [*table.claims] else table


def _of_several_kinds(table: Decided, parts: dict[int, list[int]]) -> list[int]:
    """The totals that claim to be flows of one kind, and are made of several."""
    return [
        at for at in parts
        if any(_is(table.claims[at], flow) for flow in _KINDS.values())
        and len({flow for flow in _KINDS.values() for each in below(at, parts) - {at}
                 if _is(table.claims[each], flow)}) > 1
    ]  # fmt: skip


def _let_go(claim: Claim) -> Claim:
    return replace(
        claim, concepts=(), rule="extension", way=Way.NONE, lost=claim.concepts[0],
        candidates=((str(claim.concepts[0].qname), claim.confidence), *claim.candidates),
    )  # fmt: skip


def _is(claim: Claim, trait: Trait) -> bool:
    return bool(claim.concepts) and has(claim.concepts[0].qname.local, trait)


def _of_two_kinds(table: Decided, items: set[int], flow: Trait) -> bool:
    """Whether a total has flows of another kind too: 'Cash after capital expenditures'."""
    others = [other for other in _KINDS.values() if other is not flow]
    if flow is Trait.OPERATING_FLOWS:
        others.append(Trait.NO_OPERATING_FLOW)
    return any(_is(table.claims[at], other) for at in items for other in others)


def _all(claim: Claim, whole: Trait, part: Trait) -> bool:
    """Whether a claim is to all flows of a kind, or to all of continuing operations."""
    return _is(claim, whole) or (_is(claim, part) and _is(claim, Trait.CONTINUING_FLOWS))


def _discontinued(table: Decided, items: set[int]) -> bool:
    return any(
        _is(table.claims[at], Trait.DISCONTINUED)
        or "discontinu" in table.read.items[at].caption.lower()
        for at in items
    )


def below(total: int, parts: dict[int, list[int]]) -> set[int]:
    """What a total is made of, by one sum after the other."""
    found: set[int] = set()
    left = [*parts.get(total, ())]
    while left:
        part = left.pop()
        if part not in found:
            found.add(part)
            left += parts.get(part, ())
    return found
