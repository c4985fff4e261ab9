"""Questions in SPARQL over everything that was converted.

from converter.query import run, run_named
print(run("SELECT ?c (COUNT(*) AS ?n) { ?f rx:concept ?c } GROUP BY ?c", Path("output")))
print(run_named("net-income", Path("output")))
"""

from converter.query.bounds import Bounds, require_bounded
from converter.query.catalogue import NamedQuery, Parameter, catalogue, named, queries
from converter.query.results import FORMATS
from converter.query.store import QueryError, ask, load, run, run_named

__all__ = [
    "FORMATS",
    "Bounds",
    "NamedQuery",
    "Parameter",
    "QueryError",
    "ask",
    "catalogue",
    "load",
    "named",
    "queries",
    "require_bounded",
    "run",
    "run_named",
]
