"""`retroxbrl convert`: filings in, a folder of files for each out."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    FORMATS,
    WrongUseError,
    add_json,
    add_output,
    add_paths,
    add_reading,
    options_of,
    unwritable,
)
from converter.cli.filings import finding_row

if TYPE_CHECKING:
    import argparse

    from converter.batch.engines import Engine
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
        "--jobs", type=int, default=1, metavar="N", help="filings at a time (default: 1)"
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


def run(given: argparse.Namespace) -> int:
    from converter.batch import Limits, convert_all
    from converter.batch.inputs import called, count
    from converter.batch.progress import Bar
    from converter.batch.summary import FEW, Summary
    from converter.batch.task import NoClusterError, OtherProgramError

    options = options_of(given)
    limits = Limits(given.time_limit, given.memory_limit)
    if limits.seconds < 0 or limits.megabytes < 0:
        raise WrongUseError("--time-limit and --memory-limit take a number from 0")
    output = Path(given.output)
    only = tuple(form.strip().upper() for form in given.only.split(",") if form.strip())
    summary = Summary()
    total = count(given.paths, output) if sys.stderr.isatty() else 1
    bar = Bar(total, show=total != 1)
    try:
        with bar:
            for outcome in convert_all(
                given.paths, output, options, _engine(given), limits=limits, again=given.again,
                retry_failed=given.retry_failed, only=only,
            ):  # fmt: skip
                for finding in summary.add(outcome):
                    bar.say(finding.text(called(outcome.path)))
                if summary.inputs == FEW + 1:
                    bar.say("from here on only what fails is named; findings.jsonl has the rest")
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
    if not summary.inputs:
        raise WrongUseError(f"no text filing in {', '.join(given.paths)}")
    if not given.json:
        print("\n".join(summary.lines()))
    return 1 if summary.failed else 0


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
