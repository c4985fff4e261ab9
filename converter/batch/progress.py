"""How far a batch is, on standard error, while that is a terminal; otherwise nothing."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_OFTEN = 0.2  # seconds between two pictures


class Bar:
    """filings  [=====     ]  312/1,000  23.1/s  0:00:29 left  4 failed

    total  number of inputs, None where only reading them tells
    show   False draws nothing; lines are printed all the same
    """

    def __init__(self, total: int | None, *, show: bool) -> None:
        self.total = total
        self.done = self.failed = 0
        self._shown: tuple[Progress, TaskID] | None = None
        self._last = 0.0
        if show:
            progress = _progress()
            self._shown = progress, progress.add_task("filings", total=total, said="")

    def __enter__(self) -> Self:
        if self._shown:
            self._shown[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._draw(*self._shown)
            self._shown[0].stop()

    def advance(self, *, failed: bool) -> None:
        self.done += 1
        self.failed += failed
        # drawn here and not by a thread: worker processes are forked from this one
        if self._shown and time.monotonic() - self._last > _OFTEN:
            self._draw(*self._shown)

    def say(self, line: str) -> None:
        """A line above the bar."""
        if self._shown:
            console = self._shown[0].console
            console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr)  # noqa: T201

    def _draw(self, progress: Progress, task: TaskID) -> None:
        self._last = time.monotonic()
        said = f"{self.failed:,} failed" if self.failed else ""
        progress.update(task, completed=self.done, said=said)
        progress.refresh()


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            rate = task.finished_speed or task.speed
            return Text(f"{rate:.1f}/s" if rate else "")

    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(),
        TimeRemainingColumn(), TextColumn("{task.fields[said]}"),
        console=Console(stderr=True), auto_refresh=False, transient=True,
    )  # fmt: skip
