"""The Turtle files of an output folder, and each one's graph as lines."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from converter.model.namespaces import VOCABULARY
from converter.model.xbrl import FILING_NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_IS_FILING: Final = (
    f"> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{VOCABULARY}Filing> .\n".encode()
)


def turtle_files(output: Path) -> Iterator[Path]:
    """The Turtle files below `output`, sorted folder by folder, hidden folders passed over.

    The names of one folder at a time are in memory.
    """
    folders = []
    with os.scandir(output) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                folders.append(entry.name)
            elif entry.name.endswith(".ttl"):
                yield output / entry.name
    for name in folders:
        with contextlib.suppress(FileNotFoundError):  # a conversion is replacing it
            yield from turtle_files(output / name)


def ntriples(turtle: bytes) -> tuple[bytes, str | None]:
    """The graph as N-Triples, a line a triple, and the IRI of the one filing that it describes.

    As text it is sorted apart in a third of the time that a look at each term would take; finding
    plain bytes costs nothing beside regular expressions.
    Raises SyntaxError.
    """
    import pyoxigraph as ox

    parsed = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    graph = ox.serialize(parsed, format=ox.RdfFormat.N_TRIPLES) or b""
    described: set[bytes] = set()
    at = graph.find(_IS_FILING)
    while at >= 0:
        described.add(graph[graph.rfind(b"\n", 0, at) + 2 : at])
        at = graph.find(_IS_FILING, at + 1)
    return graph, described.pop().decode() if len(described) == 1 else None


def filing_of(iri: str) -> str:
    """The filing below which the IRI lies; '' where it lies below none.

    ``https://w3id.org/retroxbrl/filing/0000950123-04-001234/place/6012-6018`` ->
    ``https://w3id.org/retroxbrl/filing/0000950123-04-001234``
    """
    if not iri.startswith(FILING_NAMESPACE):
        return ""
    name = iri[len(FILING_NAMESPACE) :].partition("/")[0].partition("#")[0]
    return FILING_NAMESPACE + name
