"""The command: arguments in, exit code out.

Results go to standard output, progress and findings to standard error. Exit 0: done; 1: errors in
the data; 2: wrong use.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from converter.cli import (
    check,
    completion,
    config,
    convert,
    explain,
    export,
    mapping,
    parts,
    plot,
    query,
    review,
    search,
    series,
    serve,
    show,
    store,
    tables,
    taxonomy,
    validate,
    view,
)
from converter.cli.arguments import VERBOSE, WrongUseError
from converter.cli.parser import command_parser
from converter.review.errors import ReviewError
from converter.tsv import MappingError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from converter.cli.parser import Command

__all__ = ["COMMANDS", "main"]


COMMANDS: tuple[Command, ...] = (
    convert,
    show,
    view,
    parts,
    check,
    validate,
    query,
    search,
    series,
    plot,
    serve,
    export,
    store,
    review,
    mapping,
    tables,
    explain,
    taxonomy,
    completion,
)
"""In the order of the help. A command more is a file more and a line here."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    parser = command_parser(COMMANDS)
    if not words:
        parser.print_help(sys.stderr)
        return 2
    try:
        found = config.settings(words)
        config.put_in(parser, found)
        given, rest = parser.parse_known_args(words)
        if rest:
            given.parser.too_much(rest)
        config.complete(given, found)
        if found.file and getattr(given, "talk", 0) == VERBOSE:
            print(f"settings from {found.file}", file=sys.stderr)
        command: Callable[[argparse.Namespace], int] = given.command
        return command(given)
    except (WrongUseError, MappingError, ReviewError) as error:
        print(f"retroxbrl: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader of a pipe went away: nothing is left to say
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("retroxbrl: interrupted; what was finished is kept", file=sys.stderr)
        return 130
