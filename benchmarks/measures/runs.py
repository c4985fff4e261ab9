"""Runs of the command, watched or killed, and what they left."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.corpora import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[2]
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
EVERY = 0.5  # seconds between two looks at the memory
_ORPHANS = 20.0  # seconds that workers have to see that their command is gone
_KILL_FIRST = 1.0  # a start takes so long before it has done anything


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def command(
    source: Path, output: Path, jobs: int, formats: str = "", program: Sequence[str] = ()
) -> list[str]:
    """The command as a user types it; `program` in place of this checkout's."""
    head = list(program) or [sys.executable, "-m", "converter"]
    given = ["--format", formats] if formats else []
    return [*head, "convert", str(source), "-o", str(output), "--jobs", str(jobs), "--json", *given]


def environment() -> dict[str, str]:
    path = os.environ.get("PYTHONPATH", "")
    return os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{path}" if path else str(ROOT)}


# -- one run --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Run:
    """done: seconds from the start to each outcome; names: its accession number, '' where the
    input's name holds none; memory: (seconds, parent, workers) in bytes;
    processor: seconds of processor time of the command and its workers; orphans: workers that
    lived on after the command had been killed.
    """

    seconds: float = 0.0
    code: int = 0
    done: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    memory: list[tuple[float, int, dict[int, int]]] = field(default_factory=list)
    processor: float = 0.0
    errors: str = ""
    orphans: int = 0

    @property
    def rate(self) -> float:
        return len(self.done) / self.seconds if self.seconds else 0.0

    def parent(self) -> tuple[float, float]:
        """(peak, final) resident megabytes of the command."""
        sizes = [parent for _, parent, _ in self.memory if parent]
        return (max(sizes) / 1e6, sizes[-1] / 1e6) if sizes else (0.0, 0.0)

    def workers(self) -> dict[int, tuple[float, float]]:
        """Process -> (peak, last) resident megabytes."""
        seen: dict[int, list[int]] = {}
        for _, _, workers in self.memory:
            for process, size in workers.items():
                seen.setdefault(process, []).append(size)
        return {p: (max(sizes) / 1e6, sizes[-1] / 1e6) for p, sizes in sorted(seen.items())}

    def largest(self, first: float, last: float) -> float:
        """The largest process's megabytes in a part of the run, from 0 to 1."""
        sizes = [
            max([parent, *workers.values()])
            for at, parent, workers in self.memory
            if first * self.seconds <= at <= last * self.seconds
        ]
        return max(sizes, default=0) / 1e6


def run(
    arguments: Sequence[str], *, watch: bool = True, wait: float | None = None, alone: bool = False
) -> Run:
    """Runs the command to its end, or kills it after `wait` seconds.

    alone   it is killed without its workers
    """
    out = Run()
    spent = _spent()
    with tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=errors, env=environment(), text=True,
            encoding="utf-8", start_new_session=True,
        )  # fmt: skip
        ended = threading.Event()
        helpers = []
        if watch:
            helpers.append(threading.Thread(target=_watch, args=(process.pid, begun, ended, out)))
        if wait is not None:
            helpers.append(
                threading.Thread(target=_kill, args=(process.pid, wait, ended, alone, out))
            )
        for helper in helpers:
            helper.start()
        if process.stdout is None:
            raise RuntimeError("no standard output")
        try:
            for line in process.stdout:
                if line.startswith("{"):
                    out.done.append(time.perf_counter() - begun)
                    named = _ACCESSION.findall(str(json.loads(line).get("input", "")))
                    out.names.append(named[-1] if named else "")
            out.code = process.wait()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)  # Ctrl-C does not reach another session
            raise
        finally:
            out.seconds = time.perf_counter() - begun
            ended.set()
        for helper in helpers:
            helper.join()
        out.processor = _spent() - spent
        errors.seek(0, os.SEEK_END)
        errors.seek(max(0, errors.tell() - 2_000))
        out.errors = errors.read().decode("utf-8", "replace")
    return out


def _spent() -> float:
    """Processor seconds of the processes that have ended, and of those that they waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(number: int, begun: float, ended: threading.Event, out: Run) -> None:
    while True:
        try:
            parent = psutil.Process(number)
            sizes: dict[int, int] = {}
            for child in (parent, *parent.children(recursive=True)):
                try:
                    sizes[child.pid] = child.memory_info().rss
                except psutil.Error:
                    continue
            at = time.perf_counter() - begun
            out.memory.append((at, sizes.pop(number, 0), sizes))
        except psutil.Error:
            break
        if ended.wait(EVERY):
            break


def _kill(number: int, wait: float, ended: threading.Event, alone: bool, out: Run) -> None:
    """kill -9 at one moment: of the whole process group, as a power cut would, or of the command
    alone, as a user would. Workers that outlive their command are counted, then ended.
    """
    if ended.wait(wait):
        return
    try:
        workers = psutil.Process(number).children(recursive=True)
        if alone:
            os.kill(number, signal.SIGKILL)
            _, left = psutil.wait_procs(workers, timeout=_ORPHANS)
            out.orphans = len(left)
        os.killpg(number, signal.SIGKILL)
    except (psutil.Error, ProcessLookupError):
        return  # it ended in this moment


# -- what it left ---------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, str]:
    """Path below `folder` -> SHA-256, of every file that a user sees."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    }


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    """Kind of file -> (files, bytes)."""
    files: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        # the linkbases are told apart, a filing's own name is not
        kind = path.suffix or path.name
        stem = path.stem.rpartition("_")[2]
        if path.suffix == ".xml" and stem in ("pre", "cal", "def", "lab"):
            kind = f"_{stem}.xml"
        files[kind] += 1
        size[kind] += path.stat().st_size
    return {kind: (files[kind], size[kind]) for kind in sorted(files)}


def subset(source: Path, target: Path, filings: int) -> Path:
    """The first filings of a corpus that is a folder, with their truth; links, no copies."""
    wanted: list[corpus.Truth] = []
    for truth in corpus.read_truth(source):
        if len(wanted) == filings:
            break
        wanted.append(truth)
        path = target / truth.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to((source / truth.name).resolve())
    return target


def killed(
    source: Path, output: Path, jobs: int, kills: int, formats: str, whole: float, seed: int,
    program: Sequence[str],
) -> tuple[int, int, list[str]]:  # fmt: skip
    """Kills a conversion at random moments, starting it again each time, then lets it end.

    whole   seconds of an undisturbed run: the moments are drawn from it

    Returns (kills that met it at work, starts, what each look in between found wrong).
    """
    rng = random.Random(seed)
    arguments = command(source, output, jobs, formats, program)
    hit = starts = 0
    wrong: list[str] = []
    while hit < kills:
        # what was converted stays converted: each start has its share of the whole to do, and is
        # met at work as long as the shares last
        wait = _KILL_FIRST + rng.uniform(0, whole / kills)
        made = run(arguments, watch=False, wait=wait, alone=hit % 2 == 1)
        starts += 1
        if made.code >= 0:
            say(f"start {starts}: ended by itself with {made.code}")
            break
        hit += 1
        say(f"kill {hit} after {wait:.1f} s")
        wrong += [f"kill {hit}: {name} is there without findings.jsonl" for name in halves(output)]
        if made.orphans:
            wrong.append(f"kill {hit}: {made.orphans} workers outlived the command")
    last = run(arguments, watch=False)
    starts += 1
    if last.code not in (0, 1):
        wrong.append(f"the last start ended with {last.code}: {last.errors.strip()[-300:]}")
    return hit, starts, wrong


def halves(output: Path) -> Iterator[str]:
    """Folders that are there but not whole: findings.jsonl is what a folder always has."""
    if not output.is_dir():
        return
    for folder in output.iterdir():
        hidden = not folder.is_dir() or folder.name.startswith(".")
        if not hidden and not (folder / "findings.jsonl").is_file():
            yield folder.name
