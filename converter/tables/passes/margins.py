"""Words in a margin of their own, as annual reports set them beside the captions."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY
from converter.tables.sheet import Margin
from converter.text.cells import first_cell, has_cells, is_year_row
from converter.text.numerals import scan
from converter.text.units import read_units
from converter.text.views import LineKind, is_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.tables.sheet import Sheet
    from converter.text.views import LineView

_FEWEST = 6  # lines with figures
_GUTTER = 2  # blank columns between the margin and the captions
_TIGHT = 10  # of so many lines one may leave but one
_WIDEST = 30  # columns of a margin
_MOST = 0.75  # of the lines have words in it; captions would be in all
_APART = re.compile(r"(?<=\S) {2,}(?=\S)")
_LETTERS = re.compile("[A-Za-z]")


def without_margins(sheet: Sheet) -> Sheet:
    """The words of the margin are headings of the lines beside them, and no parts of their
    captions; those that tell the units are the title's:

    Operating    Railroad and other        7,486         Operating Revenues
    Revenues                              ------           Railroad and other        7,486
    Operating    Salaries and wages        2,826         Operating Expenses
    Expenses     Fuel and utilities          574           Salaries and wages        2,826
    """
    if sheet.section.kind not in PRIMARY:
        return sheet
    rows = [at for at, line in enumerate(sheet.lines) if _is_row(line)]
    if len(rows) < _FEWEST:
        return sheet
    body = range(rows[0], rows[-1] + 1)
    cut = _cut(sheet, rows)
    if not cut:
        return sheet
    told = [at for at in body if _in_margin(sheet.lines[at], cut)]
    margins = tuple(_margin(sheet, group, cut) for group in _together(sheet, told, cut))
    units = " ".join(each.text for each in margins)
    if read_units(units) is not None:
        section = replace(sheet.section, lead=f"{sheet.section.lead} {units}")
        sheet, margins = replace(sheet, section=section), ()
    return replace(sheet, margins=margins).with_lines(
        {at: _blanked(sheet.lines[at], cut) for at in told}
    )


def _is_row(line: LineView) -> bool:
    text = line.kind is LineKind.TEXT and has_cells(line)
    return text and not is_year_row(line, scan(line.text))  # words beside years tell units


def _cut(sheet: Sheet, rows: Sequence[int]) -> int:
    """Where the captions begin behind a margin; 0 where there is none."""
    texts = [sheet.lines[at].text for at in rows]
    edge = min(*(first_cell(sheet.lines[at]) for at in rows), _WIDEST + _GUTTER)
    return _first_cut(texts, edge) or next(
        (
            cut
            for cut in sorted({found.end() for text in texts for found in _APART.finditer(text)})
            if cut < edge and len(upper := _within(texts, cut)) < len(texts)
            and _first_cut(upper, edge) == cut
        ),
        0,
    )  # fmt: skip


def _first_cut(texts: Sequence[str], edge: int) -> int:
    """The first column of these lines at which captions begin behind a margin; 0 where none is."""
    taken = [False] * edge
    for text in texts:
        for at, sign in enumerate(text[:edge]):
            taken[at] = taken[at] or sign != " "
    cuts = [at for at in range(2, edge) if taken[at] and not taken[at - 1]]
    return next((cut for cut in cuts if any(taken[:cut]) and _parts(texts, cut)), 0)


def _within(texts: Sequence[str], cut: int) -> Sequence[str]:
    """The lines up to the last that has words in the margin and a caption: below the last part of a
    statement captions begin at the margin again, 'Net increase in cash'.
    """
    beside = [
        at for at, text in enumerate(texts)
        if _LETTERS.search(text[: cut - _GUTTER]) and not text[cut - _GUTTER : cut].strip()
        and _LETTERS.search(text[cut:])
    ]  # fmt: skip
    return texts[: beside[-1] + 1] if beside else texts


def _parts(texts: Sequence[str], cut: int) -> bool:
    """Whether lines with figures have a margin before a column, and captions behind it."""
    left = [bool(_LETTERS.search(text[:cut])) for text in texts]
    behind = [bool(_LETTERS.search(text[cut:])) for text in texts]  # '909,539 in 1993)' ends one
    narrow = sum(bool(text[cut - _GUTTER : cut].strip()) for text in texts)
    # totals have no captions, but what has a caption has it behind the margin
    alone = sum(beside and not caption for beside, caption in zip(left, behind, strict=True))
    return (
        2 <= sum(left) <= _MOST * len(texts)
        and max(narrow, alone) * _TIGHT <= len(texts)
        and behind.count(False) * 4 <= len(texts)
    )


def _in_margin(line: LineView, cut: int) -> bool:
    """Whether a line has words in the margin that end before the captions do begin."""
    text = line.text
    apart = not text[cut - _GUTTER : cut].strip() or not text[cut:].strip()
    return line.kind is LineKind.TEXT and bool(text[:cut].strip()) and apart


def _together(sheet: Sheet, told: Sequence[int], cut: int) -> list[list[int]]:
    """The lines whose words stand below one another, with nothing but rules of the columns between
    them: a margin's heading, over several lines.
    """
    groups: list[list[int]] = [[at] for at in told[:1]]
    for one, other in pairwise(told):
        between = sheet.lines[one + 1 : other]
        if all(line.kind is LineKind.RULE and not line.text[:cut].strip() for line in between):
            groups[-1].append(other)
        else:
            groups.append([other])
    return groups


def _margin(sheet: Sheet, group: Sequence[int], cut: int) -> Margin:
    spans, words = [], []
    for at in group:
        line = sheet.lines[at]
        text = line.text[:cut]
        left = len(text) - len(text.lstrip())
        spans.append(line.span(sheet.source, left, len(text.rstrip())))
        words.append(text.strip())
    return Margin(sheet.lines[group[0]].number, " ".join(words), tuple(spans))


def _blanked(line: LineView, cut: int) -> LineView:
    text = (" " * cut + line.text[cut:]).rstrip()
    if not text:
        return replace(line, kind=LineKind.BLANK, text="")
    return replace(line, kind=LineKind.RULE if is_rule(text.strip()) else line.kind, text=text)
