"""Which figure is the slip, where printed sums do not tie.

    Inventories              8,291     7,782     would be 8,219: two digits exchanged
    Other assets               538       330     would be 466: no slip makes 538 of it
    Total current assets    19,200    19,408     adds up with others to the total of assets

Each figure that one slip explains is a suspect. It must mend every sum that it enters and that does
not tie, and must not break one that does; what other statements print for the same thing, and what
stands in the other columns of its line, tells the rest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from converter.checks.equal import Figure, figures
from converter.checks.equations import Equation, Place, all_equations
from converter.text.slips import Slip, slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from converter.checks.registry import Seen
    from converter.model.mapped import Decided
    from converter.model.xbrl import Period

# what is one amount under two names
_SAME = {
    "LiabilitiesAndStockholdersEquity": "Assets",
    "Cash": "CashAndCashEquivalentsAtCarryingValue",
    "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest": "StockholdersEquity",
}
# How much likelier one slip is than a wrong digit, in tenfolds: an exchange of two digits, or a
# turned sign, is met by far fewer differences by chance.
_KINDS = {
    Slip.POINT: 4.0, Slip.NO_POINT: 3.0, Slip.SIGN: 3.0, Slip.EXCHANGED: 1.5, Slip.DIGIT: 0.0,
    Slip.LOST: -0.5, Slip.ADDED: -0.5,
}  # fmt: skip
_TIED = 6.0  # a sum that ties with the figure as printed, or another statement that has it too
_BROKEN = 4.0  # a further sum that the same figure would mend
_NEARER = 1.5  # what the line's other columns say at most
_AROUND = 100  # prints of one thing before and behind one that it is held against
_NAMED = 3  # of those that are as likely
_CLEAR = 1.0  # by so much the likeliest must be before the next


@dataclass(frozen=True, slots=True)
class Misprint:
    """A figure that one slip of whoever typed it keeps from adding up.

    place   item and column
    wanted  what the sums want there, as it would be printed
    totals  the places of the totals that it would mend
    sure    no other figure is as likely
    """

    place: Place
    wanted: Decimal
    slip: Slip
    totals: tuple[Place, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Suspect:
    place: Place
    wanted: Decimal
    kind: Slip
    score: float
    totals: tuple[Place, ...]


def all_misprints(seen: Seen) -> list[tuple[Misprint, ...]]:
    """By table, the figures that are likely slips."""
    tables, added = seen.tables, seen.once(all_equations)
    broken = [any(each.untied for each in equations) for equations in added]
    if not any(broken):
        return [()] * len(tables)
    elsewhere = _elsewhere(seen)
    return [
        tuple(_misprints(table, added[number], elsewhere.get(number, {}))) if broken[number] else ()
        for number, table in enumerate(tables)
    ]


def _misprints(
    table: Decided,
    equations: tuple[Equation, ...],
    elsewhere: dict[Place, set[Decimal]],
) -> Iterator[Misprint]:
    """The likeliest slips of each equation that does not tie; one is sure where it is clearly the
    likeliest.
    """
    told: dict[Place, Misprint] = {}
    for suspects in _suspected(table, equations, elsewhere):
        best = suspects[0].score
        near = [each for each in suspects if best - each.score < _CLEAR]
        for each in near[:_NAMED]:
            made = Misprint(each.place, each.wanted, each.kind, each.totals, sure=len(near) == 1)
            known = told.get(each.place)
            if known is None or (made.sure and not known.sure):
                told[each.place] = made
    yield from (told[place] for place in sorted(told))


def _suspected(
    table: Decided,
    equations: tuple[Equation, ...],
    elsewhere: dict[Place, set[Decimal]],
) -> Iterator[list[_Suspect]]:
    """For each equation that does not tie, the figures that may be the slip, likeliest first."""
    entering: dict[Place, list[tuple[Equation, int]]] = defaultdict(list)
    untied: list[Equation] = []
    for equation in equations:
        for place, weight in equation.entries:
            entering[place].append((equation, weight))
        if equation.untied:
            untied.append(equation)
    for equation in untied:
        suspects = [
            suspect
            for place, weight in equation.entries
            if (suspect := _suspect(table, equation, place, weight, entering[place], elsewhere))
        ]
        if suspects:
            yield sorted(suspects, key=lambda each: -each.score)


def _suspect(
    table: Decided,
    equation: Equation,
    place: Place,
    weight: int,
    entering: Iterable[tuple[Equation, int]],
    elsewhere: dict[Place, set[Decimal]],
) -> _Suspect | None:
    cell = table.read.items[place[0]].row.cell(place[1])
    if cell is None:
        return None
    value = cell.figure.value
    wanted = value - weight * equation.missing
    kind = slip(value, cell.figure.places, wanted)
    if kind is None:
        return None
    totals: list[Place] = []
    score = _KINDS[kind] + _nearer(table, place, wanted)
    for other, own in entering:
        left = other.missing + own * (wanted - value)
        if not other.untied:
            score -= _TIED if other.missing == 0 else 0
        elif abs(left) <= other.slack:
            score += _BROKEN
            totals.append(other.total)
    for same in elsewhere.get(place, ()):
        score += _TIED if same == abs(wanted) else -_TIED if same == abs(value) else 0
    return _Suspect(place, wanted, kind, score, tuple(dict.fromkeys(totals)))


def _nearer(table: Decided, place: Place, wanted: Decimal) -> float:
    """How much nearer a figure comes to its neighbours in the line when it is `wanted`."""
    item, column = place
    row = table.read.items[item].row
    cell = row.cell(column)
    others = [each.figure.value for each in row.cells if each.column != column]
    others = [each for each in others if each]
    if cell is None or not others or table.components:
        return 0.0
    value = cell.figure.value
    if value == -wanted:
        alike = sum((each < 0) is (wanted < 0) for each in others)
        return _NEARER * (2 * alike - len(others)) / len(others)
    means = [math.log(abs(float(each))) for each in others]

    def far(amount: Decimal) -> float:
        at = math.log(abs(float(amount)))
        return min(abs(at - mean) for mean in means)

    return max(-_NEARER, min(_NEARER, (far(value) - far(wanted)) * 2))


def _elsewhere(seen: Seen) -> dict[int, dict[Place, set[Decimal]]]:
    """By table and place, what other places print for the same thing and period, in the figures of
    the table.
    """
    same: dict[tuple[str, Period], list[Figure]] = defaultdict(list)
    for each in chain.from_iterable(seen.once(figures).values()):
        for name in {_SAME.get(concept, concept) for concept in each.concepts}:
            same[name, each.period].append(each)
    found: dict[int, dict[Place, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    for alike in same.values():
        for at, one in enumerate(alike if len(alike) > 1 else ()):
            number, item, column = one.place
            if item is None or column is None:
                continue
            read = seen.tables[number].read
            power = (read.items[item].units or read.units).money
            for other in alike[max(0, at - _AROUND) : at + _AROUND + 1]:
                if other.place[:2] != one.place[:2]:
                    found[number][item, column].add(abs(other.value).scaleb(-power))
    return found
