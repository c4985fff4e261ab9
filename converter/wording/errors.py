"""The error that stops the load of a mapping table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class MappingError(Exception):
    """A table that cannot be used: file, line (from 1), what is wrong, and its finding's code.

    >>> str(MappingError(Path("balance_sheet.tsv"), 12, "us-gaap:Asset is no concept", "MAP002"))
    'balance_sheet.tsv:12 MAP002 us-gaap:Asset is no concept'
    """

    def __init__(self, path: Path, line: int, message: str, code: str = "MAP001") -> None:
        super().__init__(f"{path.name}:{line} {code} {message}")
        self.path = path
        self.line = line
        self.message = message
        self.code = code


def stop(error: MappingError) -> None:
    """The first row that cannot be used ends the load."""
    raise error
