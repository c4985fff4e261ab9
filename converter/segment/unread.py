"""Tables among a filing's statements that are read as none: a utility's statement of taxes, or a
page of a statement that nothing tells for one. What is left there is said, with its place.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING

from converter.model.finding import Finding, Severity
from converter.segment.blocks import in_groups
from converter.segment.lines import is_text, line_span
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.note import Note
    from converter.model.source import SourceText
    from converter.model.table import Section
    from converter.segment.blocks import Block
    from converter.segment.candidates import Page
    from converter.segment.judged import Judged

_FEWEST = 5  # lines with figures: fewer are remarks, signatures, the number of a page
_FAR = 300  # lines between two statements that stand together
_HEAD = 3  # lines of a head that are told


def unread(
    source: SourceText,
    page: Page,
    judged: Sequence[Judged],
    sections: Sequence[Section],
    notes: Sequence[Note],
) -> list[Finding]:
    """What is said of the tables between a document's statements, and between the last of them and
    the notes, that are neither read nor left out with a finding of their own.

    judged           the document's candidates, `taken` or not
    sections, notes  what was read of it
    """
    own = [each for each in judged if each.taken]
    if not own:
        return []
    first, last = own[0].stretch.start, own[-1].stretch.stop
    seen = [(each.stretch.start, each.stretch.stop) for each in judged if each.taken or each.told]
    read = [(each.first, each.last) for each in sections]
    read += [(each.first, each.last) for each in notes]
    seen += [(begun - page.first, ended - page.first + 1) for begun, ended in read]
    findings: list[Finding] = []
    after = first
    for start, stop in sorted(seen):
        if after < start <= after + _FAR and (start <= last or _opens(notes, start + page.first)):
            findings += [
                _finding(source, page, blocks, after)
                for blocks in _pages(page, after, start)
                if sum(len(block.rows) for block in blocks) >= _FEWEST
            ]
        if start >= last:
            break
        after = max(after, stop)
    return findings


def _opens(notes: Sequence[Note], line: int) -> bool:
    return any(note.first == line for note in notes)


def _pages(page: Page, start: int, stop: int) -> Iterator[list[Block]]:
    """The blocks within these lines, those of a page together."""
    at = bisect_left(page.blocks, start, key=attrgetter("first"))
    mine = takewhile(lambda block: block.after <= stop, islice(page.blocks, at, None))
    return in_groups(page.lines, mine, lambda line: line.kind is LineKind.PAGE)


def _finding(source: SourceText, page: Page, blocks: Sequence[Block], lowest: int) -> Finding:
    """Of the blocks of a page, none of whose head stands above the line `lowest`."""
    first, top = blocks[0].first, max(blocks[0].top, lowest)
    words = [" ".join(line.text.split()) for line in page.lines[top:first] if is_text(line)]
    head = f": {' '.join(words[:_HEAD])!r}" if words else ""
    rows = sum(len(block.rows) for block in blocks)
    return Finding(
        code="SEG007", severity=Severity.WARNING, span=line_span(source, page.lines[first]),
        message=f"{rows} lines with figures among the statements are not read{head}",
        hint="none of the statements that are known stands there; its figures are left out",
    )  # fmt: skip
