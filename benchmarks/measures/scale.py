"""Converts a generated corpus with the command, as a user would, and measures how it holds up.

    python -m benchmarks.measures.scale CORPUS | --filings 10000 [--as folder|zip|tar.gz|feed]
                                        [--jobs 2] [--output DIR] [--format LIST]
                                        [--compare-jobs 200] [--kills 10 --kill-filings 200]

CORPUS is a folder that corpora/corpus.py made; with --filings one is made in a temporary
folder. Measured: the whole time, the rate of each thousand filings, resident memory of the
command and its workers every half second, the output's size by format, what was lost. On a
subset: the rate of two jobs against that of one, and whether a run that is killed at random
moments and started again leaves what an undisturbed run leaves, byte for byte. A report in
Markdown goes to standard output, progress to standard error. Exit 1: something was lost, or a
killed run ended otherwise.

The rates come from the lines of --json, one an outcome as it is done.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.corpora import corpus
from benchmarks.measures import loss
from benchmarks.measures.runs import Run, command, killed, run, say, sizes, subset, tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

YEARS = 500_000  # text filings of fifteen years


def rows(head: Sequence[str], body: Sequence[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for line in body:
        yield "| " + " | ".join(str(cell) for cell in line) + " |"
    yield ""


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of the run: its first and last outcome, from 1; filings and bytes a second."""

    first: int
    last: int
    rate: float
    bytes: float


def thousands(done: Sequence[float], sizes: Sequence[int], step: int) -> list[Step]:
    """Each full stretch of `step` outcomes; the first begins with the start of the command."""
    out: list[Step] = []
    for first in range(0, len(done) - step + 1, step):
        begun = done[first - 1] if first else 0.0
        spent = max(1e-9, done[first + step - 1] - begun)
        taken = sum(sizes[first : first + step])
        out.append(Step(first + 1, first + step, step / spent, taken / spent))
    return out


def _change(first: float, last: float) -> str:
    return f"{100 * (last / first - 1):+.1f} %" if first else "not known"


def streamed(made: Run) -> bool:
    """Whether outcomes came out as they were done, not all together at the end."""
    return len(made.done) > 1 and made.done[-1] - made.done[0] > 0.3 * made.seconds


def _whole(
    source: Path, output: Path, given: argparse.Namespace
) -> tuple[Iterator[str], Run, loss.Loss]:
    say(f"converting {source}")
    made = run(command(source, output, given.jobs, given.format, given.program))
    say(f"{len(made.done)} outcomes in {made.seconds:,.1f} s, exit {made.code}")
    tables = not given.format or "csv" in given.format.split(",")
    found = loss.measure(source, output, tables=tables)
    return _report(source, output, made, found, given), made, found


def _report(
    source: Path, output: Path, made: Run, found: loss.Loss, given: argparse.Namespace
) -> Iterator[str]:
    number = len(made.done) or 1
    size_of = {truth.accession: truth.size for truth in corpus.read_truth(source)}
    taken = sum(size_of.values())
    left = sizes(output)
    written = sum(size for _, size in left.values())
    yield f"## {len(made.done):,} filings, {given.jobs} jobs\n"
    yield from rows(
        ("what", "measured"),
        [
            ("time", f"{made.seconds:,.1f} s (exit {made.code})"),
            ("rate", f"{made.rate:.2f} filings/s, {taken / made.seconds / 1e3:,.0f} kB/s of text"),
            ("processor time", (f"{made.processor:,.1f} s, {1e3 * made.processor / number:.0f} ms"
             f" a filing, {made.processor / made.seconds:.2f} cores busy")),
            ("text read", f"{taken / 1e6:,.1f} MB, {taken / number / 1e3:,.1f} kB a filing"),
            ("written", (f"{written / 1e6:,.1f} MB, {written / number / 1e3:,.1f} kB a filing,"
             f" {sum(n for n, _ in left.values()):,} files")),
        ],
    )  # fmt: skip
    yield "### Rate along the run\n"
    step = 1000 if number >= 2000 else max(1, number // 10)
    if streamed(made):
        steps = thousands(made.done, [size_of.get(name, 0) for name in made.names], step)
        yield from rows(
            ("filings", "filings/s", "kB/s"),
            [(f"{s.first:,} - {s.last:,}", f"{s.rate:.2f}", f"{s.bytes / 1e3:,.0f}")
             for s in steps],
        )  # fmt: skip
        if len(steps) > 1:
            yield (
                f"The last {step:,} against the first: {_change(steps[0].rate, steps[-1].rate)} in"
                f" filings, {_change(steps[0].bytes, steps[-1].bytes)} in bytes (the mix of forms"
                " differs from stretch to stretch; bytes even that out).\n"
            )
    else:
        yield "Outcomes came out together at the end: no rate along the run.\n"
    yield "### Resident memory\n"
    peak, final = made.parent()
    body = [("command", f"{peak:,.0f}", f"{final:,.0f}")]
    workers = made.workers()
    shown = sorted(workers.items(), key=lambda item: -item[1][0])[:8]
    body += [(f"worker {at}", f"{most:,.0f}", f"{last:,.0f}")
             for at, (_, (most, last)) in enumerate(shown, 1)]  # fmt: skip
    yield from rows(("process", "peak MB", "last MB"), body)
    if len(workers) > len(shown):
        yield f"{len(workers)} workers in all; the largest are shown.\n"
    quarters = [made.largest(at / 4, (at + 1) / 4) for at in range(4)]
    yield (
        "Largest process by quarter of the run: "
        + ", ".join(f"{q:,.0f}" for q in quarters)
        + " MB.\n"
    )
    yield "### Output\n"
    yield from rows(
        ("kind", "files", "MB", "share"),
        [(kind, f"{files:,}", f"{size / 1e6:,.1f}", f"{100 * size / max(1, written):.1f} %")
         for kind, (files, size) in sorted(left.items(), key=lambda item: -item[1][1])],
    )  # fmt: skip
    yield "### Loss\n"
    yield (
        f"{found.convertible:,} convertible filings: {len(found.missing)} without a folder."
        f" {found.bad} bad files: {len(found.kept)} with a folder all the same.\n"
    )
    if any(found.figures[name] for name in found.figures):
        yield from rows(
            ("key figure", "found", "under another concept", "missed"),
            [(name.replace("_", " "), f"{by['found']:,}", by["otherwise"], by["missed"])
             for name, by in found.figures.items()],
        )  # fmt: skip
    for accession, name, value in found.examples:
        yield f"- {accession}: {name} {value}"
    for accession in [*found.missing[:5], *found.kept[:5]]:
        yield f"- {accession}"
    yield "\n### Half a million filings\n"
    hours = YEARS / made.rate / 3600 if made.rate else float("inf")
    yield (
        f"At this rate and mix, on this machine with {given.jobs} jobs: {hours:,.1f} hours;"
        f" {YEARS * written / number / 1e9:,.0f} GB on disk and"
        f" {YEARS * sum(n for n, _ in left.values()) / number / 1e6:,.1f} million files."
        f" A night of ten hours needs {YEARS / 36_000:.1f} filings/s:"
        f" {YEARS / 36_000 / max(1e-9, made.rate) * given.jobs:.1f} such jobs.\n"
    )


def _jobs(source: Path, work: Path, given: argparse.Namespace) -> Iterator[str]:
    """Two jobs against one, in turns, so that what else runs here meets both alike."""
    few = subset(source, work / "few", given.compare_jobs)
    rates: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(given.turns):
        for jobs in (1, 2):
            output = work / f"few-{jobs}"
            shutil.rmtree(output, ignore_errors=True)
            made = run(command(few, output, jobs, given.format, given.program), watch=False)
            rates[jobs].append(made.rate)
            say(f"turn {turn + 1}, {jobs} jobs: {made.rate:.2f} filings/s")
    ratios = [two / one for one, two in zip(rates[1], rates[2], strict=True) if one]
    yield "## Two jobs against one\n"
    yield from rows(
        ("jobs", "filings/s, median", "of"),
        [(jobs, f"{statistics.median(each):.2f}", ", ".join(f"{r:.2f}" for r in each))
         for jobs, each in rates.items()],
    )  # fmt: skip
    same = tree(work / "few-1") == tree(work / "few-2")
    yield (
        f"{given.compare_jobs} filings, {given.turns} turns: two jobs are"
        f" {statistics.median(ratios):.2f} times one (median of the turns' ratios)."
        f" The output is {'the same byte for byte' if same else 'NOT the same'}.\n"
    )


def _kills(source: Path, work: Path, given: argparse.Namespace) -> tuple[list[str], bool]:
    few = subset(source, work / "killing", given.kill_filings)
    calm, rough = work / "undisturbed", work / "killed"
    for folder in (calm, rough):
        shutil.rmtree(folder, ignore_errors=True)
    made = run(command(few, calm, given.jobs, given.format, given.program), watch=False)
    say(f"undisturbed: {made.seconds:.1f} s")
    hit, starts, wrong = killed(
        few, rough, given.jobs, given.kills, given.format, made.seconds, given.seed, given.program
    )
    one, two = tree(calm), tree(rough)
    differ = sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))
    good = not differ and not wrong and hit == given.kills
    out = [
        "## Killed and started again\n",
        (
            f"{given.kill_filings} filings, {given.jobs} jobs; kill -9, of the command alone and of"
            f" it with its workers in turns, at {hit} of {given.kills} random moments,"
            f" {starts} starts in all."
            f" {len(one):,} files of the undisturbed run, {len(two):,} of the other:"
            f" {len(differ)} differ. Seen wrong in between: {len(wrong)}.\n"
        ),
        *(f"- {name}" for name in [*wrong[:10], *differ[:10]]),
    ]
    return out, good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", nargs="?", type=Path, help="a folder that corpus.py made")
    parser.add_argument("--filings", type=int, default=0, help="make a corpus of so many instead")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as", dest="kind", choices=corpus.KINDS, default="folder")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--format", default="", help="as the command's (default: all)")
    parser.add_argument("--output", type=Path, help="keep the output here")
    parser.add_argument("--program", nargs="+", default=(), help="the command, such as retroxbrl")
    parser.add_argument("--compare-jobs", type=int, default=0, metavar="FILINGS")
    parser.add_argument("--turns", type=int, default=3, help="of --compare-jobs")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--kill-filings", type=int, default=200)
    parser.add_argument("--skip-whole", action="store_true", help="only the subsets")
    given = parser.parse_args()
    if (given.corpus is None) == (not given.filings):
        parser.error("name a corpus, or how many --filings to make")
    if given.corpus is not None and not (given.corpus / corpus.TRUTH).is_file():
        parser.error(
            f"{given.corpus} holds no {corpus.TRUTH}: make it with benchmarks.corpora.corpus"
        )
    if given.kind != "folder" and (given.compare_jobs or given.kills):
        parser.error("--compare-jobs and --kills take a corpus that is a folder")
    good = True
    with tempfile.TemporaryDirectory(prefix="scale-") as temporary:
        work = Path(temporary)
        source = given.corpus
        if source is None:
            source = work / "corpus"
            begun = time.perf_counter()
            files, size = corpus.generate(source, given.filings, given.seed, given.kind)
            say(f"made {files} filings, {size / 1e6:,.0f} MB, {time.perf_counter() - begun:,.0f} s")
        print(f"# Scale: {source.name}, {psutil.cpu_count()} cores\n")
        if not given.skip_whole:
            lines, _, found = _whole(source, given.output or work / "output", given)
            print("\n".join(lines), flush=True)
            good = not found.missing
        if given.compare_jobs:
            print("\n".join(_jobs(source, work, given)), flush=True)
        if given.kills:
            report, same = _kills(source, work, given)
            print("\n".join(report), flush=True)
            good = good and same
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
