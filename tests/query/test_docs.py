"""The queries that docs/rdf.md shows give answers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from converter.query import run
from converter.query.build import build

PAGE = (Path(__file__).parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)
IDENTIFIERS, JOIN, WIKIDATA = re.findall(
    r"```(?:turtle|sparql|wikidata)\n((?:(?!```).)*?(?:owl:sameAs)(?:(?!```).)*)```",
    PAGE,
    re.DOTALL,
)


def test_there_are_five_and_the_join() -> None:
    assert len(QUERIES) == 6
    assert QUERIES[0] == JOIN


@pytest.mark.parametrize(
    "query",
    [query for query in QUERIES if query != JOIN],
    ids=["side-by-side", "today", "totals", "doubts", "uncertain"],
)
def test_each_gives_rows(output: Path, query: str) -> None:
    assert len(run(query, output, "csv").splitlines()) > 3


@pytest.mark.parametrize("stored", [False, True], ids=["in-memory", "stored"])
def test_own_identifiers_join_by_the_cik(output: Path, tmp_path: Path, *, stored: bool) -> None:
    folder = Path(shutil.copytree(output, tmp_path / "output"))
    (folder / "identifiers.ttl").write_text(IDENTIFIERS, encoding="utf-8")
    if stored:
        build(folder)
    head, *rows = run(JOIN, folder, "csv").splitlines()
    assert head == "lei,item,end,value"
    assert len(rows) > 1
    names = "00EXAMPLE00000000000,http://www.wikidata.org/entity/Q4115189,"
    assert all(row.startswith(names) for row in rows)


def test_what_wikidata_gives_is_such_a_file() -> None:
    store = ox.Store()
    store.load(
        input="""@prefix wd: <http://www.wikidata.org/entity/> .
            @prefix wdt: <http://www.wikidata.org/prop/direct/> .
            wd:Q4115189 wdt:P5531 "0000718096" ; wdt:P1278 "00EXAMPLE00000000000" .""",
        format=ox.RdfFormat.TURTLE,
    )
    given = store.query(WIKIDATA)
    assert isinstance(given, ox.QueryTriples)
    own = ox.parse(IDENTIFIERS, format=ox.RdfFormat.TURTLE)
    assert set(given) == {quad.triple for quad in own}
