"""The schedules of a submission, from its EX-27 documents and from what stands so elsewhere.

A line is a tag with its values, or (in some of the first schedules) an item of Regulation S-X:

    <TOTAL-ASSETS>                                   9,215          8,842
    5-02(18)  Total assets                           9,215

Whatever is odd is a finding with its place; nothing is put right here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from converter.model.finding import Finding, Result, Severity
from converter.model.schedule import Entry, Footnote, Schedule, ScheduleColumn, TagKind
from converter.schedule.header import HeadLine, with_header
from converter.schedule.tags import packaged_tags
from converter.schedule.values import MARK, Value, read_cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from converter.model.filing import Filing
    from converter.model.source import SourceText, Span
    from converter.schedule.tags import Tags

_TAG = re.compile(r"[ \t]*<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9&/-]*)>[ \t]*")
_ITEM = re.compile(
    r"[ \t]*(?P<item>[5]-0[23][(\w). ]*?)[.:]?(?:[ \t]{2,}|\t)(?P<caption>[A-Za-z].*?)"
    r"(?:[ \t.]{2,}|\t|[ \t](?=[$(\d]))(?=[\s$(-]*[\d.-])"
)
_LAYOUT = frozenset(
    {"TABLE", "S", "C", "PAGE", "CAPTION", "TEXT", "TYPE", "SEQUENCE", "DESCRIPTION", "FILENAME",
     "DOCUMENT", "PRE", "HTML", "BODY", "FN", "SERIES", "WARNING"}
)  # fmt: skip
_OPENING = frozenset({"ARTICLE", "PERIOD-TYPE", "MULTIPLIER"})
_FLAGS = frozenset({"RESTATED", "FLAWED"})
_BY_COLUMN = frozenset(
    {"PERIOD-TYPE", "FISCAL-YEAR-END", "PERIOD-START", "PERIOD-END", "BOOK-VALUE"}
)
_APART = re.compile(r"\S+(?:[ ]\S+)*")
_RESTATED = re.compile(r"^<DESCRIPTION>[^\n]*\bRESTATED\b", re.MULTILINE | re.IGNORECASE)
_FLAWED = re.compile(r"<FLAWED>|EDGAR SYSTEM ENCOUNTERED ERROR", re.IGNORECASE)
_SIGN = re.compile(r"\S")
_LEAST = 6  # tags by which a text that is no EX-27 is told to hold a schedule


@dataclass(slots=True)
class _Made:
    """A schedule while its lines are read."""

    start: int
    end: int
    head: list[HeadLine] = field(default_factory=list)
    cells: list[tuple[str, Value, int, str]] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


class _Open(NamedTuple):
    """A text that goes over lines, a legend or a footnote, and its place so far."""

    name: str
    start: int
    end: int


def read_schedules(filing: Filing) -> Result[tuple[Schedule, ...]]:
    """Every schedule of a filing in its order, and a finding for whatever is odd in it.

    The findings are SCH001 to SCH010, SCH013, SCH014 and SCH017; `converter.model.codes` explains
    them.
    """
    schedules: list[Schedule] = []
    findings: list[Finding] = []
    for span, exhibit in _places(filing):
        made = list(_Reader(filing.source).run(span))
        if not made and exhibit:
            findings.append(
                Finding(
                    code="SCH017", severity=Severity.INFO,
                    message="an Exhibit 27 without a tag that could be read", span=span,
                )
            )  # fmt: skip
        for part in made:
            schedule, found = _schedule(filing, part, len(schedules), span)
            schedules.append(schedule)
            findings += part.findings + found
    return Result(tuple(schedules), tuple(findings))


def _places(filing: Filing) -> Iterator[tuple[Span, bool]]:
    """The documents that are an Exhibit 27, and the parts of others that hold a schedule."""
    source = filing.source
    for document in filing.documents:
        if document.type.upper().startswith("EX-27"):
            yield document.span, True
            continue
        at = source.text.find("<ARTICLE>", document.span.start, document.span.end)
        if at < 0:
            continue
        at = source.text.rfind("\n", 0, at) + 1
        body = source.text[at : document.span.end]
        known = packaged_tags().by_name
        if sum(found["name"] in known for found in _TAG.finditer(body)) >= _LEAST:
            yield source.span(at, document.span.end), False


class _Reader:
    """Goes through the lines of one document and makes its schedules: as a rule one; a second
    begins with its own header.
    """

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._made: _Made | None = None
        self._open: _Open | None = None
        self._waiting = ""  # a tag whose value may stand on the next line

    def run(self, span: Span) -> Iterator[_Made]:
        for start, line in _lines(self._source, span):
            tag = _TAG.match(line)
            if tag is None:
                self._untagged(start, line)
                self._waiting = ""
                continue
            self._waiting = ""
            self._close()
            name = tag["name"].upper()
            if not tag["end"]:
                done = self._begin(name, start, line)
                if done is not None:
                    yield done
                if self._made is not None:
                    self._tagged(self._made, name, line, tag.end(), start)
        self._close()
        if self._made is not None and (self._made.cells or self._made.head):
            yield self._made

    def _untagged(self, start: int, line: str) -> None:
        """A line that goes on with a text, is a lone value, or an item of Regulation S-X."""
        if self._open is not None:
            self._open = self._open._replace(end=start + len(line))
        elif self._waiting and self._made and _lone(line):
            _amounts(self._made, self._waiting, line, 0, start, "")
        elif found := _ITEM.match(line):
            self._made = self._made or _Made(start, start + len(line))
            _amounts(self._made, _item(found["item"]), line, found.end(), start, found["caption"])

    def _begin(self, name: str, start: int, line: str) -> _Made | None:
        """Begins a schedule where a tag does; the one that ends with it, if any."""
        if self._made is not None and not (name in _OPENING and self._made.cells):
            return None
        done = self._made
        self._made = None if name in _LAYOUT else _Made(start, start + len(line))
        return done

    def _tagged(self, made: _Made, name: str, line: str, after: int, start: int) -> None:
        made.end = start + len(line)
        if name == "LEGEND" or MARK.fullmatch(f"<{name}>"):
            self._open = _Open(name, start + after, start + len(line))
        elif name in _FLAGS:
            made.flags.add(name)
        elif name not in _LAYOUT:
            header = any(row.header for row in packaged_tags().by_name.get(name, ()))
            if not _take(made, name, line, after, start) and not header:
                self._waiting = name
                made.cells.append((name, _empty(line), start, ""))
                made.empty.add(name)

    def _close(self) -> None:
        """Takes the text of a legend or a footnote that ends here."""
        if self._open is None or self._made is None:
            return
        name, *places = self._open
        start, end = _trimmed(self._source, *places)
        self._open = None
        if start >= end:
            return
        if name == "LEGEND":
            self._made.head.append(HeadLine(name, 0, start, end))
        else:
            span = self._source.span(start, end)
            self._made.notes.append(Footnote(name, self._source.text[start:end], span))


def _lines(source: SourceText, span: Span) -> Iterator[tuple[int, str]]:
    """(place, line) of a document's lines, without their ends."""
    at = span.start
    for line in source.text[span.start : span.end].split("\n"):
        yield at, line.rstrip("\r")
        at += len(line) + 1


def _trimmed(source: SourceText, start: int, end: int) -> tuple[int, int]:
    text = source.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _lone(line: str) -> bool:
    """Whether a line is a number alone that is set to the right, as values are."""
    cells = read_cells(line, 0)
    return len(cells) == 1 and cells[0].value is not None and cells[0].start > 10


def _empty(line: str) -> Value:
    """Nothing behind a tag: its place is that of the tag."""
    end = len(line.rstrip())
    return Value(len(line) - len(line.lstrip()), end, end, "", None, 0, ())


def _item(text: str) -> str:
    """'5-03(b)(2)(a)' as the table of tags spells it: '5-03 b 2 a'."""
    first, _, rest = text.partition("(")
    return " ".join([first.strip(), *re.findall(r"[A-Za-z]|\d+", rest)])


def _take(made: _Made, name: str, line: str, after: int, start: int) -> bool:
    """Takes the values behind a tag; False where there are none."""
    if not line[after:].strip():
        return False
    rows = packaged_tags().by_name.get(name, [])
    if not any(row.header for row in rows) or (rows and rows[0].kind is TagKind.PURE):
        if rows and rows[0].header:  # a number of the header, which words may stand for
            made.head.append(_head(name, line, after, start))
            return True
        _amounts(made, name, line, after, start, "")
        return True
    if name in _BY_COLUMN:
        found = list(_APART.finditer(MARK.sub(_blank, line), after))
        ends = [*(each.start() for each in found[1:]), len(line)]
        for column, each in enumerate(found):
            marks = tuple(MARK.findall(line, each.start(), ends[column]))
            made.head.append(
                HeadLine(name, column, start + each.start(), start + each.end(), marks)
            )
        return bool(found)
    made.head.append(_head(name, line, after, start))
    return True


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _head(name: str, line: str, after: int, start: int) -> HeadLine:
    """All that stands behind a tag, without footnote marks."""
    text = MARK.sub(_blank, line)[after:]
    left = start + after + len(text) - len(text.lstrip())
    marks = tuple(MARK.findall(line, after))
    return HeadLine(name, 0, left, left + len(text.strip()), marks)


def _amounts(made: _Made, name: str, line: str, after: int, start: int, caption: str) -> None:
    if name in made.empty and not caption:
        # a value on the line below takes the place of the nothing behind its tag
        made.cells = [cell for cell in made.cells if cell[0] != name or cell[1].text]
        made.empty.discard(name)
    made.end = max(made.end, start + len(line))
    for value in read_cells(line.expandtabs(1), after):
        made.cells.append((name, value, start, caption))
        if not value.text:
            made.empty.add(name)


def _schedule(
    filing: Filing, made: _Made, order: int, document: Span
) -> tuple[Schedule, list[Finding]]:
    source = filing.source
    tags = packaged_tags()
    span = source.span(made.start, made.end)
    before = source.text.rfind("<DOCUMENT>", 0, document.start)
    preamble = source.text[max(before, 0) : document.start] if before >= 0 else ""
    body = source.text[document.start : document.end]
    flawed = "FLAWED" in made.flags or bool(_FLAWED.search(preamble) or _FLAWED.search(body))
    places = _columns(made)
    likely = _likely_article([name for name, *_ in made.cells], tags)
    schedule = Schedule(
        order=order, span=span, flawed=flawed,
        restated="RESTATED" in made.flags or bool(_RESTATED.search(preamble)),
        cut=_SIGN.search(source.text, document.end) is None, footnotes=tuple(made.notes),
        columns=tuple(ScheduleColumn(at) for at in range(len(places))),
    )  # fmt: skip
    schedule, findings = with_header(schedule, made.head, filing, likely)
    entries = _entries(made, schedule, places, source, tags)
    notes = (
        Entry(note.mark, 0, note.text, note.text, 0, note.span, (), tags.find(note.mark, "", None))
        for note in schedule.footnotes
    )
    schedule = replace(schedule, entries=(*schedule.entries, *entries, *notes))
    return schedule, [*findings, *_oddities(schedule)]


def _likely_article(names: list[str], tags: Tags) -> str:
    """The article that has most of the tags, '' where two have as many."""
    votes = Counter(
        article
        for name in set(names)
        for article in {a for row in tags.by_name.get(name, ()) for a in row.articles}
    )
    first, second = ([*votes.most_common(2), ("", 0), ("", 0)])[:2]
    return first[0] if first[1] > second[1] else ""


def _columns(made: _Made) -> list[int]:
    """The right ends of the columns of values, from the lines that have most of them."""
    lines: dict[int, list[int]] = {}
    for _, value, start, _ in made.cells:
        lines.setdefault(start, []).append(value.right)
    most = max((len(ends) for ends in lines.values()), default=1)
    most = max(most, 1 + max((line.column for line in made.head), default=0))
    full = [ends for ends in lines.values() if len(ends) == most]
    if not full:
        return [0] * most
    return [max(ends[at] for ends in full) for at in range(most)]


def _entries(
    made: _Made, schedule: Schedule, places: list[int], source: SourceText, tags: Tags
) -> list[Entry]:
    lines: dict[int, int] = {}
    for _, _, start, _ in made.cells:
        lines[start] = lines.get(start, 0) + 1
    order: dict[int, int] = {}
    seen: set[tuple[str, int]] = set()
    entries: list[Entry] = []
    for name, value, start, caption in made.cells:
        at = order[start] = order.get(start, -1) + 1
        if lines[start] < len(places):  # a line that lacks columns: each goes to the nearest
            at = min(range(len(places)), key=lambda column: abs(places[column] - value.right))
        end = schedule.columns[at].end
        if caption:
            row = tags.of_item(name, caption, end)
        else:
            row = tags.find(name, schedule.article, end)
        called = row.name if row and caption else name
        text: Decimal | str | None = value.value
        span = source.span(start + value.start, start + value.end)
        entries.append(
            Entry(
                tag=called, column=at, text=value.text, value=text, places=value.places, span=span,
                marks=value.marks, row=row, repeats=(called, at) in seen,
            )
        )  # fmt: skip
        seen.add((called, at))
    return entries


def _oddities(schedule: Schedule) -> Iterator[Finding]:
    """SCH001 to SCH004, SCH007, SCH009, SCH014: what is odd of the entries."""
    known = {note.mark for note in schedule.footnotes}
    for entry in schedule.entries:
        if entry.row is None:
            yield _odd(
                "SCH002", Severity.INFO, entry, f"{entry.tag} is no tag of the article",
                "it is kept as the text that is printed",
            )  # fmt: skip
        if entry.value is None:
            if entry.text and any(sign.isdigit() for sign in entry.text):
                yield _odd(
                    "SCH001", Severity.WARNING, entry,
                    f"{entry.tag}: {entry.text!r} is no number", "no amount is made of it",
                )  # fmt: skip
            else:
                what = f"{entry.text!r} states nothing" if entry.text else "no value"
                yield _odd("SCH008", Severity.INFO, entry, f"{entry.tag}: {what}", "")
        if entry.repeats:
            yield _odd(
                "SCH003", Severity.WARNING, entry,
                f"{entry.tag} stands a second time", "the first value is kept",
            )  # fmt: skip
        for mark in entry.marks:
            if mark not in known:
                yield _odd(
                    "SCH009", Severity.INFO, entry, f"{entry.tag}: there is no footnote {mark}", ""
                )
    if schedule.flawed:
        yield _of(schedule, "SCH007", "EDGAR marked the schedule as flawed")
    if schedule.cut:
        yield _of(schedule, "SCH007", "the file ends inside the schedule")
    if schedule.placeholder:
        yield _of(schedule, "SCH014", "every amount of the schedule is zero or missing")


def _odd(code: str, severity: Severity, entry: Entry, message: str, hint: str) -> Finding:
    return Finding(code=code, severity=severity, message=message, span=entry.span, hint=hint)


def _of(schedule: Schedule, code: str, message: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, message=message, span=schedule.span)
