"""Lines that are titles, with what the lines around them say of the statement.

                    ACME CORP. AND SUBSIDIARIES            above: the entity
                  CONSOLIDATED STATEMENTS OF INCOME        title, over up to three lines
            (in thousands, except per share amounts)       lead: units, dates
                                       1997       1996     boxhead

A title stands alone on its line. In an index a page number follows, in prose a sentence goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.segment.lines import (
    AROUND,
    NOTE_HEADING,
    centre,
    has_page_number,
    is_capital,
    is_paragraph,
    is_prose,
    is_sentence,
    is_text,
    plain,
)
from converter.segment.names import spelling
from converter.text.cells import first_cell, has_cells
from converter.text.dates import is_period_text, without_periods
from converter.text.units import read_units
from converter.text.views import LineKind, LineView, chunks, rule_segments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model.filing import Document
    from converter.model.source import SourceText
    from converter.model.table import TitleWords
    from converter.segment.lines import Lines
    from converter.wording.titles import TitleTable

_OFF_CENTRE = 8  # columns off a title's middle
_WIDTH = 120
_CENTRED = 8  # columns in from the margin: as far as no paragraph is indented
_LINES = 3  # lines that a title takes at most
_LEAD_LINES = 8  # titles with company, units and dates take seven at most
# the number of an exhibit, or what is numbered: a note, an Item
_OPENS = re.compile(r"exhibit\s+[\w.()-]+|\(?[a-z\d]{1,2}[.)]\s.*", re.IGNORECASE)
_OVER = 4  # columns that a head may begin before the figures of its column
_ABOVE_LINES = 5  # company, its state, kind of filing, heading of the part, its rule
_CONTINUED = re.compile(r"\W*cont(?:'?d|inued)?\.\W*", re.IGNORECASE)
# 'STATEMENTS OF INCOME  For the Years Ended December 31,': the years stand over the columns
_DAY_END = re.compile(r"\b(?:ended|ending|at|as\s+of)\s+[A-Z][a-z]+\.?\s+\d{1,2},$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[\w)\"'](?:[.;,]|\s(?:and|or|of|for|the|in|to|see|at|with))$")
_WIDER = 3  # columns on both sides by which the rule of a spanner is wider than its words
_SPANNER_AT_MOST = 45  # columns; what is wider rules the whole table
_SAME_MIDDLE = 2  # columns: what is set in the middle below goes on as well as at the margin
_GOES_ON = re.compile(r"\s+--?\s+|\s*[(:]")
_OPEN_END = re.compile(r"(?:\b(?:of|and|in|to|for)|[,&-])$", re.IGNORECASE)
_UNITS_ASIDE = re.compile(r"\s*\([^()]*\)\s*")


@dataclass(frozen=True, slots=True)
class Title:
    """A title line.

    words    what it says; None where no line above the figures names a statement
    text     as printed, lines joined
    first    index of its first line; `after`, index after its last
    start    index of the first line that is none of its lead
    lead     title, company, units and dates below it, joined
    around   the lines above and below that belong to it; `below` of them stand below
    apart    why the statement is not the registrant's own by accepted principles, '' if nothing
    """

    words: TitleWords | None
    text: str
    first: int
    after: int
    start: int
    lead: str
    around: tuple[str, ...]
    below: int
    apart: str

    @property
    def kind(self) -> StatementKind | None:
        return self.words.kind if self.words else None


class Titles:
    """The titles of a document, each line looked at once."""

    def __init__(
        self, lines: Lines, reader: TitleTable, hinted: set[int],
        names: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self._lines = lines
        self._reader = reader
        self._hinted = hinted
        self._names = names  # the registrant's, as they are spelt
        self._found: dict[int, Title | None] = {}

    def at(self, at: int) -> Title | None:
        """The title that starts on line `at`."""
        if at not in self._hinted:
            return None
        if at not in self._found:
            self._found[at] = self._look(at)
        return self._found[at]

    def begins(self, text: str) -> StatementKind | None:
        """The statement whose name a line begins with, before a dash, a colon or a parenthesis:
        'CONSOLIDATED STATEMENTS OF INCOME - CUSTOMARY VIEW'.
        """
        parts = _GOES_ON.split(text, maxsplit=1)
        words = self._reader(parts[0]) if len(parts) > 1 else None
        return words.kind if words is not None and not words.apart else None

    def _look(self, at: int) -> Title | None:
        lines = self._lines
        line = lines[at]
        if not (_may_be(line) or self._is_small(at)) or self._in_prose(at):
            return None
        best: tuple[TitleWords, str, int] | None = None
        text = ""
        for after in range(at, min(at + _LINES, len(lines))):
            part = lines[after]
            if part.kind is LineKind.BLANK and after > at and best is None:
                continue  # 'STATEMENTS OF CASH' over 'FLOWS', in a text of every other line
            if after > at and not _may_go_on(part):
                break
            if after > at and not _OPEN_END.search(text) and self._reads(_left(part)):
                break  # a line with a title of its own: the lines above are complete or none
            text = f"{text} {_left(part)}".strip()
            words = self._reads(text)
            if words is not None and (best is None or words.rule != best[0].rule):
                best = (words, text, after + 1)
        if best is None:
            best = self._in_chunk(line, at)
        if best is None or self._ends_in_sentence(best[1]):
            return None
        return self._title(*best, at)

    def _is_small(self, at: int) -> bool:
        """Whether a line in small letters is set as a title: in the middle, as those around it."""
        line = self._lines[at]
        around = self._lines[max(at - 1, 0) : at + 2]
        far_in = all(each.indent >= _CENTRED for each in around if is_text(each))
        return is_text(line) and far_in and not has_page_number(line)

    def _reads(self, text: str) -> TitleWords | None:
        if read_units(text):
            text = _UNITS_ASIDE.sub(" ", text).strip()
        return self._reader(text)

    def _in_chunk(self, line: LineView, at: int) -> tuple[TitleWords, str, int] | None:
        """A title with the company or a page mark on the same line, far from it."""
        apart = chunks(line.text, 3)
        if len(apart) < 2 or has_cells(line):
            return None
        for chunk in apart[1:]:
            words = self._reads(chunk.text.strip(" |*"))
            if words is not None:
                return words, chunk.text.strip(" |*"), at + 1
        return None

    def _in_prose(self, at: int) -> bool:
        """Whether the lines around belong to the same paragraph."""
        lines = self._lines
        above = lines[at - 1] if at else None
        if (
            above is not None
            and is_text(above)
            and not is_capital(above.text)
            and is_sentence(above)
            and abs(above.indent - lines[at].indent) <= 6
            and not has_cells(above)
            and above.text.rstrip()[-1] not in ".:"
        ):
            return True
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below is None or not is_text(below) or not below.text[below.indent].islower():
            return False
        if has_page_number(below):
            return True  # an index line goes on to its page
        if not without_periods(below.text):
            return False  # 'for the years ended June 30, 1995, 1994 and 1993'
        middle = abs(centre(below) - centre(lines[at])) <= _SAME_MIDDLE
        return is_sentence(below) and (below.indent <= lines[at].indent or middle)

    def _ends_in_sentence(self, text: str) -> bool:
        """'Balance Sheets at June 30, 1997 and' and 'of Income.' are lines of lists and prose."""
        if not _SENTENCE_END.search(text) or (_DAY_END.search(text) and is_capital(text)):
            return False
        if text.endswith("."):
            last = text.rsplit(" ", 1)[-1]
            return not (self._reader.names(last) or _CONTINUED.fullmatch(last))
        return True

    def _title(self, words: TitleWords, text: str, after: int, at: int) -> Title:
        if any(is_period_text(chunk.text) for chunk in chunks(self._lines[after - 1].text, 3)[1:]):
            lead, start = [text], at  # the boxhead begins beside the title
        else:
            lead, start = self._lead(text, at, after)
        above = self._above(at)
        around = (*above, *lead[1:])
        apart = words.apart
        if not apart and words.kind is not StatementKind.NOTE:
            apart = self._set_apart(around)
        return Title(words, text, at, after, start, " ".join(lead), around, len(lead) - 1, apart)

    def _set_apart(self, lines: Iterable[str]) -> str:
        """What lines around a title say against the statement; the registrant's name says nothing:
        'Meridian Health Plans, Inc.' is no benefit plan.
        """
        said = (self._reader.apart(each) for each in lines if spelling(each) not in self._names)
        return next(filter(None, said), "")

    def untitled(self, top: int, first: int) -> Title:
        """What stands on the lines `top` to `first` (exclusive) above a block, as a title that
        names no statement: its last line of words that is neither a company's name nor its state
        nor units nor a period is its text.
        """
        lines = self._lines
        edge = first_cell(lines[first]) if first < len(lines) else 0
        opening = self._opening(top, first, edge)
        if opening == first or _opens_columns(lines[opening]):
            return Title(None, "", opening, opening, opening, "", (), 0, "")
        # words over the figures' columns are the boxhead's
        if edge and lines[opening].indent >= edge - _OVER:
            return Title(None, "", opening, opening, opening, "", (), 0, "")
        lead, start = self._lead(plain(lines[opening]), opening, opening + 1, edge)
        start = min(start, first)
        text = next((each for each in reversed(lead) if self._may_name(each)), "")
        apart = self._set_apart(lead)
        around = (*self._above(opening), *lead)
        return Title(None, text, opening, start, start, " ".join(lead), around, len(lead), apart)

    def _opening(self, top: int, first: int, edge: int) -> int:
        """The first line of what stands together above the line `first`: two blank lines, or a
        table's tag, part it from words of other things. Words between the heads of the columns,
        which begin at `edge`, and the figures are those of the first lines.
        """
        lines = self._lines
        opening, blanks, words = first, 0, 0
        for at in range(first - 1, top - 1, -1):
            line = lines[at]
            if line.kind is LineKind.BLANK:
                blanks += 1
            elif line.kind is LineKind.TAG:
                if words and "<table>" in line.text.lower():
                    break
            elif is_text(line):
                prose = is_paragraph(lines, at) and not read_units(line.text)
                prose = prose or self._ends_paragraph(at)
                over = edge and line.indent >= edge - _OVER
                # the heading of the first rows, apart from the heads of their columns
                heading = words == 1 and over and is_period_text(line.text)
                apart = words and blanks > 1 and not heading
                if prose or _OPENS.fullmatch(plain(line)) or apart:
                    break
                opening, blanks = at, 0
                if over:
                    words = 0
                else:
                    words += not is_period_text(line.text) and not read_units(line.text)
        return opening

    def _ends_paragraph(self, at: int) -> bool:
        """Whether a line is the last one of a paragraph: 'dollars, except those per share.'"""
        line, above = self._lines[at], self._lines[at - 1] if at else None
        if above is None or not is_text(above) or not line.text.endswith((".", ":")):
            return False
        return line.text[line.indent].islower() and is_sentence(above) and is_prose(above)

    def _may_name(self, text: str) -> bool:
        return not (
            text.startswith("(")
            or text.endswith((".", ":"))
            or read_units(text)
            or is_period_text(text)
            or self._reader.names(text)
        )

    def _above(self, at: int) -> tuple[str, ...]:
        """The lines above a title that stand on its page as its heads, nearest last."""
        found: list[str] = []
        blanks = 0
        for place in range(at - 1, max(-1, at - 16), -1):
            line = self._lines[place]
            if line.kind is LineKind.PAGE or len(found) == _ABOVE_LINES:
                break
            if line.kind is LineKind.BLANK:
                blanks += 1
                if blanks > 3:
                    break
                continue
            if line.kind is LineKind.TAG and "</" in line.text:
                break
            if is_text(line):
                words = plain(line)
                ends = words[:1].islower() and words.endswith(".")  # a paragraph's last words
                if ends or is_prose(line) or is_sentence(line) or has_cells(line):
                    break
                found.append(words)
            blanks = 0
        return tuple(reversed(found))

    def _is_lead(self, line: LineView, title: LineView, *, named: bool) -> bool:
        """Whether a line below a title belongs to it: units, or what is set around its middle, or
        at the margin below a title there '(Unaudited)', 'Year ended June 30', a company's name, and
        no prose.

        named  below a company's name it may name the statement in words that no title has
        """
        text = line.text.strip()
        if read_units(text):
            return True
        named = named or (is_capital(text) and self._reader.names(text))
        below = text.startswith("(") or not without_periods(text) or named
        margin = below and line.indent == title.indent
        if abs(centre(line) - centre(title)) > _OFF_CENTRE and not margin:
            return False
        return text.startswith("(") or is_period_text(text) or is_capital(text)

    def _is_spanner(self, at: int) -> bool:
        """Whether words stand over a rule of their own that is wider: 'Shares Outstanding' over two
        columns. What underlines a title or a name is as wide as it.
        """
        line, below = self._lines[at], self._lines[at + 1] if at + 1 < len(self._lines) else None
        text = line.text.strip()
        if below is None or below.kind is not LineKind.RULE or text.startswith("("):
            return False
        rules = rule_segments(below.text)
        return len(rules) == 1 and (
            rules[0][0] <= line.indent - _WIDER
            and len(line.text.rstrip()) + _WIDER <= rules[0][1]
            and rules[0][1] - rules[0][0] < _SPANNER_AT_MOST
        )

    def _lead(self, title: str, at: int, after: int, edge: int = 0) -> tuple[list[str], int]:
        """The lines under a title that belong to it (company, units, dates), and the index after.

        They are centred below it; a boxhead stands to the right, over its columns, which begin at
        `edge` where that is known.
        """
        lines = self._lines
        texts = [title]
        end = place = after
        while place < len(lines) and len(texts) <= _LEAD_LINES:
            line = lines[place]
            if line.kind is LineKind.BLANK:
                place += 1
                continue
            if line.kind is not LineKind.TEXT:
                break
            text = line.text.strip()
            if len(chunks(line.text, 3)) > 1 or has_page_number(line) or NOTE_HEADING.match(text):
                break
            if edge and line.indent >= edge - _OVER and not read_units(text):
                break
            if not self._is_lead(line, lines[at], named=edge > 0 and place in self._hinted):
                break
            if self._is_spanner(place):
                break
            texts.append(text)
            place += 1
            end = place
        return texts, end


def hinted_lines(source: SourceText, document: Document, hints: tuple[str, ...]) -> set[int]:
    """Numbers of the document's lines that hold a word of titles and open with a capital, or stand
    alone in the middle.
    """
    begin, end = document.span.start, document.span.end
    text = source.text[begin:end].lower()
    if len(text) != end - begin:  # a few letters have longer small forms
        text = "".join(char.lower()[:1] for char in source.text[begin:end])
    starts = source.starts
    found: set[int] = set()
    for hint in hints:
        at = text.find(hint)
        while at >= 0:
            number = bisect_right(starts, begin + at)
            line_end = starts[number] if number < len(starts) else end
            if number not in found:
                words = source.text[starts[number - 1] : line_end].strip(AROUND)
                if len(words) > _WIDTH:  # a boxhead may begin beside the title
                    words = re.split(r"\t|\s{3}", words, maxsplit=1)[0]
                capital = not words[:1].islower()
                if len(words) <= _WIDTH and (capital or _is_centred(source, number)):
                    found.add(number)
            at = text.find(hint, line_end - begin)
    return found


def _is_centred(source: SourceText, number: int) -> bool:
    """Whether a line stands far in, and those around it do or are blank: a title in small letters
    below the company's name.
    """
    lines = [source.line(at) for at in range(number - 1, number + 2) if 0 < at <= source.line_count]
    shown = [line.expandtabs(source.tab) for line in lines if line.strip()]
    return all(len(line) - len(line.lstrip()) >= _CENTRED for line in shown)


def _opens_columns(line: LineView) -> bool:
    """A boxhead's line: periods, or words that stand apart."""
    if len(chunks(line.text, 3)) > 1:
        return True
    return is_period_text(line.text) and not without_periods(line.text)


def _may_be(line: LineView) -> bool:
    """Whether a line is set as a title: short, opened by a capital, without a page number."""
    if not is_text(line) or len(_left(line)) > _WIDTH:
        return False
    words = plain(line)
    first = next((char for char in words if char.isalpha()), "")
    return first.isupper() and not _ends_in_page(line)


def _ends_in_page(line: LineView) -> bool:
    """Whether a line ends as one of an index: several years or days beside a title, over their
    columns, are no page number.
    """
    if not has_page_number(line):
        return False
    heads = [chunk.text for chunk in chunks(line.text, 3)[1:]]
    return len(heads) < 2 or not all(
        is_period_text(head) and not without_periods(head) for head in heads
    )


def _left(line: LineView) -> str:
    """A line's words; only the first where others stand far to the right."""
    apart = chunks(line.text, 3)
    return " ".join(apart[0].text.split()).strip('|*" ') if len(apart) > 1 else plain(line)


def _may_go_on(line: LineView) -> bool:
    return (
        is_text(line)
        and len(_left(line)) <= _WIDTH
        and is_capital(_left(line))
        and not _ends_in_page(line)
    )
