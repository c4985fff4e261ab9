"""Ctrl-C while a pool of processes is at work."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType


class Interrupts:
    """Counts Ctrl-C while it is held, and raises nothing.

    KeyboardInterrupt comes between any two instructions. One that comes while a future's lock is
    let go leaves it locked: the pool's own thread then waits for it, and everybody for that thread.
    So whoever waits looks at `count` now and then instead.

    Where another thread waits, or the program that uses this has a way of its own with Ctrl-C,
    nothing is changed.
    """

    def __init__(self) -> None:
        self.count = 0
        self._former: Any = None

    def __enter__(self) -> Self:
        if (
            threading.current_thread() is threading.main_thread()
            and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        ):
            self._former = signal.signal(signal.SIGINT, self._heard)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._former is not None:
            signal.signal(signal.SIGINT, self._former)
            self._former = None

    def _heard(self, *_: object) -> None:
        self.count += 1
