"""What single lines look like: figures, prose, titles, names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, overload

from converter.text.cells import FIGURE_ENDS, has_cells
from converter.text.dates import is_period_text, years
from converter.text.numerals import Form, scan
from converter.text.units import read_units
from converter.text.views import LineKind, LineView, chunks, ends_page, parts, view

if TYPE_CHECKING:
    from converter.model.source import SourceText, Span

NOTE_HEADING = re.compile(
    r"\s*(?:NOTES?\s+(?P<number>\d{1,2}|[A-Z])\b\s*[-.:)\u2014]*|(?P<plain>\d{1,2})[.)])\s*(?P<title>\S.*)?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w'.&-]*")
# The marks that stand around titles: rules drawn with bars, bullets, quotes.
_PAGE_REFERENCE = re.compile(r"(?:\s\s|\.\.)\s*[A-Z]{1,3}-\d{1,3}\s*$")  # F-4
_NUMBER_WIDTH = 16
_LIKE_NUMBER = re.compile(r"(?:[\W_]|page|of|[a-z]{1,2}-|[\divx])+", re.IGNORECASE)  # Page 3 of 14
# 'CONSOLIDATED BALANCE SHEETS         4' on a page's first line: words, and its number
_HEAD_NUMBER = re.compile(r"(?P<words>\s*[A-Za-z][^\d$]*?)\s{3,}\(?\d{1,3}\)?")
_ENDS_IN_FIGURE = re.compile(r"(?:\s\s|\.\.)[$(]*\d[\d,.]*\)?\s*\Z")
_BEHIND = 16  # more blank lines than any page ends with
_CAPITAL_STOCK = re.compile(
    r"\b(?:par|stated)\s+value\b|\bshares?\s+(?:authorized|issued|outstanding)\b", re.IGNORECASE
)
AROUND = ' \t\r\n|*"_=-'


class Lines(Sequence[LineView]):
    """The views of a document's lines, made where they are first looked at.

    Long filings are mostly prose before the statements, which titles alone lead through.
    """

    def __init__(self, source: SourceText, first: int, last: int) -> None:
        self.source = source
        self._first = first
        self._last = last
        self._views: list[LineView | None] = [None] * (last - first + 1)

    def __len__(self) -> int:
        return len(self._views)

    @overload
    def __getitem__(self, at: int) -> LineView: ...
    @overload
    def __getitem__(self, at: slice) -> list[LineView]: ...
    def __getitem__(self, at: int | slice) -> LineView | list[LineView]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        return self._views[at] or self._viewed(at)

    def _viewed(self, at: int) -> LineView:
        number = self._first + at
        line = view(self.source, number)
        text = line.text.strip()
        # the lines behind tell a page's number from a figure
        if (
            len(text) <= _NUMBER_WIDTH
            and _LIKE_NUMBER.fullmatch(text)
            and ends_page(self.source, line, min(number + _BEHIND, self._last))
        ):
            line = replace(line, kind=LineKind.PAGE)
        elif line.kind is LineKind.TEXT and (head := _HEAD_NUMBER.fullmatch(line.text)):
            above, below = self._next(number, -1), self._next(number, 1)
            on_top = above is not None and above.kind is LineKind.PAGE
            if on_top and (below is None or not _ENDS_IN_FIGURE.search(below.text)):
                line = replace(line, text=head["words"].rstrip())
        self._views[at] = line
        return line

    def _next(self, number: int, step: int) -> LineView | None:
        """The next line above or below that is not blank."""
        for _ in range(_BEHIND):
            number += step
            if not self._first <= number <= self._last:
                return None
            line = view(self.source, number)
            if line.kind is not LineKind.BLANK:
                return line
        return None


def of_capital_stock(line: LineView) -> bool:
    """Whether a line is of a caption on capital stock, however much it reads like a sentence:
    'Capital stock, par value $.001; 2,150,322 shares issued at January 28,'.
    """
    return _CAPITAL_STOCK.search(line.text) is not None


def line_span(source: SourceText, line: LineView) -> Span:
    return line.span(source, line.indent, len(line.text))


def plain(line: LineView) -> str:
    """A line's words without the marks around them."""
    return " ".join(line.text.strip(AROUND).split())


def has_page_number(line: LineView) -> bool:
    """Whether a line ends in a figure that stands apart, as an index line ends in its page."""
    if line.text[-1:] not in FIGURE_ENDS:
        return False
    if _PAGE_REFERENCE.search(line.text):
        return True
    figures = [figure for figure in scan(line.text) if figure.form is Form.NUMBER]
    if not figures:
        return False
    last = figures[-1]
    before = line.text[: last.left]
    return line.text[last.right :].strip() == "" and before.endswith(("  ", "..", ". "))


_COLUMNS, _GAP = 3, 5  # parts of a boxhead's line, and the blanks between them


def is_prose(line: LineView) -> bool:
    words = line.text.split()
    return (len(words) >= 8 and words[-1][-1] in ".,;") or len(words) >= 11


def is_sentence(line: LineView) -> bool:
    """A line from the middle of a paragraph: many words, most of them in small letters, not set
    in columns as a boxhead's are.
    """
    words = _WORD.findall(line.text)
    small = len(words) >= 6 and sum(word[0].islower() for word in words) * 2 >= len(words)
    return small and len(chunks(line.text, _GAP)) < _COLUMNS


def is_capital(text: str) -> bool:
    """Words that are set as a title: most of them begin with a capital letter."""
    words = _WORD.findall(text)
    return 0 < len(words) < 16 and sum(word[0].isupper() for word in words) * 2 >= len(words)


def only_periods(line: LineView) -> bool:
    return _only_periods(line.text)


def _only_periods(text: str) -> bool:
    return all(map(is_period_text, parts(text)))


def is_row(line: LineView) -> bool:
    """Whether a line has figures in columns; periods alone, and years beside words, are a
    boxhead's: 'Income            1996        1995'.
    """
    return has_cells(line) and _is_row(line.text)


@lru_cache(maxsize=16384)
def _is_row(text: str) -> bool:
    if "000" in text and read_units(text) and not any(each.value for each in scan(text)):
        return False  # '($000)'
    if "19" not in text and "20" not in text:
        return True  # every period that ends in a figure has a year
    if _only_periods(text):
        return False
    lone = {start for _, start, _ in years(text)}
    return not lone or not all(
        figure.start in lone and not figure.currency for figure in scan(text)
    )


def is_paragraph(lines: Lines, at: int) -> bool:
    """Whether a line of words is one of a paragraph; one alone right above a row or a caption is a
    caption's first line: 'Common stock, $10 par value; authorized 65,000,000 shares;'.
    """
    if not (is_prose(lines[at]) and is_sentence(lines[at])):
        return False
    below, above = lines[at + 1], lines[at - 1] if at else None
    if not is_text(below) or not is_row(below):
        return True
    return above is not None and is_text(above) and is_prose(above) and is_sentence(above)


def centre(line: LineView) -> float:
    return (line.indent + len(line.text)) / 2


def is_text(line: LineView) -> bool:
    return line.kind is LineKind.TEXT
