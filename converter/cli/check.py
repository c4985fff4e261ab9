"""`retroxbrl check`: what is wrong with filings, without writing any."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from converter.cli.arguments import add_json, add_paths, add_reading, options_of
from converter.cli.filings import converted, finding_row

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from converter.batch.inputs import Input
    from converter.model.filing import Filing
    from converter.model.finding import Finding, Result


NAME = "check"
HELP = "check arithmetic and consistency; exit 1 on errors"


def add_to(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    add_reading(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    from converter.batch.inputs import called, read_inputs
    from converter.model.finding import ConversionError, Severity

    options = options_of(given)
    wrong = False
    for each in read_inputs(given.paths):
        try:
            conversion = converted(partial(_read, each), options)
            findings: Sequence[Finding] = conversion.findings
            sums = [s for t in conversion.mapped for s in t.sums]
            lost = sum(len(t.unproven) for t in conversion.mapped)
            said = f"{sum(not any(s.differences) for s in sums)} totals add up, {lost} not proven"
        except ConversionError as error:
            findings, said = [error.finding], "not converted"
        errors = [f for f in findings if f.severity is Severity.ERROR]
        wrong = wrong or bool(errors)
        if given.json:
            for finding in findings:
                print(json.dumps({"input": each.name, **finding_row(finding)}, ensure_ascii=False))
            continue
        for finding in findings:
            print(f"{finding.severity.value:<7} {finding.text(called(each.name))}")
        print(
            f"{called(each.name)}: {said}; {len(errors)} errors,"
            f" {len(findings) - len(errors)} other findings"
        )
    return 1 if wrong else 0


def _read(each: Input) -> Result[Filing]:
    from converter.batch.inputs import called
    from converter.model.finding import ConversionError
    from converter.read import read_filing

    if each.error is not None:
        raise ConversionError(each.error)
    return read_filing(each.raw, called(each.name))
