"""The tables ruled over the text they were read from, for the terminal and as a page.

    [0] 2004-07-01 to 2004-09-30   Three Months Ended September 30, 2004
    [1] 2003-07-01 to 2003-09-30   Three Months Ended September 30, 2003

      140                                       Three Months Ended
                                               └─────────0-1──────┘
      143                                      |  2004 |    |  2003 |
                                                └─0───┘      └─1───┘
      145 1 item   Net sales                   |$ 2,670|    |$ 2,308|
      146 1  "     Weighted average number of  |       |    |       |
      147 1 item     shares                    |37,991 |    |33,699 |   7
                                                                       ^ not read

A column is ruled where the line leaves room, so a figure that crosses its rule is seen at once.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.lineitem import ReadColumn, Role
from converter.text.numerals import scan
from converter.text.views import LineKind, LineView, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.finding import Finding
    from converter.model.lineitem import LineItem, ReadTable
    from converter.model.source import SourceText, Span
    from converter.model.table import Spanner

_MARGIN = 17


@dataclass(frozen=True, slots=True)
class Mark:
    """Columns `left` to `right` (exclusive) of a line: 'cell', 'caption', 'spanner' or 'lost'."""

    left: int
    right: int
    kind: str
    column: int = -1


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A printed line: its text ruled, its margin, and what is drawn below it."""

    margin: str
    text: str
    marks: tuple[Mark, ...] = ()
    below: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """One table: its heading, its columns' meaning, its lines."""

    heading: str
    columns: tuple[str, ...]
    lines: tuple[DrawnLine, ...]


def picture(read: ReadTable, source: SourceText, findings: Iterable[Finding] = ()) -> Picture:
    """The picture of one table, with the findings below their lines."""
    table = read.table
    said: dict[int, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.span is not None and table.first <= finding.span.line <= table.last:
            said[finding.span.line].append(f"! {finding.code} {finding.message}")
    items: dict[int, tuple[int, LineItem]] = {}
    for at, item in enumerate(read.items):
        places = [*item.row.pieces, *(cell.span for cell in item.row.cells)]
        for number in {item.row.line, *(place.line for place in places)}:
            items[number] = (at, item)
    heads: dict[int, list[Spanner]] = defaultdict(list)
    for spanner in table.boxhead:
        heads[spanner.span.line].append(spanner)
    body = min((item.row.line for item in read.items if item.row.cells), default=table.last)
    lines = [
        _line(view(source, number), read, items.get(number), heads.get(number, ()), body,
              said.get(number, ()))
        for number in range(table.first, table.last + 1)
    ]  # fmt: skip
    where = f"lines {table.first}-{table.last}"
    heading = f"{table.title}   [{table.kind.value}, {where}, {read.units.in_words}]"
    columns = [_meaning(column, table.kind) for column in read.columns]
    columns += [f" -  {aside.reason:<24} {aside.column.head}" for aside in table.asides]
    return Picture(heading, tuple(columns), tuple(lines))


def _meaning(column: ReadColumn, kind: StatementKind) -> str:
    if column.duration is not None and kind is not StatementKind.BS:
        period = f"{column.duration.start} to {column.duration.end}"
    else:
        period = str(column.instant.date) if column.instant else "no period"
    part = f"{column.group.name}: " if column.group else ""
    counts = {True: "shares  ", False: "amount  ", None: ""}[column.shares]
    return f"[{column.index}] {period:<24} {counts}{part}{column.column.head}".rstrip()


def _line(
    line: LineView,
    read: ReadTable,
    place: tuple[int, LineItem] | None,
    heads: Sequence[Spanner],
    body: int,
    said: Sequence[str],
) -> DrawnLine:
    item = place[1] if place else None
    marks = [
        Mark(*_columns_of(line, head.span), "spanner", head.first) for head in heads if line.text
    ]
    if item is not None:
        marks += _item_marks(line, item)
    if line.kind is LineKind.TEXT and line.number >= body:
        marks += [
            Mark(figure.start, figure.end, "lost")
            for figure in scan(line.text)
            if not any(mark.left <= figure.start < mark.right for mark in marks)
            and not any(
                aside.column.left <= figure.start < aside.column.right
                for aside in read.table.asides
            )
        ]
    role, margin = _margin(line, item)
    below = [*_brackets(heads, read), *_carets(marks), *said]
    return DrawnLine(margin, _ruled(line.text, read), tuple(sorted(marks, key=_left)),
                tuple(below), role)  # fmt: skip


def _left(mark: Mark) -> int:
    return mark.left


def _margin(line: LineView, item: LineItem | None) -> tuple[str, str]:
    """The item's role, and the margin with line number, level and role."""
    if item is None:
        return "", f"{line.number:>6}".ljust(_MARGIN)
    own = item.row.line == line.number
    role = item.role.value if own or item.role is Role.HEADING else '"'
    return item.role.value, f"{line.number:>6} {item.level} {role}".ljust(_MARGIN)


def _item_marks(line: LineView, item: LineItem) -> list[Mark]:
    marks = [
        Mark(*_columns_of(line, piece), "caption")
        for piece in item.row.pieces
        if piece.line == line.number
    ]
    marks += [
        Mark(*_columns_of(line, cell.span), "cell", cell.column)
        for cell in item.row.cells
        if cell.span.line == line.number
    ]
    return marks


def _columns_of(line: LineView, span: Span) -> tuple[int, int]:
    """The view's columns of a span on this line."""
    left, right = span.column - 1, span.column - 1 + span.end - span.start
    if line.columns is None:
        return left, right
    return line.columns.index(left), len(line.columns) - line.columns[::-1].index(right - 1)


def _ruled(text: str, read: ReadTable) -> str:
    """The line with a rule on both sides of each column, where nothing is printed."""
    columns = read.table.columns
    wide = list(
        text.replace("\t", " ").ljust(max((column.right for column in columns), default=0) + 1)
    )
    for column in columns:
        for at in (column.left - 1, column.right):
            if at >= 0 and wide[at] == " ":
                wide[at] = "│"
    return "".join(wide)


def _brackets(heads: Sequence[Spanner], read: ReadTable) -> list[str]:
    """A bracket under each head over the columns it was given to."""
    if not heads:
        return []
    columns = read.table.columns
    out = [" "] * (columns[-1].right + 1)
    for head in heads:
        left, right = max(columns[head.first].left - 1, 0), columns[head.last].right
        out[left : right + 1] = ["└", *"─" * (right - left - 1), "┘"]
        name = f"{head.first}" if head.first == head.last else f"{head.first}-{head.last}"
        middle = max((left + right - len(name)) // 2 + 1, left + 1)
        out[middle : middle + len(name)] = name
    return ["".join(out)]


def _carets(marks: Sequence[Mark]) -> list[str]:
    lost = [mark for mark in marks if mark.kind == "lost"]
    if not lost:
        return []
    out = [" "] * max(mark.right for mark in lost)
    for mark in lost:
        out[mark.left : mark.right] = "^" * (mark.right - mark.left)
    return ["".join(out) + " not read"]


_LEGEND = (
    'level and role at the left, " a caption that goes on; │ the columns as found; └─┘ what a head'
    " stands over; ^ figures that are in no column"
)


def render_text(pictures: Iterable[Picture]) -> str:
    """The pictures for the terminal."""
    parts: list[str] = []
    for one in pictures:
        out = [one.heading, *(f"  {column}" for column in one.columns), ""]
        for line in one.lines:
            out.append(f"{line.margin}{line.text}".rstrip())
            out += [f"{'':{_MARGIN}}{extra}".rstrip() for extra in line.below]
        parts.append("\n".join(out))
    return "\n\n".join([*parts, _LEGEND]) + "\n"


_STYLE = """
body { font: 14px/1.4 sans-serif; margin: 1.5rem; color: #222; background: #fff; }
h2 { font-size: 1rem; margin: 2rem 0 .3rem; }
pre { font: 12px/1.35 'DejaVu Sans Mono', monospace; margin: .4rem 0; }
.margin { color: #888; } .below { color: #06c; } .said { color: #b00; }
.caption { background: #f1f1ee; } .heading .caption { background: #e6e6e0; font-weight: bold; }
.total .caption { background: #e4efe4; }
.spanner { background: #fde9c8; }
.cell { background: #dcebfb; } .cell.odd { background: #c6dcf5; }
.total .cell { font-weight: bold; }
.lost { background: #f9c0c0; }
.rule { color: #9ab; }
"""


def render_html(name: str, pictures: Iterable[Picture]) -> str:
    """The pictures as one page that stands by itself."""
    parts: list[str] = []
    for one in pictures:
        parts.append(f"<h2>{html.escape(one.heading)}</h2>")
        parts.append(f"<pre>{html.escape(chr(10).join(one.columns))}</pre>\n<pre>")
        for line in one.lines:
            text = _spans(line).rstrip()
            parts.append(
                f'<span class="{line.role}"><span class="margin">{html.escape(line.margin)}</span>'
                f"{text}</span>"
            )
            for extra in line.below:
                kind = "said" if extra.startswith("!") else "below"
                parts.append(f'{"":{_MARGIN}}<span class="{kind}">{html.escape(extra)}</span>')
        parts.append("</pre>")
    title = html.escape(name)
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
    )
    body = [f"<h1>{title}</h1>", f"<p>{html.escape(_LEGEND)}</p>", *parts]
    return head + "<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"


def _spans(line: DrawnLine) -> str:
    out: list[str] = []
    at = 0
    for mark in line.marks:
        if mark.left < at:
            continue
        out.append(_faint(line.text[at : mark.left]))
        odd = " odd" if mark.kind == "cell" and mark.column % 2 else ""
        inner = _faint(line.text[mark.left : mark.right])
        out.append(f'<span class="{mark.kind}{odd}">{inner}</span>')
        at = mark.right
    out.append(_faint(line.text[at:]))
    return "".join(out)


def _faint(text: str) -> str:
    return re.sub("│", '<span class="rule">│</span>', html.escape(text))
