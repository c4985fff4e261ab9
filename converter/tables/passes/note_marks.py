"""Marks of footnotes that look like losses of a unit or two: '(1)' behind a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.tables.sheet import Figures, Sheet
    from converter.text.numerals import Figure
    from converter.text.views import LineView

_OPENS = re.compile(
    r"^[ \t]*(?:<FN>[ \t]*)?(\(\d{1,2}\))[ \t]*(?:[-:.][ \t]*)?\S*[A-Za-z]", re.MULTILINE
)
_MARK = re.compile(r"\(\d{1,2}\)")
_FOOT = 60  # lines below a section in which its footnotes begin
_BEHIND = 3  # blanks at most between a figure and its mark


def without_note_marks(sheet: Sheet) -> Sheet:
    """A number in parentheses right behind a figure is no figure where a footnote below begins with
    it and nothing but such marks stands in its place on the other lines:

    Net revenues      5,127 (1)     149         Net revenues      5,127         149
    Interest             25         345         Interest             25         345
    (1) Mostly Japan.
    """
    source, section = sheet.source, sheet.section
    last = min(section.last + _FOOT, source.line_count)
    end = source.starts[last] if last < source.line_count else len(source.text)
    known = set(_OPENS.findall(source.text, source.starts[section.first - 1], end))
    if not known:
        return sheet
    marks: dict[int, list[Figure]] = {}
    others: list[Figure] = []
    for at, (line, found) in enumerate(zip(sheet.lines, sheet.figures, strict=True)):
        for before, figure in zip((None, *found), found, strict=False):
            if before is not None and _is_mark(line, before, figure, known):
                marks.setdefault(at, []).append(figure)
            else:
                others.append(figure)
    if not marks:
        return sheet
    taken = {place for each in others for place in range(each.left, each.right)}
    changed: dict[int, Figures] = {}
    for at, own in marks.items():
        free = [each for each in own if taken.isdisjoint(range(each.left, each.right))]
        if free:
            changed[at] = tuple(each for each in sheet.figures[at] if each not in free)
    return sheet.with_figures(changed)


def _is_mark(line: LineView, before: Figure, figure: Figure, known: set[str]) -> bool:
    printed = line.text[figure.left : figure.right]
    return (
        printed in known
        and figure.left - before.right <= _BEHIND
        and not _MARK.fullmatch(line.text, before.left, before.right)
    )
