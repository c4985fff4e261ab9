"""Remarks between <FN> and the end of its table, which may end in figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.cells import cell_figures
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.tables.sheet import Sheet
    from converter.text.views import LineView

_NEAR = 2  # columns by which the figures of a column end further left or right
_ROWS = 2  # behind <FN>, by which more of the table is known


def without_footnotes(sheet: Sheet) -> Sheet:
    """The lines from <FN> to the end of its table or page are blank:

    Net income               2,160      1,830         Net income               2,160      1,830
    <FN>                                              <FN>
    (1) Restated, see Note 2
    </TABLE>                                          </TABLE>

    Rows that go on in the table's columns, as those of supplemental information, are no remarks.
    """
    lines = sheet.lines
    return sheet.with_lines(
        {
            at: replace(lines[at], kind=LineKind.BLANK)
            for part in _footnotes(lines)
            if not _goes_on(lines, part)
            for at in part
        }
    )


def _footnotes(lines: Sequence[LineView]) -> Iterator[range]:
    """The lines from each <FN> to where its table or page ends."""
    first: int | None = None
    for at, line in enumerate(lines):
        tags = line.text.lower() if line.kind is LineKind.TAG else ""
        ends = line.kind is LineKind.PAGE or "table>" in tags or "</fn>" in tags
        if first is not None and (ends or "<fn>" in tags):
            yield range(first, at)
            first = None
        if "<fn>" in tags:
            first = at
    if first is not None:
        yield range(first, len(lines))


def _goes_on(lines: Sequence[LineView], part: range) -> bool:
    """Whether rows behind <FN> have as many figures as a row above, in the same columns."""
    above = [_rights(line) for line in lines[: part.start] if line.kind is LineKind.TEXT]
    known = [rights for rights in above if len(rights) > 1]
    rows = [rights for at in part if len(rights := _rights(lines[at])) > 1]
    return sum(any(_alike(row, other) for other in known) for row in rows) >= _ROWS


def _alike(some: Sequence[int], others: Sequence[int]) -> bool:
    return len(some) == len(others) and all(
        abs(one - other) <= _NEAR for one, other in zip(some, others, strict=True)
    )


def _rights(line: LineView) -> list[int]:
    """Where the cells of a line end."""
    if line.kind is not LineKind.TEXT:
        return []
    return [figure.right for figure in cell_figures(line)]
