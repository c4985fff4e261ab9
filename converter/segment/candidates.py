"""Blocks of figures to candidates: each with its head, over as many pages as it goes on.

A candidate may turn out to be a statement, an extract of one, a schedule in the notes, or nothing.
What kind it is, and whose, is weighed afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.segment.blocks import Block, Reading, find_blocks, readings
from converter.segment.extent import extent
from converter.segment.facing import facing_page
from converter.segment.lines import Lines
from converter.segment.titles import Title, Titles, hinted_lines
from converter.wording.kinds import caption_words, load_kinds

if TYPE_CHECKING:
    from converter.model.filing import Document, Filing
    from converter.wording.titles import TitleTable

_PRIMARY = ("BS", "IS", "CF", "EQ", "CI")
_LIKELY = -2.0  # the logarithm of the odds below which captions without a title are no statement's
_OTHER = 1.5  # the logarithm of the odds from which a block is of another kind than the one before
_ABOVE = 60  # lines above its first row in which a title can stand
_FEW = 3  # rows that tell no kind


@dataclass(slots=True)
class Page:
    """A document with what was found on its lines.

    place   of the document among the filing's
    first   number of its first line
    notes   the lines at which notes begin, or go on
    """

    place: int
    type: str
    first: int
    lines: Lines
    titles: Titles
    blocks: list[Block]
    hinted: list[int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `start` to `stop` (exclusive) of a document that may be a statement.

    head      what stands above; it may name no statement
    readings  captions and figures
    odds      for each kind the logarithm of its odds, by the captions alone
    facing    whether it is the right-hand page of the stretch before it
    """

    page: Page
    head: Title
    start: int
    stop: int
    readings: tuple[Reading, ...]
    odds: dict[str, float] = field(compare=False)
    facing: bool = False

    @property
    def first(self) -> int:
        """Number of its first line, its title's."""
        return self.page.first + min(self.head.first, self.start)

    @property
    def last(self) -> int:
        return self.page.first + self.stop - 1

    @property
    def kind(self) -> StatementKind:
        """The likeliest kind by captions and title."""
        said = self.head.words.kind.value if self.head.words else ""
        return StatementKind(
            max(_PRIMARY, key=lambda kind: self.odds[kind] + (6 if kind == said else 0))
        )


def read_page(filing: Filing, document: Document, place: int, reader: TitleTable) -> Page | None:
    """A document's lines, titles and blocks; None where it has no block."""
    span = document.span
    first = span.line
    last = filing.source.span(max(span.start, span.end - 1), span.end).line
    lines = Lines(filing.source, first, last)
    hinted = {number - first for number in hinted_lines(filing.source, document, reader.hints)}
    blocks = find_blocks(lines, filing.source, first, hinted)
    if not blocks:
        return None
    titles = Titles(lines, reader, hinted)
    return Page(place, document.type, first, lines, titles, blocks, sorted(hinted))


def stretches(page: Page) -> list[Stretch]:
    """The candidates of a document, in its order."""
    found: list[Stretch] = []
    lines, titles = page.lines, page.titles
    after = 0  # where the last candidate ends
    model = load_kinds()
    for number, block in enumerate(page.blocks):
        if block.first < after:
            continue
        head = _titled(titles, block, after)
        stop = extent(lines, head, titles) if head is not None else 0
        if head is None or stop <= block.first:
            head = titles.untitled(max(block.top, after), block.first)
            words = caption_words(r.caption for r in readings(lines, block.first, block.after))
            odds = model.weigh(words)
            if max(odds[kind] for kind in _PRIMARY) < _LIKELY or len(block.rows) < 2:
                continue
            stop = extent(lines, head, titles)
            if stop <= block.first:
                continue
        stop = _cut(page, number, head, stop)
        taken = _stretch(page, head, head.start, stop)
        found.append(taken)
        after = stop
        beside = None if head.words is None else facing_page(lines, head, stop, titles)
        if beside is not None:
            found.append(replace(_stretch(page, head, *beside), facing=True))
            after = beside[1]
    return found


def _stretch(page: Page, head: Title, start: int, stop: int) -> Stretch:
    read = tuple(readings(page.lines, start, stop))
    odds = load_kinds().weigh(caption_words(each.caption for each in read))
    return Stretch(page, head, start, stop, read, odds)


def _titled(titles: Titles, block: Block, after: int) -> Title | None:
    """The title nearest above a block, if there is one that names a statement."""
    for at in range(block.first - 1, max(after, block.first - _ABOVE) - 1, -1):
        title = titles.at(at)
        if title is not None:
            # 'CONSOLIDATED STATEMENTS OF' over 'CHANGES IN EQUITY': the lines above begin it
            for above in range(max(after, at - 2), at):
                longer = titles.at(above)
                if longer is not None and longer.after > at:
                    title = longer
                    break
            return None if title.kind is StatementKind.NOTE else title
    return None


def _cut(page: Page, number: int, head: Title, stop: int) -> int:
    """Where the candidate ends before a block of another kind that only a boxhead parts from it."""
    model = load_kinds()
    lines = page.lines
    own = ""
    said = head.words.rule if head.words else ""
    for block in page.blocks[number:]:
        if block.first >= stop:
            break
        if len(block.rows) < _FEW:
            continue
        odds = model.weigh(
            caption_words(r.caption for r in readings(lines, block.first, block.after))
        )
        kind = max(_PRIMARY, key=odds.__getitem__)
        if odds[kind] < _OTHER:
            continue
        if not own:
            own = kind
        elif kind != own and {kind, own} - {"IS", "CI", "EQ"} and not said:
            return block.top
    return stop
