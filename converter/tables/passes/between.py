"""Rows whose figures stand between the columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from converter.tables.columns import column_of

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet

_APART = 4  # columns: a figure that ends further from every column's edge stands in none
_USUAL = 3  # figures that do not yet make an edge


def without_between(sheet: Sheet) -> Sheet:
    """Rows that state amounts of several columns together, set between these, have no figures:

    Cash                   3,667     4,555     4,958     1,728
    Total cash                  8,222               6,686
    """
    extents = sheet.columns
    if len(extents) < 4 or sheet.extents:
        return sheet
    ends: list[Counter[int]] = [Counter() for _ in extents]
    for figure in (figure for row in sheet.body for figure in row):
        at = column_of(figure, extents)
        if at is not None:
            ends[at][figure.end] += 1
    usual = [count.most_common(1)[0][0] for count in ends if sum(count.values()) > _USUAL]
    between = [
        at
        for at, row in zip(sheet.rows, sheet.body, strict=True)
        if 2 <= len(row) < len(extents)
        and all(
            min((abs(figure.end - edge) for edge in usual), default=0) > _APART for figure in row
        )
    ]
    left = sheet.without(
        between, "lines whose figures stand between the columns", "their figures are left out"
    )
    # figures that join others to a column stand in it
    return left if len(left.columns) <= len(extents) else sheet
