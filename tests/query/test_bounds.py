"""What a question may use: the network, time, rows, length."""

from __future__ import annotations

import csv
import faulthandler
import io
import json
import multiprocessing
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.cli import main
from converter.model.codes import CODES
from converter.query import Bounds, QueryError, ask, named, require_bounded, run
from converter.query.bounds import LONGEST
from converter.query.results import render

if TYPE_CHECKING:
    from pathlib import Path

ALL = "SELECT * { ?s ?p ?o }"
# every triple with every other, three times: more than any machine counts within a minute
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f) }"


def code(query: str, bounds: Bounds = Bounds()) -> str:  # noqa: B008 - frozen
    with pytest.raises(QueryError) as caught:
        require_bounded(query, bounds)
    assert caught.value.finding.code in CODES
    return caught.value.finding.code


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT*{service<http://127.0.0.1:9/sparql>{?s ?p ?o}}",
        "SELECT * { BIND(<http://x/> AS ?s) SERVICE ?s { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b)SERVICE?s{?x?y?z.FILTER(1>0)} }",
        "PREFIX x: <http://x/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
        r"PREFIX x: <http://x/> SELECT * { ?a x:b\#c ?d . SERVICE x:y { ?s ?p ?o } }",
        'SELECT * { ?a ?b "\\"" . SERVICE <http://x/> { ?s ?p ?o } }',
        'SELECT * { ?a ?b """ " "" \\""" """ . SERVICE <http://x/> { ?s ?p ?o } }',
        "SELECT * { ?a ?b 'it\\'s' . # '\n SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:9/x> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/x>",
    ],
)
def test_other_servers_are_not_asked(query: str) -> None:
    assert code(query) == "QRY012"
    require_bounded(query, Bounds(network=True))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from $load { ?service rx:from ?from ; rx:load $load }",
        "SELECT * { ?s rx:caption 'from SERVICE <http://x/> to LOAD' }",
        "SELECT * { ?s rx:caption '''FROM 'a' LOAD''' ; rx:label \"\"\"SERVICE\"\"\"@en-from }",
        "SELECT * # SERVICE <http://x/>\n{ ?s <http://x/SERVICE> ?o }",
        "PREFIX from: <http://x/> SELECT * { ?s from:load ?servicer }",
    ],
)
def test_words_that_reach_nowhere_are_let_alone(query: str) -> None:
    require_bounded(query, Bounds())


@given(st.text(st.sampled_from("SERVICE<>{}?\"'#\\ \nx:.-"), max_size=40))
def test_what_an_engine_takes_for_a_service_is_seen(before: str) -> None:
    """Whatever stands before it: the engine parses the query, or nothing is asked."""
    query = f"SELECT * {{ {before} SERVICE SILENT <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}"
    try:
        require_bounded(query, Bounds())
    except QueryError:
        return
    # hidden: then it is hidden from the engine too, which gives nothing that only SERVICE binds
    try:
        answer = ox.Store().query(query)
    except SyntaxError:
        return
    assert isinstance(answer, ox.QuerySolutions)
    assert {"?s", "?p", "?o"} - {str(each) for each in answer.variables}


def test_the_command_refuses_and_says_how_to_allow(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"
    assert main(["query", asked, "-o", str(output)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "QRY012" in said.err
    assert "--allow-network" in said.err
    assert main(["query", asked, "-o", str(output), "--allow-network"]) == 2
    assert "QRY008" in capsys.readouterr().err


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_a_query_that_takes_too_long_is_ended(
    output: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {way} here")
    monkeypatch.setattr("converter.query.child._WAYS", (way,))
    before = set(multiprocessing.active_children())  # a server's, which other tests ask
    with pytest.raises(QueryError) as caught:
        run(ENDLESS, output, bounds=Bounds(seconds=0.5))
    assert caught.value.finding.code == "QRY014"
    assert not set(multiprocessing.active_children()) - before


def test_a_process_that_dies_is_told(output: Path, request: pytest.FixtureRequest) -> None:
    request.addfinalizer(faulthandler.enable)
    faulthandler.disable()  # the process is to die without a word
    nested = "SELECT * { ?s ?p ?o FILTER(" + "(" * 90_000 + "1" + ")" * 90_000 + ") }"
    assert len(nested) < LONGEST
    with pytest.raises(QueryError) as caught:
        run(nested, output, bounds=Bounds(seconds=60))
    assert caught.value.finding.code == "QRY015"


def test_another_process_answers_the_same(output: Path) -> None:
    told: list[str] = []
    for format_ in ("table", "csv", "json"):
        alone = run(ALL, output, format_, tell=told.append, bounds=Bounds(rows=7))
        other = run(ALL, output, format_, tell=told.append, bounds=Bounds(seconds=60, rows=7))
        assert sorted(alone) != []
        assert alone.count("\n") == other.count("\n")
    assert len(told) == 6
    assert len(set(told)) == 1
    with pytest.raises(QueryError) as caught:
        run("SELECT nothing", output, bounds=Bounds(seconds=60))
    assert caught.value.finding.code == "QRY003"


def test_an_answer_is_cut_and_this_is_told(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", ALL, "-o", str(output), "--results", "csv", "--limit", "5"]) == 0
    said = capsys.readouterr()
    assert len(list(csv.reader(io.StringIO(said.out)))) == 6
    assert "more than 5 rows" in said.err
    assert main(["query", ALL + " LIMIT 5", "-o", str(output), "--limit", "5"]) == 0
    assert "more than" not in capsys.readouterr().err
    made = run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", output, "csv", bounds=Bounds(rows=3))
    assert len(list(csv.reader(io.StringIO(made)))) == 4


def test_json_is_that_of_the_engine() -> None:
    store = ox.Store()
    query = (
        """SELECT * { VALUES (?a ?b) { (<http://x/> "t\\n\\"ä") ("f"@fr UNDEF) (1.50 true) } }"""
    )
    engine = ask(store, query).serialize(format=ox.QueryResultsFormat.JSON)
    assert engine is not None
    assert json.loads(render(ask(store, query), "json")[0]) == json.loads(engine)


def test_a_query_has_a_length() -> None:
    require_bounded("#" * LONGEST, Bounds())
    assert code("#" * (LONGEST + 1), Bounds(network=True)) == "QRY013"


@pytest.mark.parametrize(
    ("name", "parameter", "value"),
    [
        ("revenue", "company", "x" * 1001),
        ("where", "value", "1e999999999"),
        ("where", "value", "1e-999999999"),
        ("where", "value", "9" * 1001),
    ],
)
def test_parameters_are_bounded(name: str, parameter: str, value: str) -> None:
    with pytest.raises(QueryError) as caught:
        named(name).sparql({parameter: value})
    assert caught.value.finding.code == "QRY005"


def test_limits_below_zero_are_wrong_use(output: Path) -> None:
    assert main(["query", ALL, "-o", str(output), "--limit", "-1"]) == 2
    assert main(["query", ALL, "-o", str(output), "--time-limit", "-1"]) == 2


def test_a_figure_of_thirty_digits_is_shown_as_it_is() -> None:
    figure = "123456789012345678901234567890.1234567"
    query = f'SELECT ("{figure}"^^<http://www.w3.org/2001/XMLSchema#decimal> AS ?v) {{}}'
    assert "123,456,789,012,345,678,901,234,567,890" in render(ask(ox.Store(), query), "table")[0]
