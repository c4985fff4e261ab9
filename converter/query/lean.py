"""The lean part of the graph: facts without the way back to the characters.

Kept are the filing, its facts with concept, value, unit, period, entity, dimensions and caption,
what was expected and found doubtful (each with its place), and all that filings share: concepts
with their labels, periods, units. Left out are the places and mappings of facts, the statements
line by line, and the sums: three quarters of the triples.

A store that is lean refuses what asks for the rest, rather than answer with nothing.
"""

from __future__ import annotations

import re
from typing import Final

from converter.model.namespaces import PREFIXES
from converter.query.bounds import bare
from converter.query.errors import QueryError

LEFT_OUT: Final = ("place", "mapping", "statement", "line", "sum")
"""Folders of a filing's resources, as in ``filing:F/place/6012-6018``."""

_DROPPED: Final = re.compile(rb"/(?:%s)/" % "|".join(LEFT_OUT).encode())
_POINTS: Final = tuple(f"> <{PREFIXES['rx']}{name}> ".encode() for name in ("place", "otherPlace"))

_MISSING: Final = (
    "prov:wasGeneratedBy", "prov:wasDerivedFrom", "rx:alsoPrintedAt",
    "rx:startOffset", "rx:endOffset", "rx:rule", "rx:confidence", "rx:confidenceBasis",
    "rx:candidate", "rx:rank", "rx:table", "rx:statement", "rx:shows", "rx:order", "rx:depth",
    "rx:parent", "rx:labelRole", "rx:negated", "rx:title", "rx:total", "rx:addend", "rx:weight",
    "rx:Place", "rx:Mapping", "rx:Candidate", "rx:Statement", "rx:Line", "rx:Summation",
    "rx:Addend",
)  # fmt: skip
"""Terms that a lean store has nothing about, or not everything."""

_UNLESS: Final = {
    "rx:line": ("rx:place", "rx:otherPlace"),
    "rx:column": ("rx:place", "rx:otherPlace"),
    "rx:printed": ("rx:place", "rx:otherPlace"),
    "rx:statementKind": ("rx:state",),
}
"""Terms that are there in full for the resources that have one of the others: a finding's place."""

_TERM: Final = re.compile(
    r"<(?P<iri>[^<>\s]*)>|(?<![\w?$:-])(?P<prefix>[A-Za-z][\w-]*):(?P<local>\w+)"
)
_LISTS: Final = re.compile(r"\b(?:SELECT|BY)\b[^{}]*", re.IGNORECASE)  # variables, no patterns
_ANY: Final = re.compile(
    r"[?$]\w+\s+[?$]\w+\s+(?:[?$<\"']|\w+:|\d)|;\s*[?$]\w+\s|\bDESCRIBE\b", re.IGNORECASE
)
_DECLARED: Final = re.compile(r"\bPREFIX\s+(\w[\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE)


def points_at(graph: bytes) -> set[bytes]:
    """The places that findings and expected statements of the graph (N-Triples) point at, as
    ``<IRI>``.
    """
    found: set[bytes] = set()
    for term in _POINTS:
        at = graph.find(term)
        while at >= 0:
            start = at + len(term)
            found.add(graph[start : graph.index(b">", start) + 1])
            at = graph.find(term, start)
    return found


def is_left_out(resource: bytes, base: bytes, places: set[bytes]) -> bool:
    """Whether a lean store goes without `resource` (``<IRI>``) of the filing whose resources begin
    with `base` (``<IRI``); `places` as from `points_at`.
    """
    return (
        resource.startswith(base)
        and _DROPPED.match(resource, len(base)) is not None
        and resource not in places
    )


def asks_anything(query: str) -> bool:
    """Whether the query has a pattern that any predicate fits, or DESCRIBE."""
    return _ANY.search(_LISTS.sub("", bare(query))) is not None


def require_held(query: str) -> None:
    """Raise QueryError QRY016 for a query that names what a lean store does not hold."""
    prefixes = dict(PREFIXES) | dict(_DECLARED.findall(query))
    named: set[str] = set()
    for term in _TERM.finditer(bare(query)):
        iri = term["iri"] or prefixes.get(term["prefix"] or "", "") + (term["local"] or "")
        for prefix in ("rx", "prov"):
            if iri.startswith(PREFIXES[prefix]):
                named.add(f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}")
    lacking = sorted(named.intersection(_MISSING)) + [
        term for term, others in _UNLESS.items() if term in named and named.isdisjoint(others)
    ]
    if lacking:
        raise QueryError(
            "QRY016",
            f"the store was built without what the query asks for: {', '.join(lacking)}",
            "retroxbrl store build --full loads it",
        )
