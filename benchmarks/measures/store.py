"""The store: how fast it loads, how large it is, how long the named queries take.

    python -m benchmarks.measures.store OUTPUT [--lean] [--columns] [--store DIR] [--times 3]
        [--patience 60]

OUTPUT is an output folder of `retroxbrl convert`. Where no store is there yet, it is built, and the
rate is that of a first build. Each named query is asked twice: about everything, and with a choice
that is taken from the middle filing: its folder, company, industry and year, one of its amounts.
Times are seconds of this process, which others on the machine change little, and by the clock; from
the text of the query to the last term of its last row. A query that takes longer than --patience,
by the clock, is given up. With --columns the columns are made and asked as well; `same` says
whether they gave what Oxigraph gave.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from converter.query import QueryError, ask, queries
from converter.query.build import STORE, build, is_lean, opened
from converter.query.columns.answer import columns_of
from converter.query.columns.values import NotCoveredError
from converter.query.lean import require_held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    Rows = Iterator[Sequence[object]]

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
    parser.add_argument("--columns", action="store_true")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--patience", type=float, default=60)
    given = parser.parse_args()
    folder = given.store or given.output / STORE

    cpu = time.process_time()
    built = build(given.output, given.store, lean=given.lean, columns=given.columns)
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
    if built.columns:
        print(
            f"columns: {built.columns.triples:,} triples, {built.columns.terms:,} terms in"
            f" {built.columns.seconds:.1f} s"
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
    engines = (oxigraph, columns) if given.columns else (oxigraph,)
    head = "".join(f"{each.__name__:>12}: first   median    clock" for each in engines)
    print(f"{'query':<15} {'rows':>9} {head}  choice")
    for query in queries():
        for chosen in ({}, parameters.get(query.name, {})):
            said = " ".join(f"{key}={value}" for key, value in chosen.items())
            if not chosen and query.name in shown:
                continue  # it has no parameter to choose by
            shown.add(query.name)
            text = query.sparql(chosen)
            found = [timed(folder, text, engine, given) for engine in engines]
            count = next((each.rows for each in found if not each.why), 0)
            line = f"{query.name:<15} {count:>9,} {''.join(map(told, found))}  {said or '-'}"
            if len({each.content for each in found if not each.why}) > 1:
                line += "  OTHER ANSWERS"
            print(line, flush=True)


class Timed(NamedTuple):
    """rows, what they add up to, and seconds: of the processor and by the clock, each time"""

    rows: int = 0
    content: int = 0
    cpu: tuple[float, ...] = ()
    clock: tuple[float, ...] = ()
    why: str = ""


def told(found: Timed) -> str:
    if found.why:
        return f"{found.why:>36}"
    median = statistics.median
    return f"{'':>10}{found.cpu[0]:>8.2f} {median(found.cpu):>8.2f} {median(found.clock):>8.2f}"


def timed(
    folder: Path, text: str, engine: Callable[[Path, str], Rows], given: argparse.Namespace
) -> Timed:
    """In a process of its own, that can be given up."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=asked, args=(folder, text, engine, given.times, theirs))
    child.start()
    theirs.close()
    try:
        if not ours.poll(given.patience * given.times):
            return Timed(why=f"over {given.patience:g}")
        found: Timed = ours.recv()
    except EOFError:
        return Timed(why="it ended")
    finally:
        child.kill()
        child.join()
    return found


def solutions(store: ox.Store, text: str) -> ox.QuerySolutions:
    """The answer of a SELECT."""
    found = ask(store, text)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("the query is no SELECT")
    return found


def asked(
    folder: Path,
    text: str,
    engine: Callable[[Path, str], Rows],
    times: int,
    into: Connection,
) -> None:
    try:
        if is_lean(folder):
            require_held(text)
        cpu, clock, rows, content = [], [], 0, 0
        for _ in range(times):
            begun, at = time.process_time(), time.monotonic()
            found = list(engine(folder, text))
            cpu.append(time.process_time() - begun)
            clock.append(time.monotonic() - at)
            rows = len(found)
            content = sum(hash(tuple(map(str, row))) for row in found)
    except QueryError:
        into.send(Timed(why="not held"))
    except NotCoveredError as error:
        into.send(Timed(why=str(error)))
    else:
        into.send(Timed(rows, content, tuple(cpu), tuple(clock)))


def oxigraph(folder: Path, text: str) -> Rows:
    with opened(folder) as store:
        answer = solutions(store, text)
        names = [variable.value for variable in answer.variables]
        for row in answer:
            yield [row[name] for name in names]


def columns(folder: Path, text: str) -> Rows:
    names = [variable.value for variable in solutions(ox.Store(), text).variables]
    with columns_of(folder) as found:
        yield from found.rows(found.translated(text, names))


if __name__ == "__main__":
    main()
