"""Solutions as SQL: what to select from, under which conditions, and what each variable is there.

A relation is not yet a statement, so that joins of joins come to one list of tables, which DuckDB
orders by their sizes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from converter.query.columns.kinds import LITERALS, NODES
from converter.query.columns.load import quoted
from converter.query.columns.values import (
    NOTHING,
    PARTS,
    TYPES,
    NotCoveredError,
    Value,
    WantsColumnError,
    WantsTextError,
    chosen,
    constant,
    parts_of,
    same_term,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from converter.query.columns.kinds import Term
    from converter.query.columns.tables import Tables

T = TypeVar("T")

NONE, TABLE, JOINED, LIST = range(4)


@dataclass(frozen=True)
class Relation:
    """source   what stands behind FROM, '' for one solution without tables
    shape    of the source: NONE, one TABLE or subquery, JOINED tables, or a LIST of them
    where    conditions, all of which hold
    columns  the variables by name
    order    what the solutions are to be sorted by: the value, whether downwards
    """

    source: str = ""
    shape: int = NONE
    where: tuple[str, ...] = ()
    columns: Mapping[str, Value] = field(default_factory=dict)
    order: tuple[tuple[Value, bool], ...] = ()

    def with_column(self, name: str, value: Value) -> Relation:
        return replace(self, columns={**self.columns, name: _named(name, value)})

    def filtered(self, *conditions: str) -> Relation:
        return replace(self, where=self.where + conditions)

    def statement(self, selected: str) -> str:
        parts = [f"SELECT {selected}"]
        if self.source:
            parts.append(f"FROM {self.source}")
        if self.where:
            parts.append("WHERE " + " AND ".join(self.where))
        return " ".join(parts)


class Relations:
    """Makes relations of relations; each name in the SQL is given once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._given = 0

    def name(self, letter: str) -> str:
        self._given += 1
        return f"{letter}{self._given}"

    def wrapped(
        self, relation: Relation, keep: Collection[str] | None = None, ending: str = ""
    ) -> Relation:
        """The relation as one subquery; without the variables that are not to be kept.

        `ending` follows its conditions: LIMIT, GROUP BY. The order is lost.
        """
        name = self.name("q")
        given: dict[str, str] = {}

        def passed(sql: str) -> str:
            if sql == "NULL":
                return sql
            if sql not in given:
                given[sql] = f"c{len(given)}"
            return f"{name}.{given[sql]}"

        columns = {
            variable: self._passed(variable, value, passed)
            for variable, value in relation.columns.items()
            if keep is None or variable in keep
        }
        selected = ", ".join(f"{sql} AS {column}" for sql, column in given.items()) or "1 AS c0"
        return Relation(f"({relation.statement(selected)}{ending}) {name}", TABLE, (), columns)

    def _passed(self, variable: str, value: Value, passed: Callable[[str], str]) -> Value:
        if value.constant is not None and not value.maybe:
            return value
        parts = {part: None if (sql := value.part(part)) is None else passed(sql) for part in PARTS}
        return _named(variable, replace(value, **parts))  # type: ignore[arg-type]

    def settled(
        self, relation: Relation, made: Callable[[Mapping[str, Value]], T]
    ) -> tuple[Relation, T]:
        """What `made` makes of the columns, and the relation with the texts and columns that it
        wants.
        """
        while True:
            try:
                return relation, made(relation.columns)
            except WantsTextError as wanted:
                relation = self.with_texts(relation, wanted.variables)
            except WantsColumnError as wanted:
                relation = self.wrapped(relation.with_column(wanted.name, wanted.value))

    def with_texts(self, relation: Relation, variables: Iterable[str]) -> Relation:
        """The same, with all that the table of terms has about these variables."""
        wrapped = self.wrapped(relation)
        source, columns = wrapped.source, dict(wrapped.columns)
        for variable in sorted(variables):
            value = columns[variable]
            name = self.name("k")
            source += f" LEFT JOIN term {name} ON {name}.id = {value.id}"
            needed = parts_of(value.kinds) | ({"text"} if value.kinds & NODES else set())
            if value.kinds & LITERALS and len(value.kinds) > 1:
                needed |= {"t"}
            parts = {part: self._looked_up(name, part, value.id or "NULL") for part in needed}
            columns[variable] = replace(value, texted=True, wants=frozenset(), **parts)  # type: ignore[arg-type]
        return Relation(source, JOINED, (), columns)

    def _looked_up(self, name: str, part: str, identifier: str) -> str:
        """A term's part, be it a term that the database does not hold."""
        if not self.tables.unknown:
            return f"{name}.{part}"
        cases = "".join(
            f" WHEN {number} THEN {_spelled(term, part)}"
            for number, term in self.tables.unknown.items()
        )
        return f"COALESCE({name}.{part}, CASE {identifier}{cases} END)"

    def nothing(self, variables: Iterable[str]) -> Relation:
        """No solutions."""
        name = self.name("e")
        columns = {each: _named(each, self.tables.iri(f"{name}.c0")) for each in variables}
        return Relation(
            f"(SELECT CAST(NULL AS BIGINT) AS c0 WHERE FALSE) {name}", TABLE, (), columns
        )

    def values(self, variables: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> Relation:
        """The solutions of a VALUES block; what a row does not name is unbound in it."""
        if len(rows) == 1:
            (row,) = rows
            return Relation(
                columns={
                    each: self.tables.constant(row[each]) if each in row else NOTHING
                    for each in variables
                }
            )
        if not rows:
            return self.nothing(variables)
        made = [
            Relation(columns={each: self.tables.constant(term) for each, term in row.items()})
            for row in rows
        ]
        return self.union(made, variables)

    def join(self, a: Relation, b: Relation) -> Relation:
        """The solutions of both that agree."""
        shared = sorted(a.columns.keys() & b.columns.keys())
        while True:
            try:
                conditions, columns = _agreed(a, b, shared)
                break
            except WantsTextError as wanted:
                a, b = self._texted(a, b, wanted.variables)
        sources = [each.source for each in (a, b) if each.source]
        shape = LIST if len(sources) > 1 else max(a.shape, b.shape)
        return Relation(", ".join(sources), shape, (*a.where, *b.where, *conditions), columns)

    def left_join(
        self,
        a: Relation,
        b: Relation,
        tested: Callable[[Mapping[str, Value]], str] | None,
    ) -> Relation:
        """All solutions of `a`, with those of `b` that match and for which `tested` holds."""
        if a.where or a.shape not in (TABLE, JOINED):
            a = self.wrapped(a)
        if (
            b.where
            or b.shape != TABLE
            or any(value.constant is not None for value in b.columns.values())
        ):
            b = self._as_columns(b)
        shared = sorted(a.columns.keys() & b.columns.keys())
        while True:
            try:
                conditions, columns = _agreed(a, b, shared)
                if tested is not None:
                    conditions.append(tested(columns))
                for name in shared:
                    one, other = a.columns[name], b.columns[name]
                    columns[name] = _named(
                        name,
                        one if not one.maybe else chosen([(one.bound, one), ("TRUE", other)]),
                    )
                break
            except WantsTextError as wanted:
                a, b = self._texted(a, b, wanted.variables)
        for name in b.columns.keys() - a.columns.keys():
            columns[name] = replace(columns[name], maybe=True)
        on = " AND ".join(conditions) or "TRUE"
        return Relation(f"{a.source} LEFT JOIN {b.source} ON {on}", JOINED, (), columns)

    def _texted(
        self, a: Relation, b: Relation, variables: Iterable[str]
    ) -> tuple[Relation, Relation]:
        of_a = [name for name in variables if name in a.columns and not a.columns[name].texted]
        of_b = [name for name in variables if name in b.columns and not b.columns[name].texted]
        if not of_a and not of_b:
            raise NotCoveredError("a comparison of terms without a text")
        if of_a:
            a = self.wrapped(self.with_texts(a, of_a))
        if of_b:
            b = self.wrapped(self.with_texts(b, of_b))
        return a, b

    def _as_columns(self, relation: Relation) -> Relation:
        """One subquery whose constants are columns: NULL where it has no match."""
        columns = {name: replace(value, constant=None) for name, value in relation.columns.items()}
        return self.wrapped(replace(relation, columns=columns))

    def union(self, relations: Sequence[Relation], variables: Iterable[str]) -> Relation:
        """The solutions of all; what one does not name is unbound there."""
        relations, variables = list(relations), list(variables)
        for variable in variables:
            self._prepare_union(relations, variable)
        name = self.name("u")
        columns: dict[str, Value] = {}
        listed: list[list[str]] = [[] for _ in relations]
        for variable in variables:
            values = [relation.columns.get(variable, NOTHING) for relation in relations]
            value, parts = _united(values)
            names = {}
            for part in parts:
                names[part] = f"{name}.c{len(listed[0])}"
                for place, each in enumerate(values):
                    sql = _part_of(each, part)
                    typed = f"CAST(NULL AS {TYPES[part]})" if sql == "NULL" else sql
                    listed[place].append(f"{typed} AS c{len(listed[place])}")
            columns[variable] = _named(variable, replace(value, **names))  # type: ignore[arg-type]
        statements = [
            relation.statement(", ".join(selected) or "1 AS c0")
            for relation, selected in zip(relations, listed, strict=True)
        ]
        return Relation(f"({' UNION ALL '.join(statements)}) {name}", TABLE, (), columns)

    def _prepare_union(self, relations: list[Relation], variable: str) -> None:
        """Look the variable's texts up where a union needs them."""
        values = [relation.columns.get(variable, NOTHING) for relation in relations]
        with_id = all(value.id is not None for value in values)
        texts = parts_of(frozenset().union(*(value.kinds for value in values)))
        for place, value in enumerate(values):
            lacks = any(value.part(part) is None for part in texts & parts_of(value.kinds)) or (
                value.t is None and len(value.kinds) > 1
            )
            if not value.texted and (lacks or (value.kinds & NODES and not with_id)):
                relations[place] = self.with_texts(relations[place], [variable])


def _agreed(a: Relation, b: Relation, shared: Sequence[str]) -> tuple[list[str], dict[str, Value]]:
    """The conditions of a join, and its variables."""
    conditions = []
    columns = {**a.columns, **b.columns}
    for name in shared:
        condition = compatible(a.columns[name], b.columns[name])
        if condition is not None:
            conditions.append(condition)
        columns[name] = _named(name, _merged(a.columns[name], b.columns[name]))
    return conditions, columns


def compatible(a: Value, b: Value) -> str | None:
    """SQL: whether two solutions agree on a variable; None where they always do."""
    if not a.kinds or not b.kinds:
        return None
    same = same_term(a, b)
    free = [f"NOT {value.bound}" for value in (a, b) if value.maybe]
    return f"({' OR '.join([*free, same])})" if free else same


def _merged(a: Value, b: Value) -> Value:
    """What a variable is in solutions that agree on it."""
    if not a.kinds:
        return b
    if not b.kinds:
        return a
    if a.maybe and b.maybe:
        return chosen([(a.bound, a), ("TRUE", b)])
    if a.maybe or b.maybe:
        return b if a.maybe else a
    if a.constant is not None:
        return a if a.id is not None else replace(a, id=b.id)
    if b.constant is not None:
        return b if b.id is not None else replace(b, id=a.id)
    first, second = (a, b) if a.texted and a.id is not None else (b, a)
    kinds = a.kinds & b.kinds
    if not kinds:
        return first
    parts = {part: first.part(part) or second.part(part) for part in PARTS}
    several = len(kinds) > 1
    texted = first.texted or second.texted
    if texted and not first.texted:
        parts["text"] = second.text
    return Value(
        kinds,
        **{**parts, "t": parts["t"] if several else None},  # type: ignore[arg-type]
        maybe=False,
        texted=texted,
    )


def _named(name: str, value: Value) -> Value:
    """The value as that of a variable: its text is looked up by the variable's number."""
    wants = frozenset() if value.texted else frozenset({name})
    return value if value.wants == wants else replace(value, wants=wants)


def _united(values: Sequence[Value]) -> tuple[Value, list[str]]:
    """What a variable is in a union, and the parts that it has there."""
    kinds = frozenset().union(*(value.kinds for value in values))
    nodes = [value for value in values if value.kinds & NODES]
    texted = all(value.texted for value in values)
    parts: list[str] = [part for part in PARTS if part in parts_of(kinds)]
    if nodes and texted and "text" not in parts:
        parts.append("text")
    if all(value.id is not None for value in values):
        parts.append("id")
    if len(kinds) > 1 and all(len(value.kinds) < 2 or value.t is not None for value in values):
        parts.append("t")
    return (
        Value(kinds, maybe=any(value.maybe or not value.kinds for value in values), texted=texted),
        parts,
    )


def _part_of(value: Value, part: str) -> str:
    if not value.kinds:
        return "NULL"
    return value.kind if part == "t" else value.part(part) or "NULL"


def _spelled(term: Term, part: str) -> str:
    if part == "t":
        return str(term.kind)
    if part == "text":
        return quoted(term.spelled)
    return constant(term).part(part) or "NULL"
