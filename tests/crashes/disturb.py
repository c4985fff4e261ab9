"""A command that is disturbed: killed, out of disk, refused, beside another of its kind.

    python tests/crashes/disturb.py SPECS.json

The moments are counted in what the command does to the files below its folder (each opening for
writing, name given, folder made, removal, writing out to disk), never in time: so no machine is too
slow or too fast for them. The system's own limit of a file's length ends it within a write.

The command runs in children of this process, which has loaded the program and done nothing with it.
A line of JSON for each trial says what was wrong; '{"total": N}' comes first, for each spec of the
list.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import hashlib
import json
import mmap
import os
import resource
import select
import shutil
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EVENTS = {"os.mkdir": 0, "os.rename": 1, "os.remove": 0, "os.rmdir": 0, "os.truncate": 0}
"""What is counted, and which argument is the path that is changed; removals make no room fail."""
REMOVALS = ("os.remove", "os.rmdir")
NEVER = 1 << 60
CHILD_FAILED = 99
PATIENCE = 0.5
"""Seconds until another writer counts as one that waits for its turn. Were they too few, the two
would but take their turns the other way round."""


@dataclass(frozen=True)
class Disturbance:
    """how   'none', 'kill' (`number` is the signal), 'error' (`number` is the errno; from `at` on),
    'pause' (a turn of another comes there), 'cut' (killed where a file reaches `at` bytes),
    'short' (an error there)
    """

    how: str = "none"
    at: int = NEVER
    number: int = 0


class Counter:
    """Counts events over all processes of the child, and disturbs."""

    def __init__(self, folder: Path, what: Disturbance) -> None:
        self.folder = f"{folder}{os.sep}"
        self.what = what
        self.shared = mmap.mmap(-1, 8)
        self.paused, self.goes_on = os.pipe(), os.pipe()
        self.busy = False

    @property
    def count(self) -> int:
        return int.from_bytes(self.shared[:8], "little")

    def install(self) -> None:
        sys.addaudithook(self.hear)
        fsync = os.fsync

        def counted(fd: Any) -> None:  # a number, or what has one
            self.event("os.fsync")
            fsync(fd)

        os.fsync = counted

    def hear(self, name: str, arguments: tuple[Any, ...]) -> None:
        if self.busy:
            return
        self.busy = True  # what is done here is heard too
        try:
            if name == "open":
                path, _, flags = arguments
                changes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            elif name in EVENTS:
                path, changes = arguments[EVENTS[name]], True
            else:
                return
            if changes and isinstance(path, (str, os.PathLike)):
                full = os.path.abspath(path)  # noqa: PTH100 links are no matter
                # below an open folder names are relative to it: rmtree's
                relative = not Path(path).is_absolute() and name in REMOVALS
                if relative or full.startswith(self.folder):
                    self.event(name)
        finally:
            self.busy = False

    def event(self, name: str) -> None:
        number = self.count + 1
        self.shared[:8] = number.to_bytes(8, "little")
        if number < self.what.at:
            return
        if self.what.how == "kill" and (
            number == self.what.at or self.what.number == signal.SIGKILL
        ):
            os.killpg(0, self.what.number)
        elif self.what.how == "error":
            if name not in REMOVALS or self.what.number == errno.EROFS:
                raise OSError(self.what.number, os.strerror(self.what.number))
        elif self.what.how == "pause" and number == self.what.at:
            os.write(self.paused[1], b"x")
            os.read(self.goes_on[0], 1)


class Child:
    """A run of the command in a process (group) of its own."""

    def __init__(self, command: list[str], folder: Path, what: Disturbance) -> None:
        self.counter = Counter(folder, what)
        self.words = os.pipe()  # no file: its length would be limited too
        self.pid = os.fork()
        if self.pid:
            os.close(self.words[1])
            os.close(self.counter.paused[1])  # when the child has ended, reading ends too
        else:
            try:
                os._exit(self.run(command, folder))
            except BaseException:  # noqa: BLE001 a child never goes on as its parent
                traceback.print_exc()
                sys.stderr.flush()
                os._exit(CHILD_FAILED)

    def run(self, command: list[str], folder: Path) -> int:
        os.setsid()
        os.dup2(self.words[1], 2)
        os.close(self.words[1])
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
        os.chdir(folder)
        what = self.counter.what
        if what.how in ("cut", "short"):
            if what.how == "cut":
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (what.at, what.at))
        else:
            self.counter.install()
        from converter.cli import main

        code = main(command)
        sys.stderr.flush()
        return code

    def stopped(self) -> bool:
        """Whether it came to its pause; it may have ended without."""
        return os.read(self.counter.paused[0], 1) == b"x"

    def go_on(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            os.write(self.counter.goes_on[1], b"x")

    def end(self) -> tuple[int, str]:
        """Its exit code, negative for a signal, and what it said."""
        _, status = os.waitpid(self.pid, 0)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)  # what it left running
        with os.fdopen(self.words[0], "rb") as words:
            said = words.read().decode("utf-8", "replace")
        for pair in (self.counter.paused, self.counter.goes_on):
            for handle in pair:
                with contextlib.suppress(OSError):
                    os.close(handle)
        return os.waitstatus_to_exitcode(status), said


def seen(folder: Path) -> dict[str, str]:
    """What a user finds: each file with a digest of it; of a store what is in it."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if "/.store/" in f"/{name}/":
            continue
        if path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        elif not any(path.iterdir()):
            found[f"{name}/"] = ""
    return found


def in_store(folder: Path) -> str:
    """A digest of the triples, read in a process of its own."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        text = ""
        try:
            from converter.query.build import opened

            with opened(folder) as store:
                lines = sorted(str(quad.triple) for quad in store)
            text = f"{len(lines)} {hashlib.sha256(chr(10).join(lines).encode()).hexdigest()}"
        except BaseException as error:  # noqa: BLE001
            text = f"unreadable: {error}"
        os.write(writer, text.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as words:
        text = words.read().decode()
    os.waitpid(pid, 0)
    return text


class Trials:
    """spec: 'start' the folder as it is before, 'work' where it is copied to and the command runs,
    'command', 'units' the names of which each is old or new but never a mixture, 'store' the
    store's folder or '', 'signals' that end it, 'kills', 'errors', 'turns' how many of each.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self.start, self.work = Path(spec["start"]), Path(spec["work"])
        self.command, self.units, self.spec = spec["command"], spec["units"], spec
        self.before = self.state(self.start)
        self.fresh()
        child = Child(self.command, self.work, Disturbance())
        self.code, said = child.end()
        self.total = child.counter.count
        self.after = self.state(self.work)
        self.lines = {
            unit: lines_of(self.start / unit) | lines_of(self.work / unit)
            for unit in self.units
            if unit.endswith(".jsonl")
        }
        if self.code not in (0, 1) or "Traceback" in said:
            raise SystemExit(f"undisturbed it ended with {self.code}: {said}")

    def state(self, folder: Path) -> dict[str, str]:
        found = seen(folder)
        if self.spec["store"] and (folder / self.spec["store"]).is_dir():
            found["store"] = in_store(folder / self.spec["store"])
        return found

    def fresh(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.start, self.work)

    def run(self) -> None:
        print(json.dumps({"total": self.total}), flush=True)  # noqa: T201
        for what in self.disturbances():
            self.fresh()
            child = Child(self.command, self.work, what)
            wrong = self.beside(child) if what.how == "pause" else self.ended(child, what)
            wrong += self.again()
            met = what.how in ("cut", "short") or child.counter.count >= what.at
            said = {"how": what.how, "at": what.at, "met": met, "wrong": wrong}
            print(json.dumps(said), flush=True)  # noqa: T201

    def disturbances(self) -> list[Disturbance]:
        sizes = sorted(
            {path.stat().st_size for path in self.work.rglob("*") if path.is_file()} - {0}
        )
        lengths = sorted({max(1, size // 2) for size in spread(sizes, self.spec["turns"])})
        ways = [
            Disturbance("kill", at, number)
            for number in self.spec["signals"]
            for at in points(
                self.total, self.spec["kills"] // (1 if number == signal.SIGKILL else 3)
            )
        ]
        ways += [Disturbance("cut", at) for at in lengths]
        errors = points(self.total, self.spec["errors"])
        ways += [Disturbance("error", at, errno.ENOSPC) for at in errors]
        ways += [Disturbance("short", at) for at in lengths]
        ways += [Disturbance("error", 1, errno.EROFS)]
        return ways + [Disturbance("pause", at) for at in points(self.total, self.spec["turns"])]

    def ended(self, child: Child, what: Disturbance) -> list[str]:
        code, said = child.end()
        wrong = self.halves()
        ends = (130, self.code) if what.number == signal.SIGINT else (-what.number,)
        met = child.counter.count >= what.at  # workers beside each other may do less than counted
        if what.how == "kill" and code not in ends and met:
            wrong.append(f"was to be killed, ended with {code}: {said[-600:]}")
        if what.how in ("error", "short"):
            wrong += [f"a traceback: {said[-600:]}"] if "Traceback" in said else []
            if code not in (self.code, 2):
                wrong.append(f"ended with {code}: {said}")
            if code == 2 and not said.splitlines()[-1:][0].startswith("retroxbrl: "):
                wrong.append(f"said {said!r}")
            if code == self.code and self.state(self.work) != self.after:
                wrong.append("said that all was well, and it is not")
        return wrong

    def beside(self, child: Child) -> list[str]:
        """Another of its kind begins where the first has got to; then the first goes on."""
        if not child.stopped():
            return [f"never came to its pause: {child.end()}"]
        other = Child(self.command, self.work, Disturbance())
        waiting = os.pidfd_open(other.pid)
        select.select([waiting], [], [], PATIENCE)
        os.close(waiting)
        child.go_on()
        ends = [child.end(), other.end()]
        wrong = self.halves()
        for code, said in ends:
            if code not in (self.code, 2) or "Traceback" in said:
                wrong.append(f"ended with {code}: {said[-600:]}")
            if code == 2 and not said.splitlines()[-1:][0].startswith("retroxbrl: "):
                wrong.append(f"said {said!r}")
        if all(code == 2 for code, _ in ends):
            wrong.append(f"neither wrote: {ends}")
        return wrong

    def halves(self) -> list[str]:
        """The units that are neither as before nor as after."""
        now, wrong = seen(self.work), []
        for unit in self.units:
            if unit in self.lines:
                # what was finished is kept: a line for each filing, old or new
                if not lines_of(self.work / unit) <= self.lines[unit]:
                    wrong.append(f"{unit} has lines that are neither old nor new")
                continue
            here, old, new = (
                {n: d for n, d in tree.items() if n == unit or n.startswith(f"{unit}/")}
                for tree in (now, self.before, self.after)
            )
            if here and here not in (old, new):
                wrong.append(f"{unit} is neither old nor new")
        return wrong

    def again(self) -> list[str]:
        code, said = Child(self.command, self.work, Disturbance()).end()
        if code != self.code:
            return [f"again it ended with {code}: {said}"]
        now = self.state(self.work)
        names = sorted(n for n in now.keys() | self.after.keys() if now.get(n) != self.after.get(n))
        return [f"not the same bytes: {', '.join(names)[:300]}"] if names else []


def lines_of(path: Path) -> set[str]:
    return set(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else set()


def points(total: int, count: int) -> list[int]:
    return spread(list(range(1, total + 1)), count)


def spread(among: list[int], count: int) -> list[int]:
    """So many of them, from the first to the last; one is that in the middle."""
    if not among or not count:
        return []
    if count == 1:
        return [among[len(among) // 2]]
    step = (len(among) - 1) / (count - 1)
    return sorted({among[round(step * number)] for number in range(count)})


if __name__ == "__main__":
    import converter.batch
    import converter.cli
    import converter.export
    import converter.query.build
    import converter.query.dump  # noqa: F401
    from converter.batch.ledger import program
    from converter.model.finding import ConversionError
    from converter.pipeline import Options, analyse, preload
    from converter.read import read_filing
    from converter.write import FORMATS, WRITERS, writer

    specs = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    preload(Options())
    for path in sorted(Path(specs[0]["start"], "in").iterdir()):  # what is met once is met at once
        with contextlib.suppress(ConversionError):
            analyse(read_filing(path), "x", Options())
    for formats in ((), ("csv", "rdf"), *((name,) for name in FORMATS)):
        program(Options(formats=formats))
    for name in WRITERS:
        writer(name)
    gc.collect()
    gc.freeze()  # a collection in a child would copy every page that the children share
    for given in specs:
        Trials(given).run()
