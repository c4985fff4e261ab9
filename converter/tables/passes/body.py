"""Where the body of a table begins and ends: the boxhead stands above it, remarks below.

                        1996      1995
Net sales of
  continuing lines    32,480    29,915    the body begins a line above its first figures
Net income             2,160     1,830    and ends here
See notes to the statements.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.tables.stub import stub_line, unfinished, without_rules, wraps
from converter.text.cells import is_short_year_row, is_year_row
from converter.text.dates import is_period_text, without_periods
from converter.text.units import read_units
from converter.text.views import LineKind, LineView, chunks

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet

# Caption lines without figures in a row before a table is over: the longest wrapped captions of
# equity statements take six, and double spaced ones twice as many.
_LONGEST_GAP = 12

_STUB_TAG = re.compile(r"<S>\s*(?P<first><C>)", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:19|20)\d\d\b|[a-z(&$]|\d")
_LONG_WORD = re.compile(r"[a-z]{4,}")
# '- - - - -' divides a table from its notes
_FOOT = re.compile(r"\s{0,4}[-_*](?: {1,2}[-_*]){2,}")


def begun(sheet: Sheet) -> Sheet:
    """The body begins at the first line with figures that are not all years, nor stand over the
    columns above the <S> that opens the body ('Par Value $.10'); without one there is no table.
    """
    above = sheet.section.lead  # its last words may be the spanner of the years
    opened, left = _tagged(sheet)
    for at, (line, found) in enumerate(zip(sheet.lines, sheet.figures, strict=True)):
        over = at < opened and line.indent >= left
        years = is_year_row(line, found) or is_short_year_row(line, found, above)
        if found and not (years or over):
            return replace(sheet, start=at, stop=len(sheet.lines))
        above = line.text.strip() or above
    return replace(sheet, start=0, stop=0)


def _tagged(sheet: Sheet) -> tuple[int, int]:
    """The index of the line with <S>, and where its first <C> stands; (0, 0) without one."""
    for at, line in enumerate(sheet.lines):
        if line.kind is LineKind.TAG and (found := _STUB_TAG.search(line.text)):
            return at, found.start("first")
    return 0, 0


def lifted(sheet: Sheet) -> Sheet:
    """The body begins at the caption lines above its first figures that go on in these."""
    lines, figures, start = sheet.lines, sheet.figures, sheet.start
    if start == sheet.stop:
        return sheet
    below = stub_line(lines[start], figures[start][0].left if figures[start] else 0)
    at = start
    while at and below is not None and lines[at - 1].kind is LineKind.TEXT:
        line = lines[at - 1]
        above = chunks(line.text, 3)
        if len(above) != 1 or above[0].left > below.left + 1 or figures[at - 1]:
            break
        year = re.match(r"(?:19|20)\d\d\b", below.text)
        # 'rate of 35% for 1993' holds a year but more words than a boxhead's line
        says_more = len(_LONG_WORD.findall(without_periods(line.text))) > 1
        goes_on = year or says_more or not is_period_text(line.text)
        upper = stub_line(line, len(line.text))
        wide = len(line.text) + len(below.text)
        if upper is None or not goes_on or not (year or wraps([upper], below, wide)):
            break
        dated = is_period_text(below.text)  # 'Balance at' over 'September 27,'
        if read_units(line.text) or (
            unfinished(upper.text) and not (dated or re.match(_GOES_ON, below.text))
        ):
            break
        at, below = at - 1, upper
    return sheet if at == start else replace(sheet, start=at)


def ended(sheet: Sheet) -> Sheet:
    """The body ends behind the last line with figures before the first long stretch without any.
    One of lines that keep to the stub may be twice as long: captions on capital stock go on over a
    dozen narrow lines.
    """
    lines = sheet.lines
    if sheet.start == sheet.stop:
        return sheet
    last, empty = sheet.start, 0.0
    edge = 0  # where the figures begin
    for at in range(sheet.start, len(lines)):
        if last > sheet.start and _FOOT.fullmatch(lines[at].text):
            break  # footnotes follow
        if sheet.figures[at]:
            last, empty = at, 0.0
            left = sheet.figures[at][0].left
            edge = min(edge or left, left)
        elif lines[at].kind is LineKind.TEXT:
            empty += 1 if len(lines[at].text) > edge else 0.5
            if empty > _LONGEST_GAP:
                break
    while last + 1 < len(lines) and _is_ruled(lines[last + 1]):
        last += 1
    return replace(sheet, stop=last + 1)


def _is_ruled(line: LineView) -> bool:
    """A rule, or the end of a caption with the rules of the row above beside it."""
    if line.kind is LineKind.TEXT:
        caption = stub_line(line, len(line.text))
        return caption is not None and without_rules(caption) is not None
    return line.kind is LineKind.RULE
