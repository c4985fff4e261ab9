"""Which figures of a line are cells: set apart from the words, as those of a column are.

Issuance of warrants to purchase 20,000
  shares of common stock for services        --        7        7
                            ^ in a caption   ^ cells: white on both sides
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.text.dates import dates, is_period_text, years
from converter.text.numerals import Figure, Form, scan

if TYPE_CHECKING:
    from converter.text.views import LineView

NOTE_REFERENCE = re.compile(
    r"(?=[(n])(?:\((?:see\s+)?notes?\b[^)]*\)|\bnotes? \d{1,2}\b(?!,))", re.IGNORECASE
)
FOOTNOTE_MARK = re.compile(r"\(\w\)|\{\w{1,2}\}|\*+|[a-z]{1,2}/(?=\s|$)")
BESIDE_WORDS = re.compile(r"\s*[({]\w{1,2}[)}]|\*+")  # a footnote's mark, in a head or a caption
_YEARS_MARK = re.compile(r"\b(?:19|20)\d\d {0,3}\(\d{1,2}\)$")  # a footnote's, behind a year
_FIRST_BEFORE, _LAST_OF_FILINGS = 80, 12  # text filings are of 1993 to 2009, and look back
_WORD = re.compile(r"[A-Za-z]{2,}")
_LAST_WORD = re.compile(r".*[A-Za-z]{2}", re.DOTALL)
_UNITS = re.compile(r"\$\s?000(?:,000)?(?:'?s)?|\b000'?s\b|\(000(?:,000)?\)")
_MID_PHRASE = re.compile(
    r"(?:\b(?:of|at|to|and|or|for|than|from|by|with|per)|[,;(-])$", re.IGNORECASE
)
# 5, (5), [5], <5>, 5%, --, nil, N/A, NM
FIGURE_ENDS = frozenset("0123456789)]>%-\u2013\u2014\x96\x97lLaAM.")
_LEADERS = re.compile(r"\.(?: ?\.){2,}")
_MARK = re.compile(
    r" ?\([a-z]{1,2}\)|\(\d{1,2}\)| ?\*{1,3}"
)  # a footnote's, behind the last figure
_WIDE = 1000  # what fills its column
_STUB = 16  # no stub is narrower: a figure before it opens a wrapped caption


def has_cells(line: LineView) -> bool:
    """Whether a line ends in a figure that stands in a column: the quick question, asked of every
    line of a document, whose answer costs most captions one look at their last character.
    """
    return _has_cells(line.text)


@lru_cache(maxsize=16384)  # blocks, candidates, their extents and notes look at the same lines
def _has_cells(text: str) -> bool:
    if text[-1:] not in FIGURE_ENDS and not text.endswith(("n/m", "NONE", "None", "*")):
        return False
    figures = scan(text)
    if not figures:
        return False
    last = figures[-1]
    if (rest := text[last.right :]).strip() and not _MARK.fullmatch(rest):
        return False
    first = last
    for each in reversed(
        figures[:-1]
    ):  # narrow columns leave one blank: '110,916     (892) 165,101'
        if each.right + 1 < first.left or text.endswith("  ", 0, first.left):
            break
        first = each
    before = text[: first.left]
    return before.endswith("  ") or last.currency or not before.strip()


def first_cell(line: LineView) -> int:
    """Where the figures of a line begin that ends in one; those inside its caption do not count."""
    return _first_cell(line.text)


@lru_cache(maxsize=4096)  # blocks, their readings and extents ask it of the same lines
def _first_cell(text: str) -> int:
    figures = scan(text)
    apart = (
        each.left
        for each in figures
        if each.left > _STUB and text.endswith(("  ", ". ", ".."), 0, each.left)
    )
    return min(apart, default=figures[-1].left)


def cell_figures(line: LineView) -> tuple[Figure, ...]:
    """The figures of a line that can be cells: apart from words on both sides, no part of a date
    or of a note reference.
    """
    text = line.text
    figures = scan(text)
    if not figures:
        return ()
    masked = [(d.start, d.end) for d in dates(text)]
    masked += [found.span() for found in NOTE_REFERENCE.finditer(text)]
    if "000" in text:
        masked += [found.span() for found in _UNITS.finditer(text)]
    words = _last_word(text, figures, masked)
    kept: list[Figure] = []
    for figure in figures:
        if figure.start < words:
            continue
        if masked and any(start <= figure.start < end for start, end in masked):
            continue
        before, after = text[: figure.left], text[figure.right :]
        if before.strip() and not _apart_before(before, kept, figure):
            continue
        if closes_remark(text, figure):
            if not (kept and before.endswith("  ") and before.count("(") <= before.count(")")):
                continue
            # among others in their columns a figure has only lost the parenthesis that opens
            kept.append(replace(figure, value=-figure.value, negative=True))
        elif _apart_after(after):
            kept.append(figure)
    if len(kept) == 1 and _in_remark(text[: kept[0].left]):
        return ()
    return tuple(kept)


def end_run(line: LineView) -> tuple[Figure, ...]:
    """The figures at the end of a line with nothing but blanks between them, however few:

    Net sales 32,480 29,915 27,640    ->    32,480, 29,915, 27,640
    """
    text = line.text
    masked = [(d.start, d.end) for d in dates(text)]
    masked += [found.span() for found in NOTE_REFERENCE.finditer(text)]
    run: list[Figure] = []
    end = len(text)
    for figure in reversed(scan(text)):
        dated = any(start <= figure.start < stop for start, stop in masked)
        if text[figure.right : end].strip() or dated or figure.form is Form.ABSENT:
            break
        run.append(figure)
        end = figure.left
    found = tuple(reversed(run))
    return () if is_year_row(line, found) else found


def closes_remark(text: str, figure: Figure) -> bool:
    """'(cost of $32.4 and' over '$33.4)': a parenthesis closes that the figure did not open."""
    return not figure.negative and text[figure.end : figure.right].strip().startswith(")")


def is_year_row(line: LineView, figures: tuple[Figure, ...]) -> bool:
    """Whether all the figures are years, as in a boxhead's '2004    2003 (1)'."""
    numbers = [
        figure for figure in figures
        if figure.form is Form.NUMBER and not _YEARS_MARK.search(line.text[: figure.right])
    ]  # fmt: skip
    if not numbers:
        return False
    # most rows have no figure like a year, and need no second look
    if any(each.currency or not 1900 <= abs(each.value) < 2100 for each in numbers):
        return False
    lone = {start for _, start, _ in years(line.text)}
    return all(each.start in lone for each in numbers)


def is_short_year_row(line: LineView, figures: tuple[Figure, ...], above: str) -> bool:
    """Whether the figures are years by their last digits, one after the other, below or beside
    words of a period: 'Years ended June 30    95    94    93'.
    """
    values = [figure.value for figure in figures]
    if len(values) < 2 or any(len(line.text[each.start : each.end]) != 2 for each in figures):
        return False
    steps = {int(other - one) % 100 for one, other in pairwise(values)}
    if steps not in ({1}, {99}) or any(each.currency or each.places for each in figures):
        return False
    if any(_LAST_OF_FILINGS < value < _FIRST_BEFORE for value in values):
        return False
    return is_period_text(line.text[: figures[0].start].strip() or above)


def _in_remark(before: str) -> bool:
    """'Equity securities (cost: $3,679' over 'and $4,131)': a parenthesis is open, with words."""
    return before.count("(") > before.count(")") and bool(_WORD.search(before.rpartition("(")[2]))


def _last_word(text: str, figures: tuple[Figure, ...], masked: list[tuple[int, int]]) -> int:
    """Where the last word of a line ends, or its leaders begin: what stands before them is caption
    or prose, since the cells of a line come after its caption.
    """
    rest = text
    for left, right in [*((figure.left, figure.right) for figure in figures), *masked]:
        rest = f"{rest[:left]}{' ' * (right - left)}{rest[right:]}"
    last = _LAST_WORD.match(rest)
    leaders = _LEADERS.search(text) if ". ." in text or "..." in text else None
    return max(last.end() if last else 0, leaders.start() if leaders else 0)


def _apart_before(before: str, kept: list[Figure], figure: Figure) -> bool:
    stripped = before.rstrip()
    gap = len(before) - len(stripped)
    if not gap and figure.negative and (before[-1].isalpha() or _touches(kept, figure)):
        return True  # a parenthesis fills the column: 'plant(22,790)', '(15,510)(16,730)'
    if not gap and figure.currency and kept and kept[-1].right == figure.left:
        return True  # '$' parts them: '(28,061)$     96,648'
    if gap >= 2 or before.endswith("\t") or stripped.endswith((". .", "..", "$", "|")):
        return True
    if kept and gap >= 1:
        between = stripped[kept[-1].right :].strip()
        if not between or FOOTNOTE_MARK.fullmatch(between):
            return True  # figure beside figure, a single space and no more than a mark between
    if figure.currency and gap >= 1:
        # '$' one space after a word: a cell only where the caption is not in mid-phrase
        return "$" not in stripped[-1:] and not _MID_PHRASE.search(stripped)
    return False


def _touches(kept: list[Figure], figure: Figure) -> bool:
    """Whether a figure begins where the one before it ends; '(2)(1)' has a footnote's mark."""
    close = bool(kept) and kept[-1].negative and kept[-1].right == figure.left
    return close and max(kept[-1].value, figure.value) <= -_WIDE


def _apart_after(after: str) -> bool:
    rest = after.lstrip()
    if not rest or len(after) - len(rest) >= 2:
        return True
    if rest[0] in "$([-.|)" or rest[0].isdigit():
        return True
    return bool(FOOTNOTE_MARK.match(rest))
