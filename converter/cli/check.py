"""`retroxbrl check`: what is wrong with filings, without writing any."""

from __future__ import annotations

import json
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    QUIET,
    VERBOSE,
    WrongUseError,
    add_json,
    add_paths,
    add_reading,
    add_talk,
    counted,
    options_of,
    short,
)
from converter.cli.filings import converted, finding_row, read
from converter.cli.tally import Tally

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from converter.batch.inputs import Input
    from converter.model.finding import Finding
    from converter.pipeline import Options


NAME = "check"
HELP = "check arithmetic and consistency; exit 1 on errors"


def add_to(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    add_reading(parser)
    add_json(parser)
    add_talk(
        parser,
        "only filings with errors",
        "every finding of every filing (default: of one filing; of several how many of which kind)",
    )


def run(given: argparse.Namespace) -> int:
    from converter.batch.inputs import called, read_inputs
    from converter.model.finding import Severity

    options = options_of(given)
    inputs = read_inputs(given.paths)
    first = list(islice(inputs, 2))
    if not first:
        raise WrongUseError(f"no text filing in {', '.join(given.paths)}")
    all_told = given.talk == VERBOSE or (len(first) == 1 and given.talk > QUIET)
    wrong = False
    tally = Tally()
    for each in chain(first, inputs):
        name = called(each.name)
        findings, said = _checked(each, options)
        tally.add(name, findings)
        errors = sum(f.severity is Severity.ERROR for f in findings)
        wrong = wrong or errors > 0
        if given.json:
            for finding in findings:
                print(json.dumps({"input": each.name, **finding_row(finding)}, ensure_ascii=False))
            continue
        for finding in findings if all_told else ():
            print(f"{finding.severity.value:<7} {finding.text(name)}")
        if errors or given.talk > QUIET:
            others = counted(len(findings) - errors, "other finding")
            print(f"{name}: {said}; {counted(errors, 'error')}, {others}", flush=True)
    if tally.filings > 1 and given.talk > QUIET and not given.json:
        summed = list(tally.lines(notes=all_told))
        print(*([""] if summed else []), *summed, sep="\n", end="\n" if summed else "")
    return 1 if wrong else 0


def _checked(each: Input, options: Options) -> tuple[Sequence[Finding], str]:
    """A filing's findings, and how far it was checked in a few words."""
    from converter.model.finding import ConversionError

    try:
        conversion = converted(partial(read, each), options)
    except ConversionError as error:
        return [error.finding], short(
            f"not converted: {error.finding.code} {error.finding.message}"
        )
    sums = [s for t in conversion.mapped for s in t.sums]
    lost = sum(len(t.unproven) for t in conversion.mapped)
    proven = sum(not any(s.differences) for s in sums)
    return conversion.findings, f"{proven} totals add up, {lost} not proven"
