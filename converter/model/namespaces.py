"""The namespaces of the RDF that is written and asked: one prefix each, everywhere the same."""

from __future__ import annotations

from typing import Final

from converter.model.xbrl import DEI, FILING_NAMESPACE, ISO4217, RETRO, US_GAAP, XBRLI

VOCABULARY: Final = "https://w3id.org/retroxbrl/vocabulary#"
US_GAAP_TODAY: Final = "http://fasb.org/us-gaap/2025#"

PREFIXES: Final[dict[str, str]] = {
    "rx": VOCABULARY,
    "filing": FILING_NAMESPACE,
    "period": "https://w3id.org/retroxbrl/period/",
    "unit": "https://w3id.org/retroxbrl/unit/",
    "dimensions": "https://w3id.org/retroxbrl/dimensions/",
    "software": "https://w3id.org/retroxbrl/software/",
    "us-gaap": f"{US_GAAP}#",
    "us-gaap-2025": US_GAAP_TODAY,
    "dei": f"{DEI}#",
    "retro": f"{RETRO}#",
    "xbrli": f"{XBRLI}#",
    "iso4217": f"{ISO4217}#",
    "qb": "http://purl.org/linked-data/cube#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that mean the same in every filing's file. Queries get them without asking."""
