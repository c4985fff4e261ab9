"""One filing's conversion, as every engine runs it: in this process, in a pool, on a cluster."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from converter.batch.inputs import called
from converter.batch.ledger import program
from converter.batch.limits import Limits, OverTime, timed
from converter.model.finding import ConversionError, Finding, Severity, fault
from converter.pipeline import Options, reviewed, save
from converter.read import read_filing
from converter.review.overlay import standing
from converter.tsv import MappingError
from converter.write import manifest

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.review import Review
    from converter.model.xbrl import Report


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every filing of a run; `program` names what makes the output."""

    output: Path
    options: Options
    limits: Limits
    program: str


@dataclass(frozen=True, slots=True)
class Task:
    """name     the input's
    raw      its bytes
    folder   the folder's name below the output
    sha256   of `raw`, hexadecimal
    reviews  the lines of the overlay that speak of the filing
    """

    name: str
    raw: bytes
    folder: str
    sha256: str
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input.

    path      the input's name
    sha256    of its bytes, None where they could not be read
    line      the manifest's line, or None when it was not converted
    findings  the filing's, or the one that says why it was not converted
    kept      it is on record and was not converted again
    twin      it was not converted since the same filing stands earlier in the run
    report    the report, where it was converted in this process
    reviews   the digest of its reviews (`review.overlay.Standing`)
    """

    path: str
    sha256: str | None
    line: manifest.Entry | None
    findings: tuple[Finding, ...] = ()
    kept: bool = False
    twin: bool = False
    report: Report | None = None
    reviews: str = ""

    @property
    def failed(self) -> bool:
        return self.line is None and not self.twin


class NoClusterError(Exception):
    """The dask scheduler cannot be reached."""


class OtherProgramError(Exception):
    """A worker on another machine has another version of the program or of its tables."""


def convert_task(task: Task, job: Job) -> Outcome:
    """Converts one filing and writes its folder.

    Raises OSError when the output cannot be written, and MappingError for a wrong table: both
    concern the run and not the filing.
    """
    try:
        with timed(job.limits.seconds):
            filing = read_filing(task.raw, called(task.name))
            report = reviewed(filing, task.folder, job.options, task.reviews).report
            report = save(report, job.output, job.options.formats)
    except ConversionError as error:
        return failure(task, error.finding)
    except OverTime:
        return failure(task, _over_time(job.limits))
    except MemoryError:
        return failure(task, _out_of_memory(job.limits))
    except (MappingError, OSError):
        raise
    except Exception as error:
        return failure(task, fault("converted", error))
    digest = standing(task.reviews, task.sha256).digest
    line = manifest.entry(report, task.name, job.program, digest)
    return Outcome(task.name, task.sha256, line, report.findings, report=report, reviews=digest)


def remote_task(task: Task, job: Job) -> Outcome:
    """`convert_task` for another process or machine: the report, which is large, stays there.

    Raises OtherProgramError where the worker would write other output than the one that asks.
    """
    here = program(job.options)
    if here != job.program:
        raise OtherProgramError(f"a worker runs {here}, this is {job.program}")
    return replace(convert_task(task, job), report=None)


def failure(task: Task, finding: Finding) -> Outcome:
    """The outcome of a filing that could not be converted."""
    digest = standing(task.reviews, task.sha256).digest
    return Outcome(task.name, task.sha256, None, (finding,), reviews=digest)


def ended(task: Task) -> Outcome:
    """The outcome of a filing whose worker ended without a word."""
    finding = Finding(
        code="BAT003", severity=Severity.ERROR,
        message="the process that converted it ended or had to be ended",
        hint="convert it alone to see more; --retry-failed tries it again",
    )  # fmt: skip
    return failure(task, finding)


def _over_time(limits: Limits) -> Finding:
    return Finding(
        code="BAT001", severity=Severity.ERROR,
        message=f"it took longer than {limits.seconds:g} seconds",
        hint="give more with --time-limit and --retry-failed",
    )  # fmt: skip


def _out_of_memory(limits: Limits) -> Finding:
    return Finding(
        code="BAT002", severity=Severity.ERROR,
        message=f"it took more than {limits.megabytes} MB of memory",
        hint="give more with --memory-limit and --retry-failed",
    )  # fmt: skip
