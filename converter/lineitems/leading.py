"""Figures that stand left of the captions and are no columns that `tables.passes.facing` reads.

  Three Months                              Six Months
      1999                                 1999      1998
     984.8        Net Sales             1,944.3   2,322.2
     915.5          Cost of sales       1,803.9   1,965.8
                  ^ the caption begins here, and by this place its headings are told

No head was read over such figures: they are left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.finding import Finding, Result, Severity

if TYPE_CHECKING:
    from converter.model.source import SourceText, Span
    from converter.model.table import Row, TextTable

_KINDS = (StatementKind.BS, StatementKind.IS, StatementKind.CI, StatementKind.CF)
_LEADING = re.compile(
    r"(?:(?:\$\s*)?(?:\(\s?)?(?:\d[\d,]*(?:\.\d+)?|\.\d+|--?)(?:\s?\))?(?:\s{2,}|\s(?=\$)))+"
    r"(?=\W*[A-Za-z])"
)
_FEWEST = 4


def without_leading(table: TextTable, source: SourceText) -> Result[TextTable]:
    """The table with captions that begin at their first word, where half of them and more have
    figures before it.
    """
    if table.kind not in _KINDS:
        return Result(table)
    told = [row for row in table.rows if row.cells and row.caption]
    led = sum(any(_leading(piece, source) for piece in row.pieces) for row in told)
    if led < _FEWEST or led * 2 < len(told):
        return Result(table)
    left: list[Span] = []
    rows = tuple(_without(row, source, left) for row in table.rows)
    finding = Finding(
        code="TAB006", severity=Severity.WARNING, span=left[0], others=tuple(left[1:]),
        message=f"{table.title}: figures stand left of the captions in {led} lines",
        hint="they are left out",
    )  # fmt: skip
    return Result(replace(table, rows=rows), (finding,))


def _leading(piece: Span, source: SourceText) -> str:
    found = _LEADING.match(source.cut(piece))
    return found[0] if found else ""


def _without(row: Row, source: SourceText, left: list[Span]) -> Row:
    """The row with a caption that begins at its first word; `left` takes the places before it."""
    caption, pieces, indent = row.caption, [], row.indent
    for number, piece in enumerate(row.pieces):
        leading = _leading(piece, source)
        start = piece.start + len(leading)
        pieces.append(
            replace(piece, start=start, column=piece.column + len(leading)) if leading else piece
        )
        if not leading:
            continue
        left.append(replace(piece, end=piece.start + len(leading.rstrip())))
        caption = caption.replace(f"{' '.join(leading.split())} ", "", 1)
        if not number:
            begun = source.starts[piece.line - 1]
            indent = len(source.text[begun:start].expandtabs())
    return replace(row, caption=caption, pieces=tuple(pieces), indent=indent)
