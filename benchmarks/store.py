"""The store: how fast it loads, how large it is, how long the named queries take.

    python benchmarks/store.py OUTPUT [--lean] [--store DIR] [--times 3] [--patience 60]

OUTPUT is an output folder of `retroxbrl convert`. Where no store is there yet, it is built, and the
rate is that of a first build. Each named query is asked twice: about everything, and with a choice
that is taken from the middle filing: its folder, company, industry and year, one of its amounts.
Times are seconds of this process, which others on the machine change little. A query that takes
longer than --patience, by the clock, is given up.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from converter.query import QueryError, ask, queries
from converter.query.build import STORE, build, is_lean, opened
from converter.query.lean import require_held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from converter.query import NamedQuery

MIDDLE = """
SELECT ?filing ?company ?sic ?year ?cik {
  ?dataset rx:folder ?filing .
  OPTIONAL { ?dataset rx:company ?company }
  OPTIONAL { ?dataset rx:sic ?sic }
  OPTIONAL { ?dataset rx:fiscalYear ?year }
  OPTIONAL { ?dataset rx:cik ?cik }
}
ORDER BY ?filing
"""
FACT = """
SELECT ?value {
  ?dataset rx:folder "%s" .
  ?fact qb:dataSet ?dataset ; rx:unit unit:USD ; rx:value ?value .
}
ORDER BY DESC(?value)
LIMIT 1
"""
CODE = "SELECT ?code (COUNT(?f) AS ?n) { ?f rx:code ?code } GROUP BY ?code ORDER BY ?n LIMIT 1"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--lean", action="store_true", default=None)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--patience", type=float, default=60)
    given = parser.parse_args()
    folder = given.store or given.output / STORE

    cpu = time.process_time()
    built = build(given.output, given.store, lean=given.lean)
    cpu = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(
        f"{built.loaded:,} filings loaded, {built.kept:,} kept, {built.removed:,} removed,"
        f" {len(built.findings):,} left out"
    )
    if built.loaded:
        print(
            f"{built.triples:,} triples in {built.loading:.1f} s ({cpu:.1f} s of CPU):"
            f" {built.triples / built.loading:,.0f} triples/s,"
            f" {built.loaded / built.loading:,.1f} filings/s"
        )
    print(
        f"{built.total:,} triples in the store, {size / 2**20:,.0f} MiB on disk,"
        f" {size / max(built.total, 1):.0f} bytes a triple; peak memory {peak:,.0f} MiB"
    )

    with opened(folder) as store:
        rows = list(solutions(store, MIDDLE))
        middle = rows[len(rows) // 2]
        filing = middle["filing"].value
        company = middle["company"].value if middle["company"] else ""
        industry = {"sic": middle["sic"].value} if middle["sic"] else {}
        if middle["year"]:
            industry["year"] = middle["year"].value
        fact = next(solutions(store, FACT % filing), None)
        code = next(solutions(store, CODE), None)
        shown: set[str] = set()
        parameters = {
            "balance-sheet": {"filing": filing},
            "coverage": {"company": company},
            "facts": {"concept": "Assets", "filing": filing},
            "findings": {"code": code["code"].value} if code else {},
            "net-income": {"company": company},
            "ranking": industry,
            "ratios": {"company": company},
            "restated": {"company": company},
            "revenue": {"company": company},
            "missing": {"company": company},
            "schedule": {"filing": filing},
            "statement": {"filing": filing},
            "unmapped": {"filing": filing},
            "where": {"value": fact["value"].value} if fact else {},
        }
    print(f"{'query':<15} {'rows':>9} {'first s':>8} {'median s':>9}  choice")
    for query in queries():
        for chosen in ({}, parameters.get(query.name, {})):
            said = " ".join(f"{key}={value}" for key, value in chosen.items())
            if not chosen and query.name in shown:
                continue  # it has no parameter to choose by
            shown.add(query.name)
            print(f"{query.name:<15} {timed(folder, query, chosen, given)}  {said or '-'}")


def timed(
    folder: Path, query: NamedQuery, chosen: dict[str, str], given: argparse.Namespace
) -> str:
    """Rows, seconds of the first time and the median, or why there are none."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(
        target=asked, args=(folder, query.sparql(chosen), given.times, theirs)
    )
    child.start()
    theirs.close()
    try:
        if not ours.poll(given.patience):
            return f"{'':>9} {'over ' + format(given.patience, 'g'):>8} {'':>9}"
        found = ours.recv()
    except EOFError:
        return f"{'':>9} {'it ended':>8} {'':>9}"
    finally:
        child.kill()
        child.join()
    if isinstance(found, str):
        return f"{'':>9} {found:>8} {'':>9}"
    rows, times = found
    return f"{rows:>9,} {times[0]:>8.3f} {statistics.median(times):>9.3f}"


def solutions(store: ox.Store, text: str) -> Iterator[ox.QuerySolution]:
    """The rows of a SELECT."""
    found = ask(store, text)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("the query is no SELECT")
    return iter(found)


def asked(folder: Path, text: str, times: int, into: Connection) -> None:
    if is_lean(folder):
        try:
            require_held(text)
        except QueryError:
            into.send("not held")
            return
    with opened(folder) as store:
        taken = []
        for _ in range(times):
            begun = time.process_time()
            rows = sum(1 for _ in solutions(store, text))
            taken.append(time.process_time() - begun)
    into.send((rows, taken))


if __name__ == "__main__":
    main()
