"""What was decided where places of a filing disagree about a fact: the report decides, checks tell
it and weigh which of the places is doubtful.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from converter.model.filing import StatementKind
    from converter.model.mapped import Claim
    from converter.model.source import Span
    from converter.model.xbrl import Concept, Period, Provenance, QName, Unit

Key = tuple["QName", "Period", tuple[tuple["QName", "QName"], ...]]


class Stated(NamedTuple):
    """A fact as one place states it; `table` and `item` say which line, `reviewed` whether a person
    says so, `supposed` whether words above a note's table say that it tells what would have been,
    of which the line has no row of its own.
    """

    concept: Concept
    period: Period
    dimensions: tuple[tuple[QName, QName], ...]
    unit: Unit
    value: Decimal
    decimals: int
    span: Span
    provenance: Provenance
    table: int
    item: int
    column: int
    in_caption: bool = False
    reviewed: bool = False
    supposed: bool = False

    @property
    def key(self) -> Key:
        return self.concept.qname, self.period, self.dimensions

    @property
    def line(self) -> tuple[int, int]:
        return self.table, self.item

    def agrees(self, other: Stated) -> bool:
        """Whether both state the same amount, as far as the less exact of them goes. A dash beside
        an amount of the same table is nothing, and no amount that was rounded.
        """
        if self.table == other.table and bool(self.value) is not bool(other.value):
            return False
        unit = Decimal(10) ** -min(self.decimals, other.decimals)
        return abs(self.value - other.value) * 2 <= (0 if self.decimals == other.decimals else unit)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two places that state different amounts for one fact.

    kept    the place that was believed; with `dropped` it was not either
    agreed  in as many other periods, or more, the other place's line states what is believed
    """

    stated: Stated
    kept: Stated
    dropped: bool = False
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Apart:
    """A column of a note that contradicts the statements in more cells than it agrees with them.

    cell       the first that does, and what the statement says, `kept`
    elsewhere  the period's own place of its amount, where the statements have it for another one
    """

    cell: Stated
    kept: Stated
    elsewhere: Stated | None


class ClaimingLine(NamedTuple):
    """A line of a table with its claim and the place of its first figure."""

    kind: StatementKind
    caption: str
    span: Span
    claim: Claim


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two lines with different figures that claim `concept`; `keeper` has it."""

    concept: QName
    line: ClaimingLine
    keeper: ClaimingLine


@dataclass(frozen=True, slots=True)
class Decisions:
    """apart         by table of a note, of which no figure was taken
    uncalculated  totals whose calculation the facts do not bear out, though the print does
    unconfirmed   by table of a note, its amounts of the statements' concepts, none of them theirs
    """

    conflicts: tuple[Conflict, ...] = ()
    apart: tuple[tuple[Apart, ...], ...] = ()
    rivals: tuple[Rivals, ...] = ()
    uncalculated: tuple[tuple[QName, Span], ...] = ()
    unconfirmed: tuple[tuple[Stated, ...], ...] = ()
