"""Times each stage of a conversion, and the command as a whole.

    python benchmarks/stages.py [FILE ...] [--runs 15]

Each stage in process, warm, as the median of the runs in milliseconds; beside it the yardstick:
parsing and serialising the same XML files with lxml alone, which no writer of them can beat by
much. At the end the command as a new process, cold. Without files the examples are taken.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.write import WRITERS, plan, writer

if TYPE_CHECKING:
    from converter.model.xbrl import Report

ROOT = Path(__file__).parent.parent


def once(path: Path, folder: Path, times: dict[str, list[float]]) -> Report:
    """One conversion with every format, its stages' times added to `times`."""

    def clock(stage: str, seconds: float) -> None:
        times[stage].append(seconds)

    begun = time.perf_counter()
    filing = read_filing(path)
    clock("read", time.perf_counter() - begun)
    report = analyse(filing, path.stem, Options(), clock).report
    for name in WRITERS:
        at = time.perf_counter()
        writer(name).write(report, folder)
        clock(f"write {name}", time.perf_counter() - at)
    clock("all", time.perf_counter() - begun)
    return report


def floor(folder: Path) -> float:
    """Seconds to parse and serialise the XML files of a folder with lxml."""
    files = [p for p in folder.iterdir() if p.suffix in (".htm", ".xml", ".xsd")]
    begun = time.perf_counter()
    for path in files:
        etree.tostring(etree.parse(path))
    return time.perf_counter() - begun


def cold(path: Path, runs: int) -> float:
    """Median seconds of the command as a new process."""
    found = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as output:
            begun = time.perf_counter()
            command = [sys.executable, "-m", "converter", "convert", str(path), "-o", output]
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
            found.append(time.perf_counter() - begun)
    return statistics.median(found)


def main() -> None:
    parser = argparse.ArgumentParser(description="Times each stage of a conversion.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    given = parser.parse_args()
    assert set(plan(("ixbrl", "xbrl", "json", "rdf", "csv"))) == set(WRITERS)
    for path in given.files or sorted((ROOT / "examples").glob("*.txt")):
        times: dict[str, list[float]] = defaultdict(list)
        floors = []
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            once(path, folder, defaultdict(list))  # imports and caches
            for _ in range(given.runs):
                report = once(path, folder, times)
                floors.append(floor(folder))
        whole = statistics.median(times["all"])
        print(f"\n{path.name}: {path.stat().st_size / 1000:.0f} kB, {len(report.facts)} facts")
        for stage, found in times.items():
            median = statistics.median(found)
            print(f"  {stage:<16} {1000 * median:7.2f} ms   {median / whole:6.1%}")
        yardstick = statistics.median(floors)
        print(
            f"  {'lxml alone':<16} {1000 * yardstick:7.2f} ms   all: {whole / yardstick:.1f} times"
        )
        print(f"  {'command, cold':<16} {1000 * cold(path, max(3, given.runs // 3)):7.0f} ms")


if __name__ == "__main__":
    main()
