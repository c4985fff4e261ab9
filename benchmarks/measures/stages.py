"""Times each stage of a conversion, and the command as a whole, beside yardsticks.

    python -m benchmarks.measures.stages [FILE ...] [--runs 15]
    python -m benchmarks.measures.stages --mapping FOLDER [--runs 15]

Each stage in process, warm, as the median of the runs in milliseconds; 'of one core' leaves out the
time that others took on a busy machine, and that of the disk. 'first time' is the filing as a batch
meets it: the program is warm, but these captions were not seen before, of one core too. 'map' finds
the concepts, 'sums' what adds up to what, and checks it. Beside it what others take for the same
output on the same machine, in the same minute:

    lxml alone   reads and writes the XML files again, which no writer of them can beat by much; it
                 is a dependency of the program (`pip install .` has it). 'times lxml alone' is the
                 least of 'all, of one core' by the least of these, of one core too: the figure
                 to compare between machines, and on a busy one
    Arelle       loads the inline document, offline, with the taxonomy package, warm; left out where
                 it is not installed (`pip install '.[validate]'` installs it; this script
                 installs nothing)

and the command as a new process: the interpreter, the imports, the tables, the work; and what all
of them take of one core. The machine's state comes first: cores, load, and how long a loop takes.

--mapping times 'map' and 'sums' alone over the filings of a folder: medians by form of the least of
each filing's runs, and of the first time that it is met.

Without files: a press release, a 10-Q near 45 kB and a 10-K near 500 kB, real ones where the
corpus lies beside the repository, else made of the examples, with prose up to that size.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from converter.dts.package import build_package
from converter.model.finding import ConversionError
from converter.pipeline import Options, analyse, prepare
from converter.read import read_filing
from converter.write import FORMATS, WRITERS, plan, writer

if TYPE_CHECKING:
    from converter.model.xbrl import Report

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "filings"
RELEASE = ROOT / "examples" / "nutrition21-8k-2003-09-30.txt"
QUARTER = ROOT / "examples" / "nutrition21-10q-2003-12-31.txt"
SIZES = {"10-Q": 45_000, "10-K": 500_000}

_PROSE = (
    "     Net sales rose over the comparable period as volumes recovered in most of our\n"
    "markets. Selling expenses went up with the opening of two offices, and interest\n"
    "expense fell by $1,204 as borrowings were repaid out of operations.\n\n"
)

# The command, step by step; argument 1 is when the process was asked for.
_COLD = """
import sys, time
asked, path, output = float(sys.argv[1]), sys.argv[2], sys.argv[3]
laps = [time.monotonic() - asked]
def lap():
    laps.append(time.monotonic() - asked - sum(laps))
import converter.batch, converter.cli, converter.pipeline, converter.mapping.decide
lap()
converter.pipeline.prepare(converter.pipeline.Options())
lap()
converter.batch.convert(path, output)
lap()
print(*laps)
"""
# The same until the work begins.
_START = """
import converter.batch, converter.cli, converter.pipeline, converter.mapping.decide
converter.pipeline.prepare(converter.pipeline.Options())
"""


def once(path: Path, folder: Path, times: dict[str, list[float]]) -> Report:
    """One conversion with every format, its stages' times added to `times`. `folder` is a new one,
    as in a conversion: to write over a file costs a file system more than to write it.
    """
    folder.mkdir()

    laps: dict[str, float] = defaultdict(float)

    def clock(stage: str, seconds: float) -> None:
        laps[stage] += seconds

    begun, busy = time.perf_counter(), time.process_time()
    filing = read_filing(path)
    clock("read", time.perf_counter() - begun)
    report = analyse(filing, path.stem, Options(), clock).report
    for name in WRITERS:
        at = time.perf_counter()
        writer(name).write(report, folder)
        clock(f"write {name}", time.perf_counter() - at)
    clock("all", time.perf_counter() - begun)
    clock("all, of one core", time.process_time() - busy)
    for stage, seconds in laps.items():
        times[stage].append(seconds)
    return report


def floor(folder: Path, target: Path) -> float:
    """Seconds of one core to parse the XML files of a folder with lxml and to write them into a new
    one.
    """
    target.mkdir()
    files = [p for p in folder.iterdir() if p.suffix in (".htm", ".xml", ".xsd")]
    begun = time.process_time()
    for path in files:
        etree.parse(path).write(target / path.name)
    return time.process_time() - begun


def arelle(path: Path, package: Path, runs: int) -> float:
    """Median seconds in which Arelle loads a report, after a first time that does not count."""
    from arelle.api.Session import Session
    from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
    from arelle.RuntimeOptions import RuntimeOptions

    options = RuntimeOptions(
        entrypointFile=str(path), internetConnectivity="offline", packages=[str(package)],
        disablePersistentConfig=True, keepOpen=True,
    )  # fmt: skip
    found = []
    for _ in range(runs + 1):
        with Session() as session:
            begun = time.perf_counter()
            session.run(options, logHandler=StructuredMessageLogHandler())
            found.append(time.perf_counter() - begun)
            assert session.get_models()[0].factsInInstance, "Arelle found no facts"
    return statistics.median(found[1:])


def cold(path: Path, runs: int) -> tuple[list[float], float]:
    """Median seconds of interpreter, imports, tables and work in a new process, and those of
    `retroxbrl --help`, with byte code as an installed package has it; and the least seconds of one
    core until the work begins.
    """
    found = []
    busy = []
    with tempfile.TemporaryDirectory() as name:
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment = kept | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": f"{name}/code"}

        def run(*arguments: str) -> str:
            done = subprocess.run(
                [sys.executable, *arguments], check=True, capture_output=True, text=True,
                cwd=ROOT, env=environment,
            )  # fmt: skip
            return done.stdout

        for at in range(runs + 1):
            said = run("-c", _COLD, str(time.monotonic()), str(path), f"{name}/output{at}")
            begun = time.monotonic()
            run("-m", "converter", "--help")
            found.append([*map(float, said.split()), time.monotonic() - begun])
            before = os.times()
            run("-c", _START)
            after = os.times()
            busy.append(sum(after[2:4]) - sum(before[2:4]))
    return [statistics.median(each) for each in zip(*found[1:], strict=True)], min(busy[1:])


def inputs(folder: Path) -> list[Path]:
    """A release, a 10-Q and a 10-K of about the sizes that people have."""
    found = [RELEASE]
    for form, size in SIZES.items():
        real = list(CORPUS.glob(f"*_{form}_*.txt"))
        if real:
            found.append(min(real, key=lambda path: abs(path.stat().st_size - size)))
            continue
        text = QUARTER.read_text(encoding="utf-8").replace("10-Q", form)
        before, mark, behind = text.rpartition("</TEXT>")
        path = folder / f"made-{form}.txt"
        path.write_text(
            before + _PROSE * ((size - len(text)) // len(_PROSE)) + mark + behind, encoding="utf-8"
        )
        found.append(path)
    return found


def line(name: str, seconds: float, whole: float) -> None:
    share = f"{seconds / whole:6.1%}" if seconds <= whole else f"{seconds / whole:5.1f} times all"
    print(f"  {name:<16} {1000 * seconds:8.2f} ms   {share}")


def measured(path: Path, runs: int, package: Path) -> None:
    times: dict[str, list[float]] = defaultdict(list)
    floors = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "first")
        first: dict[str, list[float]] = defaultdict(list)
        once(path, folder, first)
        for run in range(runs):
            report = once(path, Path(name, f"run{run}"), times)
            floors.append(floor(folder, Path(name, f"lxml{run}")))
        whole = statistics.median(times["all"])
        print(f"\n{path.name}: {path.stat().st_size / 1000:.0f} kB, {len(report.facts)} facts")
        for stage, found in times.items():
            line(stage, statistics.median(found), whole)
        line("first time", first["all, of one core"][0], whole)
        line("lxml alone", statistics.median(floors), whole)
        ratio = min(times["all, of one core"]) / min(floors)
        print(f"  times lxml alone {ratio:8.1f}")
        if importlib.util.find_spec("arelle") is None:
            print("  Arelle           is not installed: pip install '.[validate]'")
        else:
            inline = next(folder.glob("*.htm"))
            line("Arelle, loading", arelle(inline, package, max(1, runs // 5)), whole)


def mapping(folder: Path, runs: int) -> None:
    """Prints what it takes to find concepts, and to add up, in milliseconds by form."""
    first: dict[str, list[dict[str, float]]] = defaultdict(list)
    least: dict[str, list[dict[str, float]]] = defaultdict(list)
    for path in sorted(folder.glob("*.txt")):
        laps: list[dict[str, float]] = []
        for _ in range(runs):
            lap: dict[str, float] = defaultdict(float)

            def clock(stage: str, seconds: float, lap: dict[str, float] = lap) -> None:
                lap[stage] += 1000 * seconds

            try:
                filing = read_filing(path)
                analyse(filing, path.stem, Options(), clock)
            except ConversionError:
                break
            laps.append(lap)
        if laps:
            form = filing.value.header.form or filing.value.cover_value("DocumentType") or "?"
            first[form].append(laps[0])
            least[form].append({k: min(lap[k] for lap in laps) for k in ("map", "sums")})
    print("form       filings      map     sums   map the first time")
    for form, found in sorted(least.items()):
        map_, sums, new = (
            statistics.median(lap[key] for lap in some)
            for some, key in ((found, "map"), (found, "sums"), (first[form], "map"))
        )
        print(f"{form:<10} {len(found):>7} {map_:8.2f} {sums:8.2f} {new:20.2f}")


def state() -> str:
    """What else the machine does: its load, and what a loop takes, which tells a slow core."""
    loops = []
    for _ in range(5):
        begun, total = time.process_time(), 0
        for number in range(1_000_000):
            total += number * number % 7
        loops.append(time.process_time() - begun)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        f"Python {python}, {os.cpu_count()} cores{load}, a million steps of a loop in"
        f" {min(loops):.2f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Times each stage of a conversion.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--mapping", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    assert set(plan(FORMATS)) == set(WRITERS)
    print(state())
    with tempfile.TemporaryDirectory() as name:
        package = Path(name) / "package.zip"
        package.write_bytes(build_package())
        prepare(Options())
        once(QUARTER, Path(name, "warm"), defaultdict(list))  # imports
        if given.mapping:
            mapping(given.mapping, given.runs)
            return
        for path in given.files or inputs(Path(name)):
            measured(path, given.runs, package)
    steps, start = cold(RELEASE, max(3, given.runs // 3))
    print("\nthe command as a new process, the release")
    for step, seconds in zip(("interpreter", "imports", "tables", "work"), steps, strict=False):
        line(step, seconds, sum(steps[:4]))
    print(f"  before the work  {1000 * sum(steps[:3]):8.2f} ms")
    print(f"  of one core      {1000 * start:8.2f} ms   the least of all, before the work")
    print(f"  with --help      {1000 * steps[4]:8.2f} ms")


if __name__ == "__main__":
    main()
