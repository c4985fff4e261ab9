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
_FIGURE = r"(?:\$ *)?\(? ?(?:\d[\d,]*(?:\.\d+)?|\.\d+|-{1,3})(?: ?\))?"
_LEFT = re.compile(rf" *(?:{_FIGURE}(?: {{2,}}| (?=\$)))+(?=[^\w\s]*[A-Za-z])")
_RIGHT = re.compile(rf"(?: {{2,}}| (?=\$))(?:{_FIGURE}(?: {{2,}}| (?=\$)|$))+$")
_ONE = re.compile(_FIGURE)
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
        left = _LEFT.match(line.text) if line.kind is LineKind.TEXT else None
        right = _RIGHT.search(line.text, left.end()) if left else None
        if left is None or right is None or not _AMOUNT.search(left[0]):
            continue
        if len(_ONE.findall(left[0])) == len(_ONE.findall(right[0])):
            yield left[0]


def _ending_in_figures(sheet: Sheet) -> int:
    return sum(
        line.kind is LineKind.TEXT
        and bool(re.search("[A-Za-z]", line.text))
        and _RIGHT.search(line.text) is not None
        for line in sheet.lines
    )


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
