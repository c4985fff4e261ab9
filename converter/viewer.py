"""A converted filing in ixbrl-viewer: one page with its script beside it, made and shown without a
network.

Arelle and its plug-in (the extra `view`) are loaded when they are asked for. The script is copied
from the installed package; the taxonomy is the project's package.
"""

from __future__ import annotations

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from converter.dts.package import build_package

PAGE = "viewer.htm"


class ViewerError(Exception):
    """The viewer cannot be made: it is not installed, or the report does not load. A clear
    sentence.
    """


def installed() -> None:
    """Raises ViewerError where Arelle or its plug-in is missing."""
    missing = [
        name
        for module, name in (("arelle", "Arelle"), ("iXBRLViewerPlugin", "ixbrl-viewer"))
        if find_spec(module) is None
    ]
    if missing:
        are = "is" if len(missing) == 1 else "are"
        raise ViewerError(
            f"{' and '.join(missing)} {are} not installed;"
            " what is needed comes with pip install 'retroxbrl[view]'"
        )


def inline_page(folder: Path) -> Path | None:
    """The inline document in a filing's folder: the page that has its schema beside it."""
    pages = sorted(folder.glob("*.htm"))
    return next((page for page in pages if page.with_suffix(".xsd").is_file()), None)


def build(page: Path, into: Path) -> Path:
    """Makes the viewer of an inline document in the folder `into`, which is made where it is not
    there: viewer.htm, and ixbrlviewer.js, which it loads. The viewer's page.

    Raises ViewerError; OSError where `into` cannot be written.
    """
    installed()
    from arelle.api.Session import Session
    from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
    from arelle.RuntimeOptions import RuntimeOptions

    into.mkdir(parents=True, exist_ok=True)
    handler = StructuredMessageLogHandler()
    with tempfile.TemporaryDirectory(prefix="retroxbrl-view-") as name:
        package, made = Path(name) / "retroxbrl-taxonomy.zip", Path(name) / "made"
        package.write_bytes(build_package())
        made.mkdir()
        options = RuntimeOptions(
            entrypointFile=str(page),
            internetConnectivity="offline",
            packages=[str(package)],
            disablePersistentConfig=True,
            plugins="ixbrl-viewer",
            pluginOptions={"saveViewerDest": str(made / PAGE)},
        )
        with Session() as session:
            session.run(options, logHandler=handler)
        files = sorted(made.iterdir())
        if not (made / PAGE).is_file():
            raise ViewerError(f"{page} cannot be shown: {_first_error(handler.messages)}")
        for file in files:
            shutil.copy(file, into / file.name)
    return into / PAGE


def _first_error(messages: list[dict[str, object]]) -> str:
    said = [
        " ".join(str(each["msg"]).split())
        for each in messages
        if str(each["levelname"]).lower() in ("error", "critical", "warning")
    ]
    return said[0] if said else "Arelle could not load it"
