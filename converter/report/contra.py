"""Components of equity that are printed as what they take off.

                            Common     Retained    Treasury
                             stock     earnings       stock
    Balance, 1992          496,203    3,521,190     204,490      equity of -204,490
    Stock repurchase            --           --     278,363      raises what is taken off

A component's amount in equity is negative then, whatever the column says; the balance sheet proves
it, or the column of totals, or else what the component is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has
from converter.model.filing import StatementKind
from converter.model.xbrl import Instant

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from converter.model.mapped import Decided
    from converter.model.table import Row
    from converter.model.xbrl import QName

Entering = dict["dt.date", set["Decimal"]]


def contra_columns(tables: list[Decided]) -> list[frozenset[int]]:
    """For each table the columns whose amounts are equity with the other sign."""
    entering = _entering(tables)
    return [_contra(table, entering) if table.components else frozenset() for table in tables]


def _entering(tables: list[Decided]) -> Entering:
    """The amounts that make up equity on balance sheets, with their signs there, by date."""
    found: Entering = defaultdict(set)
    for table in tables:
        if table.read.table.kind is not StatementKind.BS:
            continue
        parts = {total.total: total.entering for total in table.sums}
        for at, claim in enumerate(table.claims):
            if claim.concepts and has(claim.concepts[0].qname.local, Trait.TOTAL_EQUITY):
                for part, weight in _leaves(at, 1, parts):
                    for cell in table.read.items[part].row.cells:
                        column = table.read.columns[cell.column]
                        power = table.read.units_at(table.read.items[part], cell.column).money
                        if column.instant and not column.group and cell.figure.value:
                            value = (cell.figure.value * weight).scaleb(power)
                            found[column.instant.date].add(value)
    return found


def _leaves(
    total: int, sign: int, parts: dict[int, tuple[tuple[int, int], ...]]
) -> Iterator[tuple[int, int]]:
    for part, weight in parts.get(total, ()):
        yield part, sign * weight
        if part < total:
            yield from _leaves(part, sign * weight, parts)


def _contra(table: Decided, entering: Entering) -> frozenset[int]:
    rows = _balances(table)
    straight: set[int] = set()
    contra: set[int] = set()
    doubtful: set[int] = set()
    for column in table.read.columns:
        at = column.index
        part = table.components[at]
        if column.shares or (part.member is None and not part.name):
            continue
        votes = 0
        values = []
        for day, row in rows:
            cell = row.cell(at)
            if cell is None or not cell.figure.value:
                continue
            values.append(cell.figure.value)
            value = cell.figure.value.scaleb(table.read.units.money)
            votes += (value in entering.get(day, ())) - (-value in entering.get(day, ()))
        if votes:
            (straight if votes > 0 else contra).add(at)
        elif values and min(values) > 0 and _taken_off(part.member):
            doubtful.add(at)
    return frozenset(contra | (doubtful if _ties(table, contra | doubtful) else set()))


def _taken_off(member: QName | None) -> bool:
    return member is not None and has(member.local, Trait.TAKEN_OFF_EQUITY)


def _balances(table: Decided) -> list[tuple[dt.date, Row]]:
    return [
        (item.period.date, item.row)
        for item, claim in zip(table.read.items, table.claims, strict=True)
        if isinstance(item.period, Instant)
        and claim.concepts
        and has(claim.concepts[0].qname.local, Trait.TOTAL_EQUITY)
    ]


def _ties(table: Decided, contra: set[int]) -> bool:
    """Whether the balances add up across with these columns taken off; so where no column has
    their total.
    """
    money = [column.index for column in table.read.columns if not column.shares]
    totals = [at for at in money if table.components[at].whole]
    if len(totals) != 1:
        return not totals
    for _, row in _balances(table):
        cells = {cell.column: cell.figure.value for cell in row.cells}
        if totals[0] in cells:
            parts = [-cells[at] if at in contra else cells[at] for at in money
                     if at in cells and at != totals[0]]  # fmt: skip
            if abs(cells[totals[0]] - sum(parts)) > (len(parts) + 1) // 2:
                return False
    return True
