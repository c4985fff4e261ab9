"""The editor for SPARQL, and a form for each named query. The page is made here, so that it works
without a script; the answer is the endpoint's.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from converter.model.namespaces import PREFIXES
from converter.query import QueryError, named, queries
from converter.query.bounds import LONGEST
from converter.query.results import shorten
from converter.serve import forms, spell
from converter.serve.forms import BodyError
from converter.serve.pool import BusyError
from converter.serve.templates import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from converter.query import NamedQuery
    from converter.serve.catalog import Catalog
    from converter.serve.pool import Answer, Pool

_ROWS: Final = 1000
"""Rows of a page; files have all."""

_WIDEST: Final = 300  # characters of a cell
_FOLDERS: Final = ("filing", "folder")
"""Columns whose texts may be names of filings, as in the named queries."""

_EXAMPLE: Final = """\
# Concepts, and how many facts of all filings have them
SELECT ?concept (COUNT(?fact) AS ?facts) {
  ?fact rx:concept ?concept .
}
GROUP BY ?concept
ORDER BY DESC(?facts)
LIMIT 50
"""
_SELECT = "application/sparql-results+json"
_GRAPH = "text/turtle"


class Term(NamedTuple):
    """A cell of an answer: its text, the page that it leads to, and whether it is a number."""

    text: str
    link: str = ""
    number: bool = False


class Result(NamedTuple):
    """rows   of a SELECT; `text` a graph or the answer to an ASK
    total   of the rows that came, of which the page shows the first
    """

    names: tuple[str, ...]
    rows: list[list[Term]]
    total: int
    text: str
    cut: bool
    notes: tuple[str, ...]


async def editor(request: Request) -> Response:
    """``/query``: GET or POST with `query` asks it, without one shows an example."""
    if request.method == "POST":
        try:
            given = dict(forms.fields(await forms.text(request, 4 * LONGEST)))
        except BodyError as error:
            raise HTTPException(error.status, str(error)) from None
    else:
        given = dict(request.query_params)
    query = given.get("query", "")[: LONGEST + 1]
    found, why = None, ""
    if query.strip():
        found, why = await _asked(request, query)
    values = {
        "query": query or _EXAMPLE, "result": found, "why": why, "queries": queries(),
        "prefixes": PREFIXES, "forms": spell.SHORT, "most": _ROWS,
        "settings": request.app.state.settings,
    }  # fmt: skip
    return page(request, "query", values, 400 if why else 200)


async def form(request: Request) -> Response:
    """``/query/NAME``: its parameters as a form; with `ask` the answer below it."""
    try:
        one = named(request.path_params["name"])
    except QueryError as error:
        raise HTTPException(404, str(error)) from None
    params = request.query_params
    known = {parameter.name for parameter in one.parameters}
    given = {name: value for name, value in params.items() if name in known}
    sparql, found, why = one.sparql({}), None, ""
    try:
        sparql = one.sparql({name: value for name, value in given.items() if value})
        if "ask" in params:
            found, why = await _asked(request, sparql)
    except QueryError as error:
        why = str(error)
    values = {
        "one": one, "fields": _fields(one, given), "query": sparql, "result": found, "why": why,
        "queries": queries(), "forms": spell.SHORT, "most": _ROWS, "asked": "ask" in params,
        "settings": request.app.state.settings,
    }  # fmt: skip
    return page(request, "named", values, 400 if why else 200)


def _fields(one: NamedQuery, given: dict[str, str]) -> list[dict[str, object]]:
    fields: list[dict[str, object]] = []
    for each in one.parameters:
        usual = each.default.strip('"')
        usual = "" if usual == "UNDEF" else usual
        about = each.description.removeprefix("text: ")
        fields.append(
            {"name": each.name, "about": about, "usual": usual, "choices": each.choices,
             "value": given.get(each.name, "")}
        )  # fmt: skip
    return fields


async def _asked(request: Request, query: str) -> tuple[Result | None, str]:
    """The answer for a page, or what is wrong."""
    pool: Pool = request.app.state.pool
    try:
        answer = await pool.ask(query, f"{_SELECT}, {_GRAPH}")
        return await run_in_threadpool(_result, answer, request.app.state.catalog), ""
    except QueryError as error:
        return None, str(error)
    except BusyError as error:
        return None, f"{error}; ask again later"


def _result(answer: Answer, catalog: Catalog) -> Result:
    if answer.media == _GRAPH:
        return Result((), [], 0, answer.text, answer.cut, answer.notes)
    said = json.loads(answer.text)
    if "boolean" in said:
        return Result((), [], 0, "yes" if said["boolean"] else "no", answer.cut, answer.notes)
    names = tuple(said["head"]["vars"])
    bindings = said["results"]["bindings"]
    rows = [[_term(row.get(name)) for name in names] for row in bindings[:_ROWS]]
    for at, name in enumerate(names):
        if name in _FOLDERS:
            rows = [
                [*row[:at], row[at]._replace(link=_folder(catalog, row[at].text)), *row[at + 1 :]]
                for row in rows
            ]
    return Result(names, rows, len(bindings), "", answer.cut, answer.notes)


def _term(said: dict[str, str] | None) -> Term:
    if said is None:
        return Term("")
    value = said["value"]
    if said["type"] == "uri":
        return Term(_short(shorten(value)), _page_of(value))
    kind = said.get("datatype", "").removeprefix(PREFIXES["xsd"])
    if kind == "decimal":  # an amount
        return Term(f"{Decimal(value):,f}", number=True)
    return Term(_short(value), number=kind in ("integer", "double", "float", "int"))


def _folder(catalog: Catalog, text: str) -> str:
    return text if catalog.filing(text) is not None else ""


def _page_of(iri: str) -> str:
    """The folder of a filing's resource, which its page shows."""
    if not iri.startswith(PREFIXES["filing"]):
        return ""
    return iri.removeprefix(PREFIXES["filing"]).partition("/")[0]


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}\u2026"
