"""The application: its addresses, and what they share."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from converter.checks.explained import explained
from converter.serve import companies, endpoint, filings, lists, queries, reviews
from converter.serve.catalog import Catalog
from converter.serve.pool import Pool
from converter.serve.security import Guard, Token
from converter.serve.templates import HERE, page, prepare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from converter.serve.settings import Settings

_ROUTES = [
    Route("/", lists.filings),
    Route("/companies", lists.companies),
    Route("/findings", lists.findings),
    Route("/search", lists.words),
    Route("/filing/{folder}", filings.filing),
    Route("/filing/{folder}/files/{name}", filings.file),
    Route("/filing/{folder}/review", reviews.review, methods=["GET", "POST"]),
    Route("/filing/{folder}/review/withdraw", reviews.withdraw, methods=["POST"]),
    Route("/company/{key}", companies.company),
    Route("/company/{key}/chart.svg", companies.chart),
    Route("/query", queries.editor, methods=["GET", "POST"]),
    Route("/query/{name}", queries.form),
    # every method comes there, and the protocol says which are refused
    Route(
        endpoint.PATH, endpoint.answer,
        methods=["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"],
    ),
    Mount("/static", StaticFiles(directory=HERE / "static")),
]  # fmt: skip


def application(settings: Settings) -> Starlette:
    """What serves the output folder; to be run in one process, which starts the others."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.catalog.refresh()
        prepare()
        explained()
        try:
            yield
        finally:
            app.state.pool.close()
            app.state.catalog.close()

    app = Starlette(
        routes=_ROUTES,
        middleware=[Middleware(Guard)],
        exception_handlers={HTTPException: _wrong, 500: _fault},
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.catalog = Catalog(settings.output)
    app.state.pool = Pool(settings)
    app.state.kept = filings.Kept()
    app.state.series = companies.Kept()
    app.state.token = Token()
    app.state.reviews = reviews.Reviews(settings)
    return app


def _wrong(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    why = error.detail if isinstance(error, HTTPException) else ""
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if "text/html" not in request.headers.get("accept", "text/html"):
        return PlainTextResponse(f"{why}\n", status, headers)
    made = page(request, "wrong", {"status": status, "why": why}, status)
    made.headers.update(headers)
    return made


def _fault(request: Request, error: Exception) -> Response:
    """A fault of the program: the trace goes to the log of the server."""
    del request
    why = f"a fault of the program: {type(error).__name__}; please report it\n"
    return PlainTextResponse(why, 500)
