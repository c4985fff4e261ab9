"""`retroxbrl series`: a company over the years."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    QUIET,
    WrongUseError,
    add_json,
    add_output,
    add_talk,
    say,
    say_findings,
)

if TYPE_CHECKING:
    import argparse


NAME = "series"
HELP = "a company over the years: revenues, income, cash flows, balances"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--company", required=True, metavar="CIK|NAME", help="a CIK, or a part of the name"
    )
    parser.add_argument(
        "--concept", action="append", default=[], metavar="NAME",
        help="an item (revenues, net_income, total_assets ...) or a concept (us-gaap:Goodwill);"
        " may be given several times; all items without",
    )  # fmt: skip
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--annual", action="store_true", help="years and their ends (default)")
    length.add_argument("--quarterly", action="store_true", help="quarters and their ends")
    length.add_argument("--all", action="store_true", help="every length of period")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--latest", action="store_true", help="what was filed last for a period (default)"
    )
    which.add_argument("--as-filed", action="store_true", help="what was filed first for a period")
    parser.add_argument("--csv", action="store_true", help="as CSV, with all columns")
    add_output(parser)
    add_json(parser)
    add_talk(parser, "the series alone, without findings")


def run(given: argparse.Namespace) -> int:
    from converter.batch.ledger import recover
    from converter.export import ExportError
    from converter.export.series import series
    from converter.export.standard.show import as_csv, as_text

    if Path(given.output).is_dir():
        recover(Path(given.output))
    length = "quarterly" if given.quarterly else "all" if given.all else "annual"
    try:
        found = series(
            Path(given.output), given.company, tuple(given.concept), length,
            as_filed=given.as_filed,
        )  # fmt: skip
    except ExportError as error:
        raise WrongUseError(str(error)) from None
    if given.json:
        for row in found.rows:
            print(json.dumps(row, ensure_ascii=False, default=str))
    elif given.csv:
        print(as_csv(found.rows), end="")
    else:
        print(as_text(found), end="")
    say_findings(found.findings, given.output, given.talk)
    if not found.rows and given.talk > QUIET:
        say("retroxbrl: nothing of this is stated for such periods")
        for name in given.concept:
            hint = _near(name)
            if hint:
                say(f"{name} is no concept of the taxonomy; {hint}")
    return 0


def _near(name: str) -> str:
    """What was meant by a concept that the taxonomy lacks; '' for others."""
    from converter.dts.base import NAMESPACES, load_base
    from converter.dts.near import near_concepts

    if name.partition(":")[0] in NAMESPACES and load_base().concept(name) is None:
        return near_concepts(name)
    return ""
