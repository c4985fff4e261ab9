"""Printed totals held against the lines above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY
from converter.model.lineitem import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model.mapped import Decided


@dataclass(frozen=True, slots=True)
class Totals:
    """Printed totals of the primary statements.

    proven    lines above add up to them in every column
    rounded   but for rounding
    untied    (line, caption): in some columns they do, in others they do not
    unproven  (line, caption): none are found that do
    """

    proven: int
    rounded: int
    untied: tuple[tuple[int, str, str], ...]
    unproven: tuple[tuple[int, str, str], ...]


def judge_totals(tables: Iterable[Decided]) -> Totals:
    proven = rounded = 0
    untied: list[tuple[int, str, str]] = []
    unproven: list[tuple[int, str, str]] = []
    for table in tables:
        kind = table.read.table.kind
        if kind not in PRIMARY:
            continue
        items = table.read.items
        for total in table.sums:
            item = items[total.total]
            says = item.role is Role.TOTAL or item.caption.lower().startswith("total")
            if not says:
                continue
            slack = (len(total.parts) + 1) // 2
            if not any(total.differences):
                proven += 1
            elif all(abs(difference) <= slack for difference in total.differences):
                rounded += 1
            else:
                untied.append((item.row.line, kind.value, item.caption))
        unproven += [
            (items[key].row.line, kind.value, items[key].caption) for key in table.unproven
        ]
    return Totals(proven, rounded, tuple(untied), tuple(unproven))
