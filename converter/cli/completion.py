"""`retroxbrl completion`: what a shell needs to complete the command."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError

if TYPE_CHECKING:
    import argparse


NAME = "completion"
HELP = "write the script that completes commands and options in a shell"
SHELLS = ("bash", "zsh", "fish")


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def run(given: argparse.Namespace) -> int:
    if find_spec("shtab") is None:
        raise WrongUseError("completion needs shtab: pip install 'retroxbrl[completion]'")
    import shtab

    from converter.cli import COMMANDS
    from converter.cli.parser import command_parser

    print(shtab.complete(command_parser(COMMANDS), given.shell))
    return 0
