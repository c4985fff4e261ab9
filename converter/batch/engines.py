"""Where filings are converted: in this process, in a pool of processes (`pool`), on a dask cluster
(`cluster`).

Each engine takes tasks and gives their outcomes in the same order, with no more of them under way
than a window holds. What is known already passes through between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from converter.batch.limits import bounded
from converter.batch.task import Job, Outcome, Task, convert_task

Work = Task | Outcome
Engine = Callable[[Iterable[Work], Job], Iterator[Outcome]]

AHEAD = 8
"""Tasks under way for each worker: enough that none waits while the oldest takes its time."""


def in_process(work: Iterable[Work], job: Job) -> Iterator[Outcome]:
    """One after the other in this process."""
    for each in work:
        if isinstance(each, Outcome):
            yield each
            continue
        with bounded(job.limits.megabytes):
            outcome = convert_task(each, job)
        yield outcome
