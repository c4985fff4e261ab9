"""The pages of one filing: statements beside the text, and its files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

from converter.checks.explained import explained
from converter.review.converted import of_line
from converter.review.errors import ReviewError
from converter.serve import security
from converter.serve.filing import file_of, shown
from converter.serve.recent import Recent
from converter.serve.tables import NAMES
from converter.serve.templates import page
from converter.write.ixbrl_page import script

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from converter.serve.catalog import Catalog, Listed
    from converter.serve.filing import Shown

_KEPT: Final = 8  # filings
_MEDIA: Final = {
    ".csv": "text/csv; charset=utf-8", ".tsv": "text/tab-separated-values; charset=utf-8",
    ".json": "application/json", ".jsonl": "application/jsonl", ".ttl": "text/turtle",
    ".xml": "application/xml", ".xsd": "application/xml", ".xbri": "application/zip",
    ".htm": "text/html; charset=utf-8",
}  # fmt: skip
_OPENED: Final = ".htm"


class Kept:
    """The filings that were shown last, as long as their lines in the manifest stay."""

    def __init__(self) -> None:
        self._recent: Recent[Shown] = Recent(_KEPT)

    def get(self, catalog: Catalog, one: Listed, line: int) -> Shown:
        said = catalog.line(one.folder)
        key = one.folder, f"{said} {line}"
        return self._recent.get(key, lambda: shown(catalog.output, said, [line]))


def filing(request: Request) -> Response:
    """``/filing/FOLDER``; ``?line=123`` gives that line an id to go to."""
    catalog: Catalog = request.app.state.catalog
    one = listed(request)
    number = request.query_params.get("line", "")
    line = int(number[:9]) if number.isdecimal() else 0
    made = request.app.state.kept.get(catalog, one, line)
    said = catalog.line(one.folder)
    missing = said.get("missing")
    lacking = (
        [each for each in missing if isinstance(each, dict)] if isinstance(missing, list) else []
    )
    values = {
        "one": one,
        "made": made,
        "about": explained(),
        "names": NAMES,
        **_reviews(request, said, made),
        "input": str(said.get("input") or ""),
        "missing": lacking,
    }
    return page(request, "filing", values)


def _reviews(request: Request, said: dict[str, object], made: Shown) -> dict[str, object]:
    """What holds of the filing's reviews, whether the conversion was made with others, and which
    figures' reviews it has not applied.
    """
    state = request.app.state
    folder = state.settings.output / str(said["folder"])
    try:
        standing = state.reviews.standing(of_line(folder, said))
    except ReviewError as error:
        return {"reviews": (), "later": False, "waiting": (), "spoilt": str(error), "token": ""}
    later = standing.digest != str(said.get("reviews") or "")
    figures = {each.id for each in standing.reviews if each.about == "figure"}
    return {
        "reviews": standing.reviews, "later": later, "spoilt": "", "token": state.token.text,
        "waiting": figures - made.applied if later else (),
    }  # fmt: skip


def file(request: Request) -> Response:
    """``/filing/FOLDER/files/NAME``: a download; the inline page is opened, sealed."""
    one = listed(request)
    name = request.path_params["name"]
    path = file_of(request.app.state.settings.output / one.folder, name)
    if path is None:
        raise HTTPException(404, f"{one.folder} has no file {name}")
    opened = path.suffix == _OPENED and "download" not in request.query_params
    media = _MEDIA.get(path.suffix, "application/octet-stream")
    policy = security.sealed_but_for(_own_script()) if opened else security.SEALED
    headers = {"content-security-policy": policy, "cache-control": "no-cache"}
    return FileResponse(
        path, headers=headers, media_type=media, filename=name,
        content_disposition_type="inline" if opened else "attachment",
    )  # fmt: skip


@cache
def _own_script() -> str:
    return script().partition(">")[2].rpartition("</script>")[0]


def listed(request: Request) -> Listed:
    """The filing that the address names. Raises HTTPException 404."""
    catalog: Catalog = request.app.state.catalog
    catalog.refresh()
    folder = request.path_params["folder"]
    one = catalog.filing(folder)
    if one is None:
        raise HTTPException(404, f"no filing {folder} was converted into this folder")
    return one
