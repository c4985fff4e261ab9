"""Years and dates that head a column each.

Years Ended December 31,
1996        1995        1994        three marks: three columns, wherever these stand
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.text.dates import dates, years
from converter.text.views import Chunk, LineKind, chunks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.text.views import LineView

_WORDS = re.compile(r"[A-Za-z0-9]")
_NOTE_MARK = re.compile(r"\(\d{1,2}\)")
YEAR = re.compile(r"(?:19|20)\d\d|/\d\d$")


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
    if _WORDS.search(_NOTE_MARK.sub("", rest)):
        return []
    return [
        Chunk(chunk.left + start, chunk.left + end, text[start:end].strip())
        for start, end in places
    ]


def year_marks(line: LineView) -> list[Chunk]:
    """The years, and the dates with one, that stand as heads of their own in a line, or one behind
    the other at its end: 'Years ended June 30, 1996 1995'.
    """
    found: list[Chunk] = []
    for chunk in chunks(line.text):
        found += [mark for mark in marks(chunk) or _last_marks(chunk) if YEAR.search(mark.text)]
    return found


def _last_marks(chunk: Chunk) -> list[Chunk]:
    """The lone years at the end of a chunk, where they are two or more."""
    end = len(chunk.text)
    run: list[Chunk] = []
    for _, start, stop in reversed(years(chunk.text)):
        if chunk.text[stop:end].strip():
            break
        run.insert(0, Chunk(chunk.left + start, chunk.left + stop, chunk.text[start:stop]))
        end = start
    return run if len(run) > 1 else []


def has_year_each(lines: Iterable[LineView], columns: int) -> bool:
    """Whether a line of the boxhead has a year for each column."""
    return any(line.kind is LineKind.TEXT and len(year_marks(line)) == columns for line in lines)
