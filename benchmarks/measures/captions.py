"""How many printed captions the mapping tables know, and how many of them rightly.

    python -m benchmarks.measures.captions captions.tsv [us_gaap.tsv] [equivalents.tsv]
        [--misses 40]

captions.tsv: tab-separated rows of statement, caption, the concept that the filer chose, negated,
parenthetical, number of filings. equivalents.tsv: groups of concepts that filers chose for the
same line. The captions stand alone here, without section or neighbours, so this is a lower bound
of what a statement gives. Captions whose concept is the filer's own extension are left out.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from pathlib import Path

from converter.mapping.match import Line, Matcher
from converter.mapping.rows import packaged_kinds
from converter.mapping.table import load_table
from converter.model.filing import StatementKind

_KINDS = {
    "monetary": "money",
    "shares": "shares",
    "perShare": "perShare",
    "perUnit": "perShare",
    "percent": "percent",
    "pure": "percent",
}


def equivalents(path: Path | None) -> dict[str, int]:
    """Concept -> number of its group."""
    groups: dict[str, int] = {}
    if path and path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if line and not line.startswith("#"):
                for name in line.split():
                    groups[name] = number
    return groups


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("captions", type=Path)
    parser.add_argument("--equivalents", type=Path)
    parser.add_argument("--misses", type=int, default=25)
    parser.add_argument("--statement", default="")
    options = parser.parse_args()
    if not options.captions.exists():
        print(f"{options.captions} is not there: nothing measured", file=sys.stderr)
        return 0
    groups = equivalents(options.equivalents)
    kinds = packaged_kinds()
    start = time.perf_counter()
    matcher = Matcher(load_table())
    loaded = time.perf_counter() - start
    counts: dict[str, Counter[str]] = {}
    misses: Counter[tuple[str, str, str, str]] = Counter()
    calls = 0
    spent = 0.0
    with options.captions.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["statement"] not in StatementKind.__members__ or row["parenthetical"] == "1":
                continue
            kind = kinds.of(f"us-gaap:{row['concept']}")
            if kind is None:
                continue
            weight = int(row["filings"])
            line = Line(
                row["caption"], StatementKind(row["statement"]), (), _KINDS.get(kind[0], ""),
                total=row["caption"].lower().startswith("total"),
            )  # fmt: skip
            start = time.perf_counter()
            found = matcher.match(line)
            spent += time.perf_counter() - start
            calls += 1
            names = [name.local for name in found.concepts]
            count = counts.setdefault(row["statement"], Counter())
            count["all"] += weight
            if not names:
                misses["-", row["statement"], row["caption"], row["concept"]] += weight
                continue
            count["found"] += weight
            group = groups.get(row["concept"], -1)
            if row["concept"] in names:
                count["exact"] += weight
            elif group >= 0 and any(groups.get(name) == group for name in names):
                count["equivalent"] += weight
            else:
                misses[names[0], row["statement"], row["caption"], row["concept"]] += weight
    total: Counter[str] = Counter()
    print("statement  lines   found  exact  exact or equivalent (of found; of all)")
    for statement, count in sorted(counts.items()):
        _show(statement, count)
        total += count
    _show("all", total)
    print(
        f"table {len(matcher.table.rules)} rows loaded in {loaded * 1000:.1f} ms;"
        f" {calls} matches at {spent / calls * 1e6:.1f} us"
    )
    for (name, statement, caption, concept), weight in misses.most_common():
        if options.misses <= 0:
            break
        if not options.statement or options.statement == statement:
            print(f"{weight:5} {statement} {caption!r}: {concept}, not {name}")
            options.misses -= 1
    return 0


def _show(name: str, count: Counter[str]) -> None:
    either = count["exact"] + count["equivalent"]
    found = count["found"] or 1
    print(
        f"{name:9} {count['all']:6}  {count['found'] / count['all']:5.1%}"
        f"  {count['exact'] / found:5.1%}  {either / found:5.1%}  {either / count['all']:5.1%}"
    )


if __name__ == "__main__":
    sys.exit(main())
