"""Parts of the company below one another in notes, that add up to a line of a statement.

Revenues by segment
Bottles                    $5,200   $4,700     a member each
Crates                      3,900    3,500
------   ------
Segments                    9,100    8,200     a total within the whole
Eliminations                 (100)    (200)    no part of the company
------   ------
Total                      $9,000   $8,000     the statement's
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from converter.mapping.note_values import LEAST, NOTE, SURE
from converter.model.lineitem import Group
from converter.model.mapped import Claim, Detail, Way
from converter.text.cells import BESIDE_WORDS
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_values import Values
    from converter.model.mapped import Decided, Sum
    from converter.model.xbrl import Period

_WITHIN = re.compile(
    r"(?:sub-?)?totals?\b.*|.*\b(?:sub-?)?totals?|(?:all |reportable |operating )?segments|",
    re.IGNORECASE,
)
_REST = re.compile(r"(?:all )?other\b|rest of\b", re.IGNORECASE)  # among places
_EXPORT = re.compile(r"\bexports?\b", re.IGNORECASE)  # sales of a place to others
_PLACES = re.compile(r"\bgeograph|\bareas?\b|\bcountr(?:y|ies)\b|\bforeign\b", re.IGNORECASE)
_SEGMENTS = re.compile(r"\bsegments?\b|\bindustr(?:y|ies)\b|\blines? of business\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proof:
    """A kind that a table is of: its total, what adds up to it, how many lines have its wording.

    place  what adds up to it are places
    """

    kind: Kind
    total: int
    tree: frozenset[int]
    known: int
    place: bool = False


def segments_alone(tables: Sequence[Decided], told: Sequence[Decided]) -> tuple[Decided, ...]:
    """The tables without parts that one line of the statements alone is told for: segments have
    revenues and assets, or what they spend; products and places have revenues alone.
    """
    of: dict[tuple[str, str], set[str]] = {}
    for table in told:
        for name, concept in _parts(table):
            of.setdefault((table.read.table.title, name), set()).add(concept)
    return tuple(
        replace(before, why_left="its parts have revenues alone: they may be products or places")
        if any(len(of[after.read.table.title, name]) == 1 for name, _ in _parts(after))
        else after
        for before, after in zip(tables, told, strict=True)
    )


def _parts(table: Decided) -> list[tuple[str, str]]:
    """The parts of the company that rows of a note's table name, with their concepts."""
    if table.detail is None:
        return []
    return [
        (item.group.name.lower(), claim.concepts[0].qname.local)
        for item, claim in zip(table.read.items, table.claims, strict=True)
        if item.group is not None and not item.group.place and claim.concepts
    ]


def of_parts(table: Decided, kind: Kind, registry: Registry, values: Values) -> list[Proof]:
    """The statement's lines that parts of the company add up to, with the lines that are parts:
    those that enter it, or a total within it. What is unallocated or eliminated is none.
    """
    found: list[Proof] = []
    sums = {each.total: each for each in table.sums if not any(each.differences)}
    for total in sums:
        if not any(states(table, total, values.get(name, {}), kind) for name in kind.totals):
            continue
        members, place = _members(table, _entering(table, sums, total), kind, registry)
        if len(members) > 1:
            tree = frozenset({total, *members})
            found.append(Proof(kind, total, tree, len(members), place=place))
    return found


def _entering(table: Decided, sums: dict[int, Sum], total: int) -> list[tuple[int, int]]:
    """What enters a total, with its weight: in place of totals within it, what enters these."""
    found: list[tuple[int, int]] = []
    for part, weight in sums[total].parts:
        if (
            part in sums
            and weight > 0
            and _WITHIN.fullmatch(table.read.items[part].caption.strip(" :"))
        ):
            found += _entering(table, sums, part)
        elif part not in sums:
            found.append((part, weight))
    return found


def _members(
    table: Decided, entering: Sequence[tuple[int, int]], kind: Kind, registry: Registry
) -> tuple[set[int], bool]:
    """The lines that are parts of the company, and whether these are places. Where places stand
    among other parts, or where no word says that places are meant, none is taken.
    """
    members: set[int] = set()
    places: set[int] = set()
    for part, weight in entering:
        item = table.read.items[part]
        row = registry.line(kind.id, item.caption or "total", item.section)
        if row is not None and row.use == "place":
            places.add(part)
        elif row is None and weight > 0:
            members.add(part)
    if not places:
        return members, False
    captions = [table.read.items[at].caption for at in places | members]
    rest = all(_REST.match(table.read.items[at].caption) for at in members)
    sure = rest and len(places) > 1 and are_places(table, min(places)) is True
    if not sure or any(_EXPORT.search(caption) for caption in captions):
        return set(), False
    return places | members, True


def are_places(table: Decided, at: int | None = None) -> bool | None:
    """Whether parts are places, by the nearest words that say so; None where none do.

    at  the first line that speaks of them, or else the first with figures
    """
    items = table.read.items
    first = next((item for item in items[at or 0 :] if item.row.cells), None)
    near = " ".join(first.section) if first is not None else ""
    for text in (
        f"{near} {table.read.table.stub_head}",
        table.read.table.lead,
        table.read.table.title,
    ):
        places, segments = _PLACES.search(text), _SEGMENTS.search(text)
        if bool(places) != bool(segments):
            return bool(places)
    return None


def in_parts(
    table: Decided, proofs: Sequence[Proof], registry: Registry, values: Values
) -> Decided:
    """The table with the total's concept for each part, and the part as its dimension."""
    claims = [Claim()] * len(table.claims)
    items = [*table.read.items]
    told: dict[int, str] = {}
    for proof in proofs:
        names = proof.kind.totals
        stated = [n for n in names if states(table, proof.total, values.get(n, {}), proof.kind)]
        concept = registry.taxonomy.concept(f"us-gaap:{stated[0]}")
        assert concept is not None  # noqa: S101 - the registry has it proven
        for at in proof.tree:
            told[at] = ""
            claims[at] = Claim(
                concepts=(concept,), rule=f"note-table.{proof.kind.id}", confidence=SURE,
                way=Way.SUMS, statements=NOTE,
            )  # fmt: skip
            if at != proof.total:
                name = BESIDE_WORDS.sub("", items[at].caption).strip(" :.-")
                items[at] = replace(items[at], group=Group(name, place=proof.place))
    left = {place for place in table.read.places if place[0] not in told}
    kinds = tuple(dict.fromkeys(proof.kind.id for proof in proofs))
    return replace(
        table, read=replace(table.read, items=tuple(items)), claims=tuple(claims), cells={},
        left_out=table.left_out | left, detail=Detail(kinds, told, proofs[0].kind.instant),
    )  # fmt: skip


def states(table: Decided, at: int, stated: dict[Period, Decimal], kind: Kind) -> bool:
    """Whether a line is the statement's, in every period that both have."""
    item = table.read.items[at]
    if item.quantity is not Quantity.MONEY:
        return False
    power = (item.units or table.read.units).money
    equal = 0
    large = False
    for cell in item.row.cells:
        column = table.read.columns[cell.column]
        period = column.instant if kind.instant else column.duration
        value = stated.get(period) if period else None
        if value is None:
            continue
        if value != abs(cell.figure.value).scaleb(power):
            return False
        equal += 1
        large = large or abs(cell.figure.value) >= LEAST
    return equal > 0 and (large or equal > 1)
