"""Rows of figures alone, printed below the rows whose columns they go on with."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from converter.text.cells import cell_figures
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.text.views import LineView

_FEWEST = 4  # rows: fewer may add up across by chance
_FULL = 0.8  # of the rows have a figure in each column: some stand too close to their captions
_TRUE = 0.95  # of these add up: filers err
_WIDEST = 14  # columns, of which those of shares are tried out


def is_row(line: LineView) -> bool:
    """Whether a line has cells; a lone figure behind words may be the caption's."""
    return line.kind is LineKind.TEXT and len(cell_figures(line)) > 1


def is_captionless(line: LineView) -> bool:
    """Whether a line has figures and no words."""
    return line.kind is LineKind.TEXT and not any(sign.isalpha() for sign in line.text)


def continued_rows(
    lines: Sequence[LineView], upper: range, lower: range
) -> list[tuple[int, int]] | None:
    """The rows of `upper` with those of `lower`, which have no captions: (line, line below).

    Both are printed line for line alike, blanks and rules too, as a wide page that was cut in two;
    or have as many rows, in each of which the last figure is the sum of others. None where neither
    holds.
    """
    rows = [at for at in upper if is_row(lines[at])]
    below = [at for at in lower if is_captionless(lines[at])]
    if min(len(rows), len(below)) < _FEWEST:
        return None
    alike = _line_for_line(lines, range(rows[0], rows[-1] + 1), range(below[0], below[-1] + 1))
    if alike:
        return alike
    if len(rows) == len(below) and _adds_up(lines, rows, below):
        return list(zip(rows, below, strict=True))
    return None


def _line_for_line(
    lines: Sequence[LineView], upper: range, lower: range
) -> list[tuple[int, int]] | None:
    """The lines of both that have figures, where both have the same rules at the same places; below
    a line of words alone stands a blank one, and a rule parts them somewhere.
    """
    if len(upper) != len(lower):
        return None
    pairs = list(zip(upper, lower, strict=True))
    ruled = 0
    for one, other in pairs:
        kinds = lines[one].kind, lines[other].kind
        ruled += kinds == (LineKind.RULE, LineKind.RULE)
        if kinds[0] is not kinds[1] and kinds != (LineKind.TEXT, LineKind.BLANK):
            return None
    return [pair for pair in pairs if lines[pair[1]].kind is LineKind.TEXT] if ruled else None


def _adds_up(lines: Sequence[LineView], rows: Sequence[int], below: Sequence[int]) -> bool:
    """Whether all rows with a figure in each column add up across, and most have one there; columns
    that count shares are no part of the sum.
    """
    joined = [
        [figure.value for at in pair for figure in cell_figures(lines[at])]
        for pair in zip(rows, below, strict=True)
    ]
    width = max(map(len, joined))
    full = [row for row in joined if len(row) == width]
    telling = sum(sum(map(bool, row)) > 1 for row in full)
    if len(full) < _FULL * len(joined) or telling < _FEWEST or width > _WIDEST:
        return False
    least = _TRUE * len(full)
    return any(
        sum(sum(row[at] for at in columns) == row[-1] for row in full) >= least
        for size in range(width - 1, 1, -1)
        for columns in combinations(range(width - 1), size)
    )
