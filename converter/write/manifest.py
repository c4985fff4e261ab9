"""``output/manifest.jsonl``: a line a filing, what went in and what came out.

    {"folder": "0000950123-04-001234", "input": "acme.txt", "sha256": "9f86...", "company": "ACME
     WIDGETS, INC.", "cik": "0000718096", "form": "10-Q", "period": "2004-09-30", "facts": 143,
     "findings": {"error": 0, "info": 1, "warning": 2}, "version": "0.1.0", "base":
     "acmewidgets-20040930", "fiscal_year": 2005, "fiscal_period": "Q1", "fiscal_year_end": "0630",
     "header": {"accession": "0000950123-04-001234", "form": "10-Q", "filed": "2004-11-12", ...}}

Lines are sorted by folder. A second run replaces the lines of the folders that it wrote and keeps
the others, also with fields that this version does not know.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import TYPE_CHECKING

from pydantic import Field

from converter.model.base import Model
from converter.model.candidate import State
from converter.model.finding import Finding, Result, Severity
from converter.write.durable import put
from converter.write.jsonl import Broken, SortedLines
from converter.write.locks import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from converter.model.xbrl import Report
    from converter.write.jsonl import Row

NAME = "manifest.jsonl"
BROKEN = "manifest.broken.jsonl"


class Missing(Model):
    """A statement that was not found: `converter.model.candidate.Expected` as JSON says it."""

    kind: str
    state: str
    reason: str
    required: bool = True


class Entry(Model):
    """One filing's line.

    input            the path as the user gave it, or the source's name
    form             as the cover states it; the submission's own type is `header.form`
    period           ISO date of the period of report, None where it is not known
    findings         number of findings by severity, all severities named
    version          the program's
    base             stem of the files in the folder
    fiscal_year_end  'MMDD'
    header           what the submission's header says of filing and company, as far as it does:
                     the fields of `converter.model.filing.Header`, dates in ISO 8601

    statements       kinds of the statements found: BS, IS, CF, EQ, CI
    complete         whether every statement that the form must hold was found
    missing          kind, state, reason and `required` of each statement that was not: those that
                     the form must hold, and those that were seen but not taken
    others           the companies that the statements speak of where none is the registrant's
    own              number of facts whose concept is the filing's own
    program          what made it: version, code, tables and options (`batch.ledger.program`)
    reviews          digest of the reviews that it was made with
    reviewed         number of reviews that were applied; both are left out where there are none

    Lines of earlier versions end with `version`.
    """

    folder: str
    input: str
    sha256: str
    company: str
    cik: str | None
    form: str
    period: str | None
    facts: int
    findings: dict[str, int]
    version: str
    base: str = ""
    fiscal_year: int | None = None
    fiscal_period: str | None = None
    fiscal_year_end: str | None = None
    header: dict[str, object] = Field(default_factory=dict)
    statements: tuple[str, ...] = ()
    complete: bool = True
    missing: tuple[Missing, ...] = ()
    others: tuple[str, ...] = ()
    own: int = 0
    program: str = ""
    reviews: str = ""
    reviewed: int = 0

    def row(self) -> Row:
        """As plain JSON values."""
        left_out = None if self.reviews else {"reviews", "reviewed"}
        return self.model_dump(mode="json", exclude=left_out)


def entry(report: Report, source: str = "", program: str = "", reviews: str = "") -> Entry:
    """The line of a report that was written; `source` is its path as the user gave it."""
    from converter import __version__

    about = report.document
    count = Counter(finding.severity for finding in report.findings)
    return Entry(
        folder=report.folder,
        input=source or report.source.name,
        sha256=report.source.sha256,
        company=about.company,
        cik=about.cik,
        form=about.form,
        period=about.period_end.isoformat() if about.period_end else None,
        facts=len(report.facts),
        findings={severity.value: count[severity] for severity in sorted(Severity)},
        version=__version__,
        statements=tuple(
            dict.fromkeys(
                statement.kind.value
                for statement in report.statements
                if statement.kind.value not in ("COVER", "NOTE")
            )
        ),
        complete=all(each.state is State.FOUND for each in report.completeness if each.required),
        missing=tuple(
            Missing(
                kind=each.kind.value,
                state=each.state.value,
                reason=each.reason,
                required=each.required,
            )
            for each in report.completeness
            if each.state is not State.FOUND
        ),
        others=_others(report),
        own=sum(fact.concept.namespace == report.extension.namespace for fact in report.facts),
        program=program,
        reviews=reviews,
        reviewed=len(report.reviews),
        base=report.base,
        fiscal_year=about.fiscal_year,
        fiscal_period=about.fiscal_period,
        fiscal_year_end="{:02}{:02}".format(*about.fiscal_year_end)
        if about.fiscal_year_end
        else None,
        header=about.header.model_dump(mode="json", exclude_defaults=True),
    )


def _others(report: Report) -> tuple[str, ...]:
    """The companies whose statements alone the filing has, by their names as printed."""
    if any(each.state is State.FOUND for each in report.completeness):
        return ()
    members = {
        member
        for fact in report.facts
        for axis, member in fact.context.dimensions
        if axis.local == "LegalEntityAxis"
    }
    return tuple(
        sorted(
            each.label.removesuffix(" [Member]")
            for each in report.concepts
            if each.qname in members
        )
    )


def update(output: Path, entries: Iterable[Entry]) -> Result[Path]:
    """Merge `entries` into the manifest of `output`, which is made if need be.

    Written aside and renamed. Lines that are not a JSON object with a folder are moved, as they
    are, to ``manifest.broken.jsonl`` and give a WRT101 each. Raises OSError only.
    """
    rows = {made.folder: made.row() for made in entries}
    return merge(output, sorted(rows.items()))


def merge(output: Path, changes: Iterable[tuple[str, Row | None]]) -> Result[Path]:
    """`update` with lines as they are, sorted by folder: memory does not grow with their number."""
    output.mkdir(parents=True, exist_ok=True)
    path = output / NAME
    with locked(output):
        broken = lines(output).merge(changes)
        if broken:
            _keep(output / BROKEN, [each.line for each in broken])
    hint = f"the line was moved to {BROKEN}; convert its filing again"
    return Result(path, tuple(_doubt(path, each, hint) for each in broken))


def lines(output: Path) -> SortedLines:
    """The manifest's lines, to be looked up in or gone through without holding them in memory."""
    return SortedLines(output / NAME, "folder")


def read(output: Path) -> Result[tuple[dict[str, object], ...]]:
    """The manifest's lines as they are, sorted by folder, with a finding for each broken one."""
    broken: list[Broken] = []
    known = dict(lines(output).rows(broken.append))
    hint = "convert its filing again"
    findings = tuple(_doubt(output / NAME, each, hint) for each in broken)
    return Result(tuple(known[folder] for folder in sorted(known)), findings)


def _doubt(path: Path, broken: Broken, hint: str) -> Finding:
    return Finding(
        code="WRT101",
        severity=Severity.WARNING,
        message=f"{path}, line {broken.number}: {broken.why}",
        hint=hint,
    )


def _keep(path: Path, found: list[bytes]) -> None:
    before = path.read_bytes() if path.exists() else b""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(before + b"".join(line + b"\n" for line in found))
    put(aside, path)


@contextlib.contextmanager
def locked(output: Path) -> Iterator[None]:
    """One at a time: two commands that write to the same folder must not lose a line."""
    with held(output, output / f".{NAME}.lock"):
        yield
