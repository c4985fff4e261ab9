"""What every writer is: one report in, the paths of its files and what it could not say out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.finding import Result
    from converter.model.xbrl import Report


class Writer(Protocol):
    """One output format.

    `write` puts its files into `folder`, which exists, and returns their paths. It never alters
    the report; what the format cannot express comes back as findings.
    """

    name: str

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]: ...
