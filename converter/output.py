"""Everything that was converted, as data frames.

import converter
out = converter.load("output")
out.filings()                                     a row a filing
out.facts(company="kodak", concept="us-gaap:Assets")
out.statements("0000031235-99-000001", "IS")      lines down, periods across
out.series("kodak", ["revenues", "net_income"])
out.query(named="net-income", company="31235")

Frames are of pandas, or of polars with `frame="polars"`, or Arrow's own tables with
`frame="arrow"`; the last two need pyarrow (the extra `datasets`). Dates and numbers have
their types.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from converter.export.corpus import Converted, Corpus
from converter.export.errors import ExportError
from converter.export.long import filing_cells
from converter.export.series import series as company_series
from converter.export.tables import FACTS, STANDARD
from converter.text.exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from converter.export.tables import Column

FrameKind = Literal["pandas", "polars", "arrow"]
_FILING = (
    "adsh:s filing:s cik:i company:s sic:i form:s filed:d period:d fy:i fp:s facts:i base:s"
)  # fmt: skip
_DATA = "retroxbrl[dataframe]"


class Output:
    """An output folder. Nothing is kept in memory; each call reads what it needs.

    Methods raise ExportError where nothing was converted, or what is asked for is not there.
    """

    def __init__(self, folder: Path, frame: FrameKind | None = None) -> None:
        self.folder = folder
        self.frame = frame or _installed()
        with Corpus(folder) as corpus:
            self.count = corpus.count

    def __repr__(self) -> str:
        return f"<output {str(self.folder)!r}: {self.count} filings>"

    def filings(self, company: str | None = None, form: str | None = None) -> Any:
        """A row for each filing, by company and time.

        company  a CIK or a part of the name
        form     '10-K' takes 10-K405, 10-KSB and amendments too
        """
        with Corpus(self.folder) as corpus:
            rows = [
                filing_cells(one) | {"facts": one.facts, "base": one.base}
                for one in corpus.filings()
                if _is(one, company, form)
            ]
        return self._frame(rows, _columns(_FILING))

    def facts(
        self,
        company: str | None = None,
        concept: str | None = None,
        form: str | None = None,
        filing: str | None = None,
    ) -> Any:
        """A row for each fact, with its filing, place and confidence; `concept` with its prefix or
        without.
        """
        columns = [column for column in FACTS if not column.name.startswith(_LATER)]
        with Corpus(self.folder) as corpus:
            rows = list(_facts(corpus, company, concept, form, filing))
        return self._frame(rows, columns)

    def statements(self, filing: str, statement: str | None = None) -> Any:
        """A filing's statements as printed: a row a line, in its order, a column a period.

        filing     its folder or accession number
        statement  BS, IS, CF, EQ, CI; all where there is none
        """
        with Corpus(self.folder) as corpus:
            one = next((o for o in corpus.filings() if filing in (o.folder, o.adsh)), None)
            if one is None:
                raise ExportError(f"{self.folder} holds no filing {filing!r}")
            facts = list(corpus.facts(one) or ())
            lines = corpus.lines(one)
        kinds = {line["statement"] for line in lines} - {"CP", ""}
        if statement is not None and statement not in kinds:
            raise ExportError(f"{filing} has no statement {statement!r}; it has {_and(kinds)}")
        return self._frame(*_statement(lines, facts, statement))

    def series(
        self,
        company: str,
        concepts: Sequence[str] = (),
        length: str = "annual",
        *,
        as_filed: bool = False,
    ) -> Any:
        """A company over the years: see `retroxbrl series`."""
        found = company_series(self.folder, company, concepts, length, as_filed=as_filed)
        return self._frame(found.rows, STANDARD)

    def query(self, sparql: str | None = None, *, named: str | None = None, **choices: str) -> Any:
        """The answer to a SPARQL SELECT, or to a named query with its choices. All columns are
        text. Raises QueryError.
        """
        from converter.query import run, run_named

        if (sparql is None) == (named is None):
            raise ExportError("give a SPARQL query, or named=...")
        if named is not None:
            text = run_named(named, self.folder, "csv", choices)
        else:
            text = run(sparql or "", self.folder, "csv")
        table = csv.reader(io.StringIO(text))
        names = next(table, [])
        rows: list[dict[str, object]] = [dict(zip(names, row, strict=False)) for row in table]
        return self._frame(rows, _columns(" ".join(f"{name}:s" for name in names)))

    def _frame(self, rows: Sequence[dict[str, object]], columns: Sequence[Column]) -> Any:
        data = {
            column.name: [_cell(row.get(column.name), column.kind) for row in rows]
            for column in columns
        }
        if self.frame == "pandas":
            return _pandas(data, columns)
        table = _arrow(data, columns)
        if self.frame == "arrow":
            return table
        import polars as pl

        return pl.from_arrow(table)


def load(folder: str | Path = "output", frame: FrameKind | None = None) -> Output:
    """What was converted into `folder`, as data frames: pandas where it is installed, else polars.

    Raises ExportError where nothing was converted, or neither is installed.
    """
    return Output(Path(folder), frame)


_LATER = ("is_first", "first_", "restated")


def _is(one: Converted, company: str | None, form: str | None) -> bool:
    if company is not None:
        digits = company.strip().lstrip("0")
        if not (one.cik == digits if digits.isdigit() else one.named(company)):
            return False
    return form is None or one.is_of(form)


@exact()
def _facts(
    corpus: Corpus, company: str | None, concept: str | None, form: str | None, filing: str | None
) -> Iterator[dict[str, object]]:
    from converter.export.figures import stated

    for one in corpus.filings():
        if not _is(one, company, form) or filing not in (None, one.folder, one.adsh):
            continue
        of_filing = filing_cells(one)
        for fact in stated(one, corpus.facts(one) or ()):
            if concept not in (None, fact.row["concept"], fact.name):
                continue
            yield {
                **fact.row, **of_filing, "name": fact.name, "own": int(fact.own),
                "qtrs": fact.qtrs, "consolidated": int(not fact.row["dimensions"]),
                "text": fact.row["value"],
                "value": fact.row["value"] if fact.value is not None else None,
            }  # fmt: skip


def _statement(
    lines: Sequence[dict[str, str]], facts: Sequence[dict[str, str]], statement: str | None
) -> tuple[list[dict[str, object]], tuple[Column, ...]]:
    """The rows of statements, and their columns: the periods that they have facts for."""
    kept = [line for line in lines if line["statement"] == (statement or line["statement"])]
    kept = [line for line in kept if line["statement"] not in ("CP", "")]
    concepts = {line["concept"] for line in kept}
    by_concept: dict[str, dict[str, str]] = {}
    periods: dict[str, None] = {}
    for fact in facts:
        if fact["concept"] in concepts and fact["unit"] and not fact["dimensions"]:
            period = f"{fact['start']}/{fact['end']}" if fact["start"] else fact["end"]
            periods.setdefault(period)
            by_concept.setdefault(fact["concept"], {}).setdefault(period, fact["value"])
    ordered = sorted(periods, key=lambda text: (text.split("/")[-1], text), reverse=True)
    rows: list[dict[str, object]] = [
        {
            "statement": line["statement"], "label": line["label"], "concept": line["concept"],
            **(by_concept.get(line["concept"], {}) if line["abstract"] != "1" else {}),
        }
        for line in kept
    ]  # fmt: skip
    names = " ".join(f"{period}:f" for period in ordered)
    return rows, _columns(f"statement:s label:s concept:s {names}")


def _columns(text: str) -> tuple[Column, ...]:
    from converter.export.tables import Column

    return tuple(Column(*part.rsplit(":", 1)) for part in text.split())


def _cell(value: object, kind: str) -> object:
    if value is None or value == "":
        return None
    if kind == "i":
        return int(str(value))
    if kind == "f":
        return float(str(value))
    if kind == "d" and isinstance(value, str):
        import datetime as dt

        return dt.date.fromisoformat(value)
    return value if kind == "d" else str(value)


def _arrow(data: dict[str, list[object]], columns: Sequence[Column]) -> Any:
    try:
        import pyarrow as pa
    except ImportError:
        raise ExportError(
            "Arrow needs pyarrow, which is not installed: pip install 'retroxbrl[datasets]'"
        ) from None
    kinds = {"i": pa.int64(), "f": pa.float64(), "d": pa.date32()}
    return pa.table(
        [pa.array(data[each.name], kinds.get(each.kind, pa.string())) for each in columns],
        names=[each.name for each in columns],
    )


def _pandas(data: dict[str, list[object]], columns: Sequence[Column]) -> Any:
    import pandas as pd

    kinds = {"i": "Int64", "f": "float64"}
    found = {}
    for each in columns:
        values = pd.Series(data[each.name], dtype=kinds.get(each.kind, "object"))
        found[each.name] = pd.to_datetime(values) if each.kind == "d" else values
    return pd.DataFrame(found)


def _installed() -> FrameKind:
    from importlib.util import find_spec

    if find_spec("pandas"):
        return "pandas"
    if find_spec("polars"):
        return "polars"
    raise ExportError(f"frames need pandas or polars: pip install '{_DATA}'")


def _and(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"
