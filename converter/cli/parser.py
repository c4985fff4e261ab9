"""The command's parsers: made from the list of commands, and their words for wrong use."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from converter import __version__
from converter.near import nearest, or_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Command(Protocol):
    """A module of this package: a command's name, what it does in a few words, its arguments, and
    its work, which gives the exit code.
    """

    NAME: str
    HELP: str

    def add_to(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, given: argparse.Namespace) -> int: ...


class Parser(argparse.ArgumentParser):
    """Says in two lines what is wrong and what may have been meant, and not the whole usage."""

    asked: Sequence[str] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self.asked = list(sys.argv[1:] if args is None else args)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        # what is missing is often there, behind an option that is wrongly spelt
        unknown = next(self._unknown(self.asked), None)
        said = self.no_option(unknown) if unknown else message
        self.exit(2, f"{self.prog}: {said}\n`{self.prog} --help` tells more\n")

    def too_much(self, rest: Sequence[str]) -> NoReturn:
        """Arguments that are left over."""
        if rest[0].startswith("-"):
            self.error(self.no_option(rest[0]))
        self.error(f"one argument too many: {rest[0]!r}")

    def no_option(self, word: str) -> str:
        name = word.partition("=")[0]
        hint = nearest(name, (each for each in self._options() if each.startswith("--")))
        return f"no option {name}; {hint}" if hint else f"no option {name}"

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        hint = or_all(str(value), map(str, action.choices))
        if action.option_strings:
            self.error(f"{action.option_strings[-1]} takes no {value!r}; {hint}")
        if isinstance(action, argparse._SubParsersAction) and Path(value).exists():  # noqa: SLF001
            hint = f"to convert this file: {self.prog} convert {value}"
        self.error(f"no {str(action.metavar or action.dest).lower()} {value!r}; {hint}")

    def _unknown(self, words: Sequence[str]) -> Iterator[str]:
        """The options among `words` that are none, as far as they are this parser's own."""
        options = self._options()
        inner = self._subparsers is not None
        for word in words:
            if word == "--" or (inner and not word.startswith("-")):
                return
            name = word.partition("=")[0]
            if word.startswith("--") and " " not in word and not _begins(name, options):
                yield word

    def _options(self) -> list[str]:
        return [name for action in self._actions for name in action.option_strings]


def _begins(name: str, options: Sequence[str]) -> bool:
    return any(option.startswith(name) for option in options)


def command_parser(commands: Sequence[Command]) -> Parser:
    """`given.command` is the work, `given.parser` the innermost parser that read the arguments."""
    parser = Parser(
        prog="retroxbrl",
        description="XBRL for the filings that were made before XBRL.",
        epilog="retroxbrl COMMAND --help tells more of each.",
    )
    parser.add_argument("--version", action="version", version=f"retroxbrl {__version__}")
    inner = parser.add_subparsers(metavar="COMMAND", required=True, title="commands")
    for each in commands:
        about = each.HELP[0].upper() + each.HELP[1:] + "."
        own = inner.add_parser(each.NAME, help=each.HELP, description=about)
        own.set_defaults(command=each.run)
        each.add_to(own)
    for one in parsers(parser):
        one.set_defaults(parser=one)
        one.add_argument(
            "--config", metavar="FILE", default=argparse.SUPPRESS,
            help="settings (default: retroxbrl.toml here or above, up to the home folder)",
        )  # fmt: skip
    return parser


def parsers(parser: argparse.ArgumentParser) -> Iterator[Parser]:
    """A parser and those below it, in the help's order."""
    assert isinstance(parser, Parser)  # noqa: S101 - argparse makes them of their parent's class
    yield parser
    for each in uses(parser).values():
        yield from parsers(each)


def uses(parser: argparse.ArgumentParser) -> dict[str, Parser]:
    """A parser's commands by their names: {} where it has none."""
    return {
        name: each
        for action in parser._actions  # noqa: SLF001 - argparse has no other list of them
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
        for name, each in action.choices.items()
    }
