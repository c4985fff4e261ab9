"""The columns that figures form, and the place of a figure among them.

Cash                       1,250      980
Total current assets      10,920    9,980
                          ^^^^^^    ^^^^^      two columns: set flush right, figures overlap
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.text.numerals import Form
from converter.text.views import LineKind, LineView, rule_segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.text.numerals import Figure

_SIGNS = 2  # of per cent, that make a column of percentages
_WHOLE = 100
_HARDLY = 10  # one of so many figures
_RULE_SLACK = 12  # a rule wider than its figures by more than the widest figure is the table's


@dataclass(frozen=True, slots=True)
class Extent:
    """Columns `left` to `right` (exclusive) of the view where the figures of a column stand."""

    left: int
    right: int

    def overlap(self, left: int, right: int) -> int:
        # called for each figure and column: comparing is twice as fast as min() and max()
        low = left if left > self.left else self.left  # noqa: FURB136
        high = right if right < self.right else self.right  # noqa: FURB136
        return high - low if high > low else 0

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def columns(rows: Sequence[Sequence[Figure]]) -> list[Extent]:
    """The columns that the figures of the data rows form, left to right.

    Figures are set flush right, so those whose extents overlap belong together; two figures of
    one row never share a column.

    Rows with figures at 40-46, 52-58 and at 42-46, 54-58 give Extent(40, 46) and Extent(52, 58).
    """
    figures = sorted(
        [(figure.right, figure.left, number) for number, row in enumerate(rows) for figure in row],
    )
    clusters: list[list[tuple[int, int, int]]] = []
    bounds: list[list[int]] = []  # the leftmost and the rightmost column of each cluster
    for figure in figures:
        right, left, _ = figure
        for at in range(len(clusters) - 1, max(len(clusters) - 5, -1), -1):
            bound = bounds[at]
            if left < bound[1] and right > bound[0]:
                clusters[at].append(figure)
                bound[0] = min(bound[0], left)
                bound[1] = right  # the figures come by their right ends
                break
        else:
            clusters.append([figure])
            bounds.append([left, right])
    clusters = [part for cluster in clusters for part in _split(cluster)]
    extents = [
        Extent(min(item[1] for item in cluster), max(item[0] for item in cluster))
        for cluster in clusters
    ]
    return sorted(extents, key=lambda extent: extent.left)


def _split(cluster: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Cuts a cluster where a row has two figures in it, between the nearest right edges."""
    numbers = [number for _, _, number in cluster]
    if len(set(numbers)) == len(numbers):
        return [cluster]
    seen: dict[int, int] = {}
    for right, _, number in sorted(cluster):
        if number in seen:
            edge = (seen[number] + right) / 2
            low = [item for item in cluster if item[0] <= edge]
            high = [item for item in cluster if item[0] > edge]
            if low and high:
                return _split(low) + _split(high)
        seen[number] = right
    return [cluster]


def ruled(extents: list[Extent], lines: Iterable[LineView]) -> list[Extent]:
    """Columns widened to the rules under and over their figures, which are about as wide as they;
    a wider one underlines a title, or all the table.
    """
    extents = list(extents)
    for line in lines:
        if line.kind is not LineKind.RULE:
            continue
        for left, right in rule_segments(line.text):
            under = [at for at, extent in enumerate(extents) if extent.overlap(left, right)]
            if len(under) != 1:
                continue
            at = under[0]
            if extents[at].left - left > _RULE_SLACK or right - extents[at].right > _RULE_SLACK:
                continue
            low = extents[at - 1].right if at else left
            high = extents[at + 1].left if at + 1 < len(extents) else right
            extents[at] = Extent(
                min(extents[at].left, max(left, low)), max(extents[at].right, min(right, high))
            )
    return extents


def percent_columns(
    figures: Sequence[Sequence[Figure]], extents: Sequence[Extent]
) -> frozenset[int]:
    """Columns of percentages: heads of periods are not theirs."""
    if not any(figure.percent for row in figures for figure in row):
        return frozenset()
    numbers: list[list[Figure]] = [[] for _ in extents]
    for figure in (figure for row in figures for figure in row if figure.form is Form.NUMBER):
        at = column_of(figure, extents)
        if at is not None:
            numbers[at].append(figure)
    found = {at for at, those in enumerate(numbers) if are_percentages(those)}
    return frozenset(found) if len(found) < len(extents) else frozenset()


def are_percentages(numbers: Sequence[Figure]) -> bool:
    """Whether a column's figures are shares of something: most have the sign, or the first and
    the last, as of amounts of money, and hardly one is more than the whole, as a change may be.
    """
    signs = sum(figure.percent for figure in numbers)
    if signs < _SIGNS:
        return False
    ends = numbers[0].percent and numbers[-1].percent
    more = sum(abs(figure.value) > _WHOLE for figure in numbers)
    return signs * 2 > len(numbers) or (ends and more * _HARDLY <= len(numbers))


def column_of(figure: Figure, extents: Sequence[Extent]) -> int | None:
    """The column that a figure overlaps most, None where it stands in none."""
    best, most = None, 0
    left, right = figure.left, figure.right
    for at, extent in enumerate(extents):
        if extent.left >= right:
            break  # they stand from left to right
        overlap = extent.overlap(left, right)
        if overlap > most:
            best, most = at, overlap
    return best
