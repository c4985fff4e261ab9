"""Workers of a dask cluster."""

from __future__ import annotations

import contextlib
import itertools
from collections import deque
from typing import TYPE_CHECKING, Any

from converter.batch.engines import AHEAD, Engine, Waiting, Work, filled
from converter.batch.task import Job, NoClusterError, Outcome, Task, ended, remote_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOOK = 64
"""Outcomes after which a cluster is asked anew how many workers it has: they come and go."""


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


def _on(client: Any, work: Iterable[Work], job: Job) -> Iterator[Outcome]:
    from distributed import CancelledError, KilledWorker

    tasks = iter(work)
    waiting: Waiting[Any] = deque()

    def submit(task: Task) -> Any:
        return client.submit(remote_task, task, job, pure=False)

    for turn in itertools.count():
        if turn % _LOOK == 0:
            window = AHEAD * max(1, sum(client.nthreads().values()))
        if not filled(waiting, tasks, window, submit):
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
