"""The columns settled, and the figures that only they show to be cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.tables.columns import ruled
from converter.text.cells import FOOTNOTE_MARK, NOTE_REFERENCE, closes_remark
from converter.text.dates import dates
from converter.text.numerals import Form, scan
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.columns import Extent
    from converter.tables.sheet import Figures, Sheet
    from converter.text.numerals import Figure
    from converter.text.views import LineView

_OFF = 1  # columns by which a figure ends off its column's edge: a parenthesis' width
_WIDER = 3  # columns by which it may begin before all others of its column
_PUSHED = 4  # columns by which a long caption pushes the first figure out of its column


def with_columns(sheet: Sheet) -> Sheet:
    """The columns are where the figures stand, and as wide as the rules under them."""
    if sheet.extents:
        return sheet
    lines = sheet.lines[: sheet.stop]
    return replace(sheet, extents=tuple(ruled(list(sheet.columns), lines)))


def with_close_figures(sheet: Sheet) -> Sheet:
    """A figure a single space behind its caption is a cell where it ends just as its column does;
    a footnote's mark may stand behind it:

    Other assets                      615        580
    Purchases of treasury stock (22){1}          (18)

    Where it is the only one that its line lacks, the caption may have pushed it to the right:

    Net cash provided by investing activities (97)       20
    """
    if not sheet.extents or sheet.placed:
        return sheet
    changed = {}
    for at in range(sheet.start, sheet.stop):
        line, found = sheet.lines[at], sheet.figures[at]
        if line.kind is LineKind.TEXT:
            aligned = _aligned(line, found, sheet.extents)
            if aligned is not found:
                changed[at] = aligned
    return sheet.with_figures(changed)


def _aligned(line: LineView, found: Figures, extents: Sequence[Extent]) -> Figures:
    first = found[0].left if found else len(line.text)
    if first < extents[0].right and found:
        return found
    taken = {figure.start for figure in found}
    more = [
        figure
        for figure in scan(line.text)
        if figure.start not in taken
        and figure.right <= first
        and figure.form is Form.NUMBER
        and (_ends_with(figure, extents) or _pushed(line, figure, found, extents))
        and not FOOTNOTE_MARK.sub("", line.text[figure.right : first]).strip()
        and not any(d.start <= figure.start < d.end for d in dates(line.text))
        and not any(r.start() <= figure.start < r.end() for r in NOTE_REFERENCE.finditer(line.text))
        and not closes_remark(line.text, figure)
    ]
    if not more:
        return found
    return tuple(sorted([*more, *found], key=lambda figure: figure.left))


def _ends_with(figure: Figure, extents: Sequence[Extent]) -> bool:
    """Whether a figure ends as a column does."""
    return any(
        abs(figure.right - extent.right) <= _OFF and figure.left >= extent.left - _WIDER
        for extent in extents
    )


def _pushed(line: LineView, figure: Figure, found: Figures, extents: Sequence[Extent]) -> bool:
    """Whether the last word of a caption is the amount of the first column, which its line lacks
    alone of all: no year, and over that column more than before the next.
    """
    first = extents[0]
    amount = figure.negative or figure.currency or "," in line.text[figure.left : figure.right]
    return (
        amount
        and len(found) == len(extents) - 1 > 0
        and found[0].left > first.right
        and first.left - _WIDER <= figure.left < first.right
        and figure.right - first.right <= _PUSHED
        and not line.text[figure.right : found[0].left].strip()
    )
