"""`retroxbrl mappings`: mapping tables of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError, tables_given

if TYPE_CHECKING:
    import argparse

    from converter.tsv import MappingError


NAME = "mappings"
HELP = "check mapping tables, or suggest rows for them"


def add_to(parser: argparse.ArgumentParser) -> None:
    uses = parser.add_subparsers(metavar="USE", required=True, dest="use")
    checked = uses.add_parser("check", help="prove a table: columns, concepts, patterns, examples")
    checked.add_argument(
        "file", nargs="*", metavar="FILE", help="tables of your own (default: the packaged ones)"
    )
    suggested = uses.add_parser(
        "suggest", help="rows for the captions that found no concept, most frequent first"
    )
    suggested.add_argument(
        "output", nargs="?", default="output", metavar="DIR",
        help="a folder of conversions (default: %(default)s)",
    )  # fmt: skip
    suggested.add_argument(
        "--limit", type=int, default=0, metavar="N", help="so many captions at most"
    )


def run(given: argparse.Namespace) -> int:
    from converter.mapping.table import load_table
    from converter.wording.titles import load_titles

    if given.use == "check":
        own = tables_given(given.file)
        wrong: list[MappingError] = []
        table = load_table(*own, prove=not own, report=wrong.append)
        load_titles(anew=not own, report=wrong.append)
        for error in sorted(wrong, key=lambda each: (each.path, each.line)):
            print(error)
        rows = [rule for rule in table.rules if rule.own or not own]
        if not wrong:
            print(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}, each proven")
        return 1 if wrong else 0
    from converter.mapping.suggest import lines, unmapped

    try:
        table = load_table()
        found = unmapped(Path(given.output), table)
    except FileNotFoundError as error:
        raise WrongUseError(str(error)) from None
    if given.limit:
        found = found[: given.limit]
    for line in lines(found, table):
        print(line)
    return 0
