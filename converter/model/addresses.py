"""Where the taxonomies lie, and the schema type behind each data type.

Files name the official addresses, so that a tool with a network loads the official schemas; the
project's taxonomy package maps the same addresses to its offline subset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.xbrl import DEI, RETRO, US_GAAP, US_TYPES, XBRLI, DataType, Substitution

if TYPE_CHECKING:
    from converter.model.xbrl import Concept

XBRLDT = "http://xbrl.org/2005/xbrldt"
DTR = "http://www.xbrl.org/dtr/type/2020-01-21"

SCHEMAS: dict[str, str] = {
    XBRLI: "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
    XBRLDT: "http://www.xbrl.org/2005/xbrldt-2005.xsd",
    DTR: "https://www.xbrl.org/dtr/type/2020-01-21/types.xsd",
    US_TYPES: "http://taxonomies.xbrl.us/us-gaap/2009/elts/us-types-2009-01-31.xsd",
    US_GAAP: "http://taxonomies.xbrl.us/us-gaap/2009/elts/us-gaap-2009-01-31.xsd",
    DEI: "https://xbrl.sec.gov/dei/2021/dei-2021.xsd",
    RETRO: f"{RETRO}/retro-2026.xsd",
}

PREFIXES: dict[str, str] = {
    "xbrli": XBRLI,
    "xbrldt": XBRLDT,
    "dtr-types": DTR,
    "us-types": US_TYPES,
    "us-gaap": US_GAAP,
    "dei": DEI,
    "retro": RETRO,
}

TEXT_BLOCK = "us-types:textBlockItemType"

_ITEM_TYPES: dict[DataType, str] = {
    DataType.MONETARY: "xbrli:monetaryItemType",
    DataType.SHARES: "xbrli:sharesItemType",
    DataType.PURE: "xbrli:pureItemType",
    DataType.STRING: "xbrli:stringItemType",
    DataType.PER_SHARE: "us-types:perShareItemType",
    DataType.PER_UNIT: "us-types:perUnitItemType",
    DataType.PERCENT: "us-types:percentItemType",
    DataType.DOMAIN: "us-types:domainItemType",
}

# Types whose values are no prose in any language (OIM 1.0, 'text fact'); of the types in use only
# these are not strings underneath.
_NOT_TEXT = frozenset(
    {
        "xbrli:booleanItemType",
        "xbrli:dateItemType",
        "xbrli:gMonthDayItemType",
        "xbrli:gYearItemType",
        "xbrli:anyURIItemType",
        "xbrli:decimalItemType",
        "dei:dateOrAsapItemType",
        "dei:trueItemType",
    }
)


def item_type(concept: Concept) -> str:
    """The schema type of `concept` as 'prefix:name'.

    Raises KeyError for a `dei` data type that does not name its type.
    """
    return concept.type_name or _ITEM_TYPES[concept.datatype]


def is_text(concept: Concept) -> bool:
    """Whether facts of `concept` are text and so carry a language (OIM 1.0, 3.1.3)."""
    return not concept.datatype.numeric and item_type(concept) not in _NOT_TEXT


def element(concept: Concept) -> str:
    """The declaration of one concept (XBRL 2.1, 5.1.1; Dimensions 1.0, 2.2 and 2.5)."""
    home = "xbrli" if concept.substitution is Substitution.ITEM else "xbrldt"
    balance = f' xbrli:balance="{concept.balance}"' if concept.balance else ""
    abstract = ' abstract="true"' if concept.abstract else ""
    return (
        f'<xs:element id="{concept.id}" name="{concept.qname.local}" type="{item_type(concept)}"'
        f' substitutionGroup="{home}:{concept.substitution.value}"{abstract} nillable="true"'
        f' xbrli:periodType="{concept.period_type}"{balance}/>\n'
    )
