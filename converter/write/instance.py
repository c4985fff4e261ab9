"""BASE.xml: the facts as an XBRL 2.1 instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.addresses import is_text
from converter.model.finding import Result
from converter.model.xbrl import ISO4217, XBRLI
from converter.write.footnotes import footnote_link
from converter.write.markup import (
    HEAD,
    LANGUAGE,
    LINK,
    XBRLDI,
    XLINK,
    attribute,
    declarations,
    escape,
    fact_namespaces,
    resources,
    value_text,
    xml_bytes,
)

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.xbrl import Report


class InstanceWriter:
    name = "xbrl"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        path = folder / f"{report.base}.xml"
        path.write_bytes(xml_bytes(instance(report)))
        return Result((path,))


def instance(report: Report) -> str:
    """The instance document (XBRL 2.1, 4): contexts, units, then the facts in their order, and
    their footnotes.
    """
    texts = {concept.qname for concept in report.concepts if is_text(concept)}
    namespaces = fact_namespaces(report) | {
        "xbrli": XBRLI,
        "link": LINK,
        "xlink": XLINK,
        "xbrldi": XBRLDI,
        "iso4217": ISO4217,
    }
    shared = resources(report)
    head = (
        f"{HEAD}<xbrli:xbrl{declarations(namespaces)}>\n"
        f'<link:schemaRef xlink:type="simple" xlink:href="{attribute(report.base)}.xsd"/>\n'
    )
    parts = [head, shared.xml]
    for fact, context in zip(report.facts, shared.contexts, strict=True):
        name = str(fact.concept)
        if fact.unit is not None:
            decimals = "INF" if fact.decimals is None else fact.decimals
            extra = f' unitRef="{attribute(fact.unit.id)}" decimals="{decimals}"'
        else:
            extra = f' xml:lang="{LANGUAGE}"' if fact.concept in texts else ""
        parts.append(
            f'<{name} id="{fact.id}" contextRef="{attribute(context)}"{extra}>'
            f"{escape(value_text(fact))}</{name}>\n"
        )
    parts.append(footnote_link(report))
    parts.append("</xbrli:xbrl>\n")
    return "".join(parts)
