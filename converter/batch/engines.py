"""Where filings are converted: in this process, in a pool of processes, on a dask cluster.

Each engine takes tasks and gives their outcomes in the same order, with no more of them under way
than a window holds. What is known already passes through between them.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from converter.batch.limits import bounded
from converter.batch.task import Job, Outcome, Task, convert_task, ended, remote_task
from converter.dts.base import load_base
from converter.mapping.apply import load_mappings

if TYPE_CHECKING:
    from converter.pipeline import Options

Work = Task | Outcome
Engine = Callable[[Iterable[Work], Job], Iterator[Outcome]]

_AHEAD = 8
"""Tasks under way for each worker: enough that none waits while the oldest takes its time."""
_LOOK = 64
"""Outcomes after which a cluster is asked anew how many workers it has: they come and go."""
_GRACE = 30.0
"""Seconds after the time limit until a worker that does not even hear its alarm is ended."""


def in_process(work: Iterable[Work], job: Job) -> Iterator[Outcome]:
    """One after the other in this process."""
    for each in work:
        if isinstance(each, Outcome):
            yield each
            continue
        with bounded(job.limits.megabytes):
            outcome = convert_task(each, job)
        yield outcome


def pool(jobs: int) -> Engine:
    """`jobs` processes of the standard library's pool.

    A worker that dies takes the pool with it: the filings that were under way are then converted
    each in a pool of its own, so that the one at fault is found and the others are not lost.
    """

    def run(work: Iterable[Work], job: Job) -> Iterator[Outcome]:
        warm(job.options)
        tasks = iter(work)
        waiting: deque[tuple[Task, Future[Outcome]] | Outcome] = deque()
        workers = _Workers(jobs, job)
        try:
            while True:
                while len(waiting) < jobs * _AHEAD:
                    each = next(tasks, None)
                    if each is None:
                        break
                    waiting.append(
                        each if isinstance(each, Outcome) else (each, workers.submit(each))
                    )
                if not waiting:
                    return
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

    def submit(self, task: Task) -> Future[Outcome]:
        try:
            return self.pool.submit(remote_task, task, self.job)
        except BrokenProcessPool as error:
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def result(self, future: Future[Outcome]) -> Outcome:
        """Waits for the oldest task. As tasks are begun in their order, it is under way."""
        return future.result(self.seconds)

    def end(self) -> None:
        """Ends the processes, whatever they do."""
        for process in list((getattr(self.pool, "_processes", None) or {}).values()):
            with contextlib.suppress(OSError, AttributeError):
                process.kill()

    def close(self) -> None:
        """What is under way is finished, the rest is not begun."""
        self.pool.shutdown(wait=True, cancel_futures=True)


def warm(options: Options) -> None:
    """Loads what every filing needs: processes forked after that share it."""
    load_mappings(options.mappings, options.network)
    load_base()


def _begin(options: Options, megabytes: int) -> None:
    """A worker's beginning."""
    # a terminal sends Ctrl-C to all; it is the parent's to end the work in order
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    warm(options)
    # what was loaded stays for good: the collector need not look at it again
    gc.collect()
    gc.freeze()
    _BOUND.enter_context(bounded(megabytes))


_BOUND = contextlib.ExitStack()


def _end_with_parent() -> None:
    """A parent that was killed closes nothing: its workers would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def dask(scheduler: str | None, jobs: int) -> Engine:
    """A dask cluster: that of `scheduler` ('tcp://host:8786'), else one of `jobs` local processes.

    Workers write below the same output folder, which all must see, and must have the program.

    The memory of a cluster's workers is limited where they are started ('dask worker
    --memory-limit'): one that grows beyond it is ended by its nanny, and so is its filing (BAT003).

    Raises ImportError without dask.distributed, NoClusterError when the scheduler does not answer
    or goes away.
    """

    def run(work: Iterable[Work], job: Job) -> Iterator[Outcome]:
        from distributed import Client, LocalCluster

        with contextlib.ExitStack() as stack:
            address: Any = scheduler or stack.enter_context(
                LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=jobs,
                    threads_per_worker=1,
                    memory_limit=f"{job.limits.megabytes}MB" if job.limits.megabytes else 0,
                    dashboard_address=None,
                )
            )
            try:
                client = Client(address, timeout=30, set_as_default=False)  # type: ignore[no-untyped-call]
            except OSError as error:
                raise NoClusterError(f"no dask scheduler answers at {scheduler}: {error}") from None
            yield from _on(stack.enter_context(client), work, job)

    return run


class NoClusterError(Exception):
    """The dask scheduler cannot be reached."""


def _on(client: Any, work: Iterable[Work], job: Job) -> Iterator[Outcome]:
    from distributed import CancelledError, KilledWorker

    tasks = iter(work)
    waiting: deque[Any] = deque()
    exhausted = False
    window = 0
    for turn in itertools.count():
        if turn % _LOOK == 0:
            window = _AHEAD * max(1, sum(client.nthreads().values()))
        while not exhausted and len(waiting) < window:
            each = next(tasks, None)
            if each is None:
                exhausted = True
            elif isinstance(each, Outcome):
                waiting.append(each)
            else:
                waiting.append((each, client.submit(remote_task, each, job, pure=False)))
        if not waiting:
            return
        first = waiting.popleft()
        if isinstance(first, Outcome):
            yield first
            continue
        task, future = first
        try:
            yield future.result()
        except KilledWorker:
            yield ended(task)
        except CancelledError as error:
            raise NoClusterError(f"the dask scheduler went away: {error}") from None
