"""How much of a corpus is read rightly, and what is not.

    python -m benchmarks.measures.accuracy CORPUS [--jobs 4] [--misses FILE]
        [--equivalents FILE] [--json] [--gold DIR]

CORPUS: a folder of filings (.txt). Where NAME.gold.tsv stands beside NAME.txt, the facts are held
against its cells (columns statement, caption, concept, custom, start, end, value, unit, printed);
with --gold it is looked for in DIR, such as `retroxbrl review export --gold DIR` makes, and filings
without are passed over;
where a submission has an EX-27 schedule, against that: the schedule is taken out before conversion.
Totals proven by the arithmetic are counted in any case. The cells of the concepts that users ask
for most (asked.py) are counted apart, too. Definitions: scoring.py, schedules.py and totals.py
beside this file.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import traceback
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measures import scoring
from benchmarks.measures.schedules import Agreement, judge_schedule, without_schedules
from benchmarks.measures.totals import Totals, judge_totals
from converter.model.finding import ConversionError
from converter.pipeline import Options, analyse
from converter.read import read_filing

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
_EXAMPLES = 5  # lines of each kind of miss that the table shows


@dataclass(slots=True)
class Outcome:
    """What one filing contributes."""

    file: str
    failure: str = ""
    trace: str = ""
    gold: bool = False
    scores: dict[str, dict[str, int]] = field(default_factory=dict)
    misses: list[scoring.Miss] = field(default_factory=list)
    matches: list[scoring.Match] = field(default_factory=list)
    schedule: list[Agreement] = field(default_factory=list)
    totals: Totals = field(default_factory=lambda: Totals(0, 0, (), ()))
    statements: list[str] = field(default_factory=list)


def measure(
    path: Path, groups: dict[str, set[str]], network: Path | None = None, golds: Path | None = None
) -> Outcome:
    """Converts one filing and judges it, by the gold beside it or in the folder `golds`."""
    raw = path.read_bytes()
    text = raw.decode("latin-1")
    bare = without_schedules(text)
    out = Outcome(path.name)
    conversion = None
    try:
        filing = read_filing(bare.encode("latin-1"), path.name)
        conversion = analyse(filing, path.stem, Options(network=network))
    except ConversionError as error:
        out.failure = error.finding.text(path.name)
    except Exception as error:  # noqa: BLE001 - a failure is a result here
        out.failure = f"{path.name} INT001 {type(error).__name__}: {error}"
        out.trace = traceback.format_exc()
    gold = gold_of(path, golds)
    if gold.exists():
        out.gold = True
        scores, out.misses, out.matches = scoring.judge_gold(
            path.name, bare, scoring.read_gold(gold), conversion, groups
        )
        out.scores = {kind: dict(score.counts) for kind, score in scores.items()}
    out.schedule = judge_schedule(text, conversion)
    if conversion is not None:
        out.totals = judge_totals(conversion.mapped)
    out.statements = scoring.statements(conversion)
    return out


def gold_of(path: Path, golds: Path | None) -> Path:
    beside = path.with_suffix(".gold.tsv")
    return golds / beside.name if golds else beside


def _measure(work: tuple[Path, dict[str, set[str]], Path | None, Path | None]) -> Outcome:
    return measure(*work)


def measure_all(
    corpus: Path,
    equivalents: Path | None,
    jobs: int,
    network: Path | None = None,
    golds: Path | None = None,
) -> list[Outcome]:
    groups = scoring.equivalents(equivalents)
    paths = sorted(corpus.rglob("*.txt")) if corpus.is_dir() else [corpus]
    if golds:
        paths = [path for path in paths if gold_of(path, golds).is_file()]
    work = [(path, groups, network, golds) for path in paths]
    if jobs <= 1 or len(paths) < 2:
        return [_measure(item) for item in work]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_measure, work, chunksize=2))


def summary(outcomes: list[Outcome]) -> dict[str, object]:
    """Everything that is counted, as plain values."""
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        for kind, counts in outcome.scores.items():
            by[kind].update(counts)
            if kind != scoring.CORE:
                by["all"].update(counts)
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        for amount in outcome.schedule:
            for tag in (amount.tag, "all"):
                if amount.own:
                    tags[tag]["own amounts"] += 1
                    tags[tag]["own agree"] += amount.agrees
        first = outcome.schedule[0].own if outcome.schedule else True
        for amount in outcome.schedule:
            for tag in (amount.tag, "all") if amount.own == first else ():
                tags[tag]["amounts"] += 1
                tags[tag]["agree"] += amount.agrees
    totals = [outcome.totals for outcome in outcomes]
    bands = []
    matches = [match for outcome in outcomes for match in outcome.matches]
    for low, high in itertools.pairwise(BANDS):
        here = [match for match in matches if low <= match.confidence < high]
        bands.append(
            {
                "from": low, "matches": len(here),
                "exact": sum(match.exact for match in here),
                "equivalent": sum(match.equivalent for match in here),
            }
        )  # fmt: skip
    surest = sorted(matches, key=lambda match: -match.confidence)[: len(matches) * 4 // 5]
    return {
        "filings": len(outcomes),
        "failed": {o.file: o.failure for o in outcomes if o.failure},
        "with gold": sum(outcome.gold for outcome in outcomes),
        "statements": {kind: dict(counts) for kind, counts in sorted(by.items())},
        "misses": dict(Counter(m.kind for o in outcomes for m in o.misses).most_common()),
        "misses by statement": {
            f"{kind} {statement}": count
            for (kind, statement), count in sorted(
                Counter((m.kind, m.statement) for o in outcomes for m in o.misses).items()
            )
        },
        "ex27": {tag: dict(counts) for tag, counts in tags.items()},
        "totals": {
            "proven": sum(t.proven for t in totals),
            "but for rounding": sum(t.rounded for t in totals),
            "untied": sum(len(t.untied) for t in totals),
            "unproven": sum(len(t.unproven) for t in totals),
        },
        "calibration": bands,
        "surest four fifths": {
            "matches": len(surest),
            "exact": sum(match.exact for match in surest),
            "equivalent": sum(match.equivalent for match in surest),
        },
    }


def report(result: dict[str, Any], outcomes: list[Outcome]) -> str:
    """The tables for the terminal."""
    parts = [f"filings {result['filings']}, failed {len(result['failed'])}"]
    failures = Counter(text.partition(" ")[2] for text in result["failed"].values())
    parts += [f"  {count} {text}" for text, count in failures.most_common()]
    if result["with gold"]:
        parts += [_by_statement(result), _misses(result), _by_confidence(result)]
    if result["ex27"]:
        parts += [_by_tag(result), _disagreeing(outcomes)]
    totals = result["totals"]
    whole = sum(totals.values())
    rows = [(name, count, scoring.share(count, whole)) for name, count in totals.items()]
    parts.append(scoring.table(("printed totals", "lines", "share"), rows))
    if not result["with gold"]:
        parts += [
            "\n".join(
                f"  {o.file}:{line} {kind} {caption!r} {word}"
                for o in outcomes
                for word, listed in (("untied", o.totals.untied), ("unproven", o.totals.unproven))
                for line, kind, caption in listed
            )
        ]
    return "\n\n".join(parts)


def _by_statement(result: dict[str, Any]) -> str:
    rows = []
    for kind, c in result["statements"].items():
        g = Counter(c)
        rows.append(
            (
                kind, g["cells"], scoring.share(g["value"], g["cells"]),
                scoring.share(g["concept"], g["standard"]),
                scoring.share(g["like"], g["standard"]),
                scoring.share(g["sign"], g["concept"]),
                scoring.share(g["clear sign"], g["clear"]),
                g["emitted"], scoring.share(g["surplus"], g["emitted"]), g["nil"],
                g["emitted in captions"],
            )
        )  # fmt: skip
    head = (
        "statement", "cells", "value+period", "concept", "or equivalent",
        "sign", "not against sums", "emitted", "no gold cell", "nil", "in captions",
    )  # fmt: skip
    return scoring.table(head, rows)


def _misses(result: dict[str, Any]) -> str:
    by_kind = result["misses by statement"]
    rows = [
        (kind, count, *(by_kind.get(f"{kind} {s}", "") for s in scoring.MEASURED))
        for kind, count in result["misses"].items()
    ]
    return scoring.table(("kind of miss", "cells", *scoring.MEASURED), rows)


def _by_confidence(result: dict[str, Any]) -> str:
    bands = [
        (f"{band['from']:.2f} to {min(high, 1.0):.2f}", band)
        for band, high in zip(result["calibration"], BANDS[1:], strict=True)
    ]
    rows = [
        (
            name, band["matches"], scoring.share(band["exact"], band["matches"]),
            scoring.share(band["equivalent"], band["matches"]),
        )
        for name, band in [*bands, ("surest 4/5", result["surest four fifths"])]
    ]  # fmt: skip
    return scoring.table(("confidence", "matches", "exact", "or equivalent"), rows)


def _by_tag(result: dict[str, Any]) -> str:
    rows = [
        (
            tag, c.get("amounts", 0), c.get("agree", 0),
            scoring.share(c.get("agree", 0), c.get("amounts", 0)),
            c.get("own amounts", 0), c.get("own agree", 0),
            scoring.share(c.get("own agree", 0), c.get("own amounts", 0)),
        )
        for tag, c in result["ex27"].items()
    ]  # fmt: skip
    head = ("EX-27 tag", "amounts", "agree", "share", "own period", "agree", "share")
    return scoring.table(head, rows)


def _disagreeing(outcomes: list[Outcome]) -> str:
    return "\n".join(
        f"  {o.file} {a.tag} {a.amount:,}: {a.found or 'no fact'};"
        f" printed at lines {a.printed}{'' if a.own else ' (schedule of a restated year)'}"
        for o in outcomes
        for a in o.schedule
        if not a.agrees
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--misses", type=Path, help="write every miss to this file, tab-separated")
    parser.add_argument("--equivalents", type=Path)
    parser.add_argument("--gold", type=Path, metavar="DIR", help="a folder of NAME.gold.tsv")
    parser.add_argument("--network", type=Path, help="weights of learn.py, not the packaged ones")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.corpus.exists():
        print(f"{options.corpus} is not there: nothing measured", file=sys.stderr)
        return 2
    outcomes = measure_all(
        options.corpus, options.equivalents, options.jobs, options.network, options.gold
    )
    result = summary(outcomes)
    if options.misses:
        head = tuple(scoring.Miss.__dataclass_fields__)
        rows = [head, *(tuple(asdict(m).values()) for o in outcomes for m in o.misses)]
        text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
        options.misses.write_text(text, encoding="utf-8")
    traces: dict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.trace:
            traces[outcome.trace].append(outcome.file)
    for trace, files in traces.items():
        print(f"{len(files)} filings, {files[0]} the first:\n{trace}", file=sys.stderr)
    print(json.dumps(result, indent=1) if options.json else report(result, outcomes))
    return 1 if any(outcome.trace for outcome in outcomes) else 0


if __name__ == "__main__":
    raise SystemExit(main())
