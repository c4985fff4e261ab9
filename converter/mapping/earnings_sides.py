"""Earnings per share of both sides, basic and diluted, each with the concepts of its own.

    Before extraordinary item - basic       $ .26    ...PerBasicShare
    Extraordinary item                       (.01)   basic: it stands between two that are
    Net income - basic                        .25    EarningsPerShareBasic
    Before extraordinary item - diluted       .26    ...PerDilutedShare
    Extraordinary item                       (.01)   diluted, though it reads as the line above
    Net income - diluted                      .25    EarningsPerShareDiluted

A line's own words go before its headings'. A line that says neither is of the side of the lines
around it, or of the total that it adds up to. What one side calls a line holds for the same caption
on the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.xbrl import US_GAAP, us_gaap
from converter.text.units import Quantity
from converter.wording.normalise import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.dts.base import Taxonomy
    from converter.model.lineitem import LineItem
    from converter.model.mapped import Claim, Decided
    from converter.model.xbrl import Concept

_BASIC, _DILUTED = "EarningsPerShareBasic", "EarningsPerShareDiluted"
_OF_BASIC, _OF_DILUTED = "PerBasicShare", "PerDilutedShare"
# 'before dilution' and 'undiluted' are basic
_SAYS_BASIC = re.compile(
    r"\bbasic\b|\bprimary\b|\bundiluted\b|\b(?:no|before)\s+dilution", re.IGNORECASE
)
_SAYS_DILUTED = re.compile(r"(?<!un)dilut\w*", re.IGNORECASE)
_SLACK = Decimal("0.01")  # by which amounts a share miss their total


def by_sides(table: Decided, taxonomy: Taxonomy) -> Decided:
    """The table with the concepts of its earnings per share on the sides that their lines say."""
    if table.read.table.kind is not StatementKind.IS:
        return table
    items = table.read.items
    runs = _runs(items)
    sides: dict[int, str] = {}
    for run in runs:
        sides.update(_sides(items, run))
    if {_OF_BASIC, _OF_DILUTED} - set(sides.values()):
        return table  # a statement of one side leaves nothing to tell apart
    claims = [*table.claims]
    for at, side in sides.items():
        local = _local(claims[at])
        if _side_of(local) not in ("", side):
            other = other_side(claims[at], taxonomy)
            if other is not None and not _taken(table, claims, at, other):
                claims[at] = replace(claims[at], concepts=(other,), alternates=())
    for at, side in sides.items():
        if not claims[at].concepts:
            claims[at] = _as_there(items, claims, sides, at, side, taxonomy)
    return table if claims == [*table.claims] else replace(table, claims=tuple(claims))


def other_side(claim: Claim, taxonomy: Taxonomy) -> Concept | None:
    """What a line's one concept is on the other side."""
    if len(claim.concepts) != 1 or claim.concepts[0].qname.namespace != US_GAAP:
        return None
    local = claim.concepts[0].qname.local
    for one, other in ((_BASIC, _DILUTED), (_OF_BASIC, _OF_DILUTED)):
        for ours, theirs in ((one, other), (other, one)):
            if local.endswith(ours):
                return taxonomy.concept(us_gaap(local.removesuffix(ours) + theirs))
    return None


def _runs(items: Sequence[LineItem]) -> list[list[int]]:
    """The lines of amounts a share, those together that nothing but one another parts."""
    runs: list[list[int]] = []
    open_ = False
    for at, item in enumerate(items):
        mine = item.quantity is Quantity.PER_SHARE and bool(item.row.cells)
        if mine and open_:
            runs[-1].append(at)
        elif mine:
            runs.append([at])
        open_ = mine
    return runs


def _sides(items: Sequence[LineItem], run: Sequence[int]) -> dict[int, str]:
    """The sides of a run's lines that say them, or whose neighbours do."""
    said = {at: side for at in run if (side := _said(items[at]))}
    found = {at: side for at, side in said.items() if side != _BOTH}
    for one, other in pairwise(said):
        between = [at for at in run if one < at < other]
        if said[one] == said[other] != _BOTH or (
            between and said[other] != _BOTH and _adds_up(items, [*between], other)
        ):
            found |= dict.fromkeys(between, said[other])
    first = min(said, default=0)
    before = [at for at in run if at < first]
    if before and said[first] != _BOTH and _adds_up(items, before, first):
        found |= dict.fromkeys(before, said[first])
    return found


_BOTH = "both"


def _said(item: LineItem) -> str:
    for words in (item.caption, *reversed(item.section)):
        basic, diluted = _SAYS_BASIC.search(words), _SAYS_DILUTED.search(words)
        if basic and diluted:
            return _BOTH
        if basic or diluted:
            return _OF_BASIC if basic else _OF_DILUTED
    return ""


def _adds_up(items: Sequence[LineItem], parts: Sequence[int], total: int) -> bool:
    """Whether lines give a total in each of its columns; dashes and blanks are nought."""
    if len(parts) < 2:
        return False
    for cell in items[total].row.cells:
        cells = (items[part].row.cell(cell.column) for part in parts)
        given = sum((each.figure.value for each in cells if each is not None), Decimal(0))
        if abs(given - cell.figure.value) > _SLACK:
            return False
    return True


def _side_of(local: str) -> str:
    if local.endswith(_OF_BASIC) or local == _BASIC:
        return _OF_BASIC
    return _OF_DILUTED if local.endswith(_OF_DILUTED) or local == _DILUTED else ""


def _taken(table: Decided, claims: Sequence[Claim], line: int, concept: Concept) -> bool:
    """Whether another line has a concept already, with other amounts."""
    items = table.read.items
    return any(
        at != line and claim.concepts[:1] == (concept,)
        and [cell.figure.value for cell in items[at].row.cells]
        != [cell.figure.value for cell in items[line].row.cells]
        for at, claim in enumerate(claims)
    )  # fmt: skip


def _as_there(
    items: Sequence[LineItem], claims: Sequence[Claim], sides: dict[int, str], line: int,
    side: str, taxonomy: Taxonomy,
) -> Claim:  # fmt: skip
    """The claim of a line without one, as the same caption has it on the other side."""
    caption = _plain(items[line].caption)
    for at, theirs in sides.items():
        if theirs != side and claims[at].concepts and _plain(items[at].caption) == caption:
            other = other_side(claims[at], taxonomy)
            held = any(claim.concepts[:1] == (other,) for claim in claims)
            if other is not None and not held:
                return replace(claims[at], concepts=(other,), alternates=())
    return claims[line]


def _plain(caption: str) -> str:
    return letters(_SAYS_DILUTED.sub("", _SAYS_BASIC.sub("", caption)))


def _local(claim: Claim) -> str:
    return claim.concepts[0].qname.local if len(claim.concepts) == 1 else ""
