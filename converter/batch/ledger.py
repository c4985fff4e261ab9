"""What was done in an output folder: so that a second start goes on where the first stopped.

    output/manifest.jsonl            a line a filing that was converted, sorted by folder
    output/failures.jsonl            a line an input that could not be, sorted by input
    output/reviews.jsonl             what people say of filings (`converter.review`): never written
    output/.journal.4711.jsonl       what a run has done so far, in the order in which it was done

A run adds to its journal after each filing, when the filing's folder stands whole. At its end the
journal is merged into the two lists and goes; the next start does so for a run that was killed. A
filing that was killed between its folder and its line is converted again, to the same bytes.

After a power cut the system may have written out a line and not the folder that it speaks of. Every
some seconds the run has all written out (`durable.barrier`) and notes in its journal that the lines
up to here hold; what stands behind the last such note counts only while the machine is the same,
not started anew since.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import sqlite3
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from converter import __version__
from converter.resources import resource
from converter.review.overlay import NAME as REVIEWS
from converter.review.overlay import Overlay, read, standing
from converter.write import manifest
from converter.write.durable import barrier, boot
from converter.write.findings import NAME as FINDINGS
from converter.write.folder import Claim
from converter.write.jsonl import SortedLines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.review import Review
    from converter.pipeline import Options
    from converter.write.jsonl import Row

FAILURES = "failures.jsonl"
_JOURNAL = ".journal."
_OURS = frozenset({manifest.NAME, manifest.BROKEN, FAILURES, REVIEWS})
"""Folders never have these names, in whatever case: some file systems do not tell it apart."""
_NUMBERS = itertools.count()
_BEGUN, _HOLDS = "begun", "holds"  # a journal's notes, each with the machine's boot
_WINDOW = 5.0  # seconds between two notes
_LONGEST = 120  # characters of a folder's name


def program(options: Options) -> str:
    """What makes the output besides the filing: '0.1.0+' and a digest of the program's code and
    tables, and of the options that change what is written (of the user's tables, their content).

    Raises OSError where one of these files cannot be read.
    """
    digest = _packaged().copy()
    for path in (*options.mappings, *([options.network] if options.network else [])):
        _add(path, digest)
    digest.update(f"{options.cik} {sorted(set(options.formats))}".encode())
    digest.update(f"{options.edgar} {options.authority}".encode())
    return f"{__version__}+{digest.hexdigest()[:12]}"


@cache  # what is installed does not change under a process; the user's files do
def _packaged() -> hashlib._Hash:
    digest = hashlib.sha256()
    files = sorted(Path(__file__).parent.parent.rglob("*.py"))
    for data in ("mappings", "taxonomy"):
        files += sorted(path for path in resource(data).rglob("*") if path.is_file())
    for path in files:
        _add(path, digest)
    return digest


def _add(path: Path, digest: hashlib._Hash) -> None:
    content = path.read_bytes()
    digest.update(f"{path.name} {len(content)}\n".encode())
    digest.update(content)


def overlay_of(output: Path, options: Options) -> Overlay:
    """The reviews for what is converted into `output`. They are no part of `program`: another
    review has its own filing converted again, and no other.

    Raises:
        ReviewError: a line that is no review.
    """
    return read(options.reviews or output / REVIEWS)


@dataclass(frozen=True, slots=True)
class Known:
    """What the output folder says of an input: a line of the manifest, or one of the failures."""

    row: Row
    failed: bool


class Ledger:
    """The record of one run below `output`; to be used with `with`, which ends in the merge.

    Memory does not grow with the number of filings: what the run must know of itself (the folders
    it has given away, the lines it has made) lies in a temporary database.
    """

    def __init__(
        self, output: Path, program: str, *, reads: bool = False, overlay: Overlay | None = None
    ) -> None:
        """With `reads` nothing is written: it tells what is on record, of runs that were killed
        too, and takes in nothing. `overlay` has the reviews that the run applies.
        """
        self.output = output
        self.overlay = overlay or Overlay(())
        self.reads = reads
        self.program = program
        self.lines = manifest.lines(output)
        self.failures = SortedLines(output / FAILURES, "input")

    def __enter__(self) -> Self:
        if not self.reads:
            recover(self.output)
        self._run = _database()
        self._run.execute("CREATE TABLE claimed (folder TEXT PRIMARY KEY, input TEXT, sha256 TEXT)")
        self._journal = None if self.reads else _Journal(self.output)
        self._unmerged = _unmerged(self.output) if self.reads else {}
        self._noted = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self._run.close()
        if self._journal:
            self._journal.close()
            recover(self.output)

    def claim(self, name: str, sha256: str, accession: str | None, stem: str) -> tuple[str, bool]:
        """The folder for an input, and whether the same filing has had it before in this run.

        It depends on the inputs and their order alone, never on what was finished first: the
        accession number, else the file's name, told apart by a number where two inputs share it.
        """
        base = accession or _folder_name(stem)
        folder, number = base, 2
        while True:
            taken = self._run.execute(
                "SELECT input, sha256 FROM claimed WHERE folder = ?", (folder,)
            ).fetchone()
            if taken and accession and taken[1] == sha256:
                return folder, True
            if not taken and self._free(folder) and (accession or self._own(folder, name)):
                break
            folder, number = f"{base}-{number}", number + 1
        self._run.execute("INSERT INTO claimed VALUES (?, ?, ?)", (folder, name, sha256))
        return folder, False

    def _free(self, folder: str) -> bool:
        """Whether the name is none of the program's own files, and nothing stands there, or a
        filing's folder: what somebody else put there is not to be replaced.
        """
        path = self.output / folder
        return folder.casefold() not in _OURS and (
            not path.exists() or (path / FINDINGS).is_file() or _is_empty(path)
        )

    def _own(self, folder: str, name: str) -> bool:
        """Whether no other file's conversion stands in the folder from a run before."""
        known = self._find("converted", folder)
        other = str(known.get("input", "")) if known else name
        return other.rpartition("/")[2] == name.rpartition("/")[2]

    def known(
        self, name: str, sha256: str, folder: str, reviews: Sequence[Review] = ()
    ) -> Known | None:
        """What is recorded of the same content made by the same program with the same reviews, if
        it still stands.
        """
        made = sha256, self.program, standing(reviews, sha256).digest
        row = self._find("converted", folder)
        if row and _made(row) == made and (self.output / folder).is_dir():
            return Known(row, failed=False)
        row = self._find("failed", name)
        return Known(row, failed=True) if row and _made(row) == made else None

    def _find(self, done: str, key: str) -> Row | None:
        if (done, key) in self._unmerged:
            return self._unmerged[done, key]
        return (self.lines if done == "converted" else self.failures).find(key)

    def converted(self, row: Row) -> None:
        """A filing's line; its folder stands."""
        self._note({"converted": row})

    def failed(self, row: Row) -> None:
        """An input's failure: its `input`, `sha256`, and the finding."""
        self._note({"failed": row | {"program": self.program}})

    def _note(self, row: Row) -> None:
        if self._journal is None:
            raise ValueError("a ledger that reads takes nothing in")
        self._journal.write(row)
        if time.monotonic() - self._noted >= _WINDOW:
            barrier(self.output)
            self._journal.hold()
            self._noted = time.monotonic()


def _made(row: Row) -> tuple[object, object, object]:
    """What a line was made of."""
    return row.get("sha256"), row.get("program"), row.get("reviews", "")


class _Journal:
    def __init__(self, output: Path) -> None:
        while True:
            path = output / f"{_JOURNAL}{os.getpid()}-{next(_NUMBERS)}.jsonl"
            self._file = path.open("a", encoding="utf-8", newline="")
            self._claim = Claim(path).__enter__()
            # a recovery elsewhere may have come between making the file and claiming it
            if self._claim.held and path.exists():
                self.write({_BEGUN: boot()})
                return
            self.close()

    def write(self, row: Row) -> None:
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._file.flush()

    def hold(self) -> None:
        """Notes that what the lines so far speak of is on the disk."""
        self.write({_HOLDS: boot()})
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()
        self._claim.__exit__()


def _database() -> sqlite3.Connection:
    """A database in a temporary file that goes with the connection; no transaction is wanted."""
    made = sqlite3.connect("", isolation_level=None)
    made.execute("PRAGMA journal_mode = OFF")
    made.execute("PRAGMA synchronous = OFF")
    return made


def recover(output: Path) -> None:
    """Merges the journals of runs that are over into the manifest and the failures."""
    with contextlib.ExitStack() as claims:
        # claimed until they are gone: a run that lives holds its own
        over = [p for p in _journals(output) if claims.enter_context(Claim(p)).held]
        if over:
            _merge(output, over)
        for path in over:
            path.unlink(missing_ok=True)


def _unmerged(output: Path) -> dict[tuple[str, str], Row | None]:
    """What the journals of runs say that the lists do not yet: rows by table and key."""
    found: dict[tuple[str, str], Row | None] = {}
    for path in _journals(output) if output.is_dir() else ():
        for done, key, text in _entries(path):
            row = json.loads(text)
            found[done, key] = row
            if done == "converted":
                found["failed", row["input"]] = None
    return found


def _merge(output: Path, over: list[Path]) -> None:
    barrier(output)  # a list vouches for folders, so they come first
    gathered = _database()
    try:
        for table in ("converted", "failed"):
            gathered.execute(f"CREATE TABLE {table} (key TEXT PRIMARY KEY, row TEXT)")
        for path in over:
            for done, key, row in _entries(path):
                gathered.execute(f"INSERT OR REPLACE INTO {done} VALUES (?, ?)", (key, row))  # noqa: S608
                if done == "converted":
                    name = json.loads(row)["input"]
                    gathered.execute("INSERT OR REPLACE INTO failed VALUES (?, NULL)", (name,))
        if _any(gathered, "converted"):
            manifest.merge(output, _sorted(gathered, "converted"))
        with manifest.locked(output):
            _merge_failures(SortedLines(output / FAILURES, "input"), gathered)
    finally:
        gathered.close()


def _merge_failures(failures: SortedLines, gathered: sqlite3.Connection) -> None:
    """No file is made for nothing, and none is left that holds nothing."""
    if failures.path.exists() or _any(gathered, "failed"):
        failures.merge(_sorted(gathered, "failed"))
        if not failures.path.stat().st_size:
            failures.path.unlink()


def _any(database: sqlite3.Connection, table: str) -> bool:
    some = f"SELECT 1 FROM {table} WHERE row IS NOT NULL LIMIT 1"  # noqa: S608
    return database.execute(some).fetchone() is not None


def _sorted(database: sqlite3.Connection, table: str) -> Iterator[tuple[str, Row | None]]:
    for key, row in database.execute(f"SELECT key, row FROM {table} ORDER BY key"):  # noqa: S608
        yield key, json.loads(row) if row is not None else None


def _journals(output: Path) -> list[Path]:
    with os.scandir(output) as found:
        return sorted(output / each.name for each in found if each.name.startswith(_JOURNAL))


def _entries(path: Path) -> Iterator[tuple[str, str, str]]:
    """(table, key, row as JSON) of each whole line that holds; the last may be cut off by a kill.

    Where the machine was started anew since, or nobody can tell, these are the lines before the
    last note.
    """
    same, last = _reach(path)
    with path.open("rb") as file:
        for number, line in enumerate(file):
            if not same and number >= last:
                return
            try:
                made = json.loads(line)
                ((done, row),) = made.items()
                key = row["folder" if done == "converted" else "input"]
            except (ValueError, KeyError, AttributeError, TypeError):
                continue
            yield done, key, json.dumps(row, ensure_ascii=False)


def _reach(path: Path) -> tuple[bool, int]:
    """Whether the machine has run since the journal was begun, and the number of its last note."""
    same, last = True, 0  # a journal without notes is of a version before them
    with path.open("rb") as file:
        for number, line in enumerate(file):
            if line.startswith((b'{"' + _BEGUN.encode(), b'{"' + _HOLDS.encode())):
                last = number
                same = bool(boot()) and boot().encode() in line
    return same, last


def _is_empty(path: Path) -> bool:
    return path.is_dir() and next(path.iterdir(), None) is None


def _folder_name(stem: str) -> str:
    """A file's stem as a folder's name: none that is hidden, too long, or leads elsewhere."""
    kept = "".join("_" if letter in '/\\:*?"<>|' else letter for letter in stem)
    return kept.lstrip(".")[:_LONGEST].rstrip(" .") or "filing"
