"""The command: arguments in, exit code out.

Results go to standard output, progress and findings to standard error. Exit 0: done; 1: errors in
the data; 2: wrong use.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Protocol

from converter import __version__
from converter.cli import (
    check,
    convert,
    explain,
    export,
    mapping,
    parts,
    plot,
    query,
    search,
    series,
    show,
    store,
    tables,
    taxonomy,
    validate,
)
from converter.cli.arguments import WrongUseError
from converter.tsv import MappingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["COMMANDS", "main"]


class Command(Protocol):
    """A module of this package: a command's name, what it does in a few words, its arguments, and
    its work, which gives the exit code.
    """

    NAME: str
    HELP: str

    def add_to(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, given: argparse.Namespace) -> int: ...


COMMANDS: tuple[Command, ...] = (
    convert,
    show,
    parts,
    check,
    validate,
    query,
    search,
    series,
    plot,
    export,
    store,
    mapping,
    tables,
    explain,
    taxonomy,
)
"""In the order of the help. A command more is a file more and a line here."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = given.command
        return command(given)
    except (WrongUseError, MappingError) as error:
        print(f"retroxbrl: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader of a pipe went away: nothing is left to say
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("retroxbrl: interrupted; what was finished is kept", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="retroxbrl",
        description="XBRL for the filings that were made before XBRL.",
        epilog="retroxbrl COMMAND --help tells more of each.",
    )
    parser.add_argument("--version", action="version", version=f"retroxbrl {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for each in COMMANDS:
        about = each.HELP[0].upper() + each.HELP[1:] + "."
        own = commands.add_parser(each.NAME, help=each.HELP, description=about)
        own.set_defaults(command=each.run)
        each.add_to(own)
    return parser
