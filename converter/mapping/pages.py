"""Lines with one caption in several tables of one kind: the quarter's page and that of the year to
date, or the parts of one page. They are one concept, that of the surest, or none.

    13 weeks   Selling                   21.4     no concept is sure enough
    26 weeks   Selling                   42.5     SellingExpense 62%: both are
    13 weeks   Warehouse and delivery    17.8     no concept is sure enough
    26 weeks   Warehouse and delivery    35.3     ShippingHandlingAndTransportationCosts 28%: none
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY, StatementKind
from converter.model.mapped import Claim, Way

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from converter.model.mapped import Decided
    from converter.model.xbrl import QName

_KINDS = frozenset(PRIMARY) - {StatementKind.EQ}
_DOUBT = 0.4  # a concept less sure than this, of which another page is not sure enough, is none
_GIVEN = (Way.REVIEW, Way.SUMS)  # what people said, and what the sums of one table prove


def with_pages_alike(tables: Sequence[Decided]) -> list[Decided]:
    """The tables with the claims of lines that stand in several of one kind made alike."""
    pages: dict[Hashable, list[int]] = {}
    for number, table in enumerate(tables):
        if table.read.table.kind in _KINDS:
            groups = tuple(column.group for column in table.read.columns)
            pages.setdefault((table.read.table.kind, frozenset(groups)), []).append(number)
    out = [*tables]
    for numbers in pages.values():
        if len(numbers) > 1:
            for number, claims in _alike([tables[number] for number in numbers]).items():
                out[numbers[number]] = replace(tables[numbers[number]], claims=claims)
    return out


def _alike(pages: Sequence[Decided]) -> dict[int, tuple[Claim, ...]]:
    lines = [dict(_lines(page)) for page in pages]
    same: dict[Hashable, list[Claim]] = {}
    for page, mine in zip(pages, lines, strict=True):
        for key, at in mine.items():
            same.setdefault(key, []).append(page.claims[at])
    found: dict[int, tuple[Claim, ...]] = {}
    for number, (page, mine) in enumerate(zip(pages, lines, strict=True)):
        held = {concept.qname for claim in page.claims for concept in claim.concepts}
        claims = [*page.claims]
        for key, at in mine.items():
            best = max(same[key], key=lambda claim: claim.confidence * bool(claim.concepts))
            if claims[at].way in _GIVEN or all(c.concepts == best.concepts for c in same[key]):
                continue
            if best.confidence < _DOUBT and not all(claim.concepts for claim in same[key]):
                claims[at] = _none(claims[at])
            elif claims[at].concepts != best.concepts and held.isdisjoint(_names(best)):
                held |= _names(best)
                claims[at] = best
        if claims != [*page.claims]:
            found[number] = tuple(claims)
    return found


def _names(claim: Claim) -> set[QName]:
    return {concept.qname for concept in claim.concepts}


def _none(claim: Claim) -> Claim:
    """No claim, with what it was to as the likeliest of its candidates."""
    mine = tuple((str(concept.qname), claim.confidence) for concept in claim.concepts[:1])
    return Claim(candidates=(*mine, *claim.candidates))


def _lines(page: Decided) -> Iterator[tuple[Hashable, int]]:
    """The lines of a page by what tells them apart: words, headings, what they count, and which of
    those with the same they are.
    """
    seen: Counter[Hashable] = Counter()
    for at, item in enumerate(page.read.items):
        if item.row.cells and item.caption:
            key = (
                item.caption.casefold(), tuple(heading.casefold() for heading in item.section),
                item.quantity, item.group, item.stock, item.opening,
            )  # fmt: skip
            yield (key, seen[key]), at
            seen[key] += 1
