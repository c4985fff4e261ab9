"""What makes a row out of lines: a caption may take several, and so may its figures.

Weighted average number of            pending: no figures yet
  common shares        37,992  36,120   a row with both lines as its caption

LIABILITIES                           pending, and the next line does not go on with it: a heading
Accounts payable        2,740   2,515
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.printed import Form
from converter.model.table import Row
from converter.tables.stub import (
    StubLine,
    closes,
    continues_after,
    dates_balance,
    goes_on,
    is_remark,
    unfinished,
    without_rules,
    wraps,
)
from converter.text.cells import is_year_row
from converter.text.dates import is_period_text
from converter.text.units import read_units
from converter.text.views import LineKind, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.source import SourceText, Span
    from converter.model.table import Cell
    from converter.tables.heads import StubWord
    from converter.tables.sheet import Figures, Margin, Read, Sheet
    from converter.text.views import LineView

_SOME = 5  # captions that tell how a table's begin
_BROKEN = 3  # captions that show how a table's are broken
_INDENT = 20  # a boxhead that repeats stands over the figures, further in than any caption
_MIDST = re.compile(r"[a-z]{2}|\$\s?\d")  # what goes on over a blank line begins so
_AMOUNT = re.compile(r"\d,\d{3}\b|\$\s?\.?\d")
_UNAUDITED = re.compile(r"\W*(?:un)?audited\W*", re.IGNORECASE)


def read_rows(sheet: Sheet, stub: Sequence[StubWord]) -> tuple[Row, ...]:
    """The rows of the body, below the headings among the words over the stub."""
    lines = sheet.lines[sheet.start : sheet.stop]
    figures = sheet.figures[sheet.start : sheet.stop]
    equity = sheet.section.kind is StatementKind.EQ
    below = _below(lines, sheet.read)
    out = _Rows(
        len(sheet.extents), width := _stub_width(sheet), small=_in_small_letters(sheet.read),
        below=_end_below(lines, sheet.read, below, width),
    )  # fmt: skip
    out.open_with(_heading_lines(stub, indent=lines[0].indent if equity else -1))
    out.take_up(sheet.read[0].caption)
    doubled = _double_spaced(lines)
    for at, (line, (cells, caption)) in enumerate(zip(lines, sheet.read, strict=True)):
        if line.kind is LineKind.RULE:
            out.rule()
        elif line.kind is not LineKind.TEXT:
            alone = doubled and at > 0 and lines[at - 1].kind in (LineKind.TEXT, LineKind.RULE)
            if line.kind is not LineKind.TAG and not alone:
                out.space()
        elif _repeats_head(line, figures[at]):
            out.space()
        elif cells:
            out.figures(line, cells, caption, below[at])
        elif caption is not None:
            out.words(line, caption, below[at])
    return tuple(_close(row, sheet.source) for row in out.rows)


def with_margins(rows: tuple[Row, ...], margins: Sequence[Margin]) -> tuple[Row, ...]:
    """The rows with the words of the margin as headings of those from there on."""
    found: list[Row] = []
    left = list(margins)
    for row in rows:
        first = min([row.line, *(piece.line for piece in row.pieces)])
        while left and left[0].number <= first:
            margin = left.pop(0)
            found.append(Row(margin.text, margin.places, 0, (), False, True, margin.number))
        found.append(row)
    return tuple(found)


@dataclass(slots=True)
class _Open:
    """A row being put together."""

    stub: list[StubLine]
    cells: tuple[Cell, ...]
    ruled: bool
    gap: bool
    line: int

    @property
    def caption(self) -> str:
        return " ".join(part.text for part in self.stub)


@dataclass(slots=True)
class _Rows:
    """The rows so far, and what has been met since the last one.

    columns      of the table
    width        column at which the stub ends
    pending      caption lines that wait for their figures; `pending_gap`, `pending_ruled`: a blank,
                 a rule stood above them
    ruled, gap   a rule, a blank since the last figures
    broken       something stands between the pending captions and the next line
    small        whether the table's captions begin in small letters
    below        whether captions that are too long end below their figures
    """

    columns: int
    width: int
    small: bool
    below: bool
    rows: list[_Open] = field(default_factory=list)
    pending: list[StubLine] = field(default_factory=list)
    pending_gap: bool = False
    pending_ruled: bool = False
    ruled: bool = False
    gap: bool = False
    broken: bool = False

    def open_with(self, headings: Sequence[StubLine]) -> None:
        for head in headings:
            if self.rows and _one_heading(self.rows[-1].stub, head) and not self.small:
                self.rows[-1].stub.append(head)
            else:
                self.rows.append(_Open([head], (), False, True, head.line.number))

    def take_up(self, first: StubLine | None) -> None:
        """The last heading waits for its figures where it goes on with the first caption right
        below: 'Balance at June 30, 1996,' over 'as restated   1,250', 'in 1994' over 'and 1993',
        '(market: 1995 - $65,114;' over '1994 - $68,907)'.
        """
        if first is None or not self.rows:
            return
        if not first.text[0].isalpha() and not closes(self.rows[-1].caption, first.text):
            return  # 'Due in' over '1994' and other years heads them all
        while self.rows and self._heads(self.rows[-1].stub[-1], first):
            self.pending = [*self.rows.pop().stub, *self.pending]
            first = self.pending[0]

    def _heads(self, upper: StubLine, lower: StubLine) -> bool:
        """Whether a line above the first figures goes on with the next."""
        if upper.line.number != lower.line.number - 1:
            return False
        small = not self.small and goes_on(lower.text) and not upper.text.endswith(":")
        return unfinished(upper.text) or small or dates_balance(upper.text, lower.text)

    def rule(self) -> None:
        self.ruled = bool(self.rows and self.rows[-1].cells)
        self._close_pending()

    def space(self) -> None:
        self.gap = self.broken = True

    def words(self, line: LineView, caption: StubLine, below: StubLine | None) -> None:
        """A line without figures: the end of the caption above, or a part of one to come."""
        last = self.rows[-1] if self.rows else None
        beside = without_rules(caption)  # the rule is that of the row above
        under = last if last and last.line == line.number - 1 and not self.pending else None
        if under and beside is not None and beside.text[0].islower():
            under.stub.append(beside)
            self.ruled = True
            return
        caption = beside or caption
        follows = last if not (self.broken or self.pending) else None
        if follows and (
            _ends_caption(follows, caption, line, ruled=self.ruled)
            or self._had_no_room(follows, caption, line, below)
        ):
            follows.stub.append(caption)
            return
        apart = self.broken and not self._goes_on_below(caption, below)
        if self.pending and (apart or not self._wraps(caption, below)):
            self._close_pending()
        if not self.pending:
            self.pending_gap, self.pending_ruled = self.gap, self.ruled
        self.pending.append(caption)
        self.gap = self.broken = False
        self.ruled = beside is not None

    def _had_no_room(
        self, row: _Open, caption: StubLine, line: LineView, below: StubLine | None
    ) -> bool:
        """Whether a line in small letters ends the caption above, which had no room for its first
        word beside the figures: 'Net unrealized loss on marketable    (276)' over 'securities'.
        """
        if not row.cells or not row.stub or self.small or self.ruled:
            return False
        near = row.line == line.number - 1
        if self.below and near and _too_long(row.stub[-1], caption, below, self.width):
            return True
        first, upper = caption.text.split(" ", 1)[0], row.stub[-1]
        leaders = upper.line.text[upper.right :].lstrip().startswith((". .", ".."))
        if leaders and caption.left == upper.left:
            return False  # they had room
        small = first.isalpha() and first.islower() and near
        return small and caption.left >= upper.left and upper.right + 1 + len(first) > self.width

    def figures(
        self,
        line: LineView,
        cells: tuple[Cell, ...],
        caption: StubLine | None,
        below: StubLine | None,
    ) -> None:
        """A line with figures: a row, or the rest of the figures of the row above."""
        close = self.rows and not (self.pending or self.ruled or self.gap)
        if close and _goes_on(last := self.rows[-1], cells, caption, line, self.columns):
            last.stub += [caption] if caption else []
            last.cells = tuple(sorted((*last.cells, *cells), key=lambda cell: cell.column))
            return
        if close and caption and _opens(last, caption, line):
            self.pending, self.pending_gap = self.rows.pop().stub, last.gap
        taken: list[StubLine] = []
        if self._takes_pending(caption, below):
            taken, self.pending = self.pending, []
        self._close_pending()
        stub = [*taken, caption] if caption else taken
        gap = self.pending_gap if taken else self.gap
        ruled = self.ruled or (bool(taken) and self.pending_ruled)
        self.rows.append(_Open(stub, cells, ruled, gap, line.number))
        self.ruled = self.gap = self.broken = self.pending_gap = self.pending_ruled = False

    def _takes_pending(self, caption: StubLine | None, below: StubLine | None) -> bool:
        """Whether the pending lines belong to the caption of a line with figures."""
        last = self.rows[-1] if self.rows else None
        if not self.pending and last and not last.cells and caption and is_remark(caption):
            # 'Balance at December 31, 1997' over it, which was taken for a heading
            self.pending = self.rows.pop().stub
        if not self.pending:
            return False
        if caption is None:
            return not (self.broken and self.pending[-1].text.endswith(":"))
        together = not self.broken or self._goes_on_below(caption, below)
        return together and self._wraps(caption, below)

    def _goes_on_below(self, caption: StubLine, below: StubLine | None) -> bool:
        """Whether a caption goes on over a blank line: it ends and goes on in mid-phrase, or goes
        on in small letters, as no caption beside it begins.
        """
        upper = self.pending[-1] if self.pending else None
        if upper is None or not _MIDST.match(caption.text):
            return False
        if unfinished(upper.text):
            return True
        if self.small or caption.text[0] == "$" or upper.text.endswith(":"):
            return False
        listed = below is not None and below.left == caption.left and below.text[0].islower()
        near = caption.line.number == upper.line.number + 2
        return near and not listed and not upper.text.isupper() and caption.left >= upper.left

    def _wraps(self, caption: StubLine, below: StubLine | None) -> bool:
        return wraps(self.pending, caption, self.width, below, small=self.small)

    def _close_pending(self) -> None:
        """Caption lines that no figures followed are one heading: they wrapped into one another."""
        if self.pending:
            number = self.pending[0].line.number
            self.rows.append(_Open(self.pending, (), False, self.pending_gap, number))
            self.pending = []


def _end_below(
    lines: Sequence[LineView],
    read: Sequence[Read],
    below: Sequence[StubLine | None],
    width: int,
) -> bool:
    """Whether a table's captions that are too long for the stub end below their figures, at the
    page's margin, as a typist's program breaks them; one of them breaks in mid-phrase:

    Less Dividends on Preferred       291,543
    Stock
    Net Income Applicable to       $7,746,656
    Common Stock
    """
    found = [
        unfinished(caption.text) and under.text[0].isupper()
        for at, (cells, caption) in enumerate(read[:-1])
        if cells and caption is not None and lines[at + 1].kind is LineKind.TEXT
        and (under := read[at + 1].caption) is not None and not read[at + 1].cells
        and _too_long(caption, under, below[at + 1], width)
    ]  # fmt: skip
    return len(found) >= _BROKEN and any(found)


def _too_long(upper: StubLine, lower: StubLine, below: StubLine | None, width: int) -> bool:
    """Whether the first word of a line at the margin, which heads none further in, had no room at
    the end of the one above.
    """
    first = lower.text.split(" ", 1)[0]
    apart = (
        below is not None
        or upper.text.endswith(")")
        or lower.text.endswith(":")
        or lower.text.isupper()
    )
    return lower.left <= upper.left and not apart and upper.right + 1 + len(first) > width


def _double_spaced(lines: Sequence[LineView]) -> bool:
    """Whether a blank follows almost every line of a table, so that it parts nothing."""
    texts = [at for at, line in enumerate(lines) if line.kind is LineKind.TEXT]
    touching = sum(lines[at - 1].kind is LineKind.TEXT for at in texts if at)
    return len(texts) >= 2 * _SOME and touching * 10 <= len(texts)


def _in_small_letters(read: Sequence[Read]) -> bool:
    """Whether almost all lines of captions begin in small letters; the last lines of captions that
    wrap do so anywhere.
    """
    first = [caption.text[0] for _, caption in read if caption is not None]
    letters = [sign for sign in first if sign.isalpha()]
    return len(letters) >= _SOME and sum(map(str.islower, letters)) * 10 >= 9 * len(letters)


def _below(lines: Sequence[LineView], read: Sequence[Read]) -> list[StubLine | None]:
    """For each line that has figures, or goes on further in to them, the next caption line that
    stands no further in. A rule ends what stands together: a total's caption in two lines is no
    heading of what comes behind its rule.
    """
    found: list[StubLine | None] = [None] * len(read)
    later: list[StubLine] = []  # ever less far in, the nearest last
    for at in range(len(read) - 1, -1, -1):
        cells, caption = read[at]
        if lines[at].kind is LineKind.RULE:
            later.clear()
        if caption is None:
            continue
        deeper = bool(later) and later[-1].left > caption.left
        while later and later[-1].left > caption.left:
            later.pop()
        found[at] = later[-1] if later and (cells or deeper) else None
        later.append(caption)
    return found


def _stub_width(sheet: Sheet) -> int:
    """Where the stub ends: the longest caption of the table is as long as they get."""
    edge = sheet.extents[0].left
    return min(edge, max((c.right for _, c in sheet.read if c is not None), default=edge))


def _ends_caption(row: _Open, caption: StubLine, line: LineView, *, ruled: bool) -> bool:
    """Whether a line without figures ends the caption of the row above it."""
    if not row.cells or not row.stub:
        return False
    if not ruled:
        last = row.stub[-1]
        below = last.line.number > row.line  # the caption goes on below its figures already
        near = max(row.line, last.line.number) == line.number - 1
        return near and continues_after(last, caption, below=below)
    # 'Average number of shares -     37,199', the rule of the column, 'basic'
    near = row.line == line.number - 2
    return near and row.stub[-1].text.endswith("-") and caption.text[0].islower()


def _goes_on(
    row: _Open, cells: Sequence[Cell], caption: StubLine | None, line: LineView, columns: int
) -> bool:
    """Whether figures are those that the line above has no room for:

    Loss before taxes and             (14,326)   (29,489)
    extraordinary item                                       (40,624)
    """
    have, new = {cell.column for cell in row.cells}, {cell.column for cell in cells}
    if not have or have & new or len(have | new) < columns or line.number != row.line + 1:
        return False
    if caption is None:
        return True
    return bool(row.stub) and bool(re.match(r"[a-z(&]", caption.text)) and len(new) < len(have)


def _opens(row: _Open, caption: StubLine, line: LineView) -> bool:
    """Whether dashes in the row above are no figures, but of a caption that only ends below:

    Held to maturity (fair value                    --              --
      $33,385,588 and $41,195,960)          32,890,143      41,522,115
    """
    dashes = all(cell.figure.form is Form.DASH for cell in row.cells)
    near = dashes and line.number == row.line + 1
    return near and closes(row.caption, caption.text)


def _repeats_head(line: LineView, figures: Figures) -> bool:
    """A boxhead's line again, on the next page of a table: periods and nothing else."""
    if (figures and not is_year_row(line, figures)) or _AMOUNT.search(line.text):
        return False  # '(1995 - 4,672,046 shares;', '$.367 in 1994; $.327 in' are parts of captions
    words = [chunk.text for chunk in chunks(line.text)]
    aside = [text for text in words if read_units(text) or _UNAUDITED.match(text)]
    periods = [text for text in words if is_period_text(text)]
    return (
        bool(periods)
        and len(periods) + len(aside) >= len(words)
        and (line.indent > _INDENT or bool(aside))
    )


def _heading_lines(stub: Sequence[StubWord], indent: int) -> list[StubLine]:
    """Words above the first data row that head a group of lines ('ASSETS'), not the columns.

    indent  of the first row of an equity statement, where 'Year ended June 30, 1996' heads rows
    """
    found: dict[int, tuple[LineView, int, int]] = {}
    for line, chunk in stub:
        period = is_period_text(chunk.text) and not chunk.text[0].islower()
        period = period and not _AMOUNT.search(chunk.text)  # '(per share: $.41 in 1995;'
        if read_units(chunk.text) or (period and chunk.left > indent):
            continue  # 'outstanding at December 31, 1997' is a part of a caption
        left = found[line.number][1] if line.number in found else chunk.left
        found[line.number] = (line, left, chunk.right)
    return [
        StubLine(line, left, right, re.sub(r"\s+", " ", line.text[left:right]))
        for line, left, right in found.values()
    ]


def _one_heading(above: Sequence[StubLine], lower: StubLine) -> bool:
    """Whether lines above the first figures are one heading: the next begins in small, or closes
    their parenthesis.
    """
    upper = above[-1]
    near = upper.line.number == lower.line.number - 1
    small = lower.text[0].islower() and not upper.text.endswith(":")
    return near and (small or closes(" ".join(line.text for line in above), lower.text))


def _close(row: _Open, source: SourceText) -> Row:
    pieces: list[Span] = [part.line.span(source, part.left, part.right) for part in row.stub]
    indent = row.stub[0].left if row.stub else 0
    return Row(row.caption, tuple(pieces), indent, row.cells, row.ruled, row.gap, row.line)
