"""Sums that nearly add: totals that one slip keeps from being the sum of their lines.

    Inventories              8.219     7,782
    Other assets               538       330
    Total current assets    19,200    19,408     the parts add up in the column without the slip

What adds up in all columns but one is a sum, whose last column has a slip in it. Where a table has
one column alone, or too little in the others, the lines between two headings that miss their total
by what one slip of one of them makes are a sum if that is unlikely enough to be chance.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from converter.checks.rollup import find_rollups
from converter.text.slips import Slip, slip, ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.checks.rollup import FiguredLine, Rollup

_CHANCE = Decimal("0.005")  # sums that nearly add by chance, among those that are claimed
_WIDEST = 16  # columns: each is left out once, and no statement has more that add up
_STRONG = 8  # digits in the other columns that leave no doubt that a line is a total
_THOUSAND = 1000  # a unit so large that sums miss it by rounding as a rule
_ZERO = Decimal(0)
# the changes of one digit are ever the same few, however many lines there are: 9, 90, 900, ...
_STEPS = 18


def near_sums(
    lines: Sequence[FiguredLine],
    open_: frozenset[int],
    tied: frozenset[int],
    expected: dict[int, dict[int, int]] | None = None,
    *,
    adding: bool = False,
) -> list[Rollup]:
    """Sums of the totals `open_`, for which none was found that ties in every column; at most one
    a total. Each misses in one column, by a slip of one of its figures. What nothing says to be a
    total is one too, where it is none of the `tied` and its other columns leave no doubt.
    """
    found: dict[int, Rollup] = {}
    for rollup in _masked(lines, open_, tied, expected, adding=adding):
        known = found.get(rollup.total)
        if known is None or len(rollup.parts) < len(known.parts):
            found[rollup.total] = rollup
    if open_ - set(found):
        by_key = {line.key: line for line in lines}
        alone, _ = find_rollups(lines, expected, adding=adding, near=unlikely)
        for rollup in alone:
            if rollup.total in open_ and _by_a_slip(rollup, by_key):
                found.setdefault(rollup.total, rollup)
    return [found[total] for total in sorted(found)]


def _by_a_slip(rollup: Rollup, lines: dict[int, FiguredLine]) -> bool:
    """Whether a sum misses in one column by more than rounding, and a slip explains that."""
    total = lines[rollup.total]
    slack = total.units * ((len(rollup.parts) + 1) // 2)
    off = [at for at, missing in enumerate(rollup.differences) if abs(missing) > slack]
    parts = [(lines[key], weight) for key, weight in rollup.parts]
    return len(off) == 1 and any(explained(total, parts, off[0], rollup.differences[off[0]]))


def _masked(
    lines: Sequence[FiguredLine],
    open_: frozenset[int],
    tied: frozenset[int],
    expected: dict[int, dict[int, int]] | None,
    *,
    adding: bool,
) -> Iterator[Rollup]:
    """What adds up in all columns but one, and in that one but for a slip."""
    by_key = {line.key: line for line in lines}
    filled = [any(column) for column in zip(*(line.values for line in lines), strict=True)]
    if not 1 < sum(filled) <= _WIDEST:
        return
    for column in range(len(filled)):
        if not filled[column]:
            continue
        rest = [_without(line, column) for line in lines]
        for rollup in find_rollups(rest, expected, adding=adding)[0]:
            total = by_key[rollup.total]
            strong = rollup.total not in tied and _digits(total, column) >= _STRONG
            if not (rollup.total in open_ or strong) or _loose(rollup, total):
                continue
            parts = [(by_key[key], weight) for key, weight in rollup.parts]
            turn = -1 if rollup.turned else 1
            missing = total.values[column] - turn * _sum(parts, column)
            if not missing or not total.values[column]:
                continue
            slack = total.units * ((len(parts) + 1) // 2)
            weighted = [(part, turn * weight) for part, weight in parts]
            if abs(missing) > slack and not any(explained(total, weighted, column, missing)):
                continue
            differences = list(rollup.differences) or [_ZERO] * len(filled)
            differences[column] = missing
            yield rollup.missing(tuple(differences))


def _digits(line: FiguredLine, column: int) -> int:
    """How many digits stand in the other columns."""
    return sum(
        len(str(int(abs(value).scaleb(places_of(value)))))
        for at, value in enumerate(line.values)
        if value and at != column
    )


def _loose(rollup: Rollup, total: FiguredLine) -> bool:
    """Whether a sum ties in the other columns but for rounding, or not even that."""
    most = max(map(abs, rollup.differences), default=_ZERO)
    slack = total.units * ((len(rollup.parts) + 1) // 2)
    return most > slack or (most > 0 and total.units < _THOUSAND)


def _without(line: FiguredLine, column: int) -> FiguredLine:
    values = line.values
    return line._replace(values=(*values[:column], _ZERO, *values[column + 1 :]))


def _sum(parts: Sequence[tuple[FiguredLine, int]], column: int) -> Decimal:
    return sum([weight * part.values[column] for part, weight in parts], _ZERO)


def explained(
    total: FiguredLine, parts: Sequence[tuple[FiguredLine, int]], column: int, missing: Decimal
) -> Iterator[tuple[int, Decimal, Slip]]:
    """The lines of which one slip explains what a total misses in a column: key, the figure that
    would make it add, the slip. `missing` is the total less its sum.
    """
    for line, wanted in (
        (total, total.values[column] - missing),
        *((part, part.values[column] + weight * missing) for part, weight in parts),
    ):
        value = line.values[column]
        found = slip(value, places_of(value), wanted)
        # where the other columns are blank, nothing has told with which sign a line enters
        alone = not any(line.values[:column]) and not any(line.values[column + 1 :])
        if found is not None and not (found is Slip.SIGN and alone and line is not total):
            yield line.key, wanted, found


def places_of(value: Decimal) -> int:
    """The digits behind the point, as printed."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def unlikely(total: FiguredLine, parts: Sequence[tuple[FiguredLine, int]], tries: int) -> bool:
    """Whether lines that miss their total in one column, by one slip, are unlikely to do so by
    chance: each column is hit by chance once in twice its size, by each of the ways in which one
    of the figures could have slipped, and each of the `tries` at other lines counts.
    """
    chance = Decimal(tries)
    slipped = 0
    for column, value in enumerate(total.values):
        missing = value - _sum(parts, column)
        largest = max([abs(value), *(abs(part.values[column]) for part, _ in parts)])
        if not largest:
            continue
        size = 2 * largest / min(total.units, *(part.units for part, _ in parts))
        if not missing:
            chance /= size
            continue
        if not value:
            return False
        kinds = {kind for _, _, kind in explained(total, parts, column, missing)}
        slipped += 1
        if not kinds or slipped > 1:
            return False
        chance *= min([_by_chance(kind, total, parts, column) for kind in kinds]) / size
    return slipped == 1 and chance <= _CHANCE


def _by_chance(
    kind: Slip, total: FiguredLine, parts: Sequence[tuple[FiguredLine, int]], column: int
) -> Decimal:
    """In how many ways a slip of this kind, of any of the figures, moves their sum."""
    figures = [line.values[column] for line in (total, *(part for part, _ in parts))]
    most = sum([ways(each, places_of(each))[kind] for each in figures if each])
    longest = max([len(str(abs(each))) for each in figures])
    return Decimal(min(most, _STEPS * longest) if kind is Slip.DIGIT else most)
