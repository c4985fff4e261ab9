"""Statements of equity: their columns are components, whose heads wrap and leave gaps.

Accumulated
Other                 which of these stand over one column no order tells
Total
Retained
Comprehensive
Shareholders'
Earnings
Income (Loss)
Equity
Balances as of September 27, 2003
2,394
(35)
4,223                 this tells: in every row the last is the sum of others, so it is the total
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from converter.tables.stacked.heads import Head, StackedHeads, is_aside
from converter.text.numerals import Form, scan
from converter.text.units import read_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from converter.tables.stacked.rows import Slot
    from converter.text.views import LineView

_FEWEST = 4  # rows that add up: fewer may by chance
_WIDEST = 12  # columns of a statement of equity; it bounds the sums that are tried
_TOTAL = "total"


class EquityColumns(NamedTuple):
    """heads  over the columns that are read
    first  of these columns; those before it are left out
    """

    heads: StackedHeads
    first: int


def equity_columns(
    above: Sequence[LineView], rows: Sequence[tuple[Slot, ...]], columns: int
) -> EquityColumns | None:
    """The columns whose heads are told, by the words above the first caption: all, where each has
    one line; else the total alone. None where the last is not proven to be it.

    rows  with a figure in each column
    """
    words = [line for line in above if not is_aside(line.text) and not read_units(line.text)]
    totals = [line for line in words if line.text.split()[0].lower() == _TOTAL]
    if len(totals) != 1 or not _adds_up([[_value(slot) for slot in row] for row in rows]):
        return None
    if len(words) == columns and totals[0] is words[-1]:
        heads = tuple(Head(line, at, at) for at, line in enumerate(words))
        return EquityColumns(StackedHeads((heads,), (), ()), 0)
    return EquityColumns(StackedHeads(((Head(totals[0], 0, 0),),), (), ()), columns - 1)


def _value(slot: Slot) -> Decimal | None:
    """The amount of a cell; None where it states none."""
    found = scan(slot.text)
    return found[0].value if len(found) == 1 and found[0].form is not Form.ABSENT else None


def _adds_up(rows: Sequence[Sequence[Decimal | None]]) -> bool:
    """Whether the last column is the sum of the same others in every row: all, or all but those
    that count shares.

    717,918   1,826   (7)   2,325   (49)   4,095        1,826 - 7 + 2,325 - 49 = 4,095
    """
    amounts = [[each for each in row if each is not None] for row in rows]
    if len(amounts) < _FEWEST or len({len(row) for row in [*rows, *amounts]}) > 1:
        return False
    others = len(rows[0]) - 1
    if others + 1 > _WIDEST or len({row[-1] for row in amounts}) < _FEWEST:
        return False
    return any(
        all(sum(row[:-1]) - sum(row[at] for at in left) == row[-1] for row in amounts)
        for size in range(others - 1)
        for left in combinations(range(others), size)
    )
