"""Roll-ups found from the figures: for each total, the lines above that add up to it.

    Gross profit         2,131   1,795  .
    Selling expenses     2,159   1,841  |  2,131 - 2,159 - 609 - 584 = -1,221
    Research               609     428  |  in every column, so the signs are proven too
    Depreciation           584     539  |
                        ------  ------  |
    Operating (loss)    (1,221) (1,013) '

Lines are taken up in printed order onto a list of open lines; a line that a suffix of the open
lines adds up to replaces them there. Figures are compared as printed, so nothing here depends on
what a line was mapped to but the expected signs, which only order the search.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Vector = tuple[Decimal, ...]

_MAX_FLIPS = 3  # more signs than these against expectation prove nothing
_MAX_PARTS = 60
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with figures.

    values    printed figures, a column each, blank cells zero
    total     typography says that it may be a total (a rule above, 'Total')
    expected  weight with which it is expected in the total above it: 1, or -1 for an expense
    group     lines of one group stand under one heading
    units     the size of one unit in the last printed place
    """

    key: int
    values: Vector
    total: bool
    group: object
    units: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Rollup:
    """`total` is the sum of `parts` (key, weight) as printed; with `turned`, of their negative
    ('Net cash used 504' over parts that sum to -504).

    differences  total less sum, a column each; zero where it ties
    """

    total: int
    parts: tuple[tuple[int, int], ...]
    turned: bool = False
    differences: Vector = ()

    @property
    def exact(self) -> bool:
        return not any(self.differences)


def find_rollups(
    lines: Sequence[Line],
    expected: dict[tuple[int, int], int] | None = None,
    *,
    adding: bool = False,
) -> tuple[list[Rollup], list[int]]:
    """All roll-ups of a table, and the keys of lines marked as totals that none was found for.

    expected  weight of (part, total) where the concepts' balances tell it; 1 where not given
    adding    no total enters another with a minus, as in balance sheets: equity is also the
              assets less the liabilities, but is not made of them
    """
    finder = _Finder(expected or {}, adding=adding)
    for line in lines:
        finder.take(line)
    return finder.found, finder.unproven


class _Finder:
    """The open lines, and what was found so far."""

    def __init__(self, expected: dict[tuple[int, int], int], *, adding: bool) -> None:
        self.found: list[Rollup] = []
        self.unproven: list[int] = []
        self._expected = expected
        self._adding = adding
        self._open: list[Line] = []
        self._lines: dict[int, Line] = {}

    def take(self, line: Line) -> None:
        """Puts the next line onto the open ones, in the place of those that add up to it."""
        self._lines[line.key] = line
        rollup = self._best(self._open, line) if len(self._open) > 1 or line.total else None
        same = bool(self._open) and self._open[-1].values == line.values
        if same and rollup is not None and not rollup.exact:
            rollup = None
        if line.total and not same and (rollup is None or not rollup.exact):
            reopened = self._reopened()
            other = self._best(reopened, line) if len(reopened) > len(self._open) else None
            if other is not None and other.exact:
                # an unmarked line that seemed a total by chance was none
                parts = {key for key, _ in other.parts}
                self.found = [
                    r for r in self.found if r.total not in parts or self._lines[r.total].total
                ]
                self._open, rollup = reopened, other
        if line.total and not same and (rollup is None or not rollup.exact):
            collapsed, weak = self._collapsed()
            other = self._best(collapsed, line) if weak else None
            if other is not None and other.exact:
                # small figures that prove nothing by themselves do so in the total above them
                self.found += weak
                self._open, rollup = collapsed, other
        if rollup is not None:
            rollup = _with_zeros(rollup, self._open, len(rollup.parts))
            del self._open[len(self._open) - len(rollup.parts) :]
            self.found.append(rollup)
        elif line.total and same:
            del self._open[-1]  # a total of the one line above stands for it
        elif line.total and len(self._open) > 1 and any(line.values):
            self.unproven.append(line.key)
        self._open.append(line)

    def _reopened(self) -> list[Line]:
        """The open lines with the parts of unmarked totals put back before them."""
        unmarked = {r.total: r for r in self.found if not self._lines[r.total].total}
        out: list[Line] = []

        def put(line: Line) -> None:
            if line.key in unmarked:
                for key, _ in unmarked[line.key].parts:
                    put(self._lines[key])
            out.append(line)

        for line in self._open:
            put(line)
        return out

    def _collapsed(self) -> tuple[list[Line], list[Rollup]]:
        """The open lines with each that the last ones of its group add up to in their place."""
        out: list[Line] = []
        weak: list[Rollup] = []
        for line in self._open:
            for size in range(2, len(out) + 1):
                parts = out[-size:]
                if parts[0].group != line.group:
                    break
                weights = [self._expected.get((part.key, line.key), 1) for part in parts]
                if any(line.values) and _sum(parts, weights) == line.values:
                    pairs = tuple((p.key, w) for p, w in zip(parts, weights, strict=True))
                    weak.append(Rollup(line.key, pairs, False, tuple(_ZERO for _ in line.values)))
                    del out[-size:]
                    break
            out.append(line)
        return out, weak

    def _best(self, open_: list[Line], total: Line) -> Rollup | None:
        """The roll-up with the fewest signs against expectation, then the fewest parts."""
        if not any(total.values):
            return None
        fixed = {r.total for r in self.found} if self._adding else set()
        best: tuple[int, int, Rollup] | None = None
        for size in range(2, min(len(open_), _MAX_PARTS) + 1):
            parts = open_[-size:]
            if not any(parts[0].values):
                continue  # a leading line of zeros adds nothing; _with_zeros takes it in
            weights = [self._expected.get((part.key, total.key), 1) for part in parts]
            ones = [1] * size
            if total.total and weights != ones and _sum(parts, ones) == total.values:
                weights = ones  # printed as it adds up, whatever the concepts are
            solved = _solve(parts, weights, total, fixed)
            if solved is None:
                continue
            flips, signs, turned = solved
            if not _enough(total, size, flips):
                continue
            if flips and parts[0].values == total.values:
                continue  # the first is printed again: what stands between adds up to nothing
            rollup = Rollup(
                total.key,
                tuple((part.key, sign) for part, sign in zip(parts, signs, strict=True)),
                turned,
                tuple(_ZERO for _ in total.values),
            )
            if best is None or (flips, size) < best[:2]:
                best = (flips, size, rollup)
            if flips == 0:
                break
        if best is not None:
            return best[2]
        return _near(open_, total, self._expected) if total.total else None


def _solve(
    parts: list[Line], weights: list[int], total: Line, fixed: set[int]
) -> tuple[int, list[int], bool] | None:
    """(signs against expectation, weights, turned) with which the parts give the total exactly.

    fixed  keys of the parts whose signs may not be turned
    """
    base = _sum(parts, weights)
    if base == total.values:
        return 0, weights, False
    if total.total and tuple(-value for value in base) == total.values:
        return 0, weights, True
    rest = [b - t for b, t in zip(base, total.values, strict=True)]
    if any(value % 2 for value in _whole(rest, total.units)):
        return None
    half = tuple(value / 2 for value in rest)
    usable = [at for at, p in enumerate(parts) if any(p.values) and p.key not in fixed]
    lead = next((at for at, value in enumerate(half) if value), 0)
    limit = min(_MAX_FLIPS, len(parts) - 1, 1 if len(usable) > 14 else _MAX_FLIPS)
    for count in range(1, limit + 1):
        for chosen in combinations(usable, count):
            if sum((weights[at] * parts[at].values[lead] for at in chosen), _ZERO) != half[lead]:
                continue
            moved = _sum([parts[at] for at in chosen], [weights[at] for at in chosen])
            if moved == half:
                signs = [-w if at in chosen else w for at, w in enumerate(weights)]
                return count, signs, False
    return None


def _whole(values: list[Decimal], unit: Decimal) -> list[Decimal]:
    return [value / unit for value in values]


def _sum(parts: Sequence[Line], weights: Sequence[int]) -> Vector:
    width = len(parts[0].values)
    return tuple(
        sum((w * part.values[at] for part, w in zip(parts, weights, strict=True)), _ZERO)
        for at in range(width)
    )


def _enough(total: Line, size: int, flips: int) -> bool:
    """Whether the figures are evidence enough that the sum is no chance.

    Each non-zero column of n digits is hit by chance once in 10**n; each free sign doubles the
    tries. Lines that typography marks as totals need less.
    """
    digits = sum(len(str(abs(int(value / total.units)))) for value in total.values if value)
    tries = 1 + flips * size / 4
    return digits >= (1 if total.total and flips == 0 else 3 if total.total else 5) + (
        0 if flips == 0 else tries
    )


def _near(open_: list[Line], total: Line, expected: dict[tuple[int, int], int]) -> Rollup | None:
    """A roll-up that ties but for rounding, or in some columns but not in others."""
    for size in range(2, min(len(open_), _MAX_PARTS) + 1):
        parts = open_[-size:]
        if not any(parts[0].values):
            continue
        weights = [expected.get((part.key, total.key), 1) for part in parts]
        base = _sum(parts, weights)
        differences = tuple(t - b for t, b in zip(total.values, base, strict=True))
        slack = total.units * max(1, (size + 1) // 2)
        large = [at for at, value in enumerate(total.values) if abs(value) >= 100 * total.units]
        tied = [at for at in large if not differences[at]]
        rounding = large and all(abs(value) <= slack for value in differences)
        if rounding or (tied and len(tied) * 2 >= len(large) and len(large) > 1):
            return Rollup(
                total.key,
                tuple((part.key, weight) for part, weight in zip(parts, weights, strict=True)),
                False,
                differences,
            )
    return None


def _with_zeros(rollup: Rollup, open_: list[Line], size: int) -> Rollup:
    """Takes in the lines of zeros just above that stand in the same group as the first part."""
    parts = list(rollup.parts)
    first = open_[-size]
    for line in reversed(open_[: len(open_) - size]):
        if any(line.values) or line.group != first.group:
            break
        parts.insert(0, (line.key, 1))
    return Rollup(rollup.total, tuple(parts), rollup.turned, rollup.differences)
