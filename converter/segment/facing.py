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

from converter.segment.lines import cells_from, has_cells, is_prose, is_text, only_periods
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.segment.lines import Lines
    from converter.segment.titles import Title, Titles
    from converter.text.views import LineView

_TO_PAGE = 12  # lines from a statement's last to its page's end: remarks, the page's number
_ROWS = 4  # repeated captions that prove such a page
_LETTERS = re.compile(r"[^a-z]+")


def facing_page(lines: Lines, title: Title, stop: int, titles: Titles) -> tuple[int, int] | None:
    """The lines (first, after the last) of the table that faces the statement above `stop`."""
    page = _page_end(lines, stop)
    if page is None:
        return None
    first: int | None = None
    last = page
    captions: list[str] = []
    for at in range(page + 1, len(lines)):
        line = lines[at]
        if line.kind is LineKind.PAGE or titles.at(at) is not None:
            break
        if line.kind is LineKind.TAG:
            tags = line.text.lower()
            if "</table>" in tags:
                break
            if "<table>" in tags and not captions:
                first = at
        elif is_text(line):
            if _is_row(line):
                captions.append(_caption(line))
                last = at
            elif is_prose(line) and not has_cells(line):
                break
    named = [caption for caption in captions if caption]
    if first is None or len(named) < _ROWS:
        return None
    own = {_caption(line) for line in lines[title.start : stop] if is_text(line) and _is_row(line)}
    repeated = sum(caption in own for caption in named)
    return (first, last + 1) if repeated * 10 >= 9 * len(named) else None


def _page_end(lines: Lines, stop: int) -> int | None:
    for at in range(max(stop - 1, 0), min(stop + _TO_PAGE, len(lines))):
        if lines[at].kind is LineKind.PAGE and "<" in lines[at].text:
            return at
        if lines[at].kind is LineKind.TEXT and at >= stop and has_cells(lines[at]):
            return None
    return None


def _is_row(line: LineView) -> bool:
    return has_cells(line) and not only_periods(line)


def _caption(line: LineView) -> str:
    return _LETTERS.sub(" ", line.text[: min(cells_from(line))].lower()).strip()
