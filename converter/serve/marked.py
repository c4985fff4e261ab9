"""A filing's text as HTML, its figures as links to where they stand in the tables.

    Total assets     <a id="p-f_Assets_19981231" href="#v-f_Assets_19981231">10,432</a>

The link in the table is ``#p-FACT``, that in the text ``#v-FACT``; a line that something points to
has the id ``l-NUMBER``. What is printed twice has ``p-FACT-2`` at its second place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model.source import SourceText
    from converter.serve.tables import Row

WIDTHS: Final = (80, 100, 120, 140)
"""Of lines, in characters; for each the style sheet has a size of type."""

_CONTROLS: Final = {code: " " for code in range(32) if chr(code) not in "\t\n\r\f"} | {127: " "}
_PLACE = re.compile(r"(\d{1,9}):(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` (exclusive) of the text, which say a fact; `number` counts its
    prints from 1.
    """

    start: int
    end: int
    fact: str
    number: int = 1

    @property
    def id(self) -> str:
        return f"p-{self.fact}" if self.number == 1 else f"p-{self.fact}-{self.number}"


def marks(source: SourceText, facts: Iterable[Row]) -> list[Mark]:
    """Where the facts are printed, as far as the characters are there, in the order of the text.

    Text that goes over lines has none: its first line is pointed to.
    """
    found = []
    for row in facts:
        printed = row.get("printed", "")
        if not printed or "\n" in printed or row["fact"].endswith("TextBlock"):
            continue
        places = [(row["line"], row["column"]), *_PLACE.findall(row.get("also_printed_at", ""))]
        for number, (line, column) in enumerate(places, start=1):
            start = _offset(source, line, column)
            if start is not None and source.text.startswith(printed, start):
                found.append(Mark(start, start + len(printed), row["fact"], number))
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.number, mark.fact))


def html(source: SourceText, found: Sequence[Mark], lines: Iterable[int], shown: set[str]) -> str:
    """The text as the content of a <pre>.

    lines  numbers of the lines that get an id
    shown  facts that stand in a table; the others' figures are no links
    """
    by_line: dict[int, list[Mark]] = defaultdict(list)
    for mark in found:
        by_line[_line_of(source, mark.start)].append(mark)
    named = {line for line in lines if 1 <= line <= source.line_count}
    parts: list[str] = []
    at = 0
    for line in sorted(named | set(by_line)):
        start = source.starts[line - 1]
        parts.append(_plain(source.text[at:start]))
        at = start + len(source.line(line))
        content = "".join(_line(source.text, start, at, by_line.get(line, ()), shown))
        if line in named:
            content = f'<span id="l-{line}" class="line" tabindex="-1">{content}</span>'
        parts.append(content)
    parts.append(_plain(source.text[at:]))
    return "".join(parts)


def width(source: SourceText, found: Sequence[Mark]) -> int:
    """Characters that nearly all lines with figures have room in, of WIDTHS."""
    lines = sorted(
        len(source.line(number).expandtabs())
        for number in {_line_of(source, mark.start) for mark in found}
    )
    most = lines[len(lines) * 19 // 20] if lines else 0
    return next((each for each in WIDTHS if most <= each), WIDTHS[-1])


def _line(text: str, start: int, end: int, found: Sequence[Mark], shown: set[str]) -> Iterator[str]:
    """The line's characters; of figures that overlap the first is the link, the others are ids."""
    at, last = start, None
    for number, mark in enumerate(found):
        if last is not None and mark.start < last:
            continue
        yield _plain(text[at : mark.start])
        last = at = min(mark.end, end)
        inside = "".join(
            f'<span id="{escape(each.id)}"></span>'
            for each in found[number + 1 :]
            if each.start < last
        )
        content = inside + _plain(text[mark.start : at])
        name = escape(mark.id)
        if mark.fact in shown:
            yield f'<a id="{name}" class="figure" href="#v-{escape(mark.fact)}">{content}</a>'
        else:
            yield f'<span id="{name}" class="figure">{content}</span>'
    yield _plain(text[at:end])


def _plain(text: str) -> str:
    return escape(text.translate(_CONTROLS), quote=False)


def _offset(source: SourceText, line: str, column: str) -> int | None:
    if not (line.isdecimal() and column.isdecimal()):
        return None
    number = int(line)
    return source.starts[number - 1] + int(column) - 1 if 1 <= number <= source.line_count else None


def _line_of(source: SourceText, offset: int) -> int:
    from bisect import bisect_right

    return bisect_right(source.starts, offset)
