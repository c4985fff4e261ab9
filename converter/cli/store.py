"""`retroxbrl store`: a store on disk that queries use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    QUIET,
    WrongUseError,
    add_json,
    add_output,
    add_store,
    add_talk,
    unwritable,
)

if TYPE_CHECKING:
    import argparse


NAME = "store"
HELP = "keep all that was converted ready for queries"


def add_to(parser: argparse.ArgumentParser) -> None:
    uses = parser.add_subparsers(metavar="USE", required=True, dest="use")
    built = uses.add_parser("build", help="load what is new or changed, take out what vanished")
    built.add_argument(
        "output", nargs="?", default="output", metavar="OUTPUT",
        help="a folder of conversions (default: %(default)s)",
    )  # fmt: skip
    parts = built.add_mutually_exclusive_group()
    parts.add_argument(
        "--lean",
        action="store_true",
        default=None,
        dest="lean",
        help="facts, findings and what was expected: no places, mappings, lines and sums",
    )
    parts.add_argument(
        "--full",
        action="store_false",
        default=None,
        dest="lean",
        help="all of each graph (default: as the store is, and full where there is none)",
    )
    built.add_argument(
        "--columns",
        action="store_true",
        help="make columns of it too, for questions about everything (extra columns); kept up"
        " to date by later builds",
    )
    add_store(built)
    add_json(built)
    add_talk(built, "no progress")
    dumped = uses.add_parser("dump", help="write N-Quads for other engines, a graph a filing")
    dumped.add_argument("file", metavar="FILE.nq.gz", help="ends in .nq or .nq.gz")
    add_output(dumped)
    add_talk(dumped, "no progress")


def run(given: argparse.Namespace) -> int:
    from converter.batch.ledger import recover
    from converter.query import QueryError
    from converter.query.command import build_store, dump_store

    output = Path(given.output)
    target = given.file if given.use == "dump" else given.store or given.output
    if output.is_dir():
        recover(output)  # of a run that was killed
    try:
        if given.use == "build":
            return build_store(
                output,
                Path(given.store) if given.store else None,
                as_json=given.json,
                lean=given.lean,
                columns=given.columns,
                quiet=given.talk == QUIET,
            )
        file = Path(given.file)
        if not file.name.endswith((".nq", ".nq.gz")):
            raise WrongUseError(f"{file} must end in .nq or .nq.gz")
        return dump_store(output, file, quiet=given.talk == QUIET)
    except QueryError as error:
        raise WrongUseError(str(error)) from None
    except OSError as error:
        raise WrongUseError(unwritable(target, error)) from None
