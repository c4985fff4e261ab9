"""Candidate facts to facts: one for each concept, period and dimensions; places that disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.decisions import Apart, Conflict, Decisions, Stated
from converter.model.filing import StatementKind
from converter.model.xbrl import Instant, Period, QName
from converter.report.unconfirmed import unconfirmed

if TYPE_CHECKING:
    from decimal import Decimal

    from converter.model.decisions import Key, Rivals
    from converter.model.source import Span


@dataclass(frozen=True, slots=True)
class Settled:
    """One fact with all the places that state it, the first one first."""

    first: Stated
    others: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The facts, and what was decided where places disagree (`model.decisions`)."""

    facts: list[Settled]
    conflicts: list[Conflict]
    apart: list[tuple[Apart, ...]]
    unconfirmed: list[tuple[Stated, ...]]

    def decisions(self, rivals: list[Rivals], uncalculated: list[tuple[QName, Span]]) -> Decisions:
        return Decisions(
            tuple(self.conflicts), tuple(self.apart), tuple(rivals), tuple(uncalculated),
            tuple(self.unconfirmed),
        )  # fmt: skip


def settle(candidates: list[Stated]) -> Settlement:
    """One fact for each concept, period and dimensions.

    What a person looked at comes first. Statements come before notes, and the place that stands
    first in that order is kept. Of two
    places alike, in notes or in captions, that state different amounts neither is: which of them
    is the company's is not told. Tables of notes with a column that contradicts the statements
    throughout speak of a part of the company, or have their heads confused: nothing is taken from
    them. Nor are amounts of what would have been.
    """
    reviewed = [c for c in candidates if c.reviewed]
    others = [c for c in candidates if not c.reviewed] if reviewed else candidates
    primary = [c for c in others if c.provenance.statement is not StatementKind.NOTE]
    notes = [c for c in others if c.provenance.statement is StatementKind.NOTE]
    kept: dict[Key, list[Stated]] = {}
    conflicts = _merge(sorted(reviewed, key=_rank), kept)
    conflicts += _merge(sorted(primary, key=_rank), kept)
    by_column: dict[tuple[int, int], list[Stated]] = defaultdict(list)
    for candidate in notes:
        by_column[candidate.table, candidate.column].append(candidate)
    apart: dict[int, list[Apart]] = defaultdict(list)
    for (table, _), cells in sorted(by_column.items()):
        found = _apart(cells, kept)
        if found is not None:
            apart[table].append(found)
    # a column apart makes its neighbours doubtful too
    notes = [c for c in notes if c.table not in apart]
    alone = unconfirmed(notes, kept)
    left = {id(cell) for cells in alone for cell in cells}
    sure = (c for c in notes if id(c) not in left)
    conflicts += _merge(sorted(sure, key=lambda c: (-c.provenance.confidence, _rank(c))), kept)
    for key in {each.stated.key for each in conflicts if each.dropped and not each.kept.reviewed}:
        kept.pop(key, None)
    settled = [Settled(places[0], tuple(places[1:])) for places in kept.values()]
    return Settlement(settled, conflicts, [tuple(apart[at]) for at in sorted(apart)], alone)


_ORDER = {
    kind: at
    for at, kind in enumerate(
        (StatementKind.COVER, StatementKind.BS, StatementKind.IS, StatementKind.CI,
         StatementKind.CF, StatementKind.EQ, StatementKind.NOTE, StatementKind.FDS)
    )
}  # fmt: skip


def rank(kind: StatementKind) -> int:
    """The order in which statements are believed."""
    return _ORDER[kind]


def _rank(candidate: Stated) -> tuple[int, int, int, int]:
    return (
        rank(candidate.provenance.statement), candidate.table, candidate.span.start,
        candidate.column,
    )  # fmt: skip


def _merge(candidates: list[Stated], kept: dict[Key, list[Stated]]) -> list[Conflict]:
    """Puts the candidates into `kept`; those that state another amount than what is kept."""
    against: list[Stated] = []
    agreed: Counter[tuple[int, int]] = Counter()
    for candidate in candidates:
        places = kept.setdefault(candidate.key, [])
        if not places:
            places.append(candidate)
        elif candidate.agrees(places[0]):
            if any(candidate.span == place.span for place in places):
                continue
            if candidate.table != places[0].table:
                agreed[candidate.line] += 1
            if candidate.decimals > places[0].decimals:
                places.insert(0, candidate)
            else:
                places.append(candidate)
        else:
            against.append(candidate)
    differing = Counter(each.line for each in against)
    found: list[Conflict] = []
    for each in against:
        first, *others = kept[each.key]
        same = agreed[each.line] >= differing[each.line]
        found.append(Conflict(each, first, not others and _alike(each, first), same))
    return found


def _alike(one: Stated, other: Stated) -> bool:
    """Whether nothing tells which of two places is to be believed: captions of a statement that
    name an amount each ('Class A, $5 par value and Class B, $.1667 par value'), lines of notes.
    """
    if one.in_caption or other.in_caption:
        return one.in_caption and other.in_caption
    return one.provenance.statement is other.provenance.statement is StatementKind.NOTE


def _apart(cells: list[Stated], kept: dict[Key, list[Stated]]) -> Apart | None:
    """The first contradiction, where a note's column contradicts the statements in more cells than
    it agrees with them. An amount that another line of the statements has for the same period has
    another name, not another period.
    """
    agree = 0
    amounts: set[tuple[Period, Decimal]] = set()  # gathered where two amounts differ
    against: list[tuple[Stated, Stated]] = []
    for cell in cells:
        places = kept.get(cell.key)
        if not places or (not cell.value and not places[0].value):
            continue
        if cell.agrees(places[0]):
            agree += 1
            continue
        amounts = amounts or {(key[1], places[0].value) for key, places in kept.items()}
        if (cell.period, cell.value) not in amounts:
            against.append((cell, places[0]))
    if not against or len(against) <= agree:
        return None
    cell, stated = against[0]
    elsewhere = next(
        (
            places[0]
            for key, places in kept.items()
            if key[0] == cell.concept.qname
            and key[2] == cell.dimensions
            and key[1] != cell.period
            and places[0].value
            and places[0].agrees(cell)
            and _length(key[1]) == _length(cell.period)
        ),
        None,
    )
    return Apart(cell, stated, elsewhere)


def _length(period: Period) -> int:
    return 0 if isinstance(period, Instant) else (period.end - period.start).days // 27
