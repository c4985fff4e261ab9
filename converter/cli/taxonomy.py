"""`retroxbrl taxonomy`: the taxonomy package for tools without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.cli.arguments import write_file

if TYPE_CHECKING:
    import argparse


NAME = "taxonomy"
HELP = "write the taxonomy package for tools without a network"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("package",), metavar="package", help="all there is so far")
    parser.add_argument("file", metavar="FILE.zip", help="the file to write")


def run(given: argparse.Namespace) -> int:
    from converter.dts.package import build_package

    write_file(given.file, build_package())
    return 0
