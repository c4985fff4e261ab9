"""Rates and years of maturity, which stand in place of captions in lists of what is owed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.numerals import Form

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet
    from converter.text.numerals import Figure
    from converter.text.views import LineView

_FEWEST = 3  # lines that make a list
_YEARS = range(1950, 2100)  # in which bonds of the filings' time fall due
_WORD = re.compile(r"[A-Za-z]{2}")


def without_dues(sheet: Sheet) -> Sheet:
    """What stands before the columns of a balance sheet, in lines without words, is their caption:

    First mortgage bonds
      4-1/2%       1996         30,000    30,000        30,000, 30,000
      6.10 %    1999-2008       25,000    25,000        25,000, 25,000
    Note, unsecured             67,000    67,000        so many figures have lines with words
    """
    if sheet.section.kind is not StatementKind.BS:
        return sheet
    rows = [(at, row) for at, row in enumerate(sheet.figures) if row]
    bare = {at for at, row in rows if not _WORD.search(sheet.lines[at].text[: row[0].left])}
    worded = Counter(len(row) for at, row in rows if at not in bare)
    if not worded:
        return sheet
    columns = worded.most_common(1)[0][0]
    changed = {
        at: row[-columns:]
        for at, row in rows
        if at in bare
        and len(row) > columns
        and all(_is_due(sheet.lines[at], figure) for figure in row[:-columns])
    }
    return sheet.with_figures(changed) if len(changed) >= _FEWEST else sheet


def _is_due(line: LineView, figure: Figure) -> bool:
    """Whether a figure is a rate or a year."""
    bare = figure.form is Form.NUMBER and not (figure.currency or figure.negative)
    year = (
        not figure.places
        and figure.value in _YEARS
        and "," not in line.text[figure.start : figure.end]
    )
    return bare and (figure.percent or year)
