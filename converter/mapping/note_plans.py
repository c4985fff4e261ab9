"""What became of the obligations and assets of benefit plans in a year, in notes.

                                         Pension benefits    Other benefits
                                           1998     1997      1998     1997
    Benefit obligation, January 1        $1,488   $1,375      $327     $279
    Service cost                             56       49        14       11
    Benefits paid                           (86)     (73)      (16)     (14)
    Benefit obligation, December 31      $1,717   $1,488      $381     $327

Each plan's columns must add up from the first balance to the last, and one year's end be the next
one's beginning. The plan is a member: what stands over its columns, or the note's title.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.mapping.note_rolls import (
    claim_for,
    in_order,
    mixed,
    read_lines,
    rolls_of,
    sign_of,
    ties,
)
from converter.mapping.note_values import NOTE
from converter.model.lineitem import Group
from converter.model.mapped import Claim, Detail
from converter.text.cells import BESIDE_WORDS
from converter.text.dates import without_periods
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_rolls import Lines, Roll
    from converter.mapping.note_values import Statements
    from converter.model.mapped import Decided

PROOF = "plans"
_TITLE = re.compile(r"^\s*(?:notes?\s+)?\(?(?:\d{1,2}|[A-Z])\)?[\s.:)-]+(?=\S)", re.IGNORECASE)
# a name that was cut: it begins or ends in the middle
_CUT = re.compile(r"^(?:&|and\b|of\b|[,;)/])|(?:&|\band|\bof|[,;(/-])$", re.IGNORECASE)
_SHORT = re.compile(r"(\b[A-Z]\.[A-Z])$")  # that lost its last point
_HYPHEN = re.compile(r"(?<=[a-z])- (?=[a-z])|(?<=-) (?=U\.S)")  # of a word on two lines


def plans(table: Decided, registry: Registry, statements: Statements) -> Decided | None:
    """The table with the concepts of what its figures prove; None where they prove nothing."""
    if not table.read.units.stated:
        return None
    names = plan_names(table)
    kept: dict[int, set[int]] = {}  # by item, the columns
    claims = [Claim()] * len(table.claims)
    items = [*table.read.items]
    nouns: dict[int, str] = {}
    kinds: list[str] = []
    for kind in registry.of(PROOF):
        lines = read_lines(table, kind, registry)
        for roll in rolls_of(table, lines, kind.totals[0]):
            columns = _proven(table, roll, lines, names, statements)
            if not columns or kind.id in kinds or mixed(table, lines, columns):
                continue
            kinds.append(kind.id)
            for at in (roll.opening, *roll.between, roll.closing):
                items[at] = replace(items[at], opening=at == roll.opening, quantity=Quantity.MONEY)
                claims[at] = _claim(table, at, lines, kind, columns)
                nouns[at] = kind.noun
                kept[at] = set(columns)
    if not kept:
        return None
    left = {(at, column) for at, column in table.read.places if column not in kept.get(at, ())}
    heads = tuple(
        replace(column, group=Group(names[column.index], plan=True))
        for column in table.read.columns
    )
    return replace(
        table, read=replace(table.read, items=tuple(items), columns=heads), claims=tuple(claims),
        cells={}, sums=(), unproven=(), left_out=table.left_out | left,
        detail=Detail(tuple(kinds), nouns, instant=False, balance="debit"),
    )  # fmt: skip


def plan_names(table: Decided) -> dict[int, str]:
    """The plan that each column is of; '' where its name is not whole."""
    title = _TITLE.sub("", table.read.table.title).strip(" :.-")
    found: dict[int, str] = {}
    for column in table.read.columns:
        head = _HYPHEN.sub("", BESIDE_WORDS.sub("", without_periods(column.column.head))).strip(
            " :-"
        )
        name = _SHORT.sub(r"\1.", head or title)
        found[column.index] = "" if _CUT.search(name) else name
    return found


def alike(places: Sequence[tuple[str, object]]) -> bool:
    """Whether each plan has the same periods as the others, each once: else a name is garbled."""
    of: dict[str, list[object]] = {}
    for name, period in places:
        of.setdefault(name, []).append(period)
    sets = {frozenset(each) for each in of.values()}
    return len(sets) == 1 and all(len(set(each)) == len(each) for each in of.values())


def _proven(
    table: Decided, roll: Roll, lines: Lines, names: dict[int, str], statements: Statements
) -> list[int]:
    """The columns of the plans that add up, in each of their years."""
    found: list[int] = []
    for name in dict.fromkeys(names.values()):
        columns = [
            at
            for at, each in names.items()
            if each == name and table.read.items[roll.closing].row.cell(at) is not None
        ]
        whole = bool(name) and all(ties(table, [roll], lines, at) for at in columns)
        if whole and columns and in_order(table, roll, columns, statements):
            found += columns
    return found


def _claim(table: Decided, at: int, lines: Lines, kind: Kind, columns: list[int]) -> Claim:
    concept = lines.concept(at)
    if concept is None:
        return Claim(rule=f"note-table.{kind.id}", statements=NOTE)
    moved = bool(lines.uses.get(at))
    return claim_for(concept, kind, sign_of(table, at, columns) if moved else "as_printed")
