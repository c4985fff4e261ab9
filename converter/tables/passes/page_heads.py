"""The head of a page in the middle of a table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.cells import is_year_row
from converter.text.continued import CONTINUED
from converter.text.dates import is_period_text
from converter.text.units import read_units
from converter.text.views import LineKind, chunks

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet
    from converter.text.views import LineView

_INDENT = 20  # columns: further in than headings of rows, which an equity statement dates too
_ASIDE = re.compile(rf"\W*(?:(?:un)?audited|{CONTINUED.pattern})\W*", re.IGNORECASE)
_TITLE = 12  # letters: no title is shorter, and few captions are a part of one
_NUMBER_ENDS = frozenset("0123456789-")
_PAGE_NUMBER = re.compile(r"(?:-\s*\d{1,3}\s*-|[A-Z]{1,2}-\d{1,3}|page\s+\d{1,3})", re.IGNORECASE)


def without_page_heads(sheet: Sheet) -> Sheet:
    """Company, dates and units at the head of a page are neither headings nor rows, nor is a
    page's number between lines:

    Total assets              19,950      18,520        Total assets           19,950   18,520
             F-3
    <PAGE>
         HARROW MILLS CORPORATION
    December 31,                1996        1995
    LIABILITIES                                         LIABILITIES
    Accounts payable           2,740       2,515        Accounts payable        2,740    2,515
    """
    above = frozenset(_plain(each) for each in sheet.lines[: sheet.start])
    blank: list[int] = []
    top: list[int] | None = None  # of a page without a row so far, the lines that stand together
    for at in range(sheet.start, sheet.stop):
        line, found = sheet.lines[at], sheet.figures[at]
        if line.kind is LineKind.PAGE:
            top = []
        elif line.kind is not LineKind.TEXT:
            continue
        elif (len(found) < 2 and _is_number(line)) or (not found and _is_foot(line)):
            blank.append(at)
        else:
            # within a page only a line of several heads can be the boxhead's again
            asked = is_year_row(line, found) if found else top is not None or _several(line)
            periods = _periods(line) if asked else 0
            if periods:
                again = _plain(line) in above
                if top is not None and (again or _is_head(line, sheet)):
                    blank += [*top, at]
                elif again and periods > 1:
                    blank.append(at)
            elif found:
                top = None
            elif top is not None and _continues(line, sheet, above):
                blank += [*top, at]
                top = []
            elif top is not None and (not top or top[-1] == at - 1):
                top.append(at)
    lines = sheet.lines
    return sheet.with_figures(dict.fromkeys(blank, ())).with_lines(
        {at: replace(lines[at], kind=LineKind.BLANK) for at in blank}
    )


def _is_number(line: LineView) -> bool:
    """Whether a line is a page's number."""
    text = line.text
    return text[-1] in _NUMBER_ENDS and _PAGE_NUMBER.fullmatch(text.strip()) is not None


def _is_foot(line: LineView) -> bool:
    """Whether a line says at a page's foot that the statement goes on: '(Continued on page 9)'."""
    return CONTINUED.search(line.text) is not None and _ASIDE.fullmatch(line.text) is not None


def _several(line: LineView) -> bool:
    return "  " in line.text.strip()


def _periods(line: LineView) -> int:
    """How many periods a line states that says nothing else but units and '(continued)'."""
    words = [chunk.text for chunk in chunks(line.text)]
    periods = [text for text in words if is_period_text(text)]
    if not periods:
        return 0
    rest = [text for text in words if not is_period_text(text)]
    return len(periods) if all(read_units(t) or _ASIDE.fullmatch(t) for t in rest) else 0


def _is_head(line: LineView, sheet: Sheet) -> bool:
    return sheet.section.kind is not StatementKind.EQ or line.indent > _INDENT


def _continues(line: LineView, sheet: Sheet, above: frozenset[str]) -> bool:
    """Whether a line says the statement's title or its units again, or is one of the boxhead's.

    above  the lines above the body
    """
    text = _plain(line)
    again = CONTINUED.sub("", text).strip(" ()-,.")
    title = sheet.section.title.casefold()
    units = text.startswith("(") and read_units(text) is not None
    titled = (len(again) >= _TITLE and again in title) or bool(_ASIDE.fullmatch(text))
    return units or titled or (_several(line) and text in above)


def _plain(line: LineView) -> str:
    return " ".join(line.text.split()).casefold()
