"""Remarks between <FN> and the end of its table, and the rows among them that are more of it.

Net income               2,160      1,830
<FN>
See accompanying notes.
(1) Cash paid was as follows:
    Interest               438        407      more rows of the statement: in its columns
</FN>
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.text.cells import cell_figures
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.text.views import LineView

SEE_NOTES = re.compile(
    r"\W*(?:see\b.{0,40}\bnotes?\b|the\s+(?:accompanying\s+)?notes\b.{0,60}\bpart\b"
    r"|\(?the\s+accompanying\s+notes|the\s+notes\s+on\b)",
    re.IGNORECASE,
)
_NEAR = 2  # columns by which the figures of a column end further left or right
_ROWS = 2  # by which more of the table is known
_MANY = 3  # figures in the table's columns, of which one row is enough


def remarks(lines: Sequence[LineView]) -> Iterator[range]:
    """The lines from each <FN> to where its table or page ends."""
    first: int | None = None
    for at, line in enumerate(lines):
        begins = begin_remarks(line)
        if first is not None and (begins or end_remarks(line)):
            yield range(first, at)
            first = None
        if begins:
            first = at
    if first is not None:
        yield range(first, len(lines))


def begin_remarks(line: LineView) -> bool:
    return line.kind is LineKind.TAG and "<fn>" in line.text.lower()


def end_remarks(line: LineView) -> bool:
    """Whether remarks, if there are any, end at a line: their own end, their table's or page's."""
    tags = line.text.lower() if line.kind is LineKind.TAG else ""
    return line.kind is LineKind.PAGE or "table>" in tags or "</fn>" in tags


def have_rows(lines: Sequence[LineView], part: range) -> bool:
    """Whether rows among the remarks have as many figures as a row of the table above, in the same
    columns.
    """
    above = [_rights(line) for line in lines[: part.start] if line.kind is LineKind.TEXT]
    known = [rights for rights in above if len(rights) > 1]
    rows = [rights for at in part if len(rights := _rights(lines[at])) > 1]
    alike = [row for row in rows if any(_alike(row, other) for other in known)]
    return len(alike) >= _ROWS or any(len(row) >= _MANY for row in alike)


def _alike(some: Sequence[int], others: Sequence[int]) -> bool:
    return len(some) == len(others) and all(
        abs(one - other) <= _NEAR for one, other in zip(some, others, strict=True)
    )


def _rights(line: LineView) -> list[int]:
    """Where the cells of a line end."""
    if line.kind is not LineKind.TEXT:
        return []
    return [figure.right for figure in cell_figures(line)]
