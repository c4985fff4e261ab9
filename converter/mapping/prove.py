"""The proof of the tables: each row's example finds its row, and no pattern stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from converter.mapping.match import heading_of, member_of
from converter.mapping.rows import STATEMENTS
from converter.tsv import MappingError, stop
from converter.wording.pattern import PatternError, parse, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from converter.mapping.rows import Rule
    from converter.mapping.table import MappingTable
    from converter.wording.index import Index
    from converter.wording.pattern import Tree

T = TypeVar("T")


def prove_rules(
    table: MappingTable,
    rules: Sequence[Rule],
    report: Callable[[MappingError], object] = stop,
) -> None:
    """Prove these rows; `report` hears of each that fails, by default the first is raised.

    MAP006 the example does not fit the row, MAP007 another row claims the pattern in the same place
    with the same confidence, MAP008 another row takes the example.
    """
    claimed: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        try:
            trees = [
                parse(plain(part), table.normaliser.phrase) for part in rule.caption.split(";")
            ]
        except PatternError:
            continue  # reported where the patterns were read
        if not all(trees):
            continue  # the same
        fault = _fault(rule, trees, table, claimed)
        if fault:
            report(MappingError(rule.path, rule.line, *fault))


def prove_headings(
    table: MappingTable, path: Path, report: Callable[[MappingError], object] = stop
) -> None:
    """Prove headings.tsv: each row's example opens the row's section, with its abstract concept,
    in every statement that the row names. MAP006 where it fits no row, MAP008 where it fits another
    one before.
    """
    for heading in _once(table.headings):
        for statement in heading.statements or STATEMENTS:
            found = heading_of(heading.example, statement, table)
            if found is None or (found.key, found.abstract) != (heading.key, heading.abstract):
                where = f"{found.id} in {path.name}:{found.line}" if found else ""
                report(_misses(path, heading.line, heading.example, where))
                break


def prove_members(
    table: MappingTable, path: Path, report: Callable[[MappingError], object] = stop
) -> None:
    """Prove members.tsv: each row's example is the head of the row's member. MAP006, MAP008."""
    for rule in _once(table.members):
        found = member_of(rule.example, table)
        if found is None or found.member != rule.member:
            where = f"{found.id} in {path.name}:{found.line}" if found else ""
            report(_misses(path, rule.line, rule.example, where))


def _once(index: Index[T]) -> Iterator[T]:
    """The rows of an index, whatever the number of their patterns."""
    return iter({id(row): row for _, row in index.entries()}.values())


def _misses(path: Path, line: int, example: str, other: str) -> MappingError:
    """What is wrong with a row whose example does not lead to it."""
    if not other:
        return MappingError(path, line, f"the example {example!r} fits no row", "MAP006")
    return MappingError(path, line, f"the example {example!r} goes to {other}", "MAP008")


def _fault(
    rule: Rule, trees: Sequence[Tree], table: MappingTable, claimed: dict[tuple[object, ...], Rule]
) -> tuple[str, str] | None:
    """The first that is wrong with a row, and its code."""
    words = table.normaliser.words(rule.example)
    index = table.heads if rule.role == "column" else table.captions
    fits = list(index.fits(words))
    if not any(other is rule for _, other in fits):
        read = " ".join(words)
        return (
            f"the example {rule.example!r} does not fit the row's pattern: it reads {read!r}",
            "MAP006",
        )
    other = _claimed(rule, trees, claimed)
    if other is not None:
        at = f"{other.path.name}:{other.line}"
        return f"the same pattern is claimed by {other.id} in {at} for the same place", "MAP007"
    other = _winner(rule, fits, table)
    if other is not None:
        goes = f"the example {rule.example!r} goes to {other.id} in {other.path.name}:{other.line}"
        return f"{goes}, which stands before this row wherever both fit", "MAP008"
    return None


def _claimed(
    rule: Rule, trees: Sequence[Tree], claimed: dict[tuple[object, ...], Rule]
) -> Rule | None:
    """A row with other concepts that claims one of the patterns for the same place."""
    kind = "+".join(sorted(set(rule.types)))
    for tree in trees:
        for statement in rule.statements or ("",):
            for section in rule.sections or ("",):
                key = (rule.own, statement, section, rule.role, kind, rule.confidence, tree)
                other = claimed.setdefault(key, rule)
                if other.concepts != rule.concepts:
                    return other
    return None


def _winner(rule: Rule, fits: Sequence[tuple[int, Rule]], table: MappingTable) -> Rule | None:
    """The row that has the example in every place that the row names; None where it has it itself
    in one of them, or the winner's concepts are the same.

    The user's own rows stand before all of the packaged ones; only rows of one kind are held
    against each other.
    """
    winner: Rule | None = None
    rivals = [
        (wild, other) for wild, other in fits
        if other.own == rule.own
        if other is rule or not set(rule.types).isdisjoint(other.types)
    ]  # fmt: skip
    for statement in rule.statements or STATEMENTS:
        for section in rule.sections or ("",):
            depths = _depths(section, table)
            ranked = [
                (
                    wild, min((depths[key] for key in other.sections), default=50),
                    other.role in ("item", "total") and other.role != (rule.role or "item"),
                    -other.confidence, other.order, other,
                )
                for wild, other in rivals
                if not other.statements or statement in other.statements
                if all(key in depths for key in other.sections)
            ]  # fmt: skip
            winner = min(ranked, key=lambda entry: entry[:5])[5]
            if winner is rule or winner.concepts == rule.concepts:
                return None
    return winner


def _depths(section: str, table: MappingTable) -> dict[str, int]:
    """A section and what it lies within: 0 for itself, more outwards."""
    depths: dict[str, int] = {}
    while section:
        depths[section] = len(depths)
        section = table.within.get(section, "")
    return depths
