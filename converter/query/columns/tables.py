"""The tables that `converter.query.columns.load` made, and how to find terms there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from converter.query.columns.kinds import (
    ALL,
    BLANK,
    IRI,
    LANGUAGE,
    LITERALS,
    NODES,
    OTHER,
    Kinds,
    Term,
)
from converter.query.columns.load import beside
from converter.query.columns.values import Value, constant

if TYPE_CHECKING:
    import duckdb


class Predicate(NamedTuple):
    """table  its own, 'rest', or the wide one where all its triples are
    place  what its columns in a wide table end with
    kinds  of its objects
    columns  beside s and o
    """

    id: int
    table: str
    place: int
    triples: int
    kinds: Kinds
    columns: tuple[str, ...]

    @property
    def wide(self) -> bool:
        """Whether its triples are in a wide table."""
        return self.table.startswith("w")


class Tables:
    """What the database holds; asks it for the numbers of terms. Terms that are not there get
    numbers below zero, each its own.
    """

    def __init__(self, sql: duckdb.DuckDBPyConnection) -> None:
        self._sql = sql
        self.predicates: dict[str, Predicate] = {}
        for identifier, iri, table, place, triples, found in sql.execute(
            "SELECT id, iri, name, place, triples, kinds FROM predicate"
        ).fetchall():
            of = frozenset(found)
            columns = () if table == "rest" else beside(of)
            self.predicates[iri] = Predicate(identifier, table, place, triples, of, columns)
        self.held = frozenset(sql.execute("SELECT name, p FROM wide").fetchall())
        """The wide tables and the predicates that they have columns for."""
        self.rows: dict[str, int] = {}
        """Of the wide tables: those of the anchor, which has the most triples."""
        for each in self.predicates.values():
            if each.wide:
                self.rows[each.table] = max(self.rows.get(each.table, 0), each.triples)
        ((self.blanks,),) = sql.execute("SELECT count(*) FROM term WHERE rank = 0").fetchall()
        self._known: dict[Term, int] = {}
        self.unknown: dict[int, Term] = {}

    @property
    def subjects(self) -> Kinds:
        """The kinds that subjects have."""
        return NODES if self.blanks else frozenset({IRI})

    def constant(self, term: Term) -> Value:
        """The term with its number."""
        return constant(term, self.number(term))

    def number(self, term: Term) -> int:
        """The term's id; below zero where the database does not hold it."""
        found = self._known.get(term)
        if found is None:
            found = self._looked_up(term)
            if found is None:
                found = -1 - len(self.unknown)
                self.unknown[found] = term
            self._known[term] = found
        return found

    def _looked_up(self, term: Term) -> int | None:
        """Between two marks, since half a million filings have some 10^8 terms."""
        rank, text = term.rank, term.spelled
        bounds = self._sql.execute(
            """SELECT max(id) FILTER (WHERE (rank, text) < (?, ?)),
                      min(id) FILTER (WHERE (rank, text) > (?, ?)) FROM mark""",
            [rank, text, rank, text],
        ).fetchone()
        low, high = bounds or (None, None)
        tagged = term.kind in (LANGUAGE, OTHER)
        row = self._sql.execute(
            "SELECT id FROM term WHERE id >= ? AND id <= ? AND t = ? AND text = ?"
            + (" AND tag = ?" if tagged else ""),
            [low or 0, high or 2**62, term.kind, text, *([term.tag] if tagged else [])],
        ).fetchone()
        return int(row[0]) if row else None

    def objects(self, alias: str, predicate: Predicate, *, wide: bool) -> Value:
        """The objects of a predicate, where its own table or a wide one stands as `alias`."""
        end = f"_{predicate.place}" if wide else ""
        identifier = f"{alias}.o{end}"
        if predicate.table == "rest":
            return self.any_term(identifier, predicate.kinds)
        parts = {name: f"{alias}.{name}{end}" for name in predicate.columns}
        nodes = predicate.kinds & NODES
        kind = parts.pop("t", None)
        if kind is None and len(predicate.kinds) > 1:
            kind = self._node_kind(identifier)
        return Value(
            predicate.kinds,
            id=identifier,
            t=kind,
            text=parts.get("text"),
            tag=parts.get("tag"),
            truth=parts.get("truth"),
            number=parts.get("number"),
            float=parts.get("float"),
            maybe=False,
            texted=not nodes,
        )

    def any_term(self, identifier: str, of: Kinds = ALL) -> Value:
        """The term of that number, whose row has to be looked up for all else."""
        several_nodes = len(of) > 1 and not of & LITERALS
        kind = self._node_kind(identifier) if several_nodes else None
        return Value(of, id=identifier, t=kind, maybe=False, texted=False)

    def node(self, identifier: str) -> Value:
        """A subject."""
        kind = self._node_kind(identifier) if self.blanks else None
        return Value(self.subjects, id=identifier, t=kind, maybe=False, texted=False)

    def iri(self, identifier: str) -> Value:
        """A predicate."""
        return Value(frozenset({IRI}), id=identifier, maybe=False, texted=False)

    def _node_kind(self, identifier: str) -> str:
        blanks = self.blanks
        iri = f"WHEN {identifier} IS NOT NULL THEN {IRI}"
        return f"CASE WHEN {identifier} <= {blanks} THEN {BLANK} {iri} END"

    def everything(self) -> str:
        """SQL for all triples as (p, s, o)."""
        parts = ["SELECT p, s, o FROM rest"]
        for each in self.predicates.values():
            if each.wide:
                column = f"o_{each.place}"
                parts.append(
                    f"SELECT {each.id} AS p, s, {column} AS o FROM {each.table}"
                    f" WHERE {column} IS NOT NULL"
                )
            elif each.table != "rest":
                parts.append(f"SELECT {each.id} AS p, s, o FROM {each.table}")
        return "(" + " UNION ALL ".join(parts) + ")"
