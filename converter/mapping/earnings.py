"""Which earnings per share a line states: those of which income divided by the shares proves it.

    Income from continuing operations      123,128     / 84,945 = 1.45
    Net income                             109,415     / 84,945 = 1.29
    Earnings per share of common stock from continuing operations:
      Basic                                   1.45     ...ContinuingOperationsPerBasicShare
    Net earnings per share of common stock:
      Basic                                   1.29     EarningsPerShareBasic
    Average shares, basic                   84,945

'Basic' alone says neither.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, named
from converter.model.filing import StatementKind
from converter.model.mapped import Claim, Decided, Way
from converter.model.xbrl import us_gaap
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.mapping import Mapping
    from converter.model.xbrl import Concept

_SURE = 0.9
_INEXACT = Decimal("0.001")  # what rounded counts and incomes leave open


def proven_earnings(table: Decided, mapping: Mapping) -> Decided:
    """The table with the claims of its earnings per share as the division proves them."""
    if table.read.table.kind is not StatementKind.IS:
        return table
    net = _row(table, named(Trait.NET_INCOME))
    continuing = _row(table, named(Trait.CONTINUING_INCOME))
    if net is None:
        return table
    claims = [*table.claims]
    lines = _of_shares(table)
    for whole, part, counted in mapping.per_share:
        count = _row(table, (counted,))
        if count is None:
            continue
        of_all = [at for at in lines if _divided(table, at, net, count)]
        of_part = [
            at for at in lines if continuing is not None and _divided(table, at, continuing, count)
        ]
        for at in of_part:
            if at not in of_all and _name(claims[at]) == whole:
                claims[at] = _claim(claims[at], part, mapping)
        open_ = {part, *_unproven(table, mapping)}
        left = [at for at in of_all if _name(claims[at]) in open_ and at not in of_part]
        holders = [at for at in lines if whole in map(_local, claims[at].concepts)]
        sole = all(len(claims[at].concepts) == 1 for at in holders)
        if len(left) == 1 and sole and not set(holders) & set(of_all):
            for at in holders:  # 'Income taxes' below 'Cumulative effect of changes:'
                claims[at] = Claim(candidates=((str(us_gaap(whole)), claims[at].confidence),))
            proven = Claim(rule="earnings-per-share", confidence=_SURE)
            claims[left[0]] = _claim(proven, whole, mapping)
    return table if claims == [*table.claims] else replace(table, claims=tuple(claims))


def _of_shares(table: Decided) -> list[int]:
    """The lines of amounts a share."""
    return [
        at for at, item in enumerate(table.read.items)
        if item.quantity is Quantity.PER_SHARE and item.row.cells
    ]  # fmt: skip


def _unproven(table: Decided, mapping: Mapping) -> set[str]:
    """No claim, and the earnings of continuing operations of whose count of shares no line speaks:
    nothing else can prove them.
    """
    return {""} | {
        part for _, part, shares in mapping.per_share if _row(table, (shares,)) is None
    }  # fmt: skip


def _local(concept: Concept) -> str:
    return concept.qname.local


def _name(claim: Claim) -> str:
    return _local(claim.concepts[0]) if claim.concepts else ""


def _row(table: Decided, names: Sequence[str]) -> int | None:
    """The one line that claims a concept."""
    rows = [
        at for at, claim in enumerate(table.claims)
        if _name(claim) in names and table.read.items[at].row.cells
    ]  # fmt: skip
    return rows[0] if len(rows) == 1 else None


def _divided(table: Decided, line: int, income: int, count: int) -> bool:
    """Whether a line is income divided by shares, in each of its columns and two at least."""
    read = table.read
    item, counts = read.items[line], read.items[count]
    power = read.units.money - (counts.units or read.units).shares
    proven = 0
    for cell in item.row.cells:
        earned, shares = read.items[income].row.cell(cell.column), counts.row.cell(cell.column)
        if earned is None or shares is None or not shares.figure.value:
            return False
        each = (abs(earned.figure.value) / shares.figure.value).scaleb(power)
        stated = abs(cell.figure.value)
        slack = Decimal("0.5").scaleb(-cell.figure.places) + each * _INEXACT
        if abs(each - stated) > slack:
            return False
        proven += 1
    return proven > 1


def _claim(claim: Claim, name: str, mapping: Mapping) -> Claim:
    concept = mapping.taxonomy.concept(us_gaap(name))
    return replace(
        claim, concepts=(concept,) if concept else (), alternates=(), way=Way.DIVISION,
        measured=mapping.curve.measured(Way.DIVISION, StatementKind.IS, None, claim.confidence),
    )  # fmt: skip
