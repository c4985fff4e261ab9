"""Company identity over time: a row for each company and time with one name and one SIC code."""

from __future__ import annotations

import itertools
import json
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from converter.model.xbrl import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.export.corpus import Converted, Corpus


class Seen(NamedTuple):
    """A company as one filing's header has it.

    former  its former names as 'NAME (1996-08-07)', JSON list
    """

    company: str
    cik: str
    filed: str
    adsh: str
    name: str
    sic: str
    former: str


def rows(corpus: Corpus) -> Iterator[tuple[object, ...]]:
    """With the columns COMPANIES, by CIK and time; companies without CIK come last, by name.

    Filers that filed together with another are companies too. A name or SIC code that comes back
    after another has a second row.
    """
    store = sqlite3.connect("")
    store.execute(
        "CREATE TABLE seen (company TEXT, cik INTEGER, filed TEXT, adsh TEXT, name TEXT, sic TEXT,"
        " former TEXT)"
    )
    store.executemany(
        "INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)",
        (each for one in corpus.filings() for each in _seen(one)),
    )
    ordered = store.execute(
        "SELECT company, cik, filed, adsh, name, sic, former FROM seen"
        " ORDER BY cik = '', cik, company, filed = '', filed, adsh"
    )
    found = (Seen(*map(str, values)) for values in ordered)
    for _, run in itertools.groupby(found, key=lambda s: (s.company, slug(s.name), s.sic)):
        yield _row(run)
    store.close()


def _seen(one: Converted) -> Iterator[Seen]:
    filed = one.filed.isoformat() if one.filed else ""
    former = [
        f"{each.name} ({each.changed})" if each.changed else each.name
        for each in one.header.former
    ]  # fmt: skip
    company = one.cik or slug(one.name) or one.folder
    sic = one.header.sic or ""
    yield Seen(company, one.cik, filed, one.adsh, one.name, sic, json.dumps(former))
    for other in one.header.others:
        cik, name = (other.cik or "").lstrip("0"), other.name or ""
        yield Seen(cik or slug(name), cik, filed, one.adsh, name, "", "[]")


def _row(run: Iterator[Seen]) -> tuple[object, ...]:
    """One run of filings as a row; the last spelling of the name stands."""
    first = last = next(run)
    former: dict[str, None] = dict.fromkeys(json.loads(first.former))
    count = 1
    for last in run:
        count += 1
        former |= dict.fromkeys(json.loads(last.former))
    return (
        first.cik, last.name, first.sic, first.filed, first.adsh, last.filed, last.adsh, count,
        "; ".join(former),
    )  # fmt: skip
