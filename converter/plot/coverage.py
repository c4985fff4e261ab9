"""What was converted: companies by years, what is there, what is not whole, what is missing."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from converter.export.corpus import Corpus
from converter.export.errors import ExportError
from converter.plot.draw import BLUE, GREEN, LIGHT, ORANGE, PlotError, altair, finished, titled
from converter.write.manifest import lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_WHOLE = "annual report, all statements"
_PART = "annual report, a statement missing"
_OTHER = "no annual report, others"
_NONE = "nothing, between years that are there"
_COLOURS = {_WHOLE: GREEN, _PART: ORANGE, _OTHER: BLUE, _NONE: LIGHT}
_NAME = 40


@dataclass(slots=True)
class Year:
    """What a company has for a fiscal year: annual reports by wholeness, quarterly ones, others."""

    whole: int = 0
    part: int = 0
    quarters: set[str] = field(default_factory=set)
    others: int = 0

    @property
    def state(self) -> str:
        return _WHOLE if self.whole else _PART if self.part else _OTHER

    @property
    def said(self) -> str:
        """'K 3Q', 'K 2Q +1': an annual report, quarterly ones, and others."""
        parts = ["K"] if self.whole or self.part else []
        parts += [f"{len(self.quarters)}Q"] if self.quarters else []
        parts += [f"+{self.others}"] if self.others else []
        return " ".join(parts)


def _rows(found: dict[str, dict[int, Year]], names: Iterable[str]) -> list[dict[str, object]]:
    """A row a company and year between its first and its last, by company."""
    rows: list[dict[str, object]] = []
    for name in sorted(names, key=str.lower):
        years = found[name]
        for year in range(min(years), max(years) + 1):
            own = years.get(year)
            rows.append(
                {
                    "company": name, "year": str(year), "state": own.state if own else _NONE,
                    "said": own.said if own else "",
                }
            )  # fmt: skip
    return rows


def coverage_chart(output: Path, limit: int = 60) -> Any:
    """A row a company, a column a fiscal year; of more than `limit` companies those with most
    filings (0: all). Raises PlotError where nothing was converted.
    """
    alt = altair()
    try:
        found, dateless, failed = coverage(output)
    except ExportError as error:
        raise PlotError(str(error)) from None
    if not found:
        raise PlotError(f"{output}: no filing states the year that it is of")
    weight = {
        name: sum(y.whole + y.part + len(y.quarters) + y.others for y in years.values())
        for name, years in found.items()
    }
    kept = sorted(found, key=lambda name: (-weight[name], name))[: limit or None]
    rows = _rows(found, kept)
    every = range(
        min(year for name in kept for year in found[name]),
        max(year for name in kept for year in found[name]) + 1,
    )
    states = [state for state in _COLOURS if any(row["state"] == state for row in rows)]
    base = alt.Chart(alt.Data(values=rows))
    x = alt.X(
        "year:O",
        title="fiscal year",
        scale=alt.Scale(domain=[str(year) for year in every]),
        axis=alt.Axis(labelAngle=0, orient="top", ticks=False, domain=False),
    )
    y = alt.Y(
        "company:N", sort=None, title=None, axis=alt.Axis(labelLimit=300, ticks=False, domain=False)
    )
    cell = base.mark_rect(stroke="white", strokeWidth=2).encode(
        x=x, y=y,
        color=alt.Color(
            "state:N", title=None, legend=alt.Legend(orient="bottom", columns=2, labelLimit=300),
            scale=alt.Scale(domain=states, range=[_COLOURS[state] for state in states]),
        ),
        tooltip=["company:N", "year:N", "state:N", "said:N"],
    )  # fmt: skip
    text = base.mark_text(fontSize=9, color="white").encode(x=x, y=y, text="said:N")
    more = len(found) - len(kept)
    title = titled(
        "What was converted",
        f"{sum(weight.values())} filings of {len(found)} companies; K an annual report, 3Q three"
        " quarterly ones, +1 another",
        f"{more} companies with fewer filings are not shown" if more else "",
        f"{dateless} filings state no year and are not shown" if dateless else "",
        f"{failed} inputs could not be converted" if failed else "",
    )
    width = {"step": 52}
    return finished(alt.layer(cell, text).properties(width=width, height={"step": 22}, title=title))


def coverage(output: Path) -> tuple[dict[str, dict[int, Year]], int, int]:
    """By company and fiscal year what is there; how many filings state no year; how many inputs
    could not be converted. Raises ExportError.
    """
    found: dict[str, dict[int, Year]] = defaultdict(dict)
    dateless = 0
    whole = {folder: bool(row.get("complete", True)) for folder, row in lines(output).rows()}
    with Corpus(output) as corpus:
        names: Counter[str] = Counter()
        for company in corpus.companies():
            filings = list(company)
            name = _called(filings[-1].name or filings[-1].folder)
            names[name] += 1
            if names[name] > 1:
                name = f"{name} ({filings[-1].cik or names[name]})"
            for one in filings:
                year = one.fiscal_year or (one.period.year if one.period else None)
                if year is None:
                    dateless += 1
                    continue
                own = found[name].setdefault(year, Year())
                if one.is_of("10-K"):
                    own.whole += whole.get(one.folder, True)
                    own.part += not whole.get(one.folder, True)
                elif one.is_of("10-Q"):
                    own.quarters.add(one.fiscal_period or one.folder)
                else:
                    own.others += 1
    return dict(found), dateless, _failures(output / "failures.jsonl")


def _failures(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip() and isinstance(_object(line), dict))
    except FileNotFoundError:
        return 0


def _object(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _called(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}\u2026"
