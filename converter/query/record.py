"""What a store holds and how to take it out again, in SQLite beside the store.

A filing's graph has two kinds of triples. Those about its own resources (``filing:F`` and what
lies below) are in no other filing. Those about concepts, periods, units and entities are shared:
one triple in the store, however many filings say it. So the record knows of each file its own
subjects, and counts of each shared triple the files that say it; a shared triple leaves the store
with the last of them.

A file is `whole` when its load is known to have ended. The record is written before the load and
marked whole after it, so that whatever is not whole can be taken out with nothing left behind,
even if the file itself has changed or vanished since.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS file(
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, sha256 TEXT NOT NULL,
  base TEXT, private INTEGER NOT NULL, whole INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS file_base ON file(base);
CREATE TABLE IF NOT EXISTS undo(file INTEGER PRIMARY KEY, own BLOB NOT NULL, shared BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS shared(
  id INTEGER PRIMARY KEY, triple TEXT NOT NULL UNIQUE, uses INTEGER NOT NULL);
CREATE TEMP TABLE found(path TEXT PRIMARY KEY, stamp TEXT NOT NULL);
"""


_NEWEST: Final = "SELECT COALESCE(MAX(id), 0) FROM shared"
_KNOWN: Final = 200_000
"""Shared triples that are kept in memory, some 50 MB."""


class Loaded(NamedTuple):
    """A Turtle file as it goes into the store.

    path     below the output folder, with '/'
    stamp    size and times of the file as read: what is cheap to compare
    sha256   of its bytes: what decides
    base     the IRI of the filing that it describes, None where it describes none or several
    own      subjects that are that IRI or lie below it, sorted
    shared   all its other triples as lines of N-Triples, sorted
    private  number of the triples about its own subjects
    """

    path: str
    stamp: str
    sha256: str
    base: str | None
    own: tuple[str, ...]
    shared: tuple[str, ...]
    private: int


class Record:
    """The record at `path`, made if need be; a context manager that closes it.

    Nothing is committed but by `commit`. Raises sqlite3.Error.
    """

    def __init__(self, path: Path) -> None:
        self._sql = sqlite3.connect(path, isolation_level=None)
        self._sql.executescript(_TABLES)
        self._sql.execute("BEGIN")
        self._newest = self._one(_NEWEST)
        # Most shared triples come again in the next filing; their uses are added up in between.
        self._known: dict[str, int] = {}
        self._uses: Counter[int] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._sql.close()

    def layout(self) -> int:
        """The layout that `lay_out` noted; 0 in a new record."""
        return self._one("PRAGMA user_version")

    def lean(self) -> bool:
        """Whether the store holds the lean part of the graphs alone."""
        return bool(self._one("PRAGMA application_id"))

    def lay_out(self, layout: int, *, lean: bool) -> None:
        self._sql.execute(f"PRAGMA user_version = {layout:d}")
        self._sql.execute(f"PRAGMA application_id = {lean:d}")
        self.commit()

    def commit(self) -> None:
        self._sql.executemany(
            "UPDATE shared SET uses = uses + ? WHERE id = ?",
            [(uses, identifier) for identifier, uses in self._uses.items()],
        )
        self._uses.clear()
        self._sql.execute("COMMIT")
        self._sql.execute("BEGIN")

    # What lies in the output folder, against what was loaded

    def find(self, files: Iterable[tuple[str, str]]) -> None:
        """Note the (path, stamp) that are there now."""
        self._sql.execute("DELETE FROM found")
        self._sql.executemany("INSERT INTO found VALUES (?, ?)", files)

    def touched(self) -> list[tuple[str, str]]:
        """(path, recorded SHA-256) of the files that are there, but bear another stamp."""
        return self._sql.execute(
            "SELECT path, sha256 FROM file JOIN found USING (path)"
            " WHERE file.stamp <> found.stamp ORDER BY path"
        ).fetchall()

    def restamp(self, path: str) -> None:
        """The file of that path holds what it held."""
        self._sql.execute(
            "UPDATE file SET stamp = (SELECT stamp FROM found WHERE found.path = file.path)"
            " WHERE path = ?",
            (path,),
        )

    def doubt_changed(self) -> int:
        """Files that vanished or changed are no longer whole; how many are not whole at all."""
        self._sql.execute(
            "UPDATE file SET whole = 0 WHERE NOT EXISTS"
            " (SELECT 1 FROM found WHERE found.path = file.path AND found.stamp = file.stamp)"
        )
        return self.doubtful()

    def new(self) -> Iterator[str]:
        """Paths that are there and not recorded, sorted."""
        last = ""
        while rows := self._sql.execute(
            "SELECT path FROM found WHERE path > ? AND path NOT IN (SELECT path FROM file)"
            " ORDER BY path LIMIT 1000",
            (last,),
        ).fetchall():
            yield from (path for (path,) in rows)
            last = rows[-1][0]

    def count_new(self) -> int:
        return self._one("SELECT COUNT(*) FROM found WHERE path NOT IN (SELECT path FROM file)")

    def count(self) -> int:
        return self._one("SELECT COUNT(*) FROM file")

    def triples(self) -> int:
        """Number of triples in the store, shared ones once."""
        return self._one(
            "SELECT (SELECT COALESCE(SUM(private), 0) FROM file) + (SELECT COUNT(*) FROM shared)"
        )

    # In

    def owner(self, base: str) -> int | None:
        """The file that has the filing of that IRI for its own."""
        row = self._sql.execute("SELECT id FROM file WHERE base = ?", (base,)).fetchone()
        return int(row[0]) if row else None

    def add(self, file: Loaded) -> set[str]:
        """Record that `file` is about to be loaded; those of its shared triples that no file has
        said before. The counts are written by `commit`, and all that reads them comes after it.
        """
        base = file.base
        identifier = self._sql.execute(
            "INSERT INTO file(path, stamp, sha256, base, private, whole) VALUES (?, ?, ?, ?, ?, 0)",
            (file.path, file.stamp, file.sha256, base, file.private),
        ).lastrowid
        if len(self._known) > _KNOWN:
            self._known.clear()
        ids, new = [], set()
        for triple in file.shared:
            found = self._known.get(triple)
            if found is None:
                # 0 uses: `commit` adds this one
                found = self._one(
                    "INSERT INTO shared(triple, uses) VALUES (?, 0)"
                    " ON CONFLICT(triple) DO UPDATE SET uses = uses RETURNING id",
                    triple,
                )
                self._known[triple] = found
                if found > self._newest:
                    self._newest = found
                    new.add(triple)
            self._uses[found] += 1
            ids.append(found)
        start = len(base or "")
        self._sql.execute(
            "INSERT INTO undo VALUES (?, ?, ?)",
            (
                identifier,
                zlib.compress("\n".join(subject[start:] for subject in file.own).encode(), 6),
                zlib.compress(_steps(ids), 6),
            ),
        )
        return new

    def settle(self) -> None:
        """All that is recorded is loaded."""
        self._sql.execute("UPDATE file SET whole = 1 WHERE whole = 0")

    # Out

    def doubtful(self) -> int:
        return self._one("SELECT COUNT(*) FROM file WHERE whole = 0")

    def doubt(self, file: int) -> None:
        self._sql.execute("UPDATE file SET whole = 0 WHERE id = ?", (file,))

    def some_doubtful(self, limit: int) -> list[int]:
        return [
            identifier
            for (identifier,) in self._sql.execute(
                "SELECT id FROM file WHERE whole = 0 ORDER BY path LIMIT ?", (limit,)
            )
        ]

    def own(self, file: int) -> list[str]:
        """The subjects that are the file's own."""
        base, packed = self._sql.execute(
            "SELECT base, own FROM file JOIN undo ON undo.file = file.id WHERE id = ?", (file,)
        ).fetchone()
        return [base + end for end in zlib.decompress(packed).decode().split("\n")] if base else []

    def is_shared(self, triple: str) -> bool:
        return bool(self._one("SELECT COUNT(*) FROM shared WHERE triple = ? AND uses > 0", triple))

    def forget(self, files: Sequence[int]) -> list[str]:
        """Strike the files out; the shared triples, as N-Triples, that no other file says."""
        self._known.clear()
        for file in files:
            (packed,) = self._sql.execute(
                "SELECT shared FROM undo WHERE file = ?", (file,)
            ).fetchone()
            self._sql.executemany(
                "UPDATE shared SET uses = uses - 1 WHERE id = ?",
                [(identifier,) for identifier in _walk(zlib.decompress(packed))],
            )
            self._sql.execute("DELETE FROM undo WHERE file = ?", (file,))
            self._sql.execute("DELETE FROM file WHERE id = ?", (file,))
        gone = [
            triple
            for (triple,) in self._sql.execute("DELETE FROM shared WHERE uses = 0 RETURNING triple")
        ]
        self._newest = self._one(_NEWEST)  # SQLite gives the highest numbers again
        return gone

    def _one(self, query: str, *values: object) -> int:
        ((value,),) = self._sql.execute(query, values).fetchall()
        return int(value)


def _steps(numbers: Iterable[int]) -> bytes:
    """Ascending numbers as the steps between them, which compress well."""
    ascending = sorted(numbers)
    return " ".join(
        str(after - before) for before, after in zip([0, *ascending], ascending, strict=False)
    ).encode()


def _walk(steps: bytes) -> Iterator[int]:
    return accumulate(map(int, steps.split()))
