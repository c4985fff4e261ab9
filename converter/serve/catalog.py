"""What the manifest and the findings of all filings say, in a table that pages ask.

The table lies in a temporary file that goes with the server; the output folder is not written to.
It is filled by a thread, and brought to the manifest again when that changes: lines that stayed are
left alone. Until it is whole, pages show what is there and say how far it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import threading
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from converter.export.corpus import Converted, converted
from converter.write.findings import NAME as FINDINGS
from converter.write.manifest import NAME as MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WORST: Final = ("error", "warning", "info")
"""Severities, the worst first."""

_MOMENT: Final = 0.2  # seconds
_BATCH: Final = 200  # filings in one transaction
_LONGEST: Final = 500  # characters of a message in the table
_SCHEMA: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE filing(
  folder TEXT PRIMARY KEY, digest BLOB, seen INTEGER, company TEXT, folded TEXT, cik TEXT,
  key TEXT, form TEXT, root TEXT, filed TEXT, period TEXT, year INTEGER, statements TEXT,
  facts INTEGER, own INTEGER, error INTEGER, warning INTEGER, info INTEGER, complete INTEGER,
  missing TEXT, adsh TEXT, base TEXT) WITHOUT ROWID;
CREATE TABLE line(folder TEXT PRIMARY KEY, key TEXT, line BLOB) WITHOUT ROWID;
CREATE INDEX line_key ON line(key);
CREATE INDEX by_name ON filing(folded, filed, folder);
CREATE INDEX by_key ON filing(key, filed);
CREATE TABLE finding(
  folder TEXT, rank INTEGER, code TEXT, message TEXT, line INTEGER, at INTEGER, hint TEXT);
CREATE INDEX by_rank ON finding(rank, code, folder, line);
CREATE INDEX by_code ON finding(code, rank, folder, line);
CREATE INDEX by_folder ON finding(folder);
"""
_KEY: Final = 6  # the column of the company's key
_SHOWN: Final = (
    "folder, company, cik, key, form, filed, period, year, statements, facts, own, error, warning,"
    " info, complete, missing, adsh, base"
)


class Listed(NamedTuple):
    """A filing as lists show it.

    key       of its company, `Converted.company_key`
    missing   kinds of the statements that its form must hold and that were not found
    """

    folder: str
    company: str
    cik: str
    key: str
    form: str
    filed: str
    period: str
    year: int | None
    statements: str
    facts: int
    own: int
    error: int
    warning: int
    info: int
    complete: int
    missing: str
    adsh: str
    base: str


class Found(NamedTuple):
    """A finding in the list of all, with its filing's name and form."""

    folder: str
    company: str
    form: str
    period: str
    severity: str
    code: str
    message: str
    line: int | None
    hint: str


class Company(NamedTuple):
    """A company: the name of its latest filing, and how many there are."""

    key: str
    name: str
    cik: str
    filings: int
    last: str


class Wanted(NamedTuple):
    """Which filings: `company` a CIK or a part of the name, `form` how it begins, `year` the fiscal
    year; `state` 'complete', 'missing' (a statement), 'error' or 'own' (elements of its own).
    """

    company: str = ""
    form: str = ""
    year: str = ""
    state: str = ""
    order: str = ""


ORDERS: Final = {
    "": "folded, filed, folder", "filed": "filed DESC, folder", "period": "period DESC, folder",
    "facts": "facts DESC, folder", "findings": "error DESC, warning DESC, folder",
}  # fmt: skip
STATES: Final = {
    "complete": "complete = 1", "missing": "complete = 0", "error": "error > 0",
    "own": "own > 0",
}  # fmt: skip


class Catalog:
    """The table, and the thread that fills it."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self._sql = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._sql.executescript(_SCHEMA)
        self._lock = threading.Lock()
        self._filling: threading.Thread | None = None
        self._stamp: tuple[int, int] | None = None
        self._closed = False
        self._codes: tuple[tuple[int, int], list[tuple[str, str, int, int]]] = (-1, -1), []
        self.done = 0
        """Filings read by the filling that is under way."""
        self.version = 0
        """Raised by each filling."""

    @property
    def busy(self) -> bool:
        return self._filling is not None and self._filling.is_alive()

    def refresh(self) -> None:
        """Starts a filling where the manifest is not the one that was read, and waits a moment, in
        which that of a small folder ends.
        """
        try:
            about = (self.output / MANIFEST).stat()
            stamp = about.st_size, about.st_mtime_ns
        except OSError:
            stamp = (0, 0)
        with self._lock:
            if stamp == self._stamp or self.busy or self._closed:
                return
            self._stamp = stamp
            started = threading.Thread(target=self._fill, daemon=True, name="catalog")
            self._filling = started
            started.start()
        started.join(_MOMENT)

    def wait(self) -> None:
        """Until the filling that is under way has ended."""
        if self._filling is not None:
            self._filling.join()

    def close(self) -> None:
        self._closed = True
        self.wait()
        self._sql.close()

    # filling

    def _fill(self) -> None:
        with contextlib.suppress(OSError):
            known: dict[str, bytes] = dict(self._ask("SELECT folder, digest FROM filing"))
            turn = self.version + 1
            held: list[tuple[str, bytes, bytes]] = []
            self.done = 0
            for folder, digest, line in _lines(self.output / MANIFEST):
                if self._closed:
                    return
                held.append((folder, digest, b"" if known.get(folder) == digest else line))
                if len(held) >= _BATCH:
                    self._put(held, turn)
                    held = []
            self._put(held, turn)
            gone = self._ask("SELECT folder FROM filing WHERE seen < ?", (turn,))
            with self._writing() as sql:
                for table in ("filing", "line", "finding"):
                    sql.executemany(f"DELETE FROM {table} WHERE folder = ?", gone)  # noqa: S608
            self.version = turn

    def _put(self, held: Sequence[tuple[str, bytes, bytes]], turn: int) -> None:
        """Takes lines in; those that stayed are empty."""
        rows, lines, findings, folders = [], [], [], []
        for folder, digest, line in held:
            row = _row(folder, digest, line, turn) if line else None
            if row is not None:
                rows.append(row)
                lines.append((folder, row[_KEY], line))
                folders.append((folder,))
                findings += list(_findings(self.output / folder / FINDINGS, folder))
        stayed = [(turn, folder) for folder, _, line in held if not line]
        with self._writing() as sql:
            sql.executemany("DELETE FROM finding WHERE folder = ?", folders)
            for row in rows:
                marks = ", ".join("?" * len(row))
                sql.execute(f"INSERT OR REPLACE INTO filing VALUES ({marks})", row)  # noqa: S608
            sql.executemany("INSERT OR REPLACE INTO line VALUES (?, ?, ?)", lines)
            sql.executemany("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?)", findings)
            sql.executemany("UPDATE filing SET seen = ? WHERE folder = ?", stayed)
        self.done += len(held)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._sql.execute("BEGIN")
            try:
                yield self._sql
            finally:
                self._sql.execute("COMMIT")

    # asking

    def _ask(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._sql.execute(query, values).fetchall()

    def _one(self, query: str, values: Sequence[object] = ()) -> int:
        return int(self._ask(query, values)[0][0])

    def count(self) -> int:
        return self._one("SELECT count(*) FROM filing")

    def filings(self, wanted: Wanted, start: int, most: int) -> tuple[int, list[Listed]]:
        """How many fit, and those from `start` (0-based)."""
        where, values = _where(wanted)
        order = ORDERS.get(wanted.order, ORDERS[""])
        total = self._one(f"SELECT count(*) FROM filing {where}", values)  # noqa: S608
        rows = self._ask(
            f"SELECT {_SHOWN} FROM filing {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
            [*values, most, start],
        )
        return total, [Listed._make(row) for row in rows]

    def filing(self, folder: str) -> Listed | None:
        rows = self._ask(f"SELECT {_SHOWN} FROM filing WHERE folder = ?", (folder,))  # noqa: S608
        return Listed._make(rows[0]) if rows else None

    def line(self, folder: str) -> dict[str, object]:
        """The filing's line in the manifest."""
        ((line,),) = self._ask("SELECT line FROM line WHERE folder = ?", (folder,))
        found: dict[str, object] = json.loads(line)
        return found

    def lines(self, key: str) -> list[bytes]:
        """The lines of a company's filings."""
        rows = self._ask("SELECT line FROM line WHERE key = ? ORDER BY folder", (key,))
        return [line for (line,) in rows]

    def of_company(self, key: str) -> list[Listed]:
        """A company's filings, the latest first."""
        rows = self._ask(
            f"SELECT {_SHOWN} FROM filing WHERE key = ? ORDER BY filed DESC, period DESC, folder",  # noqa: S608
            (key,),
        )
        return [Listed._make(row) for row in rows]

    def companies(self, part: str, start: int, most: int) -> tuple[int, list[Company]]:
        """How many companies have `part` in a name or as CIK, and those from `start`, by name."""
        where, values = _where(Wanted(part))
        total = self._one(f"SELECT count(DISTINCT key) FROM filing {where}", values)  # noqa: S608
        rows = self._ask(
            # the bare columns are those of the row that has the maximum
            "SELECT key, company, cik, count(*), max(period)"  # noqa: S608
            f" FROM filing {where} GROUP BY key ORDER BY folded, key LIMIT ? OFFSET ?",
            [*values, most, start],
        )
        return total, [Company._make(row) for row in rows]

    def choices(self) -> tuple[list[str], list[int]]:
        """The forms and the years that there are."""
        forms = self._ask("SELECT DISTINCT root FROM filing WHERE root != '' ORDER BY root")
        years = self._ask(
            "SELECT DISTINCT year FROM filing WHERE year IS NOT NULL ORDER BY year DESC"
        )
        return [form for (form,) in forms], [year for (year,) in years]

    def findings(self, code: str, severity: str, start: int, most: int) -> tuple[int, list[Found]]:
        """How many findings there are, and those from `start`, the worst first."""
        conditions, values = [], list[object]()
        if code:
            conditions.append("finding.code = ?")
            values.append(code)
        if severity in WORST:
            conditions.append("finding.rank = ?")
            values.append(WORST.index(severity))
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        total = self._one(f"SELECT count(*) FROM finding {where}", values)  # noqa: S608
        rows = self._ask(
            "SELECT found.folder, company, form, period, rank, code, message, line_, hint FROM ("  # noqa: S608
            " SELECT folder, rank, code, message, line AS line_, hint FROM finding"
            f" {where} ORDER BY rank, code, folder, line LIMIT ? OFFSET ?) AS found"
            " JOIN filing ON filing.folder = found.folder"
            " ORDER BY rank, code, found.folder, line_",
            [*values, most, start],
        )
        return total, [Found._make((*row[:4], WORST[row[4]], *row[5:])) for row in rows]

    def codes(self) -> list[tuple[str, str, int, int]]:
        """Severity, code, how many findings and in how many filings; the worst first."""
        at = self.version, self.done
        if self._codes[0] != at:
            rows = self._ask(
                "SELECT rank, code, count(*), count(DISTINCT folder) FROM finding"
                " GROUP BY rank, code ORDER BY rank, 3 DESC, code"
            )
            self._codes = at, [(WORST[rank], *rest) for rank, *rest in rows]
        return self._codes[1]


def _where(wanted: Wanted) -> tuple[str, list[object]]:
    conditions, values = [], list[object]()
    name = wanted.company.strip()
    if name.lstrip("0").isdigit():
        conditions.append("cik = ?")
        values.append(name.lstrip("0"))
    elif name:
        conditions.append("instr(folded, ?) > 0")
        values.append(name.casefold())
    if wanted.form:
        conditions.append("root = ?")
        values.append(wanted.form)
    if wanted.year.isdecimal():
        conditions.append("year = ?")
        values.append(int(wanted.year[:6]))
    if wanted.state in STATES:
        conditions.append(STATES[wanted.state])
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), values


def _lines(path: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """Folder, digest and bytes of each line that is one."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        for line in file:
            try:
                folder = json.loads(line)["folder"]
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
            if isinstance(folder, str) and folder.strip("."):
                yield folder, hashlib.blake2b(line, digest_size=16).digest(), line


def _row(folder: str, digest: bytes, line: bytes, turn: int) -> tuple[object, ...] | None:
    try:
        said = json.loads(line)
        one = converted(said)
        counts = said.get("findings") or {}
        lacking = [each["kind"] for each in said.get("missing") or () if each.get("required", True)]
        found = [str(each) for each in said.get("statements") or ()]
        numbers = [int(counts.get(each, 0)) for each in WORST]
        own = int(said.get("own") or 0)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    name = one.name or folder
    return (
        folder, digest, turn, name, name.casefold(), one.cik, one.company_key, one.form,
        one.form_root, one.filed.isoformat() if one.filed else "",
        one.period.isoformat() if one.period else "", _year(one), " ".join(found), one.facts, own,
        *numbers, int(bool(said.get("complete", True))), " ".join(map(str, lacking)), one.adsh,
        one.base,
    )  # fmt: skip


def _year(one: Converted) -> int | None:
    return one.fiscal_year or (one.period.year if one.period else None)


def _findings(path: Path, folder: str) -> Iterator[tuple[object, ...]]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            said = json.loads(line)
            rank = WORST.index(said["severity"])
            yield (
                folder, rank, str(said["code"]), str(said["message"])[:_LONGEST],
                said.get("line"), said.get("column"), str(said.get("hint") or ""),
            )  # fmt: skip
        except (ValueError, KeyError, TypeError):
            continue
