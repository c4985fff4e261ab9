"""Tables in the notes, with the heading and the units that hold for them."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.table import Section
from converter.segment.blocks import opens_boxhead
from converter.segment.lines import (
    NOTE_HEADING,
    is_capital,
    is_prose,
    is_row,
    is_sentence,
    line_span,
)
from converter.text.cells import has_cells
from converter.text.dates import is_period_text
from converter.text.units import read_units
from converter.text.views import LineKind, LineView, chunks
from converter.text.views import parts as chunks_of

if TYPE_CHECKING:
    from converter.model.source import SourceText
    from converter.segment.lines import Lines

# What follows the notes in reports: other items, the auditors' report, schedules, signatures.
_AFTER = re.compile(
    r"(?:PART\s+[IVX]+\b|ITEM\s+\d{1,2}[A-Z]?\b|SIGNATURES?$|MANAGEMENT'?S\s+(?:DISCUSSION|FINANCIAL|REPORT)"
    r"|(?:REPORT|OPINION)\s+OF\s+(?:INDEPENDENT|MANAGEMENT|REGISTERED|CERTIFIED)"
    r"|INDEPENDENT\s+(?:AUDITOR|ACCOUNTANT)|SELECTED\s+(?:CONSOLIDATED\s+)?FINANCIAL\s+DATA"
    r"|SCHEDULE\s+[IVX]+\b|EXHIBIT\s+INDEX|INDEX\s+TO\s+EXHIBITS)",
    re.IGNORECASE,
)
# 'A summary of financial information for Example Bottling is as follows'
_OF_OTHERS = re.compile(
    r"summar(?:y|ized)(?:\s+of)?\s+(?:\w+\s+){0,3}financial\s+(?:information|data|statements?|position)"
    r"\s+(?:for|of)\s+(?!the\s+(?:years?|quarters?|periods?|three|six|nine|company)\b|fiscal|our\s+segments)",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"\b(?:continued|cont'?d|concluded)\b", re.IGNORECASE)
# How the lines begin that `opens_notes` and `ends_notes` may tell, five letters at most: the quick
# question, asked of every line of a document.
OPENINGS = (
    "NOTE", "PART", "ITEM", "SIGNA", "MANAG", "REPOR", "OPINI", "INDEP", "SELEC", "SCHED", "EXHIB",
    "INDEX",
)  # fmt: skip
_AFTER_FIRST = frozenset("PISMROEpismroe")
_NEAR = 4  # lines before a table that lead in to it
_HEADS = 6  # lines of words over the columns of a boxhead
_CENTRED = 8  # columns by which these begin before the first column
_MAX_EMPTY = 6  # lines without figures inside a table


class NotesPlace:
    """Where in the notes the reader is: the units that hold for them, and the latest heading."""

    def __init__(self, source: SourceText, lead: str) -> None:
        self._source = source
        self._lead = lead
        self._note = ""
        self._title = lead
        self._prose: deque[str] = deque(maxlen=_NEAR)

    def page(self, lead: str) -> None:
        """Another page headed as notes: the note goes on, the units are those of the page; where it
        says that it is continued and states none, those of the pages before.
        """
        if read_units(lead) or not _CONTINUED.search(lead):
            if self._title == self._lead:  # no heading of a note has been seen
                self._title = lead
            self._lead = lead

    def see(self, line: LineView) -> None:
        """Takes notice of a line of words outside tables."""
        text = line.text
        first = text[line.indent]
        if first.isdigit() or first in "Nn":
            heading = NOTE_HEADING.match(text)
            if heading and heading["title"] and (heading["number"] or heading["title"].isupper()):
                self._note = heading["number"] or heading["plain"]
                self._title = re.sub(r"\s+", " ", text.strip())
                self._prose.clear()
                return
        self._prose.append(text.strip())

    def of_others(self) -> bool:
        """Whether the words above a table say that it sums up another company's statements."""
        return _OF_OTHERS.search(" ".join(self._prose)) is not None

    def section(self, lines: Lines, region: tuple[int, int, int]) -> Section:
        first, last, _ = region
        near = re.sub(r"\s+", " ", " ".join(self._prose))
        return Section(
            kind=StatementKind.NOTE,
            title=self._title,
            title_span=line_span(self._source, lines[first]),
            lead=self._lead_of(near),
            first=lines[first].number,
            last=lines[last - 1].number,
            note=self._note,
        )

    def _lead_of(self, near: str) -> str:
        """The nearest words about units hold: lead-in, heading of the note, head of the page."""
        if read_units(near):
            return near
        return f"{self._title if read_units(self._title) else self._lead} {near}"


def opens_notes(line: LineView) -> bool:
    """Whether a line heads the first note, where no title stands over the notes."""
    heading = NOTE_HEADING.match(line.text)
    return (
        heading is not None
        and (heading["number"] or "").upper() in ("1", "A")
        and bool(heading["title"])
        and is_capital(heading["title"])
    )


def ends_notes(line: LineView) -> bool:
    """Whether a line heads what follows the notes."""
    text = line.text.strip()
    first = text[:1]
    return (
        first in _AFTER_FIRST
        and _AFTER.match(text) is not None
        and not is_sentence(line)
        and (is_capital(text) or text.isupper())
    )


def table_region(lines: Lines, at: int) -> tuple[int, int, int] | None:
    """A table in the notes that starts on line `at`: (first, after its last, where to go on).

    Between <TABLE> and </TABLE>, or a boxhead of periods or rules with figures below.
    """
    line = lines[at]
    if line.kind is LineKind.TAG:
        return _tagged(lines, at) if "<table>" in line.text.lower() else None
    if line.kind is not LineKind.TEXT or not (opens_boxhead(line) or _heads_columns(line)):
        return None
    last = at
    figures = empty = 0
    for stop in range(at + 1, len(lines)):
        part = lines[stop]
        if part.kind is LineKind.PAGE:
            break
        if part.kind is LineKind.TEXT:
            if NOTE_HEADING.match(part.text) and not is_row(part):
                break
            if has_cells(part):
                figures += 1
                last, empty = stop, 0
            else:
                empty += 1
                if empty > _MAX_EMPTY or is_prose(part):
                    break
        elif part.kind is LineKind.RULE:
            last = stop
    if figures < 2:
        return None
    return _spanned(lines, at), last + 1, last + 1


def _spanned(lines: Lines, at: int) -> int:
    """The first of the lines right above a boxhead that stand over its columns alone: words far
    apart and rules, with no blank line between.

                      Pension            Other
                     Benefits          Benefits
                   ------------      ------------
    December 31,   1998    1997      1998    1997
    """
    left = min((part.left for part in chunks(lines[at].text)[1:]), default=0)
    first = at
    for above in range(at - 1, max(at - _HEADS, 0) - 1, -1):
        line = lines[above]
        if line.kind not in (LineKind.TEXT, LineKind.RULE) or line.indent < left - _CENTRED:
            break
        if line.kind is LineKind.TEXT:
            if has_cells(line) or is_prose(line):
                break
            first = above
    return first


def _heads_columns(line: LineView) -> bool:
    """Units before periods: '(in millions)                    1996          1995'."""
    if "19" not in line.text and "20" not in line.text:
        return False
    first, *others = chunks_of(line.text)
    return (
        bool(others)
        and all(map(is_period_text, others))
        and (read_units(first) is not None or is_period_text(first))
    )


def _tagged(lines: Lines, at: int) -> tuple[int, int, int]:
    for stop in range(at + 1, len(lines)):
        if lines[stop].kind is LineKind.PAGE:
            return at, stop, stop
        if lines[stop].kind is LineKind.TAG and "</table>" in lines[stop].text.lower():
            return at, stop, stop + 1
    return at, len(lines), len(lines)


def parts(lines: Lines, region: tuple[int, int, int]) -> list[tuple[int, int, int]]:
    """The tables of a region: where a boxhead of other periods stands in it, another begins.

                              1/1/00     9/25/99
    Total inventories         $   15     $    20
    INTEREST INCOME                                    the second table begins here
                             THREE MONTHS ENDED
                              1/1/00    12/26/98
    Interest income           $   47     $    32
    """
    first, last, after = region
    starts = [first]
    known: set[str] = set()  # words of the boxhead that holds
    heads: set[str] = set()
    opened: int | None = None  # the first words since the last figures
    for at in range(first, last):
        line = lines[at]
        if line.kind is not LineKind.TEXT:
            continue
        if is_row(line):
            if opened is not None and known and not heads <= known:
                starts.append(opened)
                known = heads
            known = known or heads
            heads, opened = set(), None
            continue
        opened = at if opened is None else opened
        if opens_boxhead(line):
            heads = heads | set(line.text.lower().split())
    ends = [*starts[1:], last]
    return [(start, end, after) for start, end in zip(starts, ends, strict=True)]
