"""The SPARQL 1.1 protocol, its forms of answers, and its bounds."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from lxml import etree
from serve_made import QUARTER, running

from converter.query import run
from converter.serve.app import application
from converter.serve.settings import Settings

SELECT = "SELECT ?filing ?form { ?d rx:folder ?filing ; rx:form ?form } ORDER BY ?filing"
GRAPH = "CONSTRUCT { ?d rx:form ?form } { ?d rx:form ?form }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


def ask(client, query, accept="*/*", **more):
    return client.get("/sparql?" + urlencode({"query": query, **more}), accept=accept)


# the three ways of asking


def test_a_query_comes_in_three_ways(client):
    ways = [
        ask(client, SELECT, JSON),
        client.post("/sparql", {"query": SELECT}, accept=JSON),
        client.post("/sparql", SELECT, accept=JSON, content_type="application/sparql-query"),
        client.post(
            "/sparql", SELECT, accept=JSON, content_type="application/sparql-query; charset=UTF-8"
        ),
    ]
    assert {got.status for got in ways} == {200}
    assert len({got.content for got in ways}) == 1
    rows = json.loads(ways[0].text)["results"]["bindings"]
    assert [row["filing"]["value"] for row in rows] == sorted(
        row["filing"]["value"] for row in rows
    )
    assert rows[0]["filing"]["value"] == QUARTER


@pytest.mark.parametrize(
    ("method", "path", "body", "media", "status", "said"),
    [
        ("GET", "/sparql?query=SELEKT", None, "", 400, "QRY003"),
        ("GET", "/sparql?query=", None, "", 400, "QRY003"),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", None, "", 400, "one query"),
        ("GET", "/sparql?update=CLEAR+ALL", None, "", 403, "nothing can be changed"),
        ("POST", "/sparql", "update=CLEAR+ALL", "application/x-www-form-urlencoded", 403, "nothing can"),
        ("POST", "/sparql", "CLEAR ALL", "application/sparql-update", 403, "nothing can be changed"),
        ("POST", "/sparql", "CLEAR ALL", "application/sparql-query", 400, "changes data"),
        ("POST", "/sparql", "", "application/x-www-form-urlencoded", 400, "give one query"),
        ("POST", "/sparql", "query=ASK{}", "text/plain", 415, "application/sparql-query"),
        ("POST", "/sparql", "query=ASK{}", "", 415, "application/sparql-query"),
        ("POST", "/sparql", b"\xff", "application/sparql-query", 400, "UTF-8"),
        ("POST", "/sparql", "query=%FF", "application/x-www-form-urlencoded", 400, "cannot be read"),
        ("POST", "/sparql", "#" * 900_000, "application/sparql-query", 413, "not read"),
        ("POST", "/sparql", "#" * 200_001, "application/sparql-query", 413, "QRY013"),
        ("PUT", "/sparql", "x", "application/sparql-query", 405, "GET or POST"),
        ("DELETE", "/sparql", None, "", 405, "GET or POST"),
        ("GET", "/sparql?query=SELECT*{SERVICE<http://e.org/>{}}", None, "", 400, "QRY012"),
        ("GET", "/sparql?query=SELECT*FROM<http://e.org/>{}", None, "", 400, "QRY012"),
        ("GET", "/sparql?query=ASK{}&default-graph-uri=http://e.org/", None, "", 400, "default graph"),
        ("GET", "/sparql?query=ASK{}&named-graph-uri=http://e.org/", None, "", 400, "default graph"),
        ("GET", "/sparql?query=ASK{}&format=pdf", None, "", 400, "format is one of"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(client, method, path, body, media, status, said):
    headers = {"content-type": media} if media else {}
    content = body.encode() if isinstance(body, str) else body
    got = client.send(method, path, content, headers)
    assert got.status == status, got.text
    assert said in got.text
    assert got.media == "text/plain"
    if status == 405:
        assert got.headers["allow"] == "GET, POST"


# the forms of answers


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", JSON), ("", JSON), (JSON, JSON), ("application/json", "application/json"),
        (XML, XML), ("application/xml", "application/xml"), ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        (f"{XML};q=0.5, text/csv;q=0.9", "text/csv"), ("text/html, */*;q=0.1", JSON),
    ],
)  # fmt: skip
def test_the_client_chooses_the_form(client, accept, media):
    got = ask(client, SELECT, accept)
    assert (got.status, got.media) == (200, media)
    assert "accept" in got.headers["vary"].lower()


@pytest.mark.parametrize(
    ("name", "media"),
    [("json", JSON), ("xml", XML), ("csv", "text/csv"), ("tsv", "text/tab-separated-values")],
)
def test_a_link_chooses_the_form(client, name, media):
    assert ask(client, SELECT, "text/html", format=name).media == media


def test_no_form_that_there_is(client):
    got = ask(client, SELECT, "image/png")
    assert got.status == 406
    assert "text/csv" in got.text
    assert ask(client, GRAPH, "text/csv").status == 406
    assert ask(client, SELECT, "text/turtle").status == 406


ODD = """SELECT ?iri ?plain ?lang ?number ?text ?none { VALUES (?iri ?plain ?lang ?number ?text ?none) {
  (<http://e.org/a> "a" "b"@en 1.5 "a,\\"b\\"\\t<&>\\r\\n\\u0001c" UNDEF) } }"""


def oxigraph(query):
    return ox.Store().query(query)


def test_json_is_as_the_standard_has_it(client):
    said = json.loads(ask(client, ODD, JSON).text)
    theirs = json.loads(oxigraph(ODD).serialize(format=ox.QueryResultsFormat.JSON))
    assert said == theirs


def test_xml_is_as_the_standard_has_it(client):
    got = etree.fromstring(ask(client, ODD, XML).content)
    name = "{http://www.w3.org/2005/sparql-results#}"
    assert [each.get("name") for each in got.iter(f"{name}variable")] == [
        "iri", "plain", "lang", "number", "text", "none",
    ]  # fmt: skip
    found = {each.get("name"): each[0] for each in got.iter(f"{name}binding")}
    assert found["iri"].tag == f"{name}uri"
    assert found["lang"].get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert found["number"].get("datatype").endswith("#decimal")
    assert found["text"].text == 'a,"b"\t<&>\r\n c'  # XML has no way to say U+0001
    assert "none" not in found


def test_csv_is_as_the_standard_has_it(client):
    text = ask(client, ODD, "text/csv").content.decode()
    assert text.splitlines(keepends=True)[0] == "iri,plain,lang,number,text,none\r\n"
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1] == ["http://e.org/a", "a", "b", "1.5", 'a,"b"\t<&>\r\n\x01c', ""]


def test_tsv_is_as_the_standard_has_it(client):
    lines = ask(client, ODD, "text/tab-separated-values").content.decode().split("\n")
    assert lines[0] == "?iri\t?plain\t?lang\t?number\t?text\t?none"
    cells = lines[1].split("\t")
    assert len(cells) == 6
    assert cells[:3] == ["<http://e.org/a>", '"a"', '"b"@en']
    assert cells[5] == ""


@pytest.mark.parametrize(
    ("query", "answer"), [("ASK {}", True), ("ASK { <x:a> <x:b> <x:c> }", False)]
)
def test_truths(client, query, answer):
    assert json.loads(ask(client, query, JSON).text)["boolean"] is answer
    xml = etree.fromstring(ask(client, query, XML).content)
    assert xml.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == str(answer).lower()
    assert ask(client, query, "text/csv").text == str(answer).lower()


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("*/*", "text/turtle", ox.RdfFormat.TURTLE), ("text/turtle", "text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)  # fmt: skip
def test_graphs(client, accept, media, form):
    got = ask(client, GRAPH, accept)
    assert (got.status, got.media) == (200, media)
    triples = {quad.triple for quad in ox.parse(got.content, format=form)}
    assert len(triples) == 3
    described = ask(client, "DESCRIBE us-gaap:Assets", accept)
    assert described.status == 200
    assert list(ox.parse(described.content, format=form))


# the service itself


def test_the_service_describes_itself(client):
    got = client.get("/sparql", accept="text/turtle")
    assert got.media == "text/turtle"
    found = {str(quad.object) for quad in ox.parse(got.content, format=ox.RdfFormat.TURTLE)}
    assert f"<{client.address}/sparql>" in found
    assert any("SPARQL11Query" in each for each in found)


def test_browsers_are_led_to_the_editor(client):
    got = client.get("/sparql", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (got.status, got.headers["location"]) == (303, "/query")


def test_answers_are_those_of_the_command(client, output):
    query = (
        "SELECT ?c (COUNT(?f) AS ?n) { ?f rx:concept ?c } GROUP BY ?c ORDER BY DESC(?n) ?c LIMIT 99"
    )
    assert json.loads(ask(client, query, JSON).text) == json.loads(run(query, output, "json"))


# bounds


def test_an_answer_that_is_cut_says_so(client):
    got = ask(client, "SELECT * { ?s ?p ?o }", "text/csv")
    assert got.headers["x-result-cut"] == "500"
    assert len(got.text.splitlines()) == 501
    assert "x-result-cut" not in ask(client, SELECT).headers
    cut = ask(client, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/n-triples")
    assert cut.headers["x-result-cut"] == "500"
    assert len(cut.text.splitlines()) == 500


def test_a_slow_query_is_ended_and_others_are_answered(output):
    with running(application(Settings(output, seconds=1, rows=10, workers=2))) as client:
        assert ask(client, SELECT).status == 200
        slow = []
        one = threading.Thread(target=lambda: slow.append(ask(client, SLOW)))
        begun = time.monotonic()
        one.start()
        time.sleep(0.3)
        assert ask(client, SELECT).status == 200
        one.join(30)
        assert slow[0].status == 503
        assert "QRY014" in slow[0].text
        assert "retry-after" in slow[0].headers
        assert time.monotonic() - begun < 20
        assert ask(client, SELECT).status == 200
        assert ask(client, SELECT).status == 200


def test_a_process_that_dies_is_replaced(output):
    with running(application(Settings(output, seconds=20, rows=10, workers=1))) as client:
        deep = "SELECT * {" + "{" * 30_000 + "}" * 30_000 + "}"
        got = client.post("/sparql", deep, content_type="application/sparql-query")
        assert got.status in (400, 503)
        assert ask(client, SELECT).status == 200


def test_without_a_store_the_files_are_read_and_read_again(converted, tmp_path):
    import shutil

    from converter.write import manifest

    output = tmp_path / "output"
    shutil.copytree(converted, output)
    count = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?d rx:folder ?f }"
    with running(application(Settings(output))) as client:
        assert ask(client, count, "text/csv").text.split() == ["n", "3"]
        shutil.rmtree(output / QUARTER)
        manifest.merge(output, [(QUARTER, None)])
        assert ask(client, count, "text/csv").text.split() == ["n", "2"]


def test_many_filings_without_a_store_are_told(converted, tmp_path):
    output = tmp_path / "output"
    output.mkdir()
    line = (converted / "manifest.jsonl").read_text().splitlines()[0]
    (output / "manifest.jsonl").write_text(f"{line}\n" * 200)
    with running(application(Settings(output))) as client:
        got = ask(client, SELECT)
        assert got.status == 503
        assert "retroxbrl store build" in got.text


def test_a_store_that_is_old_is_told(output, tmp_path):
    import shutil

    made = tmp_path / "output"
    shutil.copytree(output, made, symlinks=True)
    (made / "manifest.jsonl").write_text((made / "manifest.jsonl").read_text() + "\n")
    with running(application(Settings(made))) as client:
        assert "changed since" in ask(client, SELECT).headers["x-result-note"]


def test_a_store_can_be_built_while_it_is_asked(converted, tmp_path):
    import shutil

    from converter.query.build import build

    output = tmp_path / "output"
    shutil.copytree(converted, output)
    build(output)
    with running(application(Settings(output))) as client:
        stop = threading.Event()
        found = []

        def always():
            while not stop.is_set():
                found.append(ask(client, SELECT).status)

        asking = threading.Thread(target=always)
        asking.start()
        time.sleep(0.5)
        begun = time.monotonic()
        build(output)
        stop.set()
        asking.join(60)
        assert time.monotonic() - begun < 60
        assert set(found) <= {200, 503}
        assert 200 in found
