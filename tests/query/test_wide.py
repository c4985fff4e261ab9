"""Wide tables: which predicates they take, and that what is asked of them is what Oxigraph says."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

duckdb = pytest.importorskip("duckdb", reason="the extra columns is not installed")

from converter.query.columns.answer import Columns
from converter.query.columns.load import fill
from converter.query.columns.wide import Wide, chosen

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "PREFIX : <http://example.org/> "
DATA = """
@prefix : <http://example.org/> .
:f1 :of :d1 ; :value 1 ; :unit :usd ; :note "a" .
:f2 :of :d1 ; :value 2 ; :unit :usd .
:f3 :of :d2 ; :value 3 ; :unit :eur ; :note "c" ; :tag "x" , "y" .
:f4 :of :d2 ; :value "none" ; :unit :eur .
:d1 :name "one" ; :form "10-Q" .
:d2 :name "two" ; :form "10-K" ; :note "of a filing" .
:p1 :note "of none" .
"""
QUERIES = [
    "SELECT * { ?f :of ?d ; :value ?v ; :unit ?u }",
    "SELECT * { ?f :of ?d ; :value ?v ; :note ?n . ?d :name ?m }",
    "SELECT * { ?f :of ?d ; :unit :eur OPTIONAL { ?f :note ?n } }",
    "SELECT * { ?f :of ?d OPTIONAL { ?f :note ?n } OPTIONAL { ?f :tag ?t } ?f :unit ?u }",
    "SELECT * { ?f :note ?n OPTIONAL { ?f :value ?v } }",  # nothing says that it has such a row
    "SELECT * { ?f :note ?n . ?f :of ?d }",
    "SELECT * { ?f :value ?v . ?f :value ?w }",
    "SELECT * { ?f :value ?v OPTIONAL { ?f :note ?v } }",  # the object is bound already
    "SELECT * { ?f :value ?v VALUES ?n { 'a' 'c' } ?f :note ?n }",
    "SELECT * { ?d :name ?n OPTIONAL { ?f :of ?d ; :note ?m } OPTIONAL { ?f :unit ?u } }",
    "SELECT * { ?f :of ?d . ?d :form ?g MINUS { ?f :note ?n } }",
    "SELECT * { ?f :unit ?u FILTER NOT EXISTS { ?f :note ?n } }",
    "SELECT * { { ?f :note ?n } UNION { ?f :of ?n } ?f :unit ?u }",
    "SELECT ?d (SUM(?v) AS ?s) { ?f :of ?d ; :value ?v FILTER(ISNUMERIC(?v)) } GROUP BY ?d",
    "SELECT * { ?f ?p ?o . ?f :unit :usd }",
    "SELECT * { :f3 :value ?v ; :note ?n }",
    "SELECT * { ?f :value 2 ; :of ?d ; :unit ?u }",
]


def filled(store: ox.Store, folder: Path) -> Columns:
    sql = duckdb.connect()
    fill(sql, store, folder)
    return Columns(sql)


def the_same(store: ox.Store, columns: Columns, text: str) -> str:
    """The SQL of a query whose answers are the same."""
    answer = store.query(PREFIX + text)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    expected = Counter(tuple(str(row[name]) for name in names) for row in answer)
    statement = columns.translated(PREFIX + text, names)
    assert Counter(tuple(map(str, row)) for row in columns.rows(statement)) == expected, text
    return statement.sql


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[ox.Store, Columns]:
    store = ox.Store()
    store.load(DATA, format=ox.RdfFormat.TURTLE)
    return store, filled(store, tmp_path_factory.mktemp("wide"))


@pytest.mark.parametrize("text", QUERIES)
def test_the_same_answers(both: tuple[ox.Store, Columns], text: str) -> None:
    the_same(*both, text)


def test_what_subjects_have_is_one_look(both: tuple[ox.Store, Columns]) -> None:
    sql = the_same(*both, "SELECT * { ?f :of ?d ; :value ?v OPTIONAL { ?f :note ?n } }")
    assert "JOIN" not in sql
    assert "," not in sql.partition(" FROM ")[2].partition(" WHERE ")[0]


def test_which_predicates_are_taken() -> None:
    # 1 to 3 are those of facts, 4 is of facts and others, 5 of filings, 6 of few facts
    sorts = {(1, 2, 3, 4): 60, (1, 2, 3): 39, (1, 2, 3, 6): 1, (4,): 500, (5,): 20}
    assert chosen(sorts, [4, 1, 2, 3, 5, 6]) == [Wide(1, (1, 2, 3), (4,))]
    assert chosen({(1,): 5, (2,): 5}, [1, 2]) == []  # nothing stands beside another


def test_graphs_and_stars_by_chance(tmp_path: Path) -> None:
    """Subjects of three sorts, each with what its sort has as a rule; now and then twice."""
    has = ("abcdx", "efx", "aghx")
    for seed in range(6):
        chance = Random(seed)  # noqa: S311
        store = ox.Store()
        lines = []
        for number in range(40):
            for name in chance.choice(has):
                if chance.random() < 0.9:
                    for _ in range(1 + (chance.random() < 0.01)):
                        to = chance.choice([f":s{chance.randrange(40)}", str(chance.randrange(5))])
                        lines.append(f":s{number} :{name} {to} .")
        text = "@prefix : <http://example.org/> .\n" + "\n".join(lines)
        store.load(text, format=ox.RdfFormat.TURTLE)
        columns = filled(store, tmp_path)
        for _ in range(12):
            parts = []
            for number in range(chance.randint(2, 6)):
                about = chance.choice(["?s", "?s", "?s", f"?o{max(0, number - 1)}"])
                triple = f"{about} :{chance.choice('abcdefghx')} ?o{number}"
                optional = number and chance.random() < 0.4
                parts.append(f"OPTIONAL {{ {triple} }}" if optional else f"{triple} .")
            the_same(store, columns, f"SELECT * {{ {' '.join(parts)} }}")
