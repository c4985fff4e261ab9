"""`retroxbrl show`: one filing as it was read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import add_json, add_reading, options_of, write_file
from converter.cli.filings import converted

if TYPE_CHECKING:
    import argparse


NAME = "show"
HELP = "show the statements of a filing as they were read"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a text filing, or - for standard input")
    parser.add_argument(
        "--stage", choices=("facts", "tables", "statements"), default="facts",
        help="facts: captions with concepts and sums; tables: the columns ruled over the text;"
        " statements: what was weighed as a statement, and why it was taken or left"
        " (default: facts)",
    )  # fmt: skip
    parser.add_argument(
        "--html", metavar="FILE.html", help="write tables or statements beside the text as a page"
    )
    add_reading(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    from converter.model.finding import ConversionError
    from converter.picture import picture, render_html, render_text
    from converter.pipeline import load
    from converter.show import render

    if given.stage == "statements":
        return _show_statements(given)
    path = Path(given.file)
    try:
        conversion = converted(lambda: load(path), options_of(given))
    except ConversionError as error:
        print(error.finding.text(path.name), file=sys.stderr)
        return 1
    source = conversion.filing.source
    if given.json:
        for row in conversion.report.rows():
            print(json.dumps(row, ensure_ascii=False, default=str))
    elif given.html or given.stage == "tables":
        pictures = [picture(table, source, conversion.findings) for table in conversion.tables]
        if given.html:
            write_file(given.html, render_html(source.name, pictures).encode())
        else:
            print(render_text(pictures), end="")
    else:
        print(render(conversion.report, conversion.mapped, conversion.findings), end="")
    return 0


def _show_statements(given: argparse.Namespace) -> int:
    """What was weighed as a statement, of a filing too in which none was found."""
    from converter.candidates import render, render_html, rows
    from converter.model.finding import ConversionError
    from converter.pipeline import NoStatementError, load

    path = Path(given.file)
    failed = None
    try:
        conversion = converted(lambda: load(path), options_of(given))
        filing, candidates = conversion.filing, conversion.candidates
        told = conversion.report.completeness
    except NoStatementError as error:
        failed, filing, candidates = error, error.filing, error.candidates
        told = error.completeness
    except ConversionError as error:
        print(error.finding.text(path.name), file=sys.stderr)
        return 1
    source, form = filing.source, filing.cover_value("DocumentType") or filing.header.form or ""
    if given.json:
        for row in rows(candidates):
            print(json.dumps(row, ensure_ascii=False))
    elif given.html:
        write_file(given.html, render_html(source, candidates, told, form).encode())
    else:
        print(render(source, candidates, told, form), end="")
    if failed:
        print(failed.finding.text(path.name), file=sys.stderr)
    return 1 if failed else 0
