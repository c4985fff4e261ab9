"""What cents tell: figures that have them, where other money has none, are amounts per share.

Net sales          1,788      1,398
Per share           3.38       2.41
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.printed import Form, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.lineitem import LineItem, ReadTable
    from converter.model.printed import Figure
    from converter.model.table import TextTable

_CENTS = 2  # decimals
_LARGE = 1000  # hardly any share earns so much
_SOME = 4  # figures that tell


def has_cents(figure: Figure) -> bool:
    """Whether a figure has two decimals, or more."""
    return figure.places >= _CENTS


def without_cents(table: TextTable) -> bool:
    """Whether amounts are printed without cents, as units of their own or with one decimal: most
    figures, or all that are too large to be earned by a share, however many lines speak of those,
    or all before the first with cents, behind which all have them.
    """
    figures = [
        cell.figure for row in table.rows for cell in row.cells
        if cell.figure.form is Form.NUMBER
    ]  # fmt: skip
    large = [has_cents(figure) for figure in figures if abs(figure.value) >= _LARGE]
    if len(large) >= _SOME and not any(large):
        return True
    cents = list(map(has_cents, figures))
    first = cents.index(True) if True in cents else 0
    if first >= _SOME and all(cents[first:]):
        return True
    return cents.count(False) * 10 >= 7 * len(figures)


def with_pages_per_share(tables: Iterable[ReadTable]) -> list[ReadTable]:
    """A page of a statement of operations on which every figure has cents, where the page before
    has none, is of amounts per share, whatever its headings say: in millions they would be rounded.
    """
    out: list[ReadTable] = []
    before = False
    for table in tables:
        own = table
        if table.table.kind is StatementKind.IS:
            numbers = [
                cell.figure for item in table.items if item.quantity is Quantity.MONEY
                for cell in item.row.cells if cell.figure.form is Form.NUMBER
            ]  # fmt: skip
            if before and _of_shares(numbers) and table.units.money:
                own = replace(table, items=tuple(map(_per_share, table.items)))
            before = len(numbers) >= _SOME and not any(map(has_cents, numbers))
        out.append(own)
    return out


def _of_shares(numbers: Sequence[Figure]) -> bool:
    small = (has_cents(each) and abs(each.value) < _LARGE for each in numbers)
    return len(numbers) >= _SOME and all(small)


def _per_share(item: LineItem) -> LineItem:
    money = item.quantity is Quantity.MONEY and item.row.cells
    return replace(item, quantity=Quantity.PER_SHARE) if money else item
