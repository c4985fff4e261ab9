"""A company's filings of some forms and years, from its lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from converter.fetch.client import FetchError
from converter.model.forms import takes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.fetch.client import Client
    from converter.fetch.company import Company

_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_FILE = re.compile(r"[A-Za-z0-9-]+\.json")
_FIRST, _LAST = 1993, 2100


@dataclass(frozen=True)
class Filed:
    """A filing as the list has it; `date` is the day of filing, as 1999-03-31."""

    accession: str
    form: str
    date: str


def years_of(stated: str) -> tuple[int, int]:
    """'1996-2001', '1999' or '1996-' as the first year and the last; a ValueError for others."""
    found = re.fullmatch(r"(\d{4})(-(\d{4})?)?", stated.strip())
    if found is None:
        raise ValueError(f"{stated!r} is no year, as 1999, and no range of years, as 1996-2001")
    first = int(found[1])
    last = int(found[3]) if found[3] else _LAST if found[2] else first
    if last < first:
        raise ValueError(f"{stated!r} ends before it begins")
    if last < _FIRST:
        raise ValueError(f"EDGAR begins in {_FIRST}, not in {first}")
    return first, last


def filings(
    client: Client, company: Company, forms: tuple[str, ...], years: tuple[int, int]
) -> list[Filed]:
    """Those that were filed in the years (both are in), oldest first.

    A form takes its kinds and amendments too: 10-K takes 10-K405, 10-KSB, 10-KT, 10-K/A. Raises
    FetchError.
    """
    found = {
        each.accession: each
        for part in _parts(client, company, years)
        for each in _rows(part, company)
        if years[0] <= int(each.date[:4]) <= years[1]
        and any(takes(wanted, each.form) for wanted in forms)
    }
    return sorted(found.values(), key=lambda each: (each.date, each.accession))


def _parts(client: Client, company: Company, years: tuple[int, int]) -> Iterator[Any]:
    """The newest thousand or so, then the older lists that reach into the years."""
    lists = company.stated.get("filings") or {}
    yield lists.get("recent") or {}
    for each in lists.get("files") or ():
        name = str(each.get("name", ""))
        if not _FILE.fullmatch(name):
            raise FetchError(f"EDGAR's list for CIK {company.cik} names a file {name!r}")
        begin, end = (str(each.get(key) or "")[:4] for key in ("filingFrom", "filingTo"))
        if (begin or "0") <= str(years[1]) and (end or "9") >= str(years[0]):
            yield client.json(f"{client.edgar.data}/submissions/{name}")


def _rows(part: Any, company: Company) -> Iterator[Filed]:
    """A list's columns as rows. What is not spelt as EDGAR does is an error: names are paths."""
    columns = [part.get(key) or () for key in ("accessionNumber", "form", "filingDate")]
    for accession, form, date in zip(*columns, strict=True):
        if not _ACCESSION.fullmatch(accession) or not re.match(r"\d{4}-", date):
            raise FetchError(
                f"EDGAR's list for CIK {company.cik} has {accession!r} of {date!r}, no filing"
            )
        yield Filed(accession, str(form), date)
