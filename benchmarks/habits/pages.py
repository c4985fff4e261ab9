"""The primary statements of a filing as lines that can be set anew.

Net sales            $ 1,710     (578)      a row, its figures at 21-28 and 33-38
---------                                   neither row nor figures
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY, StatementKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from converter.model.source import SourceText
    from converter.pipeline import Conversion

_BEFORE = re.compile(r"(?:\$\s*)?(?:[(\[<]\s{0,2}|(?<![-\w])-)?(?:\$\s{0,2})?$")
_BEHIND = re.compile(r"\s?[)\]>]")
_RULE = re.compile(r"[\s\-=_]*")
_RULED = 3  # signs of the shortest rule


@dataclass(frozen=True, slots=True)
class Line:
    """text as it is printed; cells  the columns of each figure with its signs; row  whether it is
    one of the table's, a caption alone too.
    """

    text: str
    cells: tuple[tuple[int, int], ...]
    row: bool

    @property
    def stub(self) -> str:
        """What stands before the first figure; the whole line where there is none."""
        return self.text[: self.cells[0][0]] if self.cells else self.text

    @property
    def figures(self) -> str:
        """The line from its first figure on."""
        return self.text[len(self.stub) :]

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def rule(self) -> bool:
        """Whether nothing but rules stands there."""
        signs = self.text.strip()
        return len(signs) >= _RULED and _RULE.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Page:
    """The lines `first` to `last` of a filing, numbered from 1: a statement from its title on."""

    kind: StatementKind
    first: int
    last: int
    lines: tuple[Line, ...]

    @property
    def head(self) -> int:
        """Index of the first row: what stands above is title, units and boxhead."""
        return next((at for at, line in enumerate(self.lines) if line.row), len(self.lines))

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def pages(conversion: Conversion) -> list[Page]:
    """The statements of a conversion in their order; those that are set with tabs have no cells."""
    source = conversion.filing.source
    found: list[Page] = []
    for table in conversion.mapped:
        inner = table.read.table
        if inner.kind not in PRIMARY or not inner.rows:
            continue
        tops = [s.title_span.line for s in conversion.sections if s.first <= inner.first <= s.last]
        spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        rows: set[int] = set()
        for item in table.read.items:
            rows |= {item.row.line, *(piece.line for piece in item.row.pieces)}
            for cell in item.row.cells:
                spans[cell.span.line].append((cell.span.start, cell.span.end))
        first = max(min([*tops, inner.first]), found[-1].last + 1 if found else 1)
        lines = [_line(source, at, spans.get(at, ()), rows) for at in range(first, inner.last + 1)]
        if lines:
            found.append(Page(inner.kind, first, inner.last, tuple(lines)))
    return found


def _line(
    source: SourceText, number: int, spans: Sequence[tuple[int, int]], rows: set[int]
) -> Line:
    text, start = source.line(number), source.starts[number - 1]
    cells: list[tuple[int, int]] = []
    for one, other in sorted(spans) if "\t" not in text else ():
        left, right = one - start, other - start
        before, behind = _BEFORE.search(text[:left]), _BEHIND.match(text, right)
        left = before.start() if before and before.group().strip() else left
        right = behind.end() if behind else right
        if not cells or left >= cells[-1][1]:
            cells.append((left, right))
    return Line(text.expandtabs(source.tab), tuple(cells), number in rows)


def set_anew(text: str, found: Sequence[Page], habit: Callable[[Page], list[str] | None]) -> str:
    """The filing with its statements in another typist's habit; where that sets none of them
    otherwise, the text as it was.
    """
    raw = text.split("\n")
    out: list[str] = []
    at = 0
    for page in found:
        out += raw[at : page.first - 1]
        new = habit(page)
        out += raw[page.first - 1 : page.last] if new is None or new == page.texts else new
        at = page.last
    return "\n".join([*out, *raw[at:]])
