"""Answering a query from the columns."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from converter.model.namespaces import PREFIXES
from converter.query.columns.kinds import (
    BOOLEAN,
    DOUBLE,
    EXACT,
    LANGUAGE,
    LITERALS,
    NODES,
    OTHER,
    plain,
    spell_double,
    term_of,
)
from converter.query.columns.load import DATABASE, FOLDER
from converter.query.columns.tables import Tables
from converter.query.columns.values import NotCoveredError, Value, parts_of, payload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb
    import pyoxigraph as ox

    Node = ox.NamedNode | ox.BlankNode | ox.Literal
    Row = list[Node | None]

BATCH: Final = 10_000
"""Rows whose IRIs are looked up at once."""

_LONGEST: Final = 1_000_000  # characters of a statement


class Statement(NamedTuple):
    """sql    gives the parts of each variable side by side
    parts  for each variable of the answer: the parts, in order, and the value that they are of
    """

    sql: str
    columns: tuple[tuple[str, Value | None, tuple[str, ...]], ...]
    asks: bool


class Columns:
    """The columns of a store, opened for reading. Raises duckdb.Error."""

    def __init__(self, sql: duckdb.DuckDBPyConnection) -> None:
        from converter.query.columns.functions import register

        self._sql = sql
        register(sql)
        self._tables = Tables(sql)

    def translated(self, query: str, names: Sequence[str]) -> Statement:
        """The query in SQL. `names`: its variables, in the order of the answer.

        Raises NotCoveredError.
        """
        from pyparsing import ParseException
        from rdflib.plugins.sparql import prepareQuery

        from converter.query.columns.algebra import Algebra

        try:
            prepared = prepareQuery(query, initNs=PREFIXES)
        except (ParseException, RecursionError, ValueError, TypeError, AttributeError) as error:
            # Oxigraph has read it before
            raise NotCoveredError(f"a query that rdflib does not read ({error})") from error
        tree: Any = prepared.algebra
        if tree.name not in ("SelectQuery", "AskQuery") or tree.datasetClause:
            raise NotCoveredError(str(tree.name))
        algebra = Algebra(self._tables)
        relation = algebra.relation(tree.p)
        if tree.name == "AskQuery":
            return Statement(relation.statement("1") + " LIMIT 1", (), True)
        wanted = []
        for name in names:
            value = relation.columns.get(name)
            if value is not None and value.kinds & NODES and value.id is None and not value.texted:
                raise NotCoveredError("an IRI without a number")
            wanted.append((name, value, _wanted(value)))
        selected = [
            value.part(part) or "NULL" if part != "t" else value.kind
            for _, value, parts in wanted
            if value is not None
            for part in parts
        ]
        listed = ", ".join(f"{sql} AS r{place}" for place, sql in enumerate(selected)) or "1 AS r0"
        sql = relation.statement(listed) + algebra.order_of(relation)
        if len(sql) > _LONGEST:
            raise NotCoveredError("so long a query")
        return Statement(sql, tuple(wanted), False)

    def asked(self, statement: Statement) -> bool:
        return self._sql.execute(statement.sql).fetchone() is not None

    def rows(self, statement: Statement, most: int = 0) -> Iterator[Row]:
        """The solutions, at most `most` (0: all), as they come. Raises duckdb.Error."""
        limit = f" LIMIT {most:d}" if most else ""
        found = self._sql.execute(statement.sql + limit)
        lookups = self._sql.cursor()
        while rows := found.fetchmany(BATCH):
            yield from self._decoded(statement, rows, lookups)

    def _decoded(
        self, statement: Statement, rows: list[tuple[Any, ...]], lookups: duckdb.DuckDBPyConnection
    ) -> list[Row]:
        columns: list[list[Node | None]] = []
        place = 0
        cut = list(zip(*rows, strict=True))
        for _, value, parts in statement.columns:
            if value is None or not parts:
                columns.append([None] * len(rows))
                continue
            columns.append(self._column(value, parts, cut[place : place + len(parts)], lookups))
            place += len(parts)
        return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in rows]

    def _column(
        self,
        value: Value,
        parts: tuple[str, ...],
        found: list[tuple[Any, ...]],
        lookups: duckdb.DuckDBPyConnection,
    ) -> list[Node | None]:
        if parts == ("id",):
            return self._nodes(found[0], lookups)
        known: dict[Any, Node | None] = {}
        made: list[Node | None] = []
        for row in zip(*found, strict=True):
            if row not in known:
                known[row] = _term(value, dict(zip(parts, row, strict=True)))
            made.append(known[row])
        return made

    def _nodes(
        self, numbers: tuple[int | None, ...], lookups: duckdb.DuckDBPyConnection
    ) -> list[Node | None]:
        wanted = sorted({number for number in numbers if number is not None})
        terms: dict[int | None, Node | None] = {None: None}
        rows = lookups.execute(
            """SELECT id, t, text, tag FROM term
            WHERE id IN (SELECT unnest(?::BIGINT[]))""",
            [wanted],
        )
        for number, kind, text, tag in rows.fetchall():
            terms[number] = term_of(kind, text, tag)
        for number in wanted:
            if number < 0:
                term = self._tables.unknown[number]
                terms[number] = term_of(term.kind, term.spelled, term.tag)
        return [terms[number] for number in numbers]


@contextlib.contextmanager
def columns_of(folder: Path) -> Iterator[Columns]:
    """The columns of the store in `folder`. Raises duckdb.Error."""
    import duckdb

    sql = duckdb.connect(str(folder / FOLDER / DATABASE), read_only=True)
    try:
        yield Columns(sql)
    finally:
        sql.close()


def _wanted(value: Value | None) -> tuple[str, ...]:
    """The parts that the answer needs: the number where a row has to be looked up."""
    if value is None or not value.kinds:
        return ()
    if value.id is not None and (value.kinds & NODES or not value.texted):
        return ("id",)
    parts = sorted(parts_of(value.kinds & LITERALS) | ({"text"} if value.kinds & NODES else set()))
    return ("t", *parts) if len(value.kinds) > 1 else tuple(parts)


def _term(value: Value, row: dict[str, Any]) -> Node | None:
    """The term that these parts are, None if unbound."""
    kind = row.get("t", value.only)
    part = None if kind is None else row[payload(kind)]
    if kind is None or part is None:
        return None
    if kind in EXACT:
        return term_of(kind, plain(part), None)
    if kind == BOOLEAN:
        return term_of(kind, "true" if part else "false", None)
    if kind == DOUBLE:
        return term_of(kind, spell_double(part), None)
    return term_of(kind, part, row.get("tag") if kind in (LANGUAGE, OTHER) else None)
