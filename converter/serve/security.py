"""What keeps other sites, and what stands in filings, away from the server.

A page that is open in the same browser may send requests here, or have its own name point here (DNS
rebinding), and a filing may hold markup. So: names other than this machine's are refused; what
another site asks for is refused, but for a link that is followed; nothing is changed without a
token that only the server's own pages hold; and no page may load or run anything but the server's
own files.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES: Final = frozenset(("127.0.0.1", "localhost", "[::1]"))
"""Hosts that a request may name, with any port: a tunnel has one of its own."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SEALED: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For a file of a filing's folder: an origin of its own, without scripts."""

_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}


class Guard:
    """The middleware around all that the server answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", POLICY)
            await send(message)

        headers = Headers(scope=scope)
        why = refused(scope["method"], headers)
        if why:
            await PlainTextResponse(f"{why}\n", 403)(scope, receive, headed)
            return
        await self.app(scope, receive, headed)


def refused(method: str, headers: Headers) -> str:
    """Why a request is not answered, or ''."""
    host = headers.get("host", "")
    if name_of(host) not in NAMES:
        return "this server answers to 127.0.0.1 and localhost alone"
    follows = method in _SAFE and headers.get("sec-fetch-mode") == "navigate"
    if headers.get("sec-fetch-site", "none") in ("cross-site", "same-site") and not follows:
        return "asked for by another site"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        return "asked for by another site"
    return ""


def name_of(host: str) -> str:
    """The host without its port: '127.0.0.1', '[::1]'."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdecimal() else host.lower()


def sealed_but_for(script: str) -> str:
    """The same for the inline page, with the script that the program itself writes into it (the
    content of the element): no other runs, whatever the file holds.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = SEALED.replace("sandbox;", "sandbox allow-scripts;")
    return f"{allowed}; script-src 'sha256-{digest}'"


class Token:
    """What a form must give back: made when the server starts, known to its pages alone."""

    def __init__(self) -> None:
        self.text = secrets.token_urlsafe(24)

    def fits(self, given: object) -> bool:
        return isinstance(given, str) and secrets.compare_digest(given.encode(), self.text.encode())
