"""The scale of statements that state none, proven by those that do: the same figures stand in
several statements of a filing.

    Balance sheet                      Cash flows (in thousands)
    Cash          1,659     1,055      Cash at beginning of year    1,055
                                       Cash at end of year          1,659

A page leaves its units to the page before (`lineitems`). Where the first statement has lost them, a
later one has them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY
from converter.model.finding import Finding, Result, Severity
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from converter.model.mapped import Decided
    from converter.model.source import SourceText

_LEAST = 1000  # figures of three digits are met twice by chance
_SHARED = 2
_MILLION = 1_000_000
_FEW = 3
_FULL = 200  # as many times larger than the others' figures: printed in full beside thousands


def prove_scales(tables: Sequence[Decided], source: SourceText) -> Result[tuple[Decided, ...]]:
    """The tables without units with those of statements that share figures with them."""
    out = list(tables)
    findings: list[Finding] = []
    for number, table in enumerate(tables):
        if not _silent(table):
            continue
        known = {each.read.units for each in _stating(tables, table) if _share(table, each)}
        if len(known) != 1:
            continue
        units = replace(known.pop(), currency=table.read.units.currency)
        out[number] = replace(table, read=replace(table.read, units=units))
        findings.append(
            Finding(
                code="SCA005", severity=Severity.WARNING,
                span=source.line_span(table.read.table.first, 0, 0), doubts=(),
                message=f"{table.read.table.title}: no units are stated; it shares figures with"
                f" statements in {units.in_words}",
                hint="these units are taken",
            )
        )  # fmt: skip
    return Result(tuple(out), tuple(findings))


@check("SCA004", Stage.TABLES, Consequence.DOUBT)
def unscaled(seen: Seen) -> Iterator[Found]:
    """A statement states no units, others do

    The statement's figures are as large as those of other statements of the filing that are printed
    in thousands or millions, but nothing says so, and no figures that they share prove it. They are
    taken as printed.

    The statement's figures are doubtful, perhaps too small by a thousand or more. Compare one that
    is known, such as net income.
    """
    for number, table in enumerate(seen.tables):
        others = _stating(seen.tables, table) if _silent(table) else []
        if others:
            said = sorted({each.read.units.in_words for each in others})
            yield Found(
                Severity.WARNING,
                span=seen.filing.source.line_span(table.read.table.first, 0, 0),
                message=f"{table.read.table.title}: no units are stated, other statements are in"
                f" {' or '.join(said)}",
                doubt=(Place(number),),
            )  # fmt: skip


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


def _share(table: Decided, other: Decided) -> bool:
    return sum(each >= _LEAST for each in _figures(table) & _figures(other)) >= _SHARED
