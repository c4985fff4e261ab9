"""Elements of the filing's own among the standard ones: their balances, and what they are below.

    Current assets:                      AssetsCurrentAbstract
      Deposits with brokers     120        DepositsWithBrokers: a debit, below AssetsCurrent

A proven sum says most: a part that raises its total has the total's balance and is narrower than
it. Where there is none, the heading over the line says it, or the side of the balance sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from converter.model.filing import StatementKind
from converter.model.xbrl import Concept, DataType, Node, QName, Statement, us_gaap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Balance = Literal["debit", "credit"]
Known = dict[QName, Balance]

_ABSTRACT = "Abstract"
_EQUITY_MOVES = us_gaap("StockholdersEquityPeriodIncreaseDecrease")
_TOTAL_ASSETS = us_gaap("Assets")
# what a line raises as it is printed, where nothing else is told
_AS_PRINTED: dict[StatementKind, Balance] = {
    StatementKind.CF: "debit",
    StatementKind.EQ: "credit",
}


def balances(
    own: Mapping[QName, Concept],
    statements: list[Statement],
    standard: Callable[[QName], Concept | None],
) -> Known:
    """The balances of the elements of the filing's own that have none yet.

    No sum contradicts them; an element for which nothing tells it is left out.
    """
    open_ = {
        name for name, concept in own.items()
        if concept.datatype is DataType.MONETARY and concept.balance is None
    }  # fmt: skip
    known: Known = {}

    def balance(name: QName) -> Balance | None:
        concept = own.get(name) or standard(name)
        return known.get(name) or (concept.balance if concept else None)

    arcs: dict[QName, list[tuple[QName, int]]] = {}
    for statement in statements:
        for summation in statement.summations:
            for part, weight in summation.parts:
                arcs.setdefault(part, []).append((summation.total, weight))
                arcs.setdefault(summation.total, []).append((part, weight))
    divided: set[QName] = set()

    def spread() -> None:
        """What the sums tell, one after the other until they tell no more."""
        changed = True
        while changed:
            changed = False
            for name in sorted(open_ - known.keys() - divided):
                said = {
                    found if weight > 0 else _other(found)
                    for other, weight in arcs.get(name, ())
                    if (found := balance(other)) is not None
                }
                if len(said) == 1:
                    known[name] = said.pop()
                    changed = True
                elif said:
                    divided.add(name)

    spread()
    for statement in statements:
        for name, told in _told(statement, standard):
            if name in open_ and name not in known and name not in divided:
                known[name] = told
                spread()
    return known


def _other(balance: Balance) -> Balance:
    return "credit" if balance == "debit" else "debit"


def _told(
    statement: Statement, standard: Callable[[QName], Concept | None]
) -> Iterator[tuple[QName, Balance]]:
    """What the place of each line tells of its balance."""
    printed: Balance | None = _AS_PRINTED.get(statement.kind)
    if statement.kind is StatementKind.BS and any(
        name == _TOTAL_ASSETS for name, _ in _lines(statement.presentation)
    ):
        printed = "debit"
    for name, headings in _lines(statement.presentation):
        if printed is not None:
            yield name, printed
            if name == _TOTAL_ASSETS and statement.kind is StatementKind.BS:
                printed = "credit"
            continue
        for heading in headings:
            total = standard(_total_of(heading))
            if total is not None and total.balance is not None:
                yield name, total.balance
                break


def anchored(
    statement: Statement,
    own: Mapping[QName, Concept],
    standard: Callable[[QName], Concept | None],
) -> Statement:
    """The statement with its own elements below the standard ones that they are a part of."""
    pairs: dict[QName, QName] = {}
    totals = {
        part: summation.total
        for summation in statement.summations
        for part, weight in summation.parts
        if weight > 0
    }
    for name, headings in _lines(statement.presentation):
        concept = own.get(name)
        if concept is None or concept.abstract or name in pairs:
            continue
        over = _totals_over(name, totals)
        candidates = [*over, *map(_total_of, headings)]
        if statement.kind is StatementKind.EQ:
            candidates.append(_EQUITY_MOVES)
        for candidate in candidates:
            wider = standard(candidate)
            if wider is not None and _same_kind(wider, concept):
                pairs[name] = candidate
                break
    return statement.model_copy(
        update={"anchors": tuple((wider, narrower) for narrower, wider in pairs.items())}
    )


def _totals_over(name: QName, totals: Mapping[QName, QName]) -> Iterator[QName]:
    seen = {name}
    while (total := totals.get(name)) is not None and total not in seen:
        seen.add(total)
        yield total
        name = total


def _same_kind(wider: Concept, narrower: Concept) -> bool:
    return (
        not wider.abstract
        and wider.datatype is narrower.datatype
        and wider.period_type == narrower.period_type
        and (wider.balance is None or wider.balance == narrower.balance)
    )


def _total_of(heading: QName) -> QName:
    """The concept that a heading is named after: AssetsCurrentAbstract -> AssetsCurrent."""
    return heading._replace(local=heading.local.removesuffix(_ABSTRACT))


def _lines(
    nodes: tuple[Node, ...], above: tuple[QName, ...] = ()
) -> Iterator[tuple[QName, tuple[QName, ...]]]:
    """Each node with the headings over it, the innermost first."""
    for node in nodes:
        yield node.concept, above
        yield from _lines(node.children, (node.concept, *above))
