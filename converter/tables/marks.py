"""Years and dates that head a column each, and how many columns they say there are.

Years Ended December 31,
1996        1995        1994        three marks: three columns, wherever these stand
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.text.dates import dates, years
from converter.text.views import Chunk, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.text.views import LineView

_WORDS = re.compile(r"[A-Za-z0-9]")
_TAG = re.compile(r"<C>", re.IGNORECASE)
_NEAR = 2  # marks: a lone year may be a title's


def marks(chunk: Chunk) -> list[Chunk]:
    """The years and dates that a chunk is made of, none where it says more:

    1996 1995 1994    ->    1996, 1995, 1994
    """
    text = chunk.text
    places = [(start, end) for _, start, end in years(text)]
    places += [(d.start, d.end) for d in dates(text)]
    if not places:
        return []
    places.sort()
    rest = text
    for start, end in reversed(places):
        rest = rest[:start] + rest[end:]
    if _WORDS.search(rest):
        return []
    return [
        Chunk(chunk.left + start, chunk.left + end, text[start:end].strip())
        for start, end in places
    ]


def stated(lines: Iterable[LineView]) -> frozenset[int]:
    """The numbers of columns that the lines above the figures speak of: as many as a line has
    years, or as there are <C> tags.
    """
    found = set()
    for line in lines:
        if line.kind is LineKind.TAG:
            found.add(len(_TAG.findall(line.text)))
        elif line.kind is LineKind.TEXT:
            dated = sum(d.year is not None for d in dates(line.text))
            found.add(dated + len(years(line.text)))
    return frozenset(count for count in found if count >= _NEAR)
