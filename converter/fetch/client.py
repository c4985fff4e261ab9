"""Asks EDGAR as the SEC wants to be asked: with a name, slowly, and no further once it refuses."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import time
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# The SEC allows ten a second; a little less, since clocks and networks are not exact.
_BETWEEN = 0.11
_PATIENCE = 60.0  # seconds without a byte
_WAITS = (1.0, 4.0, 15.0)  # seconds before a question is put again
_MOST = 1 << 30  # bytes of an answer: the largest full submissions of the years have some 100 MB
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")


class FetchError(Exception):
    """EDGAR cannot be reached, refuses, or answers with what it should not; said to the user."""


class NotThereError(FetchError):
    """EDGAR has nothing at the address (404)."""


@dataclass(frozen=True)
class Edgar:
    """EDGAR's two hosts, without a slash behind."""

    www: str = "https://www.sec.gov"
    data: str = "https://data.sec.gov"


def user_agent(stated: str) -> str:
    """What the SEC is told of who asks: a name and an e-mail address, or a ValueError."""
    text = " ".join(stated.split())
    found = _ADDRESS.search(text)
    if found is None or not text.isascii() or not text.isprintable():
        raise ValueError(f"{stated!r} has no e-mail address, or letters beyond ASCII")
    if not re.search("[A-Za-z]{2}", text.replace(found[0], "")):
        raise ValueError(f"{stated!r} has an e-mail address and no name")
    return text


@dataclass
class Client:
    """One at a time asks, for all of a run: at most nine questions a second.

    agent  what `user_agent` gave
    clock, sleep  seconds; tests have their own
    """

    agent: str
    edgar: Edgar = field(default_factory=Edgar)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = 0.0

    def json(self, address: str) -> Any:
        """The answer read as JSON. Raises as `get`."""
        try:
            return json.loads(self.get(address))
        except ValueError as error:
            raise FetchError(f"{address} is not JSON: {error}") from None

    def get(self, address: str) -> bytes:
        """The whole answer, unpacked.

        Raises NotThereError for 404, else FetchError. What may pass (no answer, an answer that
        breaks off, 5xx) is asked for again, three times; a refusal (403, 429) is not: who goes on
        is locked out for longer.
        """
        for wait in (*_WAITS, None):
            try:
                return self._once(address)
            except urllib.error.HTTPError as error:
                error.close()
                told = _refusal(error, address)
                if error.code < 500:
                    raise told from None
            except (OSError, http.client.HTTPException, EOFError, zlib.error) as error:
                told = FetchError(
                    f"{address} cannot be reached: {_reason(error)};"
                    " look at the network; what was fetched is kept"
                )
                if wait is None or _no_network(error):
                    raise told from None
            if wait is None:
                raise told
            self.sleep(wait)
        raise AssertionError  # the last turn raises

    def _once(self, address: str) -> bytes:
        self._take_turn()
        asked = urllib.request.Request(  # noqa: S310 - https, but for tests
            address, headers={"User-Agent": self.agent, "Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(asked, timeout=_PATIENCE) as answer:  # noqa: S310
            raw: bytes = answer.read(_MOST + 1)
            stated = answer.headers.get("Content-Length", "")
            packed = answer.headers.get("Content-Encoding", "").lower() == "gzip"
        if len(raw) > _MOST:
            raise FetchError(f"{address} has more than {_MOST >> 20} MB; it is left")
        if stated.isdigit() and len(raw) != int(stated):
            raise EOFError(f"{len(raw):,} of {int(stated):,} bytes came")
        return gzip.decompress(raw) if packed else raw

    def _take_turn(self) -> None:
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
        self._next = max(now, self._next) + _BETWEEN


def _refusal(error: urllib.error.HTTPError, address: str) -> FetchError:
    if error.code == 404:
        return NotThereError(f"EDGAR has no {address}")
    if error.code == 403:
        return FetchError(
            "EDGAR refuses (403): it does so where the user agent is not a name and an e-mail"
            " address that it accepts, and for a while after too many questions"
        )
    if error.code == 429:
        wait = error.headers.get("Retry-After", "")
        when = f"in {wait} seconds" if wait.isdigit() else "in ten minutes"
        return FetchError(
            f"EDGAR refuses (429): too many questions from this address, by all programs together;"
            f" try again {when}, what was fetched is kept"
        )
    return FetchError(f"EDGAR answers {error.code} ({error.reason}) to {address}; try later")


def _reason(error: BaseException) -> str:
    inner = getattr(error, "reason", None) or error
    return str(getattr(inner, "strerror", None) or inner or type(inner).__name__)


def _no_network(error: BaseException) -> bool:
    """Whether to ask again is no use: no name is resolved, nobody listens, no route, no trust."""
    import socket
    import ssl

    inner = getattr(error, "reason", None)
    kinds = (socket.gaierror, ConnectionRefusedError, ssl.SSLCertVerificationError)
    return isinstance(inner, kinds)
