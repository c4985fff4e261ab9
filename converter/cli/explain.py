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


_FOLLOWS = {
    "doubt": "Facts at its places may carry the code as a doubt.",
    "leave out": "Figures at its places may be left out.",
}


def run(given: argparse.Namespace) -> int:
    from converter.checks.explained import explained

    codes = explained()
    if given.code is None:
        width = max(map(len, codes))
        for name, code in sorted(codes.items()):
            print(f"{name:<{width}}  {code.title}")
        return 0
    found = codes.get(given.code.upper())
    if found is None:
        raise WrongUseError(f"no finding {given.code!r}; retroxbrl explain lists them")
    follows = _FOLLOWS.get(found.most)
    meaning = f"{found.meaning}\n\n{follows}" if follows else found.meaning
    print(f"{given.code.upper()}: {found.title}\n\n{meaning}\n\nWhat to do: {found.action}")
    return 0
