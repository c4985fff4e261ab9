"""Years that end the date of a caption, at the left of a line of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.text.dates import dates, years

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet


def without_caption_years(sheet: Sheet) -> Sheet:
    """A year that ends the date of the caption line above it is no figure:

    Balance at September 25,                     116,147    alone is one
      1992                        116,147
    """
    changed = {}
    lines, figures = sheet.lines, sheet.figures
    for at in range(1, len(lines)):
        if not figures[at] or lines[at].text[: figures[at][0].start].strip():
            continue
        above = lines[at - 1].text.rstrip()
        undated = [d for d in dates(above) if d.year is None and d.end >= len(above) - 1]
        if undated and any(start == figures[at][0].start for _, start, _ in years(lines[at].text)):
            changed[at] = figures[at][1:]
    return sheet.with_figures(changed)
