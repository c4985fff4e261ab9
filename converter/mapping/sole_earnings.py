"""Earnings per share that a statement prints once: the figure is both basic and diluted.

    Earnings per common and common equivalent share   $ 1.55   EarningsPerShareBasic and -Diluted

APB Opinion 15 asks for a second figure only where dilution takes three per cent or more; the one
that 'common equivalents' share in has their dilution in it. SFAS 128 (periods that end after
15 December 1997) asks for two wherever there are dilutive securities (paragraph 36), and nothing
dilutes a loss (paragraph 16; APB 15, paragraph 30). A statement before that, with an income and a
caption that says nothing of equivalents, tells of one figure alone: it stays basic.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.dts.base import load_base
from converter.model.filing import StatementKind
from converter.model.xbrl import us_gaap
from converter.text.units import Quantity

if TYPE_CHECKING:
    from converter.model.mapped import MappedTable

_BASIC, _DILUTED = us_gaap("EarningsPerShareBasic"), us_gaap("EarningsPerShareDiluted")
_FAS_128 = dt.date(1997, 12, 15)
# words of a figure that is one of two, or that is none of the company's own earnings
_ONE_OF_TWO = re.compile(r"\bbasic|dilut|\bprimary\b|pro\s*forma|\bclass\b", re.IGNORECASE)
_EQUIVALENT = re.compile(r"equivalent", re.IGNORECASE)


def sole_earnings(table: MappedTable) -> MappedTable:
    """The table with both concepts for its one line of earnings per share."""
    read = table.read
    if read.table.kind is not StatementKind.IS:
        return table
    per_share = [
        at for at, item in enumerate(read.items)
        if item.row.cells and item.quantity is Quantity.PER_SHARE
    ]  # fmt: skip
    net = [
        at for at in per_share
        if any(concept.qname in (_BASIC, _DILUTED) for concept in table.claims[at].concepts)
    ]  # fmt: skip
    if len(net) != 1 or any(_ONE_OF_TWO.search(text) for text in _said(table)):
        return table
    (line,) = net
    claim, item = table.claims[line], read.items[line]
    diluted = load_base().concept(_DILUTED)
    if [concept.qname for concept in claim.concepts] != [_BASIC] or diluted is None:
        return table
    said = " ".join((item.caption, *item.section))
    values = [cell.figure.value for cell in item.row.cells]
    ends = [column.duration.end for column in read.columns if column.duration is not None]
    after = bool(ends) and max(ends) > _FAS_128
    lost = all(value <= 0 for value in values) and any(values)
    if not (after or lost or _EQUIVALENT.search(said)):
        return table
    claims = [*table.claims]
    claims[line] = replace(claim, concepts=(*claim.concepts, diluted), alternates=())
    return replace(table, claims=tuple(claims))


def _said(table: MappedTable) -> list[str]:
    """The captions and headings of what is stated per share, or in shares, and all boxheads."""
    read = table.read
    kinds = (Quantity.PER_SHARE, Quantity.SHARES)
    lines = [item for item in read.items if item.quantity in kinds or not item.row.cells]
    return [
        *(" ".join((*item.section, item.caption)) for item in lines),
        *(column.column.head for column in read.columns),
    ]  # fmt: skip
