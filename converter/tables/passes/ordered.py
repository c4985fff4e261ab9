"""Figures whose columns are told by their order, since they do not stand below one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.tables.columns import Extent, column_of
from converter.tables.marks import has_year_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.sheet import Figures, Sheet

_FEWEST = 3  # rows with a figure in each column
_SHARE = 0.6  # of the rows that have one: in a table with gaps order tells nothing
_LONGER = 0.05  # of these rows may have more: a number of the caption among the figures
_STEADY = 0.9  # of these rows in the same columns: all others stand there by chance
_PARTS = 2  # columns: with one beside its sum, a row of two equal figures would add up
_NEAR = 3  # columns: as far off its edge a lone figure may end, and closer than to the next edge


def with_ordered_columns(sheet: Sheet) -> Sheet:
    """A row with as many figures as the boxhead has columns has one in each, wherever they stand:

    Income<TAB>1996<TAB>1995                Income  1996    1995
    Net sales<TAB>32,480<TAB>29,915         Net sales       32,480  29,915
    Cost of goods sold<TAB>21,760<TAB>20,190    Cost of goods sold      21,760  20,190

    So has one in a table whose last column is the sum of the others, as in statements of equity.
    A row with fewer has them in the columns in which these end; where that leaves a choice, it is
    left out, and a finding says so.
    """
    if sheet.extents:
        return sheet
    counts = Counter(map(len, sheet.body))
    count, rows = counts.most_common(1)[0] if counts else (0, 0)
    if count < 2 or rows < max(_FEWEST, _SHARE * len(sheet.body)):
        return sheet
    if sum(counts[more] for more in counts if more > count) > max(1, _LONGER * rows):
        return sheet
    full = [row for row in sheet.body if len(row) == count]
    if not _lost_places(full, sheet):
        return sheet
    if not (has_year_each(sheet.lines[: sheet.start], count) or _adds_across(full)):
        return sheet
    edges = [sorted(row[at].right for row in full) for at in range(count)]
    placed: dict[int, tuple[int, ...]] = {}
    unclear: list[int] = []
    for at, row in zip(sheet.rows, sheet.body, strict=True):
        columns = tuple(range(count)) if len(row) == count else _nearest(row, edges)
        if columns:
            placed[at] = columns
        else:
            unclear.append(at)
    return replace(sheet, extents=tuple(_extents(full)), placed=placed).without(
        unclear, "lines whose figures stand between the columns", "these lines are left out"
    )


def _lost_places(full: Sequence[Figures], sheet: Sheet) -> bool:
    """Whether the places of figures tell less than their order."""
    flush = not any(sheet.lines[at].indent for at in sheet.rows)
    if len(sheet.columns) <= len(full[0]) and not flush:
        return False
    return _scatters(full, sheet) or (flush and _slides(full)) or _tabbed(sheet)


def _scatters(full: Sequence[Figures], sheet: Sheet) -> bool:
    """Whether the figures of full rows stand now in these, now in those columns."""
    patterns = Counter(tuple(column_of(figure, sheet.columns) for figure in row) for row in full)
    return patterns.most_common(1)[0][1] < _STEADY * len(full)


def _tabbed(sheet: Sheet) -> bool:
    """Whether tabs stand in all rows: where they end depends on how wide its author had them."""
    return all(sheet.lines[at].columns is not None for at in sheet.rows)


def _slides(full: Sequence[Figures]) -> bool:
    """Whether rows that have lost their leading blanks end at many places."""
    ends = Counter(row[-1].end for row in full)
    most = max(ends, key=lambda end: ends[end] + ends[end + 1] + ends[end - 1])
    near = sum(ends[most + off] for off in (-1, 0, 1))
    return near < _STEADY * len(full)


def _adds_across(full: Sequence[Figures]) -> bool:
    """Whether in each row the figures before the last one add up to it, and not only by being it:
    then their order is that of the columns.
    """
    several = 0
    for row in full:
        *parts, whole = (figure.value for figure in row)
        if sum(parts) != whole:
            return False
        several += sum(map(bool, parts)) > 1
    return len(full[0]) > _PARTS and several >= _FEWEST


def _nearest(row: Figures, edges: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The columns of the figures of a row that lacks some, () where they are not told."""
    columns = []
    for figure in row:
        off = [max(each[0] - figure.right, figure.right - each[-1], 0) for each in edges]
        fits = [at for at, distance in enumerate(off) if distance <= _NEAR]
        if len(fits) != 1:
            return ()
        columns += fits
    return tuple(columns) if columns == sorted(set(columns)) else ()


def _extents(full: Sequence[Figures]) -> list[Extent]:
    """Where the figures of each column stand, cut so that no two overlap."""
    extents: list[Extent] = []
    for figures in zip(*full, strict=True):
        right = max(figure.right for figure in figures)
        left = min(figure.left for figure in figures)
        before = extents[-1].right if extents else 0
        extents.append(Extent(min(max(left, before), right - 1), right))
    return extents
