"""Footnotes in each format, and where they are parted."""

from __future__ import annotations

import csv
import io
import json

import pyshacl
import pytest
import rdflib
from reports_rdf import report as rdf_report

from converter.model.namespaces import VOCABULARY
from converter.model.xbrl import Footnote
from converter.resources import resource
from converter.write.csv import table
from converter.write.footnotes import footnote_link, footnote_parts, relationships
from converter.write.instance import instance
from converter.write.rdf import graph
from converter.write.xbrl_json import xbrl_json

RX = rdflib.Namespace(VOCABULARY)


def noted(*places):
    """The report with two footnotes, the first of two facts; the second of one of these."""
    made = rdf_report()
    spans = tuple(made.source.span(*place) for place in places or ((10, 20),))
    one, other = [fact.id for fact in made.facts if fact.unit][:2]
    notes = (
        Footnote(id="n_1", mark="(1)", text="Under <A & B>.", spans=spans, facts=(one, other)),
        Footnote(id="n_2", mark="*", text="Restated.", spans=spans[:1], facts=(other,)),
    )
    return made.model_copy(update={"footnotes": notes}), one, other


def test_a_report_without_footnotes_says_nothing_of_them():
    made = rdf_report()
    assert footnote_link(made) == relationships(made) == ""
    assert "footnote" not in instance(made).lower()
    head = json.loads(xbrl_json(made))["documentInfo"]
    assert not {"linkTypes", "linkGroups"} & set(head)
    assert "xbrl" not in head["namespaces"]
    assert footnote_parts(made, [(0, 5)]) == []


def test_json_has_a_note_fact_and_links():
    made, one, other = noted()
    written = json.loads(xbrl_json(made))
    assert written["facts"]["n_1"] == {
        "value": "Under &lt;A &amp; B&gt;.",
        "dimensions": {"concept": "xbrl:note", "noteId": "n_1", "language": "en"},
    }
    assert written["facts"][one]["links"] == {"footnote": {"_": ["n_1"]}}
    assert written["facts"][other]["links"] == {"footnote": {"_": ["n_1", "n_2"]}}
    assert sum("links" in fact for fact in written["facts"].values()) == 2


def test_a_fact_leads_to_its_footnotes_in_rdf():
    made, one, other = noted((10, 20), (30, 44))
    written = graph(made)
    found = {
        (str(fact).rpartition("/")[2], str(note).rpartition("/")[2])
        for fact, note in written.subject_objects(RX.footnote)
    }
    assert found == {(one, "n_1"), (other, "n_1"), (other, "n_2")}
    (note,) = written.subjects(RX.mark, rdflib.Literal("(1)"))
    assert str(written.value(note, RX.text)) == "Under <A & B>."
    starts = {int(str(written.value(p, RX.startOffset))) for p in written.objects(note, RX.place)}
    assert starts == {10, 30}
    shapes = rdflib.Graph().parse(resource("taxonomy", "shapes.ttl"))
    terms = rdflib.Graph().parse(resource("taxonomy", "vocabulary.ttl"))
    answer, _, text = pyshacl.validate(written, shacl_graph=shapes, ont_graph=terms)
    assert answer, text


def test_csv_has_the_texts_with_their_marks():
    made, one, other = noted()
    rows = {row["fact"]: row["footnotes"] for row in csv.DictReader(io.StringIO(table(made)))}
    assert {fact: text for fact, text in rows.items() if text} == {
        one: "(1) Under <A & B>.",
        other: "(1) Under <A & B>. | * Restated.",
    }


@pytest.mark.parametrize(
    ("places", "around", "parted"),
    [
        ([(10, 40)], [], [(10, 40)]),
        ([(10, 40)], [(0, 50), (15, 20), (10, 40), (50, 60)], [(10, 40)]),
        ([(10, 40)], [(5, 20)], [(10, 20), (20, 40)]),
        ([(10, 40)], [(30, 60)], [(10, 30), (30, 40)]),
        ([(10, 20), (30, 40)], [(5, 15)], [(10, 15), (15, 20), (30, 40)]),
    ],
)
def test_a_footnote_is_parted_where_it_crosses_an_element(places, around, parted):
    made, _, _ = noted(*places)
    (first, _) = made.footnotes
    parts = footnote_parts(made.model_copy(update={"footnotes": (first,)}), around)
    assert [part[:2] for part in parts] == parted
    tags = [part.opened for part in parts]
    assert tags[0].startswith('<ix:footnote id="n_1" xml:lang="en"')
    last = len(parts) - 1
    assert [f'continuedAt="n_1.{at + 1}"' in tag for at, tag in enumerate(tags)] == [
        at < last for at in range(len(parts))
    ]
    assert [f'<ix:continuation id="n_1.{at}"' in tags[at] for at in range(1, len(tags))] == (
        [True] * last
    )
