"""What a question may use: no network, so much time, so many rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from converter.query.errors import QueryError

LONGEST: Final = 200_000
"""Characters of a query. Parsers go down a step for each bracket that opens."""

_HIDDEN = re.compile(
    r"\\."  # 'rx:a\#b': the sign behind it opens nothing
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|#[^\n\r]*"
    r'|"{3}(?:[^"\\]|\\.|"(?!""))*"{3}'
    r"|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'",
    re.DOTALL,
)
_CODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Keywords that reach elsewhere: no variable (?service), no name (rx:service, service:x).
_REACH = re.compile(
    r"(?<![\w?$:.@-])(?P<word>SERVICE|LOAD|FROM)(?![\w:-])", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """seconds  for an answer once the data is at hand; 0 for no limit. With a limit the question is
             asked in a process of its own, since the engine cannot be interrupted.
    rows     of the answer, or triples; 0 for all. That it was cut is told.
    network  whether a query may ask other servers (SERVICE, LOAD, FROM)
    """

    seconds: float = 0
    rows: int = 0
    network: bool = False


def require_bounded(query: str, bounds: Bounds) -> None:
    """Raise QueryError: QRY012 for a query that reaches other servers, QRY013 for one that is too
    long. For queries that are put to another engine too: rdflib follows SERVICE, and loads what
    FROM names.
    """
    if len(query) > LONGEST:
        raise QueryError(
            "QRY013", f"the query has {len(query):,} characters, {LONGEST:,} are taken",
            "ask for the names in several queries",
        )  # fmt: skip
    if bounds.network:
        return
    for text in (query, _CODE.sub(_character, query)):  # \u0053ERVICE, where an engine takes it
        found = _REACH.search(_HIDDEN.sub(lambda hidden: " " * len(hidden[0]), text))
        if found is not None:
            line = text.count("\n", 0, found.start()) + 1
            raise QueryError(
                "QRY012", f"the query, line {line}: {found['word'].upper()} reaches other servers",
                "--allow-network lets it; all that was converted is in the default graph",
            )  # fmt: skip


def bare(query: str) -> str:
    """The query with comments and texts blank, escapes resolved; IRIs stay."""
    return _HIDDEN.sub(
        lambda hidden: hidden[0] if hidden[0][0] == "<" else " " * len(hidden[0]),
        _CODE.sub(_character, query),
    )


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else " "
