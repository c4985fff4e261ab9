"""A question asked in a process of its own, which is ended when its time is over.

    child   -> ("note", line)*  ("begun",)  then one of
               ("note", line)? ("answer", text)  ("error", code, message, hint)

Neither a query under way in Oxigraph nor a nesting too deep for its stack can be caught otherwise.
"""

from __future__ import annotations

import multiprocessing
import time
from typing import TYPE_CHECKING

from converter.query.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    Tell = Callable[[str], None]
    Asked = Callable[[Tell, Callable[[], None]], str]
"""Gives the answer; calls the first with what is to be told, the second when it has the data."""

# forked processes are there at once and have what is loaded; where there are none, a new one
_WAYS = ("fork", "spawn")


def in_child(asked: Asked, seconds: float, tell: Tell | None, *, forks: bool = True) -> str:
    """The text that `asked` gives, from another process.

    forks  whether that may be a copy of this one; not where a library with threads of its own was
           used here that is used there again: they are not copied

    The clock runs from the moment when the data is at hand: to read many files takes what it takes.
    Raises QueryError: as `asked` does, QRY014 when the time is over, QRY015 when the process ended
    without a word.
    """
    known = [way for way in multiprocessing.get_all_start_methods() if forks or way != "fork"]
    context = multiprocessing.get_context(next(way for way in _WAYS if way in known))
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, asked), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    try:
        return _received(ours, seconds, tell or (lambda _: None))
    finally:
        process.kill()
        process.join()
        ours.close()


def _received(ours: Connection, seconds: float, tell: Tell) -> str:
    until: float | None = None
    while True:
        if until is not None and not ours.poll(max(0.0, until - time.monotonic())):
            raise QueryError(
                "QRY014", f"no answer within {seconds:g} seconds",
                "choose the filings first (docs/scale.md), or give more with --time-limit",
            )  # fmt: skip
        try:
            what, *said = ours.recv()
        except EOFError:
            raise QueryError(
                "QRY015",
                "the process that asked ended without an answer",
                "the query is nested too deeply, or its answer takes more memory than there is",
            ) from None
        if what == "begun":
            until = time.monotonic() + seconds
        elif what == "note":
            tell(said[0])
        elif what == "error":
            raise QueryError(*said)
        else:
            return str(said[0])


def _answer(theirs: Connection, asked: Asked) -> None:
    try:
        text = asked(lambda line: theirs.send(("note", line)), lambda: theirs.send(("begun",)))
    except QueryError as error:
        found = error.finding
        theirs.send(("error", found.code, found.message, found.hint))
    except MemoryError:
        pass  # the other side sees that nothing came
    else:
        theirs.send(("answer", text))
    theirs.close()
