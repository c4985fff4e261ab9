"""The SPARQL 1.1 protocol at ``/sparql``: queries alone.

    GET  /sparql?query=...                                          2.1.1
    POST application/x-www-form-urlencoded   query=...              2.1.2
    POST application/sparql-query            the query itself       2.1.3

`Accept` chooses the form of the answer, or `format=` (json, xml, csv, tsv; turtle, ntriples,
rdfxml, jsonld), which browsers' links can say. A GET without a query is answered with the service's
description, or, where a page is wanted, with the editor.

    400  not SPARQL; or what is asked for is not here (SERVICE, FROM, a named graph)
    403  an update                        406  no such form of answer
    405  another method                   413  a query of more characters than are read
    415  another type of content          503  no answer in time, no store, too many ask
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from converter.query import QueryError
from converter.query.bounds import LONGEST
from converter.serve import forms, spell
from converter.serve.accept import chosen
from converter.serve.forms import FORM, BodyError
from converter.serve.pool import BusyError, UnacceptableError

if TYPE_CHECKING:
    from starlette.requests import Request

    from converter.serve.pool import Pool

PATH: Final = "/sparql"
CUT: Final = "x-result-cut"
"""The header of an answer that was cut: after how many rows."""
NOTE: Final = "x-result-note"

_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_MOST = 4 * LONGEST  # bytes: a character of a query may be so many, and %XX is three
_LATER = {"retry-after": "5"}
_SAID = ("text/turtle", "application/n-triples", "text/plain")
_PAGE = "text/html"
_STATUS: Final = {
    "QRY003": 400, "QRY012": 400, "QRY013": 413, "QRY016": 400,
    "QRY001": 503, "QRY002": 503, "QRY006": 503, "QRY009": 503, "QRY010": 503, "QRY011": 503,
    "QRY014": 503, "QRY015": 503,
}  # fmt: skip
"""By the code of what is wrong; 500 for others."""

_DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
[] a sd:Service ;
  sd:endpoint <{endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML,
    formats:SPARQL_Results_CSV, formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


async def answer(request: Request) -> Response:
    """The handler of `PATH`; takes every method."""
    pool: Pool = request.app.state.pool
    try:
        pairs = await _asked(request)
        query = _query(request, pairs)
        if query is None:
            return _described(request)
        found = await pool.ask(query, _accept(request, pairs))
    except BodyError as error:
        return _refusal(error.status, str(error))
    except QueryError as error:
        return _refusal(_STATUS.get(error.finding.code, 500), str(error))
    except UnacceptableError as error:
        return _refusal(406, f"the answer can be had as {error}")
    except BusyError as error:
        return _refusal(503, f"{error}; ask again later")
    headers = {"vary": "accept", "cache-control": "no-store"}
    if found.cut:
        headers[CUT] = str(pool.settings.rows)
    if found.notes:
        said = " ".join("; ".join(found.notes).split())
        headers[NOTE] = said.encode("ascii", "replace").decode()
    return Response(found.text, 200, headers, f"{found.media}; charset=utf-8")


async def _asked(request: Request) -> list[tuple[str, str]]:
    """The parameters of the request, its query among them."""
    if request.method in ("GET", "HEAD"):
        return list(request.query_params.multi_items())
    if request.method != "POST":
        raise BodyError(405, "queries come by GET or POST")
    media = forms.media(request)
    if media == _UPDATE:
        raise BodyError(403, "nothing can be changed here; only queries are answered")
    if media not in (FORM, _QUERY):
        raise BodyError(415, f"a query comes as {FORM} or {_QUERY}")
    text = await forms.text(request, _MOST)
    given = list(request.query_params.multi_items())
    if media == _QUERY:
        return [*given, ("query", text)]
    return [*given, *forms.fields(text)]


def _query(request: Request, pairs: list[tuple[str, str]]) -> str | None:
    """The query, if it is one, and about the graph that there is; None for a GET without one."""
    if any(name == "update" for name, _ in pairs):
        raise BodyError(403, "nothing can be changed here; only queries are answered")
    queries = [value for name, value in pairs if name == "query"]
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise BodyError(400, "give one query, as the parameter query")
    graphs = [name for name, _ in pairs if name in ("default-graph-uri", "named-graph-uri")]
    if graphs:
        raise BodyError(400, f"{graphs[0]}: all that was converted is in the default graph")
    return queries[0]


def _accept(request: Request, pairs: list[tuple[str, str]]) -> str:
    wanted = next((value for name, value in pairs if name == "format"), "")
    if not wanted:
        return request.headers.get("accept", "*/*")
    if wanted not in spell.SHORT:
        raise BodyError(400, f"format is one of {', '.join(spell.SHORT)}")
    return spell.SHORT[wanted]


def _described(request: Request) -> Response:
    accept = request.headers.get("accept", "*/*")
    if chosen(accept, (*_SAID, _PAGE)) == _PAGE:
        return RedirectResponse("/query", 303)
    text = _DESCRIPTION.format(endpoint=request.url.replace(query=""))
    return Response(text, 200, {"vary": "accept"}, "text/turtle; charset=utf-8")


def _refusal(status: int, why: str) -> Response:
    headers = dict(_LATER) if status == 503 else {"allow": "GET, POST"} if status == 405 else {}
    return PlainTextResponse(f"{why}\n", status, headers)
