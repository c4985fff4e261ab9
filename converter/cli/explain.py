"""`retroxbrl explain`: what a finding means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError

if TYPE_CHECKING:
    import argparse


NAME = "explain"
HELP = "tell what a finding means and what to do"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", metavar="CODE", help="such as CAL001; all when left out")


def run(given: argparse.Namespace) -> int:
    from converter.model.codes import CODES

    if given.code is None:
        width = max(map(len, CODES))
        for name, code in sorted(CODES.items()):
            print(f"{name:<{width}}  {code.title}")
        return 0
    found = CODES.get(given.code.upper())
    if found is None:
        raise WrongUseError(f"no finding {given.code!r}; retroxbrl explain lists them")
    print(f"{given.code.upper()}: {found.title}\n\n{found.meaning}\n\nWhat to do: {found.action}")
    return 0
