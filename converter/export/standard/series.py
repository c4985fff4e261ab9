"""A company over the years: for each item and period what was filed first, and what was filed last.

A value that a later filing states otherwise, by more than rounding, is restated. What no filing
prints is derived: see `derive`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from converter.export.standard.collect import stated_by
from converter.export.standard.derive import by_rules, moved, quarters
from converter.export.standard.identities import Broken, broken
from converter.export.standard.items import items

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.export.corpus import Converted
    from converter.export.figures import Stated
    from converter.export.standard.collect import Key, Value
    from converter.export.standard.items import Item


@dataclass(frozen=True, slots=True)
class Point:
    """An item of a period: the value filed first and the one filed last (often the same)."""

    key: Key
    first: Value
    last: Value

    @property
    def restated(self) -> bool:
        return moved(self.first, self.last)


class Series(NamedTuple):
    """The points of a company, in the order of the items, by length and end; and what does not
    hold in its filings.
    """

    points: list[Point]
    broken: list[Broken]


def of_company(
    filings: Iterable[tuple[Converted, Sequence[Stated]]], more: Sequence[Item] = ()
) -> Series:
    """The standard series of one company's filings, given in the order of filing; `more` are
    concepts beside the items.
    """
    wanted = (*items(), *more)
    ever: dict[Key, list[Value]] = defaultdict(list)
    wrong: list[Broken] = []
    for one, facts in filings:
        stated = stated_by(one, facts, wanted)
        wrong += broken(one, stated)
        for key, value in by_rules(stated).items():
            ever[key].append(value)
    ever = {key: _printed_first(values) for key, values in ever.items()}
    points = [Point(key, values[0], values[-1]) for key, values in ever.items()]
    points += [Point(key, value, value) for key, value in quarters(ever, wanted).items()]
    order = {item.name: number for number, item in enumerate(wanted)}
    points.sort(key=lambda point: (order[point.key.item], point.key.qtrs, point.key.end))
    return Series(points, wrong)


def _printed_first(values: list[Value]) -> list[Value]:
    """What is printed in any filing counts before what follows by a rule."""
    printed = [value for value in values if value.how == "printed"]
    return printed or values
