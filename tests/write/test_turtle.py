"""The Turtle of a report: read back by other libraries, byte for byte, with any text in it."""

from __future__ import annotations

import shutil
import string
import subprocess
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from reports_rdf import report
from terms_rdf import RX

from converter.model.namespaces import PREFIXES
from converter.model.xbrl import FILING_NAMESPACE
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.write import turtle as ttl
from converter.write.rdf import RdfWriter, filing_iri, graph, turtle

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model.xbrl import Report
    from converter.write.contract import Writer

EXAMPLE = Path(__file__).parents[2] / "examples" / "nutrition21-8k-2003-09-30.txt"


def test_writer_writes_one_file(tmp_path: Path) -> None:
    writer: Writer = RdfWriter()
    result = writer.write(report(), tmp_path)
    assert result.value == (tmp_path / "acme-20040930.ttl",)
    assert result.findings == ()
    assert result.value[0].read_text(encoding="utf-8") == turtle(report())


def test_same_report_same_bytes() -> None:
    assert turtle(report()) == turtle(report())


@cache
def converted() -> Report:
    """A filing's report, as the pipeline makes it."""
    filing = read_filing(EXAMPLE)
    return analyse(filing, EXAMPLE.stem, Options()).report


@pytest.mark.parametrize("made", [report, converted])
def test_rdflib_and_pyoxigraph_hold_the_same_graph(made: Callable[[], Report]) -> None:
    text = turtle(made())
    own = graph(made())
    parsed = rdflib.Graph().parse(data=text, format="turtle")
    spelled = ox.serialize(
        ox.parse(text, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES
    )
    assert spelled is not None
    oxigraph = rdflib.Graph().parse(data=spelled, format="nt")
    assert len(own) > 900
    assert isomorphic(own, parsed)
    assert isomorphic(own, oxigraph)
    # and the other way: what rdflib spells is to pyoxigraph what it read itself
    back = ox.parse(parsed.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    read = ox.parse(text, format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in back} == {quad.triple for quad in read}


def test_no_triple_is_written_twice() -> None:
    triples = [str(quad.triple) for quad in ox.parse(turtle(report()), format=ox.RdfFormat.TURTLE)]
    assert len(triples) == len(set(triples))


@pytest.mark.parametrize("made", [report, converted])
def test_riot_reads_the_same_triples(made: Callable[[], Report], tmp_path: Path) -> None:
    riot = shutil.which("riot")
    if riot is None:
        pytest.skip("Apache Jena's riot is not installed")
    path = tmp_path / "made.ttl"
    path.write_text(turtle(made()), encoding="utf-8")
    done = subprocess.run(
        [riot, "--check", "--output=ntriples", str(path)],
        capture_output=True,
        check=False,
        timeout=120,
    )
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert "WARN" not in said, said
    assert "ERROR" not in said, said
    read = {quad.triple for quad in ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)}
    own = {quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
    assert read == own


def test_odd_names_make_sound_iris() -> None:
    odd = report("10-Q/A (draft) “1”")
    odd = odd.model_copy(
        update={
            "extension": odd.extension.model_copy(update={"prefix": "rx"}),
            "facts": (odd.facts[0].model_copy(update={"id": "a.b."}), *odd.facts[1:]),
        }
    )
    made = graph(odd)
    assert filing_iri("a b/c") == FILING_NAMESPACE + "a%20b%2Fc"
    assert (rdflib.URIRef(filing_iri("10-Q/A (draft) “1”")), rdflib.RDF.type, RX.Filing) in made
    assert isomorphic(made, rdflib.Graph().parse(data=turtle(odd), format="turtle"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back(value: str) -> None:
    line = f"<http://a> <http://b> {ttl.text(value)} ."
    (quad,) = ox.parse(line, format=ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == value
    if "\x00" not in value:
        (found,) = rdflib.Graph().parse(data=line, format="turtle").objects()
        assert str(found) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_any_amount_is_read_back_exactly(value: Decimal) -> None:
    line = f"@prefix xsd: <{PREFIXES['xsd']}> . <http://a> <http://b> {ttl.decimal(value)} ."
    (quad,) = ox.parse(line, format=ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.datatype.value == PREFIXES["xsd"] + "decimal"
    assert Decimal(quad.object.value) == value
    assert not quad.object.value.startswith("-0") or value


@given(st.text(string.printable + "é“\U0001f600", min_size=1))
def test_any_name_becomes_a_sound_iri(name: str) -> None:
    iri = FILING_NAMESPACE + ttl.segment(name)
    (quad,) = ox.parse(f"<http://a> <http://b> {ttl.resource(iri)} .", format=ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.NamedNode)
    assert quad.object.value == iri
    assert "/" not in ttl.segment(name)


@pytest.mark.parametrize(
    ("value", "type_name", "expected"),
    [
        ("2004-02-30", "xbrli:dateItemType", '"2004-02-30"'),
        ("2004-02-29", "xbrli:dateItemType", '"2004-02-29"^^xsd:date'),
        ("٢٠٠٤", "xbrli:gYearItemType", '"٢٠٠٤"'),
        ("yes", "xbrli:booleanItemType", '"yes"'),
        ("true", "xbrli:booleanItemType", "true"),
        ("--13-01", "xbrli:gMonthDayItemType", '"--13-01"'),
    ],
)
def test_ill_formed_values_stay_text(value: str, type_name: str, expected: str) -> None:
    assert ttl.typed(value, type_name) == expected
