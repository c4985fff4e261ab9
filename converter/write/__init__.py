"""One module a format; every writer gets a `Report` and a folder, and nothing else.

A format more is a module here (`contract.Writer`) and a line in WRITERS; options, batch and tests
go by it. Each module is loaded when its format is asked for, and nothing heavy with this one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from converter.model.finding import Finding, Result
    from converter.model.xbrl import Report
    from converter.write.contract import Writer


class Registered(NamedTuple):
    """Where a writer is, 'module:class', and the formats that take what it writes."""

    place: str
    formats: tuple[str, ...]


# In the order of writing: the report package collects what ixbrl and extension wrote.
WRITERS: dict[str, Registered] = {
    "extension": Registered("converter.write.linkbase:ExtensionWriter", ("ixbrl", "xbrl", "json")),
    "ixbrl": Registered("converter.write.ixbrl:InlineWriter", ("ixbrl",)),
    "package": Registered("converter.write.report_package:ReportPackageWriter", ("ixbrl",)),
    "xbrl": Registered("converter.write.instance:InstanceWriter", ("xbrl",)),
    "json": Registered("converter.write.xbrl_json:JsonWriter", ("json",)),
    "rdf": Registered("converter.write.rdf:RdfWriter", ("rdf",)),
    "csv": Registered("converter.write.csv:CsvWriter", ("csv",)),
}

# What the user can ask for.
FORMATS: tuple[str, ...] = tuple(
    dict.fromkeys(name for each in WRITERS.values() for name in each.formats)
)


def writer(name: str) -> Writer:
    """The writer of that name in WRITERS; KeyError for any other name."""
    module, _, attribute = WRITERS[name].place.partition(":")
    return cast("Writer", getattr(import_module(module), attribute)())


def plan(formats: Iterable[str]) -> tuple[str, ...]:
    """The writers that these formats take, each once, in the order of writing.

    KeyError for a format that is not in FORMATS.
    """
    wanted = set(formats)
    if unknown := wanted - set(FORMATS):
        raise KeyError(min(unknown))
    return tuple(name for name, each in WRITERS.items() if wanted & set(each.formats))


def write_report(
    report: Report, folder: Path, formats: Iterable[str] = FORMATS
) -> Result[tuple[Path, ...]]:
    """Write `report` in every one of `formats` into `folder`, which exists."""
    from converter.model.finding import Result  # loads pydantic: `--help` needs FORMATS alone

    paths: list[Path] = []
    findings: list[Finding] = []
    for name in plan(formats):
        written = writer(name).write(report, folder)
        paths += written.value
        findings += written.findings
    return Result(tuple(paths), tuple(findings))
