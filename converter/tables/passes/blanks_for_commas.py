"""Figures with blanks in place of commas."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet

_PART = re.compile(r"\S+(?: \S+)*")
_DIGIT = re.compile(r"\d")
# what stands alone between columns: '$187 180' or '(1 231)'
_SPACED = re.compile(r"\$?\s?\(?\$?(?P<digits>\d{1,3}(?: \d{3})+)(?:\.\d+)?\)?")
# what denies it: '187 18', '187,180'
_OTHER = re.compile(r"\$?\s?\(?\$?(?:\d+(?: \d+)+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?\)?")
_FEWEST = 12  # figures: fewer may be those of two columns a blank apart
_BESIDE = 2  # columns: in a statement that has one alone nothing tells a blank from a column's


def with_blanks_for_commas(sheet: Sheet) -> Sheet:
    """Where no figure has a comma, and many have a blank before three digits, always three, the
    blanks are commas; columns stand two blanks apart:

    Electric                                $187 180       $177 564
    Gas purchased                             36 745         40 508
    """
    changed = {}
    figures = lines = 0
    for at, line in enumerate(sheet.lines):
        if line.kind is not LineKind.TEXT or not _DIGIT.search(line.text):
            continue
        text, found = line.text, 0
        for part in _PART.finditer(line.text):
            spaced = _SPACED.fullmatch(part.group())
            if spaced:
                start, end = (part.start() + each for each in spaced.span("digits"))
                text = text[:start] + text[start:end].replace(" ", ",") + text[end:]
                found += 1
            elif _OTHER.fullmatch(part.group()):
                return sheet  # amounts in captions may have what they like
        if found:
            changed[at] = replace(line, text=text)
            figures += found
            lines += found >= _BESIDE
    if figures < _FEWEST or 2 * lines < len(changed):
        return sheet
    return sheet.with_lines(changed)
