"""BASE.xsd: the roles of a report and its own elements; beside it the project's elements in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.addresses import PREFIXES, SCHEMAS, element, item_type
from converter.model.xbrl import RETRO, XBRLI, Substitution
from converter.write.links import role_id
from converter.write.markup import (
    HEAD,
    LINK,
    XLINK,
    attribute,
    clean,
    declarations,
    escape,
    schema_address,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from converter.model.xbrl import Concept, Report, Summation
    from converter.write.links import Scope

_XS = "http://www.w3.org/2001/XMLSchema"


_LINKBASES = {
    "pre": "presentation",
    "cal": "calculation",
    "def": "definition",
    "lab": "label",
}


def schema(
    report: Report,
    scope: Scope,
    calculation: Mapping[str, tuple[Summation, ...]],
    linkbases: tuple[str, ...] = tuple(_LINKBASES),
) -> str:
    """BASE.xsd: roles, linkbase references, imports, the filing's own elements.

    linkbases  the endings of those that are written
    """
    own = report.extension
    used = {concept.qname.namespace for concept in report.concepts} - {own.namespace}
    imports = {schema_address(namespace, report): namespace for namespace in used}
    imports |= _imports(own.concepts)
    prefixes = {"xs": _XS, "link": LINK, "xlink": XLINK, "xbrli": XBRLI, own.prefix: own.namespace}
    prefixes |= {p: uri for p, uri in PREFIXES.items() if uri in imports.values()}
    lines = [_head(prefixes, own.namespace), "<xs:annotation><xs:appinfo>\n"]
    lines += [
        f'<link:linkbaseRef xlink:type="simple" xlink:href="{scope.base}_{ending}.xml"'
        f' xlink:role="http://www.xbrl.org/2003/role/{kind}LinkbaseRef"'
        f' xlink:arcrole="{XLINK}/properties/linkbase"/>\n'
        for ending, kind in _LINKBASES.items()
        if ending in linkbases
    ]
    titles = {statement.slug: statement for statement in report.statements}
    slugs = [*titles, *(slug for slug in calculation if slug not in titles)]
    for number, slug in enumerate(slugs, start=1):
        statement = titles.get(slug) or titles[slug.rpartition(".")[0]]
        kind = "Disclosure" if statement.kind.value == "NOTE" else "Statement"
        kind = "Document" if statement.kind.value == "COVER" else kind
        title = " ".join(clean(statement.title).split()) or statement.slug
        lines.append(
            f'<link:roleType roleURI="{scope.role(slug)}" id="{role_id(slug)}">'
            f"<link:definition>{number:06d} - {kind} - {escape(title)}</link:definition>"
            "<link:usedOn>link:presentationLink</link:usedOn>"
            "<link:usedOn>link:calculationLink</link:usedOn>"
            "<link:usedOn>link:definitionLink</link:usedOn></link:roleType>\n"
        )
    lines.append("</xs:appinfo></xs:annotation>\n")
    lines += _import_lines(imports)
    lines += map(element, own.concepts)
    lines.append("</xs:schema>\n")
    return "".join(lines)


def retro_schema(report: Report) -> str:
    """RETRO_SCHEMA: those of the project's own elements that the report uses."""
    concepts = [concept for concept in report.concepts if concept.qname.namespace == RETRO]
    imports = _imports(concepts)
    prefixes = {"xs": _XS, "xbrli": XBRLI, "retro": RETRO}
    prefixes |= {p: uri for p, uri in PREFIXES.items() if uri in imports.values()}
    lines = [_head(prefixes, RETRO), *_import_lines(imports), *map(element, concepts)]
    return "".join([*lines, "</xs:schema>\n"])


def _imports(concepts: Sequence[Concept]) -> dict[str, str]:
    """Schema address -> namespace of what the declarations of some concepts refer to."""
    types = {item_type(concept).partition(":")[0] for concept in concepts} | {"xbrli"}
    if any(concept.substitution is not Substitution.ITEM for concept in concepts):
        types.add("xbrldt")
    return {SCHEMAS[PREFIXES[prefix]]: PREFIXES[prefix] for prefix in types}


def _head(prefixes: dict[str, str], namespace: str) -> str:
    return (
        f"{HEAD}<xs:schema{declarations(prefixes)}"
        f' targetNamespace="{attribute(namespace)}" elementFormDefault="qualified"'
        ' attributeFormDefault="unqualified">\n'
    )


def _import_lines(imports: Mapping[str, str]) -> list[str]:
    return [
        f'<xs:import namespace="{attribute(imports[address])}" schemaLocation="{address}"/>\n'
        for address in sorted(imports)
    ]
