"""Figures that stand a line above their caption."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.tables.sheet import Read
from converter.tables.stub import wraps
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet


def with_raised_lowered(sheet: Sheet) -> Sheet:
    """Figures that stand a line above their caption are beside it:

    Prepaid expenses                 687       394
                                       -     2,419
    Assets held for sale
    Total current assets          27,453    56,496

    A total without a caption has a rule above it, or a list below a heading follows.
    """
    read = list(sheet.read)
    changed = False
    lines = sheet.lines[sheet.start : sheet.stop]
    for at in range(1, len(read) - 2):
        (above, named), (cells, caption), (none, below), (after, follows) = read[at - 1 : at + 3]
        if not (cells and not caption and not none and above and named and after):
            continue
        if not below or not follows or below.text.endswith(":") or follows.left > below.left:
            continue
        texts = all(line.kind is LineKind.TEXT for line in lines[at - 1 : at + 3])
        if texts and not wraps([below], follows, len(lines[at].text)):
            read[at : at + 2] = [Read(), Read(cells, below)]
            changed = True
    return replace(sheet, read=tuple(read)) if changed else sheet
