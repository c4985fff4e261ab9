"""How long a filing may take and how much memory, so that one never holds up a night's batch."""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import signal
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEGABYTE = 1 << 20
_AGAIN = 1.0
"""Seconds until the alarm rings again: what is raised within a destructor is swallowed there."""


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds    a filing may take; 0 for no limit
    megabytes  of data that a process which converts may hold beside what it held before; 0 for no
               limit
    """

    seconds: float = 120.0
    megabytes: int = 1500


class OverTime(BaseException):
    """The filing at work has had its time."""


@contextlib.contextmanager
def timed(seconds: float) -> Iterator[None]:
    """Raises OverTime inside when `seconds` are over, also in a regular expression that runs away.

    The main thread uses the alarm signal, another (of a dask worker) an exception that the
    interpreter raises in it between two instructions.
    """
    if seconds <= 0:
        yield
    elif hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        with _alarm(seconds):
            yield
    else:
        with _raised(seconds):
            yield


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise OverTime

    former = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


@contextlib.contextmanager
def _raised(seconds: float) -> Iterator[None]:
    thread = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock, over = threading.Lock(), threading.Event()

    def ring() -> None:
        wait = seconds
        while not over.wait(wait):
            with lock:
                if not over.is_set():
                    raise_in(thread, ctypes.py_object(OverTime))
            wait = _AGAIN

    watch = threading.Thread(target=ring, daemon=True)
    watch.start()
    try:
        yield
    finally:
        with lock:
            over.set()
            raise_in(thread, None)  # what was not yet raised is taken back
        watch.join()


def _held() -> int:
    """Bytes of data that the process has, as the limit counts them: a notebook that converts, or a
    process forked from one, may hold gigabytes of its own. Beyond the limit libraries with threads
    do worse than to raise MemoryError: OpenBLAS then hung the next fork.
    """
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except (OSError, IndexError):
        return 0
    return int(pages) * mmap.PAGESIZE


@contextlib.contextmanager
def bounded(megabytes: int) -> Iterator[None]:
    """Lets the process hold so much data beside what it holds: beyond it Python raises MemoryError.
    Only where the system has such a limit (Linux); elsewhere nothing happens.
    """
    if megabytes <= 0 or resource is None:
        yield
        return
    former, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * _MEGABYTE + _held()
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))
    except (OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (former, most))
