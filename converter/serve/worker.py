"""A process that answers queries, one after the other, and may be ended at any time.

    parent  -> Question
    worker  -> ("begun",)  then one of
               ("answer", media type, text, cut, notes)  ("error", code, message, hint)
               ("unacceptable", media types)

`begun` starts the clock: to open the store, or to read the files where there is none, takes what it
takes. The store is given back after a moment, so that `retroxbrl store build` is never kept waiting
by those who ask all the time; what was read into memory stays until the manifest changes.
"""

from __future__ import annotations

import contextlib
import signal
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from converter.query import Bounds, QueryError, require_bounded
from converter.query.build import STORE, is_lean, manifest_stamp
from converter.query.lean import asks_anything, require_held
from converter.query.store import ask, graphs
from converter.serve.accept import chosen
from converter.write.manifest import NAME

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    import pyoxigraph as ox

_HELD: Final = 2.0  # seconds
_IDLE: Final = 0.2
_IN_MEMORY: Final = 100
"""Filings that are read into memory where no store was built: some 0.5 GB."""
_ADDRESSES: Final = 4 << 30
"""Bytes that a worker may have: a query that wants more ends it, and not the machine."""


class Question(NamedTuple):
    """accept  the media types that the client takes, as its header says
    bounds  of rows and reach: the parent has the clock
    """

    query: str
    accept: str
    bounds: Bounds


class _UnacceptableError(Exception):
    def __init__(self, offered: tuple[str, ...]) -> None:
        super().__init__()
        self.offered = offered


def run(theirs: Connection, output: Path, store: Path | None) -> None:
    """Answers until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who then hangs up
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            _hold(theirs, theirs.recv(), output, store)


def _hold(theirs: Connection, first: Question, output: Path, store: Path | None) -> None:
    """Opens what is asked, answers the question and those that come soon after it."""
    notes: list[str] = []
    try:
        with contextlib.ExitStack() as opened:
            stored = store is not None or (output / STORE).is_dir()
            if not stored:
                _require_few(output)
            found = opened.enter_context(graphs(output, store, notes.append))
            lean = stored and is_lean(store or output / STORE)
            stamp = None if stored else manifest_stamp(output)
            _answer(theirs, first, found, notes, lean=lean)
            until = time.monotonic() + _HELD
            while True:
                if stored and not theirs.poll(min(_IDLE, max(0.0, until - time.monotonic()))):
                    return
                asked = theirs.recv()
                if not stored and manifest_stamp(output, stamp) != stamp:
                    opened.close()
                    _hold(theirs, asked, output, store)
                    return
                _answer(theirs, asked, found, notes, lean=lean)
    except QueryError as error:
        theirs.send(("begun",))
        theirs.send(("error", error.finding.code, error.finding.message, error.finding.hint))


def _answer(
    theirs: Connection, asked: Question, store: ox.Store, notes: list[str], *, lean: bool
) -> None:
    theirs.send(("begun",))
    try:
        media, text, cut, more = _answered(asked, store, lean=lean)
    except QueryError as error:
        found = error.finding
        theirs.send(("error", found.code, found.message, found.hint))
    except _UnacceptableError as error:
        theirs.send(("unacceptable", error.offered))
    except (OSError, RuntimeError, ValueError) as error:
        # answers are computed as they are read
        theirs.send(("error", "QRY008", f"the query cannot be answered: {error}", ""))
    else:
        theirs.send(("answer", media, text, cut, (*notes, *more)))


def _answered(
    asked: Question, store: ox.Store, *, lean: bool
) -> tuple[str, str, bool, tuple[str, ...]]:
    import pyoxigraph as ox

    from converter.serve import spell

    notes: tuple[str, ...] = ()
    require_bounded(asked.query, asked.bounds)
    if lean:
        require_held(asked.query)
        if asks_anything(asked.query):
            notes = ("the store holds no places, mappings, statements and sums",)
    answer = ask(store, asked.query, asked.bounds)
    offered = tuple(spell.GRAPHS) if isinstance(answer, ox.QueryTriples) else spell.ROWS
    media = chosen(asked.accept, offered)
    if media is None:
        raise _UnacceptableError(offered)
    if isinstance(answer, ox.QueryBoolean):
        return media, spell.truth(bool(answer), media), False, notes
    if isinstance(answer, ox.QueryTriples):
        return media, *spell.graph(answer, media, asked.bounds.rows), notes
    return media, *spell.rows(answer, media, asked.bounds.rows), notes


def _require_few(output: Path) -> None:
    try:
        with (output / NAME).open("rb") as lines:
            count = sum(1 for _ in lines)
    except FileNotFoundError:
        count = 0
    if count > _IN_MEMORY:
        raise QueryError(
            "QRY009", f"there is no store of these {count:,} filings to ask",
            f"retroxbrl store build {output} makes it; then ask again",
        )  # fmt: skip
