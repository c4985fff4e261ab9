"""The signature page, and what stands behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.text.views import LineView

_HEAD = re.compile(
    r"\W*(?:SIGNATURES?|S\s?I\s?G\s?N\s?A\s?T\s?U\s?R\s?E(?:\s?S)?)\W*", re.IGNORECASE
)
_SIGNED = re.compile(
    r"/s/|pursuant\s+to\s+the\s+requirements?|duly\s+(?:authorized|caused)|^\s*by\s*:?\s*_{2,}"
    r"|attorney-in-fact",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"/s/|\bsignature\b|attorney-in-fact|_{8,}", re.IGNORECASE)
_INDEX = re.compile(
    r"\W*(?:(?:INDEX\s+(?:TO|OF)|LIST\s+OF)\s+EXHIBITS?|EXHIBITS?\s+INDEX)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\W*(?:INDEX\s+(?:TO|OF)\s+(?:CONSOLIDATED\s+)?FINANCIAL|REPORT\s+OF\s+(?:INDEPENDENT|MANAGEMENT)"
    r"|INDEPENDENT\s+AUDITOR|CERTIFICATIONS?\W*$|EXHIBIT\s+\d[\d.]*\W*$|SCHEDULE\s+[IVX]+\b|POWERS?\s+OF\s+ATTORNEY\W*$)",
    re.IGNORECASE,
)
_NEAR = 40  # lines below the heading in which a signature page speaks like one


class Ends(NamedTuple):
    """Indices of lines: where the signature page begins, and the line behind it; where the index of
    exhibits behind it begins. None where there is none.
    """

    signatures: int | None
    behind: int
    exhibits: int | None


def ends(lines: Sequence[LineView], after: int) -> Ends:
    """The signature page behind line `after`."""
    count = len(lines)
    at = next((n for n in range(after, count) if _is_head(lines, n)), None)
    if at is None:
        return Ends(None, count, None)
    behind = _behind(lines, at)
    index = next((n for n in range(behind, count) if _is_index(lines, n)), None)
    return Ends(at, behind, index)


def _is_head(lines: Sequence[LineView], at: int) -> bool:
    line = lines[at]
    if line.kind is not LineKind.TEXT or not _HEAD.fullmatch(line.text):
        return False
    below = lines[at + 1 : at + _NEAR]
    return any(_SIGNED.search(each.text) for each in below if len(each.text) < 400)


def _behind(lines: Sequence[LineView], at: int) -> int:
    """Pages go on as long as somebody signs on them."""
    for n in range(at + 1, len(lines)):
        if _is_index(lines, n) or _OTHER.match(lines[n].text[:200]):
            return n
        if lines[n].kind is LineKind.PAGE:
            following = next(
                (m for m in range(n + 1, len(lines)) if lines[m].kind is LineKind.PAGE), len(lines)
            )
            signed = any(_GOES_ON.search(each.text[:400]) for each in lines[n + 1 : following])
            words = any(each.kind is LineKind.TEXT for each in lines[n + 1 : following])
            if words and not signed:
                return n + 1
    return len(lines)


def _is_index(lines: Sequence[LineView], at: int) -> bool:
    line = lines[at]
    found = line.kind is LineKind.TEXT and _INDEX.match(line.text[:200])
    return bool(found) and len(line.text.split()) <= 8
