"""A query's algebra, as rdflib reads it, as relations: SPARQL 1.1, section 18, in SQL.

Covered: basic graph patterns, OPTIONAL, FILTER, EXISTS over plain patterns, BIND, VALUES, UNION,
MINUS, sub-selects, GROUP BY with aggregates, HAVING, DISTINCT, ORDER BY, LIMIT, OFFSET; of property
paths those that are a sequence or an inverse. All else raises NotCoveredError.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rdflib.paths import InvPath, SequencePath
from rdflib.plugins.sparql.algebra import translateGroupGraphPattern
from rdflib.term import BNode, URIRef, Variable

from converter.query.columns.aggregates import aggregate
from converter.query.columns.expressions import Expressions, term_of_query
from converter.query.columns.kinds import (
    DOUBLE,
    EXACT,
    NUMBERS,
)
from converter.query.columns.order import sort_keys
from converter.query.columns.relations import TABLE, Relation, Relations, compatible
from converter.query.columns.values import (
    NotCoveredError,
    Value,
    identity,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from converter.query.columns.tables import Tables


class Algebra:
    """Translates over the tables of one database."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._relations = Relations(tables)
        self._rows: dict[str, str] = {}
        """The names that rows of wide tables have in the SQL, with their tables."""

    def relation(self, node: Any) -> Relation:
        """The solutions of a part of the algebra. Raises NotCoveredError."""
        read: Callable[[Any], Relation] | None = getattr(self, f"_{node.name}", None)
        if read is None:
            raise NotCoveredError(str(node.name))
        return read(node)

    # Patterns

    def _BGP(self, node: Any) -> Relation:  # noqa: N802 - rdflib's names
        return self._triples(Relation(), node.triples)

    def _triples(self, made: Relation, triples: Sequence[tuple[Any, Any, Any]]) -> Relation:
        """Joined with these patterns; those that are all in wide tables come first, that of the
        fewest rows before others, so that what follows finds its subject's row.
        """
        for triple in sorted(triples, key=lambda triple: self._rows_of(triple[1])):
            grown = self._grown(made, *triple)
            made = grown or self._relations.join(made, self._triple(*triple))
        return made

    def _rows_of(self, predicate: Any) -> float:
        """Of the wide table where all triples of a predicate are, else more than any has."""
        found = self._tables.predicates.get(str(predicate))
        if found is None or not isinstance(predicate, URIRef):
            return math.inf
        return self._tables.rows.get(found.table, math.inf)

    def _beside(self, made: Relation, subject: Any, predicate: Any) -> tuple[Value, str] | None:
        """The objects of `predicate` in the row of a wide table that `subject` has in `made`, with
        the SQL that tells whether there is one; None where it is not known to have such a row.
        """
        value = made.columns.get(_variable(subject)) if _is_variable(subject) else None
        found = self._tables.predicates.get(str(predicate))
        if value is None or value.maybe or found is None or not isinstance(predicate, URIRef):
            return None
        alias = (value.id or "").removesuffix(".s")
        if (self._rows.get(alias), found.id) not in self._tables.held:
            return None
        return self._tables.objects(alias, found, wide=True), f"{alias}.o_{found.place} IS NOT NULL"

    def _grown(self, made: Relation, subject: Any, predicate: Any, obj: Any) -> Relation | None:
        """Joined with a pattern whose objects stand in a row that is there already, else None."""
        beside = self._beside(made, subject, predicate)
        if beside is None:
            return None
        objects, there = beside
        found = self._at(Relation(where=(there,)), obj, objects)
        return self._relations.join(made, found)

    def _triple(self, subject: Any, predicate: Any, obj: Any) -> Relation:
        if isinstance(predicate, (SequencePath, InvPath)):
            return self._path(subject, predicate, obj)
        if not isinstance(predicate, (URIRef, Variable)):
            # of a choice Oxigraph gives each pair once, SPARQL as often as it is found
            raise NotCoveredError("a property path that repeats or chooses")
        name = self._relations.name("t")
        if isinstance(predicate, Variable):
            columns = {"p": self._tables.iri(f"{name}.p")}
            source = f"{self._tables.everything()} {name}"
            objects = self._tables.any_term(f"{name}.o")
            where: tuple[str, ...] = ()
        else:
            found = self._tables.predicates.get(str(predicate))
            if found is None:
                return self._relations.nothing(
                    _variable(each) for each in (subject, obj) if _is_variable(each)
                )
            columns = {}
            source = f"{found.table} {name}"
            objects = self._tables.objects(name, found, wide=found.wide)
            where = (f"{name}.p = {found.id}",) if found.table == "rest" else ()
            if found.wide:
                self._rows[name] = found.table
                where = (f"{name}.o_{found.place} IS NOT NULL",)
        made = Relation(source, TABLE, where)
        nodes = [
            (subject, self._tables.node(f"{name}.s")), (obj, objects),
            *((predicate, value) for value in columns.values()),
        ]  # fmt: skip
        for term, value in nodes:
            made = self._at(made, term, value)
        return made

    def _at(self, made: Relation, term: Any, value: Value) -> Relation:
        """The relation where `value` is what `term` says: that term, or a variable."""
        if not _is_variable(term):
            number = self._tables.number(term_of_query(term))
            return made.filtered(f"{value.id} = {number}")
        name = _variable(term)
        if name in made.columns:
            return made.filtered(f"{made.columns[name].id} = {value.id}")
        return made.with_column(name, value)

    def _path(self, subject: Any, path: Any, obj: Any) -> Relation:
        if isinstance(path, InvPath):
            return self._triple(obj, path.arg, subject)
        made, start = Relation(), subject
        between = []
        for place, step in enumerate(path.args):
            end = obj if place == len(path.args) - 1 else Variable(self._relations.name(".path"))
            made = self._relations.join(made, self._triple(start, step, end))
            between.append(end)
            start = end
        hidden = {_variable(each) for each in between[:-1]}
        return replace(
            made, columns={name: v for name, v in made.columns.items() if name not in hidden}
        )

    def _Join(self, node: Any) -> Relation:  # noqa: N802
        if node.p2.name == "BGP":
            return self._onto(self.relation(node.p1), node.p2.triples)
        return self._relations.join(self.relation(node.p1), self.relation(node.p2))

    def _onto(self, made: Relation, triples: Sequence[tuple[Any, Any, Any]]) -> Relation:
        """Joined with these patterns: first those whose objects stand in rows that are there."""
        others = []
        for triple in triples:
            grown = self._grown(made, *triple)
            made = grown or made
            if grown is None:
                others.append(triple)
        return self._relations.join(made, self._triples(Relation(), others)) if others else made

    def _optional(self, a: Relation, node: Any) -> Relation | None:
        """OPTIONAL of one pattern whose objects stand in rows that are there, else None."""
        if node.p2.name != "BGP" or len(node.p2.triples) != 1 or not _is_always(node.expr):
            return None
        subject, predicate, obj = node.p2.triples[0]
        beside = self._beside(a, subject, predicate)
        if beside is None or not _is_variable(obj) or _variable(obj) in a.columns:
            return None
        return a.with_column(_variable(obj), replace(beside[0], maybe=True))

    def _LeftJoin(self, node: Any) -> Relation:  # noqa: N802
        a = self.relation(node.p1)
        if (made := self._optional(a, node)) is not None:
            return made
        b = self.relation(node.p2)
        if _is_always(node.expr):
            return self._relations.left_join(a, b, None)
        used = _variables(node.expr)
        if used and all(name in b.columns and not b.columns[name].maybe for name in used):
            # all of the filter lies within the optional part
            return self._relations.left_join(a, self._filtered(b, node.expr), None)

        def tested(columns: Mapping[str, Value]) -> str:
            return Expressions(columns, self._tables).condition(node.expr)

        return self._relations.left_join(a, b, tested)

    def _Filter(self, node: Any) -> Relation:  # noqa: N802
        return self._filtered(self.relation(node.p), node.expr)

    def _filtered(self, relation: Relation, node: Any) -> Relation:
        conditions = [node]
        if getattr(node, "name", "") == "ConditionalAndExpression":
            conditions = [node.expr, *node.other]
        for each in conditions:
            relation, sql = self._relations.settled(
                relation,
                lambda columns, each=each: Expressions(  # type: ignore[misc]
                    columns, self._tables, self._exists, splits=True
                ).condition(each),
            )
            relation = relation.filtered(sql)
            if getattr(each, "name", "") == "Builtin_isNUMERIC" and isinstance(each.arg, Variable):
                relation = _numbers(relation, _variable(each.arg))
        return relation

    def _exists(self, pattern: Any, columns: Mapping[str, Value]) -> str:
        """EXISTS over a pattern without filters: what is bound outside stands for its variable."""
        node = pattern
        if node.name == "GroupGraphPatternSub":
            node = translateGroupGraphPattern(node)
        if not _is_plain(node):
            raise NotCoveredError("EXISTS over more than triples")
        inner = self.relation(node)
        tests = []
        for name in sorted(inner.columns.keys() & columns.keys()):
            if inner.columns[name].maybe:
                raise NotCoveredError("EXISTS over what may be unbound")
            condition = compatible(columns[name], inner.columns[name])
            if condition is not None:
                tests.append(condition)
        return f"EXISTS ({inner.filtered(*tests).statement('1')})"

    def _Minus(self, node: Any) -> Relation:  # noqa: N802
        a, b = self.relation(node.p1), self.relation(node.p2)
        shared = [
            name
            for name in sorted(a.columns.keys() & b.columns.keys())
            if a.columns[name].kinds and b.columns[name].kinds
        ]
        if not shared:
            return a
        tests = [compatible(a.columns[name], b.columns[name]) or "TRUE" for name in shared]
        if all(a.columns[name].maybe or b.columns[name].maybe for name in shared):
            both = (f"({a.columns[n].bound} AND {b.columns[n].bound})" for n in shared)
            tests.append(f"({' OR '.join(both)})")
        return a.filtered(f"NOT EXISTS ({b.filtered(*tests).statement('1')})")

    def _Union(self, node: Any) -> Relation:  # noqa: N802
        parts = [self.relation(node.p1), self.relation(node.p2)]
        names = dict.fromkeys(name for part in parts for name in part.columns)
        return self._relations.union(parts, names)

    def _ToMultiSet(self, node: Any) -> Relation:  # noqa: N802
        if node.p.name == "values":
            return self._values(node.p)
        return self.relation(node.p)

    def _values(self, node: Any) -> Relation:
        rows = [
            {
                _variable(name): term_of_query(term)
                for name, term in row.items()
                if not (isinstance(term, str) and str(term) == "UNDEF" and _is_undef(term))
            }
            for row in node.res
        ]
        names = dict.fromkeys(_variable(name) for row in node.res for name in row)
        return self._relations.values(list(names), rows)

    def _Extend(self, node: Any) -> Relation:  # noqa: N802
        relation, value = self._relations.settled(
            self.relation(node.p),
            lambda columns: Expressions(columns, self._tables, self._exists, splits=True).value(
                node.expr
            ),
        )
        name = _variable(node.var)
        relation = relation.with_column(name, value)
        if value.constant is not None or isinstance(node.expr, Variable):
            return relation
        return self._relations.wrapped(relation)

    # Modifiers

    def _Project(self, node: Any) -> Relation:  # noqa: N802
        relation = self.relation(node.p)
        kept = {_variable(name) for name in node.PV}
        return replace(relation, columns={n: v for n, v in relation.columns.items() if n in kept})

    def _OrderBy(self, node: Any) -> Relation:  # noqa: N802
        relation, order = self._relations.settled(
            self.relation(node.p), lambda columns: self._keys(node.expr, columns)
        )
        return replace(relation, order=order)

    def _keys(
        self, conditions: Sequence[Any], columns: Mapping[str, Value]
    ) -> tuple[tuple[Value, bool], ...]:
        over = Expressions(columns, self._tables, splits=True)
        found = []
        for each in conditions:
            value = over.value(each.expr)
            sort_keys(value)  # or want its text
            found.append((value, each.order == "DESC"))
        return tuple(found)

    def _Distinct(self, node: Any) -> Relation:  # noqa: N802
        relation = self.relation(node.p)
        relation, _ = self._relations.settled(
            replace(relation, order=()),
            lambda columns: [identity(value) for value in columns.values()],
        )
        if self._ordered(node.p):
            raise NotCoveredError("DISTINCT of what is ordered")
        return self._grouped(relation, list(relation.columns))

    def _ordered(self, node: Any) -> bool:
        return node.name == "OrderBy" or (node.name == "Project" and self._ordered(node.p))

    def _Slice(self, node: Any) -> Relation:  # noqa: N802
        relation = self.relation(node.p)
        ending = f"{self.order_of(relation)}{_limits(node)}"
        return self._relations.wrapped(replace(relation, order=()), ending=ending)

    def order_of(self, relation: Relation) -> str:
        """ORDER BY as the relation wants it, or ''."""
        keys = []
        for value, downwards in relation.order:
            # what is unbound is the lowest
            way = "DESC NULLS LAST" if downwards else "ASC NULLS FIRST"
            keys += [f"{key} {way}" for key in sort_keys(value)]
        return f" ORDER BY {', '.join(keys)}" if keys else ""

    # Groups

    def _AggregateJoin(self, node: Any) -> Relation:  # noqa: N802
        group = node.p
        relation = self._relations.wrapped(self.relation(group.p))
        expressions = list(group.expr or [])
        if not all(isinstance(each, Variable) for each in expressions):
            raise NotCoveredError("GROUP BY an expression")
        keys = [_variable(each) for each in expressions]

        def made(columns: Mapping[str, Value]) -> dict[str, Value]:
            over = Expressions(columns, self._tables, splits=True)
            found = {}
            for each in node.A:
                name = _variable(each.res)
                if each.name == "Aggregate_Sample":
                    if not isinstance(each.vars, Variable) or _variable(each.vars) not in keys:
                        raise NotCoveredError("SAMPLE")
                else:
                    found[name] = aggregate(each, over)
            for key in keys:
                if key in columns:
                    identity(columns[key])
            return found

        relation, found = self._relations.settled(relation, made)
        samples = {
            _variable(each.res): _variable(each.vars)
            for each in node.A
            if each.name == "Aggregate_Sample"
        }
        present = [key for key in keys if key in relation.columns]
        return self._grouped(relation, present, found, samples, whole=not keys)

    def _grouped(
        self,
        relation: Relation,
        keys: Sequence[str],
        found: Mapping[str, Value] | None = None,
        samples: Mapping[str, str] | None = None,
        *,
        whole: bool = False,
    ) -> Relation:
        """A solution for each of what `keys` are, with the aggregates `found`.

        Of a key with a number its text and the like are any of the group's: they are all the same.
        whole: one group, even of nothing
        """
        by: dict[str, None] = {}
        columns: dict[str, Value] = {}
        for key in keys:
            value = relation.columns[key]
            if value.constant is not None:
                columns[key] = value
                continue
            parts = identity(value)
            by.update(dict.fromkeys(parts))
            columns[key] = _any_of(value, parts)
        for name, key in (samples or {}).items():
            if key in columns:
                columns[name] = columns[key]
        columns.update(found or {})
        grouping = f" GROUP BY {', '.join(by)}" if by else ""
        if not by and not whole:
            # all keys are constants: a group if there is a solution
            grouping = " HAVING count(*) > 0"
        elif not by:
            grouping = " HAVING count(*) >= 0"  # one group, though nothing be counted
        return self._relations.wrapped(
            replace(relation, columns=columns, order=()), ending=grouping
        )


def _numbers(relation: Relation, name: str) -> Relation:
    """The same where a variable is known to be a number: what is made of it needs no cases."""
    value = relation.columns.get(name)
    if value is None or value.constant is not None or not value.kinds & NUMBERS:
        return relation
    kinds = value.kinds & NUMBERS
    known = replace(
        value, kinds=kinds, maybe=False, t=value.t if len(kinds) > 1 else None, text=None,
        tag=None, truth=None, number=value.number if kinds & EXACT else None,
        float=value.float if DOUBLE in kinds else None,
    )  # fmt: skip
    return relation.with_column(name, known)


def _any_of(value: Value, parts: Sequence[str]) -> Value:
    def of(part: str | None) -> str | None:
        return part if part is None or part == "NULL" or part in parts else f"any_value({part})"

    return replace(
        value,
        id=of(value.id), t=of(value.t), text=of(value.text), tag=of(value.tag),
        truth=of(value.truth), number=of(value.number), float=of(value.float),
    )  # fmt: skip


def _limits(node: Any) -> str:
    limit = f" LIMIT {int(node.length)}" if node.length is not None else ""
    return limit + (f" OFFSET {int(node.start)}" if node.start else "")


def _is_variable(node: Any) -> bool:
    return isinstance(node, (Variable, BNode))


def _variable(node: Any) -> str:
    """The name of a variable; of a blank node one that no variable has."""
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def _is_undef(term: Any) -> bool:
    return not isinstance(term, (URIRef, Variable)) and type(term).__name__ != "Literal"


def _is_always(condition: Any) -> bool:
    """Whether an OPTIONAL has no filter."""
    return condition is None or getattr(condition, "name", "") == "TrueFilter"


def _is_plain(node: Any) -> bool:
    """Whether it is triples and joins of them."""
    if node.name == "BGP":
        return True
    return node.name == "Join" and _is_plain(node.p1) and _is_plain(node.p2)


def _variables(node: Any) -> set[str]:
    """The variables of an expression."""
    if isinstance(node, Variable):
        return {str(node)}
    if isinstance(node, dict):
        if str(getattr(node, "name", "")) in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            raise NotCoveredError("EXISTS in the filter of an OPTIONAL")
        return set().union(*(_variables(each) for key, each in node.items() if key != "_vars"))
    if isinstance(node, (list, tuple)) and not isinstance(node, str):
        return set().union(*(_variables(each) for each in node))
    return set()
