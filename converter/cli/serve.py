"""`retroxbrl serve`: a local web application over what was converted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError, add_output, add_store, say

if TYPE_CHECKING:
    import argparse


NAME = "serve"
HELP = "look at what was converted in the browser, and ask it in SPARQL, on this machine alone"
_PORT, _SECONDS, _ROWS, _WORKERS = 8017, 30.0, 10_000, 2


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", metavar="OUTPUT",
        help="a folder of conversions (default: that of --output)",
    )  # fmt: skip
    parser.add_argument(
        "--port", type=int, default=_PORT, metavar="N",
        help="of 127.0.0.1 (default: %(default)s; 0: one that is free)",
    )  # fmt: skip
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    parser.add_argument(
        "--time-limit", type=float, default=_SECONDS, metavar="SECONDS",
        help="a query that takes longer is ended (default: 30; 0: none)",
    )  # fmt: skip
    parser.add_argument(
        "--limit", type=int, default=_ROWS, metavar="ROWS",
        help="an answer that has more is cut, and this is told (default: 10000; 0: none)",
    )  # fmt: skip
    parser.add_argument(
        "--workers", type=int, default=_WORKERS, metavar="N",
        help="queries that are answered at a time; others wait (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--reviews", metavar="FILE",
        help="the file of reviews (default: reviews.jsonl in the output folder)",
    )  # fmt: skip
    add_output(parser)
    add_store(parser)


def run(given: argparse.Namespace) -> int:
    from converter.batch.ledger import recover
    from converter.serve import ServeError, Settings, serve

    output = Path(given.folder or given.output)
    if given.time_limit < 0 or given.limit < 0:
        raise WrongUseError("--time-limit and --limit take a number from 0")
    if given.workers < 1 or not 0 <= given.port < 1 << 16:
        raise WrongUseError("--workers takes a number from 1, --port one from 0 to 65535")
    if output.is_dir():
        recover(output)
    store = Path(given.store) if given.store else None
    reviews = Path(given.reviews) if given.reviews else None
    settings = Settings(output, store, given.time_limit, given.limit, given.workers, reviews)

    def told(address: str) -> None:
        say(f"{output} at {address}  (SPARQL: {address}sparql); Ctrl-C ends it")
        if given.open:
            import webbrowser

            webbrowser.open(address)

    try:
        serve(settings, given.port, told)
    except ServeError as error:
        raise WrongUseError(str(error)) from None
    except KeyboardInterrupt:
        say("retroxbrl: ended")
    return 0
