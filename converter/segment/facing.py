"""The right-hand page of a statement set over two pages: the captions again, other columns, and no
title of its own.

    STATEMENT OF INCOME                    Annual Report Page 27
              Acme and subsidiaries                     Acme            Acme Finance
                1993     1992                      1993     1992       1993     1992
    Sales       2,000    1,800             Sales   1,500    1,400       500      400
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.segment.lines import is_prose, is_row, is_text
from converter.text.cells import first_cell, has_cells
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.segment.lines import Lines
    from converter.segment.titles import Title, Titles
    from converter.text.views import LineView

_TO_PAGE = 12  # lines from a statement's last to its page's end: remarks, the page's number
_ROWS = 4  # repeated captions that prove such a page
_OTHERS = 2  # captions that only one of the pages has
_LETTERS = re.compile(r"[^a-z]+")


def facing_page(lines: Lines, title: Title, stop: int, titles: Titles) -> tuple[int, int] | None:
    """The lines (first, after the last) of the table that faces the statement above `stop`."""
    page = _page_end(lines, stop)
    if page is None:
        return None
    own = {_caption(line) for line in lines[title.start : stop] if is_text(line) and is_row(line)}
    first: int | None = None
    last = page
    repeated = others = 0
    for at in range(page + 1, len(lines)):
        line = lines[at]
        if line.kind is LineKind.PAGE or others > _OTHERS or titles.at(at) is not None:
            break
        if line.kind is LineKind.TAG:
            tags = line.text.lower()
            if "</table>" in tags:
                break
            if "<table>" in tags and last == page:
                first = at
        elif is_text(line):
            if is_row(line):
                caption = _caption(line)
                repeated += caption in own and bool(caption)
                others += caption not in own
                last = at
            elif is_prose(line) and not has_cells(line):
                break
    if first is None or repeated < _ROWS or others > _OTHERS:
        return None
    return first, last + 1


def _page_end(lines: Lines, stop: int) -> int | None:
    for at in range(max(stop - 1, 0), min(stop + _TO_PAGE, len(lines))):
        if lines[at].kind is LineKind.PAGE and "<" in lines[at].text:
            return at
        if lines[at].kind is LineKind.TEXT and at >= stop and has_cells(lines[at]):
            return None
    return None


def _caption(line: LineView) -> str:
    return _LETTERS.sub(" ", line.text[: first_cell(line)].lower()).strip()
