"""How terms are spelled in Turtle (RDF 1.1 Turtle, 2.4 and 2.5): IRIs, names, literals."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final
from urllib.parse import quote

LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]")

_ESCAPES: Final = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord('"'): '\\"',
    ord("\\"): "\\\\",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
}

_TYPED: Final[dict[str, tuple[str, re.Pattern[str]]]] = {
    "dateItemType": ("xsd:date", re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")),
    "booleanItemType": ("xsd:boolean", re.compile(r"true|false")),
    "gMonthDayItemType": (
        "xsd:gMonthDay",
        re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
    ),
    "gYearItemType": ("xsd:gYear", re.compile(r"[0-9]{4}")),
}
"""Item types whose values are more than text, and what a value must look like for its literal to
be well-formed; anything else stays text rather than become an ill-typed literal."""


def segment(name: str) -> str:
    """`name` as one segment of an IRI's path."""
    return quote(name, safe="")


def plain(number: Decimal) -> str:
    """A decimal as plain digits: ``1E+3`` -> ``1000``; minus zero is zero."""
    return format(number or abs(number), "f")


def text(value: str) -> str:
    if value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'  # no sign to escape is printable but these two
    return f'"{value.translate(_ESCAPES)}"'


def legal(iri: str) -> str:
    """`iri` with the characters percent-encoded that no IRI may hold (RFC 3987, 2.2)."""
    return _NOT_IN_IRI.sub(lambda match: quote(match[0]), iri)


def resource(iri: str) -> str:
    return f"<{legal(iri)}>"


def date(value: dt.date) -> str:
    return f'"{value.isoformat()}"^^xsd:date'


def decimal(value: Decimal) -> str:
    """0.05 stands for itself in Turtle; whole numbers would be read as xsd:integer."""
    digits = plain(value)
    return digits if "." in digits else f'"{digits}"^^xsd:decimal'


def typed(value: str, type_name: str) -> str:
    """The literal of a fact that is not numeric; `type_name` such as 'xbrli:dateItemType'."""
    kind = _TYPED.get(type_name.partition(":")[2])
    if kind is None or not kind[1].fullmatch(value):
        return text(value)
    datatype = kind[0]
    if datatype == "xsd:boolean":
        return value
    if datatype == "xsd:date" and not _is_date(value):
        return text(value)
    return f'"{value}"^^{datatype}'


def _is_date(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def share(confidence: float) -> str:
    """Four places are more than any confidence deserves, and keep floats' noise out."""
    return decimal(Decimal(f"{confidence:.4f}").normalize())
