"""Earnings per share that a statement prints once, where the figure is both basic and diluted.

    Earnings per common and common equivalent share   $ 1.55   EarningsPerShareBasic and -Diluted
    Net loss per share                                 (1.11)  the same

APB Opinion 15 asks for a second figure only where dilution takes three per cent or more; the one
that 'common equivalents' share in has their dilution in it. And nothing dilutes a loss (APB 15,
paragraph 30; SFAS 128, paragraph 16), also where it calls itself basic. For periods that end after
December 15, 1997 annual and quarterly reports have both on the face of the statement (SFAS 128,
paragraphs 36 and 41): a figure that does not even call itself basic is both there. Any other income
of which no word speaks of equivalents tells of one figure alone, and stays basic: a release may
print no other. The parts, 'Loss before extraordinary items', follow their total.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.xbrl import US_GAAP, us_gaap
from converter.text.units import Quantity

if TYPE_CHECKING:
    from converter.dts.base import Taxonomy
    from converter.model.mapped import Claim, Decided
    from converter.model.xbrl import Concept

# by whose loss nothing is dilutive, whatever was earned beside it (SFAS 128, paragraph 15)
_CONTROL = ("IncomeLossFromContinuingOperations", "IncomeLossBefore")
_BASIC, _DILUTED = us_gaap("EarningsPerShareBasic"), us_gaap("EarningsPerShareDiluted")
# words of a figure that is one of two, or that is none of the company's own earnings
_ONE_OF_TWO = re.compile(r"dilut|\bprimary\b|pro\s*forma|\bclass\b", re.IGNORECASE)
_BASIC_SAID = re.compile(r"\bbasic", re.IGNORECASE)
_SFAS_128 = dt.date(1997, 12, 15)
_EQUIVALENT = re.compile(r"equivalent", re.IGNORECASE)


def sole_earnings(table: Decided, taxonomy: Taxonomy, *, reported: bool = False) -> Decided:
    """The table with both concepts for its one line of earnings per share, and for its parts.

    reported  it stands in an annual or quarterly report
    """
    read = table.read
    if read.table.kind is not StatementKind.IS:
        return table
    per_share = [
        at for at, item in enumerate(read.items)
        if item.row.cells and item.quantity is Quantity.PER_SHARE
    ]  # fmt: skip
    net = [
        at for at in per_share
        if {_BASIC, _DILUTED} & {concept.qname for concept in table.claims[at].concepts}
    ]  # fmt: skip
    if len(net) != 1 or _twin(table.claims[net[0]], taxonomy) is None:
        return table
    basic = [at for at in per_share if _twin(table.claims[at], taxonomy) is not None]
    due = reported and _both_are_due(table)
    if not _undiluted(table, net[0], basic, due=due):
        return table
    claims = [*table.claims]
    for at in basic:
        twin = _twin(claims[at], taxonomy)
        if twin is not None:
            both = (*claims[at].concepts, twin)
            claims[at] = replace(claims[at], concepts=both, alternates=())
    return replace(table, claims=tuple(claims))


def _local(claim: Claim) -> str:
    return claim.concepts[0].qname.local if claim.concepts else ""


def _twin(claim: Claim, taxonomy: Taxonomy) -> Concept | None:
    """The diluted concept beside the one that a line has, where that is basic."""
    if len(claim.concepts) != 1 or claim.concepts[0].qname.namespace != US_GAAP:
        return None
    local = claim.concepts[0].qname.local
    if local == _BASIC.local:
        return taxonomy.concept(_DILUTED)
    if not local.endswith("PerBasicShare"):
        return None
    return taxonomy.concept(us_gaap(local.replace("PerBasicShare", "PerDilutedShare")))


def _both_are_due(table: Decided) -> bool:
    """Whether the latest period asks for basic and diluted amounts, where they differ."""
    ends = [column.duration.end for column in table.read.columns if column.duration]
    return max(ends, default=_SFAS_128) > _SFAS_128


def _undiluted(table: Decided, line: int, basic: list[int], *, due: bool) -> bool:
    """Whether nothing but the figure of a line is left to be the diluted one; `due` where that
    would be printed beside it.
    """
    items = table.read.items
    if any(_ONE_OF_TWO.search(text) for text in _said(table)):
        return False
    control = [at for at in basic if _local(table.claims[at]).startswith(_CONTROL)]
    values = [cell.figure.value for at in (line, *control) for cell in items[at].row.cells]
    if any(values) and all(value <= 0 for value in values):
        return True
    near = " ".join((items[line].caption, *items[line].section))
    return (due or _EQUIVALENT.search(near) is not None) and not _BASIC_SAID.search(near)


def _said(table: Decided) -> list[str]:
    """What the statement says where it speaks of shares, its headings and boxheads."""
    read = table.read
    kinds = (Quantity.PER_SHARE, Quantity.SHARES)
    return [
        *(item.caption for item in read.items if item.quantity in kinds or not item.row.cells),
        *(heading for item in read.items for heading in item.section),
        *(column.column.head for column in read.columns),
    ]  # fmt: skip
