"""Figures with blanks in place of commas: `1 128 242`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.source import SourceText
    from converter.text.views import LineView

_PART = re.compile(r"\S+(?: \S+)*")
_MAY_BE = re.compile(r"\d \d{3}(?!\d)")
# what stands alone between columns: '$187 180' or '(1 231)'
_SPACED = re.compile(r"\$?\s?\(?\$?(?P<digits>\d{1,3}(?: \d{3})+)(?:\.\d+)?\)?")
# what denies it: '187 18', and '187,180' on more than a few lines
_OTHER = re.compile(r"\$?\s?\(?\$?(?:\d+(?: \d+)+|(?P<comma>\d{1,3}(?:,\d{3})+))(?:\.\d+)?\)?")
_FEW = 3  # lines with blanks for each that has commas: a count of shares, as somebody else set it
_FEWEST = 12  # figures: fewer may be those of two columns a blank apart, but for '1 028'
_ZERO = re.compile(r" 0\d\d(?!\d)")  # no figure of a column of its own begins so
_FEWEST_ROWS = 2
_APART = re.compile(r"  [($]{0,2}\d{1,3}(?: \d{3})+\)?(?=  |\n)")
_WITH_COMMA = re.compile(r"  [($]{0,2}\d{1,3}(?:,\d{3})+\)?(?=  |\n)")
_MANY = 40
_BESIDE = 2  # columns: in a statement that has one alone nothing tells a blank from a column's


def with_commas(lines: Sequence[LineView], source: SourceText) -> dict[int, str]:
    """The texts of the lines whose blanks are commas, by their places among `lines`; none where
    more than a few have a comma, or where too few have a blank before three digits, always three,
    unless one of these is '1 028', or most figures of the file have it. Columns stand two blanks
    apart:

    Electric                                $187 180       $177 564
    Gas purchased                             36 745         40 508
    """
    changed: dict[int, str] = {}
    figures = rows = with_comma = zeros = 0
    if sum(_MAY_BE.search(line.text) is not None for line in lines) < _FEWEST_ROWS:
        return changed
    for at, line in enumerate(lines):
        if line.kind is not LineKind.TEXT or not any(map(str.isdigit, line.text)):
            continue
        text, found, other = line.text, 0, False
        for part in _PART.finditer(line.text):
            spaced = _SPACED.fullmatch(part.group())
            if spaced:
                start, end = (part.start() + each for each in spaced.span("digits"))
                text = text[:start] + text[start:end].replace(" ", ",") + text[end:]
                found += 1
                zeros += _ZERO.search(spaced["digits"]) is not None
            elif denied := _OTHER.fullmatch(part.group()):
                if denied["comma"] is None:
                    return {}
                other = True  # amounts in captions may have what they like
        with_comma += other
        if other and found:
            return {}
        if found:
            changed[at] = text
            figures += found
            rows += found >= _BESIDE
    if _FEW * with_comma > len(changed):
        return {}
    few = 2 * rows < len(changed) or (figures < _FEWEST and not _spaced(source.text))
    return {} if few and not zeros else changed


@lru_cache(maxsize=4)
def _spaced(text: str) -> bool:
    """Whether most figures of a file have blanks for commas."""
    blanks = sum(1 for _ in _APART.finditer(text))
    return blanks >= _MANY and blanks > sum(1 for _ in _WITH_COMMA.finditer(text))
