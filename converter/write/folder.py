"""A filing's folder is there whole or not at all.

The files are written into a hidden folder beside the target, which then takes its name:

    output/.new.4711-0.FILING      while it is written
    output/.old.FILING             the former one, for the moment between two renames
    output/FILING                  old, then new; never a half

A process that is killed leaves at most the hidden folders. `sweep` removes them, and puts an old
one back where the new one had not yet arrived.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
from typing import TYPE_CHECKING, Self

from converter.write.durable import barrier, sync_folder
from converter.write.locks import hold, release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NEW, _OLD, _LOCK = ".new.", ".old.", ".lock."
_HIDDEN = re.compile(r"\.(?:new\.\d+-\d+|old)\.(?P<name>.+)", re.DOTALL)
_NUMBERS = itertools.count()


@contextlib.contextmanager
def replacing(target: Path, *, durable: bool = False) -> Iterator[Path]:
    """Give an empty folder to write into; on success it becomes `target`, else nothing changes.

        with replacing(output / "0000950123-04-001234") as folder:
            writer.write(report, folder)

    A folder that stood there outlasts a power cut, or the new one does, whole. A new folder where
    none stood does so with `durable`, else after the next `durable.barrier`.

    The folder lies beside `target`, thus on the same file system; parents are made. An exception
    inside passes through after the folder is removed, KeyboardInterrupt too. Raises
    NotADirectoryError where `target` is a file.
    """
    parent = target.parent
    parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(f"{target} is a file; a filing's folder cannot take its name")
    with _claimed(parent, target.name) as folder:
        yield folder
        durable = durable or target.exists()
        if durable:
            barrier(folder)
        _swap(folder, target)
        if durable:
            sync_folder(parent)


def sweep(output: Path, name: str | None = None) -> tuple[Path, ...]:
    """Remove what killed runs left below `output`; the names of what was removed or put back. With
    `name`, only what was to become the folder of that name: the others may be somebody else's.

    Folders that a living process writes are let alone: it holds a lock on them, which ends with
    the process, however it ends.
    """
    if not output.is_dir():
        return ()
    done = []
    for path in sorted(output.iterdir()):
        if name is not None and _target(path.name) != name:
            continue
        if path.name.startswith(_NEW) and path.is_dir():
            with Claim(path) as claim:
                if claim.held:
                    shutil.rmtree(path, ignore_errors=True)
                    done.append(path)
        elif path.name.startswith(_OLD) and path.is_dir():
            target = output / path.name.removeprefix(_OLD)
            with Claim(path) as claim:
                if not claim.held:
                    continue
                if target.exists():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    # Killed between the two renames: the former folder is the last whole one.
                    with contextlib.suppress(OSError):
                        path.rename(target)
                done.append(path)
    return tuple(done)


def _target(hidden: str) -> str | None:
    """The name that a hidden folder was to have, or had."""
    found = _HIDDEN.fullmatch(hidden)
    return found["name"] if found else None


@contextlib.contextmanager
def _claimed(parent: Path, name: str) -> Iterator[Path]:
    while True:
        folder = parent / f"{_NEW}{os.getpid()}-{next(_NUMBERS)}.{name}"
        try:
            folder.mkdir()
        except FileExistsError:
            # Left by a killed process that had this process's number.
            continue
        with Claim(folder) as claim:
            # A sweep elsewhere may have come between making the folder and claiming it.
            if not (claim.held and folder.is_dir()):
                continue
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            return


def _swap(folder: Path, target: Path) -> None:
    old = target.with_name(_OLD + target.name)
    if old.exists():
        shutil.rmtree(old)
    if not target.exists():
        folder.rename(target)
        return
    # The lock stays with the folder under its new name, so that no sweep takes it for a leftover.
    with Claim(target):
        target.rename(old)
        try:
            folder.rename(target)
        except OSError:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


class Claim:
    """An exclusive lock on a folder or file, tried once; it ends with the process, however that
    ends. Not held either where there is no such folder or file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # a folder that is swapped keeps its claim under its former name
        self._beside = path.with_name(f"{_LOCK}{path.name.removeprefix(_OLD)}")
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        return self._handle is not None

    def __enter__(self) -> Self:
        with contextlib.suppress(OSError):
            self._handle = hold(self.path, self._beside)
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle is not None:
            release(self._handle, self._beside)
            self._handle = None
