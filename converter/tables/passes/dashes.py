"""Dashes on lines that state nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.tables.sheet import Read
from converter.tables.stub import unfinished
from converter.text.numerals import Form
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.sheet import Sheet
    from converter.text.views import LineView


def without_idle_dashes(sheet: Sheet) -> Sheet:
    """Headings, and the first line of a caption that goes on to its figures, have no cells:

    Current assets:                        -         -
    Common stock, 40,000                   -         -
    shares authorized                    372       320
    """
    lines = sheet.lines[sheet.start : sheet.stop]
    dashed = [
        at
        for at, (cells, _) in enumerate(sheet.read)
        if cells and all(cell.figure.form is Form.DASH for cell in cells)
    ]
    if not dashed:
        return sheet
    read = list(sheet.read)
    texts = [caption.text.lower() if caption else "" for _, caption in read]
    for at in dashed:
        caption = read[at].caption
        if caption is None:  # a total of nothing has a rule above it
            if not at or lines[at - 1].kind is not LineKind.RULE:
                read[at] = Read()
            continue
        totals = f"total {texts[at]}" in texts[at + 3 :]
        heads = caption.text.endswith(":") and not unfinished(caption.text)
        if heads or totals or _goes_on_to_figures(lines, read, at, caption.text):
            read[at] = Read((), caption)
    return replace(sheet, read=tuple(read))


def _goes_on_to_figures(
    lines: Sequence[LineView], read: Sequence[Read], at: int, text: str
) -> bool:
    """Whether the lines below go on with a caption, which may have broken off in mid-phrase."""
    for line, (cells, caption) in zip(lines[at + 1 :], read[at + 1 :], strict=True):
        small = caption is not None and (unfinished(text) or re.match(r"[a-z]|\d", caption.text))
        if line.kind is not LineKind.TEXT or not small:
            return False
        if cells:
            return True
        text = caption.text if caption else ""
    return False
