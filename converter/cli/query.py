"""`retroxbrl query`: SPARQL over all that was converted."""

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
    say,
)

if TYPE_CHECKING:
    import argparse


NAME = "query"
HELP = "ask in SPARQL over all that was converted"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sparql", nargs="?", metavar="SPARQL", help="a query; prefixes are given")
    parser.add_argument("--file", metavar="F", help="a file that holds the query")
    parser.add_argument("--named", metavar="NAME", help="a query that is kept; --list names them")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a named query's parameter"
    )
    parser.add_argument("--list", action="store_true", help="list the named queries")
    parser.add_argument(
        "--results",
        choices=("table", "csv", "json"),
        default=None,
        help="form of the results (default: table)",
    )
    parser.add_argument(
        "--time-limit", type=float, default=60.0, metavar="SECONDS",
        help="a query that takes longer is ended (default: 60; 0: none)",
    )  # fmt: skip
    parser.add_argument(
        "--limit", type=int, default=100_000, metavar="ROWS",
        help="an answer that has more is cut, and this is told (default: 100000; 0: none)",
    )  # fmt: skip
    parser.add_argument(
        "--engine",
        choices=("auto", "columns", "oxigraph"),
        default="auto",
        help="who answers (default: auto, the columns of a store that has them)",
    )
    parser.add_argument(
        "--allow-network", action="store_true", help="let SERVICE ask other servers"
    )
    add_output(parser)
    add_store(parser)
    add_json(parser)
    add_talk(parser, "the answer alone, without what is to know of it")


def run(given: argparse.Namespace) -> int:
    from converter.query import Bounds, QueryError, catalogue, queries, run, run_named

    results = given.results or ("json" if given.json else "table")
    store = Path(given.store) if given.store else None
    bounds = Bounds(given.time_limit, given.limit, given.allow_network)
    if bounds.seconds < 0 or bounds.rows < 0:
        raise WrongUseError("--time-limit and --limit take a number from 0")
    note = _silent if given.talk == QUIET else say
    try:
        if given.list:
            print(catalogue())
            return 0
        asked = [part for part in (given.sparql, given.file, given.named) if part]
        if len(asked) != 1:
            raise WrongUseError("give one of a SPARQL query, --file F, --named NAME or --list")
        if given.named:
            settings = dict(_setting(text) for text in given.set)
            print(
                run_named(
                    given.named,
                    Path(given.output),
                    results,
                    settings,
                    store,
                    note,
                    bounds,
                    given.engine,
                ),
                end="",
            )
            return 0
        text = given.sparql
        if text in {each.name for each in queries()}:
            raise WrongUseError(f"{text} is the name of a query: --named {text} asks it")
        if given.file:
            try:
                text = Path(given.file).read_text(encoding="utf-8")
            except OSError as error:
                raise WrongUseError(f"{given.file} cannot be read: {error.strerror}") from None
            except UnicodeDecodeError:
                raise WrongUseError(f"{given.file} is not UTF-8") from None
        print(run(text, Path(given.output), results, store, note, bounds, given.engine), end="")
    except QueryError as error:
        raise WrongUseError(str(error)) from None
    return 0


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise WrongUseError(f"--set takes NAME=VALUE, not {text!r}")
    return name, value


def _silent(_: str) -> None:
    pass
