"""The filing's facts as a data cube: the integrity constraints of the RDF Data Cube vocabulary.

IC-1 to IC-21 as the Recommendation gives them (section 11.2), over graphs that its algorithm
(section 10.2) made whole. A constraint is broken where its ASK says yes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from reports_rdf import report

from converter.model.namespaces import PREFIXES
from converter.model.xbrl import DEI, FILING_NAMESPACE, RETRO, US_GAAP
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.resources import resource
from converter.write.rdf import turtle
from converter.write.rdf_statements import SHARED_SCHEMES

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
SPELLED = PREFIXES | {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "x": "http://example.org/",
    "facts": f"{FILING_NAMESPACE}0000950123-04-001234/fact/",
}
HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in SPELLED.items())

NORMAL = """
INSERT { ?o a qb:Observation } WHERE { [] qb:observation ?o } ;
INSERT { ?o a qb:Observation . ?s a qb:DataSet } WHERE { ?o qb:dataSet ?s } ;
INSERT { ?s a qb:Slice } WHERE { [] qb:slice ?s } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:DimensionProperty } WHERE { ?c qb:dimension ?p } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:MeasureProperty } WHERE { ?c qb:measure ?p } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:AttributeProperty } WHERE { ?c qb:attribute ?p } ;
INSERT { ?o ?p ?v } WHERE {
  ?c qb:componentProperty ?p ; qb:componentAttachment qb:DataSet .
  ?s qb:structure [ qb:component ?c ] ; ?p ?v . ?o qb:dataSet ?s } ;
INSERT { ?o ?p ?v } WHERE {
  ?c qb:componentProperty ?p ; qb:componentAttachment qb:Slice .
  ?s qb:structure [ qb:component ?c ] ; qb:slice ?part . ?part ?p ?v ; qb:observation ?o } ;
INSERT { ?o ?p ?v } WHERE {
  ?c qb:componentProperty ?p . ?p a qb:DimensionProperty .
  ?s qb:structure [ qb:component ?c ] ; qb:slice ?part . ?part ?p ?v ; qb:observation ?o }
"""

PROPERTY = "qb:dataSet/qb:structure/qb:component/qb:componentProperty"

CONSTRAINTS = {
    "IC-1 one data set": """
        { ?o a qb:Observation . FILTER NOT EXISTS { ?o qb:dataSet ?a } } UNION
        { ?o a qb:Observation ; qb:dataSet ?a , ?b . FILTER(?a != ?b) }""",
    "IC-2 one structure": """
        { ?s a qb:DataSet . FILTER NOT EXISTS { ?s qb:structure ?a } } UNION
        { ?s a qb:DataSet ; qb:structure ?a , ?b . FILTER(?a != ?b) }""",
    "IC-3 a measure": """
        ?s a qb:DataStructureDefinition . FILTER NOT EXISTS {
          ?s qb:component [ qb:componentProperty [ a qb:MeasureProperty ] ] }""",
    "IC-4 dimensions have a range": """
        ?d a qb:DimensionProperty . FILTER NOT EXISTS { ?d rdfs:range [] }""",
    "IC-5 dimensions of concepts have code lists": """
        ?d a qb:DimensionProperty ; rdfs:range skos:Concept .
        FILTER NOT EXISTS { ?d qb:codeList [] }""",
    "IC-6 only attributes are optional": """
        ?s qb:component ?c . ?c qb:componentRequired false ; qb:componentProperty ?p .
        FILTER NOT EXISTS { ?p a qb:AttributeProperty }""",
    "IC-7 slice keys are declared": """
        ?k a qb:SliceKey .
        FILTER NOT EXISTS { [ a qb:DataStructureDefinition ] qb:sliceKey ?k }""",
    "IC-8 slice keys are consistent": """
        ?k a qb:SliceKey ; qb:componentProperty ?p . ?s qb:sliceKey ?k .
        FILTER NOT EXISTS { ?s qb:component [ qb:componentProperty ?p ] }""",
    "IC-9 one slice structure": """
        { ?s a qb:Slice . FILTER NOT EXISTS { ?s qb:sliceStructure ?a } } UNION
        { ?s a qb:Slice ; qb:sliceStructure ?a , ?b . FILTER(?a != ?b) }""",
    "IC-10 slices have their dimensions": """
        ?s qb:sliceStructure [ qb:componentProperty ?d ] . FILTER NOT EXISTS { ?s ?d [] }""",
    "IC-11 all dimensions": f"""
        ?o {PROPERTY} ?d . ?d a qb:DimensionProperty . FILTER NOT EXISTS {{ ?o ?d [] }}""",
    "IC-12 no duplicates": """
        FILTER(?same) {
          SELECT (MIN(?equal) AS ?same) {
            ?a qb:dataSet ?s . ?b qb:dataSet ?s . FILTER(?a != ?b)
            ?s qb:structure/qb:component/qb:componentProperty ?d . ?d a qb:DimensionProperty .
            ?a ?d ?v . ?b ?d ?w . BIND(?v = ?w AS ?equal)
          } GROUP BY ?a ?b }""",
    "IC-13 required attributes": """
        ?o qb:dataSet/qb:structure/qb:component ?c .
        ?c qb:componentRequired true ; qb:componentProperty ?p .
        FILTER NOT EXISTS { ?o ?p [] }""",
    "IC-14 all measures": """
        ?o qb:dataSet/qb:structure ?s .
        FILTER NOT EXISTS { ?s qb:component/qb:componentProperty qb:measureType }
        ?s qb:component/qb:componentProperty ?m . ?m a qb:MeasureProperty .
        FILTER NOT EXISTS { ?o ?m [] }""",
    "IC-15 the measure of the type": """
        ?o qb:dataSet/qb:structure ?s ; qb:measureType ?m .
        ?s qb:component/qb:componentProperty qb:measureType . FILTER NOT EXISTS { ?o ?m [] }""",
    "IC-16 only the measure of the type": """
        ?o qb:dataSet/qb:structure ?s ; qb:measureType ?m ; ?other [] .
        ?s qb:component/qb:componentProperty qb:measureType ;
           qb:component/qb:componentProperty ?other .
        ?other a qb:MeasureProperty . FILTER(?other != ?m)""",
    "IC-17 all measures of a point": """
        { SELECT ?of (COUNT(?b) AS ?count) {
            { SELECT ?s (COUNT(?m) AS ?of) {
                ?s qb:component/qb:componentProperty ?m . ?m a qb:MeasureProperty } GROUP BY ?s }
            ?a qb:dataSet/qb:structure ?s ; qb:dataSet ?set ; qb:measureType ?m1 .
            ?b qb:dataSet ?set ; qb:measureType ?m2 .
            FILTER NOT EXISTS {
              ?s qb:component/qb:componentProperty ?d . FILTER(?d != qb:measureType)
              ?d a qb:DimensionProperty . ?a ?d ?v . ?b ?d ?w . FILTER(?v != ?w) }
          } GROUP BY ?a ?of HAVING(COUNT(?b) != ?of) }""",
    "IC-18 slices and their data set": """
        ?set qb:slice ?s . ?s qb:observation ?o . FILTER NOT EXISTS { ?o qb:dataSet ?set }""",
    "IC-19 codes of a scheme": f"""
        ?o {PROPERTY} ?d . ?d a qb:DimensionProperty ; qb:codeList ?l .
        ?l a skos:ConceptScheme . ?o ?d ?v .
        FILTER NOT EXISTS {{ ?v a skos:Concept ; skos:inScheme ?l }}""",
    "IC-19 codes of a collection": f"""
        ?o {PROPERTY} ?d . ?d a qb:DimensionProperty ; qb:codeList ?l .
        ?l a skos:Collection . ?o ?d ?v .
        FILTER NOT EXISTS {{ ?v a skos:Concept . ?l skos:member+ ?v }}""",
    "IC-20 codes of a hierarchy": f"""
        ?o {PROPERTY} ?d . ?d a qb:DimensionProperty ; qb:codeList ?l .
        ?l a qb:HierarchicalCodeList . ?o ?d ?v .
        FILTER NOT EXISTS {{ ?l qb:hierarchyRoot/$p* ?v }}""",
    "IC-21 codes of an inverse hierarchy": f"""
        ?o {PROPERTY} ?d . ?d a qb:DimensionProperty ; qb:codeList ?l .
        ?l a qb:HierarchicalCodeList . ?o ?d ?v .
        FILTER NOT EXISTS {{ ?l qb:hierarchyRoot/(^$p)* ?v }}""",
}

# IC-20 and IC-21 are asked for each property that a hierarchy is made of.
HIERARCHIES = {
    "IC-20": "SELECT ?p { ?l a qb:HierarchicalCodeList ; qb:parentChildProperty ?p"
    " . FILTER(isIRI(?p)) }",
    "IC-21": "SELECT ?p { ?l a qb:HierarchicalCodeList ; qb:parentChildProperty ?q ."
    " ?q owl:inverseOf ?p . FILTER(isIRI(?p)) }",
}

SET = "filing:0000950123-04-001234"
ASSETS = "facts:f_20040930_AssetsCurrent"
TYPED = "rx:factStructure qb:component [ qb:dimension qb:measureType ] ."
LIST = "rx:concept qb:codeList x:l . x:l "

# What breaks each of them, beside the graph of a report.
SPOILED = {
    "IC-1 one data set": "x:o a qb:Observation .",
    "IC-2 one structure": f"{SET} qb:structure x:s .",
    "IC-3 a measure": "x:s a qb:DataStructureDefinition .",
    "IC-4 dimensions have a range": "x:c qb:dimension x:d .",
    "IC-5 dimensions of concepts have code lists": "x:c qb:dimension x:d . "
    "x:d rdfs:range skos:Concept .",
    "IC-6 only attributes are optional": "rx:unitComponent qb:componentRequired false .",
    "IC-7 slice keys are declared": "x:k a qb:SliceKey .",
    "IC-8 slice keys are consistent": "rx:factStructure qb:sliceKey x:k . "
    "x:k a qb:SliceKey ; qb:componentProperty x:p .",
    "IC-9 one slice structure": f"{SET} qb:slice x:s .",
    "IC-10 slices have their dimensions": "x:s qb:sliceStructure [ qb:componentProperty rx:unit ] .",
    "IC-11 all dimensions": f"x:o qb:dataSet {SET} ; rx:value 1 .",
    "IC-12 no duplicates": f"x:o qb:dataSet {SET} ; rx:concept us-gaap:AssetsCurrent ;"
    " rx:entity <http://www.sec.gov/CIK#0000718096> ; rx:period period:20040930 ;"
    " rx:unit unit:USD ; rx:dimensions rx:noDimensions ; rx:value 1 .",
    "IC-13 required attributes": "rx:concludedComponent qb:componentRequired true .",
    "IC-14 all measures": f"x:o qb:dataSet {SET} .",
    "IC-15 the measure of the type": f"{TYPED} {ASSETS} qb:measureType x:m .",
    "IC-16 only the measure of the type": f"{TYPED} {ASSETS} qb:measureType x:m .",
    "IC-17 all measures of a point": f"{TYPED} {ASSETS} qb:measureType rx:value ."
    " rx:factStructure qb:component [ qb:measure x:m ] .",
    "IC-18 slices and their data set": f"{SET} qb:slice x:s . x:s qb:observation x:o .",
    "IC-19 codes of a scheme": f"{ASSETS} rx:concept us-gaap:AssetsCurrentAbstract .",
    "IC-19 codes of a collection": f"{LIST} a skos:Collection .",
    "IC-20 codes of a hierarchy": f"{LIST} a qb:HierarchicalCodeList ; qb:hierarchyRoot x:r ;"
    " qb:parentChildProperty skos:narrower .",
    "IC-21 codes of an inverse hierarchy": f"{LIST} a qb:HierarchicalCodeList ;"
    " qb:hierarchyRoot x:r ; qb:parentChildProperty [ owl:inverseOf skos:broader ] .",
}


def cube(text: str, more: str = "") -> ox.Store:
    """The graph with the vocabulary beside it and `more` triples, made whole."""
    store = ox.Store()
    store.load(path=resource("taxonomy", "vocabulary.ttl"), format=ox.RdfFormat.TURTLE)
    store.load(input=text, format=ox.RdfFormat.TURTLE)
    store.load(input=HEAD + more, format=ox.RdfFormat.TURTLE)
    store.update(HEAD + NORMAL)
    return store


def is_broken(constraint: str, store: ox.Store) -> bool:
    pattern = CONSTRAINTS[constraint]
    each = HIERARCHIES.get(constraint.partition(" ")[0])
    patterns = [pattern]
    if each:
        found = store.query(HEAD + each)
        assert isinstance(found, ox.QuerySolutions)
        patterns = [pattern.replace("$p", str(row["p"])) for row in found]
    return any(bool(store.query(f"{HEAD} ASK {{ {one} }}")) for one in patterns)


@cache
def made() -> str:
    return turtle(report())


def test_all_constraints_are_here() -> None:
    numbers = [int(name.partition(" ")[0].removeprefix("IC-")) for name in CONSTRAINTS]
    assert sorted(set(numbers)) == list(range(1, 22))
    assert set(SPOILED) == set(CONSTRAINTS)


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_spoiled_cube_breaks_the_constraint(constraint: str) -> None:
    assert is_broken(constraint, cube(made(), SPOILED[constraint]))


def test_the_cube_of_a_report_is_well_formed() -> None:
    store = cube(made())
    assert [name for name in CONSTRAINTS if is_broken(name, store)] == []


def test_two_filings_together_are_well_formed() -> None:
    store = cube(made(), turtle(report("0000950123-05-000777", revenue="2100000")))
    assert [name for name in CONSTRAINTS if is_broken(name, store)] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_cubes_of_the_examples_are_well_formed(path: Path) -> None:
    store = cube(turtle(analyse(read_filing(path), path.stem, Options()).report))
    facts = store.query(HEAD + "SELECT ?o { ?o a qb:Observation }")
    assert isinstance(facts, ox.QuerySolutions)
    assert len(list(facts)) > 50
    assert [name for name in CONSTRAINTS if is_broken(name, store)] == []


def test_shared_schemes_are_in_the_vocabulary_and_in_no_filing() -> None:
    assert frozenset((US_GAAP, DEI, RETRO)) == SHARED_SCHEMES
    described = [
        {quad.subject.value for quad in store.quads_for_pattern(None, None, scheme)}
        for store, scheme in (
            (_only(resource("taxonomy", "vocabulary.ttl").read_text()), _SCHEME),
            (_only(made()), _SCHEME),
        )
    ]
    assert described[0] == {*SHARED_SCHEMES, PREFIXES["rx"] + "concepts"}
    assert described[1] == {f"{FILING_NAMESPACE}0000950123-04-001234"}


_SCHEME = ox.NamedNode(PREFIXES["skos"] + "ConceptScheme")


def _only(text: str) -> ox.Store:
    store = ox.Store()
    store.load(input=text, format=ox.RdfFormat.TURTLE)
    return store
