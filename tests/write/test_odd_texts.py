"""Whatever a filing says: every writer's files are read back whole by readers of others."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from itertools import cycle
from pathlib import Path

import pyoxigraph as ox
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from reports_rdf import report

from converter.model.finding import Finding, Severity
from converter.model.namespaces import VOCABULARY
from converter.model.spreadsheet import CsvLines, bare, guarded
from converter.model.xbrl import Entity
from converter.pipeline import FORMATS
from converter.write import write_report
from converter.write.csv import LINE_COLUMNS
from converter.write.findings import FindingsWriter
from converter.write.markup import clean

CAPTION = f"{VOCABULARY}caption"
# What some format means something by, what XML forbids, what other readers end lines at, what is
# not in the basic plane; every sign but NUL and lone surrogates, which no text file gives.
ODD = "\"'<>&;,=+-@|\\{}[]^`%#$.:/\t\r\n\x01\x0b\x0c\x1b\x1c\x7f\x85\xa0\xad\u2028\u202e\ufeff\ufffe\uffff😀"
signs = st.one_of(
    st.sampled_from(ODD),
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"),
)
texts = st.one_of(
    st.text(signs, max_size=12),
    st.sampled_from(['=HYPERLINK("http://x")', "@SUM(1)", "-1+2", "]]>", '"""', "a\rb", "\\u000A"]),
)


def oddly(said):
    """The report with these texts, one after the other, wherever a filing's own words go."""
    made = report()
    turn = cycle(said)
    facts = [
        fact.model_copy(
            update={
                "value": next(turn) if fact.concept.local == "EntityRegistrantName" else fact.value,
                "provenance": fact.provenance.model_copy(
                    update={"caption": next(turn), "table": next(turn), "column": next(turn)}
                ),
            }
        )
        for fact in made.facts
    ]
    entity = Entity(scheme=made.entity.scheme, identifier=next(turn) or "x")
    contexts = {f.context.id: f.context.model_copy(update={"entity": entity}) for f in facts}
    facts = [f.model_copy(update={"context": contexts[f.context.id]}) for f in facts]
    finding = Finding(
        code="CAL001", severity=Severity.ERROR, message=next(turn) or "x", hint=next(turn)
    )
    header = made.document.header.model_copy(
        update={
            "company": next(turn),
            "state_of_incorporation": next(turn),
            "file_number": next(turn),
        }
    )
    return made.model_copy(
        update={
            "facts": tuple(facts),
            "entity": entity,
            "concepts": tuple(c.model_copy(update={"label": next(turn)}) for c in made.concepts),
            "labels": tuple(la.model_copy(update={"text": next(turn)}) for la in made.labels),
            "statements": tuple(
                each.model_copy(update={"title": next(turn)}) for each in made.statements
            ),
            "document": made.document.model_copy(update={"company": next(turn), "header": header}),
            "findings": (finding,),
        }
    )


def lines_of(path):
    """A text's lines as others than Python see them: LF alone ends one."""
    return path.read_bytes().decode("utf-8").split("\n")[:-1]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(texts, min_size=1, max_size=9))
def test_every_writer_is_read_back(said):
    made = oddly(said)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_report(made, folder, FORMATS)
        FindingsWriter().write(made, folder)
        for path in folder.iterdir():
            if path.suffix in (".htm", ".xml", ".xsd"):
                etree.parse(path)
        instance = etree.parse(folder / f"{made.base}.xml")
        named = [e.text or "" for e in instance.iter("{*}EntityRegistrantName")]
        facts = {fact.concept.local: fact for fact in made.facts}
        value = str(facts["EntityRegistrantName"].value)
        assert named == [clean(value).replace("\r\n", "\n")]
        assert {e.text for e in instance.iter("{*}identifier")} == {clean(made.entity.identifier)}
        _csv(made, folder)
        _json(made, folder)
        _turtle(made, folder)


def _csv(made, folder):
    with (folder / f"{made.base}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [bare(row["caption"]) for row in rows] == [f.provenance.caption for f in made.facts]
    assert {bare(row["company"]) for row in rows} == {made.document.company}
    for row in rows:
        for cell in row.values():
            assert guarded(bare(cell)) == cell
    table = [line.split("\t") for line in lines_of(folder / f"{made.base}_lines.tsv")]
    assert {len(row) for row in table} == {len(LINE_COLUMNS)}
    assert not any(guarded(bare(cell)) != cell for row in table for cell in row)


def _json(made, folder):
    document = json.loads((folder / f"{made.base}.json").read_bytes())
    assert len(document["facts"]) == len(made.facts)
    found = [json.loads(line) for line in lines_of(folder / "findings.jsonl")]
    assert [each["message"] for each in found] == [f.message for f in made.findings]


def _turtle(made, folder):
    raw = (folder / f"{made.base}.ttl").read_bytes()
    captions = {
        quad.object.value
        for quad in ox.parse(raw, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == CAPTION
    }
    assert captions >= {f.provenance.caption for f in made.facts if f.provenance.caption}
    again = rdflib.Graph().parse(data=raw, format="turtle")
    assert {str(o) for o in again.objects(predicate=rdflib.URIRef(CAPTION))} == captions


@given(texts)
def test_a_guarded_cell_is_taken_back(text):
    assert bare(guarded(text)) == text
    cell = guarded(text)
    lines = CsvLines()
    lines.add([cell, "x"])
    assert list(csv.reader(io.StringIO(lines.text(), newline=""))) == [[cell, "x"]]
    assert lines.text().endswith("\n")
    assert not lines.text().endswith("\r\n")


def test_formulas_are_text_and_numbers_numbers():
    for text in (
        "=1+1",
        "+A1",
        "@SUM(1)",
        "-A1",
        "\t=1",
        "\r=1",
        "--06-30",
        "\uff1d1",
        "'=1",
        "-1-1",
    ):
        assert guarded(text) == f"'{text}"
    for text in ("-1,248", "-0.05", "+3", "-", "--", "-5%", "", "Cash", "'90s", "a=b", "(1)"):
        assert guarded(text) == text
