"""What the RDF of a report says: its facts, their places, lines, sums, periods and findings."""

from __future__ import annotations

from decimal import Decimal

import pytest
import rdflib
from reports_rdf import report
from terms_rdf import FILING, GAAP, OWL_TIME, PROV, QB, RX, SKOS, fact

from converter.model.filing import FormerName, Header
from converter.model.namespaces import PREFIXES, US_GAAP_TODAY
from converter.model.xbrl import US_GAAP, QName
from converter.write.rdf import filing_iri, graph


def test_no_blank_nodes_and_no_clock() -> None:
    made = graph(report())
    assert not [term for triple in made for term in triple if isinstance(term, rdflib.BNode)]
    assert not list(made.triples((None, None, rdflib.XSD.dateTime)))
    assert not [o for o in made.objects() if getattr(o, "datatype", None) == rdflib.XSD.dateTime]


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
