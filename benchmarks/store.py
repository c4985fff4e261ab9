"""The store: how fast it loads, how large it is, how long the named queries take.

    python benchmarks/store.py OUTPUT [--store DIR] [--times 5]

OUTPUT is an output folder of `retroxbrl convert`. Where no store is there yet, it is built, and the
rate is that of a first build. The queries' parameters are taken from the middle filing: its folder,
company, industry and year, one of its amounts.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from pathlib import Path

from converter.query import ask, named, queries
from converter.query.build import STORE, build, opened

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
SELECT ?value ?printed {
  ?dataset rx:folder "%s" .
  ?fact qb:dataSet ?dataset ; rx:unit unit:USD ; rx:value ?value ; prov:wasDerivedFrom ?place .
  ?place rx:printed ?printed .
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
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    folder = given.store or given.output / STORE

    cpu = time.process_time()
    built = build(given.output, given.store)
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
        rows = list(ask(store, MIDDLE))
        middle = rows[len(rows) // 2]
        filing = middle["filing"].value
        company = middle["company"].value if middle["company"] else ""
        industry = {"sic": middle["sic"].value} if middle["sic"] else {}
        if middle["year"]:
            industry["year"] = middle["year"].value
        fact = next(iter(ask(store, FACT % filing)), None)
        code = next(iter(ask(store, CODE)), None)
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
            "statement": {"filing": filing},
            "unmapped": {"filing": filing},
            "where": {"value": fact["value"].value} if fact else {},
        }
        print(f"{'query':<15} {'rows':>7} {'first s':>8} {'median s':>9}  parameters")
        for query in queries():
            chosen = parameters.get(query.name, {})
            text = named(query.name).sparql(chosen)
            times = []
            for _ in range(given.times):
                begun = time.perf_counter()
                count = sum(1 for _ in ask(store, text))
                times.append(time.perf_counter() - begun)
            said = " ".join(f"{key}={value}" for key, value in chosen.items())
            print(
                f"{query.name:<15} {count:>7,} {times[0]:>8.3f}"
                f" {statistics.median(times):>9.3f}  {said}"
            )


if __name__ == "__main__":
    main()
