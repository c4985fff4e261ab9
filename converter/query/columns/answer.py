"""Answering a query from the columns."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from converter.model.namespaces import PREFIXES
from converter.query.columns.functions import register
from converter.query.columns.kinds import (
    DOUBLE,
    EXACT,
    LANGUAGE,
    NODES,
    OTHER,
    spell_double,
    term_of,
)
from converter.query.columns.load import DATABASE, FOLDER
from converter.query.columns.tables import Tables
from converter.query.columns.values import NotCoveredError, Value, payload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb
    import pyoxigraph as ox

    Node = ox.NamedNode | ox.BlankNode | ox.Literal
    Row = tuple[Node | None, ...]

BATCH: Final = 10_000
"""Rows whose IRIs are looked up at once."""

KEPT: Final = 100_000
"""Terms that are kept from batch to batch."""

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
            _fetched(value, part)
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
        terms = _Terms(self._tables, self._sql.cursor())
        while rows := found.fetchmany(BATCH):
            yield from _decoded(statement, rows, terms)


class _Terms:
    """The terms by their numbers, looked up once as long as there are not too many."""

    def __init__(self, tables: Tables, lookups: duckdb.DuckDBPyConnection) -> None:
        self._lookups = lookups
        self._always: dict[int | None, Node | None] = {None: None}
        for number, term in tables.unknown.items():
            self._always[number] = term_of(term.kind, term.spelled, term.tag)
        self._known = dict(self._always)

    def nodes(self, numbers: tuple[int | None, ...]) -> list[Node | None]:
        if len(self._known) > KEPT:
            self._known = dict(self._always)
        known = self._known
        wanted = sorted({number for number in numbers if number not in known})  # type: ignore[type-var]
        if wanted:
            rows = self._lookups.execute(
                """SELECT id, t, text, tag FROM term
                WHERE id IN (SELECT unnest(?::BIGINT[]))""",
                [wanted],
            )
            for number, kind, text, tag in rows.fetchall():
                known[number] = term_of(kind, text, tag)
        return [known[number] for number in numbers]


def _decoded(statement: Statement, rows: list[tuple[Any, ...]], terms: _Terms) -> list[Row]:
    columns: list[list[Node | None]] = []
    place = 0
    cut = list(zip(*rows, strict=True))
    for _, value, parts in statement.columns:
        if value is None or not parts:
            columns.append([None] * len(rows))
            continue
        found = cut[place : place + len(parts)]
        place += len(parts)
        columns.append(terms.nodes(found[0]) if parts == ("id",) else _column(value, parts, found))
    return list(zip(*columns, strict=True)) if columns else [() for _ in rows]


def _column(
    value: Value, parts: tuple[str, ...], found: list[tuple[Any, ...]]
) -> list[Node | None]:
    """Each term is made once, however often it is there: texts say it by being the same object."""
    if len(parts) == 1:
        (part,) = parts
        of = {each: _term(value, {part: each}) for each in set(found[0])}
        return [of[each] for each in found[0]]
    cells = list(zip(*found, strict=True))
    made = {cell: _term(value, dict(zip(parts, cell, strict=True))) for cell in set(cells)}
    return [made[cell] for cell in cells]


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
    """What is fetched of a value: its number where a row has to be looked up, else its kind where
    there are several, its text, and what the text does not say.
    """
    if value is None or not value.kinds:
        return ()
    if value.id is not None and (value.kinds & NODES or not value.texted):
        return ("id",)
    parts = ["t"] if len(value.kinds) > 1 else []
    if value.kinds - {DOUBLE}:
        parts.append("text")
    if value.kinds & {LANGUAGE, OTHER}:
        parts.append("tag")
    return (*parts, "float") if DOUBLE in value.kinds else tuple(parts)


def _fetched(value: Value, part: str) -> str:
    """SQL for a part. The text is that of any kind: each part more takes its time for each row, and
    DuckDB makes Python's decimals slowly.
    """
    if part == "t":
        return value.kind
    if part != "text":
        return value.part(part) or "NULL"
    texts = {payload(kind) for kind in value.kinds - {DOUBLE}}
    found = [
        sql if name == "text" else f"CAST({sql} AS VARCHAR)"
        for name in ("text", "number", "truth")
        if name in texts and (sql := value.part(name)) is not None
    ]
    return f"COALESCE({', '.join(found)})" if len(found) > 1 else found[0] if found else "NULL"


def _term(value: Value, row: dict[str, Any]) -> Node | None:
    """The term that these parts are, None if unbound."""
    kind = row.get("t", value.only)
    part = None if kind is None else row["float" if kind == DOUBLE else "text"]
    if kind is None or part is None:
        return None
    if kind in EXACT:
        # all places are there; the store spells those that say something
        return term_of(kind, part.rstrip("0").rstrip(".") if "." in part else part, None)
    if kind == DOUBLE:
        return term_of(kind, spell_double(part), None)
    return term_of(kind, part, row.get("tag") if kind in (LANGUAGE, OTHER) else None)
