"""`retroxbrl show`: one filing as it was read."""

from __future__ import annotations

import json
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    QUIET,
    WrongUseError,
    add_json,
    add_reading,
    add_talk,
    options_of,
    say,
    write_file,
)
from converter.cli.filings import converted, one_filing, read

if TYPE_CHECKING:
    import argparse

    from converter.batch.inputs import Input


NAME = "show"
HELP = "show the statements of a filing as they were read"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar="FILE",
        help="a text filing, a folder or an archive that holds one, a filing of an archive"
        " (feed.tar.gz/a.txt), or - for standard input",
    )  # fmt: skip
    parser.add_argument(
        "--stage", choices=("facts", "tables", "statements"), default="facts",
        help="facts: captions with concepts and sums; tables: the columns ruled over the text;"
        " statements: what was weighed as a statement, and why it was taken or left"
        " (default: facts)",
    )  # fmt: skip
    parser.add_argument(
        "--html", nargs="?", const="", metavar="FILE.html",
        help="write tables or statements beside the text as a page (default: NAME.STAGE.html in the"
        " current folder)",
    )  # fmt: skip
    add_reading(parser)
    add_json(parser)
    add_talk(parser, "the statements alone, no findings but errors")


def run(given: argparse.Namespace) -> int:
    from converter.batch.inputs import called
    from converter.model.finding import ConversionError, Severity
    from converter.picture import picture, render_html, render_text
    from converter.show import render

    _sort_out(given)
    options = options_of(given)
    each = one_filing(given.file)
    if given.stage == "statements":
        return _show_statements(each, given)
    try:
        conversion = converted(partial(read, each), options)
    except ConversionError as error:
        say(error.finding.text(called(each.name)))
        return 1
    source = conversion.filing.source
    findings = tuple(
        finding
        for finding in conversion.findings
        if given.talk > QUIET or finding.severity is Severity.ERROR
    )
    if given.json:
        for row in conversion.report.rows():
            print(json.dumps(row, ensure_ascii=False, default=str))
    elif given.html is not None or given.stage == "tables":
        pictures = [picture(table, source, findings) for table in conversion.tables]
        if given.html is not None:
            page = render_html(source.name, pictures).encode()
            write_file(given.html or _page(each, "tables"), page)
        else:
            print(render_text(pictures), end="")
    else:
        print(render(conversion.report, conversion.mapped, findings), end="")
    return 0


def _sort_out(given: argparse.Namespace) -> None:
    """`show --html FILE`: a page's name ends in .html, so this one is the filing."""
    if given.html and not given.html.lower().endswith((".html", ".htm")):
        if given.file is not None:
            raise WrongUseError(f"--html writes a page: {given.html} does not end in .html")
        given.file, given.html = given.html, ""
    if given.file is None:
        raise WrongUseError("show takes a filing: retroxbrl show FILE")


def _page(each: Input, stage: str) -> str:
    from converter.batch.inputs import called

    return f"{PurePath(called(each.name)).stem}.{stage}.html"


def _show_statements(each: Input, given: argparse.Namespace) -> int:
    """What was weighed as a statement, of a filing too in which none was found."""
    from converter.batch.inputs import called
    from converter.candidates import render, render_html, rows
    from converter.model.finding import ConversionError
    from converter.pipeline import NoStatementError

    failed = None
    try:
        conversion = converted(partial(read, each), options_of(given))
        filing, candidates = conversion.filing, conversion.candidates
        told = conversion.report.completeness
    except NoStatementError as error:
        failed, filing, candidates = error, error.filing, error.candidates
        told = error.completeness
    except ConversionError as error:
        say(error.finding.text(called(each.name)))
        return 1
    source, form = filing.source, filing.cover_value("DocumentType") or filing.header.form or ""
    if given.json:
        for row in rows(candidates):
            print(json.dumps(row, ensure_ascii=False))
    elif given.html is not None:
        page = render_html(source, candidates, told, form).encode()
        write_file(given.html or _page(each, "statements"), page)
    else:
        print(render(source, candidates, told, form), end="")
    if failed:
        say(failed.finding.text(called(each.name)))
    return 1 if failed else 0
