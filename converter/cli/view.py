"""`retroxbrl view`: a filing in ixbrl-viewer, in the browser."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    QUIET,
    WrongUseError,
    add_output,
    add_reading,
    options_of,
    say_findings,
    unwritable,
)

if TYPE_CHECKING:
    import argparse


NAME = "view"
HELP = "show a filing in ixbrl-viewer, in the browser, from local files"
_FORMATS = "ixbrl,xbrl"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "filing", metavar="FILING",
        help="a filing's folder, its inline document (.htm), the name of its folder in the output,"
        " or a text filing, which is converted first",
    )  # fmt: skip
    add_output(parser)
    parser.add_argument(
        "--to", metavar="DIR",
        help="where the viewer is written (default: .view in the output folder)",
    )  # fmt: skip
    parser.add_argument(
        "--no-open", action="store_true", help="only write the viewer and print its path"
    )
    add_reading(parser)


def run(given: argparse.Namespace) -> int:
    from converter.viewer import ViewerError, build, installed

    try:
        installed()
        page = _page(given)
        if page is None:
            return 1
        into = Path(given.to) if given.to else Path(given.output) / ".view" / page.parent.name
        made = build(page, into)
    except ViewerError as error:
        raise WrongUseError(str(error)) from None
    except OSError as error:
        raise WrongUseError(unwritable(str(error.filename or given.output), error)) from None
    print(made)
    if not given.no_open and not webbrowser.open(made.resolve().as_uri()):
        print("no browser could be started: open the file in one", file=sys.stderr)
    return 0


def _page(given: argparse.Namespace) -> Path | None:
    """The inline document that is meant; None where the filing could not be converted, which was
    said.
    """
    from converter.viewer import inline_page

    path = Path(given.filing)
    for folder in (path, Path(given.output) / given.filing):
        if folder.is_dir():
            page = inline_page(folder)
            if page is None:
                raise WrongUseError(
                    f"{folder} holds no inline document with its schema;"
                    f" convert writes them with --format {_FORMATS}"
                )
            return page
    if not path.is_file():
        raise WrongUseError(
            f"there is no {given.filing}, nor a filing of that name in {given.output}"
        )
    if path.suffix.lower() in (".htm", ".html", ".xhtml"):
        return path
    return _converted(path, given)


def _converted(path: Path, given: argparse.Namespace) -> Path | None:
    from converter import convert
    from converter.model.finding import ConversionError

    options = options_of(given)
    try:
        report = convert(
            path, output=given.output, cik=options.cik, mappings=options.mappings,
        )  # fmt: skip
    except ConversionError as error:
        print(error.finding.text(path.name), file=sys.stderr)
        return None
    say_findings(report.findings, path.name, QUIET)
    return Path(given.output) / report.folder / f"{report.base}.htm"
