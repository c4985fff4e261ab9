"""The stem of a caption that rows below one another share, printed beside the first of them:

Net income per share - Basic         0.42
                     - Diluted       0.39
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.model.source import SourceText
    from converter.model.table import Row


_OFF = 2  # blanks by which a dash stands beside that above it


class Stem:
    """The stem of the row at hand, from row to row of a table."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._before: Row | None = None
        self._words = ""

    def of(self, row: Row) -> str:
        """The words that a row shares with those above it, '' where it has a caption of its own."""
        if self._before is None or not row.cells:
            self._words = ""
        elif row.indent != self._before.indent:
            before = self._before
            self._words = _stem_above(before, row, self._source)
            if not self._words and row.pieces and len(before.pieces) > 1:
                self._words = _set_apart(before, row, self._source)
        self._before = row if row.cells and row.caption else None
        return self._words


def _stem_above(row: Row, below: Row, source: SourceText) -> str:
    """The words of `row` under whose rest `below` begins, '' where it does not."""
    if not row.pieces or not below.pieces:
        return ""
    last = row.pieces[-1]
    at = below.pieces[0].column - last.column
    text = source.cut(last)
    if source.cut(below.pieces[0]).startswith("-"):  # set by hand: a blank off, or two
        near = [
            dash for dash in range(max(at - _OFF, 0), at + _OFF + 1)
            if text[dash : dash + 1] == "-" and text[dash - 1 : dash] != "-"
        ]  # fmt: skip
        at = min(near, key=lambda dash: abs(dash - at), default=at)
    if not 0 < at < len(text) or "\t" in source.line(last.line):
        return ""
    ahead, rest = text[:at], text[at:]
    # a word that begins there by chance is no part set apart
    if not ahead.endswith(" ") or not (rest.startswith("-") or ahead.endswith(("  ", ": ", "- "))):
        return ""
    stem = " ".join([*(source.cut(piece) for piece in row.pieces[:-1]), ahead])
    return " ".join(stem.split()) if any(map(str.isalpha, stem)) else ""


def _set_apart(row: Row, below: Row, source: SourceText) -> str:
    """The words that stand apart before the first line of a caption of several, whose rest begins
    where the captions below do:

    STOCKHOLDERS' EQUITY     Common Stock, shares issued,
                                26,660,656 shares            13,330
                             Additional paid-in capital      10,348
    """
    first = row.pieces[0]
    text, at = source.cut(first), below.pieces[0].column - first.column
    apart = 0 < at < len(text) and text[:at].endswith("  ") and "\t" not in source.line(first.line)
    return " ".join(text[:at].split()) if apart else ""
