"""The columns of a store: the answers of Oxigraph, whatever is asked, or Oxigraph's own."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from made_queries import graph, node, query, typed
from test_query import CHOSEN, FIRST

from converter.cli import main
from converter.query import Bounds, QueryError, named, queries, run, run_named
from converter.query.build import STORE, build, opened

duckdb = pytest.importorskip("duckdb", reason="the extra columns is not installed")

from converter.query.columns.answer import Columns
from converter.query.columns.functions import divided, multiplied, register
from converter.query.columns.kinds import Term, literal
from converter.query.columns.load import FOLDER, MADE, fill
from converter.query.columns.values import NotCoveredError

GRAPHS = range(8)
"""Seeds; thousands of others were tried by hand."""
QUERIES = 8
UNSURE = "retroxbrl: "


@pytest.fixture(scope="session")
def stored(output: Path, scheduled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder whose store has columns."""
    root = tmp_path_factory.mktemp("stored") / "output"
    shutil.copytree(output, root)
    shutil.copytree(next(scheduled.iterdir()), root / "made")
    build(root, columns=True)
    return root


def filled(store: ox.Store, folder: Path) -> Columns:
    sql = duckdb.connect()
    fill(sql, store, folder)
    return Columns(sql)


def rows_of(answer: object) -> tuple[list[str], list[tuple[str, ...]]]:
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return names, [tuple(str(row[name]) for name in names) for row in answer]


def told(text: str, folder: Path, engine: str) -> tuple[list[str], list[str]]:
    """The lines of the answer, sorted, and what was told."""
    notes: list[str] = []
    lines = run(text, folder, "csv", tell=notes.append, engine=engine).splitlines()
    return [lines[0], *sorted(lines[1:])], notes


@pytest.mark.parametrize("name", [each.name for each in queries()])
def test_each_named_query_is_answered_the_same(stored: Path, name: str) -> None:
    concept = {"concept": "InventoryNet"} if name in {"facts", "ranking"} else {}
    choices = {"findings": {"severity": "error"}, "missing": {"required": "false"}}
    choice = choices.get(name, CHOSEN.get(name, {}))
    for chosen in ({}, *filter(None, (concept, choice))):
        text = named(name).sparql(chosen)
        lines, notes = told(text, stored, "columns")
        assert notes == []
        assert lines == told(text, stored, "oxigraph")[0]
        assert len(lines) > 1 or chosen in ({}, choices.get(name)) or "sic" in chosen


@pytest.mark.parametrize("seed", GRAPHS)
def test_queries_by_chance(seed: int, tmp_path: Path) -> None:
    """What is covered has Oxigraph's answer, as often as it has, and in its order."""
    logging.disable(logging.CRITICAL)  # rdflib tells of each literal that is none
    chance = Random(seed)  # noqa: S311
    store = graph(chance)
    columns = filled(store, tmp_path)
    for _ in range(QUERIES):
        text = query(chance)
        try:
            answer = store.query(text)
        except SyntaxError:
            continue
        try:
            if isinstance(answer, ox.QueryBoolean):
                statement = columns.translated(text, [])
                assert columns.asked(statement) == bool(answer), text
                continue
            names, expected = rows_of(answer)
            statement = columns.translated(text, names)
            found = [tuple(map(str, row)) for row in columns.rows(statement)]
        except NotCoveredError:
            continue
        except duckdb.Error as error:
            assert UNSURE in str(error), text  # noqa: PT017
            continue
        if "ORDER BY" in text:
            assert found == expected, text
        else:
            assert Counter(found) == Counter(expected), text
    logging.disable(logging.NOTSET)


DATA = """
@prefix : <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a :p 1 , 1.0 , "1" , "a" , "a"@en , true , "2000-01-01"^^xsd:date , :b , -1 ; :n 2 ; :s "Äb c" .
:b :p 2.50 , 1e0 , -3 , _:z ; :r "x"^^xsd:integer ; :n 0.5 ; :s "" ; :q :c .
:c :n -3 ; :s "b\\nc" ; :q :d . :d :n 1.5 ; :q :a .
"""
CASES = [
    # three values of a filter
    "SELECT ?v { :a :p ?v FILTER(?v > 0 || ?v = :b) }",
    "SELECT ?v { :a :p ?v FILTER(!(?v > 0)) }",
    "SELECT ?v { :a :p ?v FILTER(!(?v = 1)) }",
    'SELECT ?v { :a :p ?v FILTER(?v IN (1, "a", 1/0)) }',
    "SELECT ?v { :a :p ?v FILTER(?v) }",
    'SELECT ?v { :a :p ?v FILTER(COALESCE(?v < "b", true)) }',
    # what is unbound
    "SELECT * { ?x :n ?n OPTIONAL { ?x :q ?y OPTIONAL { ?y :p ?v } } }",
    "SELECT * { ?x :n ?n OPTIONAL { ?x :q ?y FILTER(?n < 1) } FILTER(!BOUND(?y)) }",
    "SELECT * { ?x :n ?n OPTIONAL { ?x :q ?y } ?y :s ?s }",
    "SELECT * { VALUES (?x ?y) { (:a UNDEF) (UNDEF :c) (:b :b) } ?x :q ?y }",
    "SELECT * { { ?x :q ?y } UNION { ?x :s ?s } OPTIONAL { ?y :n ?n } }",
    "SELECT * { ?x :n ?n { OPTIONAL { ?x :q ?y } } }",
    "SELECT ?x { ?x :n ?n { ?y :n ?m FILTER(!BOUND(?n)) } }",
    "SELECT * { ?x :n ?n MINUS { ?x :q ?y } }",
    "SELECT * { ?x :n ?n MINUS { ?z :q ?y } }",
    "SELECT * { ?x :n ?n FILTER NOT EXISTS { ?x :q/:q ?n2 } }",
    # sameness of terms, and equality of values
    "SELECT * { ?x :p ?v . ?y :n ?v }",
    "SELECT * { ?x :p ?v . ?y :p ?w FILTER(?v = ?w && ?x != ?y) }",
    "SELECT * { ?x :p ?v BIND(STR(?v) AS ?t) ?y :p ?t }",
    "SELECT * { ?x :n ?n BIND(?n * 2 AS ?v) ?y :p ?v }",
    "SELECT (COUNT(DISTINCT ?v) AS ?n) (COUNT(?w) AS ?m) { ?x :p ?v OPTIONAL { ?v :n ?w } }",
    "SELECT DISTINCT ?v { { ?x :p ?v } UNION { BIND(1.0 AS ?v) } }",
    # numbers
    "SELECT ?x (?n / 3 AS ?a) (ROUND(?n * 10) AS ?b) (-?n AS ?c) (?n + 1e0 AS ?d) { ?x :n ?n }",
    "SELECT (SUM(?n) AS ?s) (AVG(?n) AS ?a) (MIN(?n) AS ?l) (MAX(?n) AS ?h) { ?x :n ?n }",
    "SELECT (SUM(?n) AS ?s) (MIN(?n) AS ?l) { ?x :nothing ?n }",
    "SELECT ?x (SUM(?n) AS ?s) { ?x :s ?t OPTIONAL { ?x :q ?y . ?y :n ?n } } GROUP BY ?x",
    "SELECT ?x ?n { ?x :n ?n } ORDER BY DESC(?n)",
    "SELECT ?x ?n { ?x :n ?n } ORDER BY ?n LIMIT 2 OFFSET 1",
    "SELECT (xsd:decimal(?t) AS ?d) { VALUES ?t { '1.50' '-.5' '1e3' '' '+7.' } }",
    "SELECT (xsd:date(?t) AS ?d) { VALUES ?t { '2000-02-29' '1999-02-29' 'x' } }",
    "SELECT (9223372036854775807 + ?n AS ?d) { ?x :n ?n }",
    "SELECT ?x ?v { ?x :p ?v FILTER(ISNUMERIC(?v) && ?v > 1) }",
    "SELECT ?x ?v { ?x :p ?v FILTER(!ISNUMERIC(?v)) }",
    "SELECT ?x (SUM(?v) AS ?s) { ?x :n ?v FILTER(ISNUMERIC(?v)) } GROUP BY ?x",
    "SELECT (MAX(?v) AS ?m) (COUNT(?v) AS ?k) { ?x :s ?v FILTER(ISNUMERIC(?v)) }",
    "SELECT (?n / 100 AS ?a) (ROUND(100 * ?n / 7) / 100 AS ?b) { ?x :n ?n }",
    # texts
    "SELECT ?x (LCASE(?s) AS ?l) (UCASE(?s) AS ?u) (STRLEN(?s) AS ?n) { ?x :s ?s }",
    "SELECT (SUBSTR(?s, ?a, ?b) AS ?t) { ?x :s ?s VALUES ?a { -1 0 1 2 9 } VALUES ?b { -1 0 2 } }",
    "SELECT (STRBEFORE(?s, ?p) AS ?a) (STRAFTER(?s, ?p) AS ?b) { ?x :s ?s VALUES ?p { 'b' '' 'z' } }",
    "SELECT (CONCAT(?s, STR(?v)) AS ?t) { ?x :s ?s ; :n ?v }",
    "SELECT (REPLACE(?s, 'b', '-') AS ?t) { ?x :s ?s FILTER(REGEX(?s, 'b') || ?s = '') }",
    # paths, any predicate, sub-selects, groups
    "SELECT * { ?x :q/:q ?y . ?y ^:q ?z . ?x :n ?w }",
    "SELECT ?p (COUNT(*) AS ?n) { ?x ?p ?y } GROUP BY ?p ORDER BY ?p",
    "SELECT ?x ?m { ?x :n ?n { SELECT (MAX(?k) AS ?m) { ?y :n ?k } } FILTER(?n < ?m) }",
    "SELECT ?x { ?x :p ?v } GROUP BY ?x HAVING (COUNT(?v) > 4)",
    "SELECT ?x (IF(?n > 1, ?x, STR(?n)) AS ?y) { ?x :n ?n }",
    "SELECT * { ?x :q ?y FILTER(STRENDS(STR(?y), 'c') || ?x = :unknown) }",
    "ASK { ?x :n 0.50 }",
    "ASK { ?x :n 0.51 }",
]  # fmt: skip
PREFIX = "PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[ox.Store, Columns]:
    store = ox.Store()
    store.load(DATA, format=ox.RdfFormat.TURTLE)
    return store, filled(store, tmp_path_factory.mktemp("both"))


@pytest.mark.parametrize("text", CASES)
def test_the_same_meaning(both: tuple[ox.Store, Columns], text: str) -> None:
    store, columns = both
    answer = store.query(PREFIX + text)
    if isinstance(answer, ox.QueryBoolean):
        assert columns.asked(columns.translated(PREFIX + text, [])) == bool(answer)
        return
    names, expected = rows_of(answer)
    found = [tuple(map(str, row)) for row in columns.rows(columns.translated(PREFIX + text, names))]
    assert expected
    assert Counter(found) == Counter(expected)
    if "ORDER" in text:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("SELECT * { ?x :q+ ?y }", "path"),
        ("SELECT * { ?x :s ?s FILTER(REGEX(?s, '[a-c]')) }", "regular expression"),
        ("SELECT * { ?x :n ?n FILTER(RAND() < ?n) }", "RAND"),
        ("SELECT (GROUP_CONCAT(?s) AS ?t) { ?x :s ?s }", "GroupConcat"),
        ("SELECT (LCASE(?v) AS ?t) { ?x :p ?v }", "language"),
        ("CONSTRUCT { ?x :q ?y } WHERE { ?x :q ?y }", "Construct"),
    ],
)
def test_what_is_not_covered_is_known_before(
    both: tuple[ox.Store, Columns], text: str, what: str
) -> None:
    with pytest.raises(NotCoveredError, match=what):
        both[1].translated(PREFIX + text, ["x"])


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?v { ?x :p ?v } ORDER BY ?v",
        "SELECT (MAX(?v) AS ?m) { ?x :p ?v }",
        'SELECT ?v { ?x :p ?v FILTER(?v = "x"^^xsd:gYear) }',
        "SELECT ?v { ?x :r ?v FILTER(?v = 1) }",
        "SELECT (?n * 99999999999999999999.0 AS ?m) { ?x :n ?n }",
        "SELECT ?v { ?x :n ?v FILTER('1'^^xsd:float < ?v) }",
        "SELECT ?v { ?x :n ?n BIND(IF(?n > 1, ?n, '1'^^xsd:float) AS ?v) FILTER(ISNUMERIC(?v)) }",
        "SELECT (ABS(?f) AS ?v) { ?x :n ?n BIND(IF(?n > 1, ?n, '1'^^xsd:float) AS ?f) }",
        "SELECT (?d - ?d AS ?v) { ?x :p ?d FILTER(ISLITERAL(?d)) }",
        "SELECT (SUM(?f) AS ?v) { ?x :n ?n BIND(IF(?n > 1, ?n, '1'^^xsd:float) AS ?f) }",
    ],
)
def test_what_is_not_sure_ends_the_statement(both: tuple[ox.Store, Columns], text: str) -> None:
    statement = both[1].translated(PREFIX + text, ["v", "m"])
    with pytest.raises(duckdb.Error):
        list(both[1].rows(statement))


def test_terms_come_back_as_they_were(tmp_path: Path) -> None:
    store = ox.Store()
    texts = [
        "",
        "'",
        '"\\"',
        "a\nb\rc\td",
        "\x01\x1f\x7f\x85 \u2028",
        "\\u0041",
        "ä𝄞",
        'a"^^<x>',
        "a@b",
    ]
    terms = [ox.Literal(text) for text in texts]
    terms += [ox.Literal('l"@x', language="en-GB"), typed("1.50", "decimal"), typed("-0", "double")]
    terms += [ox.NamedNode("http://ä/é"), ox.BlankNode("z")]
    for term in terms:
        store.add(ox.Quad(node("a"), node("p"), term))
    names, expected = rows_of(store.query("SELECT * { ?s ?p ?o }"))
    columns = filled(store, tmp_path)
    found = columns.rows(columns.translated("SELECT * { ?s ?p ?o }", names))
    assert sorted(tuple(map(str, row)) for row in found) == sorted(expected)


def test_rare_predicates_share_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.query.columns.load.OWN", 2)
    store = ox.Store()
    store.load(DATA, format=ox.RdfFormat.TURTLE)
    columns = filled(store, tmp_path)
    for text in ("SELECT * { ?x :q ?y . ?y :s ?s . ?x :n ?n }", "SELECT * { ?x ?p ?y }"):
        names, expected = rows_of(store.query(PREFIX + text))
        found = columns.rows(columns.translated(PREFIX + text, names))
        assert Counter(tuple(map(str, row)) for row in found) == Counter(expected)


@pytest.mark.parametrize(
    ("text", "datatype", "made"),
    [
        ("007", "int", "7"), ("1.50", "decimal", "1.5"), ("1", "boolean", "true"),
        ("x", "integer", "x"), ("1e3", "double", "1000"), ("-0.0", "decimal", "0"),
        ("2000-02-30", "date", "2000-02-30"), ("1.0000000000000000001", "decimal", None),
    ],
)  # fmt: skip
def test_a_literal_of_a_query_is_that_of_the_store(
    text: str, datatype: str, made: str | None
) -> None:
    term = literal(text, f"http://www.w3.org/2001/XMLSchema#{datatype}", None)
    store = ox.Store()
    store.add(ox.Quad(node("a"), node("p"), typed(text, datatype)))
    (quad,) = store
    assert isinstance(quad.object, ox.Literal)
    assert term.spelled == quad.object.value
    assert made is None or term.spelled == made


def test_quotients_and_products_are_those_of_decimals() -> None:
    sql = duckdb.connect()
    register(sql)
    chance, store = Random(1), ox.Store()  # noqa: S311
    xsd = "http://www.w3.org/2001/XMLSchema#decimal"
    for _ in range(200):
        a, b = (round(chance.uniform(-1e7, 1e7), chance.randint(0, 4)) for _ in range(2))
        terms = [literal(f"{x:.6f}", xsd, None).number for x in (a, b)]
        assert terms[0] is not None
        assert terms[1] is not None
        text = f'SELECT * {{ BIND("{a:.6f}"^^<{xsd}> / "{b:.6f}"^^<{xsd}> AS ?q) BIND("{a:.6f}"^^<{xsd}> * "{b:.6f}"^^<{xsd}> AS ?p) }}'
        (row,) = store.query(text)  # type: ignore[misc]
        assert Term(7, number=divided(*terms)).spelled == row["q"].value  # type: ignore[arg-type]
        number = "CAST(? AS DECIMAL(38, 18))"
        found = sql.execute(f"SELECT divided({number}, {number})", terms).fetchone()
        assert found is not None
        assert Term(7, number=found[0]).spelled == row["q"].value
        found = sql.execute(f"SELECT hundredth({number})", terms[:1]).fetchone()
        assert found == (divided(terms[0], Decimal(100)),)
        assert Term(7, number=multiplied(*terms)).spelled == row["p"].value  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["1234567890.123456789012345678", "-0.01", "99999999999999999999"])
def test_a_hundredth_is_cut_where_a_quotient_is(text: str) -> None:
    sql = duckdb.connect()
    register(sql)
    (found,) = sql.execute("SELECT hundredth(CAST(? AS DECIMAL(38, 18)))", [text]).fetchall()
    assert found == (divided(Decimal(text), Decimal(100)),)


def test_terms_are_the_same_from_batch_to_batch(
    both: tuple[ox.Store, Columns], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("converter.query.columns.answer.BATCH", 2)
    monkeypatch.setattr("converter.query.columns.answer.KEPT", 2)
    text = PREFIX + "SELECT * { ?x ?p ?v } ORDER BY ?x"
    names, expected = rows_of(both[0].query(text))
    found = both[1].rows(both[1].translated(text, names))
    assert Counter(tuple(map(str, row)) for row in found) == Counter(expected)


# In the store


def test_columns_follow_the_store(stored: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(stored, tmp_path / "output"))
    count = "SELECT (COUNT(*) AS ?n) { ?d a rx:Filing }"
    assert build(folder).columns is None  # nothing changed
    shutil.rmtree(folder / FIRST)
    built = build(folder)
    assert built.columns is not None
    with opened(folder / STORE) as store:
        assert built.columns.triples == len(store)
    assert told(count, folder, "columns") == (["n", "3"], [])


def test_columns_of_before_are_never_asked(stored: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(stored, tmp_path / "output"))
    note = folder / STORE / FOLDER / MADE
    note.write_text(json.dumps({**json.loads(note.read_text("utf-8")), "state": "old"}), "utf-8")
    text = named("net-income").sparql({})
    with pytest.raises(QueryError, match=r"QRY018.*older"):
        run(text, folder, engine="columns")
    lines, notes = told(text, folder, "auto")
    assert lines == told(text, folder, "oxigraph")[0]
    assert "older than the store" in notes[0]
    note.unlink()  # as a build that was killed leaves them
    assert told(text, folder, "auto") == (lines, [])
    with pytest.raises(QueryError, match=r"QRY018.*no columns"):
        run(text, folder, engine="columns")
    assert build(folder).columns is not None
    assert told(text, folder, "columns") == (lines, [])


def test_without_duckdb(stored: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert told("ASK {}", stored, "auto") == (["true"], [])
    with pytest.raises(QueryError, match="QRY017"):
        run("ASK {}", stored, engine="columns")
    with pytest.raises(QueryError, match="QRY017"):
        build(stored, tmp_path / "store", columns=True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("CONSTRUCT { ?f rx:value ?v } WHERE { ?f rx:value ?v }", "do not cover CONSTRUCT"),
        ("SELECT ?x { ?x rx:line+ ?y } LIMIT 1", "do not cover a property path"),
        ("SELECT (MAX(?v) AS ?m) { ?f rx:value ?v }", "not sure (the least of terms without"),
    ],
)
def test_oxigraph_answers_and_it_is_told(stored: Path, text: str, says: str) -> None:
    lines, notes = told(text, stored, "columns")
    assert lines == told(text, stored, "oxigraph")[0]
    assert len(notes) == 1
    assert says in notes[0]


def test_limits_hold(stored: Path) -> None:
    notes: list[str] = []
    text = "SELECT ?f { ?f a rx:Fact }"
    cut = run(text, stored, "csv", tell=notes.append, bounds=Bounds(seconds=60, rows=3))
    assert cut.count("\n") == 4
    assert notes == ["the answer is cut: it has more than 3 rows (--limit)"]
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f) }"
    with pytest.raises(QueryError, match="QRY014"):
        run(endless, stored, bounds=Bounds(seconds=0.5), engine="columns")
    with pytest.raises(QueryError, match="QRY003"):
        run("SELECT nothing", stored, engine="columns")
    with pytest.raises(QueryError, match="no such engine"):
        run("ASK {}", stored, engine="colums")


def test_the_command(stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "store")
    assert main(["store", "build", str(stored), "--store", place, "--lean", "--columns"]) == 0
    assert "columns: " in capsys.readouterr().out
    asked = ["query", "--named", "ratios", "-o", str(stored), "--results", "csv"]
    answers = []
    for engine in ("columns", "oxigraph"):
        assert main([*asked, "--store", place, "--engine", engine]) == 0
        answers.append(sorted(capsys.readouterr().out.splitlines()))
    assert answers[0] == answers[1]
    assert main(["query", "--named", "where", "-o", str(stored), "--store", place]) == 2
    assert "QRY016" in capsys.readouterr().err  # lean columns refuse as a lean store does


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_formats_are_the_same(stored: Path, format_: str) -> None:
    given = {"engine": "columns"}, {"engine": "oxigraph"}
    one, other = (run_named("coverage", stored, format_, **each) for each in given)  # type: ignore[arg-type]
    assert one == other
    asked = "ASK { ?x a rx:Filing }"
    one, other = (run(asked, stored, format_, **each) for each in given)  # type: ignore[arg-type]
    assert one == other


def test_a_filing_is_asked_the_same(stored: Path) -> None:
    """All triples, and those of any predicate about one filing."""
    everything = "SELECT * { ?s ?p ?o }"
    lines, notes = told(everything, stored, "columns")
    assert notes == []
    assert lines == told(everything, stored, "oxigraph")[0]
    text = f'SELECT ?p ?o {{ ?d rx:folder "{FIRST}" ; ?p ?o }}'
    assert told(text, stored, "columns")[0] == told(text, stored, "oxigraph")[0]
