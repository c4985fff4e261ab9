"""The server: it listens on this machine alone, until Ctrl-C."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING, Final

from converter.serve.settings import HOST, ServeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.serve.settings import Settings

_EXTRA: Final = "pip install 'retroxbrl[serve]'"
_CLOSING: Final = 3  # seconds for answers that are under way at Ctrl-C
_HEADER: Final = 256 * 1024  # bytes of a request's first line and headers: a query by GET


def serve(settings: Settings, port: int, told: Callable[[str], None]) -> None:
    """Serves until it is interrupted; `told` gets the address when it listens.

    port  0 for one that is free

    Raises ServeError: nothing to serve, the port is taken, an extra is missing.
    """
    try:
        import uvicorn

        from converter.serve.app import application
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("converter"):
            raise
        raise ServeError(f"serve needs {error.name}, which is not installed: {_EXTRA}") from None
    if not settings.output.is_dir():
        raise ServeError(
            f"{settings.output}: there is no such folder; convert something first:"
            f" retroxbrl convert PATH --output {settings.output}"
        )
    app = application(settings)
    config = uvicorn.Config(
        app, log_level=logging.WARNING, access_log=False, server_header=False,
        timeout_graceful_shutdown=_CLOSING, h11_max_incomplete_event_size=_HEADER,
        proxy_headers=False, ws="none", http="h11", loop="asyncio",
    )  # fmt: skip
    with _listening(port) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        told(address)
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
        made.listen(512)
    except OSError as error:
        made.close()
        raise ServeError(
            f"port {port} cannot be had: {error.strerror}; choose another with --port (0: any)"
        ) from None
    return made
