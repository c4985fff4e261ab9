"""What kinds of terms there are, and a term as the columns of a row.

    kind      t  identity and payload
    BLANK     1  id, text: the label
    IRI       2  id, text: the IRI
    STRING    3  text
    LANGUAGE  4  text, tag: the language
    BOOLEAN   5  truth
    INTEGER   6  number, within 64 bits
    DECIMAL   7  number, at most 20 digits before the point and 18 behind it
    DOUBLE    8  float
    DATE      9  text: yyyy-mm-dd, without a time zone, so that texts compare as dates do
    OTHER    10  text, tag: the datatype; also what is no value of its datatype

A literal of the first seven is known by its kind and payload: the store has normalised it, "1.50"
and "1.5" are one decimal there. Of OTHER the translation knows nothing but which of two are the
same term; where a question needs more it is not answered here.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from converter.model.namespaces import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

BLANK, IRI, STRING, LANGUAGE, BOOLEAN, INTEGER, DECIMAL, DOUBLE, DATE, OTHER = range(1, 11)
Kinds = frozenset[int]

NODES: Final = frozenset({BLANK, IRI})
NUMBERS: Final = frozenset({INTEGER, DECIMAL, DOUBLE})
EXACT: Final = frozenset({INTEGER, DECIMAL})
LITERALS: Final = frozenset(range(STRING, OTHER + 1))
ALL: Final = NODES | LITERALS

XSD: Final = PREFIXES["xsd"]
DATATYPES: Final = {
    STRING: f"{XSD}string", BOOLEAN: f"{XSD}boolean", INTEGER: f"{XSD}integer",
    DECIMAL: f"{XSD}decimal", DOUBLE: f"{XSD}double", DATE: f"{XSD}date",
}  # fmt: skip

_INTEGERS: Final = frozenset(
    XSD + name
    for name in (
        "integer", "byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt",
        "unsignedLong", "positiveInteger", "negativeInteger", "nonPositiveInteger",
        "nonNegativeInteger",
    )
)  # fmt: skip
NUMBER_TYPES: Final = _INTEGERS | {XSD + name for name in ("decimal", "double", "float")}
_INTEGER: Final = re.compile(r"[+-]?[0-9]+", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_DOUBLE: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

INTEGER_ROOM: Final = 2**63
DECIMAL_DIGITS: Final = 18
DECIMAL_ROOM: Final = Decimal(10) ** 20


class Term(NamedTuple):
    """A term as a row has it; what its kind does not use is None."""

    kind: int
    text: str | None = None
    tag: str | None = None
    truth: bool | None = None
    number: Decimal | None = None
    float: float | None = None

    @property
    def rank(self) -> int:
        """In which order kinds lie in the table of terms: blank nodes, IRIs, literals."""
        return 0 if self.kind == BLANK else 1 if self.kind == IRI else 2

    @property
    def spelled(self) -> str:
        """The text that the term has in the table of terms."""
        if self.kind == BOOLEAN:
            return "true" if self.truth else "false"
        if self.kind in EXACT:
            return plain(self.number or Decimal(0))
        if self.kind == DOUBLE:
            return spell_double(self.float or 0.0)
        return self.text or ""


def literal(text: str, datatype: str | None, language: str | None) -> Term:
    """The literal as the store would have it."""
    if language is not None:
        return Term(LANGUAGE, text, language.lower())
    if datatype is None or datatype == DATATYPES[STRING]:
        return Term(STRING, text)
    made: Term | None = None
    if datatype == DATATYPES[BOOLEAN]:
        if text in ("true", "1", "false", "0"):
            made = Term(BOOLEAN, truth=text in ("true", "1"))
    elif datatype in _INTEGERS:
        if _INTEGER.fullmatch(text) and -INTEGER_ROOM <= int(text) < INTEGER_ROOM:
            made = Term(INTEGER, number=Decimal(int(text)))
    elif datatype == DATATYPES[DECIMAL]:
        if _DECIMAL.fullmatch(text) and fits(number := Decimal(text)):
            made = Term(DECIMAL, number=number)
    elif datatype == DATATYPES[DOUBLE]:
        if _DOUBLE.fullmatch(text) or text in ("INF", "-INF", "NaN"):
            made = Term(DOUBLE, float=float(text))
    elif datatype == DATATYPES[DATE] and _DATE.fullmatch(text) and _is_date(text):
        made = Term(DATE, text)
    return made or Term(OTHER, text, datatype)


def fits(number: Decimal) -> bool:
    """Whether a DECIMAL has room for it, exactly."""
    if not number:
        return True
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and abs(number) < DECIMAL_ROOM
        and (-exponent <= DECIMAL_DIGITS or number == round(number, DECIMAL_DIGITS))
    )


def plain(number: Decimal) -> str:
    """'1.50' -> '1.5', '1E+2' -> '100'."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def spell_double(number: float) -> str:
    """The shortest digits that mean this double, without an exponent: as the store spells them."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "INF" if number > 0 else "-INF"
    if number == 0:
        return "-0" if math.copysign(1, number) < 0 else "0"
    return plain(Decimal(repr(number)))


def term_of(kind: int, text: str, tag: str | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The term of that kind, spelled so."""
    import pyoxigraph as ox

    if kind == IRI:
        return ox.NamedNode(text)
    if kind == STRING:
        return ox.Literal(text)
    if kind == BLANK:
        return ox.BlankNode(text)
    if kind == LANGUAGE:
        return ox.Literal(text, language=tag)
    return ox.Literal(text, datatype=ox.NamedNode(tag or DATATYPES[kind]))


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
