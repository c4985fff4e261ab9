"""All graphs of an output folder as one N-Quads file, a graph a filing, for other engines.

    <.../filing/F/fact/X> <.../vocabulary#value> "14626000"^^<...#decimal> <.../filing/F> .

The graph is the filing's IRI. Filings follow each other in the order of their folders, triples in
that of the Turtle, so that the same output folder gives the same bytes.
"""

from __future__ import annotations

import gzip
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from converter.query.errors import QueryError
from converter.query.files import ntriples, turtle_files
from converter.write.durable import replacing_file
from converter.write.rdf import filing_iri

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Dumped(NamedTuple):
    """Numbers of what was written."""

    filings: int
    triples: int


def dump(output: Path, file: Path, tell: Callable[[int, int], None] | None = None) -> Dumped:
    """Write every Turtle file below `output` to `file`, compressed if its name ends in .gz.

    A filing at a time is in memory. Written aside and renamed. `tell` is called with filings and
    triples now and then. Raises QueryError: QRY001 no output folder, QRY002 no Turtle in it, QRY006
    a file that is no Turtle; OSError where `file` cannot be written.
    """
    if not output.is_dir():
        raise QueryError("QRY001", f"{output}: there is no such folder")
    filings = triples = 0
    with replacing_file(file) as raw:
        # No name and no time in the header: the same content, the same bytes.
        packed = gzip.GzipFile("", "wb", 6, raw, mtime=0) if file.name.endswith(".gz") else raw
        for path in turtle_files(output):
            triples += _write(path, cast("IO[bytes]", packed))
            filings += 1
            if tell and filings % 100 == 0:
                tell(filings, triples)
        if packed is not raw:
            packed.close()
        if not filings:
            raise QueryError("QRY002", f"{output}: nothing was converted to RDF yet")
    return Dumped(filings, triples)


def _write(path: Path, into: IO[bytes]) -> int:
    try:
        graph, base = ntriples(path.read_bytes())
    except SyntaxError as error:
        raise QueryError(
            "QRY006", f"{path}: {error.msg}", "convert its filing again, or remove the file"
        ) from error
    name = base or filing_iri(path.parent.name)
    # In N-Triples a line ends where a triple does: line ends in literals are escaped.
    into.write(graph.replace(b" .\n", f" <{name}> .\n".encode()))
    return graph.count(b"\n")
