"""`retroxbrl taxonomy`: the taxonomy package for tools without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError, unwritable

if TYPE_CHECKING:
    import argparse


NAME = "taxonomy"
HELP = "write the taxonomy package for tools without a network"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("package",))
    parser.add_argument("file", metavar="FILE.zip")


def run(given: argparse.Namespace) -> int:
    from converter.dts.package import write_package

    try:
        write_package(Path(given.file))
    except OSError as error:
        raise WrongUseError(unwritable(given.file, error)) from None
    print(given.file)
    return 0
