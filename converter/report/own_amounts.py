"""Elements of the filing's own for amounts inside captions.

Common stocks, at fair value (cost $14,485)          CommonStocksAtFairValueCost
Notes receivable, less allowances of $79 ...         NotesReceivableAllowances, where another line
                                                     has the allowance of the receivables

An amount that the words beside it name, and for which there is no rule, is a fact of an element
named after its line; so are those of several lines that would be one concept with several values.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from converter.model.filing import StatementKind
from converter.model.review import RULE as REVIEW
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Collection

    from converter.model.mapped import AmountClaim, Claim, Decided
    from converter.model.xbrl import Concept, QName
    from converter.report.elements import Elements

OWN = "extension"
_TAKEN_OFF = re.compile(
    r"\b(?:allowance|reserve|amortization|depreciation|depletion|discount|issue|issuance|tax)",
    re.IGNORECASE,
)
_TOO_MUCH = 100
_RECEIVABLE = "AccountsReceivable"
_RECEIVABLES = ("AccountsReceivableNet", "ReceivablesNet", "AccountsNotesAndLoansReceivableNet")


def with_own_amounts(table: Decided, elements: Elements) -> Decided:
    """The table with an element for each amount of its captions that has none of its own."""
    shared = _shared(table)
    found: tuple[AmountClaim, ...] = ()
    for claim in table.amounts:
        if claim.concepts and shared.get(claim.concepts[0].qname, claim.item) == claim.item:
            found += (claim,)
        elif _in_proportion(claim, table):
            found += (_own(claim, table, elements),)
    return table if found == table.amounts else replace(table, amounts=found)


def _shared(table: Decided) -> dict[QName, int]:
    """The concepts that amounts of money in the captions of several lines claim, with unlike
    values, and the line that keeps each: the receivables its allowance; -1 for none.
    """
    lines: dict[QName, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in table.amounts:
        if claim.quantity is Quantity.MONEY and claim.rule != REVIEW and claim.concepts:
            lines[claim.concepts[0].qname][claim.item].append(claim.amount.digits)
    return {
        name: _keeper(table, name, each)
        for name, each in lines.items()
        if len({tuple(digits) for digits in each.values()}) > 1
    }


def _keeper(table: Decided, name: QName, items: Collection[int]) -> int:
    own = [at for at in items if _RECEIVABLE in name.local and _is_receivable(table.claims[at])]
    return own[0] if len(own) == 1 else -1


def _is_receivable(claim: Claim) -> bool:
    """Whether a line is the company's receivables, and no kind of these apart."""
    return any(concept.qname.local.startswith(_RECEIVABLES) for concept in claim.concepts)


def _in_proportion(claim: AmountClaim, table: Decided) -> bool:
    """Whether an amount is not a hundred times what its line is: it is then in other units than
    these, which nothing says.
    """
    figures = [abs(cell.figure.value) for cell in table.read.items[claim.item].row.cells]
    return not any(figures) or claim.amount.printed.scaleb(
        claim.amount.power or 0
    ) <= _TOO_MUCH * max(figures)


def _own(claim: AmountClaim, table: Decided, elements: Elements) -> AmountClaim:
    item = table.read.items[claim.item]
    named = claim.named or (claim.concepts[0].label if claim.concepts else "")
    instant = table.read.table.kind is StatementKind.BS
    concept: Concept = elements.amount(
        item, named, "instant" if instant else "duration",
        _balance(table.claims[claim.item].balance, named) if instant else None,
    )  # fmt: skip
    return replace(claim, concepts=(concept,), rule=OWN, measured=None)


def _balance(
    line: Literal["debit", "credit"] | None, named: str
) -> Literal["debit", "credit"] | None:
    """That of an amount inside the caption of a line with the balance `line`: what the line is net
    of has the other one.
    """
    if line is None or not _TAKEN_OFF.search(named):
        return line
    return "credit" if line == "debit" else "debit"
