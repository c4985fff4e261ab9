"""The selected data of several years, which are no note (Item 6, S-K 301).

ITEM 6.  SELECTED FINANCIAL DATA
(in millions)                1996      1995      1994      1993      1992
Sales                     $15,968   $14,980   $13,557   $12,670   $12,992    a section
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.table import Section
from converter.segment.lines import is_prose, is_row, is_sentence, is_text, line_span
from converter.segment.notes import ends_notes
from converter.text.summaries import of_selected_data
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.source import SourceText
    from converter.segment.candidates import Page
    from converter.segment.lines import Lines

_QUICK = ("selected", "summary", "year")  # one of them is in every title
_WORDS = 14  # of a title; more are a sentence's
_LONGEST = 160  # lines of such a table
_LEAD = 24  # lines between the title and the first figures
_GAP = 12  # lines without figures within it
_FEWEST = 3  # rows


def selected_sections(
    source: SourceText, page: Page, sections: Sequence[Section]
) -> Iterator[Section]:
    """The tables of selected data in a document, but for those that are others' already."""
    lines = page.lines
    taken = [(each.first, each.last) for each in sections]
    behind = 0
    for at, line in enumerate(lines):
        if at < behind or not _is_title(lines, at):
            continue
        found = _table(lines, at)
        if found is None:
            continue
        first, after = found
        behind = after
        span = lines[first].number, lines[after - 1].number
        if any(low <= span[1] and span[0] <= high for low, high in taken):
            continue
        above = [each.text.strip() for each in lines[at:first] if is_text(each)]
        title = " ".join(line.text.split())
        yield Section(
            StatementKind.NOTE, title, line_span(source, line), " ".join(above), *span
        )  # fmt: skip


def _is_title(lines: Lines, at: int) -> bool:
    line = lines[at]
    lower = line.text.lower()
    if not any(word in lower for word in _QUICK) or not is_text(line):
        return False
    if not of_selected_data(line.text):
        return False
    return len(line.text.split()) <= _WORDS and not (
        is_sentence(line) or is_prose(line) or is_row(line)
    )


def _table(lines: Lines, at: int) -> tuple[int, int] | None:
    """The table below a title, as (first line, line after the last)."""
    first, last, rows = at + 1, at, 0
    for place in range(at + 1, min(at + _LONGEST, len(lines))):
        line = lines[place]
        tag = line.text.lower() if line.kind is LineKind.TAG else ""
        if "</table" in tag or line.kind is LineKind.PAGE:
            if rows:
                break
            first = place + 1
        elif is_text(line):
            if is_row(line):
                rows, last = rows + 1, place
            elif ends_notes(line) or place - last > (_GAP if rows else _LEAD):
                break
            elif is_prose(line):
                if rows:
                    break
                first = place + 1
    return (first, last + 1) if rows >= _FEWEST else None
