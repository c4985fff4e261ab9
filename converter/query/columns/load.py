"""Make the columns of a store: a DuckDB database with a table for each predicate.

    output/.store/columns/columns.duckdb  the tables
    output/.store/columns/made.json       written last: of which state of the store, what is in it

    term(id, rank, t, text, tag, truth, number, float)   each term once, in the order of
                                                         rank (blank, IRI, literal) and text
    mark(id, rank, text)                                 every 1024th of them, to find others by
    p0, p1, ...(s, o, ...)                               a predicate's triples: ids, sorted by s,
                                                         and what literals have beside their id
    w0, w1, ...(s, o_3, o_5, ...)                        several predicates side by side, see
                                                         `converter.query.columns.wide`
    rest(p, s, o)                                        those of predicates that are rare

They are made of what the store holds, all anew: its N-Triples go through the disk once. DuckDB
sorts what has no room in memory on disk.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from converter.query.columns.kinds import (
    BLANK,
    BOOLEAN,
    DATATYPES,
    DATE,
    DECIMAL,
    DOUBLE,
    EXACT,
    INTEGER,
    IRI,
    LANGUAGE,
    LITERALS,
    OTHER,
    STRING,
)
from converter.query.columns.wide import planned, widen
from converter.query.errors import QueryError
from converter.write.durable import barrier, put

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    import pyoxigraph as ox

    from converter.query.columns.kinds import Kinds

FOLDER: Final = "columns"
DATABASE: Final = "columns.duckdb"
MADE: Final = "made.json"

LAYOUT: Final = 2
"""Raised when columns of before cannot be used any more."""

STEP: Final = 1024
"""Terms between two marks."""

MEMORY: Final = 4096
"""MiB, and half of what the machine has at most: what has no room there DuckDB sorts on disk."""

OWN: Final = 400
"""Predicates that have a table of their own: those with the most triples."""

_LONGEST: Final = 200_000_000  # bytes of a triple: a note of some filing
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_MEANT: Final = {
    "t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\",
}  # fmt: skip
_SIGN: Final = chr(1)  # stands in no line: N-Triples have control characters escaped


class Made(NamedTuple):
    """triples, terms, and seconds that it took."""

    triples: int
    terms: int
    seconds: float


def require_duckdb() -> None:
    """Raise QueryError QRY017 where DuckDB is not installed."""
    try:
        import duckdb  # noqa: F401
    except ImportError:
        raise QueryError(
            "QRY017", "DuckDB is not installed", "pip install 'retroxbrl[columns]'"
        ) from None


def made_of(folder: Path) -> str | None:
    """The state of the store that the columns in `folder` (the store's) were made of; None where
    there are none that are whole.
    """
    try:
        about = json.loads((folder / FOLDER / MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(about, dict) and about.get("layout") == LAYOUT
    return str(about["state"]) if whole else None


def make(store: ox.Store, folder: Path, state: str) -> Made:
    """Make the columns of `store` in `folder`/columns, aside, and put them in their place.

    `state` names what the store holds. Raises QueryError: QRY017 without DuckDB, QRY009 where they
    cannot be written.
    """
    require_duckdb()
    import duckdb

    begun = time.monotonic()
    place = folder / FOLDER
    aside = folder / f".{FOLDER}.new"
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir()
        with duckdb.connect(str(aside / DATABASE)) as sql:
            sql.execute(f"SET memory_limit = '{_memory()}MiB'")
            sql.execute(f"SET temp_directory = {quoted(str(aside / 'temp'))}")
            made = fill(sql, store, aside)
        shutil.rmtree(aside / "temp", ignore_errors=True)
        about = {"layout": LAYOUT, "state": state, "triples": made.triples, "terms": made.terms}
        (place / MADE).unlink(missing_ok=True)
        shutil.rmtree(place, ignore_errors=True)
        aside.rename(place)
        barrier(place)  # what made.json vouches for
        note = place / f".{MADE}.new"
        note.write_text(json.dumps(about), encoding="utf-8")
        put(note, place / MADE)
    except (OSError, duckdb.Error) as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise QueryError(
            "QRY009", f"{place}: {error}", "is there room, and may it be written?"
        ) from error
    return made._replace(seconds=time.monotonic() - begun)


def fill(sql: duckdb.DuckDBPyConnection, store: ox.Store, aside: Path) -> Made:
    """Make the tables in the empty database `sql`. `aside`: a folder for one file of N-Triples."""
    import pyoxigraph as ox

    file = aside / "store.nt"
    store.dump(str(file), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    sql.execute("SET preserve_insertion_order = false")
    sql.create_function("unescaped", _decoded, ["VARCHAR"], "VARCHAR")
    _read(sql, file)
    os.unlink(file)  # noqa: PTH108 - room as soon as may be
    _number_terms(sql)
    sql.execute("SET preserve_insertion_order = true")
    part(sql)
    ((triples, terms),) = sql.execute(
        "SELECT (SELECT COALESCE(SUM(triples), 0) FROM predicate), (SELECT count(*) FROM term)"
    ).fetchall()
    sql.execute("CHECKPOINT")
    return Made(int(triples), int(terms), 0.0)


def _memory() -> int:
    """MiB that DuckDB may use."""
    try:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return MEMORY
    return min(MEMORY, pages // 2**21)


def _read(sql: duckdb.DuckDBPyConnection, file: Path) -> None:
    """The lines of the file as (s, p, o), each as it is spelled there."""
    sql.execute(
        f"""CREATE TEMP TABLE spelled AS
        WITH line AS (
          SELECT line, instr(line, ' ') AS a FROM read_csv(
            {quoted(str(file))}, columns = {{'line': 'VARCHAR'}}, header = false, quote = '',
            escape = '', delim = '{_SIGN}', auto_detect = false, strict_mode = true,
            max_line_size = {_LONGEST}, buffer_size = {_LONGEST * 2}, null_padding = false)
        ), rest AS (SELECT left(line, a - 1) AS s, substr(line, a + 1) AS rest FROM line)
        SELECT s, left(rest, instr(rest, ' ') - 1) AS p,
          substr(rest, instr(rest, ' ') + 1, length(rest) - instr(rest, ' ') - 2) AS o
        FROM rest"""
    )


def _number_terms(sql: duckdb.DuckDBPyConnection) -> None:
    """The table of terms, and the triples as their ids."""
    datatype = "substr(w, length(w) - instr(reverse(w), '<^^') + 1)"
    sql.execute(
        f"""CREATE TEMP TABLE word AS
        WITH each AS (
          SELECT s AS w FROM spelled UNION SELECT o FROM spelled UNION SELECT p FROM spelled
        ), cut AS (
          SELECT w, left(w, 1) AS first,
            CASE WHEN left(w, 1) <> '"' THEN NULL
              WHEN right(w, 1) = '"' THEN ''
              WHEN right(w, 1) = '>' THEN {datatype}
              ELSE substr(w, length(w) - instr(reverse(w), '@"') + 1) END AS ending
          FROM each
        ), parted AS (
          SELECT w, CASE first WHEN '_' THEN 0 WHEN '<' THEN 1 ELSE 2 END AS rank,
            CASE WHEN ending IS NULL THEN NULL WHEN ending = '' THEN NULL
              WHEN left(ending, 1) = '@' THEN substr(ending, 2)
              ELSE substr(ending, 2, length(ending) - 2) END AS tag,
            CASE first WHEN '_' THEN substr(w, 3) WHEN '<' THEN substr(w, 2, length(w) - 2)
              ELSE substr(w, 2, length(w) - 2 - length(ending)
                - CASE WHEN left(ending, 1) = '<' THEN 2 ELSE 0 END) END AS raw,
            left(ending, 1) = '@' AS tagged
          FROM cut
        ), read AS (
          SELECT w, rank, tag, tagged, {_unescaped("raw")} AS text FROM parted
        )
        SELECT w, rank, {_kind()}::UTINYINT AS t, text, tag FROM read"""
    )
    sql.execute(
        """CREATE TEMP TABLE numbered AS
        SELECT row_number() OVER () AS id, * FROM (
          SELECT * FROM word ORDER BY rank, text, t, tag)"""
    )
    sql.execute("DROP TABLE word")
    sql.execute(
        f"""CREATE TABLE term AS SELECT id, rank::UTINYINT AS rank, t, text,
          CASE WHEN t IN ({LANGUAGE}, {OTHER}) THEN tag END AS tag,
          CASE WHEN t = {BOOLEAN} THEN text = 'true' END AS truth,
          CASE WHEN t IN ({_listed(EXACT)}) THEN TRY_CAST(text AS DECIMAL(38, 18)) END AS number,
          CASE WHEN t = {DOUBLE} THEN CASE WHEN text IN ('INF', '-INF')
            THEN replace(text, 'INF', 'Infinity') ELSE text END::DOUBLE END AS float
        FROM numbered ORDER BY id"""
    )
    sql.execute(f"CREATE TABLE mark AS SELECT id, rank, text FROM term WHERE id % {STEP} = 0")
    sql.execute(
        """CREATE TEMP TABLE triple AS
        SELECT x.id AS s, y.id AS p, z.id AS o FROM spelled
        JOIN numbered x ON x.w = spelled.s JOIN numbered y ON y.w = spelled.p
        JOIN numbered z ON z.w = spelled.o"""
    )
    sql.execute("DROP TABLE spelled")
    sql.execute("DROP TABLE numbered")


def part(sql: duckdb.DuckDBPyConnection) -> None:
    """Of triple(s, p, o): a table for each predicate that has many, wide ones, one for the rest."""
    sql.execute("CREATE TEMP TABLE sorted AS SELECT p, s, o FROM triple ORDER BY p, s, o")
    sql.execute("DROP TABLE triple")
    sql.execute(
        """CREATE TABLE predicate(
          id BIGINT, iri VARCHAR, name VARCHAR, place INTEGER, triples BIGINT, kinds INTEGER[])"""
    )
    sql.execute("CREATE TABLE wide(name VARCHAR, p BIGINT, whole BOOLEAN)")
    sql.execute("CREATE TABLE rest(p BIGINT, s BIGINT, o BIGINT)")
    found = sql.execute(
        """SELECT p, text, n FROM (SELECT p, count(*) AS n FROM sorted GROUP BY p)
        JOIN term ON term.id = p ORDER BY n DESC, text"""
    ).fetchall()
    # a class is asked for by itself, all else beside its subject
    classes = {p for p, iri, _ in found if iri.endswith("22-rdf-syntax-ns#type")}
    wide = planned(sql, [p for p, _, _ in found[:OWN] if p not in classes])
    at = {p: f"w{number}" for number, each in enumerate(wide) for p in each.whole}
    own: dict[int, tuple[str, int, tuple[str, ...]]] = {}
    for place, (identifier, iri, triples) in enumerate(found):
        name = f"p{place}" if place < OWN else "rest"
        sorts = [
            kind
            for (kind,) in sql.execute(
                f"""SELECT DISTINCT t FROM sorted JOIN term ON term.id = o
                WHERE p = {identifier:d} ORDER BY t"""
            ).fetchall()
        ]
        if name == "rest":
            sql.execute(f"INSERT INTO rest SELECT p, s, o FROM sorted WHERE p = {identifier:d}")
        else:
            columns = beside(frozenset(sorts))
            own[identifier] = name, place, columns
            listed = "".join(f", term.{column}" for column in columns)
            source = "sorted JOIN term ON term.id = o" if columns else "sorted"
            order = "o, s" if identifier in classes else "s, o"
            sql.execute(
                f"""CREATE {"TEMP " if identifier in at else ""}TABLE {name} AS
                SELECT s, o{listed} FROM {source} WHERE p = {identifier:d} ORDER BY {order}"""
            )
        sql.execute(
            "INSERT INTO predicate VALUES (?, ?, ?, ?, ?, ?)",
            [identifier, iri, at.get(identifier, name), place, triples, sorts],
        )
    sql.execute("DROP TABLE sorted")
    for number, each in enumerate(wide):
        widen(sql, f"w{number}", each, own)
    for identifier in at:
        sql.execute(f"DROP TABLE {own[identifier][0]}")


def beside(found: Kinds) -> tuple[str, ...]:
    """The columns that a predicate's table has beside s and o, by the kinds of its objects."""
    columns = []
    if len(found) > 1:
        columns.append("t")
    if found & {STRING, LANGUAGE, DATE, OTHER}:
        columns.append("text")
    if found & {LANGUAGE, OTHER}:
        columns.append("tag")
    if BOOLEAN in found:
        columns.append("truth")
    if found & EXACT:
        columns.append("number")
    if DOUBLE in found:
        columns.append("float")
    return tuple(columns) if found & LITERALS else ()


def _kind() -> str:
    """The kind of a term by its rank, text and tag."""
    whole = r"-?(0|[1-9][0-9]*)"
    return f"""CASE WHEN rank = 0 THEN {BLANK} WHEN rank = 1 THEN {IRI}
      WHEN tag IS NULL THEN {STRING} WHEN tagged THEN {LANGUAGE}
      WHEN tag = '{DATATYPES[BOOLEAN]}' AND text IN ('true', 'false') THEN {BOOLEAN}
      WHEN tag = '{DATATYPES[INTEGER]}' AND regexp_full_match(text, '{whole}') AND text <> '-0'
        AND TRY_CAST(text AS BIGINT) IS NOT NULL THEN {INTEGER}
      WHEN tag = '{DATATYPES[DECIMAL]}' AND text <> '-0' AND length(text) < 42
        AND regexp_full_match(text, '{whole}(\\.[0-9]{{0,17}}[1-9])?')
        AND TRY_CAST(text AS DECIMAL(38, 18)) IS NOT NULL THEN {DECIMAL}
      WHEN tag = '{DATATYPES[DOUBLE]}'
        AND (text IN ('INF', '-INF', 'NaN') OR regexp_full_match(text, '{whole}(\\.[0-9]*[1-9])?'))
        THEN {DOUBLE}
      WHEN tag = '{DATATYPES[DATE]}' AND text >= '0001'
        AND regexp_full_match(text, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')
        AND TRY_CAST(text AS DATE) IS NOT NULL THEN {DATE}
      ELSE {OTHER} END"""


def _unescaped(column: str) -> str:
    """N-Triples' escapes undone: few texts have any."""
    return f"CASE WHEN contains({column}, chr(92)) THEN unescaped({column}) ELSE {column} END"


def _decoded(text: str) -> str:
    return _ESCAPE.sub(lambda escape: _MEANT.get(escape[1]) or chr(int(escape[1][1:], 16)), text)


def quoted(text: str) -> str:
    """The text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _listed(numbers: Kinds) -> str:
    return ", ".join(str(number) for number in sorted(numbers))
