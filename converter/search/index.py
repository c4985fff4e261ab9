"""The index of words: SQLite's FTS5, in a file of its own below the output folder.

    output/.search/words.sqlite

It is made by the first search and brought to the manifest by each one after it: filings that are
new or changed are read, those that went are taken out. Each filing is one transaction that asks
first whether it is still to be done, so that several can bring it up to date at once, others can
ask meanwhile, and one that is killed leaves a whole index that the next goes on with. What is there
of another layout, or broken, is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING, Final, NamedTuple

from converter.model.finding import Finding, Severity
from converter.search.errors import SearchError
from converter.search.text import NoTextError, filing_of, stretches
from converter.write.manifest import NAME, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

INDEX: Final = ".search"
"""The index's folder below the output folder; hidden, so that nothing takes it for a filing."""

LAYOUT: Final = 1
_FILE = "words.sqlite"
_WAIT = 600.0  # seconds for another process's filing
_SCHEMA: Final = """
CREATE TABLE filing(
  id INTEGER PRIMARY KEY, folder TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, cik TEXT NOT NULL,
  company TEXT NOT NULL, form TEXT NOT NULL, period TEXT NOT NULL, why TEXT NOT NULL);
CREATE TABLE stretch(
  id INTEGER PRIMARY KEY, filing INTEGER NOT NULL, part TEXT NOT NULL, line INTEGER NOT NULL);
CREATE INDEX stretch_filing ON stretch(filing);
CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE about(manifest TEXT NOT NULL);
"""


class Updated(NamedTuple):
    """filings that were read, kept and removed; `findings` those that cannot be searched."""

    read: int
    kept: int
    removed: int
    findings: tuple[Finding, ...]


def update(output: Path, tell: Callable[[int, int], None] | None = None) -> Updated:
    """Brings the index to the manifest. `tell` is called with filings done and all that are to do.

    Raises SearchError: nothing was converted, or the index cannot be written.
    """
    if not (output / NAME).is_file():
        raise SearchError(
            f"{output} holds no converted filing ({NAME} is not there); convert some first:"
            f" retroxbrl convert PATH --output {output}"
        )
    path = output / INDEX / _FILE
    try:
        path.parent.mkdir(exist_ok=True)
        try:
            return _update(output, path, tell)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            _remove(path)  # not SQLite, or broken: all of it can be made again
            return _update(output, path, tell)
    except (OSError, sqlite3.Error) as error:
        raise SearchError(f"{path} cannot be written: {error}") from error


def _update(output: Path, path: Path, tell: Callable[[int, int], None] | None) -> Updated:
    with contextlib.closing(_opened(path)) as sql:
        stamp = _manifest(output)
        if sql.execute("SELECT manifest FROM about").fetchall() == [(stamp,)]:
            (kept,) = sql.execute("SELECT count(*) FROM filing").fetchone()
            return Updated(0, kept, 0, tuple(_findings(sql)))
        removed, todo = _compared(output, sql)
        read = 0
        for done, folder in enumerate(todo, start=1):
            row = lines(output).find(folder)
            if row is not None:
                read += _put(sql, output, folder, row)
            if tell:
                tell(done, len(todo))
        with _writing(sql):
            sql.execute("DELETE FROM about")
            sql.execute("INSERT INTO about VALUES (?)", (stamp,))
        (count,) = sql.execute("SELECT count(*) FROM filing").fetchone()
        return Updated(read, count - read, removed, tuple(_findings(sql)))


def _opened(path: Path) -> sqlite3.Connection:
    """The index, laid out."""
    sql = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        # those who ask see the index as it was, and wait for nobody
        sql.execute("PRAGMA journal_mode = WAL")
        sql.execute("PRAGMA synchronous = NORMAL")
        with _writing(sql):
            if sql.execute("PRAGMA user_version").fetchone() != (LAYOUT,):
                for kind, name in sql.execute(
                    "SELECT type, name FROM sqlite_master WHERE type = 'table' AND name IN"
                    " ('filing', 'stretch', 'words', 'about')"
                ).fetchall():
                    sql.execute(f"DROP {kind} {name}")
                for each in _SCHEMA.split(";"):
                    sql.execute(each)
                sql.execute(f"PRAGMA user_version = {LAYOUT}")
    except BaseException:
        sql.close()
        raise
    return sql


@contextlib.contextmanager
def _writing(sql: sqlite3.Connection) -> Iterator[None]:
    sql.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        sql.execute("ROLLBACK")
        raise
    sql.execute("COMMIT")


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f"{_FILE}-wal"), path.with_name(f"{_FILE}-shm")):
        each.unlink(missing_ok=True)


def _manifest(output: Path) -> str:
    about = (output / NAME).stat()
    return f"{about.st_size} {about.st_mtime_ns}"


def _compared(output: Path, sql: sqlite3.Connection) -> tuple[int, list[str]]:
    """Takes out what went; how many that were, and the folders that are to be read."""
    sql.execute("CREATE TEMP TABLE found(folder TEXT PRIMARY KEY, stamp TEXT NOT NULL)")
    rows = ((folder, _stamp(output, row)) for folder, row in lines(output).rows())
    sql.executemany("INSERT OR REPLACE INTO found VALUES (?, ?)", rows)
    gone = sql.execute(
        "SELECT id FROM filing WHERE folder NOT IN (SELECT folder FROM found)"
    ).fetchall()
    for (filing,) in gone:
        with _writing(sql):
            _take_out(sql, filing)
    todo = sql.execute(
        "SELECT folder FROM found WHERE NOT EXISTS (SELECT 1 FROM filing"
        " WHERE filing.folder = found.folder AND filing.stamp = found.stamp) ORDER BY folder"
    ).fetchall()
    return len(gone), [folder for (folder,) in todo]


def _stamp(output: Path, row: dict[str, object]) -> str:
    """What a filing's text depends on: its line in the manifest, and whether its page is there."""
    page = output / str(row.get("folder")) / f"{row.get('base')}.htm"
    said = json.dumps([row, page.is_file()], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _put(sql: sqlite3.Connection, output: Path, folder: str, row: dict[str, object]) -> bool:
    """Reads a filing into the index, unless another process did meanwhile."""
    stamp = _stamp(output, row)
    text = {name: str(row.get(name) or "") for name in (
        "cik", "company", "form", "period", "base", "input", "sha256",
    )}  # fmt: skip
    header = row.get("header")
    said: dict[str, object] = header if isinstance(header, dict) else {}
    form = str(said.get("form") or text["form"])
    company = str(said.get("company") or text["company"])
    why, found = "", []
    try:
        filing = filing_of(output / folder, text["base"], text["input"], text["sha256"])
        found = list(stretches(filing))
    except NoTextError as error:
        why = str(error)
    with _writing(sql):
        known = sql.execute("SELECT id, stamp FROM filing WHERE folder = ?", (folder,)).fetchone()
        if known and known[1] == stamp:
            return False
        if known:
            _take_out(sql, known[0])
        values = (folder, stamp, text["cik"].lstrip("0"), company, form, text["period"], why)
        filing_id = sql.execute(
            "INSERT INTO filing(folder, stamp, cik, company, form, period, why)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)", values,
        ).lastrowid  # fmt: skip
        for each in found:
            at = sql.execute(
                "INSERT INTO stretch(filing, part, line) VALUES (?, ?, ?)",
                (filing_id, each.part, each.line),
            ).lastrowid
            sql.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (at, each.text))
    return True


def _take_out(sql: sqlite3.Connection, filing: int) -> None:
    sql.execute(
        "DELETE FROM words WHERE rowid IN (SELECT id FROM stretch WHERE filing = ?)", (filing,)
    )
    sql.execute("DELETE FROM stretch WHERE filing = ?", (filing,))
    sql.execute("DELETE FROM filing WHERE id = ?", (filing,))


def _findings(sql: sqlite3.Connection) -> Iterator[Finding]:
    for folder, why in sql.execute(
        "SELECT folder, why FROM filing WHERE why != '' ORDER BY folder"
    ):
        yield Finding(
            code="SRH001", severity=Severity.WARNING,
            message=f"{folder} cannot be searched: {why}",
            hint="convert it again with ixbrl among the formats",
        )  # fmt: skip
