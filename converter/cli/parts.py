"""`retroxbrl parts`: the Items, exhibits, statements and notes of a filing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError, add_json

if TYPE_CHECKING:
    import argparse


NAME = "parts"
HELP = "list the parts of a filing (Items, exhibits, statements, notes), or print one"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a text filing, or - for standard input")
    parser.add_argument(
        "--part", metavar="NAME",
        help="print the text of one: 'Item 7', 'Part II Item 1', EX-13, 'Note 5', Signatures",
    )  # fmt: skip
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    from converter.model.finding import ConversionError
    from converter.parts import PartError, asked, find_parts
    from converter.parts.show import render, rows, text
    from converter.pipeline import load, located

    path = Path(given.file)
    try:
        read = load(path)
    except ConversionError as error:
        print(error.finding.text(path.name), file=sys.stderr)
        return 1
    filing = read.value
    for finding in read.findings:
        if finding.code in ("REA008", "REA010", "REA011"):  # what the list cannot show
            print(finding.text(path.name), file=sys.stderr)
    places = located(filing)
    found = find_parts(filing, places.sections, places.notes)
    if given.part is not None:
        try:
            part = asked(found, given.part)
        except PartError as error:
            raise WrongUseError(f"{path.name}: {error}") from None
        whole = text(filing.source, part)
        if given.json:
            row = next(
                row
                for row in rows(found)
                if row.get("start") == part.start and row["name"] == part.name
            )
            print(json.dumps({**row, "text": whole}, ensure_ascii=False))
        else:
            print(whole, end="")
    elif given.json:
        for row in rows(found):
            print(json.dumps(row, ensure_ascii=False))
    else:
        print(render(found), end="")
    return 0
