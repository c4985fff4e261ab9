"""XML as text, and the parts that the inline document and the instance have in common.

Documents are put together from strings: for 400 facts that takes a tenth of the time of a tree.
Everything variable goes through `escape` or `attribute`; the tests parse every file again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.addresses import SCHEMAS
from converter.model.xbrl import RETRO, Duration, Instant, QName, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from converter.model.xbrl import Context, Entity, Fact, Period, Report

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
XHTML = "http://www.w3.org/1999/xhtml"
XLINK = "http://www.w3.org/1999/xlink"
LINK = "http://www.xbrl.org/2003/linkbase"
XBRLDI = "http://xbrl.org/2006/xbrldi"

RETRO_SCHEMA = "retro-2026.xsd"
"""The project's own elements that a report uses, beside its other files."""

# The language of the filings; text facts carry it in every format, numbers and dates do not.
LANGUAGE = "en"

# What XML 1.0 (2.2) does not allow in a document, and a carriage return that ends no line, which a
# parser would turn into a line end and so shift every line below.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|\r(?!\n)")


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x0C:
        return " "  # every page of a filing ends with one, and few fonts have its picture
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def clean(text: str) -> str:
    """`text` with each character that XML forbids replaced by one that it allows.

    One for one, so offsets stay: a form feed becomes a blank, another control character its
    picture (U+2400 and on), a lone surrogate U+FFFD.
    """
    # no such character is printable, and looking for that takes less time than the pattern
    plain = text.isprintable() or (
        text.replace("\r\n", "").replace("\n", "").replace("\t", "").isprintable()
    )
    return text if plain else _FORBIDDEN.sub(_stand_in, text)


def escape(text: str) -> str:
    """Character data: '<', '>' and '&' as entities."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def attribute(text: str) -> str:
    """`text` for an attribute value between double quotes; line ends survive as references."""
    if text.isalnum():
        return text
    text = escape(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    if text.isprintable():  # line ends and tabs are not
        return text
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


def plain(number: Decimal) -> str:
    """A number without exponent: Decimal('1.5E+6') is '1500000'."""
    return f"{number:f}"


@dataclass(frozen=True, slots=True)
class Resources:
    """Contexts and units of a report with their ids in XML.

    contexts  id of the context of the fact at the same place in `report.facts`
    xml       the context and unit elements, contexts first, each sorted by id
    """

    contexts: tuple[str, ...]
    xml: str


def resources(report: Report) -> Resources:
    """Give every context and unit of the facts its element (XBRL 2.1, 4.7 and 4.8)."""
    by_object: dict[int, str] = {}
    taken: dict[str, Context] = {}
    ids: list[str] = []
    units: dict[str, Unit] = {}
    for fact in report.facts:
        context = fact.context
        name = by_object.get(id(context))
        if name is None:
            name = _context_id(context, taken)
            by_object[id(context)] = name
        ids.append(name)
        if fact.unit is not None:
            units[fact.unit.id] = fact.unit
    xml = [_context(name, taken[name]) for name in sorted(taken)]
    xml += [_unit(name, units[name]) for name in sorted(units)]
    return Resources(tuple(ids), "".join(xml))


def _context_id(context: Context, taken: dict[str, Context]) -> str:
    """The context's own id; with a number behind it where another context has that id."""
    name = context.id
    number = 1
    while (held := taken.setdefault(name, context)) is not context and held != context:
        number += 1
        name = f"{context.id}_{number}"
    return name


def _context(name: str, context: Context) -> str:
    return (
        f'<xbrli:context id="{attribute(name)}">{_entity(context.entity, context.dimensions)}'
        f"<xbrli:period>{_period(context.period)}</xbrli:period></xbrli:context>\n"
    )


def _entity(entity: Entity, dimensions: Iterable[tuple[QName, QName]]) -> str:
    """Dimensions stand in the segment, as in all filings to the SEC (Dimensions 1.0, 3.1.4)."""
    members = "".join(
        f'<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>'
        for axis, member in dimensions
    )
    segment = f"<xbrli:segment>{members}</xbrli:segment>" if members else ""
    return (
        f'<xbrli:entity><xbrli:identifier scheme="{attribute(entity.scheme)}">'
        f"{escape(clean(entity.identifier))}</xbrli:identifier>{segment}</xbrli:entity>"
    )


def _period(period: Period) -> str:
    if isinstance(period, Duration):
        return (
            f"<xbrli:startDate>{period.start}</xbrli:startDate>"
            f"<xbrli:endDate>{period.end}</xbrli:endDate>"
        )
    return f"<xbrli:instant>{period.date}</xbrli:instant>"


def _unit(name: str, unit: Unit) -> str:
    top = _measures(unit.numerator)
    if unit.denominator:
        top = (
            f"<xbrli:divide><xbrli:unitNumerator>{top}</xbrli:unitNumerator><xbrli:unitDenominator>"
            f"{_measures(unit.denominator)}</xbrli:unitDenominator></xbrli:divide>"
        )
    return f'<xbrli:unit id="{attribute(name)}">{top}</xbrli:unit>\n'


def _measures(measures: Iterable[QName]) -> str:
    return "".join(f"<xbrli:measure>{measure}</xbrli:measure>" for measure in measures)


def fact_namespaces(report: Report) -> dict[str, str]:
    """Prefix -> namespace of every name that facts, their dimensions and units use, sorted."""
    facts = report.facts
    found = {fact.concept.prefix: fact.concept.namespace for fact in facts}
    for unit in {id(fact.unit): fact.unit for fact in facts}.values():
        if unit is not None:
            for name in (*unit.numerator, *unit.denominator):
                found[name.prefix] = name.namespace
    for context in {id(fact.context): fact.context for fact in facts}.values():
        for pair in context.dimensions:
            for name in pair:
                found[name.prefix] = name.namespace
    return dict(sorted(found.items()))


def declarations(namespaces: dict[str, str]) -> str:
    """' xmlns:a="..." xmlns:b="..."' in the order of the prefixes."""
    return "".join(
        f' xmlns:{prefix}="{attribute(uri)}"' for prefix, uri in sorted(namespaces.items())
    )


def period_text(period: Period) -> str:
    """'2004-09-30' or '2004-07-01 to 2004-09-30'."""
    return f"{period.date}" if isinstance(period, Instant) else f"{period.start} to {period.end}"


def value_text(fact: Fact) -> str:
    """The lexical value for an instance: plain decimal, or the text as XML can hold it."""
    if isinstance(fact.value, str):
        return clean(fact.value).replace("\r\n", "\n")
    return plain(fact.value)


def schema_address(namespace: str, report: Report) -> str:
    """Where the schema of `namespace` lies: the report's own and the project's beside it, others
    officially.

    Raises KeyError for a namespace that is none of them.
    """
    if namespace == report.extension.namespace:
        return f"{report.base}.xsd"
    return RETRO_SCHEMA if namespace == RETRO else SCHEMAS[namespace]


def xml_bytes(text: str) -> bytes:
    """A document as bytes of ASCII alone: any other character as a reference, which every parser
    reads as the character (XML 1.0, 4.1).
    """
    return text.encode("ascii", "xmlcharrefreplace")
