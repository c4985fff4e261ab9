"""What was meant by the name of a concept that the taxonomy lacks."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from converter.dts.base import NAMESPACES, load_base

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 3
_ALIKE = 0.85  # a slip of the pen, whatever the words
_BEGUN = 0.15
_LEAST = 0.5
_BEHIND = 0.2
_LITTLE = ("of", "and", "or", "in", "for")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def near_concepts(name: str) -> str:
    """The concepts that a name may have meant, as a hint; '' where none is near.

    'us-gaap:Revenue' -> 'did you mean us-gaap:Revenues, ...?'; a name of today leads to the names
    of 2009 that it continues.
    """
    prefix, _, local = name.rpartition(":")
    taxonomy = load_base()
    known = [one for each in NAMESPACES for one in taxonomy.concepts(each)]
    usable = [one for one in known if not one.abstract]
    same = [str(one.qname) for one in usable if one.qname.local.lower() == local.lower()]
    if same and prefix != "us-gaap-2025":
        return f"did you mean {_either(same)}?"
    old = [str(one.qname) for one in known if one.current == local]
    if old and prefix in ("", "us-gaap", "us-gaap-2025"):
        return f"it is the present name of {_either(old)}"
    scores = {str(one.qname): _likeness(local, one.qname.local) for one in usable}
    best = sorted(scores, key=lambda each: (-scores[each], each))[:_MOST]
    found = [each for each in best if scores[each] > max(_LEAST, scores[best[0]] - _BEHIND)]
    return f"did you mean {_either(found)}?" if found else ""


def _likeness(one: str, other: str) -> float:
    """How much two names share, 0 to 1: half their words, half their letters."""
    mine, theirs = _words(one), _words(other)
    shared = sum(map(len, mine & theirs))
    words = 2 * shared / (sum(map(len, mine)) + sum(map(len, theirs)) or 1)
    letters = difflib.SequenceMatcher(None, one.lower(), other.lower())
    if words == 0 and letters.quick_ratio() < _ALIKE:
        return 0.0
    alike = letters.ratio()
    begun = _BEGUN if other.lower().startswith(one.lower()) else 0.0
    return max(alike if alike > _ALIKE else 0.0, (words + alike) / 2 + begun)


def _words(local: str) -> frozenset[str]:
    """'RevenuesNetOfTax' -> {revenue, net, tax}."""
    found = (each.lower() for each in _WORD.findall(local))
    return frozenset(_singular(each) for each in found if each not in _LITTLE)


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.rstrip("s")


def _either(names: Iterable[str]) -> str:
    """'A', 'A or B', 'A, B or C'."""
    *others, last = list(names)[:_MOST]
    return f"{', '.join(others)} or {last}" if others else last
