"""Columns for which a page was too narrow, printed below the others with the captions again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import StatementKind
from converter.tables.passes.folded import set_beside
from converter.text.row_names import (
    NamedRow,
    caption_words,
    named_rows,
    same_rows,
    start_of_cells,
)
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

    Each slice has the same captions in the same order, though figures beside some stand in one of
    them alone.
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
        for upper, lower in zip(each.beside, each.rows, strict=True):
            right = _right_of(lines[lower], each.cut)
            if right is not None:
                out[upper] = set_beside(out[upper], right, width, sheet.source)
    for at in range(first.rows[-1] + 1, others[-1].rows[-1] + 1):
        if lines[at].kind in (LineKind.TEXT, LineKind.TAG, LineKind.PAGE):
            out[at] = LineView(lines[at].number, LineKind.BLANK, "")
    top = first.caption
    return replace(sheet, lines=(*out[:top], *heads, *out[top:]))


class _Slice(NamedTuple):
    """rows: its lines of figures; beside: those of the first slice on which they stand; heads: the
    lines above the first; cut: where its captions end; caption: the line in which the first row's
    caption begins.
    """

    rows: list[int]
    beside: list[int]
    heads: range
    cut: int
    caption: int


def _slices(lines: Sequence[LineView]) -> list[_Slice]:
    """The slices of which all have the same captions; none where there is one."""
    rows = list(named_rows(lines))
    parts = _as_many(rows) or _with_gaps(lines, rows)
    above = [-1, *(part.rows[-1] for part in parts)]
    return [
        _slice(lines, part, last) for part, last in zip(parts, above, strict=False)
    ]  # fmt: skip


class _Part(NamedTuple):
    """The lines of a slice, and those of the first one on which they stand."""

    rows: list[int]
    beside: list[int]


def _as_many(rows: Sequence[NamedRow]) -> list[_Part]:
    """The parts of which each has as many rows."""
    for count in range(_MOST, 1, -1):
        height, rest = divmod(len(rows), count)
        if rest or height < _FEWEST:
            continue
        parts = [rows[height * k : height * (k + 1)] for k in range(count)]
        if all(same_rows(parts[0], part) for part in parts[1:]):
            first = [row.at for row in parts[0]]
            return [_Part([row.at for row in part], first) for part in parts]
    return []


def _with_gaps(lines: Sequence[LineView], rows: Sequence[NamedRow]) -> list[_Part]:
    """The parts that begin with the same row, where the rows of each stand beside captions of the
    first one, which need no figures.
    """
    if len(rows) < 2 * _FEWEST:
        return []
    opens = [k for k, row in enumerate(rows) if row.words[-2:] == rows[0].words[-2:]]
    if not 1 < len(opens) <= _MOST:
        return []
    ends = [*opens[1:], len(rows)]
    first, *others = [rows[start:stop] for start, stop in zip(opens, ends, strict=True)]
    own = [row.at for row in first]
    parts = [_Part(own, own)]
    for part in others:
        beside = _captions_of(part, lines, range(own[0] + 1, own[-1] + 1))
        if len(part) < _FEWEST or beside is None or beside[-1] != own[-1]:
            return []
        parts.append(_Part([row.at for row in part], [own[0], *beside]))
    return parts


def _captions_of(
    part: Sequence[NamedRow], lines: Sequence[LineView], within: range
) -> list[int] | None:
    """The lines in which the captions of all rows but the first end; None where one has none."""
    found: list[int] = []
    at = within.start
    for row in part[1:]:
        words: tuple[str, ...] = ()
        while words != row.words:
            if at == within.stop or words != row.words[: len(words)]:
                return None
            words += caption_words(lines[at])
            at += 1
        found.append(at - 1)
    return found


def _slice(lines: Sequence[LineView], part: _Part, above: int) -> _Slice:
    starts = {at: start for at in part.rows if (start := start_of_cells(lines[at])) is not None}
    # heads begin further left than the figures below them, captions end further left still
    ends = [len(lines[at].text[:start].rstrip()) for at, start in starts.items()]
    cut = min(*starts.values(), max(ends) + 2)
    caption = part.rows[0]
    while caption - 1 > above and _is_caption(lines[caption - 1], cut):
        caption -= 1
    return _Slice(part.rows, part.beside, range(above + 1, caption), cut, caption)


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
