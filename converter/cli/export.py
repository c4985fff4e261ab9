"""`retroxbrl export`: data sets of all that was converted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    WrongUseError,
    add_json,
    add_output,
    add_talk,
    say_findings,
    unwritable,
)

if TYPE_CHECKING:
    import argparse


NAME = "export"
HELP = "write data sets of all that was converted"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="DIR", help="a folder of its own, made anew each time")
    parser.add_argument(
        "--to", choices=("fsds", "parquet", "csv", "companies", "standard"),
        required=True,
        help="fsds: sub, num, tag, pre as the SEC's Financial Statement Data Sets, a quarter a"
        " folder; parquet, csv: all facts long and wide; companies: who filed under which name;"
        " standard: some seventy items of every company over the years",
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="form", choices=("text", "parquet"), default="text",
        help="fsds and standard as text or as Parquet (default: text)",
    )  # fmt: skip
    parser.add_argument("--gzip", action="store_true", help="compress CSV files")
    add_output(parser)
    add_json(parser)
    add_talk(parser, "no findings but errors")


def run(given: argparse.Namespace) -> int:
    from converter.batch.ledger import recover
    from converter.export import ExportError, export

    if Path(given.output).is_dir():
        recover(Path(given.output))  # of a run that was killed
    target = Path(given.target)
    if given.form == "parquet" and given.to not in ("fsds", "parquet", "standard"):
        raise WrongUseError(
            f"--as parquet is for --to fsds and standard; --to {given.to} writes CSV"
        )
    if given.gzip and given.to not in ("csv", "companies", "standard"):
        raise WrongUseError(f"--gzip is for CSV, not for --to {given.to}")
    try:
        done = export(
            Path(given.output), given.to, target,
            as_parquet=given.form == "parquet", packed=given.gzip,
        )  # fmt: skip
    except ExportError as error:
        raise WrongUseError(str(error)) from None
    except OSError as error:
        raise WrongUseError(unwritable(given.target, error)) from None
    say_findings(done.findings, given.output, given.talk)
    if given.json:
        print((target / "export.json").read_text(encoding="utf-8"), end="")
    else:
        width = max(map(len, [*done.rows, "filings"]))
        for name, count in [("filings", done.filings), *sorted(done.rows.items())]:
            print(f"{name:<{width}}  {count:>9,}")
    return 1 if done.left_out else 0
