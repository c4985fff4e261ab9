"""The filing's extension taxonomy: BASE.xsd and BASE_pre, _cal, _def, _lab.xml.

One statement is one link role. In each linkbase a statement has one extended link, and in it one
locator for each concept:

    <link:presentationLink xlink:role=".../role/BalanceSheet">
      <link:loc xlink:href="...2009-01-31.xsd#us-gaap_Assets" xlink:label="us-gaap_Assets"/>
      <link:presentationArc xlink:from="us-gaap_AssetsAbstract" xlink:to="us-gaap_Assets" .../>

A linkbase without arcs is not written. The project's own elements that the report uses are declared
in RETRO_SCHEMA beside BASE.xsd, so that whoever reads the folder needs no more than it and the
official taxonomies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.finding import Finding, Result
from converter.model.xbrl import RETRO
from converter.write.calculation import calculation, calculations
from converter.write.definition import definition
from converter.write.labels import labels
from converter.write.links import Scope
from converter.write.markup import RETRO_SCHEMA, xml_bytes
from converter.write.presentation import presentation
from converter.write.schema import retro_schema, schema

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.xbrl import Report


class ExtensionWriter:
    """Writes the schemas and the linkbases; every XBRL format refers to them."""

    name = "extension"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        made = extension(report)
        paths = []
        for name, text in made.value.items():
            path = folder / name
            path.write_bytes(xml_bytes(text))
            paths.append(path)
        return Result(tuple(paths), made.findings)


def extension(report: Report) -> Result[dict[str, str]]:
    """The documents by file name, and the arcs that XBRL does not allow as findings."""
    findings: list[Finding] = []
    scope = Scope(report)
    sums = calculations(report, scope.concepts, findings)
    linkbases = {
        "pre": presentation(report, scope, findings),
        "cal": calculation(scope, sums),
        "def": definition(report, scope),
        "lab": labels(report, scope),
    }
    written = {ending: text for ending, text in linkbases.items() if text}
    base = report.base
    made = {f"{base}.xsd": schema(report, scope, sums, tuple(written))}
    if any(concept.qname.namespace == RETRO for concept in report.concepts):
        made[RETRO_SCHEMA] = retro_schema(report)
    made |= {f"{base}_{ending}.xml": text for ending, text in written.items()}
    return Result(made, tuple(findings))
