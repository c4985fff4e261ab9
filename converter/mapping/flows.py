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

from converter.dts.base import load_base
from converter.model.filing import StatementKind
from converter.model.xbrl import us_gaap

if TYPE_CHECKING:
    from converter.model.mapped import Claim, MappedTable

_CHANGE = ("CashAndCashEquivalentsPeriodIncreaseDecrease", "CashPeriodIncreaseDecrease")
_FLOWS = tuple(
    f"NetCashProvidedByUsedIn{kind}Activities" for kind in ("Operating", "Investing", "Financing")
)
_CONTINUING = "ContinuingOperations"
_NOT_OPERATING = ("PaymentsToAcquire", "ProceedsFrom", "Repayments", "PaymentsOfDividends")


def whole_flows(table: MappedTable) -> MappedTable:
    """The table without the claim of a subtotal to all the flows of its kind: the total above it,
    which enters the change in cash, has it. A total of two kinds is neither's.
    """
    if table.read.table.kind is not StatementKind.CF:
        return table
    parts = {total.total: [part for part, _ in total.parts] for total in table.sums}
    entering = {
        part for at, below in parts.items() if _local(table.claims[at]).startswith(_CHANGE)
        for part in below
    }  # fmt: skip
    claims = [*table.claims]
    for at in parts:
        kinds = {flow for flow in _FLOWS for each in _below(at, parts) - {at}
                 if _local(table.claims[each]).startswith(flow)}  # fmt: skip
        if len(kinds) > 1 and _local(table.claims[at]).startswith(_FLOWS):
            claims[at] = _let_go(table.claims[at])  # 'Cash provided by continuing operations'
    for at, claim in enumerate(claims):
        name = _local(claim).removesuffix(_CONTINUING)
        if name not in _FLOWS or at in entering:
            continue
        outer = next((each for each in entering if at in _below(each, parts)), None)
        beside = _below(outer, parts) - _below(at, parts) if outer is not None else set()
        if outer is None or _of_two_kinds(table, beside, name):
            continue
        if _local(claim) != name and _discontinued(table, beside):
            continue  # 'Cash from continuing operations' and, beside it, from discontinued ones
        claims[at] = _let_go(claim)
        if not _local(claims[outer]).startswith(name) and _local(claim) == name:
            concept = load_base().concept(us_gaap(name))
            claims[outer] = replace(claim, concepts=(concept,) if concept else ())
    return replace(table, claims=tuple(claims)) if claims != [*table.claims] else table


def _let_go(claim: Claim) -> Claim:
    return replace(
        claim, concepts=(), rule="extension", lost=claim.concepts[0],
        candidates=((str(claim.concepts[0].qname), claim.confidence), *claim.candidates),
    )  # fmt: skip


def _local(claim: Claim) -> str:
    return claim.concepts[0].qname.local if claim.concepts else ""


def _of_two_kinds(table: MappedTable, items: set[int], name: str) -> bool:
    """Whether a total has flows of another kind too: 'Cash after capital expenditures'."""
    names = [_local(table.claims[at]) for at in items]
    others = [flow for flow in _FLOWS if flow != name]
    if name == _FLOWS[0]:
        others += _NOT_OPERATING
    return any(each.startswith(tuple(others)) for each in names)


def _discontinued(table: MappedTable, items: set[int]) -> bool:
    said = (f"{table.read.items[at].caption} {_local(table.claims[at])}" for at in items)
    return any("discontinu" in text.lower() for text in said)


def _below(total: int, parts: dict[int, list[int]]) -> set[int]:
    """What a total is made of, by one sum after the other."""
    found: set[int] = set()
    left = [*parts.get(total, ())]
    while left:
        part = left.pop()
        if part not in found:
            found.add(part)
            left += parts.get(part, ())
    return found
