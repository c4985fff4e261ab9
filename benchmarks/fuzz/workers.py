"""Processes that try inputs, each with its time and its memory; what ends one is a failure found.

Time is the processor's, so that no other work on the machine makes a hang of anything: the system
sends the worker a signal when it has worked so long, even within a pattern that runs away, and the
worker's last words are where it was.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import resource
import shutil
import signal
import tempfile
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.fuzz.mutations import made
from benchmarks.fuzz.trial import Failure, Trial, tried
from converter.pipeline import Options, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

SECONDS = 10
"""Of the processor, for one input."""

MEMORY = 1 << 30
"""Bytes of address space, for the program and its input."""

_SILENCE = 300
"""Seconds of the clock until a worker that sleeps, which no processor's time ends, is killed."""

_AT_ONCE = 20
"""Seeds that a worker is given together."""


@dataclass(frozen=True, slots=True)
class Work:
    """paths    what inputs are made of
    formats  of so many inputs one is written in all formats and shown
    keep     where folders of what was written are left for the referee, or None
    until    the seed from which on none is left
    """

    paths: tuple[Path, ...]
    formats: int
    keep: Path | None = None
    until: int = 0

    def writes(self, seed: int) -> bool:
        return self.formats > 0 and seed % self.formats == 0


@dataclass(frozen=True, slots=True)
class Done:
    seed: int
    size: int
    done: tuple[str, ...]
    trial: Trial


def one(seed: int, work: Work, folder: Path) -> Done:
    """The input of the seed, tried here and now."""
    raw, done = made(seed, work.paths)
    trial = tried(raw, folder if work.writes(seed) else None)
    if work.keep and seed < work.until and trial.wrote and not trial.failures:
        shutil.move(folder / "fuzzed", work.keep / str(seed))
    return Done(seed, len(raw), done, trial)


class _Worker:
    """A process that answers each seed in turn; `waiting` are those that it has not answered."""

    def __init__(self, work: Work) -> None:
        self._last = tempfile.TemporaryFile("w+")  # noqa: SIM115 closed when it ends
        self.connection, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("fork").Process(
            target=_serve, args=(work, theirs, self._last), daemon=True
        )
        self._process.start()
        theirs.close()
        self.waiting: deque[int] = deque()

    def give(self, seeds: list[int]) -> None:
        self.waiting = deque(seeds)
        self.connection.send(seeds)

    def died(self) -> tuple[Failure, list[int]]:
        """Of what it died, and the seeds that it leaves."""
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        self._last.seek(0)
        words = "\n".join(self._last.read().splitlines()[:14])
        self._last.close()
        kind = "hang" if code in (-signal.SIGPROF, -signal.SIGKILL) else "death"
        return Failure(kind, f"ended with {code}\n{words}"), list(self.waiting)[1:]

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._last.close()


def _serve(work: Work, connection: Connection, last: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable(last)
    faulthandler.register(signal.SIGPROF, last, chain=True)  # the default then ends the process
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        while True:
            for seed in connection.recv():
                signal.setitimer(signal.ITIMER_PROF, SECONDS)
                done = one(seed, work, Path(name) / "out")
                signal.setitimer(signal.ITIMER_PROF, 0)
                connection.send(done)


def run(seeds: Iterable[int], work: Work, jobs: int) -> Iterator[Done]:
    """What came of each input, in no order; ends when the seeds do."""
    prepare(Options())  # the processes that are forked share it
    source = iter(seeds)
    workers: dict[Connection, _Worker] = {}
    try:
        for _ in range(jobs):
            _begin(workers, work, _next(source))
        while workers:
            ready = wait(list(workers), timeout=_SILENCE) or list(workers)
            for connection in ready:
                yield from _heard(workers, connection, source, work)  # type: ignore[arg-type]
    finally:
        for worker in workers.values():
            worker.end()


def _next(source: Iterator[int]) -> list[int]:
    return [seed for _, seed in zip(range(_AT_ONCE), source, strict=False)]


def _begin(workers: dict[Connection, _Worker], work: Work, seeds: list[int]) -> None:
    if seeds:
        worker = _Worker(work)
        workers[worker.connection] = worker
        worker.give(seeds)


def _heard(
    workers: dict[Connection, _Worker], connection: Connection, source: Iterator[int], work: Work
) -> Iterator[Done]:
    """What a worker says, or what it died of: then another takes its place."""
    worker = workers[connection]
    try:
        done: Done | None = connection.recv() if connection.poll(0) else None
    except (EOFError, ConnectionError):
        done = None
    if done is not None:
        worker.waiting.popleft()
        if not worker.waiting:
            seeds = _next(source)
            if seeds:
                worker.give(seeds)
            else:
                workers.pop(connection).end()
        yield done
        return
    workers.pop(connection)
    seed = worker.waiting[0]
    failure, left = worker.died()
    _begin(workers, work, left or _next(source))
    raw, names = made(seed, work.paths)
    yield Done(seed, len(raw), names, Trial(failures=(failure,)))
