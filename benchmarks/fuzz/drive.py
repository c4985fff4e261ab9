"""Converts filings damaged by chance, and looks at whatever comes out.

    python -m benchmarks.fuzz [PLACE ...] [--count 100000] [--seed 0] [--jobs 2] [--minutes M]
                              [--formats 10] [--arelle N] [--log FILE]
    python -m benchmarks.fuzz [PLACE ...] --show SEED [--into FILE]

Each seed makes one input: a small filing or a part of a large one, drawn from the files at PLACE
(`examples` where none is given), with one to six of some forty kinds of damage. It is converted in
a process of its own with ten seconds of the processor and a gigabyte of addresses. Every
`--formats`-th is also written in all formats and shown, and read back by others: lxml, a strict
reader of CSV, one of Turtle, one of JSON; `--arelle N` of these go through Arelle. What is looked
for: an exception that is none of the program's own, more time or memory, a fact without a place in
the text, an output that its reader refuses or that Arelle complains of (sums that damage made wrong
are none of its faults), a file beside the folder.

Ends after `--count` inputs or `--minutes`, and says from which seed to go on. Each failure is
printed with the command that makes its input again, those of one place together; `--log` gets a
line each. Exit 1 when there was one.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.fuzz.bases import files
from benchmarks.fuzz.mutations import made
from benchmarks.fuzz.workers import Done, Work, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.fuzz.trial import Failure

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


@dataclass(slots=True)
class Figures:
    """What was counted. `failures` has the seeds of each, by what stands in its last line."""

    tried: int = 0
    bytes: int = 0
    converted: int = 0
    facts: int = 0
    written: int = 0
    refereed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    failures: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=dict)

    def count(self, done: Done) -> None:
        self.tried += 1
        self.bytes += done.size
        self.facts += done.trial.facts
        self.converted += bool(done.trial.facts)
        self.written += done.trial.wrote
        if done.trial.refused:
            self.refused[done.trial.refused] += 1
        for failure in done.trial.failures:
            self.fail(done.seed, failure.kind, failure.about)

    def fail(self, seed: int, kind: str, about: str) -> None:
        self.failures.setdefault((kind, _place(about)), []).append((seed, about))

    def lines(self) -> Iterator[str]:
        refused = ", ".join(f"{code} {count}" for code, count in self.refused.most_common())
        yield f"inputs {self.tried:,} ({self.bytes / 1e6:,.0f} MB)"
        yield f"  converted {self.converted:,} to {self.facts:,} facts"
        yield f"  refused: {refused or 'none'}"
        yield f"  written in all formats {self.written:,}, seen by Arelle {self.refereed:,}"
        count = sum(map(len, self.failures.values()))
        yield f"  failures {count:,} at {len(self.failures)} places"


def _place(about: str) -> str:
    """What failures at one place of the program have in common: its file and line. What ended the
    process stands first in its last words, and last in a traceback.
    """
    frames = [line.strip() for line in about.splitlines() if 'File "' in line]
    if not frames:
        return about.splitlines()[-1].split(":")[0]
    return frames[0 if about.startswith("ended") else -1]


def arguments() -> argparse.ArgumentParser:
    assert __doc__
    parser = argparse.ArgumentParser(
        prog="fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("places", metavar="PLACE", nargs="*", type=Path, default=[EXAMPLES])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0, help="the first of the seeds")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=0.0, help="end after so long; 0: never")
    parser.add_argument("--formats", type=int, default=10, metavar="N", help="of N write one")
    parser.add_argument("--arelle", type=int, default=0, metavar="N", help="N written ones")
    parser.add_argument("--log", type=Path, metavar="FILE", help="a line of JSON for each failure")
    parser.add_argument("--show", type=int, metavar="SEED", help="print the input of a seed")
    parser.add_argument("--into", type=Path, metavar="FILE", help="where --show puts it")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    given = arguments().parse_args(argv)
    paths = files(given.places)
    if not paths:
        print("no filings there", file=sys.stderr)
        return 2
    if given.show is not None:
        return _show(given, paths)
    with tempfile.TemporaryDirectory(prefix="fuzz-kept-") as name:
        kept = Path(name) if given.arelle else None
        until = given.seed + 2 * given.arelle * given.formats
        figures, after = _run(given, Work(paths, given.formats, kept, until))
        if kept is not None:
            _refereed(kept, given.arelle, figures)
    print("\n".join(figures.lines()))
    places = shlex.join(str(place) for place in given.places)
    for (kind, where), found in sorted(figures.failures.items()):
        print(f"\n{kind} ({len(found)}): {where}\n{found[0][1].rstrip()}")
        for seed, _ in found[:3]:
            print(f"  python -m benchmarks.fuzz {places} --show {seed} --into FILE")
    print(f"go on with --seed {after}")
    return 1 if figures.failures else 0


def _show(given: argparse.Namespace, paths: tuple[Path, ...]) -> int:
    raw, done = made(given.show, paths)
    print(f"seed {given.show}: {', '.join(done)}; {len(raw):,} bytes", file=sys.stderr)
    if given.into:
        given.into.write_bytes(raw)
        return 0
    sys.stdout.buffer.write(raw)
    return 0


def _run(given: argparse.Namespace, work: Work) -> tuple[Figures, int]:
    """The figures, and the first seed that was not tried."""
    figures = Figures()
    until = time.monotonic() + 60 * given.minutes if given.minutes else None
    drawn = given.seed

    def seeds() -> Iterator[int]:
        nonlocal drawn
        while drawn < given.seed + given.count and (until is None or time.monotonic() < until):
            drawn += 1
            yield drawn - 1

    for done in run(seeds(), work, given.jobs):
        figures.count(done)
        if done.trial.failures and given.log:
            _log(given.log, done.seed, done.done, done.trial.failures)
        if figures.tried % 1000 == 0:
            print(f"{figures.tried:,} tried, seed {done.seed}", file=sys.stderr, flush=True)
    return figures, drawn


def _log(path: Path, seed: int, done: tuple[str, ...], failures: tuple[Failure, ...]) -> None:
    with path.open("a", encoding="utf-8") as file:
        for each in failures:
            row = {"seed": seed, "done": done, "kind": each.kind, "about": each.about}
            file.write(json.dumps(row) + "\n")


def _refereed(kept: Path, most: int, figures: Figures) -> None:
    """Arelle's complaints about the inline document and the instance of the first folders."""
    sys.path.insert(0, str(ROOT / "tests" / "conformance"))
    from referee import GONE, arelle_validate  # of the tests

    for folder in sorted(kept.iterdir(), key=lambda each: int(each.name))[:most]:
        figures.refereed += 1
        (page,) = folder.glob("*.htm")
        for record in [*arelle_validate(page), *arelle_validate(page.with_suffix(".xml"))]:
            if record.level != "inconsistency" and not GONE.search(record.text):
                figures.fail(int(folder.name), "arelle", str(record))
