"""The converted filings of an output folder, company by company, oldest first.

The manifest is read once, line by line, into a table on disk that sorts it, and a filing's facts
are read when its turn comes: memory does not grow with the number of filings.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from converter.export.errors import ExportError
from converter.model.filing import Header
from converter.model.finding import Finding, Severity
from converter.model.forms import takes
from converter.model.spreadsheet import bare
from converter.model.xbrl import slug
from converter.write.manifest import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Row = dict[str, str]

_KEY_LENGTH = 20  # of an accession number, the data sets' width for a filing's key
_LONGEST_CELL = 1 << 28  # the library's own bound is 128 kB, shorter than some captions could be
_TOLD = 20  # findings of a kind
_AMENDED = "/A"
_SCHEMA = """
    CREATE TABLE filing (
        folder TEXT PRIMARY KEY, company TEXT, filed TEXT, adsh TEXT UNIQUE, line TEXT
    ) WITHOUT ROWID;
    CREATE INDEX in_order ON filing (company, filed, adsh);
"""


@dataclass(frozen=True, slots=True)
class Converted:
    """A filing as its manifest line describes it.

    adsh       its accession number; a filing without one has 'sha256-' and the first 13 digits of
               its content's hash, a key of the same 20 characters that stays the same
    numbered   whether `adsh` is an accession number
    cik        without leading zeros, '' where it is not known
    form       the submission's type; the cover's where there is no header
    name       as the header has it; the cover's where there is none
    facts      how many were made
    """

    folder: str
    adsh: str
    numbered: bool
    cik: str
    form: str
    name: str
    period: dt.date | None
    fiscal_year: int | None
    fiscal_period: str
    fiscal_year_end: str
    base: str
    header: Header
    facts: int = 0

    def named(self, part: str) -> bool:
        """Whether the company's name has this part, in capitals or not."""
        return part.lower().strip() in self.name.lower()

    @property
    def filed(self) -> dt.date | None:
        return self.header.filed

    @property
    def company_key(self) -> str:
        """What filings of one company have in common: its CIK, else its file number or name."""
        return self.cik or slug(self.header.file_number or self.name) or self.folder

    @property
    def quarter(self) -> str:
        """'1996q1', the quarter of filing; 'incomplete' for a filing without accession number, CIK
        or filing date, which readers of the data sets take to be there.
        """
        if not (self.filed and self.cik and self.numbered):
            return "incomplete"
        return f"{self.filed.year}q{(self.filed.month + 2) // 3}"

    @property
    def form_root(self) -> str:
        """The form that an amendment has in common with what it amends: a 10-K/A may be that of a
        10-K405.
        """
        return self.form.removesuffix(_AMENDED).removesuffix("405")

    def is_of(self, form: str) -> bool:
        """Whether it is of a form, of its kinds and amendments: '10-K' takes 10KSB, 10-K405/A."""
        return takes(form, self.form)


def converted(line: Row | dict[str, object]) -> Converted:
    """A manifest line as a filing. Raises ValueError or TypeError for what is none."""
    header = Header.model_validate(line.get("header") or {})
    text = {name: str(line.get(name) or "") for name in ("cik", "form", "company", "sha256")}
    folder = str(line["folder"])
    # lines of earlier versions have no header; a folder is named after its accession number
    accession = header.accession or (folder if _ACCESSION.fullmatch(folder) else None)
    period, year = line.get("period"), line.get("fiscal_year")
    return Converted(
        folder=folder,
        adsh=accession or f"sha256-{text['sha256'] or slug(folder)}"[:_KEY_LENGTH],
        numbered=accession is not None,
        cik=text["cik"].lstrip("0"),
        form=(header.form or text["form"]).upper().strip(),
        name=header.company or text["company"],
        period=dt.date.fromisoformat(str(period)) if period else None,
        fiscal_year=int(str(year)) if year else None,
        fiscal_period=str(line.get("fiscal_period") or ""),
        fiscal_year_end=str(line.get("fiscal_year_end") or ""),
        base=str(line.get("base") or ""),
        header=header,
        facts=int(str(line.get("facts") or 0)),
    )


_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")


class Corpus:
    """All filings below `output`, or those that `lines` of its manifest describe; `warnings` tells
    what could not be taken.

    Raises ExportError where `output` has no manifest.
    """

    def __init__(self, output: Path, lines: Iterable[bytes] | None = None) -> None:
        self.output = output
        self.findings: list[Finding] = []
        self._warned: Counter[str] = Counter()
        # a database without a name lies in a temporary file that goes with the connection
        self.store = sqlite3.connect("")
        self.store.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        path = output / NAME
        if lines is None and not path.is_file():
            raise ExportError(
                f"{output} holds no converted filing ({NAME} is not there); convert some first:"
                f" retroxbrl convert PATH --output {output}"
            )
        with contextlib.nullcontext(lines) if lines is not None else path.open("rb") as given:
            for number, line in enumerate(given, start=1):
                if line.strip():
                    self._take(number, line)
        query = "SELECT count(*) FROM filing"
        (self.count,) = self.store.execute(query).fetchone()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def warn(self, code: str, message: str, hint: str) -> None:
        """The first of a kind are told one by one, the rest are counted: there may be as many as
        filings.
        """
        self._warned[code] += 1
        if self._warned[code] <= _TOLD:
            self.findings.append(
                Finding(code=code, severity=Severity.WARNING, message=message, hint=hint)
            )

    def warnings(self) -> list[Finding]:
        """What was told, and how much more there is."""
        more = [
            Finding(code=code, severity=Severity.WARNING, message=f"and {count - _TOLD} more")
            for code, count in sorted(self._warned.items())
            if count > _TOLD
        ]
        return [*self.findings, *more]

    def _take(self, number: int, line: bytes) -> None:
        try:
            one = converted(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            why = str(error).splitlines()[0]
            self.warn("WRT101", f"{NAME}, line {number}: {why}", "convert its filing again")
            return
        filed = one.filed.isoformat() if one.filed else ""
        values = (one.folder, one.company_key, filed, one.adsh, line.decode("utf-8"))
        # of two lines for a folder the later holds
        self.store.execute("DELETE FROM filing WHERE folder = ?", (one.folder,))
        try:
            self.store.execute("INSERT INTO filing VALUES (?, ?, ?, ?, ?)", values)
        except sqlite3.IntegrityError:
            self.warn(
                "EXP002", f"{one.folder}: the same filing is there in another folder",
                "delete one of the two folders with its line in the manifest",
            )  # fmt: skip

    def companies(self) -> Iterator[Company]:
        """Each company once, by CIK (as text); the filings without one by name."""
        for (company,) in self.store.execute("SELECT DISTINCT company FROM filing ORDER BY 1"):
            yield Company(self, company)

    def company(self, cik: str) -> Company | None:
        """The company with a CIK, with or without its leading zeros."""
        digits = cik.strip().lstrip("0")
        found = Company(self, digits)
        one = next(iter(found), None) if digits.isdigit() else None
        # the key of a company without a CIK may be digits too
        return found if one is not None and one.cik == digits else None

    def filings(self, company: str | None = None) -> Iterator[Converted]:
        """In the order of filing; those without a date come last, by their key."""
        where = "" if company is None else "WHERE company = ?"
        query = f"SELECT line FROM filing {where} ORDER BY company, filed = '', filed, adsh"  # noqa: S608
        for (line,) in self.store.execute(query, () if company is None else (company,)):
            yield converted(json.loads(line))

    def facts(self, one: Converted) -> Iterator[Row] | None:
        """The rows of the filing's BASE.csv; None, with a finding, where there is none."""
        path = self._file(one, f"{one.base}.csv", "*.csv")
        return None if path is None else _rows(path, "excel")

    def lines(self, one: Converted) -> list[Row]:
        """The rows of its BASE_lines.tsv; none where an earlier version converted it."""
        path = self._file(one, f"{one.base}_lines.tsv", "*_lines.tsv")
        return [] if path is None else list(_rows(path, "plain"))

    def _file(self, one: Converted, name: str, pattern: str) -> Path | None:
        folder = self.output / one.folder
        if one.base:
            path = folder / name
            return path if path.is_file() else None
        return next(iter(sorted(folder.glob(pattern))), None)


@dataclass(frozen=True, slots=True)
class Company:
    """A company's filings; can be gone through more than once."""

    corpus: Corpus
    key: str

    def __iter__(self) -> Iterator[Converted]:
        return self.corpus.filings(self.key)


class _Plain(csv.Dialect):
    """Tabs, no quotes: a quotation mark is a character like others."""

    delimiter = "\t"
    quoting = csv.QUOTE_NONE
    lineterminator = "\n"


_DIALECTS = {"excel": csv.excel, "plain": _Plain}


def _rows(path: Path, dialect: str) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines, _DIALECTS[dialect])
        head = next(table, [])
        for cells in table:
            # a call for each cell of each fact would take as long as reading them does
            plain = [bare(cell) if cell[:1] == "'" else cell for cell in cells]
            yield dict(zip(head, plain, strict=False))
