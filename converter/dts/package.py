"""The taxonomy package for tools without a network (Taxonomy Packages 1.0).

    retroxbrl-taxonomy-2026/
        META-INF/taxonomyPackage.xml
        META-INF/catalog.xml                      official address -> folder of the package
        us-gaap/us-gaap-2009-01-31.xsd            subset: the names of taxonomy/*.tsv
        us-gaap/us-types-2009-01-31.xsd
        dei/dei-2021.xsd
        retro/retro-2026.xsd  retro/retro-2026_doc.xml  retro/retro-2026_lab.xml

It is made from the tables that travel in the wheel: the same tables give the same bytes. XBRL's own
schemas and the data type registry are not in it; every XBRL tool brings those along.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from converter.dts.base import NAMESPACES, load_base
from converter.dts.dei_types import DEI_TYPES
from converter.model.addresses import PREFIXES, SCHEMAS, element, item_type
from converter.model.xbrl import DEI, RETRO, US_GAAP, US_TYPES, Substitution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.dts.dei_types import ItemType

TOP = "retroxbrl-taxonomy-2026"

# Official folder -> folder in the package.
_REWRITES: dict[str, str] = {
    "http://taxonomies.xbrl.us/us-gaap/2009/elts/": "us-gaap/",
    "https://xbrl.sec.gov/dei/2021/": "dei/",
    f"{RETRO}/": "retro/",
}

_OWNER_NOTICE = (
    "(c) 2010 Financial Accounting Foundation; (c) 2007-2010 XBRL US, Inc. All Rights Reserved. "
    "Notice: Authorized Uses are Set Forth at "
    "https://xbrl.fasb.org/terms/TaxonomiesTermsConditions.html"
)
_SUBSET_NOTICE = (
    "A subset for use without a network: names, ids, types, balances and period types of the "
    "edition, nothing else of it. The whole edition lies at the official address."
)
_DEI_NOTICE = (
    "A subset of dei 2021 of the U.S. Securities and Exchange Commission (public domain) for use "
    "without a network. Patterns and enumerations of the types are this project's: where the "
    "official list is longer or was not at hand they are wider, never stricter by intent."
)

_XS = "http://www.w3.org/2001/XMLSchema"
_LINK = "http://www.xbrl.org/2003/linkbase"
_XLINK = "http://www.w3.org/1999/xlink"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def rewritten() -> tuple[str, ...]:
    """The addresses that the package maps: all below them."""
    return tuple(_REWRITES)


def build_package(without: frozenset[str] = frozenset()) -> bytes:
    """The package as the bytes of a zip file; `without` are addresses that another maps."""
    files = {
        "META-INF/taxonomyPackage.xml": _manifest(),
        "META-INF/catalog.xml": _catalog(without),
        "us-gaap/us-types-2009-01-31.xsd": _us_types(),
        "us-gaap/us-gaap-2009-01-31.xsd": _elements("us-gaap", (_OWNER_NOTICE, _SUBSET_NOTICE)),
        "dei/dei-2021.xsd": _elements("dei", (_DEI_NOTICE,), _dei_types()),
        "retro/retro-2026.xsd": _elements("retro", (), _label_reference()),
        "retro/retro-2026_doc.xml": _retro_labels("documentation"),
        "retro/retro-2026_lab.xml": _retro_labels("label"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(f"{TOP}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            package.writestr(entry, text.encode("utf-8"))
    return out.getvalue()


def _manifest() -> str:
    """META-INF/taxonomyPackage.xml (Taxonomy Packages 1.0, 3.2)."""
    points = "".join(
        f"    <tp:entryPoint>\n      <tp:name>{name}</tp:name>\n{documents}    </tp:entryPoint>\n"
        for name, documents in (
            ("US GAAP 2009-01-31 (subset)", _document(SCHEMAS[US_GAAP])),
            ("Document and Entity Information 2021 (subset)", _document(SCHEMAS[DEI])),
            ("retroxbrl extension taxonomy 2026", _document(SCHEMAS[RETRO])),
            (
                "retroxbrl extension taxonomy 2026 with standard labels",
                _document(SCHEMAS[RETRO]) + _document(f"{RETRO}/retro-2026_lab.xml"),
            ),
        )
    )
    return (
        _HEAD + '<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package"'
        ' xml:lang="en">\n'
        f"  <tp:identifier>{RETRO}/package</tp:identifier>\n"
        "  <tp:name>retroxbrl taxonomies</tp:name>\n"
        "  <tp:description>The concepts that conversions of text filings use, at their official"
        " addresses, for tools without a network.</tp:description>\n"
        "  <tp:version>2026</tp:version>\n"
        "  <tp:publisher>retroxbrl</tp:publisher>\n"
        "  <tp:publisherURL>https://w3id.org/retroxbrl</tp:publisherURL>\n"
        f"  <tp:entryPoints>\n{points}  </tp:entryPoints>\n"
        "</tp:taxonomyPackage>\n"
    )


def _document(address: str) -> str:
    return f'      <tp:entryPointDocument href="{address}"/>\n'


def _catalog(without: frozenset[str]) -> str:
    """META-INF/catalog.xml: prefixes of addresses to folders (Taxonomy Packages 1.0, 3.3)."""
    rewrites = "".join(
        f'  <rewriteURI uriStartString="{start}" rewritePrefix="../{folder}"/>\n'
        for start, folder in _REWRITES.items()
        if start not in without
    )
    return (
        _HEAD
        + f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\n{rewrites}</catalog>\n'
    )


def _schema(namespace: str, notices: Iterable[str], imports: Iterable[str], body: str) -> str:
    """A schema document; `imports` are prefixes."""
    needed = tuple(imports)
    own = next(prefix for prefix, uri in PREFIXES.items() if uri == namespace)
    declared = "".join(f' xmlns:{prefix}="{PREFIXES[prefix]}"' for prefix in (*needed, own))
    comments = "".join(f"<!-- {notice} -->\n" for notice in notices)
    lines = "".join(
        f'  <xs:import namespace="{uri}" schemaLocation="{SCHEMAS[uri]}"/>\n'
        for uri in map(PREFIXES.__getitem__, needed)
    )
    return (
        f'{_HEAD}{comments}<xs:schema xmlns:xs="{_XS}" xmlns:link="{_LINK}" xmlns:xlink="{_XLINK}"'
        f'{declared} targetNamespace="{namespace}" elementFormDefault="qualified"'
        f' attributeFormDefault="unqualified">\n{lines}{body}</xs:schema>\n'
    )


def _elements(prefix: str, notices: Iterable[str], before: str = "") -> str:
    """The schema with every concept under `prefix`; `before` stands between imports and them."""
    concepts = tuple(load_base().concepts(prefix))
    types = {item_type(concept).partition(":")[0] for concept in concepts} - {prefix}
    if any(concept.substitution is not Substitution.ITEM for concept in concepts):
        types.add("xbrldt")
    body = "".join(f"  {element(concept)}" for concept in concepts)
    return _schema(NAMESPACES[prefix], notices, sorted(types | {"xbrli"}), before + body)


def _restriction(name: str, base: str, facets: str = "") -> str:
    """An item type by restriction; numeric and text types keep their base's attributes."""
    return (
        f'  <xs:complexType name="{name}"><xs:simpleContent><xs:restriction base="{base}">'
        f"{facets}</xs:restriction></xs:simpleContent></xs:complexType>\n"
    )


def _us_types() -> str:
    """The item types of us-types 2009-01-31 that the subset's elements have."""
    body = "".join(
        _restriction(name, base, facets)
        for name, base, facets in (
            ("domainItemType", "xbrli:stringItemType", '<xs:maxLength value="0"/>'),
            ("percentItemType", "xbrli:pureItemType", ""),
            ("perShareItemType", "xbrli:decimalItemType", ""),
            ("perUnitItemType", "xbrli:decimalItemType", ""),
            ("textBlockItemType", "xbrli:stringItemType", ""),
        )
    )
    return _schema(US_TYPES, (_OWNER_NOTICE, _SUBSET_NOTICE), ("xbrli",), body)


def _facets(kind: ItemType) -> str:
    if kind.pattern:
        return f'<xs:pattern value="{kind.pattern}"/>'
    return "".join(f'<xs:enumeration value="{value}"/>' for value in kind.values)


def _dei_types() -> str:
    return "".join(
        _restriction(name, f"xbrli:{kind.base}ItemType", _facets(kind))
        for name, kind in DEI_TYPES.items()
    )


def _label_reference() -> str:
    return (
        "  <xs:annotation><xs:appinfo>\n"
        '    <link:linkbaseRef xlink:type="simple" xlink:href="retro-2026_doc.xml"'
        ' xlink:role="http://www.xbrl.org/2003/role/labelLinkbaseRef"'
        f' xlink:arcrole="{_XLINK}/properties/linkbase"/>\n'
        "  </xs:appinfo></xs:annotation>\n"
    )


def _retro_labels(role: str) -> str:
    """A label linkbase of the project's own concepts in one role.

    The schema pulls in the definitions alone: a filing labels every concept that it uses with the
    caption that it prints, and two standard labels in one network would compete. The standard
    labels have an entry point of their own.
    """
    base = load_base()
    lines = []
    for concept in base.concepts("retro"):
        name = concept.id
        text = concept.label if role == "label" else base.definition(concept.qname)
        lines.append(
            f'    <link:loc xlink:type="locator" xlink:href="retro-2026.xsd#{name}"'
            f" xlink:label={quoteattr('loc_' + name)}/>\n"
            f'    <link:labelArc xlink:type="arc" xlink:from="loc_{name}" xlink:to="lab_{name}"'
            ' xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label"/>\n'
            f'    <link:label xlink:type="resource" xlink:label="lab_{name}"'
            f' xlink:role="http://www.xbrl.org/2003/role/{role}" xml:lang="en-US">'
            f"{escape(text)}</link:label>\n"
        )
    return (
        f'{_HEAD}<link:linkbase xmlns:link="{_LINK}" xmlns:xlink="{_XLINK}">\n'
        '  <link:labelLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">\n'
        + "".join(lines)
        + "  </link:labelLink>\n</link:linkbase>\n"
    )
