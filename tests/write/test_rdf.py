"""The RDF of a report: read back by both libraries, against the shapes, byte for byte."""

from __future__ import annotations

import shutil
import string
import subprocess
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from reports_rdf import report, reviewed

from converter.model.filing import FormerName, Header
from converter.model.namespaces import PREFIXES, US_GAAP_TODAY, VOCABULARY
from converter.model.xbrl import FILING_NAMESPACE, US_GAAP, QName
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.resources import resource
from converter.write import turtle as ttl
from converter.write.rdf import RdfWriter, filing_iri, graph, turtle

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model.xbrl import Report
    from converter.write.contract import Writer

EXAMPLE = Path(__file__).parents[2] / "examples" / "nutrition21-8k-2003-09-30.txt"
RX = rdflib.Namespace(VOCABULARY)
QB = rdflib.Namespace(PREFIXES["qb"])
PROV = rdflib.Namespace(PREFIXES["prov"])
SKOS = rdflib.Namespace(PREFIXES["skos"])
OWL_TIME = rdflib.Namespace(PREFIXES["time"])
GAAP = rdflib.Namespace(f"{US_GAAP}#")
FILING = rdflib.URIRef(FILING_NAMESPACE + "0000950123-04-001234")


@cache
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(resource("taxonomy", "vocabulary.ttl"))


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(resource("taxonomy", "shapes.ttl"))


def conforms(made: rdflib.Graph) -> tuple[bool, str]:
    answer, _, text = pyshacl.validate(made, shacl_graph=shapes(), ont_graph=vocabulary())
    return answer, text


def fact(made: rdflib.Graph, key: str) -> rdflib.URIRef:
    name = rdflib.URIRef(f"{FILING}/fact/{key}")
    assert (name, rdflib.RDF.type, RX.Fact) in made
    return name


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


def test_no_blank_nodes_and_no_clock() -> None:
    made = graph(report())
    assert not [term for triple in made for term in triple if isinstance(term, rdflib.BNode)]
    assert not list(made.triples((None, None, rdflib.XSD.dateTime)))
    assert not [o for o in made.objects() if getattr(o, "datatype", None) == rdflib.XSD.dateTime]


def test_no_triple_is_written_twice() -> None:
    triples = [str(quad.triple) for quad in ox.parse(turtle(report()), format=ox.RdfFormat.TURTLE)]
    assert len(triples) == len(set(triples))


def test_a_fact_is_oim_shaped() -> None:
    made = graph(report())
    name = fact(made, "f_20040930_AssetsCurrent")
    period = made.value(name, RX.period)
    unit = made.value(name, RX.unit)
    assert made.value(name, RX.concept) == GAAP.AssetsCurrent
    assert made.value(name, RX.entity) == rdflib.URIRef("http://www.sec.gov/CIK#0000718096")
    assert str(made.value(period, RX.end)) == "2004-09-30"
    assert (period, rdflib.RDF.type, RX.Instant) in made
    assert made.value(unit, RX.numerator) == rdflib.URIRef("http://www.xbrl.org/2003/iso4217#USD")
    assert made.value(name, RX.dimensions) == RX.noDimensions
    assert made.value(name, RX.value) == rdflib.Literal(Decimal(2500000))
    assert made.value(name, RX.decimals) == rdflib.Literal(-3)
    assert made.value(name, QB.dataSet) == FILING
    assert (name, rdflib.RDF.type, QB.Observation) in made


def test_per_share_unit_has_a_denominator() -> None:
    made = graph(report())
    unit = made.value(fact(made, "f_20040701-20040930_EarningsPerShareBasic"), RX.unit)
    assert unit == rdflib.URIRef(PREFIXES["unit"] + "USD_per_share")
    assert made.value(unit, RX.denominator) == rdflib.URIRef(
        "http://www.xbrl.org/2003/instance#shares"
    )


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("DocumentPeriodEndDate", rdflib.Literal("2004-09-30", datatype=rdflib.XSD.date)),
        ("AmendmentFlag", rdflib.Literal("false", datatype=rdflib.XSD.boolean)),
        ("CurrentFiscalYearEndDate", rdflib.Literal("--06-30", datatype=rdflib.XSD.gMonthDay)),
        ("EntityIncorporationStateCountryCode", rdflib.Literal("NY")),
    ],
)
def test_cover_facts_have_their_types(key: str, expected: rdflib.Literal) -> None:
    made = graph(report())
    name = fact(made, f"f_20040701-20040930_{key}")
    assert made.value(name, RX.value) == expected
    assert made.value(name, RX.unit) == RX.noUnit
    assert made.value(name, RX.decimals) is None


def test_dimensions_are_one_thing_and_properties() -> None:
    made = graph(report())
    name = fact(made, "f_20040930_CommonStockMember_StockholdersEquity")
    axis, member = GAAP.StatementEquityComponentsAxis, GAAP.CommonStockMember
    chosen = made.value(name, RX.dimensions)
    assert made.value(name, axis) == member
    assert made.value(chosen, axis) == member
    assert (chosen, rdflib.RDF.type, RX.DimensionSet) in made


def test_a_fact_leads_back_to_the_printed_characters() -> None:
    made, text = graph(report()), report().source.text
    name = fact(made, "f_20040930_CashAndCashEquivalentsAtCarryingValue")
    places = [made.value(name, PROV.wasDerivedFrom), made.value(name, RX.alsoPrintedAt)]
    lines = []
    for place in places:
        start, end = (int(str(made.value(place, p))) for p in (RX.startOffset, RX.endOffset))
        assert text[start:end] == str(made.value(place, RX.printed)) == "1,543"
        lines.append(int(str(made.value(place, RX.line))))
        source = made.value(place, RX.source)
        assert str(made.value(source, RX.sha256)) == report().source.sha256
    assert lines == [8, 25]


def test_a_fact_names_the_findings_that_doubt_it() -> None:
    made = graph(report())
    doubts = {
        str(name).rpartition("/")[2]: str(code) for name, code in made.subject_objects(RX.doubt)
    }
    assert doubts == {"f_20040930_AssetsCurrent": "CAL001"}
    assert set(doubts.values()) <= {str(code) for code in made.objects(None, RX.code)}


def test_facts_of_a_line_share_the_mapping_with_its_losers() -> None:
    made = graph(report())
    september = made.value(fact(made, "f_20040930_InventoryNet"), PROV.wasGeneratedBy)
    june = made.value(fact(made, "f_20040630_InventoryNet"), PROV.wasGeneratedBy)
    assert september == june
    assert str(made.value(june, RX.confidence)) == "0.95"
    assert str(made.value(june, RX.confidenceBasis)) == "measured"
    losers = {
        (int(str(made.value(lost, RX.rank))), str(made.value(lost, SKOS.notation)))
        for lost in made.objects(june, RX.candidate)
    }
    assert losers == {(1, "us-gaap:InventoryGross"), (2, "OtherInventory")}


def test_concepts_are_skos_and_lead_to_their_present_names() -> None:
    made = graph(report())
    today = rdflib.Namespace(US_GAAP_TODAY)
    assert made.value(GAAP.InventoryNet, SKOS.exactMatch) == today.InventoryNet
    assert made.value(GAAP.SalesRevenueNet, SKOS.closeMatch) == today.Revenues
    assert made.value(GAAP.SalesRevenueNet, SKOS.exactMatch) is None
    assert str(made.value(GAAP.InventoryNet, SKOS.prefLabel)) == "Inventory, Net"
    assert str(made.value(GAAP.InventoryNet, SKOS.altLabel)) == "Inventories"
    assert str(made.value(GAAP.StockholdersEquity, SKOS.prefLabel)) == "Stockholders Equity"
    own = rdflib.URIRef(f"{FILING}#WidgetsOnLoanToCafe")
    assert (own, rdflib.RDF.type, RX.ExtensionConcept) in made
    assert str(made.value(own, SKOS.prefLabel)) == 'Widgets on "loan" to café'


def _shown(made: rdflib.Graph, line: str) -> set[str]:
    facts = made.objects(rdflib.URIRef(f"{FILING}/line/{line}"), RX.shows)
    return {str(name).rpartition("/")[2] for name in facts}


def test_lines_stand_in_printed_order_with_their_facts() -> None:
    made = graph(report())
    rows = sorted(
        (
            int(str(made.value(line, RX.order))),
            int(str(made.value(line, RX.depth))),
            str(made.value(line, RX.caption)),
        )
        for line in made.subjects(RX.statement, rdflib.URIRef(f"{FILING}/statement/BalanceSheet"))
        if (line, rdflib.RDF.type, RX.Line) in made
    )
    assert rows == [
        (1, 0, "Statement Of Financial Position"),
        (2, 1, "Current assets:"),
        (3, 2, "Cash and cash equivalents"),
        (4, 2, "Inventories"),
        (5, 2, 'Widgets on "loan" to café'),
        (6, 2, "Total current assets"),
        (7, 1, "Accounts payable"),
    ]
    assert _shown(made, "BalanceSheet-4") == {"f_20040930_InventoryNet", "f_20040630_InventoryNet"}


def test_cash_flow_lines_show_facts_of_other_statements_and_of_both_ends() -> None:
    made = graph(report())
    cash = "CashAndCashEquivalentsAtCarryingValue"
    # Only the quarter of 2004 has a fact that the cash flow statement alone prints.
    assert _shown(made, "CashFlows-1") == {"f_20040701-20040930_NetIncomeLoss"}
    assert _shown(made, "CashFlows-3") == {f"f_20040630_{cash}"}
    assert _shown(made, "CashFlows-4") == {f"f_20040930_{cash}"}
    line = rdflib.URIRef(f"{FILING}/line/CashFlows-2")
    assert made.value(line, RX.negated) == rdflib.Literal(True)


def test_equity_lines_show_the_facts_of_their_members() -> None:
    made = graph(report())
    assert _shown(made, "Equity-6") == {"f_20040930_CommonStockMember_StockholdersEquity"}


def test_summation_has_its_parts_with_weights() -> None:
    made = graph(report())
    whole = rdflib.URIRef(f"{FILING}/sum/BalanceSheet-1")
    assert made.value(whole, RX.total) == GAAP.AssetsCurrent
    parts = sorted(
        (int(str(made.value(part, RX.order))), str(made.value(part, RX.weight)))
        for part in made.objects(whole, RX.addend)
    )
    assert parts == [(1, "1"), (2, "1"), (3, "1")]


def test_findings_at_one_place_stay_apart() -> None:
    made = graph(report())
    names = {str(name).rpartition("/")[2] for name in made.subjects(rdflib.RDF.type, RX.Finding)}
    assert names == {"CAL001-11-50", "CAL001-11-50.2", "ENT001-filing"}


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


def test_periods_are_owl_time_as_well() -> None:
    made = graph(report())
    quarter = made.value(fact(made, "f_20040701-20040930_NetIncomeLoss"), RX.period)
    instant = made.value(fact(made, "f_20040930_AssetsCurrent"), RX.period)
    assert (quarter, rdflib.RDF.type, OWL_TIME.Interval) in made
    # a duration ends where the balance sheet stands, and begins with its first day
    assert made.value(quarter, OWL_TIME.hasEnd) == instant
    first = made.value(quarter, OWL_TIME.hasBeginning)
    for name, day in ((first, "2004-07-01"), (instant, "2004-09-30")):
        assert (name, rdflib.RDF.type, OWL_TIME.Instant) in made
        assert str(made.value(name, OWL_TIME.inXSDDate)) == day
    assert (first, rdflib.RDF.type, RX.Instant) not in made
    assert str(made.value(quarter, RX.start)) == "2004-07-01"


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


def test_extension_members_keep_their_dimension_set_in_the_filing() -> None:
    base = report()
    axis = QName(US_GAAP, "us-gaap", "StatementEquityComponentsAxis")
    member = QName(base.extension.namespace, "acme", "WarrantsMember")
    last = base.facts[-1]
    context = last.context.model_copy(update={"dimensions": ((axis, member),)})
    odd = base.model_copy(
        update={"facts": (*base.facts[:-1], last.model_copy(update={"context": context}))}
    )
    made = graph(odd)
    chosen = made.value(rdflib.URIRef(f"{FILING}/fact/{last.id}"), RX.dimensions)
    assert str(chosen).startswith(f"{FILING}/dimensions/")


def test_former_names_and_industry_of_the_registrant() -> None:
    made = report()
    former = tuple(FormerName(name=name) for name in ("WIDGETS OF ACME INC", "ACME CORP"))
    about = made.document.model_copy(update={"header": Header(former=former), "sic": "3540"})
    graph_ = graph(made.model_copy(update={"document": about}))
    filing = rdflib.URIRef(filing_iri(made.folder))
    names = graph_.objects(filing, rdflib.URIRef(PREFIXES["rx"] + "formerName"))
    assert {str(name) for name in names} == {"WIDGETS OF ACME INC", "ACME CORP"}
    assert str(graph_.value(filing, rdflib.URIRef(PREFIXES["rx"] + "sic"))) == "3540"


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
