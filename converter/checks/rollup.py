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
    from collections.abc import Iterator, Sequence

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
    finder = _Finder(_whole(lines), expected or {}, adding=adding)
    for line in lines:
        finder.take(line)
    return finder.found, finder.unproven


class _Finder:
    """The open lines, and what was found so far."""

    def __init__(
        self, figures: dict[int, _Figures], expected: dict[tuple[int, int], int], *, adding: bool
    ) -> None:
        self.found: list[Rollup] = []
        self.unproven: list[int] = []
        self._figures = figures
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
            figures = self._figures[line.key]
            for last in self._lasts(out, line) if figures.any else ():
                size = len(last.weights)
                if out[-size].group != line.group:
                    break
                if last.sums == figures.values:
                    weak.append(_exactly(line, out[-size:], last.weights))
                    del out[-size:]
                    break
            out.append(line)
        return out, weak

    def _lasts(self, open_: list[Line], total: Line) -> Iterator[_Last]:
        """The last two lines, the last three and so on, with their sums."""
        last = _Last(len(total.values))
        for size in range(1, min(len(open_), _MAX_PARTS) + 1):
            part = open_[-size]
            last.add(self._figures[part.key], self._expected.get((part.key, total.key), 1))
            if size > 1:
                yield last

    def _best(self, open_: list[Line], total: Line) -> Rollup | None:
        """The roll-up with the fewest signs against expectation, then the fewest parts."""
        figures = self._figures[total.key]
        if not figures.any:
            return None
        fixed = {r.total for r in self.found} if self._adding else set()
        free = [part.key not in fixed for part in open_]
        best: Rollup | None = None
        fewest = _MAX_FLIPS + 1
        for last in self._lasts(open_, total):
            if not last.parts[0].any:
                continue  # a leading line of zeros adds nothing; _with_zeros takes it in
            size = len(last.parts)
            weights, turned, flips = last.weights, False, 0
            if total.total and last.plain == figures.values:
                weights = [1] * size  # printed as it adds up, whatever the concepts are
            elif total.total and last.sums == [-value for value in figures.values]:
                turned = True
            elif last.sums != figures.values:
                most = min(fewest - 1, _most_flips(total, figures, size))
                against = _against(last, figures, free[-size:], most) if most > 0 else ()
                if not against:
                    continue
                flips = len(against)
                weights = [-w if at in against else w for at, w in enumerate(weights)]
            if not flips and figures.digits < (1 if total.total else 5):
                continue
            if flips and last.parts[0].values == figures.values:
                continue  # the first is printed again: what stands between adds up to nothing
            if flips < fewest:
                best, fewest = _exactly(total, open_[-size:], weights, turned=turned), flips
            if flips == 0:
                break
        if best is None and total.total:
            return self._near(open_, total)
        return best

    def _near(self, open_: list[Line], total: Line) -> Rollup | None:
        """A roll-up that ties but for rounding, or in some columns but not in others."""
        figures = self._figures[total.key]
        large = [at for at, value in enumerate(figures.values) if abs(value) >= 100 * figures.unit]
        if not large:
            return None
        for last in self._lasts(open_, total):
            if not last.parts[0].any:
                continue
            size = len(last.parts)
            slack = figures.unit * ((size + 1) // 2)
            missing = [
                abs(value - summed) for value, summed in zip(figures.values, last.sums, strict=True)
            ]
            tied = sum(not missing[at] for at in large)
            rounding = all(value <= slack for value in missing)
            if rounding or (tied * 2 >= len(large) and tied and len(large) > 1):
                return _nearly(total, open_[-size:], last.weights)
        return None


@dataclass(frozen=True, slots=True)
class _Figures:
    """A line's figures as whole numbers.

    unit    one in the last printed place
    digits  how many digits its figures have that are not zero
    """

    values: list[int]
    unit: int
    digits: int

    @property
    def any(self) -> bool:
        return self.digits > 0


def _whole(lines: Sequence[Line]) -> dict[int, _Figures]:
    """The figures of all lines, by key, in the smallest unit that one of them has: to add up
    whole numbers takes a tenth of the time that decimals take, and as many sums are tried.
    """
    places = 0
    for line in lines:
        for value in (line.units, *line.values):
            exponent = value.as_tuple().exponent
            if isinstance(exponent, int) and exponent < places:
                places = exponent
    found: dict[int, _Figures] = {}
    for line in lines:
        values = [int(value.scaleb(-places)) for value in line.values]
        unit = int(line.units.scaleb(-places))
        digits = sum([len(str(abs(value) // unit)) for value in values if value])
        found[line.key] = _Figures(values, unit, digits)
    return found


class _Last:
    """The last open lines, in printed order; lines join them from the bottom up.

    weights  with which they are expected in the total
    sums     of their weighted figures, a column each
    plain    of their figures as printed
    """

    def __init__(self, width: int) -> None:
        self.parts: list[_Figures] = []
        self.weights: list[int] = []
        self.sums = [0] * width
        self.plain = [0] * width

    def add(self, part: _Figures, weight: int) -> None:
        self.parts.insert(0, part)
        self.weights.insert(0, weight)
        if part.any:
            self.sums = [s + weight * v for s, v in zip(self.sums, part.values, strict=True)]
            self.plain = [s + v for s, v in zip(self.plain, part.values, strict=True)]


def _against(last: _Last, total: _Figures, free: list[bool], most: int) -> tuple[int, ...]:
    """The fewest parts, at most `most` (1 or more), that give the total with their signs turned.

    free  whether a part's sign may be turned
    """
    rest = [s - t for s, t in zip(last.sums, total.values, strict=True)]
    twice = 2 * total.unit
    if rest[0] % twice or any(value % twice for value in rest):
        return ()
    half = [value // 2 for value in rest]
    lead = next(at for at, value in enumerate(half) if value)
    usable = [at for at, part in enumerate(last.parts) if part.any and free[at]]
    moved = {at: last.weights[at] * last.parts[at].values[lead] for at in usable}
    limit = min(most, len(last.parts) - 1, 1 if len(usable) > 14 else _MAX_FLIPS)
    for count in range(1, limit + 1):
        for chosen in combinations(usable, count):
            if sum([moved[at] for at in chosen]) == half[lead] and all(
                sum(last.weights[at] * last.parts[at].values[column] for at in chosen) == value
                for column, value in enumerate(half)
            ):
                return chosen
    return ()


def _exactly(
    total: Line, parts: Sequence[Line], weights: Sequence[int], *, turned: bool = False
) -> Rollup:
    pairs = tuple((part.key, weight) for part, weight in zip(parts, weights, strict=True))
    return Rollup(total.key, pairs, turned, tuple(_ZERO for _ in total.values))


def _nearly(total: Line, parts: Sequence[Line], weights: Sequence[int]) -> Rollup:
    pairs = tuple((part.key, weight) for part, weight in zip(parts, weights, strict=True))
    differences = tuple(
        value - sum((w * p.values[at] for p, w in zip(parts, weights, strict=True)), _ZERO)
        for at, value in enumerate(total.values)
    )
    return Rollup(total.key, pairs, False, differences)


def _most_flips(total: Line, figures: _Figures, size: int) -> int:
    """How many signs may be turned for the figures to be evidence that the sum is no chance.

    Each non-zero column of n digits is hit by chance once in 10**n; each free sign doubles the
    tries. Lines that typography marks as totals need less.
    """
    least = 3 if total.total else 5
    return (figures.digits - least - 1) * 4 // size


def _with_zeros(rollup: Rollup, open_: list[Line], size: int) -> Rollup:
    """Takes in the lines of zeros just above that stand in the same group as the first part."""
    parts = list(rollup.parts)
    first = open_[-size]
    for line in reversed(open_[: len(open_) - size]):
        if any(line.values) or line.group != first.group:
            break
        parts.insert(0, (line.key, 1))
    return Rollup(rollup.total, tuple(parts), rollup.turned, rollup.differences)
