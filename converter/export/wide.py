"""The wide table: a row for each filing and period, the concepts most asked for as columns.

    adsh        end         qtrs  cash  ...  revenues  net_income  confidence  places
    ...-000016  1994-09-30     4  1203  ...      9189         310        0.99  cash=Cash...@812:58

Consolidated figures only, in the filing's own currency. A balance sheet's figures stand in every
row of its date: those of the quarter and of the year to date.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from converter.export.conventions import off
from converter.export.long import filing_cells
from converter.export.standard.items import items
from converter.export.tables import wide

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from converter.export.corpus import Converted
    from converter.export.figures import Stated

_COUNTS = ("shares", "pure")

Found = dict[str, "Stated"]


def periods(one: Converted, facts: Iterable[Stated]) -> Iterator[list[object]]:
    """The rows of a filing, with the columns of `wide`, by end and length of period."""
    asked = {name for each in items() for name in each.concepts}
    kept = [
        fact
        for fact in facts
        if fact.value is not None and not fact.own and not fact.row["dimensions"]
        and fact.name in asked
    ]  # fmt: skip
    money = Counter(fact.uom for fact in kept if fact.uom not in _COUNTS)
    currency = min(money, key=lambda unit: (-money[unit], unit), default="")
    at: dict[dt.date, Found] = defaultdict(dict)
    over: dict[tuple[dt.date, int], Found] = defaultdict(dict)
    for fact in kept:
        if fact.uom not in (*_COUNTS, currency):
            continue
        found = at[fact.end] if fact.qtrs == 0 else over[fact.end, fact.qtrs]
        other = found.get(fact.name)
        if other is None or _nearer(fact, other):
            found[fact.name] = fact
    for end in sorted({*at, *(end for end, _ in over)}):
        lengths = sorted(qtrs for day, qtrs in over if day == end) or [0]
        for qtrs in lengths:
            yield _row(one, end, qtrs, currency, {**at.get(end, {}), **over.get((end, qtrs), {})})


def _nearer(fact: Stated, other: Stated) -> bool:
    """Whether a fact's period misses its quarters by less."""
    return off(fact.start, fact.end, fact.qtrs) < off(other.start, other.end, other.qtrs)


def _row(one: Converted, end: dt.date, qtrs: int, currency: str, found: Found) -> list[object]:
    cells = filing_cells(one) | {"end": end, "qtrs": qtrs, "currency": currency}
    places: list[str] = []
    shares: list[tuple[float, str]] = []
    starts: Counter[dt.date] = Counter()
    for each in items():
        fact = next((found[name] for name in each.concepts if name in found), None)
        if fact is None:
            continue
        cells[each.name] = fact.row["value"]
        row = fact.row
        place = f"{row['line']}:{row['column']}" if row["line"] else ""
        places.append(f"{each.name}={fact.name}@{place}")
        shares.append((float(row["confidence"] or 0), row.get("confidence_basis", "")))
        if fact.start:
            starts[fact.start] += 1
    if starts:
        cells["start"] = min(starts, key=lambda day: (-starts[day], day))
    least, basis = min(shares, default=(None, ""))
    cells |= {"confidence": least, "confidence_basis": basis, "places": " ".join(places)}
    return [cells.get(column.name) for column in wide()]
