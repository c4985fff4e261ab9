"""`retroxbrl validate`: what Arelle has against converted filings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError, add_json

if TYPE_CHECKING:
    import argparse


NAME = "validate"
HELP = "validate converted filings with Arelle, offline; exit 1 on errors"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a report (.htm, .xml, .json, .xbri), a filing's folder, or an output folder",
    )
    parser.add_argument(
        "--official",
        action="append",
        default=[],
        metavar="PACKAGE.zip",
        help="a taxonomy package of the publisher's, in place of the subset of the same edition",
    )
    parser.add_argument(
        "--all", action="store_true", help="every format of a filing, not the first one alone"
    )
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    from converter.cli.filings import finding_row
    from converter.model.finding import Severity
    from converter.validate import Validator, ValidatorError, reports

    files: list[Path] = []
    for name in given.paths:
        path = Path(name)
        if not path.exists():
            raise WrongUseError(f"there is no {name}")
        found = list(reports(path, every=given.all))
        if not found:
            raise WrongUseError(
                f"{name} holds no report; convert writes some with --format ixbrl, xbrl or json"
            )
        files += found
    wrong = False
    try:
        with Validator([Path(name) for name in given.official]) as validator:
            for path in files:
                findings = validator.findings(path)
                errors = sum(each.severity is Severity.ERROR for each in findings)
                wrong = wrong or bool(errors)
                if given.json:
                    for each in findings:
                        row = {"report": str(path), **finding_row(each)}
                        print(json.dumps(row, ensure_ascii=False))
                    continue
                for each in findings:
                    print(f"{each.severity.value:<7} {each.text(str(path))}")
                said = f"{errors} errors, {len(findings) - errors} other findings"
                print(f"{path}: {said if findings else 'valid'}", flush=True)
    except ValidatorError as error:
        raise WrongUseError(str(error)) from None
    return 1 if wrong else 0
