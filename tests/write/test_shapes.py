"""The RDF of a report against the vocabulary and its shapes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from reports_rdf import report, reviewed
from terms_rdf import FILING, GAAP, OWL_TIME, PROV, RX, SKOS

from converter.model.namespaces import PREFIXES, VOCABULARY
from converter.resources import resource
from converter.write.rdf import graph

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(resource("taxonomy", "vocabulary.ttl"))


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(resource("taxonomy", "shapes.ttl"))


def conforms(made: rdflib.Graph) -> tuple[bool, str]:
    answer, _, text = pyshacl.validate(made, shacl_graph=shapes(), ont_graph=vocabulary())
    return answer, text


def test_the_output_conforms_to_the_shapes() -> None:
    answer, text = conforms(graph(report()))
    assert answer, text


def test_two_filings_together_conform_to_the_shapes() -> None:
    both = graph(report()) + graph(report("0000950123-05-000777", revenue="2100000"))
    answer, text = conforms(both)
    assert answer, text


ASSETS = rdflib.URIRef(f"{FILING}/fact/f_20040930_AssetsCurrent")
NAME = rdflib.URIRef(f"{FILING}/fact/f_20040701-20040930_EntityRegistrantName")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda g: g.set((ASSETS, RX.value, rdflib.Literal("2,500"))),
        lambda g: g.set((ASSETS, RX.unit, RX.noUnit)),
        lambda g: g.remove((ASSETS, RX.period, None)),
        lambda g: g.add((ASSETS, RX.concept, GAAP.InventoryNet)),
        lambda g: g.set(
            (ASSETS, RX.period, rdflib.URIRef(PREFIXES["period"] + "20040701-20040930"))
        ),
        lambda g: g.set((ASSETS, RX.concept, GAAP.AssetsCurrentAbstract)),
        lambda g: g.remove((ASSETS, PROV.wasDerivedFrom, None)),
        lambda g: g.add((NAME, RX.decimals, rdflib.Literal(0))),
        lambda g: g.add((GAAP.InventoryNet, SKOS.closeMatch, GAAP.InventoryGross)),
        lambda g: g.add((GAAP.InventoryNet, SKOS.prefLabel, rdflib.Literal("Inventories"))),
        lambda g: g.remove((FILING, RX.entity, None)),
        lambda g: g.set((FILING, RX.accession, rdflib.Literal("1234"))),
        lambda g: g.set(
            (
                rdflib.URIRef(f"{FILING}/finding/ENT001-filing"),
                RX.severity,
                rdflib.Literal("fatal"),
            )
        ),
        lambda g: g.set(
            (
                rdflib.URIRef(PREFIXES["period"] + "20040701-20040930"),
                RX.start,
                rdflib.Literal("2005-01-01", datatype=rdflib.XSD.date),
            )
        ),
        lambda g: g.set(
            (
                rdflib.URIRef(PREFIXES["period"] + "start-20040701"),
                OWL_TIME.inXSDDate,
                rdflib.Literal("2004-06-30", datatype=rdflib.XSD.date),
            )
        ),
        lambda g: g.set(
            (
                rdflib.URIRef(PREFIXES["period"] + "20040930"),
                OWL_TIME.inXSDDate,
                rdflib.Literal("2004-10-01", datatype=rdflib.XSD.date),
            )
        ),
        lambda g: g.remove((GAAP.InventoryNet, SKOS.inScheme, RX.concepts)),
        lambda g: g.add((GAAP.AssetsCurrentAbstract, SKOS.inScheme, RX.concepts)),
    ],
)
def test_a_broken_graph_does_not_conform(spoil: Callable[[rdflib.Graph], object]) -> None:
    made = graph(report())
    spoil(made)
    assert not conforms(made)[0]


def test_every_term_in_use_is_in_the_vocabulary_with_label_and_comment() -> None:
    terms = vocabulary()
    used = {
        term
        for triple in graph(report())
        for term in triple
        if isinstance(term, rdflib.URIRef) and str(term).startswith(VOCABULARY)
    }
    for term in sorted(used):
        assert terms.value(term, rdflib.RDFS.label), term
        assert terms.value(term, rdflib.RDFS.comment), term
    shaped = {
        path for path in shapes().objects(None, rdflib.SH.path) if str(path).startswith(VOCABULARY)
    }
    assert shaped <= set(terms.subjects())


def test_reviews_conform_and_tell_who_when_and_what_was_found() -> None:
    made = graph(reviewed(report()))
    assert conforms(made)[0], conforms(made)[1]
    terms = {str(p) for p in vocabulary().subjects()}
    rx = PREFIXES["rx"]
    assert {str(p) for p in made.predicates() if str(p).startswith(rx)} <= terms
    answer = made.query(
        """SELECT ?who ?when ?was ?verdict {
          ?fact rx:review ?review ; prov:wasRevisionOf ?found ; rx:reviewVerdict ?verdict .
          ?review prov:wasAssociatedWith [ rdfs:label ?who ] ; prov:endedAtTime ?when .
          ?found rx:foundConcept ?was }""",
        initNs=PREFIXES,
    )
    assert [tuple(map(str, row)) for row in answer] == [
        ('Ann <B.> "é"', "2026-01-02T03:04:05Z", "*", "corrected")
    ]
