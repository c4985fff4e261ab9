"""What a company's filings state for each item and period, filing by filing.

A period is told by its last month and its length in quarters, as the SEC's data sets do, so that
the years of 52 weeks fall into one row with those of twelve months.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.export.conventions import month_end, off

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from converter.export.corpus import Converted
    from converter.export.figures import Stated
    from converter.export.standard.items import Item

_COUNTS = ("shares", "pure")


class Key(NamedTuple):
    """item, its period's end as a month's last day, its length in quarters (0: an instant)."""

    item: str
    end: dt.date
    qtrs: int


@dataclass(frozen=True, slots=True)
class Value:
    """An item's value for a period, and where it is from.

    start, end  as the filing has them
    decimals    accuracy (XBRL 2.1, 4.6.5); None for an exact one
    how         'printed', or 'rule: ...', 'year to date less ...'
    concept     that states it, '' where it is derived
    rows        the facts that it comes from, as BASE.csv has them
    """

    item: str
    start: dt.date | None
    end: dt.date
    value: Decimal
    unit: str
    decimals: int | None
    how: str
    concept: str
    filing: Converted
    rows: tuple[dict[str, str], ...]

    @property
    def half_unit(self) -> Decimal:
        """By how much rounding may have moved it."""
        return Decimal(0) if self.decimals is None else Decimal(5).scaleb(-self.decimals - 1)


Statement = dict[Key, Value]
"""What one filing states."""


def stated_by(one: Converted, facts: Iterable[Stated], wanted: Sequence[Item]) -> Statement:
    """The items that a filing prints for the whole company, in its own currency."""
    by_concept: dict[str, list[Stated]] = defaultdict(list)
    names = {concept for item in wanted for concept in item.concepts}
    money: Counter[str] = Counter()
    for fact in facts:
        if fact.value is None or fact.row["dimensions"]:
            continue
        if fact.uom not in _COUNTS:
            money[fact.uom] += 1
        # a concept by its full name is the user's wish; of the items' names none is a filer's own
        for name in (fact.row["concept"], "" if fact.own else fact.name):
            if name in names:
                by_concept[name].append(fact)
    currency = min(money, key=lambda unit: (-money[unit], unit), default="")
    found: Statement = {}
    for item in wanted:
        for concept in item.concepts:
            for fact in by_concept.get(concept, ()):
                if fact.value is None or not _of_kind(item, fact, currency):
                    continue
                key = Key(item.name, month_end(fact.end), fact.qtrs)
                other = found.get(key)
                if other is None or (other.concept == fact.name and _nearer(fact, other)):
                    found[key] = _value(item.name, one, fact, fact.value)
    return found


def _of_kind(item: Item, fact: Stated, currency: str) -> bool:
    """Whether a fact is of an item's unit and kind of period, and stands in a statement."""
    if not item.kind:
        return True
    # notes may speak of a part, a schedule repeats
    if fact.row["statement"] in ("FDS", "NOTE"):
        return False
    unit = "shares" if item.kind in ("count", "average") else currency
    return fact.uom == unit and (fact.start is None) == item.instant


def _value(item: str, one: Converted, fact: Stated, value: Decimal) -> Value:
    return Value(
        item, fact.start, fact.end, value, fact.row["unit"], fact.decimals, "printed",
        fact.name, one, (fact.row,),
    )  # fmt: skip


def _nearer(fact: Stated, other: Value) -> bool:
    """Whether a fact's period misses the quarters of its key by less."""
    return off(fact.start, fact.end, fact.qtrs) < off(other.start, other.end, fact.qtrs)
