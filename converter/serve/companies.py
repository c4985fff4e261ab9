"""A company over the years: its filings, the series of its items, and a chart of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from converter.export.corpus import Corpus
from converter.export.errors import ExportError
from converter.export.series import series_of
from converter.export.standard.items import items
from converter.plot import PlotError, rendered
from converter.plot.series import chart_of
from converter.serve.recent import Recent
from converter.serve.templates import page

if TYPE_CHECKING:
    from starlette.requests import Request

    from converter.export.series import CompanySeries
    from converter.serve.catalog import Catalog

_LENGTHS: Final = {"annual": "years", "quarterly": "quarters"}
_USUAL: Final = ("revenues", "net_income")
_MOST: Final = 8
_KEPT: Final = 16  # series
_STATEMENTS: Final = {"IS": "Operations", "BS": "Balance sheet", "CF": "Cash flows"}


class Value(NamedTuple):
    """A value of a series.

    how    'printed', or how it was derived; `first` what was filed first, where it was restated
    place  path of the filing's page with the line, '' where there is none
    """

    text: str
    how: str
    first: str
    place: str
    about: str
    doubts: str


class Line(NamedTuple):
    """An item over the periods; None where nothing is stated."""

    item: str
    label: str
    unit: str
    statement: str
    values: tuple[Value | None, ...]


class Kept:
    """The series that were asked for last, as long as the catalog stays the same."""

    def __init__(self) -> None:
        self._recent: Recent[CompanySeries] = Recent(_KEPT)

    def get(self, catalog: Catalog, key: str, length: str, *, as_filed: bool) -> CompanySeries:
        """Raises ExportError: no such company."""

        def made() -> CompanySeries:
            with Corpus(catalog.output, catalog.lines(key)) as corpus:
                return series_of(corpus, key, (), length, as_filed=as_filed)

        return self._recent.get((key, length, as_filed, catalog.version, catalog.busy), made)


def company(request: Request) -> Response:
    """``/company/KEY``; ``?length=quarterly``, ``?filed=first``, ``?item=...`` for the chart."""
    catalog: Catalog = request.app.state.catalog
    catalog.refresh()
    key, length, first = _asked(request)
    filings = catalog.of_company(key)
    if not filings:
        raise HTTPException(404, f"no company {key} among what was converted")
    found = request.app.state.series.get(catalog, key, length, as_filed=first)
    folders = {one.adsh: one.folder for one in filings}
    ends, lines = table(found, folders)
    chosen = _chosen(request, {line.item for line in lines})
    values = {
        "key": key, "name": found.company or filings[0].company, "cik": filings[0].cik,
        "names": list(dict.fromkeys(one.company for one in filings)),
        "filings": filings, "ends": ends, "lines": lines, "length": length, "lengths": _LENGTHS,
        "first": first, "chosen": chosen, "statements": _STATEMENTS,
        "findings": found.findings, "most": _MOST,
    }  # fmt: skip
    return page(request, "company", values)


def chart(request: Request) -> Response:
    """``/company/KEY/chart.svg``, of the items that are asked for."""
    catalog: Catalog = request.app.state.catalog
    key, length, first = _asked(request)
    try:
        found = request.app.state.series.get(catalog, key, length, as_filed=first)
        there = {str(row["item"]) for row in found.rows}
        chosen = _chosen(request, there)
        rows = [row for row in found.rows if row["item"] in chosen]
        picture = rendered(chart_of(found._replace(rows=rows), length, as_filed=first), ".svg")
    except ExportError as error:
        raise HTTPException(404, str(error)) from None
    except PlotError as error:
        raise HTTPException(404, str(error)) from None
    headers = {
        "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        "cache-control": "no-cache",
    }
    return Response(picture, 200, headers, "image/svg+xml")


def table(found: CompanySeries, folders: dict[str, str]) -> tuple[list[str], list[Line]]:
    """The ends of the periods, the latest first, and a line an item and unit.

    folders  of the filings, by accession number
    """
    ends = sorted({str(row["end"]) for row in found.rows}, reverse=True)
    by_item: dict[tuple[str, str], dict[str, Value]] = {}
    about: dict[tuple[str, str], tuple[str, str]] = {}
    for row in found.rows:
        key = str(row["item"]), str(row["unit"])
        by_item.setdefault(key, {})[str(row["end"])] = _value(row, folders)
        about[key] = str(row["label"] or row["item"]), str(row["statement"] or "")
    order = {item.name: number for number, item in enumerate(items())}
    lines = [
        Line(
            key[0], about[key][0], key[1].replace("_per_", " per "), about[key][1],
            tuple(values.get(end) for end in ends),
        )
        for key, values in by_item.items()
    ]  # fmt: skip
    kinds = list(_STATEMENTS)
    lines.sort(
        key=lambda line: (
            kinds.index(line.statement) if line.statement in kinds else 9,
            order.get(line.item, len(order)),
        )
    )
    return ends, lines


def _value(row: dict[str, object], folders: dict[str, str]) -> Value:
    folder, line = folders.get(str(row["adsh"]), ""), row["line"]
    said = f"{row['form']} filed {row['filed'] or 'at an unknown date'}"
    if row["how"] != "printed":
        said = f"{row['how']}; {said}"
    first = ""
    if row["restated"] and row["value"] != row["first_value"]:
        first = f"first filed as {_amount(row['first_value'])} in {row['first_adsh']}"
    place = f"{folder} {line}" if folder and line else folder
    return Value(
        _amount(row["value"]), str(row["how"]), first, place, said, str(row["doubts"] or "")
    )


def _amount(value: object) -> str:
    return f"{Decimal(str(value)):,f}"


def _asked(request: Request) -> tuple[str, str, bool]:
    length = request.query_params.get("length", "annual")
    first = request.query_params.get("filed", "") == "first"
    return request.path_params["key"], length if length in _LENGTHS else "annual", first


def _chosen(request: Request, there: set[str]) -> list[str]:
    """The items of the chart: those that are asked for and there, else the usual ones."""
    asked = [item for item in request.query_params.getlist("item") if item in there]
    usual: list[str] = [item for item in _USUAL if item in there]
    return list(dict.fromkeys(asked))[:_MOST] or usual or sorted(there)[:1]
