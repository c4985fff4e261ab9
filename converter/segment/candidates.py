"""Blocks of figures to candidates: each with its head, over as many pages as it goes on.

A candidate may turn out to be a statement, an extract of one, a schedule in the notes, or nothing.
What kind it is, and whose, is weighed afterwards.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.segment.blocks import (
    Block,
    Reading,
    find_blocks,
    in_groups,
    look_through,
    opens_boxhead,
    readings,
)
from converter.segment.columns_below import columns_below
from converter.segment.evidence import proves_cash
from converter.segment.extent import extent
from converter.segment.facing import facing_page
from converter.segment.lines import Lines
from converter.segment.names import own_names, spelling
from converter.segment.notes import OPENINGS
from converter.segment.titles import Title, Titles, hinted_lines
from converter.text.views import LineKind
from converter.wording.kinds import caption_words, load_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.filing import Document, Filing
    from converter.wording.titles import TitleTable

_PRIMARY = ("BS", "IS", "CF", "EQ", "CI")
_LIKELY = -2.0  # the logarithm of the odds below which captions without a title are no statement's
_OTHER = 0.5  # the logarithm of the odds from which a block is of another kind than the one before
_OTHER_THAN_SAID = 4.0  # the same below a title, which speaks for all that is under it
_ABOVE = 60  # lines above its first row in which a title can stand
_FEWEST = 3  # rows of a block without a title
_BELOW = 12  # lines between two blocks of one table
_FEW = 3  # rows that tell no kind


@dataclass(slots=True)
class Page:
    """A document with what was found on its lines.

    first   number of its first line
    marks   lines that open with a word that heads notes, or what follows them
    odds    for blocks the logarithm of the odds of each kind, by their captions alone
    """

    first: int
    lines: Lines
    titles: Titles
    blocks: list[Block]
    hinted: list[int]
    marks: list[int]
    odds: dict[range, dict[str, float]] = field(default_factory=dict)

    def odds_of(self, blocks: range) -> dict[str, float]:
        """What these blocks are by their captions."""
        if blocks not in self.odds:
            first, last = self.blocks[blocks[0]], self.blocks[blocks[-1]]
            read = readings(self.lines, first.first, last.after)
            words = caption_words(each.caption for each in read)
            self.odds[blocks] = load_kinds().weigh(words)
        return self.odds[blocks]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `start` to `stop` (exclusive) of a document that may be a statement.

    head      what stands above; it may name no statement
    readings  captions and figures
    odds      for each kind the logarithm of its odds, by the captions alone
    cash      whether opening cash and its change give closing cash
    facing    whether it is the right-hand page of the stretch before it
    """

    page: Page
    head: Title
    start: int
    stop: int
    readings: tuple[Reading, ...]
    odds: dict[str, float] = field(compare=False)
    cash: bool = False
    facing: bool = False

    @property
    def first(self) -> int:
        """Number of its first line, its title's."""
        return self.page.first + min(self.head.first, self.start)

    @property
    def last(self) -> int:
        return self.page.first + self.stop - 1

    @property
    def columns(self) -> int:
        return max((len(each.figures) for each in self.readings), default=0)

    @property
    def captions(self) -> frozenset[str]:
        return frozenset(each.caption.lower() for each in self.readings if each.figures)

    @property
    def kind(self) -> StatementKind:
        """The likeliest kind by captions and title, or by the proof that it is of cash flows."""
        proven = "CF" if self.cash else ""
        said = self.head.words.kind.value if self.head.words else proven
        return StatementKind(
            max(_PRIMARY, key=lambda kind: self.odds[kind] + (6 if kind == said else 0))
        )


def read_page(filing: Filing, document: Document, reader: TitleTable) -> Page | None:
    """A document's lines, titles and blocks; None where it has no block."""
    span = document.span
    first = span.line
    last = filing.source.span(max(span.start, span.end - 1), span.end).line
    lines = Lines(filing.source, first, last)
    hinted = {number - first for number in hinted_lines(filing.source, document, reader.hints)}
    rows, marks = look_through(lines, filing.source, first, OPENINGS)
    blocks = find_blocks(lines, rows, hinted)
    if not blocks:
        return None
    names = frozenset(map(spelling, own_names(filing)))
    return Page(first, lines, Titles(lines, reader, hinted, names), blocks, sorted(hinted), marks)


def stretches(page: Page) -> list[Stretch]:
    """The candidates of a document, in its order."""
    found: list[Stretch] = []
    lines, titles = page.lines, page.titles
    after = 0  # where the last candidate ends
    for number, block in enumerate(page.blocks):
        if block.first < after:
            continue
        head = _titled(page, block, after)
        stop = _stop(page, range(number, number + 1), head) if head is not None else 0
        if head is None or stop <= block.first:
            head = titles.untitled(max(block.top, after), block.first)
            together = _together(page, number)
            if sum(len(page.blocks[at].rows) for at in together) < _FEWEST:
                continue
            odds = page.odds_of(together)
            stop = _stop(page, together, head)
            if stop <= block.first:
                continue
            unlikely = max(odds[kind] for kind in _PRIMARY) < _LIKELY
            if unlikely and not proves_cash(readings(lines, block.first, stop)):
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
    return Stretch(page, head, start, stop, read, odds, proves_cash(read))


def _titled(page: Page, block: Block, after: int) -> Title | None:
    """The title nearest above a block, if there is one that names a statement."""
    titles, lowest = page.titles, max(after, block.first - _ABOVE)
    last = bisect_left(page.hinted, block.first)
    for at in reversed(page.hinted[bisect_left(page.hinted, lowest) : last]):
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


def _together(page: Page, number: int) -> range:
    """The block `number`, and where it has few rows those that go on right below it: a heading of
    rows that might be a title, 'Cash flows from investing activities:', ended it.
    """
    stop, rows = number + 1, len(page.blocks[number].rows)
    while rows < _FEWEST and stop < len(page.blocks):
        between = page.lines[page.blocks[stop - 1].after : page.blocks[stop].first]
        if len(between) > _BELOW or any(
            line.kind in (LineKind.PAGE, LineKind.TAG) or opens_boxhead(line) for line in between
        ):
            break
        rows += len(page.blocks[stop].rows)
        stop += 1
    return range(number, stop)


def _stop(page: Page, blocks: range, head: Title) -> int:
    """Index after the last line of the candidate that the first of the blocks opens."""
    words = head.words
    if words is not None:
        equity = words.kind is StatementKind.EQ
    else:
        odds = page.odds_of(blocks)
        equity = odds["EQ"] == max(odds[kind] for kind in _PRIMARY)
    stop = extent(page.lines, head, page.titles, rows_dated=equity)
    return columns_below(page.lines, head, stop, page.titles) if equity else stop


def _cut(page: Page, number: int, head: Title, stop: int) -> int:
    """Where a candidate ends before a page, or a block under a boxhead of its own, that is of
    another kind: clearly so under a title.
    """
    own, least = "", _OTHER if head.words is None else _OTHER_THAN_SAID
    for blocks in _by_page(page, number, stop):
        words: Counter[str] = Counter()
        for block in blocks:
            read = readings(page.lines, block.first, block.after)
            words.update(caption_words(each.caption for each in read))
        odds = load_kinds().weigh(words)
        kind = max(_PRIMARY, key=odds.__getitem__)
        if sum(len(block.rows) for block in blocks) < _FEW or odds[kind] < least:
            continue
        if not own:
            own = kind
        elif kind != own and {kind, own} - {"IS", "CI", "EQ"}:
            return blocks[0].top
    return stop


def _by_page(page: Page, number: int, stop: int) -> Iterator[list[Block]]:
    """The blocks from `number` on that begin before `stop`, those of a page together; a boxhead
    that is a block's own parts it from the block above.
    """
    mine = takewhile(lambda block: block.first < stop, islice(page.blocks, number, None))
    return in_groups(
        page.lines, mine, lambda line: line.kind is LineKind.PAGE or opens_boxhead(line)
    )
