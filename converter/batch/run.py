"""A run: inputs to outcomes, what is known passed over, what is done recorded."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from converter.batch import engines
from converter.batch.inputs import Input, called, read_inputs
from converter.batch.ledger import Known, Ledger, overlay_of, program
from converter.batch.limits import Limits
from converter.batch.task import Job, Outcome, Task, convert_task, failure
from converter.model.finding import ConversionError, Finding, Severity
from converter.model.forms import takes
from converter.pipeline import Options
from converter.read import read_filing
from converter.read.encoding import load
from converter.read.submission import header_of
from converter.write import FORMATS
from converter.write import manifest as manifests
from converter.write.findings import as_json
from converter.write.folder import sweep

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model.xbrl import Report

__all__ = ["convert", "convert_all", "form_of", "wanted", "work"]

_NO_TYPE = "UNKNOWN"  # what a text is called that says nothing of itself


def convert(
    path: str | os.PathLike[str],
    output: str | os.PathLike[str] = "output",
    formats: Sequence[str] | None = None,
    *,
    cik: str | None = None,
    mappings: Sequence[str | os.PathLike[str]] = (),
    edgar: bool = False,
    reviews: str | os.PathLike[str] | None = None,
) -> Report:
    """Converts one text filing and writes its folder below `output`.

    formats   names of `converter.write.FORMATS`, as 'ixbrl', 'csv'; every one by default
    cik       the company's CIK, where the filing does not state it
    mappings  mapping tables of your own; they come before the project's
    edgar     names and addresses in EDGAR's ways, for tools made for EDGAR
    reviews   a file of reviews to apply; by default reviews.jsonl in the output folder

    Returns the report: its facts, statements and findings.

    Raises:
        ConversionError: the file cannot be read or holds no statement; `.finding` says why.
        ReviewError: a file of reviews that cannot be used.
        ValueError: an unknown format.
    """
    options = Options(
        cik, tuple(Path(m) for m in mappings), tuple(formats or ()), edgar=edgar,
        reviews=Path(reviews) if reviews else None,
    )  # fmt: skip
    job = _job(Path(output), options, Limits(seconds=0, megabytes=0))
    name = str(path)
    raw = load(Path(path))
    with Ledger(job.output, job.program, overlay=overlay_of(job.output, options)) as ledger:
        task, _ = _claimed(name, raw, ledger)
        outcome = convert_task(task, job)
        _record(outcome, ledger)
    if outcome.report is None:
        raise ConversionError(outcome.findings[0])
    return outcome.report


def convert_all(
    paths: Sequence[str],
    output: Path,
    options: Options,
    engine: engines.Engine | None = None,
    *,
    limits: Limits | None = None,
    again: bool = False,
    retry_failed: bool = False,
    only: Sequence[str] = (),
) -> Iterator[Outcome]:
    """Converts all filings below `paths`; outcomes come in the inputs' order, as they are done.

    engine        where the work is done; by default this process for one filing, else a pool of one
    again         convert also what stands in the output, made from the same bytes by this program
    retry_failed  convert also what failed with the same bytes and this program
    only          forms to convert ('10-K' takes 10-K405, 10-KSB and 10-K/A too); what states
                  another one, in its header or on its cover, has no outcome

    A filing that fails is an outcome like the others. What is done is recorded as it is done: the
    caller may stop early, or be killed, and a second run goes on from there.

    Raises:
        ValueError: an unknown format.
        MappingError: a wrong table.
        ReviewError: a file of reviews that cannot be used.
        OSError: the output cannot be written, or there is no dask scheduler.
    """
    job = _job(output, options, limits or Limits())
    inputs = read_inputs(paths, output)
    first = list(islice(inputs, 2))
    if engine is None:
        engine = engines.in_process
        if len(first) > 1:
            from converter.batch.pool import pool

            engine = pool(1)
    taken = (each for each in chain(first, inputs) if wanted(each, tuple(only)))
    with Ledger(output, job.program, overlay=overlay_of(output, options)) as ledger:
        for outcome in engine(work(taken, ledger, again, retry_failed), job):
            if not (outcome.kept or outcome.twin):
                _record(outcome, ledger)
            yield outcome


def _job(output: Path, options: Options, limits: Limits) -> Job:
    unknown = sorted(set(options.formats) - set(FORMATS))
    if unknown:
        raise ValueError(f"no format {', '.join(unknown)}; there are {', '.join(FORMATS)}")
    output.mkdir(parents=True, exist_ok=True)
    sweep(output)
    # workers elsewhere have other working folders
    return Job(output.resolve(), options, limits, program(options))


def work(
    inputs: Iterable[Input], ledger: Ledger, again: bool, retry_failed: bool
) -> Iterator[engines.Work]:
    """A task for each input, or its outcome where that is known without converting it."""
    for each in inputs:
        if each.error is not None:
            yield Outcome(each.name, None, None, (each.error,))
            continue
        task, twin = _claimed(each.name, each.raw, ledger)
        if twin:
            yield Outcome(each.name, task.sha256, None, (_twin(task.folder),), twin=True)
            continue
        known = None if again else ledger.known(task.name, task.sha256, task.folder, task.reviews)
        if known is None or (known.failed and retry_failed):
            yield task
        else:
            yield _as_recorded(task, known)


def wanted(each: Input, forms: tuple[str, ...]) -> bool:
    """What states no form is taken: it may be one that is wanted."""
    form = form_of(each) if forms else None
    return form is None or any(takes(wanted, form) for wanted in forms)


def form_of(each: Input) -> str | None:
    """As the header states it; without one as the cover does, or the document's type."""
    form = header_of(each.raw).form
    if form or each.error is not None:
        return form
    with contextlib.suppress(Exception):  # what cannot be read is told when it is converted
        filing = read_filing(each.raw, called(each.name)).value
        kind = filing.documents[0].type if filing.documents else _NO_TYPE
        exhibit = kind == _NO_TYPE or kind.startswith("EX-")
        return filing.cover_value("DocumentType") or (None if exhibit else kind)
    return None


def _claimed(name: str, raw: bytes, ledger: Ledger) -> tuple[Task, bool]:
    """The task of an input, and whether the run has had the same filing before."""
    digest = hashlib.sha256(raw).hexdigest()
    stem = "stdin" if name == "-" else PurePosixPath(name).stem
    accession = header_of(raw).accession
    folder, twin = ledger.claim(name, digest, accession, stem)
    lines = ledger.overlay.of(digest, accession or PurePosixPath(called(name)).name)
    return Task(name, raw, folder, digest, lines), twin


def _as_recorded(task: Task, known: Known) -> Outcome:
    if known.failed:
        about = {name: known.row[name] for name in ("code", "severity", "message", "hint")}
        finding = Finding.model_validate(about)
        return replace(failure(task, finding), kept=True)
    line = manifests.Entry.model_validate(known.row)
    return Outcome(task.name, task.sha256, line, kept=True)


def _record(outcome: Outcome, ledger: Ledger) -> None:
    if outcome.line is not None:
        ledger.converted(outcome.line.row())
    else:
        finding = as_json(outcome.findings[0])
        told = {"reviews": outcome.reviews} if outcome.reviews else {}
        ledger.failed({"input": outcome.path, "sha256": outcome.sha256, **finding, **told})


def _twin(folder: str) -> Finding:
    return Finding(
        code="BAT006", severity=Severity.INFO,
        message=f"the same filing stands earlier among the inputs; its folder is {folder}",
    )  # fmt: skip
