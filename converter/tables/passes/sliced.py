"""Columns for which a page was too narrow, printed below the others with the captions again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import StatementKind
from converter.tables.passes.folded import set_beside
from converter.text.row_names import named_rows, same_rows, start_of_cells
from converter.text.views import LineKind, LineView, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.sheet import Sheet

_FEWEST = 4  # rows of a slice
_MOST = 5  # slices
_GAP = 4  # blanks between two slices of a line


def unsliced(sheet: Sheet) -> Sheet:
    """A statement of equity in slices, each with heads and all captions, is as wide as it would
    have been:

                    Stock    Retained                     Stock    Retained    Treasury   Total
    Opening            80         100     Opening            80         100          (5)    175
    Net income          -          20     Net income          -          20           -      20
    Closing            80         120     Closing            80         120          (5)    195

                 Treasury       Total
    Opening           (5)         175
    Net income          -          20
    Closing           (5)         195

    Each slice has the same captions in the same order.
    """
    if sheet.section.kind is not StatementKind.EQ:
        return sheet
    lines = sheet.lines
    slices = _slices(lines)
    if not slices:
        return sheet
    first, *others = slices
    out = list(lines)
    heads: list[LineView] = []
    for each in others:
        width = max(len(line.text) for line in out[: first.rows[-1] + 1]) + _GAP
        for at in each.heads:
            right = _right_of(lines[at], each.cut)
            if right is not None:
                heads.append(_moved(right, width))
        for upper, lower in zip(first.rows, each.rows, strict=True):
            right = _right_of(lines[lower], each.cut)
            if right is not None:
                out[upper] = set_beside(out[upper], right, width, sheet.source)
    for at in range(first.rows[-1] + 1, others[-1].rows[-1] + 1):
        if lines[at].kind in (LineKind.TEXT, LineKind.TAG, LineKind.PAGE):
            out[at] = LineView(lines[at].number, LineKind.BLANK, "")
    top = first.caption
    return replace(sheet, lines=(*out[:top], *heads, *out[top:]))


class _Slice(NamedTuple):
    """rows: its lines of figures; heads: the lines above the first; cut: where its captions end;
    caption: the line in which the first row's caption begins.
    """

    rows: list[int]
    heads: range
    cut: int
    caption: int


def _slices(lines: Sequence[LineView]) -> list[_Slice]:
    """The slices of which all have the same captions; none where there is one."""
    rows = list(named_rows(lines))
    for count in range(_MOST, 1, -1):
        height, rest = divmod(len(rows), count)
        if rest or height < _FEWEST:
            continue
        parts = [rows[height * k : height * (k + 1)] for k in range(count)]
        if all(same_rows(parts[0], part) for part in parts[1:]):
            above = [-1, *(part[-1].at for part in parts)]
            return [
                _slice(lines, [row.at for row in part], last)
                for part, last in zip(parts, above, strict=False)
            ]
    return []


def _slice(lines: Sequence[LineView], rows: Sequence[int], above: int) -> _Slice:
    starts = {at: start for at in rows if (start := start_of_cells(lines[at])) is not None}
    # heads begin further left than the figures below them, captions end further left still
    ends = [len(lines[at].text[:start].rstrip()) for at, start in starts.items()]
    cut = min(*starts.values(), max(ends) + 2)
    caption = rows[0]
    while caption - 1 > above and _is_caption(lines[caption - 1], cut):
        caption -= 1
    return _Slice(list(rows), range(above + 1, caption), cut, caption)


def _is_caption(line: LineView, cut: int) -> bool:
    return line.kind is LineKind.TEXT and all(c.left < cut for c in chunks(line.text))


def _right_of(line: LineView, cut: int) -> LineView | None:
    """What a line has behind its caption; words that begin in front of the cut are all caption."""
    if line.kind is not LineKind.TEXT:
        return None
    cut = min((c.left for c in chunks(line.text) if c.left >= cut), default=len(line.text))
    right = line.text[cut:]
    if not right:
        return None
    places = line.columns or tuple(range(len(line.text)))
    return replace(line, text=" " * cut + right, columns=(*[places[cut]] * cut, *places[cut:]))


def _moved(line: LineView, width: int) -> LineView:
    """A line of heads, set behind the columns of the slices before."""
    columns = line.columns or tuple(range(len(line.text)))
    return replace(line, text=" " * width + line.text, columns=(*[columns[0]] * width, *columns))
