"""One module a format; every writer gets a `Report` and a folder, and nothing else.

Each module is loaded when its format is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from converter.model.finding import Finding, Result

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from converter.model.xbrl import Report
    from converter.write.contract import Writer

# In the order of writing: the report package collects what ixbrl and extension wrote.
WRITERS: dict[str, str] = {
    "extension": "converter.write.linkbase:ExtensionWriter",
    "ixbrl": "converter.write.ixbrl:InlineWriter",
    "package": "converter.write.report_package:ReportPackageWriter",
    "xbrl": "converter.write.instance:InstanceWriter",
    "json": "converter.write.xbrl_json:JsonWriter",
    "rdf": "converter.write.rdf:RdfWriter",
    "csv": "converter.write.csv:CsvWriter",
}

# What the user can ask for, and which writers it takes.
FORMATS: dict[str, tuple[str, ...]] = {
    "ixbrl": ("extension", "ixbrl", "package"),
    "xbrl": ("extension", "xbrl"),
    "json": ("extension", "json"),
    "rdf": ("rdf",),
    "csv": ("csv",),
}


def writer(name: str) -> Writer:
    """The writer of that name in WRITERS; KeyError for any other name."""
    module, _, attribute = WRITERS[name].partition(":")
    return cast("Writer", getattr(import_module(module), attribute)())


def plan(formats: Iterable[str]) -> tuple[str, ...]:
    """The writers that these formats take, each once, in the order of writing.

    KeyError for a format that is not in FORMATS.
    """
    needed = {name for wanted in formats for name in FORMATS[wanted]}
    return tuple(name for name in WRITERS if name in needed)


def write_report(
    report: Report, folder: Path, formats: Iterable[str] = tuple(FORMATS)
) -> Result[tuple[Path, ...]]:
    """Write `report` in every one of `formats` into `folder`, which exists."""
    paths: list[Path] = []
    findings: list[Finding] = []
    for name in plan(formats):
        written = writer(name).write(report, folder)
        paths += written.value
        findings += written.findings
    return Result(tuple(paths), tuple(findings))
