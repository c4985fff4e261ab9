"""`retroxbrl map`: which mapping row a caption meets."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from converter.cli.arguments import add_json, add_mappings, own_tables
from converter.cli.filings import one_filing, read

if TYPE_CHECKING:
    import argparse


NAME = "map"
HELP = "show which mapping rule a caption meets, and why"
KINDS = ("BS", "IS", "CF", "EQ", "CI", "NOTE")


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("caption", metavar="CAPTION", help="as it is printed")
    parser.add_argument(
        "--statement", default="BS", metavar="KIND", type=str.upper, choices=KINDS,
        help="BS, IS, CF, EQ, CI or NOTE (default: BS)",
    )  # fmt: skip
    parser.add_argument(
        "--section", action="append", default=[], metavar="HEADING", help="a heading above the line"
    )
    parser.add_argument(
        "--figures",
        choices=("money", "shares", "perShare", "percent"),
        default=None,
        help="what its figures are",
    )
    parser.add_argument(
        "--in", dest="file", metavar="FILE",
        help="a filing: explain the lines with that caption, with all that is around them",
    )  # fmt: skip
    add_mappings(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    from converter.mapping.explain import explain_caption

    if given.file:
        return _map_in(given)
    told = explain_caption(
        given.caption, given.statement, tuple(given.section), given.figures, own_tables(given)
    )
    print(json.dumps(told.row(), ensure_ascii=False) if given.json else told.text())
    return 0 if told.found else 1


def _map_in(given: argparse.Namespace) -> int:
    """Each line of a filing with the caption, and what spoke for its concept."""
    from converter.mapping.decide import decide
    from converter.mapping.weigh import weigh
    from converter.model.finding import ConversionError
    from converter.pipeline import Options, matched

    try:
        filing = read(one_filing(given.file)).value
    except ConversionError as error:
        print(error.finding.text(given.file), file=sys.stderr)
        return 1
    tables, mapping = matched(filing, Options(mappings=own_tables(given)))
    found = weigh(tables, decide(tables, mapping), given.caption, mapping)
    if given.json:
        print(json.dumps([each.row() for each in found], ensure_ascii=False))
    elif not found:
        print(f"no line of the statements has the caption {given.caption!r}", file=sys.stderr)
    else:
        print("\n".join(each.text() for each in found))
    return 0 if found else 1
