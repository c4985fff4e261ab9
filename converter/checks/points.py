"""Points that stand where a comma belongs: '8.219' among '7,782'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.checks.misprints import all_misprints
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY
from converter.model.finding import Severity
from converter.text.numerals import Form
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.mapped import Decided
    from converter.model.table import Cell

_THOUSAND = 3  # digits behind a comma
_LARGE = 1000  # a figure that has one
_SOME = 4  # whole figures of a table that tell how all are printed


@check("CAL007", Stage.TABLES, Consequence.DOUBT)
def points(seen: Seen) -> Iterator[Found]:
    """A point stands where a comma belongs, as it seems

    A figure is printed with three digits behind a point, '8.219', where the others of its line are
    whole thousands, or those of its table are whole: no sum proves it, but it is likely 8,219. Its
    fact is marked as doubtful.

    The printed figure is taken. Compare it with another print of the statement.
    """
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in PRIMARY:
            continue
        told = {each.place for each in seen.once(all_misprints)[number] if each.sure}
        for at, cell in _pointed(table):
            if (at, cell.column) not in told:
                yield Found(
                    Severity.WARNING, span=cell.span, doubt=(Place(number, at, cell.column),),
                    message=f"{table.read.items[at].caption!r}: {cell.figure.value:,} is likely"
                    f" {cell.figure.value * _LARGE:,.0f}, with a comma for its point",
                )  # fmt: skip


def _pointed(table: Decided) -> Iterator[tuple[int, Cell]]:
    """The figures of three places in lines, or a table, that have none otherwise."""
    cells = [
        (at, cell) for at, item in enumerate(table.read.items) for cell in item.row.cells
        if cell.figure.form is Form.NUMBER and cell.figure.value
    ]  # fmt: skip
    three = [(at, cell) for at, cell in cells if cell.figure.places == _THOUSAND]
    if not three or len(three) * _SOME > len(cells):
        return
    items = table.read.items
    money = [cell for at, cell in cells if items[at].quantity is Quantity.MONEY]
    whole = sum(not cell.figure.places for cell in money)
    whole_table = whole >= _SOME and whole * 10 >= 9 * len(money)
    for at, cell in three:
        beside = [other.figure for other in items[at].row.cells if other is not cell]
        thousands = any(abs(each.value) >= _LARGE and not each.places for each in beside)
        if thousands or (whole_table and items[at].quantity is Quantity.MONEY):
            yield at, cell
