"""What the words above the body say: heads of columns, units, headings of rows, the title again.

Balance Sheets             December 31,      the title, said already
(In thousands)            1996      1995     units; heads
ASSETS                                       a heading
Cash                     1,250       980
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from converter.model.table import Column, Spanner
from converter.tables.boxhead import beside_title, read_boxhead
from converter.tables.columns import percent_columns
from converter.tables.in_order import in_order, lost, one_each, rejoined_years
from converter.tables.marks import has_year_each
from converter.tables.spanned import balanced, nested, parted, slipped
from converter.text.cells import BESIDE_WORDS
from converter.text.dates import is_period_text
from converter.text.units import Units, read_units
from converter.text.views import Chunk, LineKind, chunks, views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.source import SourceText
    from converter.model.table import Section
    from converter.tables.columns import Extent
    from converter.tables.placing import HeadText
    from converter.tables.sheet import Sheet
    from converter.text.views import LineView

StubWord = tuple["LineView", "Chunk"]

_TITLE_LINES = 2  # below the first line of a title, its words may stand beside the boxhead
_SYLLABLES = re.compile(r"(?<=[a-z])- (?=[a-z])")  # 'Accu- mulated' over two lines
_MARK = re.compile(r"<S>(?:\s|<|$)", re.IGNORECASE)
_A_STATEMENT = re.compile(r"\bstatements?\b|\bbalance\s+sheets?\b")
_OF_EQUITY = re.compile(
    r"(?:retained|reinvested) (?:earnings|income|deficit)|accumulated deficit|paid-in capital"
    r"|capital surplus|additional paid-?in\b.*|(?:deferred|unearned) compen\S*",
    re.IGNORECASE,
)
_OF_SHARES = re.compile(r"\bshares$", re.IGNORECASE)
_SHARES = re.compile(r"\bshares\b", re.IGNORECASE)
_OF_MONEY = re.compile(r"\b(?:dollars?|amounts?|except)\b|[$]", re.IGNORECASE)
_EXCEPT = re.compile(r"\bexcept(?:\s+for)?(?:\s+(?:per|share|shares)(?:\s+and)?)?$", re.IGNORECASE)
_EXCEPTED = re.compile(r"(?:for\s+)?(?:per[\s-])?(?:common\s+)?shares?\b[\w\s-]*\)?", re.IGNORECASE)
# 'Shares (in thousands)' over the columns of counts, beside those of amounts
_COUNTED = re.compile(r"((?:number\s+of\s+)?shares)\s*\(", re.IGNORECASE)


class Heads(NamedTuple):
    """over   words over columns
    stub   words over the stub, without the title
    units  what was said of the units, for the whole table
    own    the units of single columns
    """

    over: tuple[HeadText, ...]
    stub: tuple[StubWord, ...]
    units: tuple[str, ...]
    own: dict[int, Units]

    def spanners(self, source: SourceText) -> tuple[Spanner, ...]:
        numbers = sorted({head.line.number for head in self.over})
        levels = {number: at for at, number in enumerate(numbers)}
        return tuple(
            Spanner(
                head.chunk.text, head.first, head.last, levels[head.line.number],
                head.line.span(source, head.chunk.left, head.chunk.right),
            )
            for head in self.over
        )  # fmt: skip

    def columns(self, extents: Sequence[Extent]) -> tuple[Column, ...]:
        return tuple(
            Column(at, extent.left, extent.right, _head_text(self.over, at), self.own.get(at))
            for at, extent in enumerate(extents)
        )

    @property
    def stub_head(self) -> str:
        """Periods over the stub hold for all columns."""
        return " ".join(c.text for _, c in self.stub if is_period_text(c.text))


def read_heads(sheet: Sheet) -> Heads:
    """The words above the body, each with what it speaks of."""
    extents = list(sheet.extents)
    lines, below = _above_mark(sheet.lines[: sheet.start], extents)
    aside = percent_columns(sheet.body, extents)
    over, stub = read_boxhead(lines, extents, aside)
    over = [head for head in over if not _repeats_title(head.chunk.text, sheet.section)]
    ordered = bool(sheet.placed) and has_year_each(lines, len(extents))
    if ordered or lost(over, lines, len(extents) - len(aside)):
        over, stub = in_order(lines, len(extents), aside)
    elif sheet.placed:
        over = _each_its_own(over, len(extents))
    if not aside:
        over, stub = rejoined_years(over, stub, lines, len(extents))
        over, stub = one_each(over, stub, lines, len(extents))
    over = nested(balanced(parted(_told_apart(over)), aside))
    over, stub = slipped(over, stub, 0 if aside else len(extents))
    stub = [*_without_title(stub, sheet.section), *below]
    beside = beside_title(_title_lines(sheet.section, sheet.source), extents, aside)
    over, units, own = _units_apart([*beside, *over])
    units += [chunk.text for _, chunk in stub if read_units(chunk.text)]
    return Heads(tuple(over), tuple(stub), tuple(units), own)


def _above_mark(
    lines: Sequence[LineView], extents: list[Extent]
) -> tuple[Sequence[LineView], list[StubWord]]:
    """The lines of the boxhead, and the words of the stub below them: where SGML marks the stub and
    the columns, `<S>` and `<C>` of EDGAR, captions stand below, however far they reach.
    """
    marks = [at for at, line in enumerate(lines) if _MARK.match(line.text.strip())]
    below = [line for line in lines[marks[-1] :] if line.kind is LineKind.TEXT] if marks else []
    if not below or not extents or not read_boxhead(lines[: marks[-1]], extents)[0]:
        return lines, []
    if any(chunk.left >= extents[0].left for line in below for chunk in chunks(line.text)):
        return lines, []  # the boxhead goes on
    words = [Chunk(line.indent, len(line.text.rstrip()), line.text.strip()) for line in below]
    return lines[: marks[-1]], list(zip(below, words, strict=True))


def _each_its_own(over: Sequence[HeadText], columns: int) -> list[HeadText]:
    """The heads of a table whose columns are told by the order of its figures: of a line with a
    word for each column they are these, wherever they stand.
    """
    of = Counter(head.line.number for head in over)
    found: list[HeadText] = []
    for head in over:
        if of[head.line.number] == columns:
            at = sum(other.line is head.line for other in found)
            head = replace(head, first=at, last=at)  # noqa: PLW2901
        found.append(head)
    return found


def _told_apart(over: Sequence[HeadText]) -> list[HeadText]:
    """The heads, those parted that stand a blank apart over columns which nothing else tells apart,
    or of which one and the word below are what equity is made of:

    Preferred Common              Preferred over one, Common over the other
        Stock  Stock(1)
    Retained Comprehensive
    Earnings Income (Loss)
    """
    found: list[HeadText] = []
    for head in over:
        words = chunks(head.chunk.text, 1)
        below = [
            other
            for other in over
            if other.line.number > head.line.number
            and head.first <= other.first <= other.last <= head.last
        ]
        line = min((other.line.number for other in below), default=0)
        parts = [other for other in below if other.line.number == line]
        same = {BESIDE_WORDS.sub("", other.chunk.text).casefold() for other in parts}
        placed = [_moved(word, head.chunk.left) for word in words]
        own = len(parts) == len(words) > 1 and all(
            word.meets(part.chunk) for part, word in zip(parts, placed, strict=True)
        )
        periods = any(map(is_period_text, (head.chunk.text, *same)))
        named = any(
            _OF_EQUITY.fullmatch(f"{word.text} {part.chunk.text}")
            for word, part in zip(words, parts, strict=False)
        )
        if own and (len(same) == 1 or named) and not periods:
            found += [
                replace(head, chunk=word, first=part.first, last=part.last)
                for part, word in zip(parts, placed, strict=True)
            ]
        else:
            found.append(head)
    return found


def _moved(chunk: Chunk, by: int) -> Chunk:
    return replace(chunk, left=chunk.left + by, right=chunk.right + by)


def _without_title(stub: list[StubWord], section: Section) -> list[StubWord]:
    """The words over the stub without the title, beside which the boxhead begins."""
    title = section.title.casefold()
    return [
        (line, chunk)
        for line, chunk in stub
        if not (
            0 <= line.number - section.title_span.line <= _TITLE_LINES
            and " ".join(chunk.text.split()).casefold() in title
        )
    ]


def _repeats_title(words: str, section: Section) -> bool:
    """Whether words over columns are the statement's title, printed again over further columns."""
    said, title = (" ".join(each.casefold().split()) for each in (words, section.title))
    return bool(_A_STATEMENT.search(said)) and said in title


def _title_lines(section: Section, source: SourceText) -> list[LineView]:
    """The lines from the title down to the table: a boxhead may begin beside the title, or a line
    above it.
    """
    first = section.title_span.line
    lines = views(source, max(first - 1, 1), section.first - 1)
    if first > 1 and len(chunks(lines[0].text, 3)) < 2:
        lines = lines[1:]
    return lines


def _units_apart(over: list[HeadText]) -> tuple[list[HeadText], list[str], dict[int, Units]]:
    """The heads without '(In millions)' and the like, which speak of the whole table, or of the
    columns of shares alone under or beside whose head they stand.
    """
    heads: list[HeadText] = []
    table: list[str] = []
    own: dict[int, Units] = {}
    last = max((head.last for head in over), default=0)
    rest = {
        below: head for head in over if (below := _units_go_on(head, over)) is not None
    }  # 'DOLLARS IN MILLIONS, EXCEPT' over 'PER SHARE'
    for head in over:
        text = head.chunk.text
        if head in rest:
            table.append(f"{rest[head].chunk.text} {text}")
            continue
        units = read_units(text)
        if units and (counted := _COUNTED.match(text)) and head.last - head.first < last:
            heads.append(replace(head, chunk=replace(head.chunk, text=counted[1])))
            own |= dict.fromkeys(range(head.first, head.last + 1), units)
            continue
        if units is None and (whole := _units_around(head)):
            table.append(whole)
            continue
        period = is_period_text(text)
        if units is None or period:
            heads.append(head)
        if units is None:
            continue
        if period:
            table.append(text)  # '(In thousands; for the years ended December 31)' says both
        elif head.first == head.last and _OF_SHARES.search(_head_text(heads, head.first)):
            own[head.first] = units
        elif (
            head.last - head.first < last
            and not _OF_MONEY.search(text)
            and all(_SHARES.search(_head_text(over, at)) for at in range(head.first, head.last + 1))
        ):
            if _SHARES.search(text):
                heads.append(head)  # 'Thousands of shares' over some of the columns
            own |= dict.fromkeys(range(head.first, head.last + 1), units)
        else:
            table.append(text)
    return heads, table, own


def _units_go_on(head: HeadText, over: Sequence[HeadText]) -> HeadText | None:
    """The head in the next line that ends the units that one begins; None where it begins none."""
    text = head.chunk.text
    if not _EXCEPT.search(text) or read_units(text) is None:
        return None
    return next(
        (
            other for other in over
            if other.line.number == head.line.number + 1 and _EXCEPTED.fullmatch(other.chunk.text)
        ),
        None,
    )  # fmt: skip


def _units_around(head: HeadText) -> str:
    """The units of which a head is a part: '- Thousands of Dollars -' over the middle of two
    columns; '' where it is none.
    """
    if _OF_SHARES.search(head.chunk.text):
        return ""
    for chunk in chunks(head.line.text, 2):
        if chunk.left <= head.chunk.left and head.chunk.right <= chunk.right:
            alone = read_units(chunk.text) is not None and not is_period_text(chunk.text)
            return chunk.text if alone else ""
    return ""


def _head_text(over: Sequence[HeadText], column: int) -> str:
    words = " ".join(head.chunk.text for head in over if head.first <= column <= head.last)
    return _SYLLABLES.sub("", words)
