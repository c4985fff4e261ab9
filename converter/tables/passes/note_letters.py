"""A column of letters that refer to notes, between the captions and the figures:

                                  NOTES     1994        1993
    Cost of products sold.........  B     112,755     102,218
    Inventories:                    B                               a heading too

Numbers there are a column of figures, which is left aside later.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.views import LineKind, chunks

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet
    from converter.text.views import Chunk, LineView

_HEAD = re.compile(r"\(?notes?\)?:?", re.IGNORECASE)
_LETTERS = re.compile(r"\(?[A-Z]\)?(?:\s?(?:,|&|and|-)\s?\(?[A-Z]\)?)*")
_LEAD = 24  # lines: what may stand above the head
_BESIDE = 2  # characters by which a letter stands off the word above it
_FEWEST = 2


def without_note_letters(sheet: Sheet) -> Sheet:
    """The sheet without the letters below 'Notes', and without that word."""
    at, head = next(
        (
            (at, chunk)
            for at, line in enumerate(sheet.lines[:_LEAD])
            if line.kind is LineKind.TEXT
            for chunk in chunks(line.text)
            if _HEAD.fullmatch(chunk.text)
        ),
        (0, None),
    )
    if head is None:
        return sheet
    found = {
        number: _blanked(line, chunk)
        for number, line in enumerate(sheet.lines[at + 1 :], at + 1)
        if line.kind is LineKind.TEXT
        for chunk in chunks(line.text)
        if _LETTERS.fullmatch(chunk.text) and _below(chunk, head)
    }
    if len(found) < _FEWEST:
        return sheet
    return sheet.with_lines({at: _blanked(sheet.lines[at], head), **found})


def _below(chunk: Chunk, head: Chunk) -> bool:
    return head.left - _BESIDE <= chunk.left and chunk.right <= head.right + _BESIDE


def _blanked(line: LineView, chunk: Chunk) -> LineView:
    blank = " " * (chunk.right - chunk.left)
    text = f"{line.text[: chunk.left]}{blank}{line.text[chunk.right :]}".rstrip()
    return replace(line, text=text, kind=LineKind.TEXT if text else LineKind.BLANK)
