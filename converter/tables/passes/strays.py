"""Figures that share no column with the rest: page numbers, a wire's '-0-', an address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet

_FEWEST = 4  # rows: three lines or fewer prove no columns that a figure could stand outside of
_PAGES = 1000  # no filing has more


def without_strays(sheet: Sheet) -> Sheet:
    """The body ends without the lines behind it that share no column with it; a page's number
    between its lines is the end of a page:

    Income taxes                 1,210     1,030
                                                          the column of 14 has no other figure
                     14
    Net income                   2,160     1,830
    """
    if len(sheet.rows) < _FEWEST or sheet.extents:
        return sheet
    extents = sheet.columns
    support = [
        sum(any(e.overlap(f.left, f.right) for f in row) for row in sheet.body) for e in extents
    ]
    lonely = [extent for extent, count in zip(extents, support, strict=True) if count == 1]
    if not lonely:
        return sheet

    def stray(at: int) -> bool:
        return all(any(e.overlap(f.left, f.right) for e in lonely) for f in sheet.figures[at])

    rows, stop = list(sheet.rows), sheet.stop
    dropped = []
    while len(rows) >= _FEWEST and stray(rows[-1]):
        dropped.append(rows.pop())
        stop = rows[-1] + 1
    pages = {}
    for at in rows:
        found = sheet.figures[at]
        number = len(found) == 1 and sheet.lines[at].text.strip().isdigit()
        if number and stray(at) and 0 < found[0].value < _PAGES:
            pages[at] = replace(sheet.lines[at], kind=LineKind.PAGE)
    sheet = sheet.with_figures(dict.fromkeys([*dropped, *pages], ())).with_lines(pages)
    return sheet if stop == sheet.stop else replace(sheet, stop=stop)
