"""`retroxbrl convert`: filings in, a folder of files for each out."""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    QUIET,
    VERBOSE,
    WrongUseError,
    add_json,
    add_output,
    add_paths,
    add_reading,
    add_talk,
    options_of,
    say,
    short,
    unwritable,
)
from converter.cli.dry_run import dry_run
from converter.cli.filings import finding_row
from converter.cli.tally import Tally
from converter.write import FORMATS

if TYPE_CHECKING:
    import argparse

    from converter.batch.engines import Engine
    from converter.batch.progress import Bar
    from converter.batch.task import Outcome


NAME = "convert"
HELP = "write a folder of XBRL, RDF and CSV for each text filing"


def add_to(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    add_output(parser)
    parser.add_argument(
        "--format", metavar="LIST", default="",
        help=f"formats to write, separated by commas: {', '.join(FORMATS)} (default: all)",
    )  # fmt: skip
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="filings at a time (default: %(default)s)"
    )
    parser.add_argument(
        "--again", action="store_true",
        help="convert also what stands in the output, made of the same bytes by this program",
    )  # fmt: skip
    parser.add_argument(
        "--retry-failed", action="store_true", help="convert also what failed before"
    )
    parser.add_argument(
        "--only", default="", metavar="FORMS",
        help="forms to convert, separated by commas; 10-K takes 10-K405, 10-KSB and 10-K/A too",
    )  # fmt: skip
    parser.add_argument(
        "--time-limit", type=float, default=120.0, metavar="SECONDS",
        help="a filing that takes longer is given up (default: 120; 0: none)",
    )  # fmt: skip
    parser.add_argument(
        "--memory-limit", type=int, default=1500, metavar="MB",
        help="a filing that takes more is given up (default: 1500; 0: none)",
    )  # fmt: skip
    parser.add_argument(
        "--engine", choices=("pool", "dask"), default="pool",
        help="processes of this machine, or a dask cluster (default: pool)",
    )  # fmt: skip
    parser.add_argument(
        "--scheduler", metavar="ADDRESS",
        help="the dask scheduler, such as tcp://host:8786 (default: a cluster on this machine)",
    )  # fmt: skip
    parser.add_argument(
        "--edgar", action="store_true",
        help="names and addresses in EDGAR's ways, for tools made for EDGAR",
    )  # fmt: skip
    parser.add_argument(
        "--authority", metavar="HOST", default="",
        help="with --edgar, the host in namespaces (default: one that is nobody's, NAME.invalid)",
    )  # fmt: skip
    add_reading(parser)
    add_json(parser)
    parser.add_argument(
        "--dry-run", action="store_true",
        help="tell what would be converted, passed over and refused; write nothing",
    )  # fmt: skip
    add_talk(
        parser, "only what fails",
        "every finding of every filing (default: of one filing; of several how many of which kind)",
    )  # fmt: skip


def run(given: argparse.Namespace) -> int:
    from converter.batch import Limits, convert_all
    from converter.batch.inputs import count
    from converter.batch.progress import Bar
    from converter.batch.task import NoClusterError, OtherProgramError

    options = options_of(given)
    limits = Limits(given.time_limit, given.memory_limit)
    if limits.seconds < 0 or limits.megabytes < 0:
        raise WrongUseError("--time-limit and --memory-limit take a number from 0")
    output = Path(given.output)
    only = tuple(form.strip().upper() for form in given.only.split(",") if form.strip())
    if given.dry_run:
        return dry_run(given, options, only)
    draws = sys.stderr.isatty() and given.talk > QUIET
    total = count(given.paths, output) if draws else 1
    bar = Bar(total, show=total != 1)
    told = _Told(bar, given.talk)
    try:
        with bar:
            for outcome in convert_all(
                given.paths, output, options, _engine(given), limits=limits, again=given.again,
                retry_failed=given.retry_failed, only=only,
            ):  # fmt: skip
                told.add(outcome)
                bar.advance(failed=outcome.failed)
                if given.json:
                    print(json.dumps(_outcome_row(outcome, output), ensure_ascii=False), flush=True)
    except OtherProgramError as error:
        raise WrongUseError(f"{error}: install the same everywhere") from None
    except NoClusterError as error:
        raise WrongUseError(str(error)) from None
    except OSError as error:
        # inputs that cannot be read are findings: what is left is the output, or the cluster
        raise WrongUseError(unwritable(given.output, error)) from None
    summary = told.summary
    if not summary.inputs:
        kind = f" of the form {' or '.join(only)}" if only else ""
        raise WrongUseError(f"no text filing{kind} in {', '.join(given.paths)}")
    if not given.json and given.talk > QUIET:
        print("\n".join(summary.lines()), flush=True)
    told.end()
    if summary.converted and given.talk > QUIET:
        say(f"written to {output}{os.sep}")
    return 1 if summary.failed else 0


class _Told:
    """What is said of outcomes on the way: of one filing its findings, of several what fails, and
    at the end how many findings of which kind.
    """

    def __init__(self, bar: Bar, talk: int) -> None:
        from converter.batch.summary import Summary

        self.bar = bar
        self.talk = talk
        self.summary = Summary()
        self.tally = Tally()
        self.first: Outcome | None = None

    def add(self, outcome: Outcome) -> None:
        from converter.batch.inputs import called
        from converter.batch.summary import FEW

        self.summary.add(outcome)
        if outcome.failed or not outcome.kept:  # of what stands already the findings are not read
            self.tally.add(called(outcome.path), outcome.findings)
        failed = sum(self.summary.failed.values())
        if self.summary.inputs == 1:
            self.first = outcome  # said whole if it stays alone
        elif self.first:
            if self.first.failed and self.talk < VERBOSE:
                self._say_why(self.first)
            self.first = None
        if self.talk == VERBOSE:
            self._say(outcome, notes=True)
        elif outcome.failed and failed <= FEW and self.summary.inputs > 1:
            self._say_why(outcome)
        elif outcome.failed and failed == FEW + 1:
            self.bar.say("more fail: failures.jsonl names them (-v: here too)")

    def end(self) -> None:
        if self.summary.inputs > 1 and self.talk > QUIET:
            lines = list(self.tally.lines(notes=self.talk == VERBOSE))
            for line in ["", *lines, ""] if lines else []:
                say(line)
        elif self.first and self.talk < VERBOSE and (self.first.failed or self.talk > QUIET):
            self._say(self.first, notes=self.first.failed)

    def _say_why(self, outcome: Outcome) -> None:
        """What failed, one of several: its hint, the same for many, is not said."""
        from converter.batch.inputs import called

        finding = outcome.findings[0]
        self.bar.say(short(f"{called(outcome.path)} {finding.code} {finding.message}"))

    def _say(self, outcome: Outcome, *, notes: bool) -> None:
        from converter.batch.inputs import called
        from converter.model.finding import Severity

        for finding in outcome.findings:
            if notes or finding.severity is not Severity.INFO:
                self.bar.say(finding.text(called(outcome.path)))


def _engine(given: argparse.Namespace) -> Engine | None:
    """The engine that the options ask for; None lets the number of filings decide."""
    if given.jobs < 1:
        raise WrongUseError(f"--jobs takes a number from 1, not {given.jobs}")
    if given.engine == "dask":
        if find_spec("distributed") is None:
            raise WrongUseError("--engine dask needs dask: pip install 'retroxbrl[cluster]'")
        from converter.batch.cluster import dask

        return dask(given.scheduler, given.jobs)
    if given.scheduler:
        raise WrongUseError("--scheduler goes with --engine dask")
    if given.jobs == 1:
        return None
    from converter.batch.pool import pool

    return pool(given.jobs)


def _outcome_row(outcome: Outcome, output: Path) -> dict[str, object]:
    row: dict[str, object] = {
        "input": outcome.path, "converted": outcome.line is not None, "kept": outcome.kept,
    }  # fmt: skip
    if outcome.line is not None:
        line = outcome.line
        row |= {
            "folder": str(output / line.folder), "company": line.company, "cik": line.cik,
            "form": line.form, "facts": line.facts, "period": line.period,
        }  # fmt: skip
    row["findings"] = [finding_row(finding) for finding in outcome.findings]
    return row
