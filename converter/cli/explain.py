"""`retroxbrl explain`: what a finding means, or a column of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError
from converter.near import nearest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from converter.model.codes.code import Code


NAME = "explain"
HELP = "tell what a finding means and what to do, or what a column holds"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "code", nargs="?", metavar="CODE",
        help="such as CAL001; CAL lists those that begin so; all when left out; or a column's name,"
        " such as confidence_basis",
    )  # fmt: skip


_FOLLOWS = {
    "doubt": "Facts at its places may carry the code as a doubt.",
    "leave out": "Figures at its places may be left out.",
}


def run(given: argparse.Namespace) -> int:
    from converter.checks.explained import explained
    from converter.model import columns

    codes = explained()
    if given.code is None:
        _list(codes)
        return 0
    found = codes.get(given.code.upper())
    if found is None:
        begun = {name: code for name, code in codes.items() if name.startswith(given.code.upper())}
        if begun:
            _list(begun)
            return 0
        told = columns.told(given.code.lower())
        if told:
            print("\n".join(f"{where}: {what}" for where, what in told.items()))
            return 0
        hint = nearest(given.code, (*codes, *columns.MEANINGS)) or "retroxbrl explain lists them"
        raise WrongUseError(f"no finding {given.code!r}; {hint}")
    follows = _FOLLOWS.get(found.most)
    meaning = f"{found.meaning}\n\n{follows}" if follows else found.meaning
    print(f"{given.code.upper()}: {found.title}\n\n{meaning}\n\nWhat to do: {found.action}")
    return 0


def _list(codes: Mapping[str, Code]) -> None:
    width = max(map(len, codes))
    for name, code in sorted(codes.items()):
        print(f"{name:<{width}}  {code.title}")
