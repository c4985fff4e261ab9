"""Filings into a folder, each whole or not at all; what is there is not fetched again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.fetch.client import NotThereError
from converter.write.durable import replacing_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from converter.fetch.client import Client
    from converter.fetch.filings import Filed

# What every full submission begins with, of whatever year; a page of the server's does not.
_BEGINS = re.compile(rb"\s*(?:<(?:SEC|IMS)-(?:DOCUMENT|HEADER)|-----BEGIN PRIVACY-ENHANCED)")


@dataclass(frozen=True)
class Kept:
    """path     where the filing is, or would be
    already  it was there before
    error    why it is not there; '' where it is
    """

    filed: Filed
    path: Path
    already: bool = False
    error: str = ""


def keep(client: Client, cik: int, wanted: Iterable[Filed], folder: Path) -> Iterator[Kept]:
    """Each filing as ``FOLDER/CIK/ACCESSION.txt``, the bytes as EDGAR has them.

    A filing that EDGAR lists and does not have (or that is none) is told, and the others go on.
    Raises FetchError where EDGAR refuses or cannot be reached, OSError where files cannot be
    written; what was finished is kept.
    """
    for each in wanted:
        path = place(folder, cik, each)
        if path.is_file() and path.stat().st_size:
            yield Kept(each, path, already=True)
            continue
        try:
            raw = client.get(f"{client.edgar.www}/Archives/edgar/data/{cik}/{each.accession}.txt")
        except NotThereError as error:
            yield Kept(each, path, error=str(error))
            continue
        if not _BEGINS.match(raw):
            begins = raw[:60].decode("latin-1").strip()
            yield Kept(each, path, error=f"what came is no submission, it begins {begins!r}")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing_file(path) as file:
            file.write(raw)
        yield Kept(each, path)


def place(folder: Path, cik: int, filed: Filed) -> Path:
    return folder / str(cik) / f"{filed.accession}.txt"
