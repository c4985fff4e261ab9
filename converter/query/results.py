"""Answers as text: a table for the terminal, CSV, JSON.

company              end         net_income  unit
-------------------  ----------  ----------  --------
NUTRITION 21, INC.   2004-09-30  -1,227,000  unit:USD
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from converter.model.namespaces import PREFIXES
from converter.model.spreadsheet import CsvLines, guarded
from converter.text.exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyoxigraph as ox

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

T = TypeVar("T")

FORMATS: Final = ("table", "csv", "json")

WIDEST: Final = 60
"""Characters of a cell in a table. A caption of three wrapped lines would push all else off the
screen; CSV and JSON have the whole."""

_XSD = PREFIXES["xsd"]
_WHOLE = frozenset(
    _XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "gYear")
)
_NUMBERS = _WHOLE | {_XSD + name for name in ("decimal", "double", "float")}
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@exact()
def render(
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    format: str,  # noqa: A002
    most: int = 0,
) -> tuple[str, bool]:
    """The answer in one of FORMATS, ended by a line end, and whether it was cut after `most` rows
    or triples (0: never). No more than these are computed.
    """
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryBoolean):
        return render_truth(bool(answer), format), False
    if isinstance(answer, ox.QueryTriples):
        triples, cut = _first(answer, most)
        return _graph(triples, format), cut
    names = [variable.value for variable in answer.variables]
    return render_solutions(
        names, ([solution[name] for name in names] for solution in answer), format, most
    )


@exact()
def render_solutions(
    names: Sequence[str],
    solutions: Iterable[Sequence[Term | None]],
    format: str,  # noqa: A002
    most: int = 0,
) -> tuple[str, bool]:
    """Solutions in one of FORMATS, and whether they were cut, as `render`."""
    rows, cut = _first(solutions, most)
    if format == "json":
        return _json(names, rows), cut
    return (_csv(names, rows) if format == "csv" else table(names, rows)), cut


def _first(each: Iterable[T], most: int) -> tuple[list[T], bool]:
    found = list(islice(each, most + 1) if most else each)
    cut = bool(most) and len(found) > most
    return (found[:most] if cut else found), cut


def table(names: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> str:
    """Aligned columns: numbers to the right with separators, names shortened by their prefix.

    By hand, not by rich: ten thousand rows of eight columns take 20 ms so, with rich 8 s, and where
    no terminal says how wide it is rich cuts cells that whoever reads a pipe wants whole.
    """
    cells = [[_cell(term) for term in row] for row in rows]
    width = [
        max(len(name), *(len(row[column]) for row in cells)) if cells else len(name)
        for column, name in enumerate(names)
    ]
    right = [
        any(row[column] is not None for row in rows)
        and all(_is_number(row[column]) for row in rows if row[column] is not None)
        for column in range(len(names))
    ]

    def line(texts: Sequence[str]) -> str:
        return "  ".join(
            text.rjust(wide) if to_right else text.ljust(wide)
            for text, wide, to_right in zip(texts, width, right, strict=True)
        ).rstrip()

    body = [line(row) for row in cells] or ["(no rows)"]
    return "\n".join([line(names), "  ".join("-" * wide for wide in width), *body]) + "\n"


def shorten(iri: str) -> str:
    """The IRI with its prefix where one is given: ``us-gaap:Assets``. For reading: below
    ``filing:`` the rest may hold a slash, which SPARQL would want escaped.
    """
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _cell(term: Term | None) -> str:
    import pyoxigraph as ox

    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        text = shorten(term.value)
    elif isinstance(term, ox.Literal):
        text = _number(term) if _is_number(term) else term.value
    else:
        text = str(term)
    # The text comes from filings: what moves a terminal's cursor is shown as a space.
    text = _CONTROL.sub(" ", text)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _is_number(term: Term | None) -> bool:
    import pyoxigraph as ox

    return isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS


def _number(term: ox.Literal) -> str:
    """Amounts with separators, at most six places; whole numbers (years, lines) as they are."""
    if term.datatype.value in _WHOLE:
        return term.value
    try:
        number = Decimal(term.value)
    except InvalidOperation:
        return term.value
    if not number.is_finite():
        return term.value
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        number = round(number, 6).normalize()
    return f"{number:,f}"


def _csv(names: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> str:
    """SPARQL 1.1 Query Results CSV, but that lines end with LF as all else here does,
    and text that a spreadsheet would run has an apostrophe before it.
    """
    made = CsvLines()
    made.add(names)
    # Columns give the same object for the same term of many rows; the rows keep all of them.
    texts: dict[int, str] = {}

    def cells() -> Iterator[list[str]]:
        for row in rows:
            try:
                yield [texts[id(term)] for term in row]
            except KeyError:
                texts.update((id(term), guarded(plain(term))) for term in row)
                yield [texts[id(term)] for term in row]

    made.add_all(cells())
    return made.text()


def _json(names: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> str:
    """SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: binding(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in rows
    ]
    made = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def binding(term: Term) -> dict[str, object]:
    """A term as SPARQL 1.1 Query Results JSON has it."""
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: binding(part) for name, part in parts.items()}}
    said: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        said["xml:lang"] = term.language
    elif term.datatype.value != _XSD + "string":
        said["datatype"] = term.datatype.value
    return said


def plain(term: Term | None) -> str:
    """A term as SPARQL 1.1 Query Results CSV has it, before it is quoted."""
    import pyoxigraph as ox

    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def render_truth(answer: bool, format: str) -> str:  # noqa: A002
    """The answer to ASK in one of FORMATS."""
    if format == "json":
        return json.dumps({"head": {}, "boolean": answer}, separators=(",", ":")) + "\n"
    if format == "csv":
        return "true\n" if answer else "false\n"
    return "yes\n" if answer else "no\n"


def _graph(answer: list[ox.Triple], format: str) -> str:  # noqa: A002
    import pyoxigraph as ox

    triples = sorted(answer, key=str)
    if format == "csv":
        return _csv(
            ("subject", "predicate", "object"),
            [(triple.subject, triple.predicate, triple.object) for triple in triples],
        )
    if format == "json":
        return _text(ox.serialize(triples, format=ox.RdfFormat.JSON_LD))
    spelled = _text(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))
    # The serialiser declares the prefixes in no certain order, and those that nothing uses too.
    lines = spelled.splitlines()
    body = "\n".join(line for line in lines if not line.startswith("@prefix "))
    head = sorted(line for line in lines if line.startswith("@prefix ") and line.split()[1] in body)
    return "\n".join([*head, "", body]) + "\n"


def _text(content: bytes | None) -> str:
    text = (content or b"").decode()
    return text if text.endswith("\n") else text + "\n"
