"""Which company is meant: by its CIK, a ticker of today, or its name of then."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from converter.fetch.client import FetchError, NotThereError
from converter.write.durable import replacing_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from converter.fetch.client import Client

_TICKERS = "/files/company_tickers.json"
_NAMES = "/Archives/edgar/cik-lookup-data.txt"
_NAMES_FILE = ".cik-lookup-data.txt"
_MONTH = 30 * 24 * 3600
_SHOWN = 10
_TICKER = re.compile(r"[A-Za-z]{1,5}(?:[.-][A-Za-z]{1,2})?")
_LINE = re.compile(rb"^(.+):(\d{1,10}):\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Company:
    """cik     without zeros before it
    name    of today
    former  names that it had, newest first
    stated  EDGAR's answer for it: its list of filings
    """

    cik: int
    name: str
    former: tuple[str, ...]
    stated: dict[str, Any]


def find(client: Client, asked: str, folder: Path) -> Company:
    """The company of a CIK, else of a ticker that is one today, else of a name.

    `folder` keeps the SEC's list of names for a month (some 100 MB, asked for only
    where it is needed). Raises FetchError: there is none, or several fit.
    """
    text = asked.strip()
    number = re.fullmatch(r"(?:CIK)?(\d{1,10})", text, re.IGNORECASE)
    if number:
        return _stated(client, int(number[1]))
    cik = _of_ticker(client, text) if _TICKER.fullmatch(text) else None
    return _stated(client, _of_name(client, text, folder) if cik is None else cik)


def _stated(client: Client, cik: int) -> Company:
    try:
        stated = client.json(f"{client.edgar.data}/submissions/CIK{cik:010d}.json")
    except NotThereError:
        raise FetchError(f"EDGAR knows no CIK {cik}; a name is looked up too") from None
    former = [str(each.get("name", "")) for each in stated.get("formerNames") or ()]
    return Company(cik, str(stated.get("name", "")), tuple(former), stated)


def _of_ticker(client: Client, ticker: str) -> int | None:
    rows = client.json(client.edgar.www + _TICKERS)
    found = (row["cik_str"] for row in rows.values() if row["ticker"].upper() == ticker.upper())
    return next((int(each) for each in found), None)


def _of_name(client: Client, name: str, folder: Path) -> int:
    """The one company whose name has all the words, or is these words."""
    words = _words(name)
    if not words:
        raise FetchError(f"{name!r} is neither a CIK nor a name")
    fit: dict[int, str] = {}
    same: dict[int, str] = {}
    for stated, cik in _lines(_names(client, folder), max(words, key=len)):
        its = _words(stated)
        if its == words:
            same[cik] = stated
        if set(words) <= set(its):
            fit[cik] = stated
    found = same or fit
    if not found:
        raise FetchError(f"EDGAR has no company or ticker {name!r}; give its CIK")
    if len(found) > 1:
        some = [f"{cik} {stated}" for cik, stated in list(found.items())[:_SHOWN]]
        more = "" if len(found) <= _SHOWN else f"; and {len(found) - _SHOWN:,} more"
        raise FetchError(f"{name!r} fits several; give the CIK of one: {'; '.join(some)}{more}")
    return next(iter(found))


def _names(client: Client, folder: Path) -> bytes:
    kept = folder / _NAMES_FILE
    if kept.is_file() and 0 <= time.time() - kept.stat().st_mtime < _MONTH:
        return kept.read_bytes()
    raw = client.get(client.edgar.www + _NAMES)
    folder.mkdir(parents=True, exist_ok=True)
    with replacing_file(kept) as file:
        file.write(raw)
    return raw


def _lines(raw: bytes, word: str) -> Iterator[tuple[str, int]]:
    """The names with their CIKs in whose lines the word stands: 'EASTMAN KODAK CO:0000031235:'."""
    sought = word.encode()
    for found in _LINE.finditer(raw):
        if sought in found[1].upper().translate(None, b"'."):
            yield found[1].decode("latin-1"), int(found[2])


def _words(name: str) -> list[str]:
    """'Eastman Kodak, Co.' -> ['EASTMAN', 'KODAK', 'CO']."""
    return re.findall(r"[A-Z0-9&]+", name.upper().replace("'", "").replace(".", ""))
