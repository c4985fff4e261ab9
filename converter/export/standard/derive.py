"""What filings do not print, from what they print: items by rule, quarters from year to date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.export.conventions import month_end
from converter.export.standard.collect import Key, Value
from converter.export.standard.items import items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.export.standard.collect import Statement
    from converter.export.standard.items import Item, Rule

_MOST_ROUNDS = 4  # a rule may take what another rule gave
_WEEK = dt.timedelta(days=10)
_MONTHS = {2: "6 months less 3", 3: "9 months less 6", 4: "the year less 9 months"}


def by_rules(stated: Statement) -> Statement:
    """What a filing states, with the items that follow from it by taxonomy/items.tsv."""
    found = dict(stated)
    asked = [item for item in items() if item.rules]
    for _ in range(_MOST_ROUNDS):
        added: Statement = {}
        for end, qtrs in {(key.end, key.qtrs) for key in found}:
            for item in asked:
                key = Key(item.name, end, qtrs)
                if key in found or item.instant != (qtrs == 0):
                    continue
                made = next(
                    (value for rule in item.rules for value in [_ruled(found, item, rule, key)]
                     if value), None,
                )  # fmt: skip
                if made is not None:
                    added[key] = made
        if not added:
            break
        found |= added
    return found


def _ruled(found: Statement, item: Item, rule: Rule, key: Key) -> Value | None:
    parts: list[tuple[int, Value]] = []
    for term in rule.terms:
        value = found.get(Key(term.item, key.end, key.qtrs))
        if value is None:
            if term.needed:
                return None
            continue
        parts.append((term.weight, value))
    if len({(value.unit, value.start, value.end) for _, value in parts}) != 1:
        return None
    first = parts[0][1]
    return replace(
        first, item=item.name, value=sum((w * v.value for w, v in parts), Decimal(0)),
        decimals=_coarsest([value for _, value in parts]), how=f"rule: {rule.text}", concept="",
        rows=tuple(row for _, value in parts for row in value.rows),
    )  # fmt: skip


def quarters(ever: dict[Key, list[Value]], wanted: Sequence[Item]) -> dict[Key, Value]:
    """The quarters of flows that are printed for the year to date alone: that less the year to date
    a quarter before, both begun on the same day.

    ever  what was filed for each period, in order of filing

    Both must have been filed equally long after their ends, first within a year: a business
    that was sold is in the nine months of the report of that year, and no more in the year of a
    later one. Where one of the two was restated, only later reports on both count, and only where
    both were.
    """
    found: dict[Key, Value] = {}
    for lengths in _by_start(ever, wanted).values():
        for qtrs, less in _MONTHS.items():
            key, before = lengths.get(qtrs), lengths.get(qtrs - 1)
            if key is None or before is None:
                continue
            own = Key(key.item, key.end, 1)
            pair = _same_age(ever[key], ever[before])
            if own in ever or pair is None:
                continue
            whole, part = pair
            if month_end(part.end) != before.end or whole.unit != part.unit:
                continue
            found[own] = replace(
                whole, start=part.end + dt.timedelta(days=1), value=whole.value - part.value,
                decimals=_coarsest([whole, part]),
                how=less if whole.how == "printed" else f"{less} ({whole.how})",
                concept=whole.concept if whole.concept == part.concept else "",
                rows=(*whole.rows, *part.rows),
            )  # fmt: skip
    return found


def _by_start(
    ever: dict[Key, list[Value]], wanted: Sequence[Item]
) -> dict[tuple[str, dt.date], dict[int, Key]]:
    """The periods of each flow that begin on one day, by their length in quarters."""
    flows = {item.name for item in wanted if item.kind in ("flow", "")}
    found: dict[tuple[str, dt.date], dict[int, Key]] = defaultdict(dict)
    starts: dict[str, list[dt.date]] = defaultdict(list)
    for key, values in sorted(ever.items(), key=lambda pair: (pair[0].end, pair[0].qtrs)):
        start = values[0].start
        if key.item not in flows or start is None or "share" in values[0].unit:
            continue  # amounts per share and averages do not add up
        begin = next((day for day in starts[key.item] if abs(day - start) <= _WEEK), None)
        if begin is None:
            begin = start
            starts[key.item].append(begin)
        found[key.item, begin].setdefault(key.qtrs, key)
    return found


def _same_age(whole: list[Value], part: list[Value]) -> tuple[Value, Value] | None:
    """The values of both that were filed equally many years after their ends."""
    wholes, parts = ({_age(value): value for value in values} for values in (whole, part))
    if 0 not in wholes or 0 not in parts:
        return None
    for age in sorted(wholes.keys() & parts.keys()):
        pair = wholes[age], parts[age]
        both = moved(wholes[0], pair[0]) == moved(parts[0], pair[1])
        later = any(moved(pair[1], value) for value in parts.values()) or any(
            moved(pair[0], value) for value in wholes.values()
        )
        # what was restated was restated in both, and from these reports on stayed
        if both and (age or not later):
            return pair
    return None


def _age(value: Value) -> int:
    filed = value.filing.filed
    return (filed - value.end).days // 365 if filed else 0


def moved(one: Value, other: Value) -> bool:
    """Whether two values for a period differ by more than rounding."""
    return abs(one.value - other.value) > one.half_unit + other.half_unit


def _coarsest(values: list[Value]) -> int | None:
    known = [value.decimals for value in values if value.decimals is not None]
    return min(known, default=None)
