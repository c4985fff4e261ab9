"""What is set in type: a statement, its rows, their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Value:
    value: Decimal
    start: dt.date | None
    end: dt.date


@dataclass(frozen=True, slots=True)
class Row:
    tag: str
    custom: bool
    label: str
    negated: bool
    quantity: str
    cells: list[Value | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """columns: (end, quarters), newest first, shorter periods first."""

    kind: str
    columns: list[tuple[dt.date, int]]
    rows: list[Row]
