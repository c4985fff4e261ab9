"""`retroxbrl validate`: what Arelle has against converted filings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import QUIET, VERBOSE, WrongUseError, add_json, add_talk, counted
from converter.cli.tally import Tally

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from converter.model.finding import Finding


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
    add_talk(
        parser,
        "only reports with errors",
        "every finding of every report (default: of one report; of several the errors, and how many"
        " others of which kind)",
    )


def run(given: argparse.Namespace) -> int:
    from converter.model.finding import Severity
    from converter.validate import Validator, ValidatorError

    files = [path for name in given.paths for path in _reports(name, every=given.all)]
    wrong = False
    all_told = given.talk == VERBOSE or (len(files) == 1 and given.talk > QUIET)
    tally = Tally("reports")
    try:
        with Validator([Path(name) for name in given.official]) as validator:
            for path in files:
                findings = validator.findings(path)
                errors = sum(each.severity is Severity.ERROR for each in findings)
                tally.add(str(path), findings)
                wrong = wrong or bool(errors)
                if given.json:
                    _print_rows(path, findings)
                    continue
                _print_lines(path, findings, errors_alone=not all_told)
                if given.talk == QUIET and not errors:
                    continue
                others = counted(len(findings) - errors, "other finding")
                said = f"{counted(errors, 'error')}, {others}"
                print(f"{path}: {said if findings else 'valid'}", flush=True)
    except ValidatorError as error:
        raise WrongUseError(str(error)) from None
    if len(files) > 1 and given.talk > QUIET and not given.json:
        summed = list(tally.lines(notes=all_told))
        print(*([""] if summed else []), *summed, sep="\n", end="\n" if summed else "")
    return 1 if wrong else 0


def _reports(name: str, *, every: bool) -> list[Path]:
    from converter.validate import reports

    path = Path(name)
    if not path.exists():
        raise WrongUseError(f"there is no {name}")
    found = list(reports(path, every=every))
    if not found:
        raise WrongUseError(
            f"{name} holds no report; convert writes some with --format ixbrl, xbrl or json"
        )
    return found


def _print_lines(path: Path, findings: Iterable[Finding], *, errors_alone: bool) -> None:
    for each in findings:
        if not errors_alone or each.severity.value == "error":
            print(f"{each.severity.value:<7} {each.text(str(path))}")


def _print_rows(path: Path, findings: Iterable[Finding]) -> None:
    from converter.cli.filings import finding_row

    for each in findings:
        print(json.dumps({"report": str(path), **finding_row(each)}, ensure_ascii=False))
