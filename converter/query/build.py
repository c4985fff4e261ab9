"""Build the store: the graphs of an output folder in an Oxigraph store on disk.

    output/.store/oxigraph/      the store
    output/.store/record.sqlite  what it holds (see `converter.query.record`)
    output/.store/built.json     written last: the store is whole, and of which manifest
    output/.store/columns/       made of the store where they are wanted (see `...columns.load`)

All triples lie in the default graph. With a graph for each filing and their union as the default
graph the store was 2.6 times as large and took 2.1 times as long to build, and Oxigraph gives a
triple that n graphs hold n times (oxigraph issue 1919), so that labels, periods and units would
multiply every answer.

A build reads what is there, takes out what vanished or changed, loads what is new, and marks its
end. Killed anywhere, it leaves a store that nobody asks (there is no built.json) and that the next
build mends: what was not known to be whole is taken out and loaded again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from converter.model.finding import Finding, Severity
from converter.query.columns.load import FOLDER, Made, made_of, make, require_duckdb
from converter.query.errors import QueryError
from converter.query.files import filing_of, ntriples, turtle_files
from converter.query.lean import is_left_out, points_at
from converter.query.record import Loaded, Record
from converter.write.durable import barrier, put, sync_folder
from converter.write.locks import held, hold, release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pyoxigraph as ox

STORE: Final = ".store"
"""The store's folder below the output folder. Hidden, so that nothing takes it for a filing."""

LAYOUT: Final = 2
"""Raised when a store of before cannot be used any more."""

BATCH: Final = 200_000
"""Triples that are loaded at once, some twenty filings. The loader keeps a batch in memory: 350,000
triples took 370 MB, a million 960; smaller ones leave more files that have to be merged."""

_TAKEN_OUT: Final = 50
"""Filings that are taken out in one step."""

_BUILD_IT: Final = "retroxbrl store build makes it, or mends it"

_OXIGRAPH, _RECORD, _BUILT = "oxigraph", "record.sqlite", "built.json"
_LOCK, _GATE = "lock", "gate"
_BLANK = re.compile(rb"^(?:_:|<[^>]*> <[^>]*> _:)", re.MULTILINE)


class Built(NamedTuple):
    """What a build did.

    loaded, kept, removed   filings; one that changed is removed and loaded
    triples                 loaded: each filing's own, and what no filing before it said
    total                   triples in the store after it, shared ones once
    seconds                 of the whole, and of the loading alone
    findings                files that are not in the store, and why
    columns                 what they came to, where they were made
    """

    loaded: int
    kept: int
    removed: int
    triples: int
    total: int
    seconds: float
    loading: float
    findings: tuple[Finding, ...]
    columns: Made | None = None


class Step(NamedTuple):
    """How far a build is: `done` of `of` filings are `doing` ('removed', 'loaded')."""

    doing: str
    done: int
    of: int
    triples: int


def build(
    output: Path,
    folder: Path | None = None,
    tell: Callable[[Step], None] | None = None,
    *,
    lean: bool | None = None,
    columns: bool = False,
) -> Built:
    """Bring the store in `folder` (default: ``output/.store``) to what lies below `output`.

    `lean`: whether to load the lean part of each graph alone (`converter.query.lean`); None as the
    store is, and all into a new one. A store that is otherwise is begun anew.
    `columns`: whether to make its columns (`converter.query.columns`); where there are some,
    they are made anew when the store has changed.

    Waits for other builds and queries on it to end. `tell` is called now and then. Raises
    QueryError: QRY001 no output folder, QRY002 no Turtle in it, QRY009 the folder is no store and
    not empty or cannot be written, QRY017 columns without DuckDB.
    """
    import sqlite3

    begun = time.monotonic()
    if columns:
        require_duckdb()
    if not output.is_dir():
        what = "this is a file" if output.exists() else "there is no such folder"
        raise QueryError("QRY001", f"{output}: {what}", "give the folder that convert has written")
    folder = folder or output / STORE
    if not folder.exists() and next(turtle_files(output), None) is None:
        raise QueryError(
            "QRY002",
            f"{output}: nothing was converted to RDF yet",
            "retroxbrl convert PATH writes it there; --format must not leave out rdf",
        )
    _prepare(folder)
    try:
        with locked(folder, alone=True), _record(folder, lean) as record:
            building = _Build(output, folder, record, tell or (lambda _: None))
            built = building.run(begun)
            if columns or (folder / FOLDER).exists():
                built = built._replace(columns=building.make_columns())
            return built
    except (OSError, sqlite3.Error) as error:
        raise QueryError(
            "QRY009", f"{folder}: {error}", "is there room, and may it be written?"
        ) from error


def manifest_stamp(output: Path, known: dict[str, Any] | None = None) -> dict[str, Any] | None:
    """Size, time and SHA-256 of the manifest, None without one; `known` if it still has that size
    and time. Half a million filings have a manifest of some 150 MB.
    """
    from converter.write.manifest import NAME

    try:
        with (output / NAME).open("rb") as manifest:
            about = os.fstat(manifest.fileno())
            if known and (known["size"], known["time"]) == (about.st_size, about.st_mtime_ns):
                return known
            digest = hashlib.file_digest(manifest, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    return {"size": about.st_size, "time": about.st_mtime_ns, "sha256": digest}


@contextlib.contextmanager
def locked(folder: Path, *, alone: bool) -> Iterator[None]:
    """Hold the store: builders alone, who wait; askers together, who do not.

    A builder holds the gate while it waits, and who asks meanwhile is turned away: askers that
    overlap without end would otherwise keep it out for ever.
    Raises QueryError: QRY009 there is no store, QRY010 it is being built.
    """
    lock, beside = folder / _LOCK, folder / f"{_LOCK}ed"
    gate, by_the_gate = folder / _GATE, folder / f"{_GATE}d"
    if alone:
        lock.touch()
        gate.touch()
        with held(gate, by_the_gate):
            handle = hold(lock, beside, wait=True)
    else:
        handle = None
        try:
            # a store that was built before there were gates has none
            passed = hold(gate if gate.exists() else lock, by_the_gate, shared=True)
            if passed is not None:
                release(passed, by_the_gate)
                handle = hold(lock, beside, shared=True)
        except FileNotFoundError:
            raise QueryError("QRY009", f"{folder}: there is no store", _BUILD_IT) from None
    if handle is None:
        raise QueryError(
            "QRY010", f"{folder}: the store is being built", "ask again when that is done"
        )
    try:
        yield
    finally:
        release(handle, beside)


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[ox.Store]:
    """The store for reading only, so that several can ask it at once.

    Raises QueryError: QRY011 where the last build did not end.
    """
    import pyoxigraph as ox

    if _about(folder) is None:
        raise QueryError("QRY011", f"{folder}: the store is not whole", _BUILD_IT)
    try:
        yield ox.Store.read_only(str(folder / _OXIGRAPH))
    except OSError as error:
        raise QueryError("QRY009", f"{folder}: {error}", _BUILD_IT) from error


def stale(output: Path, folder: Path) -> str:
    """What a user should know before trusting the store, or ''.

    The manifest is compared, which every conversion writes; nothing else is looked at.
    """
    about = _about(folder) or {}
    notes = []
    before = about.get("manifest")
    now = manifest_stamp(output, before if isinstance(before, dict) else None)
    if (now or {}).get("sha256") != (before or {}).get("sha256"):
        notes.append(
            f"{output} changed since the store was built;"
            " retroxbrl store build brings it up to date"
        )
    if about.get("left_out"):
        notes.append(f"{about['left_out']} files could not be read and are not in the store")
    return "; ".join(notes)


def _about(folder: Path) -> dict[str, Any] | None:
    """What the last build noted at its end; None if it did not end, or for another layout."""
    try:
        about = json.loads((folder / _BUILT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return about if isinstance(about, dict) and about.get("layout") == LAYOUT else None


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = not (folder / _LOCK).exists() and any(folder.iterdir())
    except OSError as error:
        raise QueryError(
            "QRY009", f"{folder}: {error.strerror}", "name another with --store"
        ) from error
    if strange:
        raise QueryError(
            "QRY009", f"{folder} is not empty and no store", "name another folder with --store"
        )


def state_of(folder: Path) -> str | None:
    """A name for what the whole store in `folder` holds: another after each change."""
    state = (_about(folder) or {}).get("state")
    return str(state) if state else None


def is_lean(folder: Path) -> bool:
    """Whether the whole store in `folder` holds the lean part alone."""
    return bool((_about(folder) or {}).get("lean"))


def _record(folder: Path, lean: bool | None) -> Record:
    """The store's record; of another layout, with other parts, or one without the other, both are
    begun anew.
    """
    path, store = folder / _RECORD, folder / _OXIGRAPH
    record = Record(path)
    if lean is None:
        lean = record.lean()
    if record.layout() == LAYOUT and record.lean() == lean and store.exists():
        return record
    record.close()
    (folder / _BUILT).unlink(missing_ok=True)
    path.unlink()
    shutil.rmtree(store, ignore_errors=True)
    record = Record(path)
    record.lay_out(LAYOUT, lean=lean)
    return record


class _Build:
    def __init__(
        self, output: Path, folder: Path, record: Record, tell: Callable[[Step], None]
    ) -> None:
        import pyoxigraph as ox

        self.output, self.folder, self.record, self.tell = output, folder, record, tell
        # What a killed load had sorted and not yet handed over; Oxigraph knows nothing of it.
        for left in (folder / _OXIGRAPH).glob("bulk-*.sst"):
            left.unlink()
        self.store = ox.Store(folder / _OXIGRAPH)
        self.lean = record.lean()
        self.findings: list[Finding] = []
        self.triples = 0

    def run(self, begun: float) -> Built:
        built = self.folder / _BUILT
        state = (_about(self.folder) or {}).get("state")
        manifest = manifest_stamp(self.output)
        self.record.find(self.found())
        for path, sha256 in self.record.touched():
            with contextlib.suppress(OSError):
                if _sha256((self.output / path).read_bytes()) == sha256:
                    self.record.restamp(path)
        doubtful = self.record.doubt_changed()
        if doubtful or self.record.count_new():
            built.unlink(missing_ok=True)
            sync_folder(self.folder)  # before anything changes that it vouches for
        self.record.commit()
        removed = self.remove(doubtful)
        kept = self.record.count()
        started = time.monotonic()
        loaded = self.load(self.record.count_new())
        if removed or loaded:
            self.store.flush()
            # Merges the files of the batches: a tenth of the load's time, and queries want it.
            self.store.optimize()
        loading = time.monotonic() - started
        if removed or loaded or not state:
            state = secrets.token_hex(8)
        total = self.record.triples()
        aside = self.folder / f".{_BUILT}.new"
        aside.write_text(
            json.dumps(
                {
                    "layout": LAYOUT, "manifest": manifest, "filings": kept + loaded,
                    "triples": total, "left_out": len(self.findings), "lean": self.lean,
                    "state": state,
                }
            ),
            encoding="utf-8",
        )  # fmt: skip
        barrier(self.folder)  # what built.json vouches for
        put(aside, built)
        return Built(
            loaded, kept, removed, self.triples, total, time.monotonic() - begun, loading,
            tuple(self.findings),
        )  # fmt: skip

    def make_columns(self) -> Made | None:
        """Make the columns of the store as it is; None where they are."""
        state = state_of(self.folder) or ""
        return None if made_of(self.folder) == state else make(self.store, self.folder, state)

    def found(self) -> Iterator[tuple[str, str]]:
        for path in turtle_files(self.output):
            with contextlib.suppress(FileNotFoundError):
                yield path.relative_to(self.output).as_posix(), _stamp(path.stat())

    # Out

    def remove(self, of: int) -> int:
        done = 0
        while files := self.record.some_doubtful(_TAKEN_OUT):
            for file in files:
                for subject in self.record.own(file):
                    self.remove_about(subject)
            for triple in self.record.forget(files):
                self.remove_shared(triple)
            self.store.flush()
            # Only now: killed before it, all of this is done again.
            self.record.commit()
            done += len(files)
            self.tell(Step("removed", done, max(of, done), 0))
        return done

    def remove_about(self, subject: str) -> None:
        import pyoxigraph as ox

        for quad in list(
            self.store.quads_for_pattern(ox.NamedNode(subject), None, None, ox.DefaultGraph())
        ):
            if not self.record.is_shared(f"{quad.triple} ."):
                self.store.remove(quad)

    def remove_shared(self, triple: str) -> None:
        """Take out a shared triple that no file says any more, unless as one of its own."""
        import pyoxigraph as ox

        (quad,) = ox.parse(triple, format=ox.RdfFormat.N_TRIPLES)
        owner = self.record.owner(filing_of(quad.subject.value))
        if owner is not None:
            # The store cannot tell whether that file says it too: it is loaded anew.
            self.record.doubt(owner)
        self.store.remove(quad)

    # In

    def load(self, of: int) -> int:
        done = count = 0
        batch: list[bytes] = []
        for path in self.record.new():
            graph = self.read(path)
            if graph is None:
                continue
            batch.append(graph)
            count += graph.count(b"\n")
            done += 1
            if count >= BATCH:
                self.load_batch(batch, count)
                count = 0
                self.tell(Step("loaded", done, of, self.triples))
        self.load_batch(batch, count)
        self.tell(Step("loaded", done, of, self.triples))
        return done

    def load_batch(self, batch: list[bytes], count: int) -> None:
        import pyoxigraph as ox

        self.record.commit()  # recorded as not whole
        self.store.bulk_load(b"".join(batch), format=ox.RdfFormat.N_TRIPLES)
        self.store.flush()
        self.record.settle()
        self.record.commit()
        self.triples += count
        batch.clear()

    def read(self, path: str) -> bytes | None:
        """The file's graph as N-Triples, after it was recorded; None where it cannot be loaded."""
        try:
            with (self.output / path).open("rb") as file:
                stamp, content = _stamp(os.fstat(file.fileno())), file.read()
            graph, base = ntriples(content)
        except FileNotFoundError:
            return None  # replaced or removed since: the next build sees it
        except (OSError, SyntaxError) as error:
            why = (error.strerror if isinstance(error, OSError) else error.msg) or str(error)
            self.leave_out(path, why)
            return None
        if (b"> _:" in graph or b"_:" in graph[:2] or b"\n_:" in graph) and _BLANK.search(graph):
            self.leave_out(path, "it has blank nodes, which could not be taken out again")
            return None
        if base is not None and self.record.owner(base) is not None:
            # A second file about that filing, such as a copy: nothing is surely its own.
            base = None
        own, private, shared = self.sorted_apart(graph, base)
        new = self.record.add(
            Loaded(
                path, stamp, _sha256(content), base,
                tuple(sorted(own)), tuple(sorted(shared)), len(private),
            )
        )  # fmt: skip
        private += [f"{line}\n".encode() for line in shared if line in new]
        return b"".join(private)

    def sorted_apart(
        self, graph: bytes, base: str | None
    ) -> tuple[set[str], list[bytes], dict[str, None]]:
        """The subjects that are the filing's own, the triples about them, and all others; without
        what a lean store leaves out.
        """
        own: set[str] = set()
        private: list[bytes] = []
        shared: dict[str, None] = {}
        start = f"<{base}".encode()
        places = points_at(graph) if self.lean else set()
        about, mine, kept = b"-", False, True
        for line in graph.splitlines(keepends=True):
            if not line.startswith(about):  # triples of one subject follow each other
                about = line[: line.index(b"> ") + 2]
                subject = about[1:-2].decode()
                mine = base is not None and filing_of(subject) == base
                kept = not (mine and self.lean and is_left_out(about[:-1], start, places))
                if mine and kept:
                    own.add(subject)
            if not kept:
                continue
            if mine:
                if self.lean:
                    pointed = line[line.index(b"> ", len(about)) + 2 : -3]
                    if is_left_out(pointed, start, places):
                        continue
                private.append(line)
            else:
                shared[line[:-1].decode()] = None
        return own, private, shared

    def leave_out(self, path: str, why: str) -> None:
        """Say why the file at `path` is not in the store."""
        self.findings.append(
            Finding(
                code="QRY006", severity=Severity.ERROR, message=f"{self.output / path}: {why}",
                hint="convert its filing again, or remove the file; it is not in the store",
            )
        )  # fmt: skip


def _stamp(about: os.stat_result) -> str:
    """What changes with a file. The time of change is kept by no copying tool, as that of
    modification is.
    """
    return f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
