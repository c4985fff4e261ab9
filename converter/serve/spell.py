"""Answers in the forms of the standards: SPARQL 1.1 Query Results JSON, XML, CSV and TSV, and
graphs as Turtle, N-Triples, RDF/XML and JSON-LD.

A SELECT is written here row by row, since an answer is cut after so many rows, which Oxigraph's
own writer does not do.
"""

from __future__ import annotations

import csv
import io
import json
from itertools import islice
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from converter.model.namespaces import PREFIXES
from converter.query.results import binding, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    Row = Sequence[Term | None]

_JSON, _XML = "application/sparql-results+json", "application/sparql-results+xml"
_CSV, _TSV = "text/csv", "text/tab-separated-values"

ROWS: Final = (_JSON, "application/json", _XML, "application/xml", "text/xml", _CSV, _TSV)
"""Media types of a SELECT; the first is taken where the client does not care."""

TRUTHS: Final = (_JSON, "application/json", _XML, "application/xml", "text/xml", _CSV, _TSV)
"""Of an ASK. The standard has no CSV and TSV for it: 'true' or 'false', as Oxigraph writes."""

GRAPHS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
}
"""Of a CONSTRUCT or DESCRIBE."""

SHORT: Final = {
    "json": _JSON, "xml": _XML, "csv": _CSV, "tsv": _TSV, "turtle": "text/turtle",
    "ntriples": "application/n-triples", "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}  # fmt: skip
"""What `format=` takes, for those who cannot say it in a header."""

_XSD_STRING: Final = f"{PREFIXES['xsd']}string"
_NAMESPACE: Final = "http://www.w3.org/2005/sparql-results#"


def rows(solutions: ox.QuerySolutions, media: str, most: int) -> tuple[str, bool]:
    """A SELECT's answer, and whether it was cut after `most` rows (0: never)."""
    names = [variable.value for variable in solutions.variables]
    found = ([solution[name] for name in names] for solution in solutions)
    kept = list(islice(found, most + 1) if most else found)
    cut = bool(most) and len(kept) > most
    write: dict[str, Callable[[list[str], list[list[Term | None]]], str]] = {
        _JSON: _json, "application/json": _json, _CSV: _csv, _TSV: _tsv,
    }  # fmt: skip
    return write.get(media, _xml)(names, kept[:most] if cut else kept), cut


def truth(answer: bool, media: str) -> str:
    if media in (_JSON, "application/json"):
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    word = "true" if answer else "false"
    if media in (_CSV, _TSV):
        return word
    return (
        f'<?xml version="1.0"?>\n<sparql xmlns="{_NAMESPACE}"><head/>'
        f"<boolean>{word}</boolean></sparql>\n"
    )


def graph(triples: Iterator[ox.Triple], media: str, most: int) -> tuple[str, bool]:
    """A graph, and whether it was cut after `most` triples."""
    kept = list(islice(triples, most + 1) if most else triples)
    cut = bool(most) and len(kept) > most
    made = ox.serialize(kept[:most] if cut else kept, format=GRAPHS[media], prefixes=PREFIXES)
    return (made or b"").decode(), cut


def _json(names: list[str], found: list[list[Term | None]]) -> str:
    bindings = [
        {name: _binding(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in found
    ]
    made = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def _binding(term: Term) -> dict[str, object]:
    """A triple as a term is text here: SPARQL 1.1, which the endpoint speaks, has none."""
    if isinstance(term, ox.Triple):
        return {"type": "literal", "value": str(term)}
    return binding(term)


def _xml(names: list[str], found: list[list[Term | None]]) -> str:
    parts = [f'<?xml version="1.0"?>\n<sparql xmlns="{_NAMESPACE}"><head>']
    parts += [f"<variable name={quoteattr(name)}/>" for name in names]
    parts.append("</head><results>")
    for row in found:
        parts.append("<result>")
        parts += [
            f"<binding name={quoteattr(name)}>{_element(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        ]
        parts.append("</result>")
    parts.append("</results></sparql>\n")
    return "".join(parts)


def _element(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_characters(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_characters(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        return f"<literal>{_characters(str(term))}</literal>"
    about = ""
    if term.language:
        about = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _XSD_STRING:
        about = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{about}>{_characters(term.value)}</literal>"


def _characters(text: str) -> str:
    """The text as XML holds it: control characters, which XML has no way to say, are blanks, and a
    carriage return stays one.
    """
    plain = (
        "".join(sign if sign >= " " or sign in "\t\n\r" else " " for sign in text)
        .replace("\ufffe", " ")
        .replace("\uffff", " ")
    )
    return escape(plain, {"\r": "&#13;"})


def _csv(names: list[str], found: list[list[Term | None]]) -> str:
    """As the standard has it: lines end with CR LF, and no text is changed. A spreadsheet takes
    what begins with '=' for a formula; `retroxbrl query --results csv` guards against it.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(names)
    table.writerows([plain(term) for term in row] for row in found)
    return out.getvalue()


def _tsv(names: list[str], found: list[list[Term | None]]) -> str:
    """Terms as Turtle has them, in which tabs and line ends are escapes."""
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += [
        "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row)
        for row in found
    ]
    return "\n".join(lines) + "\n"
