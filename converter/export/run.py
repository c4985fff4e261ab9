"""An export from the output folder to the target, which is made anew: it holds one whole export or
the one before. ``export.json`` in it says what it is, and how many rows it has.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from converter import __version__
from converter.export import companies, fsds, long, parquet, wide
from converter.export.conventions import compact, month_end
from converter.export.corpus import Company, Converted, Corpus
from converter.export.errors import ExportError
from converter.export.figures import Stated, read
from converter.export.firsts import Firsts
from converter.export.spool import Spool
from converter.export.standard import of_company
from converter.export.standard.table import broken_cells, cells, rows
from converter.export.tables import COMPANIES, FACTS, FSDS, IDENTITIES, STANDARD
from converter.export.tables import wide as wide_columns
from converter.text.exact import exact
from converter.write.folder import replacing, sweep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from converter.export.tables import Column
    from converter.model.finding import Finding

KINDS = ("fsds", "parquet", "csv", "companies", "standard")
ABOUT = "export.json"
_KEPT = 10_000  # facts of a company that are kept for its second turn; the rest are read again
# Readers stumble over the partition that Hive keeps for nulls: pandas cannot unite its years.
_NO_YEAR, _NO_FORM = "0", "unknown"


@dataclass(slots=True)
class Exported:
    """What was written.

    rows      number of rows by table
    filings   exported
    left_out  without a table of facts
    dropped   facts left out of `num` because another had their key
    """

    rows: Counter[str] = field(default_factory=Counter)
    filings: int = 0
    left_out: int = 0
    dropped: int = 0
    findings: list[Finding] = field(default_factory=list)


@exact()
def export(
    output: Path, to: str, target: Path, *, as_parquet: bool = False, packed: bool = False
) -> Exported:
    """Write the filings converted below `output` into the folder `target`.

    to          one of KINDS: the SEC's data sets; facts long and wide as Parquet or CSV; companies;
                standard statements
    as_parquet  the data sets as Parquet instead of text
    packed      CSV compressed with gzip

    Raises ExportError: nothing to export, a target that is no export, no pyarrow. Raises OSError
    where the target cannot be written.
    """
    as_parquet = as_parquet or to == "parquet"
    if as_parquet:
        parquet.require()
    _refuse_foreign(target)
    with Corpus(output) as corpus:
        # resolved: the target is renamed, and '.' has no name
        target = target.resolve()
        sweep(target.parent, target.name)  # of an export that was killed
        with replacing(target, durable=True) as folder:
            made = _Export(corpus, to, folder, as_parquet=as_parquet, packed=packed)
            done = made.run()
            (folder / ABOUT).write_text(_about(to, done, folder), encoding="utf-8", newline="")
        done.findings = corpus.warnings()
    return done


class _Export:
    def __init__(
        self, corpus: Corpus, to: str, folder: Path, *, as_parquet: bool, packed: bool
    ) -> None:
        self.corpus = corpus
        self.to = to
        self.folder = folder
        self.parquet = as_parquet
        self.end = ".csv.gz" if packed and not as_parquet else ".csv"
        self.done = Exported()
        # Parquet is made of tables spooled as text
        self.spool = Spool(
            folder / ".text" if as_parquet else folder, plain=to == "fsds" or as_parquet,
            guarded=not as_parquet,
        )  # fmt: skip
        self.columns: dict[str, Sequence[Column]] = {}
        self.standard: dict[str, set[fsds.Tag]] = {}

    def run(self) -> Exported:
        if self.to == "standard":
            for company in self.corpus.companies():
                self._standard(company)
        elif self.to != "companies":
            firsts = Firsts()
            for company in self.corpus.companies():
                self._company(company, firsts)
            firsts.close()
        else:
            self.done.filings = self.corpus.count
        for row in companies.rows(self.corpus):
            self._put("companies", "", COMPANIES, row)
        for folder, tags in self.standard.items():
            for tag in sorted(tags):
                self._put("tag", folder, FSDS["tag"], tag)
        if not self.parquet and self.to != "fsds":
            self._heads()
        self.spool.flush()
        if self.parquet:
            for path, columns in sorted(self.columns.items()):
                source = self.spool.folder / path
                # what the folders say stands in no file: readers would find it twice
                kept = [each for each in columns if each.name != "form" or "/" not in path]
                parquet.to_parquet(source, self.folder / path, kept)
                source.unlink()
            shutil.rmtree(self.spool.folder)
        return self.done

    def _heads(self) -> None:
        """Tables without rows have a head too."""
        tables: dict[str, Sequence[Column]] = {"companies": COMPANIES}
        if self.to == "csv":
            tables |= {"facts": FACTS, "wide": wide_columns()}
        if self.to == "standard":
            tables |= {"standard": STANDARD, "identities": IDENTITIES}
        for name, columns in tables.items():
            self.spool.begin(name + self.end, columns)

    def _standard(self, company: Company) -> None:
        """A company's items over all its filings, and the identities that they break."""

        def filings() -> Iterator[tuple[Converted, list[Stated]]]:
            for one in company:
                found = self._facts(one, warn=True)
                if found is not None:
                    self.done.filings += 1
                    yield one, found

        made = of_company(filings())
        for row in rows(made.points):
            self._put("standard", "", STANDARD, cells(row))
        for each in made.broken:
            self._put("identities", "", IDENTITIES, broken_cells(each))

    def _company(self, company: Company, firsts: Firsts) -> None:
        """Twice through a company's filings: what was first is known after the last."""
        firsts.forget()
        amendments: dict[tuple[str, str], tuple[str, str]] = {}
        kept: dict[str, list[Stated]] = {}
        count = 0
        for one in company:
            found = self._facts(one, warn=True)
            count += len(found or ())
            if found and count <= _KEPT:
                kept[one.folder] = found
            seen: set[str] = set()
            for fact in found or ():
                # a figure that rounds to the dates of another is not that figure restated
                if fact.figure and fact.value is not None and fact.figure.key not in seen:
                    seen.add(fact.figure.key)
                    firsts.see(one, fact.figure, fact.value, fact.decimals)
            if one.form.endswith("/A") and one.filed and one.period:
                amendments[one.form_root, _month(one)] = (one.filed.isoformat(), one.adsh)
        for one in company:
            found = kept.pop(one.folder, None) or self._facts(one, warn=False)
            if found is None:
                continue
            self.done.filings += 1
            later = amendments.get((one.form_root, _month(one)), ("", ""))
            amended = bool(one.filed) and later > (f"{one.filed}", one.adsh)
            if self.to == "fsds":
                self._data_sets(one, found, firsts, amended=amended)
            else:
                for row in long.facts(one, found, firsts):
                    self._put("facts", self._partition(one), FACTS, row)
                for row in wide.periods(one, found):
                    self._put("wide", self._partition(one), wide_columns(), row)

    def _facts(self, one: Converted, *, warn: bool) -> list[Stated] | None:
        found = read(self.corpus, one, warn=warn)
        self.done.left_out += found is None and warn
        return found

    def _data_sets(
        self, one: Converted, facts: list[Stated], firsts: Firsts, *, amended: bool
    ) -> None:
        lines = self.corpus.lines(one)
        if not lines:
            self.corpus.warn(
                "EXP003", f"{one.folder} has no lines of its statements, so pre has none of it",
                "convert it again with this version",
            )  # fmt: skip
        made = fsds.rows(one, facts, lines, firsts, amended=amended)
        self.done.dropped += made.dropped
        folder = self._partition(one) if self.parquet else one.quarter
        self._put("sub", folder, FSDS["sub"], made.sub)
        for name, lines_of in (("num", made.num), ("first", made.first), ("pre", made.pre)):
            for row in lines_of:
                self._put(name, folder, FSDS[name], row)
        known = self.standard.setdefault(folder, set())
        for tag in made.tag:
            if tag.custom:
                self._put("tag", folder, FSDS["tag"], tag)
            else:
                known.add(tag)
        if not self.parquet:
            for name, columns in FSDS.items():
                self.spool.begin(f"{folder}/{name}.txt", columns)

    def _partition(self, one: Converted) -> str:
        """'year=1996/form=10-K', as Hive and its readers spell it."""
        year = str(one.filed.year) if one.filed else _NO_YEAR
        return f"year={year}/form={quote(one.form, safe=' -') or _NO_FORM}"

    def _put(
        self, table: str, folder: str, columns: Sequence[Column], row: Iterable[object]
    ) -> None:
        if not folder and table in ("companies", "standard", "identities"):
            path = f"{table}.parquet" if self.parquet else f"{table}{self.end}"
        elif self.parquet:
            path = f"{table}/{folder}/part-0.parquet"
        elif self.to == "fsds":
            path = f"{folder}/{table}.txt"
        else:
            path = f"{table}{self.end}"
        self.columns.setdefault(path, columns)
        self.spool.add(path, columns, row)
        self.done.rows[table] += 1


def _month(one: Converted) -> str:
    return compact(month_end(one.period)) if one.period else ""


def _refuse_foreign(target: Path) -> None:
    """A folder is replaced only if an export made it, and all that is in it."""
    if not target.exists():
        return
    if not target.is_dir():
        raise ExportError(f"{target} is a file; name a folder for the export")
    about = target / ABOUT
    ours = {ABOUT}
    if about.is_file():
        try:
            ours |= set(json.loads(about.read_text(encoding="utf-8"))["entries"])
        except (ValueError, KeyError, TypeError):
            raise ExportError(f"{about} is none of an export; name another folder") from None
    other = sorted(path.name for path in target.iterdir() if path.name not in ours)
    if other:
        raise ExportError(f"{target} holds {other[0]}, which no export made; name another folder")


def _about(to: str, done: Exported, folder: Path) -> str:
    about = {
        "export": to, "version": __version__, "filings": done.filings,
        "left_out": done.left_out, "dropped": done.dropped,
        "rows": dict(sorted(done.rows.items())),
        "entries": sorted(path.name for path in folder.iterdir()),
    }  # fmt: skip
    return json.dumps(about, indent=1) + "\n"
