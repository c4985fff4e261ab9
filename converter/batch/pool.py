"""Processes of this machine, from the standard library's pool."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures import TimeoutError as NotYetError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from converter.batch.engines import AHEAD, Engine, Waiting, Work, filled
from converter.batch.interrupts import Interrupts
from converter.batch.limits import bounded
from converter.batch.task import Job, Outcome, Task, ended, remote_task
from converter.pipeline import preload, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.pipeline import Options

_GRACE = 30.0
"""Seconds after the time limit until a worker that does not even hear its alarm is ended."""

_LOOK = 0.2
"""Seconds after which whoever waits looks whether Ctrl-C was pressed."""


def pool(jobs: int) -> Engine:
    """`jobs` processes of the standard library's pool.

    A worker that dies takes the pool with it: the filings that were under way are then converted
    each in a pool of its own, so that the one at fault is found and the others are not lost.
    """

    def run(work: Iterable[Work], job: Job) -> Iterator[Outcome]:
        preload(job.options)  # processes forked from this one share it
        tasks = iter(work)
        waiting: Waiting[Future[Outcome]] = deque()
        workers = _Workers(jobs, job)
        try:
            while filled(waiting, tasks, jobs * AHEAD, workers.submit):
                first = waiting.popleft()
                if isinstance(first, Outcome):
                    yield first
                    continue
                try:
                    outcome = workers.result(first[1])
                except (BrokenProcessPool, NotYetError):
                    workers.end()
                    workers.close()
                    waiting = deque(_alone(each, job) for each in [first, *waiting])
                    workers = _Workers(jobs, job)
                    continue
                yield outcome
        finally:
            workers.close()

    return run


def _alone(waiting: tuple[Task, Future[Outcome]] | Outcome, job: Job) -> Outcome:
    """The outcome of what was under way when the pool broke, from a worker of its own if so."""
    if isinstance(waiting, Outcome):
        return waiting
    task, future = waiting
    if future.done() and not future.cancelled() and future.exception() is None:
        return future.result()
    workers = _Workers(1, job)
    try:
        return workers.result(workers.submit(task))
    except (BrokenProcessPool, NotYetError):
        workers.end()
        return ended(task)
    finally:
        workers.close()


class _Workers:
    """A pool, with the ways to wait for it and to end it."""

    def __init__(self, jobs: int, job: Job) -> None:
        self.seconds = job.limits.seconds + _GRACE if job.limits.seconds else None
        self.pool = ProcessPoolExecutor(
            jobs, initializer=_begin, initargs=(job.options, job.limits.megabytes)
        )
        self.job = job
        self.interrupts = Interrupts()
        self.under_way: set[Future[Outcome]] = set()
        self.ended = False

    def submit(self, task: Task) -> Future[Outcome]:
        with self.interrupts:
            try:
                future = self.pool.submit(remote_task, task, self.job)
            except BrokenProcessPool as error:
                broken: Future[Outcome] = Future()
                broken.set_exception(error)
                return broken
            self.under_way.add(future)
            return future

    def result(self, future: Future[Outcome]) -> Outcome:
        """Waits for the oldest task. As tasks are begun in their order, it is under way."""
        until = None if self.seconds is None else time.monotonic() + self.seconds
        with self.interrupts as interrupts:
            while not (interrupts.count or future.done()):
                if until is not None and time.monotonic() > until:
                    raise NotYetError
                wait([future], _LOOK)
        if interrupts.count:
            raise KeyboardInterrupt
        self.under_way.discard(future)
        return future.result()

    def end(self) -> None:
        """Ends the processes, whatever they do. One that was killed while it wrote its outcome left
        half of it: without a closed pipe the pool's own thread would wait for the rest for ever.
        """
        self.ended = True
        for process in list((getattr(self.pool, "_processes", None) or {}).values()):
            with contextlib.suppress(OSError, AttributeError):
                process.kill()
        writer = getattr(getattr(self.pool, "_result_queue", None), "_writer", None)
        if writer is not None:
            with contextlib.suppress(OSError):
                writer.close()

    def close(self) -> None:
        """What is under way is finished, the rest is not begun; a second Ctrl-C, or a `kill` after
        it, does not wait for that. Processes that nobody waits for would never end: folders come
        whole or not at all, so they are killed.
        """
        with self.interrupts as interrupts:
            before = min(interrupts.count, 1)
            begun = [future for future in self.under_way if not future.cancel()]
            while not self.ended and not all(future.done() for future in begun):
                wait(begun, _LOOK)
                if interrupts.count > before:
                    self.end()
            self.pool.shutdown(wait=True, cancel_futures=True)
        if interrupts.count > before:
            raise KeyboardInterrupt


def _begin(options: Options, megabytes: int) -> None:
    """A worker's beginning."""
    # a terminal sends Ctrl-C to all; it is the parent's to end the work in order
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare(options)
    _BOUND.enter_context(bounded(megabytes))


_BOUND = contextlib.ExitStack()


def _end_with_parent() -> None:
    """A parent that was killed closes nothing: its workers would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
