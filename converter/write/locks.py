"""Locks between processes; they end with the process, however it ends.

Where the system has flock (all but Windows) it is used as it is: one call of the standard library,
on folders too, and several can share one. filelock has neither, and to load it takes as long as to
read a small filing. Windows has no such lock on a folder, and one on a file keeps its bytes from
everybody; so there filelock locks a file beside, which goes when it is let go. What is shared
elsewhere is held by one after another there.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLOCK = fcntl is not None
"""Whether files and folders themselves are locked, else the files beside them."""


def hold(path: Path, beside: Path, *, wait: bool = False, shared: bool = False) -> int | None:
    """Locks the file or folder at `path`, where there is no flock the file `beside`.

    Gives the handle for `release`, or None where another process holds it and `wait` is off.
    Raises OSError where it cannot be opened or locked.
    """
    if not FLOCK:
        return _hold_beside(beside, wait=wait or shared)
    # a claim opens nothing for writing: it changes nothing, and where nothing can be written it is
    # no reason to stop; a builder does, as some network file systems want it of who locks alone
    building = wait and not shared and path.is_file()
    handle = os.open(path, os.O_RDWR if building else os.O_RDONLY)
    try:
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(handle, how if wait else how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    return handle


def release(handle: int, beside: Path) -> None:
    """Lets go what `hold` gave."""
    if FLOCK:
        os.close(handle)
        return
    from filelock import unlock_descriptor

    try:
        unlock_descriptor(handle)
    finally:
        os.close(handle)
    with contextlib.suppress(OSError):  # Windows keeps a file that another process has open
        beside.unlink()


@contextlib.contextmanager
def held(path: Path, beside: Path) -> Iterator[None]:
    """Waits for the lock that `hold` gives, and has it for the time of the block."""
    handle = hold(path, beside, wait=True)
    try:
        yield
    finally:
        if handle is not None:
            release(handle, beside)


def _hold_beside(beside: Path, *, wait: bool) -> int | None:
    from filelock import lock_descriptor

    handle = os.open(beside, os.O_RDWR | os.O_CREAT)
    try:
        if lock_descriptor(handle, blocking=wait):
            return handle
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None
