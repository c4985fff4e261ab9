"""Figures inside captions that seem to form a column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet

_MARGIN = 4  # captions under a heading stand this much further in
# Figures that make a column which captions may cross. The first columns of an equity statement
# are crossed by captions too, so there a lone figure is all that is taken.
_MOST = 3
_MOST_EQUITY = 1
_LETTER = re.compile(r"[A-Za-z]")
_WORD_SIGN = re.compile(r"[A-Za-z0-9]")


def without_stub_figures(sheet: Sheet) -> Sheet:
    """Where captions cross more lines than have figures there, the figures belong to captions:

    Securities (cost: $3,679 and                    'column' at 19-25, over which words stand
      $4,131, respectively)         1,041   1,342
    """
    extents, body = sheet.columns, sheet.body
    if len(extents) < 2 or sheet.extents:
        return sheet
    most = _MOST_EQUITY if sheet.section.kind is StatementKind.EQ else _MOST
    lines = sheet.lines[sheet.start : sheet.stop]
    captions = [line.indent for line in lines if _LETTER.match(line.text.lstrip()[:1])]
    margin = min(captions, default=0) + _MARGIN
    for extent in extents[:-1]:
        own = sum(any(extent.overlap(f.left, f.right) for f in row) for row in body)
        few = extent.left <= margin or own <= max(most, len(body) // 10 if most > 1 else 1)
        if own * 4 > len(body) or not few:
            continue
        figures = sheet.figures[sheet.start : sheet.stop]
        crossed = sum(
            line.kind is LineKind.TEXT
            and bool(_WORD_SIGN.search(line.text, extent.left, extent.right))
            and not any(extent.overlap(f.left, f.right) for f in found)
            for line, found in zip(lines, figures, strict=True)
        )
        if crossed > own:
            sheet = sheet.with_figures(
                {
                    at: tuple(f for f in found if not extent.overlap(f.left, f.right))
                    for at, found in enumerate(figures, sheet.start)
                    if found
                }
            )
    return sheet
