"""The columns for which a statement's page was too narrow, printed below it or on the next page:
heads of their own over figures, and no captions.

    STATEMENT OF EQUITY                                29
                 Stock    Retained           Treasury     Total
    Opening         80         100                (5)       175
    Net income       -          20                  -        20
    Closing         80         120                (5)       195
                    28
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.segment.lines import NOTE_HEADING, is_prose, is_row, is_text
from converter.text.captionless import continued_rows, is_captionless
from converter.text.remarks import SEE_NOTES
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.segment.lines import Lines
    from converter.segment.titles import Title, Titles

_MOST_HEADS = 16  # lines: remarks below the rows, a page's number, the heads of the columns


def columns_below(lines: Lines, title: Title, stop: int, titles: Titles) -> int:
    """Index after the last row of the columns that go on with the rows of the statement under
    `title`, which ends before `stop`; `stop` where there are none.
    """
    first = _first_figures(lines, stop, titles)
    if first is None:
        return stop
    after = first
    for at in range(first, len(lines)):
        line = lines[at]
        if line.kind is LineKind.PAGE or (line.kind is LineKind.TAG and "</" in line.text):
            break
        if is_captionless(line):
            after = at + 1
        elif is_text(line):
            break
    below = range(first, after)
    return after if continued_rows(lines, range(title.start, stop), below) else stop


def _first_figures(lines: Lines, stop: int, titles: Titles) -> int | None:
    """The first row that has figures and no words, below heads."""
    heads = 0
    for at in range(stop, len(lines)):
        line = lines[at]
        if not is_text(line):
            continue
        if is_captionless(line):
            if heads and is_row(line):
                return at
            continue  # a page's number
        if titles.at(at) is not None or NOTE_HEADING.match(line.text) or is_row(line):
            return None
        heads += 1
        if heads > _MOST_HEADS or (is_prose(line) and not SEE_NOTES.match(line.text)):
            return None
    return None
