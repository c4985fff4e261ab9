"""The pages that list: filings, companies, findings of all filings, and words in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from converter.checks.explained import explained
from converter.search import INDEX, SearchError, Wanted, search
from converter.serve import catalog
from converter.serve.templates import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from converter.serve.catalog import Catalog

_ROWS: Final = 50
_HITS: Final = 100
_STATES: Final = {
    "complete": "all statements", "missing": "a statement missing", "error": "errors",
    "own": "elements of its own",
}  # fmt: skip
_ORDERS: Final = {
    "": "company", "filed": "filed, latest first", "period": "period, latest first",
    "facts": "facts, most first", "findings": "findings, worst first",
}  # fmt: skip


class Pages(NamedTuple):
    """Where one is in a list; `first` and `last` are rows from 1."""

    number: int
    pages: int
    first: int
    last: int
    total: int


def filings(request: Request) -> Response:
    """``/``: all filings, or those that are searched for."""
    asked = _asked(request, "company", "form", "year", "state", "order")
    wanted = catalog.Wanted(**asked)
    table = _table(request)
    start = _start(request)
    total, rows = table.filings(wanted, start, _ROWS)
    forms, years = table.choices()
    return page(
        request, "filings",
        {
            "asked": asked, "rows": rows, "pages": _pages(start, total, len(rows)),
            "forms": forms, "years": years, "states": _STATES, "orders": _ORDERS,
            "all": table.count(),
        },
    )  # fmt: skip


def companies(request: Request) -> Response:
    """``/companies``"""
    asked = _asked(request, "company")
    start = _start(request)
    total, rows = _table(request).companies(asked["company"], start, _ROWS)
    values = {"asked": asked, "rows": rows, "pages": _pages(start, total, len(rows))}
    return page(request, "companies", values)


def findings(request: Request) -> Response:
    """``/findings``: of all filings, the worst first."""
    asked = _asked(request, "code", "severity")
    start = _start(request)
    table = _table(request)
    total, rows = table.findings(asked["code"], asked["severity"], start, _ROWS)
    about = explained()
    codes = [
        {"severity": severity, "code": code, "count": count, "filings": filings,
         "title": about[code].title if code in about else ""}
        for severity, code, count, filings in table.codes()
    ]  # fmt: skip
    return page(
        request, "findings",
        {
            "asked": asked, "rows": rows, "pages": _pages(start, total, len(rows)),
            "codes": codes, "about": about.get(asked["code"]), "severities": catalog.WORST,
        },
    )  # fmt: skip


def words(request: Request) -> Response:
    """``/search``: words in the filings' texts, by the index that `retroxbrl search` makes."""
    asked = _asked(request, "words", "company", "form")
    state = request.app.state
    hits, why = [], ""
    there = (state.settings.output / INDEX).is_dir()
    if there and asked["words"]:
        try:
            wanted = Wanted(asked["words"], asked["company"], asked["form"], _HITS)
            hits = search(state.settings.output, wanted)
        except SearchError as error:
            why = str(error)
    forms, _ = state.catalog.choices()
    values = {
        "asked": asked, "hits": hits, "why": why, "there": there, "most": _HITS, "forms": forms,
    }  # fmt: skip
    return page(request, "search", values)


def _table(request: Request) -> Catalog:
    table: Catalog = request.app.state.catalog
    table.refresh()
    return table


def _asked(request: Request, *names: str) -> dict[str, str]:
    return {name: request.query_params.get(name, "").strip()[:200] for name in names}


def _start(request: Request) -> int:
    number = request.query_params.get("page", "1")
    return (max(1, int(number[:9])) - 1) * _ROWS if number.isdecimal() else 0


def _pages(start: int, total: int, shown: int) -> Pages:
    number = start // _ROWS + 1
    return Pages(number, max(1, -(-total // _ROWS)), start + 1, start + shown, total)
