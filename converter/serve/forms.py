"""What a request's body says, read up to a bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from starlette.requests import Request

FORM: Final = "application/x-www-form-urlencoded"


class BodyError(Exception):
    """A request that is answered with a status and a line."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def media(request: Request) -> str:
    """The type of the request's body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def text(request: Request, most: int) -> str:
    """The body as UTF-8 text of at most so many bytes. Raises BodyError."""
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > most:
            raise BodyError(413, f"more than {most:,} bytes are not read")
    try:
        return read.decode("utf-8")
    except UnicodeDecodeError:
        raise BodyError(400, "the body is not UTF-8") from None


def fields(body: str) -> list[tuple[str, str]]:
    """The fields of a form. Raises BodyError."""
    try:
        return parse_qsl(body, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise BodyError(400, f"the form cannot be read: {error}") from None
