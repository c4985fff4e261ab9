"""`retroxbrl plot`: pictures of what was converted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError, add_output, write_file

if TYPE_CHECKING:
    import argparse


NAME = "plot"
HELP = "draw a company's series, a statement, or what was converted"


def add_to(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(metavar="KIND", required=True, dest="kind")
    series = kinds.add_parser("series", help="a company over the years, restated values marked")
    series.add_argument(
        "--company", required=True, metavar="CIK|NAME", help="a CIK, or a part of the name"
    )
    series.add_argument(
        "--concept", action="append", default=[], metavar="NAME",
        help="an item or a concept, as for `retroxbrl series`; may be given several times"
        " (default: revenues and net_income)",
    )  # fmt: skip
    series.add_argument("--quarterly", action="store_true", help="quarters in place of years")
    series.add_argument(
        "--as-filed", action="store_true", help="what was filed first for a period, not last"
    )
    statement = kinds.add_parser("statement", help="what a statement's sums are composed of")
    statement.add_argument("filing", metavar="FILING", help="a filing's folder or accession number")
    statement.add_argument(
        "statement", nargs="?", default="IS", metavar="KIND", help="IS, BS, CF or CI (default: IS)"
    )
    statement.add_argument(
        "--end", default="", metavar="DATE",
        help="of the period that ends so, 1997-12-31 (default: the latest)",
    )  # fmt: skip
    coverage = kinds.add_parser(
        "coverage", help="companies by years: what is there, what is missing"
    )
    coverage.add_argument(
        "--limit", type=int, default=60, metavar="N", help="companies (default: 60; 0: all)"
    )
    for each in (series, statement, coverage):
        add_output(each)
        each.add_argument(
            "--to", default=f"{each.prog.split()[-1]}.png", metavar="FILE",
            help="the picture: .png, .svg, or .html, which needs no network (default: %(default)s)",
        )  # fmt: skip


def run(given: argparse.Namespace) -> int:
    from converter.batch.ledger import recover
    from converter.plot import (
        ENDINGS,
        PlotError,
        coverage_chart,
        rendered,
        series_chart,
        statement_chart,
    )

    output = Path(given.output)
    ending = Path(given.to).suffix.lower()
    if ending not in ENDINGS:
        raise WrongUseError(
            f"--to takes a file that ends with {', '.join(ENDINGS)}, not {given.to!r}"
        )
    if output.is_dir():
        recover(output)
    try:
        if given.kind == "series":
            length = "quarterly" if given.quarterly else "annual"
            chart = series_chart(
                output, given.company, given.concept, length, as_filed=given.as_filed
            )
        elif given.kind == "statement":
            chart = statement_chart(output, given.filing, given.statement, given.end)
        else:
            if given.limit < 0:
                raise WrongUseError("--limit takes a number from 0")
            chart = coverage_chart(output, given.limit)
        made = rendered(chart, ending)
    except PlotError as error:
        raise WrongUseError(str(error)) from None
    write_file(given.to, made)
    return 0
