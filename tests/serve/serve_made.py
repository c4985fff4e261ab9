"""What the tests of the server serve, and how they ask it: over a socket, so that paths and headers
arrive as they are written.
"""

from __future__ import annotations

import http.client
import os
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.applications import Starlette

EXAMPLES = Path(__file__).parents[2] / "examples"
QUARTER = "nutrition21-10q-2003-12-31"
EVIL = "evil <script>alert(1)<" if os.name != "nt" else "evil 'script'"
MARKUP = '<img src=x onerror="alert(2)">'


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Client:
    """Asks a server of this machine as a browser that is not sent by another site."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, None, headers)

    def post(self, path: str, form: dict[str, str] | str, **headers: str) -> Answer:
        body = form if isinstance(form, str) else urlencode(form)
        known = {"content-type": "application/x-www-form-urlencoded"}
        return self.send("POST", path, body.encode(), {**known, **headers})

    def send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        """`sec_fetch_site="x"` is the header sec-fetch-site."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"accept": "text/html", **named}
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            asked.request(method, path, body, sent)
            got = asked.getresponse()
            found = {name.lower(): value for name, value in got.getheaders()}
            return Answer(got.status, found, got.read())
        finally:
            asked.close()


@contextmanager
def running(app: Starlette) -> Iterator[Client]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, log_level="warning", ws="none", h11_max_incomplete_event_size=256 * 1024
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < until, "the server does not start"
        time.sleep(0.02)
    app.state.catalog.wait()
    try:
        yield Client(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()
