"""Where filings are converted: in this process, in a pool of processes (`pool`), on a dask cluster
(`cluster`).

Each engine takes tasks and gives their outcomes in the same order, with no more of them under way
than a window holds. What is known already passes through between them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from converter.batch.limits import bounded
from converter.batch.task import Job, Outcome, Task, convert_task

F = TypeVar("F")
Work = Task | Outcome
Engine = Callable[[Iterable[Work], Job], Iterator[Outcome]]
Waiting = deque[tuple[Task, F] | Outcome]
"""Tasks under way with their futures, the oldest first, and what is known between them."""

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


HELD = 64 << 20
"""Bytes of the filings under way together: one may be larger, and is then alone."""


def filled(
    waiting: Waiting[F], work: Iterator[Work], window: int, submit: Callable[[Task], F]
) -> bool:
    """Begins tasks until so many, or so many bytes, are under way or none is left; whether there
    are any.
    """
    held = sum(_size(each) for each in waiting)
    while (
        len(waiting) < window
        and (held < HELD or not waiting)
        and (each := next(work, None)) is not None
    ):
        held += 0 if isinstance(each, Outcome) else len(each.raw)
        waiting.append(each if isinstance(each, Outcome) else (each, submit(each)))
    return bool(waiting)


def _size(each: tuple[Task, F] | Outcome) -> int:
    return 0 if isinstance(each, Outcome) else len(each[0].raw)
