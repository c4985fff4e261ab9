"""A corpus of any size: filings of companies that never were, whose figures are known.

    python -m benchmarks.corpora.corpus DIR --filings 10000 [--seed 1] [--as folder|zip|tar.gz|feed]

Quarterly reports (about 45 kB), annual reports (150 to 500 kB) and press releases (5 to 20 kB) of
the fiscal years 1993 to 2004, each with its SGML header. Companies file over years, some change
their name; a column of last year repeats what was filed last year, but for some that show earlier
sales anew. One file in a hundred is bad on purpose. DIR gets

    folder   edgar/data/CIK/ACCESSION.txt
    zip      filings.zip with these paths
    tar.gz   filings.tar.gz with these paths
    feed     YYYYMMDD.nc.tar.gz, a day of EDGAR's feed each, with ACCESSION.nc

and beside them truth.csv: what each file is, whether it can be converted, and its key figures in
dollars. The same seed gives the same bytes; a larger corpus begins with a smaller one (`feed` is
by date, and so is not). Nothing is held but the filing in hand.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import hashlib
import io
import tarfile
import time
import zipfile
from contextlib import ExitStack
from dataclasses import astuple, dataclass, fields, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.corpora import envelopes, prose, sentences
from benchmarks.corpora.company import (
    FIRST_YEAR,
    LAST_YEAR,
    Company,
    Quarter,
    company,
    history,
    quarter_end,
)
from benchmarks.corpora.statements import Books, habits
from benchmarks.typeset import layout
from benchmarks.typeset.cover import Cover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS = ("folder", "zip", "tar.gz", "feed")
TRUTH = "truth.csv"
_BAD = 0.01
_SCHEDULES = (dt.date(1995, 9, 1), dt.date(2001, 6, 1))  # when EX-27 was asked for
_NEWS = (
    "appointed a new member to its Board of Directors. ",
    "dismissed its independent accountants and engaged others in their place. ",
    "signed a letter of intent to sell its headquarters building. ",
)


@dataclass(frozen=True, slots=True)
class Truth:
    """A line of truth.csv. Amounts are dollars, '' where nothing is promised.

    name       path in the corpus; within an archive ARCHIVE/MEMBER
    kind       '10-Q', '10-K', '8-K', or how it is bad
    expected   'yes' when it can be converted
    restated   the sales of last year's column as this filing shows them, where they were filed
               otherwise
    """

    name: str
    accession: str
    sha256: str
    size: int
    kind: str
    expected: str
    cik: str = ""
    form: str = ""
    period: str = ""
    total_assets: str = ""
    revenue: str = ""
    net_income: str = ""
    start: str = ""
    end: str = ""
    restated: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """A filing to be made."""

    filed: dt.date
    number: int  # of the company
    serial: int  # within the company
    form: str
    year: int
    quarter: int


def plan(seed: int, made: Company) -> list[Planned]:
    """The filings of a company, by date."""
    rng = Random(f"{seed} plan {made.number}")
    found: list[tuple[dt.date, str, int, int]] = []
    for year in range(made.first, made.last + 1):
        for quarter in range(1, 5):
            end = quarter_end(made, year, quarter)
            if rng.random() < 0.2:
                found.append((_weekday(end, rng.randint(14, 27)), "8-K", year, quarter))
            days = rng.randint(30, 45)
            if quarter < 4:
                found.append((_weekday(end, days), "10-Q", year, quarter))
            elif rng.random() < 0.2:
                found.append((_weekday(end, 2 * days), "10-K", year, quarter))
    return [
        Planned(filed, made.number, serial, form, year, quarter)
        for serial, (filed, form, year, quarter) in enumerate(sorted(found))
        if filed.year >= FIRST_YEAR
    ]


def _weekday(end: dt.date, days: int) -> dt.date:
    day = end + dt.timedelta(days)
    return day + dt.timedelta((7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def planned(seed: int, filings: int) -> Iterator[Planned]:
    """The corpus, company by company; companies' numbers (CIK) rise."""
    number = 0
    while filings > 0:
        found = plan(seed, company(seed, number))[:filings]
        yield from found
        filings -= len(found)
        number += 1


def by_day(seed: int, filings: int) -> Iterator[Planned]:
    """The same filings by date; a year of them is held at a time."""
    for year in range(FIRST_YEAR, LAST_YEAR + 3):
        yield from sorted(p for p in planned(seed, filings) if p.filed.year == year)


# -- one filing -----------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _known(seed: int, number: int) -> tuple[Company, dict[tuple[int, int], Quarter]]:
    made = company(seed, number)
    return made, history(seed, made)


def accession(made: Company, filing: Planned) -> str:
    """Unique: a company's number and its serial make the last digits."""
    last = made.number * 128 + filing.serial
    return (
        f"{made.agent + last // 1_000_000:010}-{filing.filed.year % 100:02}-{last % 1_000_000:06}"
    )


def submission(seed: int, filing: Planned, *, feed: bool = False) -> tuple[bytes, Truth]:
    """A filing's bytes and what is true of it; its name is left to where it is put."""
    made, quarters = _known(seed, filing.number)
    name = accession(made, filing)
    rng = Random(f"{seed} filing {name}")
    books = Books(made, quarters, filing.year, filing.quarter)
    bad = rng.choice(tuple(_SPOILED)) if rng.random() < _BAD else ""
    documents, pages = _documents(seed, filing, books, rng)
    if bad in _REPLACED:
        documents = _REPLACED[bad](filing, books, rng)
    wrap = envelopes.dissemination if feed else envelopes.envelope
    period = filing.filed if filing.form == "8-K" else books.end
    text = wrap(made, name, filing.form, period, filing.filed, documents)
    content = text.encode("ascii")
    truth = _truth(books, name, filing.form, content)
    if bad:
        content, truth = _SPOILED[bad](content, truth, pages, rng)
        digest = hashlib.sha256(content).hexdigest()
        truth = replace(truth, kind=bad, sha256=digest, size=len(content))
    return content, truth


def _documents(
    seed: int, filing: Planned, books: Books, rng: Random
) -> tuple[list[envelopes.Document], list[list[str]]]:
    made, form = books.company, filing.form
    name = made.name_at(filing.filed)
    style = habits(made, Random(f"{seed} habits {made.number}"))
    style = replace(style, titles=rng.choice((0, 2) if form == "10-K" else (0, 1, 1)))
    if form == "10-K":
        style = replace(style, unaudited="")
    captions = Random(f"{seed} captions {made.number}")
    parts = books.statements(form, captions)
    days = [day for day, _ in parts[0].columns]
    if style.dates == "years" and days[0].year == days[1].year:
        style = replace(style, dates="stack")  # the year alone would say the same twice
    fiscal_end = f"{made.year_end:02}31"
    cover = Cover(
        name, "", str(made.cik), form, books.end, filing.filed, str(made.sic),
        made.incorporated_code, made.ein, fiscal_end,
    )  # fmt: skip
    number = {"10-Q": 1, "10-K": 20, "8-K": 2}[form]
    pages, _, last = layout.set_pages(cover, parts, style, rng, number, opening_total=False)
    if form == "8-K":
        news = "issued the press release that is filed herewith as Exhibit 99.1."
        return [
            ("8-K", "CURRENT REPORT", prose.current_report(books, filing.filed, name, news)),
            ("EX-99.1", "PRESS RELEASE", prose.release(books, filing.filed, name, pages, rng)),
        ], pages  # fmt: skip
    size = int(min(75_000, max(30_000, rng.gauss(45_000, 8_000))))
    if form == "10-K":
        size = int(150_000 * (500 / 150) ** rng.random())
    lines = prose.periodic(books, form, filing.filed, name, pages, last, rng, size)
    documents: list[envelopes.Document] = [(form, f"FORM {form}", lines)]
    if _SCHEDULES[0] <= filing.filed < _SCHEDULES[1]:
        documents.append(("EX-27", "FINANCIAL DATA SCHEDULE", prose.schedule(books, form)))
    return documents, pages


def _truth(books: Books, name: str, form: str, content: bytes) -> Truth:
    made = books.company
    columns, _, days = books.columns(form)
    flows = books.flows(columns[0])
    before = columns[1]
    shown = books.flows(before)["sales"]
    first_filed = sum(quarter.flows["sales"] for quarter in before.quarters)
    return Truth(
        name="", accession=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content),
        kind=form, expected="yes", cik=f"{made.cik:010}", form=form, period=str(books.end),
        total_assets=str(days[0].balances["assets"] * made.unit),
        revenue=str(flows["sales"] * made.unit), net_income=str(flows["net"] * made.unit),
        start=str(books.start(columns[0])), end=str(books.end),
        restated=str(shown * made.unit) if shown != first_filed else "",
    )  # fmt: skip


# -- bad ones -------------------------------------------------------------------------------------


def _nothing(truth: Truth) -> Truth:
    """With no amount or day promised."""
    return replace(truth, total_assets="", revenue="", net_income="", start="", end="", restated="")


def _lost(truth: Truth) -> Truth:
    return replace(_nothing(truth), expected="no")


def _html(filing: Planned, books: Books, rng: Random) -> list[envelopes.Document]:
    del rng
    rows = [
        f"<TR><TD>{key}</TD><TD ALIGN=RIGHT>{value:,}</TD></TR>"
        for key, value in books.quarters[books.year, books.number].balances.items()
    ]
    lines = ["<HTML>", "<BODY>", "<TABLE BORDER=0>", *rows, "</TABLE>", "</BODY>", "</HTML>"]
    return [(filing.form, "", lines)]


def _figureless(filing: Planned, books: Books, rng: Random) -> list[envelopes.Document]:
    name = books.company.name_at(filing.filed)
    lines = prose.current_report(
        books, filing.filed, name, rng.choice(_NEWS) + sentences.sentence(rng)
    )
    return [(filing.form, "", lines + sentences.paragraphs(rng, 3_000))]


Spoiled = tuple[bytes, Truth]


def _refused(content: bytes, truth: Truth, pages: list[list[str]], rng: Random) -> Spoiled:
    del pages, rng
    return content, _lost(truth)


def _empty(content: bytes, truth: Truth, pages: list[list[str]], rng: Random) -> Spoiled:
    del content, pages, rng
    return b"", _lost(truth)


def _binary(content: bytes, truth: Truth, pages: list[list[str]], rng: Random) -> Spoiled:
    del content, pages
    return b"\x1f\x9d\x00" + rng.randbytes(rng.randint(2_000, 20_000)), _lost(truth)


def _truncated(content: bytes, truth: Truth, pages: list[list[str]], rng: Random) -> Spoiled:
    """Cut within the second statement: the balance sheet is whole."""
    page = "\n".join(pages[1]).encode("ascii")
    at = content.index(page) + int(len(page) * rng.uniform(0.3, 0.9))
    return content[:at], replace(_nothing(truth), total_assets=truth.total_assets)


_REPLACED: dict[str, Callable[[Planned, Books, Random], list[envelopes.Document]]] = {
    "html": _html, "no statement": _figureless,
}  # fmt: skip
_SPOILED: dict[str, Callable[[bytes, Truth, list[list[str]], Random], Spoiled]] = {
    "html": _refused, "no statement": _refused, "empty": _empty, "binary": _binary,
    "truncated": _truncated,
}  # fmt: skip


# -- where it goes --------------------------------------------------------------------------------


def _into_folder(folder: Path, seed: int, filings: int) -> Iterator[Truth]:
    for filing in planned(seed, filings):
        content, truth = submission(seed, filing)
        truth = _named(truth)
        path = folder / truth.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield truth


def _into_zip(folder: Path, seed: int, filings: int) -> Iterator[Truth]:
    with zipfile.ZipFile(folder / "filings.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for filing in planned(seed, filings):
            content, truth = submission(seed, filing)
            truth = _named(truth)
            entry = zipfile.ZipInfo(truth.name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
            yield replace(truth, name=f"filings.zip/{truth.name}")


def _into_tar(folder: Path, seed: int, filings: int) -> Iterator[Truth]:
    with ExitStack() as stack:
        archive = _tar(folder / "filings.tar.gz", stack)
        for filing in planned(seed, filings):
            content, truth = submission(seed, filing)
            truth = _named(truth)
            _add(archive, truth.name, content)
            yield replace(truth, name=f"filings.tar.gz/{truth.name}")


def _into_feed(folder: Path, seed: int, filings: int) -> Iterator[Truth]:
    for day, found in groupby(by_day(seed, filings), key=lambda filing: filing.filed):
        name = f"{day:%Y%m%d}.nc.tar.gz"
        with ExitStack() as stack:
            archive = _tar(folder / name, stack)
            for filing in found:
                content, truth = submission(seed, filing, feed=True)
                _add(archive, f"{truth.accession}.nc", content)
                yield replace(truth, name=f"{name}/{truth.accession}.nc")


def _tar(path: Path, stack: ExitStack) -> tarfile.TarFile:
    raw = stack.enter_context(path.open("wb"))
    packed = stack.enter_context(gzip.GzipFile("", "wb", 6, raw, mtime=0))
    return stack.enter_context(tarfile.open(fileobj=packed, mode="w|"))


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _named(truth: Truth) -> Truth:
    return replace(truth, name=f"edgar/data/{int(truth.cik)}/{truth.accession}.txt")


_INTO: dict[str, Callable[[Path, int, int], Iterator[Truth]]] = {
    "folder": _into_folder, "zip": _into_zip, "tar.gz": _into_tar, "feed": _into_feed,
}  # fmt: skip


def generate(folder: Path, filings: int, seed: int = 1, kind: str = "folder") -> tuple[int, int]:
    """Writes a corpus and its truth.csv; (files, bytes before compression)."""
    folder.mkdir(parents=True, exist_ok=True)
    files = size = 0
    with (folder / TRUTH).open("w", encoding="utf-8", newline="") as raw:
        out = csv.writer(raw, lineterminator="\n")
        out.writerow([each.name for each in fields(Truth)])
        for truth in _INTO[kind](folder, seed, filings):
            out.writerow(astuple(truth))
            files += 1
            size += truth.size
    return files, size


def read_truth(folder: Path) -> Iterator[Truth]:
    with (folder / TRUTH).open(encoding="utf-8", newline="") as raw:
        for row in csv.DictReader(raw):
            size = int(row.pop("size"))
            yield Truth(size=size, **row)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--filings", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as", dest="kind", choices=KINDS, default="folder")
    options = parser.parse_args()
    begun = time.perf_counter()
    files, size = generate(options.folder, options.filings, options.seed, options.kind)
    seconds = time.perf_counter() - begun
    print(f"{files} filings, {size / 1e6:,.1f} MB, {seconds:,.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
