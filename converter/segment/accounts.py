"""Schedules of valuation accounts, which stand behind the notes (S-X 12-09).

                SCHEDULE II - VALUATION AND QUALIFYING ACCOUNTS
                       Balance at                               Balance at
                       beginning    Additions     Deductions        end
Doubtful accounts           85           61             4           142     a section of its own
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.table import Section
from converter.segment.lines import is_prose, is_row, is_sentence, is_text, line_span
from converter.segment.notes import ends_notes
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.source import SourceText
    from converter.segment.candidates import Page
    from converter.segment.lines import Lines
    from converter.text.views import LineView

_TITLE = re.compile(
    r"\bvaluation\s+(?:and|&)\s+qualifying\s+accounts?\b|\bvaluation\s+(?:accounts|reserves)\b",
    re.IGNORECASE,
)
_WORDS = 12  # of a title; more are a sentence's
_HEAD = re.compile(r"\bbalances?\b|\bbeginning\b", re.IGNORECASE)
_ABOVE = 24  # lines between the title and the heads
_BEFORE = 4  # lines above the title that may state the units
_LONGEST = 160  # lines of a schedule
_GAP = 12  # lines without figures between two of its tables


def account_sections(
    source: SourceText, page: Page, sections: Sequence[Section]
) -> Iterator[Section]:
    """The tables of such schedules in a document, but for those that are others' already."""
    lines = page.lines
    taken = [(each.first, each.last) for each in sections]
    behind = 0
    start = source.starts[page.first - 1]
    last = page.first + len(lines) - 1
    end = source.starts[last] if last < source.line_count else len(source.text)
    for found in _TITLE.finditer(source.text, start, end):
        at = source.span(found.start(), found.end()).line - page.first
        if at < behind or not _is_title(lines, at):
            continue
        tables = list(_tables(lines, at))
        for first, after in tables:
            span = lines[first].number, lines[after - 1].number
            behind = after
            if any(low <= span[1] and span[0] <= high for low, high in taken):
                continue
            # what stands above the first holds for all, its units too; its heads are its own
            later = first != tables[0][0]
            until = _first_row(lines, tables[0]) if later else first
            above = [line.text.strip() for line in lines[_page_top(lines, at) : until]]
            head = first if later else at
            title = " ".join(lines[at].text.split())
            yield Section(
                StatementKind.NOTE, title, line_span(source, lines[head]),
                " ".join(filter(None, above)), *span,
            )  # fmt: skip


def _first_row(lines: Lines, table: tuple[int, int]) -> int:
    first, after = table
    rows = (at for at in range(first, after) if is_text(lines[at]) and is_row(lines[at]))
    return next(rows, first)


def _page_top(lines: Lines, at: int) -> int:
    """The first of the few lines above a title that stand on its page."""
    top = at
    while top > max(at - _BEFORE, 0) and lines[top - 1].kind is not LineKind.PAGE:
        top -= 1
    return top


def _is_title(lines: Lines, at: int) -> bool:
    """Whether a line is the schedule's own title: no sentence, no row of an index."""
    line = lines[at]
    if not is_text(line) or is_sentence(line) or is_prose(line) or is_row(line):
        return False
    return len(line.text.split()) <= _WORDS and any(
        _HEAD.search(lines[place].text) for place in range(at + 1, min(at + _ABOVE, len(lines)))
    )


def _tables(lines: Lines, at: int) -> Iterator[tuple[int, int]]:
    """The tables below a title, as (first line, line after the last); where the heads stand again
    below figures, another begins.
    """
    first = at + 1
    figures = last = 0
    words: int | None = None  # the first line of words since the last figures
    for place in range(at + 1, min(at + _LONGEST, len(lines))):
        line = lines[place]
        tag = line.text.lower() if line.kind is LineKind.TAG else ""
        if "</table" in tag:
            if figures:
                yield first, last + 1
            first, figures, last = place + 1, 0, place
        elif line.kind is LineKind.PAGE and figures:
            break
        elif is_text(line):
            if is_row(line):
                figures += 1
                last, words = place, None
            elif _ends(line) or place - max(last, first) > _GAP + _ABOVE:
                break
            elif figures and len(_HEAD.findall(line.text)) > 1:
                yield first, last + 1
                first, figures = words or place, 0
            words = words or (None if is_row(line) else place)
    if figures:
        yield first, last + 1


def _ends(line: LineView) -> bool:
    """Whether a line of words is none of the schedule: a paragraph, a heading of what follows."""
    heads = "   " in line.text.strip()  # words in columns
    return ends_notes(line) or (is_prose(line) and not heads)
