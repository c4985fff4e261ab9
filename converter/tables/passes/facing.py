"""Periods that face each other, with the captions between them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.views import LineKind, LineView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.tables.sheet import Sheet

_KINDS = (StatementKind.BS, StatementKind.IS, StatementKind.CI, StatementKind.CF)
_FIGURE = re.compile(r"\(? ?(?:\d[\d,]*+(?:\.\d++)?|\.\d++|-{1,3})(?: ?\))?")
_GAP = re.compile(r" {2,}+")
_WORD = re.compile("[A-Za-z]")
_AMOUNT = re.compile(r"\d[.,]\d|\d{3}|\(|\.\d")  # '1,059', '917.2', '(26.9)'; no number of a list
_FEWEST = 4  # lines
_BETWEEN = 4  # blanks


def with_captions_first(sheet: Sheet) -> Sheet:
    """What stands left of the captions is set right of all else, heads and rules too:

     Three Months                          Six Months
     1999     1998                        1999     1998
      27.5    30.5    Selling expense      85.5    89.9
    becomes
                           Six Months            Three Months
                          1999     1998           1999     1998
      Selling expense      85.5    89.9            27.5    30.5

    A line whose words stand on both sides of the cut, as a title's, stays as it is.
    """
    if sheet.section.kind not in _KINDS:
        return sheet
    facing = list(_facing(sheet))
    if len(facing) < _FEWEST or 2 * len(facing) < _ending_in_figures(sheet):
        return sheet
    cut = max(len(left.rstrip()) for left in facing) + 1
    if any(len(left) < cut for left in facing):  # a caption begins where figures of others stand
        return sheet
    wide = max(len(line.text) for line in sheet.lines) - cut + _BETWEEN
    return sheet.with_lines(
        {
            at: _turned(line, cut, wide)
            for at, line in enumerate(sheet.lines)
            if line.kind in (LineKind.TEXT, LineKind.RULE) and not _crosses(line.text, cut)
        }
    )


def _facing(sheet: Sheet) -> Iterator[str]:
    """What stands left of the captions, in lines that have as many amounts on their right."""
    for line in sheet.lines:
        word = _WORD.search(line.text) if line.kind is LineKind.TEXT else None
        if word is None:
            continue
        left = line.text[: word.start()]
        if not left.endswith("  ") or not _AMOUNT.search(left):
            continue
        before = _last_figures(left)
        if before == len(_pieces(left)) and before == _last_figures(line.text[word.start() :]):
            yield left


def _ending_in_figures(sheet: Sheet) -> int:
    return sum(
        line.kind is LineKind.TEXT
        and _WORD.search(line.text) is not None
        and _last_figures(line.text) > 0
        for line in sheet.lines
    )


def _pieces(text: str) -> list[str]:
    return [piece for piece in _GAP.split(text.replace("$", "  ")) if piece.strip()]


def _last_figures(text: str) -> int:
    """How many figures, each with a gap or a sign of money before it, end the text."""
    count = 0
    for piece in reversed(_pieces(text)):
        if not _FIGURE.fullmatch(piece.strip()):
            break
        count += 1
    return count


def _crosses(text: str, cut: int) -> bool:
    """Whether words go on over the cut: less than two blanks are there."""
    return bool(text[cut - 2 : cut + 1].strip()) and "  " not in text[cut - 2 : cut + 2]


def _turned(line: LineView, cut: int, wide: int) -> LineView:
    text, moved = line.text[cut:], line.text[:cut].rstrip()
    if not moved.strip():
        moved = ""
    elif len(text) < wide:
        text = text.ljust(wide)
    places = line.columns or tuple(range(len(line.text)))
    columns = [*places[cut:], *[places[-1]] * (len(text) - len(line.text[cut:]))]
    return replace(line, text=text + moved, columns=(*columns, *places[: len(moved)]))
