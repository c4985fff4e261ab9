"""Statements that state no units beside others that do.

A page leaves its units to the page before (`lineitems`), and shared amounts prove them
(`checks.magnitudes`). What is left is as likely in thousands as the others are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY
from converter.model.finding import Severity
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from converter.model.mapped import Decided

_MILLION = 1_000_000
_FEW = 3
_FULL = 200  # as many times larger than the others' figures: printed in full beside thousands


@check("SCA004", Stage.TABLES, Consequence.DOUBT)
def unscaled(seen: Seen) -> Iterator[Found]:
    """A statement states no units, others do

    The statement's figures are as large as those of other statements of the filing that are printed
    in thousands or millions, but nothing says so, and no amount that they share proves it. They are
    taken as printed; in the units of the others, where these have one and as printed the company
    would be smaller than those that file.

    The statement's figures are doubtful, perhaps too small by a thousand or more. Compare one that
    is known, such as net income.
    """
    for number, table in enumerate(seen.tables):
        others = others_state(seen.tables, table)
        if others:
            said = sorted({each.read.units.in_words for each in others})
            yield Found(
                Severity.WARNING,
                span=seen.filing.source.line_span(table.read.table.first, 0, 0),
                message=f"{table.read.table.title}: no units are stated, other statements are in"
                f" {' or '.join(said)}",
                doubt=(Place(number),),
            )  # fmt: skip


def others_state(tables: Sequence[Decided], table: Decided) -> list[Decided]:
    """The statements that state units, where a statement states none and is likely in the same."""
    return _stating(tables, table) if _silent(table) else []


def _silent(table: Decided) -> bool:
    units = table.read.units
    return table.read.table.kind in PRIMARY and not units.stated and not units.money


def _stating(tables: Sequence[Decided], table: Decided) -> list[Decided]:
    """The statements of the same company that state a scale, with figures about as large."""
    most = max(_figures(table), default=0)
    if _in_full(table):
        return []
    return [
        each
        for each in tables
        if each.read.table.kind in PRIMARY
        if each.read.units.stated and each.read.units.money
        if _owner(each) == _owner(table)
        if most <= _FULL * max(_figures(each), default=0)
    ]


def _in_full(table: Decided) -> bool:
    """Whether figures above a million end in three noughts almost all."""
    large = [each for each in _figures(table) if each >= _MILLION]
    return len(large) > _FEW and sum(each % 1000 == 0 for each in large) * 10 >= 9 * len(large)


def _owner(table: Decided) -> frozenset[str]:
    groups = [column.group for column in table.read.columns]
    return frozenset(group.name for group in groups if group and group.entity)


def _figures(table: Decided) -> frozenset[Decimal]:
    return frozenset(
        abs(cell.figure.value)
        for item in table.read.items
        if item.quantity is Quantity.MONEY
        for cell in item.row.cells
    )
