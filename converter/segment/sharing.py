"""Which candidates state the same amounts: found by these, not by holding each against each."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from converter.segment.evidence import agreement

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator

    from converter.segment.judged import Judged

_MOST = 64  # candidates that one amount leads to; no report prints it in as many statements
SHARED = 1.6  # the agreement that proves one company


class Sharing:
    """The candidates by their amounts, in the text's order."""

    def __init__(self, judged: Iterable[Judged]) -> None:
        self._judged = list(judged)
        self._by_amount: dict[Hashable, list[int]] = {}
        for at, each in enumerate(self._judged):
            for amount in _amounts(each):
                found = self._by_amount.setdefault(amount, [])
                if len(found) < _MOST:
                    found.append(at)

    def of(self, each: Judged) -> Iterator[tuple[Judged, float]]:
        """The others that have amounts of a candidate, with how far they agree, in their order."""
        found: set[int] = set()
        for amount in _amounts(each):
            found.update(self._by_amount.get(amount, ()))
        for at in sorted(found):
            other = self._judged[at]
            if other is not each:
                yield other, agreement(each.figures, other.figures)

    def with_one_of(self, each: Judged, others: Collection[int]) -> bool:
        """Whether a candidate shares figures with one of some others, by their identity."""
        return any(id(other) in others and shared >= SHARED for other, shared in self.of(each))


def _amounts(each: Judged) -> Iterator[Hashable]:
    return chain(each.figures.digits, each.figures.pairs)


def by_company(runs: list[list[Judged]], sharing: Sharing) -> list[list[list[Judged]]]:
    """The runs by company: those that share figures are one company's."""
    sets: dict[int, list[list[Judged]]] = {}
    within: dict[int, int] = {}  # by candidate, the number of its set as it was then
    joined: dict[int, int] = {}  # sets that went into another

    def now(number: int) -> int:
        while number in joined:
            joined[number] = joined.get(joined[number], joined[number])
            number = joined[number]
        return number

    for number, run in enumerate(runs):
        kin: set[int] = set()
        for each in run:
            for other, shared in sharing.of(each):
                if shared >= SHARED and other.owner == each.owner and id(other) in within:
                    kin.add(now(within[id(other)]))
        whole: list[list[Judged]] = []
        for at in sorted(kin):
            joined[at] = number
            found = sets.pop(at)
            whole = [*whole, *found] if whole else found
        whole.append(run)
        sets[number] = whole
        within |= {id(each): number for each in run}
    return list(sets.values())
