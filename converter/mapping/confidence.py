"""How sure a claim is, as it was measured: mappings/confidence.tsv.

The network tells what share of such matches was right in filings of 2009 and 2010, a row what its
writer thought. What was right among the labelled lines of old filings stands in the table, by the
way in which claims are come by, as points of a curve:

    way      statement  before      confidence  share
    network             2009-03-31       0.612  0.905     was told 61 %, and right were 90 %
    row      EQ                          0.887  0.875

Between two points the share is between theirs; below the first it falls with the confidence, above
the last it stays. Where too few lines are labelled nothing stands there, and the confidence of the
rule is no measured one.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.mapping.rows import STATEMENTS, one_of
from converter.model.mapped import Way
from converter.resources import resource
from converter.tsv import MappingError, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIELDS = ("way", "statement", "before", "confidence", "share", "lines", "right")
LATEST = dt.date(2009, 3, 31)  # statements of before it are older than what the network learned


@dataclass(frozen=True, slots=True)
class Measured:
    """A row of the table: of `lines` labelled ones with about such a confidence `right` were right.

    statement  kinds of statement with blanks between; '' for any
    before     of statements of days before it; None for any
    """

    way: Way
    statement: str
    before: dt.date | None
    confidence: float
    share: float
    lines: int
    right: int

    def cells(self) -> tuple[str, ...]:
        before = self.before.isoformat() if self.before else ""
        return (
            self.way.value, self.statement, before, f"{self.confidence:g}", f"{self.share:g}",
            str(self.lines), str(self.right),
        )  # fmt: skip


class Curve:
    """The shares by way and kind of statement."""

    def __init__(self, rows: Sequence[Measured]) -> None:
        self._points: dict[tuple[Way, str], list[tuple[float, float]]] = {}
        self._before: dict[Way, dt.date | None] = {}
        for row in rows:
            for kind in row.statement.split() or ("",):
                points = self._points.setdefault((row.way, kind), [])
                points.append((row.confidence, row.share))
            self._before[row.way] = row.before

    def measured(
        self, way: Way, statement: str, newest: dt.date | None = None, confidence: float = 1.0
    ) -> float | None:
        """`share`, of two places."""
        share = self.share(way, statement, newest, confidence)
        return None if share is None else round(share, 2)

    def share(
        self, way: Way, statement: str, newest: dt.date | None, confidence: float
    ) -> float | None:
        """What share of such claims was right; None where that was not measured.

        Args:
            way: in which the claim was come by
            statement: the kind that the line stands in
            newest: the last day that the statement speaks of
            confidence: what the network or the row says
        """
        points = self._points.get((way, statement)) or self._points.get((way, ""))
        if points is None:
            return None
        before = self._before[way]
        if before is not None and (newest is None or newest >= before):
            return None
        at = bisect_left(points, (confidence, 0.0))
        if at == 0:
            return points[0][1] * confidence / points[0][0]
        if at == len(points):
            return points[-1][1]
        (low, less), (high, more) = points[at - 1], points[at]
        return less + (more - less) * (confidence - low) / (high - low)


def load_measured() -> Curve:
    """The table's curves.

    Raises:
        MappingError: a row that cannot be read, or whose share is not that of its lines, or a
            curve that falls; with file and line.
    """
    path = resource("mappings", "confidence.tsv")
    rows: list[tuple[int, Measured]] = [
        (line, _measured(path, line, cells)) for line, cells in read_rows(path, FIELDS)
    ]
    for (_, one), (line, other) in pairwise(rows):
        if (one.way, one.statement) == (other.way, other.statement) and (
            one.confidence >= other.confidence or one.share > other.share
        ):
            raise MappingError(path, line, "what is surer must not be right less often")
    return Curve([row for _, row in rows])


def _measured(path: Path, line: int, cells: Sequence[str]) -> Measured:
    way, statement, before, confidence, share, lines, right = cells
    one_of(path, line, "way", way, [each.value for each in Way])
    for kind in statement.split():
        one_of(path, line, "statement", kind, STATEMENTS)
    try:
        row = Measured(
            Way(way), statement, dt.date.fromisoformat(before) if before else None,
            float(confidence), float(share), int(lines), int(right),
        )  # fmt: skip
    except ValueError as error:
        raise MappingError(path, line, str(error)) from None
    if not 0 < row.confidence <= 1 or abs(row.right - row.share * row.lines) > row.lines / 100 + 1:
        raise MappingError(path, line, f"{right} of {lines} are no share of {share}")
    return row
