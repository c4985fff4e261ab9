"""Workers that answer queries, and the queue before them.

So many as there are workers are asked at a time, in the order of asking. A worker whose time is
over is ended, with all its memory, and another one takes its place.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import anyio
import anyio.to_thread

from converter.query import Bounds, QueryError
from converter.serve import worker
from converter.serve.worker import Question

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from converter.serve.settings import Settings

_OPENING: Final = 120.0
"""Seconds within which the store is open, or its files are read."""
_FOREVER: Final = 1e7
_WAITING: Final = 500
_PATIENCE: Final = 60.0
"""Seconds in the queue beyond the time that a query may take."""


@dataclass(frozen=True, slots=True)
class Answer:
    """cut    whether rows or triples are missing, since there were too many
    notes  what is to know of it: the store is not up to date
    """

    media: str
    text: str
    cut: bool = False
    notes: tuple[str, ...] = ()


class UnacceptableError(Exception):
    """No form of the answer is one that the client takes; the message names those there are."""


class BusyError(Exception):
    """Too many ask, or the turn did not come in time."""


class Pool:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._all = [_Worker(settings) for _ in range(settings.workers)]
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        for each in self._all:
            self._idle.put_nowait(each)
        self._threads = anyio.CapacityLimiter(settings.workers)
        self._waiting = 0

    async def ask(self, query: str, accept: str = "*/*") -> Answer:
        """The answer to a query, in the form that `accept` likes most.

        Raises QueryError, UnacceptableError, BusyError.
        """
        if self._waiting >= _WAITING:
            raise BusyError(f"{self._waiting} queries wait already")
        question = Question(query, accept, Bounds(0, self.settings.rows))
        self._waiting += 1
        try:
            with anyio.fail_after(self.settings.seconds + _PATIENCE):
                free = await self._idle.get()
        except TimeoutError:
            raise BusyError("the queries before it take too long") from None
        finally:
            self._waiting -= 1
        try:
            return await anyio.to_thread.run_sync(
                partial(free.ask, question), limiter=self._threads
            )
        finally:
            self._idle.put_nowait(free)

    def close(self) -> None:
        for each in self._all:
            each.end()


class _Worker:
    """A process that is started when it is first asked."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process: SpawnProcess | None = None
        self._ours: Connection | None = None

    def ask(self, question: Question) -> Answer:
        try:
            ours = self._started()
            try:
                ours.send(question)
            except OSError:  # it ended since the last answer
                self.end()
                ours = self._started()
                ours.send(question)
            return self._received(ours)
        except UnacceptableError:
            raise
        except QueryError as error:
            if error.finding.code in ("QRY014", "QRY015"):  # it is under way still, or has ended
                self.end()
                self._started()  # the next question need not wait for it
            raise
        except BaseException:
            self.end()
            raise

    def _started(self) -> Connection:
        if self._ours is None or self._process is None or not self._process.is_alive():
            self.end()
            # a fork would have the server's threads and sockets
            context = multiprocessing.get_context("spawn")
            self._ours, theirs = context.Pipe()
            self._process = context.Process(
                target=worker.run, args=(theirs, self.settings.output, self.settings.store),
                daemon=True, name="retroxbrl-query",
            )  # fmt: skip
            self._process.start()
            theirs.close()
        return self._ours

    def _received(self, ours: Connection) -> Answer:
        until, limit = time.monotonic() + _OPENING, _OPENING
        while True:
            if not ours.poll(max(0.0, until - time.monotonic())):
                raise QueryError(
                    "QRY014", f"no answer within {limit:g} seconds",
                    "choose the filings first (docs/scale.md), or start with a longer --time-limit",
                )  # fmt: skip
            try:
                what, *said = ours.recv()
            except (EOFError, OSError):
                raise QueryError(
                    "QRY015",
                    "the process that asked ended without an answer",
                    "the query is nested too deeply, or takes more memory than it may",
                ) from None
            if what == "begun":
                limit = self.settings.seconds
                until = time.monotonic() + (limit or _FOREVER)
            elif what == "answer":
                return Answer(*said)
            elif what == "unacceptable":
                raise UnacceptableError(", ".join(said[0]))
            else:
                raise QueryError(*said)

    def end(self) -> None:
        process, ours, self._process, self._ours = self._process, self._ours, None, None
        if ours is not None:
            ours.close()
        if process is not None:
            with contextlib.suppress(OSError, ValueError):
                process.kill()
                process.join()
                process.close()
