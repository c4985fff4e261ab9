"""Columns of many filings, made of those of few: what questions take on more than was converted.

    python -m benchmarks.measures.copies COLUMNS INTO [--copies 10] [--ask] [--times 3]
        [--query NAME ...]

COLUMNS is the folder `columns` of a store (`store build --columns`). INTO gets the same filings,
and copies of them beside them with folders, companies and CIKs of their own; what filings share
(concepts, periods, units) is there once. Numbers of terms are given anew, in the order of all, so
that the tables are those that a store of so many filings would have got. The filings' accession
numbers must have a 0 behind the year, as those of corpora/corpus.py have.

--ask asks each named query that the tables can answer about everything: seconds of this process,
both of DuckDB's threads together, of the opening, the reading of the query and all rows; then of
the first 100,001, which is what `retroxbrl query` wants without --limit, as CSV.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import duckdb
import pyoxigraph as ox

from converter.query import QueryError, ask, queries
from converter.query.columns.answer import Columns
from converter.query.columns.load import DATABASE, STEP, part
from converter.query.columns.tables import Tables
from converter.query.columns.values import NotCoveredError
from converter.query.lean import require_held
from converter.query.results import render_solutions

LIMIT = 100_000
ACCESSION = r"[0-9]{10}-[0-9]{2}-0[0-9]{5}"
ENTITY = "http://www.sec.gov/CIK#0"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("columns", type=Path)
    parser.add_argument("into", type=Path)
    parser.add_argument("--copies", type=int, default=10, help="at most 10, the first among them")
    parser.add_argument("--ask", action="store_true")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--query", nargs="*", default=[])
    given = parser.parse_args()
    file = given.into / DATABASE
    if not file.exists():
        given.into.mkdir(parents=True, exist_ok=True)
        begun = time.process_time()
        copied(given.columns / DATABASE, file, given.copies)
        size = file.stat().st_size / 2**20
        print(f"made in {time.process_time() - begun:.1f} s of CPU; {size:,.0f} MiB")
    if given.ask:
        asked(file, given.times, given.query)


def copied(few: Path, many: Path, copies: int) -> None:
    with duckdb.connect(str(many)) as sql:
        sql.execute("SET memory_limit = '6GiB'; SET preserve_insertion_order = false")
        sql.execute(f"ATTACH '{few}' AS few (READ_ONLY); USE few")
        tables = Tables(sql)
        if tables.blanks:
            raise ValueError("blank nodes: which filing's are they?")
        named = [
            tables.predicates[f"https://w3id.org/retroxbrl/vocabulary#{name}"]
            for name in ("company", "cik")
        ]
        sql.execute(f"CREATE TEMP TABLE everything AS SELECT * FROM {tables.everything()} every")
        sql.execute(
            f"""CREATE TEMP TABLE titled AS SELECT DISTINCT o AS id, p = {named[1].id} AS cik
            FROM everything WHERE p IN ({named[0].id}, {named[1].id})"""
        )
        # a literal that is a company's name and all else that bears a filing's number
        sql.execute(
            f"""CREATE TEMP TABLE spelled AS
            SELECT term.id AS old, copy, rank, t, tag, truth, number, float,
              CASE WHEN copy = 0 THEN text
                WHEN titled.cik THEN copy || substr(text, 2)
                WHEN titled.id IS NOT NULL THEN text || ' ' || copy
                WHEN starts_with(text, '{ENTITY}')
                  THEN replace(text, '{ENTITY}', '{ENTITY[:-1]}' || copy)
                ELSE regexp_replace(text, '([0-9]{{10}}-[0-9]{{2}}-)0([0-9]{{5}})',
                  '\\1' || copy || '\\2', 'g') END AS text
            FROM few.term LEFT JOIN titled ON titled.id = term.id, range({copies:d}) r(copy)
            WHERE copy = 0 OR titled.id IS NOT NULL OR starts_with(text, '{ENTITY}')
              OR regexp_matches(text, '{ACCESSION}')"""
        )
        sql.execute(f'USE "{many.stem}"')
        sql.execute(
            """CREATE TEMP TABLE numbered AS SELECT row_number() OVER () AS id, * FROM (
              SELECT * FROM spelled ORDER BY rank, text, t, tag)"""
        )
        sql.execute("DROP TABLE spelled")
        sql.execute(
            """CREATE TABLE term AS SELECT id, rank, t, text, tag, truth, number, float
            FROM numbered ORDER BY id"""
        )
        sql.execute(f"CREATE TABLE mark AS SELECT id, rank, text FROM term WHERE id % {STEP} = 0")
        sql.execute(
            """CREATE TEMP TABLE named AS SELECT old, copy, id,
              count(*) OVER (PARTITION BY old) > 1 AS own FROM numbered"""
        )
        sql.execute("DROP TABLE numbered")
        # a triple of shared terms once; of others a copy each, with what is shared the same
        sql.execute(
            f"""CREATE TEMP TABLE triple AS
            SELECT x.id AS s, z.id AS p, y.id AS o FROM everything e
            JOIN named a ON a.old = e.s AND a.copy = 0
            JOIN named b ON b.old = e.o AND b.copy = 0
            JOIN named z ON z.old = e.p AND z.copy = 0
            JOIN range({copies:d}) r(copy) ON r.copy = 0 OR a.own OR b.own
            JOIN named x ON x.old = e.s AND x.copy = CASE WHEN a.own THEN r.copy ELSE 0 END
            JOIN named y ON y.old = e.o AND y.copy = CASE WHEN b.own THEN r.copy ELSE 0 END"""
        )
        sql.execute("DROP TABLE named; DROP TABLE everything")
        sql.execute("SET preserve_insertion_order = true")
        part(sql)
        sql.execute("DETACH few; CHECKPOINT")


def asked(file: Path, times: int, names: list[str]) -> None:
    print(f"{'query':<15} {'rows':>9} {'CPU':>7} {'clock':>7} {'CSV':>9} {'CPU':>7} {'clock':>7}")
    lean = not _has_places(file)
    for query in queries():
        if names and query.name not in names:
            continue
        text = query.sparql({})
        try:
            if lean:
                require_held(text)
            figures = [_once(file, text, 0) for _ in range(times)]
            first = [_once(file, text, LIMIT) for _ in range(times)]
        except (QueryError, NotCoveredError, duckdb.Error) as error:
            print(f"{query.name:<15} {str(error)[:80]}")
            continue
        rows, cut = figures[0][0], first[0][0]
        cpu, clock, of_first, its = (
            statistics.median(each[place] for each in some)
            for some in (figures, first)
            for place in (1, 2)
        )
        print(
            f"{query.name:<15} {rows:>9,} {cpu:>7.2f} {clock:>7.2f}"
            f" {cut:>9,} {of_first:>7.2f} {its:>7.2f}",
            flush=True,
        )


def _has_places(file: Path) -> bool:
    with duckdb.connect(str(file), read_only=True) as sql:
        return "https://w3id.org/retroxbrl/vocabulary#printed" in Tables(sql).predicates


def _once(file: Path, text: str, most: int) -> tuple[int, float, float]:
    begun, at = time.process_time(), time.monotonic()
    answer = ask(ox.Store(), text)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    with duckdb.connect(str(file), read_only=True) as sql:
        columns = Columns(sql)
        rows = columns.rows(columns.translated(text, names), most + 1 if most else 0)
        if most:
            count = render_solutions(names, rows, "csv", most)[0].count("\n") - 1
        else:
            count = sum(1 for _ in rows)
    return count, time.process_time() - begun, time.monotonic() - at


if __name__ == "__main__":
    main()
