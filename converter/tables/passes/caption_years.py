"""Years that end the date of a caption, or are all of it, at the left of a line of figures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.dates import dates, years

if TYPE_CHECKING:
    from converter.tables.sheet import Figures, Sheet


def without_caption_years(sheet: Sheet) -> Sheet:
    """A year that ends the date of the caption line above it is no figure:

    Balance at September 25,                     116,147    alone is one
      1992                        116,147

    nor are the years of an equity statement that stand in the place of its balances' captions.
    """
    changed = _of_balances(sheet)
    lines, figures = sheet.lines, sheet.figures
    for at in range(1, len(lines)):
        if not figures[at] or lines[at].text[: figures[at][0].start].strip():
            continue
        above = lines[at - 1].text.rstrip()
        undated = [d for d in dates(above) if d.year is None and d.end >= len(above) - 1]
        if undated and any(start == figures[at][0].start for _, start, _ in years(lines[at].text)):
            changed[at] = figures[at][1:]
    return sheet.with_figures(changed)


def _of_balances(sheet: Sheet) -> dict[int, Figures]:
    """The figures of an equity statement's rows that have nothing but a year in the stub, behind
    it: two or more, of years one behind the other.

    Net income                   4,001       4,001
    1993                 466    42,321      42,787
    """
    if sheet.section.kind is not StatementKind.EQ:
        return {}
    led: dict[int, int] = {}
    edge = 0  # where the figures of the other rows begin
    for at, found in enumerate(sheet.figures):
        line = sheet.lines[at]
        if not found:
            continue
        alone = not line.text[: found[0].start].strip() and len(found) > 1
        year = next((y for y, start, _ in years(line.text) if start == found[0].start), None)
        if alone and year is not None and (found[1].currency or not found[1].like_year):
            led[at] = year
        elif line.text[: found[0].start].strip():
            edge = min(edge or found[0].left, found[0].left)
    steps = {abs(later - earlier) for earlier, later in pairwise(led.values())}
    left = all(sheet.figures[at][0].right < edge for at in led)
    return {at: sheet.figures[at][1:] for at in led} if steps == {1} and left else {}
