"""Every block of figures of a document, found once, whatever stands above it.

                 ACME CORP. AND SUBSIDIARIES              top: what may head the block begins here
                CONSOLIDATED BALANCE SHEETS
                                       1997     1996
    Cash                                120      100      first: its first row
    Total assets                        900      800      its last row
    <PAGE>

A block ends with its page, at a table's tag, where prose begins, and where another title or boxhead
opens. Statements are put together from blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.segment.lines import (
    NOTE_HEADING,
    is_paragraph,
    is_prose,
    is_row,
    is_sentence,
    is_text,
    of_capital_stock,
    only_periods,
)
from converter.text.blanks_for_commas import with_commas
from converter.text.cells import first_cell
from converter.text.dates import is_period_text, without_periods
from converter.text.numerals import scan
from converter.text.views import LineKind, chunks, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from converter.model.source import SourceText
    from converter.segment.lines import Lines
    from converter.text.numerals import Figure
    from converter.text.views import LineView

_HEAD = 24  # lines above its first row in which what heads a block can stand
_GAP = 12  # lines of words between two rows of one table: the longest wrapped captions
_HEAD_WORDS = 4  # of a boxhead, beside its periods
_FAR = 40  # lines between two rows that no table has, blank ones included
_MIN_INDENT = 20  # boxheads stand to the right of a stub
_LEADERS = re.compile(r"[\s.\u2026]{3,}.*$")
_ENDS = frozenset(")%-\u2013\u2014\x96\x97")  # (5), 5%, --
_ODD_ENDS = frozenset("lLaAmM.eE")
_NO_VALUE = ("nil", "n/a", "n/m", "nm", "na", "n.a.", "n.m.", "  none")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines by their index in the document.

    top     the first line that may head it: behind the block or the prose before it
    rows    the lines with figures in columns
    """

    top: int
    rows: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.rows[0]

    @property
    def after(self) -> int:
        return self.rows[-1] + 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A line of a block as evidence looks at it: its caption, and its figures in columns."""

    caption: str
    figures: tuple[Figure, ...]


def look_through(
    lines: Lines, source: SourceText, first: int, openings: tuple[str, ...]
) -> tuple[list[int], list[int]]:
    """The lines that end in a figure that stands in a column, boxheads of periods apart, and those
    that open with a word that may head notes or what follows them.

    Most lines of a filing are prose: one look at their ends spares the rest. `first` is the number
    of the document's first line.
    """
    found: list[int] = []
    marks: list[int] = []
    initials = frozenset(sign for word in openings for sign in (word[0], word[0].lower()))
    starts = source.starts
    last = first + len(lines) - 1
    end = starts[last] if last < len(starts) else len(source.text)
    for at, raw in enumerate(source.text[starts[first - 1] : end].split("\n")[: len(lines)]):
        words = raw.rstrip(" \t\r|\xa0")
        opening = words.lstrip()
        if opening[:1] in initials and opening[:5].upper().startswith(openings):
            marks.append(at)
        sign = words[-1:]
        if not (sign.isdigit() or sign in _ENDS):
            if sign not in _ODD_ENDS or not words.lower().endswith(_NO_VALUE):
                continue
        elif "  " not in words and "\t" not in words and "$" not in words and " " in opening:
            continue  # prose that ends in a year
        line = lines[at]
        if is_text(line) and is_row(line):
            found.append(at)
    return found, marks


def find_blocks(lines: Lines, rows_at: Sequence[int], titles: Collection[int]) -> list[Block]:
    """The blocks of a document's lines, in their order.

    rows_at  its lines with figures in columns
    titles   lines that may be titles: a block does not go on over one
    """
    blocks: list[Block] = []
    rows: list[int] = []
    for at in rows_at:
        if rows and _ends(lines, rows, at, titles):
            blocks.append(_block(lines, rows, blocks))
            rows = []
        rows.append(at)
    if rows:
        blocks.append(_block(lines, rows, blocks))
    return blocks


def in_groups(
    lines: Lines, blocks: Iterable[Block], parts: Callable[[LineView], bool]
) -> Iterator[list[Block]]:
    """Blocks in their order, those together between which no line `parts` them."""
    together: list[Block] = []
    for block in blocks:
        if together and any(map(parts, lines[together[-1].after : block.first])):
            yield together
            together = []
        together.append(block)
    if together:
        yield together


def _block(lines: Lines, rows: list[int], before: list[Block]) -> Block:
    lowest = before[-1].after if before else 0
    top = rows[0]
    while top > max(lowest, rows[0] - _HEAD):
        line = lines[top - 1]
        if line.kind is LineKind.PAGE or (
            line.kind is LineKind.TAG and "</table>" in line.text.lower()
        ):
            break
        if is_text(line) and is_paragraph(lines, top - 1):
            break
        top -= 1
    return Block(top, tuple(rows))


def _ends(lines: Lines, rows: list[int], at: int, titles: Collection[int]) -> bool:
    """Whether a block ends between its last row and the row `at`."""
    last = rows[-1]
    if at - last > _FAR:
        return True
    words = prose = 0
    for place in range(last + 1, at):
        line = lines[place]
        if line.kind is LineKind.PAGE:
            return True
        if line.kind is LineKind.TAG:
            if "table>" in line.text.lower():
                return True
        elif is_text(line):
            titled = place in titles and not _goes_on_below(lines, place)
            if titled or NOTE_HEADING.match(line.text):
                return True
            words += 1
            told = is_prose(line) and is_sentence(line) and not of_capital_stock(line)
            prose = prose + 1 if told else 0
            if words > _GAP or prose > 1:
                return True
            if opens_boxhead(line):
                return True
    return False


def _goes_on_below(lines: Lines, at: int) -> bool:
    """Whether a line is the first of a caption that goes on in small letters, beside its figures:

    Change in value of interest
      rate swap, net of tax             (488)
    """
    below = lines[at + 1]
    return is_text(below) and below.text[below.indent].islower() and is_row(below)


def opens_boxhead(line: LineView) -> bool:
    """A line that can open a boxhead: words about periods alone, set to the right, or beginning
    over the stub: 'Year Ended December 31,          1997      1996'.
    """
    # where it stands is asked first: most lines are prose, and the words take longer
    if line.indent < _MIN_INDENT and len(chunks(line.text, 3)) < 2:
        return False
    return is_period_text(line.text) and only_periods(line) and not _says_more(line.text)


def _says_more(text: str) -> bool:
    """Whether a caption with a year stands there: 'Series B, 5,794,539 issued in 1994 and'."""
    return any(len(without_periods(part).split()) > _HEAD_WORDS for part in parts(text))


def readings(lines: Lines, start: int, stop: int) -> Iterator[Reading]:
    """What stands on the lines `start` to `stop`, headings and boxheads too."""
    some = lines[start:stop]
    spaced = with_commas(some, lines.source)
    for at, each in enumerate(some):
        if is_text(each):
            line = replace(each, text=spaced[at]) if at in spaced else each
            read = _reading(line.text, left=first_cell(line) if is_row(line) else None)
            if read is not None:
                yield read


@lru_cache(maxsize=4096)  # a block is read alone, with the rest of its page, and as a candidate
def _reading(text: str, *, left: int | None) -> Reading | None:
    """A line as it is read: its figures begin at `left`, if it has any in columns."""
    figures: tuple[Figure, ...] = ()
    caption = text
    if left is not None:
        figures = tuple(each for each in scan(text) if each.left >= left)
        caption = text[:left]
    caption = _LEADERS.sub("", caption.strip(" |"))
    if figures or (caption and len(caption) <= 120):
        return Reading(" ".join(caption.split()), figures)
    return None
