"""The mapping tables: read, proven, indexed by words.

Every load checks the columns, the ids, and each concept against the taxonomy (known, not abstract,
of the period type that the row states). The rest needs every pattern parsed: that no place claims
a pattern twice, and that each row's example finds its own row. mappings/index.tsv holds the parsed
patterns of the packaged tables under the fingerprint of their last full proof; where the tables
differ from it, and for every table of the user's own, all is parsed and proven again. A row that
fails stops the load with file and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.mapping.rows import (
    STATEMENTS,
    Kinds,
    Rule,
    SignRule,
    one_of,
    packaged_kinds,
    read_rules,
    structural,
)
from converter.resources import resource
from converter.tsv import MappingError, read_rows, stop
from converter.wording.index import Index
from converter.wording.normalise import Normaliser, packaged_normaliser
from converter.wording.store import Patterns, fingerprint, stored, stored_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from converter.model.filing import StatementKind
    from converter.model.xbrl import QName

__all__ = ["Heading", "MappingTable", "MemberRule", "Rule", "SignRule", "load_table"]

HEADING_FIELDS = ["id", "statement", "caption", "key", "within", "abstract", "example"]
MEMBER_FIELDS = ["id", "caption", "member", "example"]
TABLES = (
    "balance_sheet", "operations", "cash_flows", "equity", "notes",
    "bank", "insurer", "utility", "broker", "real_estate", "fund",
)  # fmt: skip
INDEX = "index.tsv"  # the patterns of the packaged tables as parsed
_SOURCES = (*TABLES, "headings", "members", "synonyms")  # that they come from


@dataclass(frozen=True, slots=True)
class Heading:
    """A section: key such as 'assets_current', the key it lies within, its abstract concept."""

    id: str
    key: str
    within: str
    abstract: QName | None
    statements: tuple[str, ...]
    example: str
    line: int


@dataclass(frozen=True, slots=True)
class MemberRule:
    """A column head of the equity statement: the member, or None for the total."""

    id: str
    member: QName | None
    example: str
    line: int


class MappingTable:
    """All rows, ready to match. Built by `load_table`; read-only afterwards."""

    def __init__(self, normaliser: Normaliser) -> None:
        self.normaliser = normaliser
        self.rules: list[Rule] = []
        self.captions: Index[Rule] = Index()
        self.heads: Index[Rule] = Index()
        self.headings: Index[Heading] = Index()
        self.members: Index[MemberRule] = Index()
        self.within: dict[str, str] = {}
        self._by_id: dict[str, Rule] = {}
        self._signs: dict[tuple[QName, str], SignRule] = {}

    def rule(self, identifier: str) -> Rule | None:
        return self._by_id.get(identifier)

    def sign_of(self, concept: QName, statement: StatementKind) -> SignRule | None:
        """The sign rule of the first row that has a concept in a statement."""
        if not self._signs:
            for rule in self.rules:
                for kind in rule.statements:
                    for name in rule.concepts:
                        self._signs.setdefault((name, kind), rule.sign)
        return self._signs.get((concept, statement.value))

    def _add(
        self, rule: Rule, patterns: Patterns, report: Callable[[MappingError], object] = stop
    ) -> None:
        first = self._by_id.setdefault(rule.id, rule)
        if first is not rule:
            # The packaged tables are read last; where an id stands in both, it is the user's.
            new, old = (first, rule) if first.own and not rule.own else (rule, first)
            report(MappingError(
                new.path, new.line,
                f"the id {new.id} stands in {old.path.name}:{old.line} already", "MAP003",
            ))  # fmt: skip
            if rule.own:
                return
        rule.order = len(self.rules)
        self.rules.append(rule)
        index = self.heads if rule.role == "column" else self.captions
        patterns.add(rule.caption, rule.path, rule.line, index, rule)

    def _read_headings(self, path: Path, patterns: Patterns) -> None:
        for line, cells in read_rows(path, HEADING_FIELDS):
            identifier, statement, caption, key, within, abstract, example = cells
            if not identifier or not key:
                raise MappingError(path, line, "a heading needs an id and a key")
            statements = tuple(statement.split())
            for kind in statements:
                one_of(path, line, "statement", kind, STATEMENTS)
            if self.within.setdefault(key, within) != within:
                raise MappingError(path, line, f"{key} lies within {self.within[key]!r} above")
            name = structural(path, line, abstract, "heading") if abstract else None
            heading = Heading(identifier, key, within, name, statements, example, line)
            patterns.add(caption, path, line, self.headings, heading)

    def _read_members(self, path: Path, patterns: Patterns) -> None:
        for line, (identifier, caption, member, example) in read_rows(path, MEMBER_FIELDS):
            name = None if member == "total" else structural(path, line, member, "member")
            rule = MemberRule(identifier, name, example, line)
            patterns.add(caption, path, line, self.members, rule)


def load_table(
    *own: Path,
    folder: Path | None = None,
    kinds: Kinds | None = None,
    prove: bool = False,
    report: Callable[[MappingError], object] = stop,
) -> MappingTable:
    """The packaged tables and the user's own, which take precedence in their order.

    Args:
        own: tables of the user, in the columns of the packaged ones
        folder: the packaged tables, mappings/ as a rule
        kinds: the concepts that rows may name
        prove: whether to prove the packaged tables even where they stand as last proven
        report: what is done with a row that cannot be used; by default it ends the load

    Raises:
        MappingError: the first row that cannot be used, with file and line.
    """
    normaliser = Normaliser(folder / "synonyms.tsv") if folder else packaged_normaliser()
    folder = folder or resource("mappings")
    kinds = kinds or packaged_kinds()
    table = MappingTable(normaliser)
    sections = _sections(folder)
    mine = Patterns()
    for path in own:
        for rule in read_rules(path, kinds, sections, own=True, report=report):
            table._add(rule, mine, report)  # noqa: SLF001 - one module builds both
    mine.fill(mine.parse(table.normaliser, report))
    known = None if prove else stored(folder / INDEX, fingerprint(folder, _SOURCES))
    patterns = _gather(table, folder, kinds, report)
    patterns.fill(patterns.parse(table.normaliser, report) if known is None else known)
    if own or known is None:
        from converter.mapping.prove import prove_headings, prove_members, prove_rules

        prove_rules(table, [rule for rule in table.rules if rule.own or known is None], report)
        if known is None:
            prove_headings(table, folder / "headings.tsv", report)
            prove_members(table, folder / "members.tsv", report)
    return table


def index_lines(folder: Path) -> list[str]:
    """The lines of index.tsv for the packaged tables as they are."""
    table = MappingTable(Normaliser(folder / "synonyms.tsv"))
    patterns = _gather(table, folder, packaged_kinds()).parse(table.normaliser)
    return stored_lines(fingerprint(folder, _SOURCES), patterns)


def _sections(folder: Path) -> dict[str, frozenset[str]]:
    """The keys of headings.tsv, each with the statements whose headings have it."""
    found: dict[str, set[str]] = {}
    for _, (_, statement, _, key, within, _, _) in read_rows(
        folder / "headings.tsv", HEADING_FIELDS
    ):
        for each in (key, within):
            if each:
                found.setdefault(each, set()).update(statement.split() or STATEMENTS)
    return {key: frozenset(statements) for key, statements in found.items()}


def _gather(
    table: MappingTable,
    folder: Path,
    kinds: Kinds,
    report: Callable[[MappingError], object] = stop,
) -> Patterns:
    patterns = Patterns()
    sections = _sections(folder)
    for stem in TABLES:
        path = folder / f"{stem}.tsv"
        if path.exists():
            for rule in read_rules(path, kinds, sections, report=report):
                table._add(rule, patterns, report)  # noqa: SLF001
    table._read_headings(folder / "headings.tsv", patterns)  # noqa: SLF001
    table._read_members(folder / "members.tsv", patterns)  # noqa: SLF001
    return patterns
