"""The pages' templates. All that goes into one is escaped: no filing's text is markup here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

HERE: Final = Path(__file__).parent
_SHORT: Final = {"error": "errors", "warning": "warnings", "info": "notes"}


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(number=number, size=size, segment=segment, counted=counted)
    made.globals.update(kinds=_SHORT, address=address)
    return made


def number(value: object) -> str:
    """'12,345'; what is none stays as it is."""
    return f"{value:,}" if isinstance(value, int) else str(value if value is not None else "")


def counted(value: int, what: str) -> str:
    """'1 filing', '2,000 filings'; 'company' becomes 'companies'."""
    if value == 1:
        return f"1 {what}"
    return f"{value:,} {f'{what[:-1]}ies' if what.endswith('y') else f'{what}s'}"


def size(value: int) -> str:
    return f"{value:,} B" if value < 1000 else f"{value / 1000:,.0f} kB"


def segment(text: str) -> str:
    """A text as one part of an address's path."""
    return quote(text, safe="")


def address(path: str, values: Mapping[str, object], **changed: object) -> str:
    """The path with the values that are not empty, some of them changed."""
    kept = {name: value for name, value in ({**values, **changed}).items() if value not in ("", 0)}
    return f"{path}?{urlencode(kept)}" if kept else path


_PAGES: Final = _environment()


def prepare() -> None:
    """Reads all templates, so that no page has to wait for its own."""
    for name in _PAGES.list_templates():
        _PAGES.get_template(name)


def page(
    request: Request, name: str, values: Mapping[str, object], status: int = 200
) -> HTMLResponse:
    """The page `name`.html with what every page shows."""
    state = request.app.state
    shared = {
        "output": str(state.settings.output), "busy": state.catalog.busy,
        "done": state.catalog.done, "path": request.url.path,
    }  # fmt: skip
    text = _PAGES.get_template(f"{name}.html").render({**shared, **values})
    return HTMLResponse(text, status, {"cache-control": "no-cache"})
