"""The names in the RDF of a made report."""

from __future__ import annotations

import rdflib

from converter.model.namespaces import PREFIXES, VOCABULARY
from converter.model.xbrl import FILING_NAMESPACE, US_GAAP

RX = rdflib.Namespace(VOCABULARY)
QB = rdflib.Namespace(PREFIXES["qb"])
PROV = rdflib.Namespace(PREFIXES["prov"])
SKOS = rdflib.Namespace(PREFIXES["skos"])
OWL_TIME = rdflib.Namespace(PREFIXES["time"])
GAAP = rdflib.Namespace(f"{US_GAAP}#")
FILING = rdflib.URIRef(FILING_NAMESPACE + "0000950123-04-001234")


def fact(made: rdflib.Graph, key: str) -> rdflib.URIRef:
    name = rdflib.URIRef(f"{FILING}/fact/{key}")
    assert (name, rdflib.RDF.type, RX.Fact) in made
    return name
