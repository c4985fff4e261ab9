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

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from operator import lshift
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Vector = tuple[Decimal, ...]

_MAX_FLIPS = 3  # more signs than these against expectation prove nothing
_MAX_PARTS = 60
_MAX_WEAK = 5 * _MAX_PARTS  # open lines that are looked through for sums of small figures
_STARTS = 4  # where the parts of a total that they miss can begin
_DIGITS = 5  # figures of fewer are no evidence for a sum that typography does not mark
_AS_PRINTED: dict[int, int] = {}  # weights where no balance tells another than 1
_ZERO = Decimal(0)
_ONE = Decimal(1)


class FiguredLine(NamedTuple):
    """One line with figures.

    values    printed figures, a column each, blank cells zero
    total     typography says that it may be a total (a rule above, 'Total')
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

    def missing(self, differences: Vector) -> Rollup:
        """The same sum where it does not tie in every column."""
        return replace(self, differences=differences)


# Whether some lines are the parts of a total though they miss it: the total, its parts with their
# weights, and how many lots of lines were tried.
Near = Callable[[FiguredLine, "list[tuple[FiguredLine, int]]", int], bool]


def find_rollups(
    lines: Sequence[FiguredLine],
    expected: dict[int, dict[int, int]] | None = None,
    *,
    adding: bool = False,
    near: Near | None = None,
) -> tuple[list[Rollup], list[int]]:
    """All roll-ups of a table, and the keys of lines marked as totals that none was found for.

    expected  by total, the weights of its parts where the concepts' balances tell them; 1 where
              not given
    adding    no total enters another with a minus, as in balance sheets: equity is also the
              assets less the liabilities, but is not made of them; nor is one printed as negative
              over lines that come to more than nothing
    near      asked of the lines under one heading that do not add up to a total marked as such
    """
    figures, columns = _whole(lines)
    finder = _Finder(columns, expected or {}, adding=adding, near=near)
    for each in figures:
        finder.take(each)
    return list(finder.found.values()), finder.unproven


class _Finder:
    """The open lines, and what was found so far."""

    def __init__(
        self,
        columns: _Columns,
        expected: dict[int, dict[int, int]],
        *,
        adding: bool,
        near: Near | None = None,
    ) -> None:
        self.found: dict[int, Rollup] = {}  # by when it was found
        self.unproven: list[int] = []
        self._columns = columns
        self._expected = expected
        self._adding = adding
        self._near_enough = near
        self._open: list[_Figures] = []
        self._lines: dict[int, _Figures] = {}
        self._totals: dict[int, list[int]] = {}  # of those found, by total
        self._count = 0

    def take(self, total: _Figures) -> None:
        """Puts the next line onto the open ones, in the place of those that add up to it."""
        line = total.line
        self._lines[line.key] = total
        same = bool(self._open) and self._open[-1].number == total.number
        searched = line.total and not same
        rollup = self._of_open(total)
        if rollup is None and searched:
            reopened = self._reopened()
            if len(reopened) > len(self._open):
                rollup = self._best(reopened, total)
            if rollup is not None:
                # an unmarked line that seemed a total by chance was none
                self._forget({key for key, _ in rollup.parts})
                self._open = reopened
        if rollup is None and searched:
            collapsed, weak = self._collapsed()
            rollup = self._best(collapsed, total) if weak else None
            if rollup is not None:
                # small figures that prove nothing by themselves do so in the total above them
                for each in weak:
                    self._add(each)
                self._open = collapsed
        if rollup is None and searched:
            rollup = self._near(total) or self._slipped(total)
        if rollup is not None:
            rollup = _with_zeros(rollup, self._open, len(rollup.parts))
            del self._open[len(self._open) - len(rollup.parts) :]
            self._add(rollup)
        elif line.total and same:
            del self._open[-1]  # a total of the one line above stands for it
        elif line.total and len(self._open) > 1 and total.number:
            self.unproven.append(line.key)
        self._open.append(total)

    def _add(self, rollup: Rollup) -> None:
        self.found[self._count] = rollup
        self._totals.setdefault(rollup.total, []).append(self._count)
        self._count += 1

    def _forget(self, keys: Iterable[int]) -> None:
        """What was found of the totals with these keys that are not marked as such."""
        for key in keys:
            if key in self._totals and not self._lines[key].line.total:
                for number in self._totals.pop(key):
                    del self.found[number]

    def _reopened(self) -> list[_Figures]:
        """The open lines with the parts of unmarked totals put back before them, as far up as the
        parts of a sum can stand.
        """
        out: list[_Figures] = []
        left = self._open[-_MAX_PARTS:]
        while left:
            figures = left.pop()
            out.append(figures)
            key = figures.line.key
            if key in self._totals and not figures.line.total:
                parts = self.found[self._totals[key][-1]].parts
                left += [self._lines[part] for part, _ in parts]
        return [*self._open[:-_MAX_PARTS], *reversed(out)]

    def _collapsed(self) -> tuple[list[_Figures], list[Rollup]]:
        """The open lines with each that the last ones of its group add up to in their place; the
        last `_MAX_WEAK` of them.
        """
        out: list[_Figures] = []
        weak: list[Rollup] = []
        for total in self._open[-_MAX_WEAK:]:
            weights = self._weights(total)
            sums = 0
            for size, part in enumerate(reversed(out[-_MAX_PARTS:]), 1) if total.number else ():
                if size > 1 and part.line.group != total.line.group:
                    break
                sums += weights.get(part.line.key, 1) * part.number
                if size > 1 and sums == total.number:
                    weak.append(_exactly(total, out[-size:], weights))
                    del out[-size:]
                    break
            out.append(total)
        return [*self._open[:-_MAX_WEAK], *out], weak

    def _weights(self, total: _Figures) -> dict[int, int]:
        return self._expected.get(total.line.key, _AS_PRINTED)

    def _of_open(self, total: _Figures) -> Rollup | None:
        """The roll-up of the open lines; where none ties, of the first less all that follow: among
        costs what is earned is printed as negative.
        """
        rollup = self._best(self._open, total)
        if rollup is not None or not total.line.total or self._adding:
            return rollup
        plain = 0
        for size, part in enumerate(reversed(self._open[-_MAX_PARTS:]), 1):
            if size > 1 and part.number and part.number - plain == total.number:
                less = {each.line.key: -1 for each in self._open[1 - size :]}
                return _exactly(total, self._open[-size:], {**less, part.line.key: 1})
            plain += part.number
        return None

    def _best(self, open_: list[_Figures], total: _Figures) -> Rollup | None:
        """The roll-up with the fewest signs against expectation, then the fewest parts, that ties
        in every column.
        """
        marked, wanted = total.line.total, total.number
        if len(open_) < 2 or not wanted or total.digits < (1 if marked else _DIGITS):
            return None
        weights = self._weights(total)
        columns = self._columns
        evidence = _evidence(total)
        fixed = self._totals if self._adding else ()
        moved: list[tuple[int, int]] = []
        best: Rollup | None = None
        fewest = _MAX_FLIPS + 1
        sums = plain = 0
        for size, part in enumerate(reversed(open_[-_MAX_PARTS:]), 1):
            number = part.number
            if not number:
                continue  # a leading line of zeros adds nothing; _with_zeros takes it in
            key = part.line.key
            plain += number
            weighted = weights.get(key, 1) * number
            sums += weighted
            if key not in fixed:
                moved.append((2 * weighted, key))
            if size == 1:
                continue
            if marked and plain == wanted:
                # printed as it adds up, whatever the concepts are
                return _exactly(total, open_[-size:], _AS_PRINTED)
            if sums == wanted:
                return _exactly(total, open_[-size:], weights)
            if marked and sums == -wanted and (not self._adding or not total.negative):
                return _exactly(total, open_[-size:], weights, turned=True)
            most = min(fewest - 1, evidence // size, size - 1)
            # to turn a sign moves a sum by an even amount; and where the first is `wanted` itself,
            # what stands between adds up to nothing
            if most > 0 and not columns.odd(sums - wanted) and number != wanted:
                against = self._against(moved[::-1], sums - wanted, most, total.unit)
                if against:
                    turned = {key: -weights.get(key, 1) for key in against}
                    best = _exactly(total, open_[-size:], {**weights, **turned})
                    fewest = len(against)
        return best

    def _against(self, moved: list[tuple[int, int]], rest: int, most: int, unit: int) -> list[int]:
        """The keys of the fewest parts, at most `most`, that together move their sum by `rest`
        where their signs are turned.

        moved  how far each one moves it, with its key
        unit   one in the last printed place of the total, of which a sign moves it by two or more
        """
        numbers = [number for number, _ in moved]
        for count in range(1, min(most, 1 if len(moved) > 14 else _MAX_FLIPS) + 1):
            if rest in map(sum, combinations(numbers, count)):
                if any(value % (2 * unit) for value in self._columns.of(rest)):
                    break
                tries = combinations(moved, count)
                chosen = next(each for each in tries if sum([n for n, _ in each]) == rest)
                return [key for _, key in chosen]
        return []

    def _near(self, total: _Figures) -> Rollup | None:
        """A roll-up that ties but for rounding, or in some columns but not in others."""
        values = self._columns.of(total.number)
        large = [at for at, value in enumerate(values) if abs(value) >= 100 * total.unit]
        if not large:
            return None
        weights = self._weights(total)
        sums = 0
        for size, part in enumerate(reversed(self._open[-_MAX_PARTS:]), 1):
            sums += weights.get(part.line.key, 1) * part.number
            if size == 1 or not part.number:
                continue
            slack = total.unit * ((size + 1) // 2)
            missing = [abs(value) for value in self._columns.of(total.number - sums)]
            tied = sum(not missing[at] for at in large)
            rounding = all(value <= slack for value in missing)
            if rounding or (tied * 2 >= len(large) and tied and len(large) > 1):
                return _nearly(total, self._open[-size:], weights)
        return None

    def _slipped(self, total: _Figures) -> Rollup | None:
        """A roll-up of lines that begin at a heading, or behind a total, that `near` finds near
        enough.
        """
        if self._near_enough is None or not total.number:
            return None
        open_ = self._open[-_MAX_PARTS:]
        weights = self._weights(total)
        tries = 0
        for size in range(2, len(open_) + 1):
            first = open_[-size].line
            before = open_[-size - 1].line if size < len(open_) else None
            if before is not None and before.group == first.group and not before.total:
                continue
            tries += 1
            parts = [(part.line, weights.get(part.line.key, 1)) for part in open_[-size:]]
            if self._near_enough(total.line, parts, tries):
                return _nearly(total, open_[-size:], weights)
            if tries == _STARTS:
                break
        return None


class _Figures(NamedTuple):
    """A line with its figures as one whole number (`_Columns`).

    unit    one in the last printed place
    digits  how many digits its figures have that are not zero
    """

    line: FiguredLine
    number: int
    unit: int
    digits: int

    @property
    def negative(self) -> bool:
        """Whether a figure is printed as negative."""
        return any(value < 0 for value in self.line.values)


class _Columns:
    """The figures of a line as one whole number, and back: each column has so many bits of it that
    no sum of the table's lines runs over.

        100, -3   ->   100 - 3 * 2**bits

    To add up or to compare lines takes one step so, however many columns they have, and a search
    tries thousands of sums.
    """

    def __init__(self, width: int, most: int) -> None:
        """`most` is the largest amount, of either sign, that any sum of a column comes to."""
        bits = max(most.bit_length(), 1) + 1
        self._places = range(0, width * bits, bits)
        self._ones = sum([1 << place for place in self._places])
        self._half = 1 << (bits - 1)
        # to add it leaves no column below zero, so that none borrows from the next
        self._raise = self._half * self._ones
        self._mask = (1 << bits) - 1

    def number(self, values: Iterable[int]) -> int:
        return sum(map(lshift, values, self._places))

    def of(self, number: int) -> list[int]:
        raised = number + self._raise
        return [((raised >> place) & self._mask) - self._half for place in self._places]

    def odd(self, number: int) -> bool:
        """Whether any of the columns is odd."""
        return (number + self._raise) & self._ones != 0


def _whole(lines: Sequence[FiguredLine]) -> tuple[list[_Figures], _Columns]:
    """The figures of all lines in the smallest unit that one of them has."""
    places = 0
    if not all(all(map(_ONE.same_quantum, (line.units, *line.values))) for line in lines):
        places = max(_places(value) for line in lines for value in (line.units, *line.values))
    figures = [
        list(map(int, [value.scaleb(places) for value in line.values] if places else line.values))
        for line in lines
    ]
    largest = max([abs(value) for values in figures for value in values], default=0)
    # a sum has each line once, and what turned signs move counts twice
    columns = _Columns(len(lines[0].values) if lines else 0, largest * (len(lines) + 8))
    found: list[_Figures] = []
    for line, values in zip(lines, figures, strict=True):
        unit = int(line.units.scaleb(places)) if places else int(line.units)
        digits = sum([len(str(abs(value) // unit)) for value in values if value])
        found.append(_Figures(line, columns.number(values), unit, digits))
    return found, columns


def _places(value: Decimal) -> int:
    """The digits after the decimal point."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _evidence(total: _Figures) -> int:
    """How many signs may be turned, times the lines that they are turned among, for the figures to
    be evidence that the sum is no chance.

    Each non-zero column of n digits is hit by chance once in 10**n; each free sign doubles the
    tries. Lines that typography marks as totals need less.
    """
    least = 3 if total.line.total else _DIGITS
    return (total.digits - least - 1) * 4


def _exactly(
    total: _Figures, parts: Sequence[_Figures], weights: dict[int, int], *, turned: bool = False
) -> Rollup:
    line = total.line
    return Rollup(line.key, _weighted(parts, weights), turned, (_ZERO,) * len(line.values))


def _nearly(total: _Figures, parts: Sequence[_Figures], weights: dict[int, int]) -> Rollup:
    line, pairs = total.line, _weighted(parts, weights)
    differences = tuple(
        value - sum((w * p.line.values[at] for p, (_, w) in zip(parts, pairs, strict=True)), _ZERO)
        for at, value in enumerate(line.values)
    )
    return Rollup(line.key, pairs, False, differences)


def _weighted(parts: Sequence[_Figures], weights: dict[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple([(part.line.key, weights.get(part.line.key, 1)) for part in parts])


def _with_zeros(rollup: Rollup, open_: list[_Figures], size: int) -> Rollup:
    """Takes in the lines of zeros just above that stand in the same group as the first part."""
    group = open_[-size].line.group
    zeros: list[tuple[int, int]] = []
    for at in range(len(open_) - size - 1, -1, -1):
        figures = open_[at]
        if figures.number or figures.line.group != group:
            break
        zeros.append((figures.line.key, 1))
    if not zeros:
        return rollup
    return Rollup(
        rollup.total, (*reversed(zeros), *rollup.parts), rollup.turned, rollup.differences
    )
