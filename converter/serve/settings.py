"""What the server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from converter.query import Bounds

if TYPE_CHECKING:
    from pathlib import Path

HOST: Final = "127.0.0.1"
"""The only address that is listened on: there are no users and no passwords."""

PORT: Final = 8017
SECONDS: Final = 30.0
ROWS: Final = 10_000


class ServeError(Exception):
    """The server cannot start; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """output   the folder of conversions
    store    of the endpoint; None for ``output/.store``, or the Turtle files where there is none
    seconds  for the answer to a query
    rows     of an answer; more are cut, and this is told
    workers  processes that answer queries; the others wait for their turn
    reviews  the file of reviews; None for ``output/reviews.jsonl``
    """

    output: Path
    store: Path | None = None
    seconds: float = SECONDS
    rows: int = ROWS
    workers: int = 2
    reviews: Path | None = None

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.seconds, self.rows)
