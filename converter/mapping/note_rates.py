"""The reconciliation of the statutory tax rate, in percent, within a note's table.

    Statutory U.S. federal rate             35.0%    35.0%
    State income taxes                       1.0      1.0
    Lower rates in other jurisdictions      (6.0)    (4.3)
                                            36.3%    32.0%     tax by income before tax

The lines must add up to the last, and that must be what the statement of operations gives: income
tax divided by income before tax.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.mapping.note_values import NOTE, SURE
from converter.model.mapped import Claim, Detail, Way
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_values import Statements
    from converter.model.mapped import Decided

_KIND = "rates"
_TAX = "provision"  # the kind whose totals are the statement's tax
_LAWFUL = (Decimal(30), Decimal(50))  # what the statutory rate has been, in percent
_MOST = Decimal(300)  # no line of such a table is more, in percent
_LEAST = 3  # lines
_EFFECTIVE = "EffectiveIncomeTaxRateContinuingOperations"


def with_rates(table: Decided, registry: Registry, statements: Statements) -> Decided:
    """The table with such a reconciliation among its facts, where it holds one that is proven."""
    kinds = {kind.id: kind for kind in registry.kinds}
    columns = _columns(table)
    if not columns or (table.detail is None and any(claim.of_note for claim in table.claims)):
        return table
    for at, item in enumerate(table.read.items):
        row = registry.line(_KIND, item.caption, item.section) if item.row.cells else None
        if row is not None and row.use == "opens" and _lawful(table, at, columns):
            names = kinds[_TAX].totals, kinds[_KIND].totals
            lines = _proven(table, at, columns, names, statements)
            if lines:
                return _told(table, kinds[_KIND], registry, lines, columns)
    return table


def _columns(table: Decided) -> tuple[int, ...]:
    """The columns, where each has a period of its own and none is a part of the company."""
    read = table.read
    used = sorted({cell.column for item in read.items for cell in item.row.cells})
    spans = {read.columns[at].duration for at in used}
    if None in spans or len(spans) < len(used) or any(read.columns[at].group for at in used):
        return ()
    return tuple(used)


def _rates(table: Decided, at: int, columns: Sequence[int]) -> list[Decimal] | None:
    """A line's figures, a gap being none; None where one is no rate."""
    row = table.read.items[at].row
    found = [
        cell.figure.value if (cell := row.cell(column)) is not None else Decimal(0)
        for column in columns
    ]
    return found if all(abs(value) <= _MOST for value in found) else None


def _lawful(table: Decided, at: int, columns: Sequence[int]) -> bool:
    rates = _rates(table, at, columns)
    return rates is not None and all(_LAWFUL[0] <= rate <= _LAWFUL[1] for rate in rates)


def _proven(
    table: Decided, first: int, columns: Sequence[int],
    names: tuple[Sequence[str], Sequence[str]], statements: Statements,
) -> list[int]:  # fmt: skip
    """The lines from the first on that add up to the last of them, which is what the statement of
    operations gives; [] where there are none.
    """
    total = [Decimal(0)] * len(columns)
    lines: list[int] = []
    wanted = [_effective(table, column, names, statements) for column in columns]
    if not any(wanted):
        return []
    for at in range(first, len(table.read.items)):
        item = table.read.items[at]
        if not item.row.cells:
            continue
        rates = _rates(table, at, columns)
        if rates is None or item.quantity is Quantity.PER_SHARE:
            return []
        places = max(cell.figure.places for cell in item.row.cells)
        unit = Decimal(1).scaleb(-places)
        if len(lines) >= _LEAST - 1 and _equal(rates, total, unit) and _fit(rates, wanted, unit):
            return [*lines, at]
        total = [one + other for one, other in zip(total, rates, strict=True)]
        lines.append(at)
    return []


def _equal(rates: Sequence[Decimal], total: Sequence[Decimal], unit: Decimal) -> bool:
    """Whether lines add up, each rounded for itself."""
    return all(abs(rate - other) <= unit for rate, other in zip(rates, total, strict=True))


def _fit(rates: Sequence[Decimal], wanted: Sequence[Decimal | None], unit: Decimal) -> bool:
    pairs = zip(rates, wanted, strict=True)
    return all(want is None or abs(abs(rate) - want) <= unit for rate, want in pairs)


def _effective(
    table: Decided, column: int, names: tuple[Sequence[str], Sequence[str]], statements: Statements
) -> Decimal | None:
    """Income tax by income before tax as the statements have them, in percent, without a sign."""
    period = table.read.columns[column].duration
    tax, income = (statements.amount(each, period) for each in names)
    return tax / income * 100 if tax is not None and income else None


def _told(
    table: Decided, kind: Kind, registry: Registry, lines: Sequence[int], columns: Sequence[int]
) -> Decided:
    items, claims = [*table.read.items], [*table.claims]
    if table.detail is None:
        claims = [Claim()] * len(claims)
    total = registry.taxonomy.find(_EFFECTIVE)
    for at in lines:
        row = registry.line(kind.id, items[at].caption, items[at].section)
        concept = registry.taxonomy.concept(row.concept) if row is not None else None
        items[at] = replace(items[at], quantity=Quantity.PERCENT)
        claims[at] = Claim(rule=f"note-table.{kind.id}", statements=NOTE)
        named = total if at == lines[-1] else concept
        if named is not None and sum(claim.concepts == (named,) for claim in claims) == 0:
            claims[at] = replace(claims[at], concepts=(named,), confidence=SURE, way=Way.SUMS)
    before = table.detail or Detail((), {}, instant=False)
    kept = {(at, column) for at in (*before.nouns, *lines) for column in columns}
    left = table.read.places - kept
    rest = tuple(each for each in table.sums if each.total not in lines)
    return replace(
        table, read=replace(table.read, items=tuple(items)), claims=tuple(claims), cells={},
        sums=rest, why_left="",
        left_out=frozenset(place for place in table.left_out if place[0] not in lines) | left,
        detail=replace(
            before, kinds=(*before.kinds, kind.id),
            nouns={**before.nouns, **dict.fromkeys(lines, kind.noun)},
        ),
    )  # fmt: skip
