"""A filing's facts as the exports need them: BASE.csv's rows, read once into typed values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from converter.export.conventions import (
    Members,
    compact,
    members,
    month_end,
    quarters,
    uom,
    version,
)
from converter.export.firsts import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.export.corpus import Converted, Corpus, Row

_STANDARD = ("us-gaap", "dei", "retro")


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact; `value` and `figure` are None where it is not a number."""

    row: Row
    name: str
    own: bool
    version: str
    start: dt.date | None
    end: dt.date
    qtrs: int
    members: Members
    uom: str
    value: Decimal | None
    decimals: int | None
    figure: Figure | None


def read(corpus: Corpus, one: Converted, *, warn: bool = True) -> list[Stated] | None:
    """A filing's facts; None where it has no table of them, which is told (EXP001) if `warn`."""
    rows = corpus.facts(one)
    why = "it has no table of facts"
    if rows is not None:
        try:
            return list(stated(one, rows))
        except ValueError as error:
            why = str(error)
    if warn:
        corpus.warn(
            "EXP001", f"{one.folder} is left out: {why}",
            "convert it again with --format csv among the formats",
        )  # fmt: skip
    return None


def stated(one: Converted, rows: Iterable[Row]) -> Iterator[Stated]:
    """Each row as a fact. Raises ValueError for a table that is no table of facts."""
    for row in rows:
        try:
            yield _fact(one, row)
        except (KeyError, InvalidOperation) as error:
            raise ValueError(f"{one.folder}: not a table of facts ({error!r})") from error


def _fact(one: Converted, row: Row) -> Stated:
    prefix, _, name = row["concept"].partition(":")
    own = prefix not in _STANDARD
    start = dt.date.fromisoformat(row["start"]) if row["start"] else None
    end = dt.date.fromisoformat(row["end"])
    qtrs = quarters(start, end)
    of, unit = members(row["dimensions"]), uom(row["unit"])
    value = Decimal(row["value"]) if row["unit"] else None
    figure = None
    if value is not None:
        concept = f":{name}" if own else row["concept"]
        figure = Figure(concept, compact(month_end(end)), qtrs, unit, of.segments)
    return Stated(
        row=row, name=name, own=own, version=version(row["concept"], one.adsh), start=start,
        end=end, qtrs=qtrs, members=of, uom=unit, value=value,
        decimals=int(row["decimals"]) if row["decimals"] else None, figure=figure,
    )  # fmt: skip
