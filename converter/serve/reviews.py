"""A reviewer confirms or corrects a fact, or a statement: the only thing that is written.

What is said goes into the overlay (``output/reviews.jsonl``), which the next conversion applies;
the filing's files stay what they are. A form holds the server's token, without which nothing is
taken.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, cast

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from converter.model.review import KINDS, Found
from converter.review import overlay
from converter.review.converted import of_line
from converter.review.errors import ReviewError
from converter.review.make import Answer, of_fact, of_statement, warnings, withdrawal
from converter.search.text import NoTextError, filing_of
from converter.serve import forms
from converter.serve.filings import listed
from converter.serve.forms import BodyError
from converter.serve.tables import NAMES, cell
from converter.serve.templates import page, segment

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from converter.model.review import Review, Scope
    from converter.review.converted import Filing, Row
    from converter.review.overlay import Overlay, Standing
    from converter.serve.settings import Settings

_MOST: Final = 20_000  # bytes of a form
_AROUND: Final = 3  # lines before and behind that of the figure
_FIELDS: Final = (
    "verdict", "concept", "sign", "period", "scope", "note", "reviewer", "kind", "owner",
)  # fmt: skip
_VERDICTS: Final = ("right", "wrong", "none")
_SCOPES: Final = ("figure", "line", "column")
_FIXED: Final = ("COVER", "FDS")


class Reviews:
    """The overlay, read again when its file changes; who reviewed last."""

    def __init__(self, settings: Settings) -> None:
        self.path = settings.reviews or settings.output / overlay.NAME
        self.reviewer = ""
        self._lock = Lock()
        self._known: tuple[tuple[int, int], Overlay] | None = None

    def read(self) -> Overlay:
        """Raises ReviewError: a line that is none."""
        try:
            about = self.path.stat()
            stamp = about.st_size, about.st_mtime_ns
        except OSError:
            stamp = (0, 0)
        with self._lock:
            if self._known is None or self._known[0] != stamp:
                self._known = stamp, overlay.read(self.path)
            return self._known[1]

    def standing(self, filing: Filing) -> Standing:
        """What holds of a filing. Raises ReviewError."""
        return overlay.standing(self.read().of(filing.sha256, filing.name), filing.sha256)

    def add(self, review: Review) -> None:
        """Raises ReviewError, and HTTPException where it cannot be written."""
        try:
            overlay.add(self.path, [review])
        except OSError as error:
            raise HTTPException(503, f"{self.path} cannot be written: {error.strerror}") from None
        if review.reviewer:
            self.reviewer = review.reviewer


def of_folder(output: Path, line: dict[str, object]) -> Filing:
    return of_line(output / str(line["folder"]), line)


async def review(request: Request) -> Response:
    """``/filing/FOLDER/review?fact=ID`` or ``?statement=LINE:COLUMN``: the form, and its answer."""
    if request.method == "POST":
        given = await _given(request)
        return await run_in_threadpool(_kept, request, given)
    return await run_in_threadpool(_form, request, {}, "")


async def withdraw(request: Request) -> Response:
    """``/filing/FOLDER/review/withdraw``: takes a review back; it stays on record."""
    given = await _given(request)
    return await run_in_threadpool(_withdrawn, request, given)


async def _given(request: Request) -> dict[str, str]:
    """The form's fields. Raises HTTPException: its token is not the server's."""
    try:
        if forms.media(request) != forms.FORM:
            raise HTTPException(415, f"a review comes as {forms.FORM}")
        given = dict(forms.fields(await forms.text(request, _MOST)))
    except BodyError as error:
        raise HTTPException(error.status, str(error)) from None
    if not request.app.state.token.fits(given.get("token")):
        raise HTTPException(
            403, "the form is not of this server, or of before its start: reload it"
        )
    return given


def _kept(request: Request, given: dict[str, str]) -> Response:
    filing, here, about = _asked(request)
    reviews: Reviews = request.app.state.reviews
    try:
        made = _made(filing, here, about, given)
        reviews.add(made)
    except ReviewError as error:
        return _form(request, given, str(error))
    to = f"{request.url.path}?{request.url.query.partition('&kept=')[0]}&kept={made.id}"
    return RedirectResponse(to, 303)


def _withdrawn(request: Request, given: dict[str, str]) -> Response:
    one = listed(request)
    filing = of_folder(
        request.app.state.settings.output, request.app.state.catalog.line(one.folder)
    )
    reviews: Reviews = request.app.state.reviews
    try:
        known = {each.id: each for each in reviews.standing(filing).reviews}
        found = known.get(given.get("id", ""))
        reviewer = given.get("reviewer", "").strip() or reviews.reviewer
        if found is None:
            raise HTTPException(404, "there is no such review, or it was withdrawn already")
        reviews.add(withdrawal(found, reviewer or found.reviewer))
    except ReviewError as error:
        raise HTTPException(409, str(error)) from None
    return RedirectResponse(f"/filing/{segment(one.folder)}#reviews", 303)


def _asked(request: Request) -> tuple[Filing, list[Row], str]:
    """The filing, the facts at the place that is asked for (that of the address first), and whether
    it is a 'fact' or a 'statement'. Raises HTTPException 404.
    """
    one = listed(request)
    state = request.app.state
    filing = of_folder(state.settings.output, state.catalog.line(one.folder))
    fact, statement = (request.query_params.get(name, "") for name in ("fact", "statement"))
    rows = filing.facts()
    first = next(
        (
            row for row in rows
            if (row["fact"] == fact if fact else f"{row['line']}:{row['column']}" == statement)
        ),
        None,
    )  # fmt: skip
    if first is None:
        raise HTTPException(404, f"{one.folder} has no such fact: it was converted anew since")
    place = first["line"], first["column"]
    others = [row for row in rows if row is not first and (row["line"], row["column"]) == place]
    return filing, [first, *others], "fact" if fact else "statement"


def _made(filing: Filing, here: list[Row], about: str, given: dict[str, str]) -> Review:
    """Raises ReviewError."""
    first, *others = here
    reviewer = given.get("reviewer", "").strip()
    if not reviewer:
        raise ReviewError("a review needs the name of who makes it")
    verdict = given.get("verdict", "")
    if verdict not in _VERDICTS:
        raise ReviewError("is it right, wrong, or none?")
    note = given.get("note", "")
    if about == "statement":
        kind, owner = given.get("kind", ""), given.get("owner", "").strip()
        if verdict == "wrong" and kind == first["statement"] and not owner:
            raise ReviewError("it is said to be wrong, but not what is right")
        place = int(first["line"]), int(first["column"]), first["printed"]
        return of_statement(
            filing, place, kind if verdict == "wrong" else first["statement"], reviewer,
            owner=owner if verdict == "wrong" else "", none=verdict == "none", note=note,
            found=Found(concept=first["statement"]),
        )  # fmt: skip
    sign, scope = given.get("sign", ""), given.get("scope", "figure")
    if sign not in ("", "+", "-") or scope not in _SCOPES:
        raise ReviewError("a sign is + or -, and a review is of the figure, line or column")
    changed = verdict == "wrong"
    answer = Answer(
        cast("Literal['right', 'wrong', 'none']", verdict),
        given.get("concept", "").strip() if changed else "",
        cast("Literal['', '+', '-']", sign if changed else ""),
        given.get("period", "").strip() if changed else "", cast("Scope", scope), note,
    )  # fmt: skip
    return of_fact(filing, first, answer, reviewer, "", others)


def _form(request: Request, given: dict[str, str], why: str) -> Response:
    filing, here, about = _asked(request)
    first = here[0]
    reviews: Reviews = request.app.state.reviews
    try:
        known = _known(reviews.standing(filing), first, about)
    except ReviewError as error:
        known, why = None, str(error)
    kept = known is not None and request.query_params.get("kept") == known.id
    doubts = warnings(first, known) if known and kept and about == "fact" else []
    values = {
        "one": listed(request), "fact": cell(first), "caption": first["caption"], "about": about,
        "statement": first["statement"], "title": first["table"], "names": NAMES,
        "others": [row["concept"] for row in here[1:]],
        "lines": _lines(filing, int(first["line"] or 0)),
        "near": [each.split()[0] for each in first["candidates"].split("; ") if each],
        "kinds": KINDS[:-1], "scopes": _SCOPES, "fixed": first["statement"] in _FIXED,
        "given": {name: given.get(name, "") for name in _FIELDS}, "why": why,
        "known": known, "kept": kept, "doubts": doubts, "reviewer": reviews.reviewer,
        "token": request.app.state.token.text,
        "query": request.url.query.partition("&kept=")[0],
    }  # fmt: skip
    return page(request, "review", values, 400 if why else 200)


def _known(standing: Standing, row: Row, about: str) -> Review | None:
    """What holds of the place already."""
    kind = "figure" if about == "fact" else "statement"
    for each in standing.reviews:
        if each.about == kind and (str(each.line), str(each.column)) == (
            row["line"],
            row["column"],
        ):
            return each
    return None


def _lines(filing: Filing, number: int) -> list[tuple[int, str]]:
    """The lines around the figure's."""
    try:
        source = filing_of(filing.folder, filing.base, filing.input, filing.sha256).source
    except NoTextError:
        return []
    numbers = range(max(1, number - _AROUND), min(source.line_count, number + _AROUND) + 1)
    return [(each, source.line(each).rstrip()) for each in numbers]
