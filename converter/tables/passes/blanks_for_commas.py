"""Figures with blanks in place of commas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.blanks_for_commas import with_commas

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet


def with_blanks_for_commas(sheet: Sheet) -> Sheet:
    """The sheet with commas where its figures have blanks, always (text/blanks_for_commas.py)."""
    changed = with_commas(sheet.lines, sheet.source)
    if not changed:
        return sheet
    return sheet.with_lines(
        {at: replace(sheet.lines[at], text=text) for at, text in changed.items()}
    )
