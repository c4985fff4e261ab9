"""How current the concepts of the rows are: as the balance sheet tells of their lines.

Convertible debentures        10,000      no part of the sheet is told to be current: neither
Total current liabilities     22,496
Note payable to stockholder      860      beside the current liabilities: noncurrent
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.mapping.features import short
from converter.mapping.structure import ruled_out
from converter.model.xbrl import us_gaap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Mapping as Map

    from converter.mapping.mapping import Mapping
    from converter.mapping.structure import Bar
    from converter.model.mapped import Claim, Summed

_CURRENT, _NONCURRENT, _CLASSIFIED = "Current", "Noncurrent", "Classified"
_SURE = 0.9  # the confidence of a row that knows the very caption
# The taxonomy's name without the word is of something else: these liabilities before any assets.
_NET = {"DeferredTaxLiabilities": "DeferredIncomeTaxLiabilities"}


def as_current_as_told(
    tables: Sequence[Summed], bars: Map[int, Map[int, Sequence[Bar]]], mapping: Mapping
) -> Sequence[Summed]:
    """The tables, in place of a row's concept that the sheet rules out for being current, or for
    being noncurrent, the same one as the sheet has it.

    bars  of the tables by their numbers, of the lines by theirs
    """
    out = [*tables]
    for at, found in bars.items():
        claims = [*tables[at].claims]
        for item, mine in found.items():
            claims[item] = _claim(claims[item], mine, mapping)
        if claims != [*tables[at].claims]:
            out[at] = replace(tables[at], claims=tuple(claims))
    return out


def _claim(claim: Claim, bars: Sequence[Bar], mapping: Mapping) -> Claim:
    if len(claim.concepts) != 1 or claim.confidence < _SURE:
        return claim
    name = short(str(claim.concepts[0].qname))
    for other in _instead(name, bars):
        concept = mapping.taxonomy.concept(us_gaap(other))
        if concept is not None and mapping.fitting.number(concept.qname) >= 0:
            return replace(claim, concepts=(concept,))
    return claim


def _instead(name: str, bars: Sequence[Bar]) -> Iterator[str]:
    """The names that a concept has where it is as current as the sheet says."""
    stem = name.removesuffix(_CURRENT).removesuffix(_NONCURRENT)
    if name == stem:
        return
    if ruled_out([bar for bar in bars if bar.where == "lacks"], name):
        yield f"{stem}{_CURRENT}And{_NONCURRENT}"
        yield _NET.get(stem, stem)
    elif ruled_out([bar for bar in bars if bar.where == "apart"], name):
        yield f"{stem}{_NONCURRENT}"
        yield f"{stem.removesuffix(_CLASSIFIED)}{_NONCURRENT}"
    elif ruled_out([bar for bar in bars if bar.where == "in"], name):
        yield f"{stem}{_CURRENT}"
        yield f"{stem}{_CLASSIFIED}{_CURRENT}"
