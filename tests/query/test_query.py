"""SPARQL over an output folder: answers, formats, messages."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from reports_rdf import report

from converter.model.codes import CODES
from converter.model.finding import ConversionError
from converter.model.namespaces import PREFIXES, VOCABULARY
from converter.query import (
    Bounds,
    NamedQuery,
    QueryError,
    ask,
    catalogue,
    load,
    named,
    queries,
    run,
    run_named,
)
from converter.query.results import WIDEST, shorten, table
from converter.write.rdf import RdfWriter

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND = "0000950123-04-001234", "0000950123-05-000777"


def answer(output: Path, name: str, **parameters: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run_named(name, output, "csv", parameters))))


def wrong(output: Path, query: str) -> str:
    with pytest.raises(QueryError) as caught:
        run(query, output)
    assert caught.value.finding.code in CODES
    return str(caught.value)


@pytest.mark.parametrize("name", [query.name for query in queries()])
def test_each_named_query_gives_rows(output: Path, scheduled: Path, name: str) -> None:
    output = scheduled if name == "schedule" else output
    parameters = {"concept": "InventoryNet"} if name in {"facts", "ranking"} else {}
    assert answer(output, name, **parameters)
    assert run_named(name, output, parameters=parameters).count("\n") > 2
    assert json.loads(run_named(name, output, "json", parameters))["results"]["bindings"]


def test_a_schedule_beside_the_statements(scheduled: Path) -> None:
    rows = answer(scheduled, "schedule", tag="inventory")
    assert [(r["version"], r["scheduled"], r["stated"], r["difference"]) for r in rows] == [
        ("", "2240000", "2204000", "36000"),
        ("retro:RestatedFinancialDataScheduleMember", "2204000", "2204000", "0"),
    ]
    every = answer(scheduled, "schedule", filing="made")
    assert {r["tag"]: r["stated"] for r in every}["BONDS"] == ""
    assert not [r for r in every if r["tag"] == "PERIOD-TYPE"]


def test_net_income(output: Path) -> None:
    rows = answer(output, "net-income", company="acme")
    assert [(row["filing"], row["end"], row["net_income"]) for row in rows] == [
        (FIRST, "2004-09-30", "-1227000"),
        (FIRST, "2003-09-30", "311000"),
        (SECOND, "2004-09-30", "-1227000"),
        (SECOND, "2003-09-30", "311000"),
    ]
    assert {row["months"] for row in rows} == {"3"}


def test_balance_sheet_as_printed(output: Path) -> None:
    rows = answer(output, "balance-sheet", filing=FIRST)
    assert [(row["caption"], row["value"], row["earlier_value"]) for row in rows] == [
        ("Statement Of Financial Position", "", ""),
        ("  Current assets:", "", ""),
        ("    Cash and cash equivalents", "1543000", "2164000"),
        ("    Inventories", "897000", "1163000"),
        ('    Widgets on "loan" to café', "60000", "0"),
        ("    Total current assets", "2500000", "3327000"),
        ("  Accounts payable", "700000", "427000"),
    ]
    assert {row["date"] for row in rows} == {"2004-09-30"}


def test_statement_prints_the_turned_sign(output: Path) -> None:
    rows = answer(output, "statement", filing=FIRST, kind="CF")
    assert [(row["caption"], row["value"]) for row in rows] == [
        ("Net income (loss)", "-1227000"),
        ("Purchases of property", "-8000"),
        ("Cash at beginning of period", "2164000"),
        ("Cash at end of period", "1543000"),
    ]


def test_equity_statement_names_the_member(output: Path) -> None:
    rows = answer(output, "statement", filing=FIRST, kind="EQ")
    assert [row["member"].rpartition("#")[2] for row in rows if row["value"]] == [
        "CommonStockMember"
    ]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        # the second filing of the period states another amount
        ("latest", [("2003-09-30", "2400000", "2"), ("2004-09-30", "2100000", "2")]),
        ("filed", [("2003-09-30", "2400000", "2"), ("2004-09-30", "2000000", "2")]),
        (
            "all",
            [
                ("2003-09-30", "2400000", "2"),
                ("2004-09-30", "2000000", "1"),
                ("2004-09-30", "2100000", "1"),
            ],
        ),
    ],
)
def test_revenue_over_time(output: Path, choice: str, expected: list[tuple[str, ...]]) -> None:
    given = {} if choice == "latest" else {"as": choice}
    rows = answer(output, "revenue", company="acme", **given)
    assert [(row["end"], row["revenue"], row["filings"]) for row in rows] == expected
    last = SECOND if choice == "latest" else FIRST
    if choice != "all":
        assert rows[1]["filing"] == last


@pytest.mark.parametrize(("part", "told"), [("51000", "2100000"), ("10100000", "10100000")])
def test_revenue_of_several_amounts_is_the_largest(output: Path, part: str, told: str) -> None:
    """The largest as a number, whatever its concept: '51000' is more than '2100000' as a text."""
    store = load(output)
    rx = VOCABULARY
    store.update(
        f"""INSERT {{ <http://example.org/part> ?p ?o ; <{rx}value> {part}.0 ;
              <{rx}concept> <{PREFIXES["us-gaap"]}Revenues> }}
            WHERE {{ ?fact <{rx}value> 2100000.0 ; ?p ?o .
              FILTER(?p NOT IN (<{rx}value>, <{rx}concept>)) }}"""
    )
    name = f"<{PREFIXES['us-gaap']}Revenues>"
    store.update(
        f"""PREFIX skos: <{PREFIXES["skos"]}>
            INSERT DATA {{ {name} skos:notation "us-gaap:Revenues" }}"""
    )
    answers = ask(store, named("revenue").sparql({"company": "acme"}))
    amounts = [row["revenue"].value.removesuffix(".0") for row in answers]
    assert amounts == ["2400000", told]


def test_facts_of_several_concepts(output: Path) -> None:
    rows = answer(output, "facts", concept="InventoryNet, dei:DocumentPeriodEndDate", filing="oth")
    assert {row["value"] for row in rows} == {"897000", "1163000", "2004-09-30"}


def test_where_a_number_was_printed(output: Path) -> None:
    by_value = answer(output, "where", value="1,543,000", filing=FIRST)
    by_print = answer(output, "where", printed="1,543", filing=FIRST)
    assert [(row["file"], row["line"], row["column"]) for row in by_value] == [
        ("acme.txt", "8", "50"),
        ("acme.txt", "25", "50"),
    ]
    assert by_value == by_print
    (share, also) = answer(output, "where", value="-.04", filing=FIRST)
    assert (share["printed"], also["printed"]) == (".04", ".04")


def test_findings_by_severity(output: Path) -> None:
    rows = answer(output, "findings", severity="ERROR")
    assert {row["code"] for row in rows} == {"CAL001"}
    assert len(rows) == 3


def test_restated(output: Path) -> None:
    rows = answer(output, "restated")
    assert {row["concept"] for row in rows} == {"us-gaap:SalesRevenueNet"}
    assert [(row["filing"], row["value"]) for row in rows if row["company"].startswith("A")] == [
        (FIRST, "2000000"),
        (SECOND, "2100000"),
    ]
    assert {(row["lowest"], row["highest"]) for row in rows} == {("2000000", "2100000")}
    assert answer(output, "restated", concept_like="inventory") == []


def test_ratios(output: Path) -> None:
    rows = answer(output, "ratios", company="ähre")
    assert [(row["date"], row["current_ratio"], row["working_capital"]) for row in rows] == [
        ("2004-06-30", "7.79", "2900000"),
        ("2004-09-30", "3.57", "1800000"),
    ]


def test_ratios_of_thousands_of_millions(tmp_path: Path) -> None:
    """Products of such amounts do not fit into a decimal."""
    made = report()
    (tmp_path / made.folder).mkdir()
    RdfWriter().write(made, tmp_path / made.folder)
    (turtle,) = tmp_path.glob("*/*.ttl")
    large = turtle.read_text(encoding="utf-8").replace('000"^^xsd:dec', '000000000"^^xsd:dec')
    turtle.write_text(large, encoding="utf-8")
    rows = answer(tmp_path, "ratios")
    assert [(row["cash_ratio"], row["working_capital"]) for row in rows] == [
        ("5.07", "2900000000000"),
        ("2.2", "1800000000000"),
    ]


@pytest.mark.parametrize(("revenue", "restated"), [("2000400", False), ("2000600", True)])
def test_restated_is_not_what_rounding_explains(
    tmp_path: Path, revenue: str, restated: bool
) -> None:
    for made in (report(), report("later", revenue=revenue)):
        (tmp_path / made.folder).mkdir()
        RdfWriter().write(made, tmp_path / made.folder)
    assert bool(answer(tmp_path, "restated")) is restated


def test_revenue_goes_on_under_another_name(tmp_path: Path) -> None:
    for made in (report(), report("later", company="WIDGETS INTERNATIONAL")):
        (tmp_path / made.folder).mkdir()
        RdfWriter().write(made, tmp_path / made.folder)
    rows = answer(tmp_path, "revenue")
    assert [row["end"] for row in rows] == ["2003-09-30", "2004-09-30"]
    assert {row["filings"] for row in rows} == {"2"}


def test_ranking(output: Path) -> None:
    rows = answer(output, "ranking", concept="SalesRevenueNet")
    assert [(row["filing"], row["value"], row["months"]) for row in rows] == [
        (SECOND, "2100000", "3"),  # the company's other filing of the period is older
        ("other", "2000000", "3"),
    ]
    sic = rows[0]["sic"]
    assert len(answer(output, "ranking", concept="SalesRevenueNet", sic=sic[:2])) == 2
    assert answer(output, "ranking", concept="SalesRevenueNet", sic="9" + sic) == []
    assert answer(output, "ranking", concept="SalesRevenueNet", year="1901") == []


def test_unmapped(output: Path) -> None:
    (row,) = answer(output, "unmapped", filing=FIRST)
    assert (row["caption"], row["facts"], row["nearest"], row["confidence"]) == (
        'Widgets on "loan" to café',
        "2",
        "us-gaap:InventoryNet",
        "0.19",
    )


def test_coverage(output: Path) -> None:
    rows = answer(output, "coverage")
    assert [row["filing"] for row in rows] == [FIRST, SECOND, "other"]
    assert int(rows[0]["facts"]) - int(rows[0]["standard"]) == 2
    assert (rows[0]["errors"], rows[0]["warnings"]) == ("1", "1")


def test_shared_resources_match_once(output: Path) -> None:
    store = load(output)
    found = ask(store, "SELECT ?l { us-gaap:InventoryNet skos:prefLabel ?l }")
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 1


def test_table_aligns_numbers_to_the_right(output: Path) -> None:
    text = run_named("net-income", output, parameters={"company": "ähre"})
    assert text == (
        "company    form  filing  months  start       end         net_income  unit\n"
        "---------  ----  ------  ------  ----------  ----------  ----------  ----\n"
        "Ähre & Co  10-Q  other        3  2004-07-01  2004-09-30  -1,227,000  USD\n"
        "Ähre & Co  10-Q  other        3  2003-07-01  2003-09-30     311,000  USD\n"
    )


def test_table_shortens_and_cuts() -> None:
    terms = [
        ox.NamedNode("http://xbrl.us/us-gaap/2009-01-31#Assets"),
        ox.Literal("x" * 99),
        None,
        ox.Literal("1.23456789", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.Literal("a\x1b[31m\nb"),
    ]
    (_, _, row) = table(["a", "b", "c", "d", "e"], [terms]).splitlines()
    assert row.startswith("us-gaap:Assets  " + "x" * (WIDEST - 1) + "…")
    assert row.endswith("1.234568  a [31m b")
    assert shorten("http://nowhere/x") == "http://nowhere/x"


def test_an_empty_answer_says_so(output: Path) -> None:
    assert "(no rows)" in run("SELECT ?x { ?x a rx:Nothing }", output)
    assert run("SELECT ?x { ?x a rx:Nothing }", output, "csv") == "x\n"


def test_ask(output: Path) -> None:
    query = "ASK { us-gaap:InventoryNet skos:exactMatch us-gaap-2025:InventoryNet }"
    assert run(query, output) == "yes\n"
    assert run(query, output, "csv") == "true\n"
    assert json.loads(run(query, output, "json"))["boolean"] is True
    assert run("ASK { ?x a rx:Nothing }", output) == "no\n"


@pytest.mark.parametrize(
    "query",
    [
        "DESCRIBE us-gaap:InventoryNet",
        "CONSTRUCT { ?f rx:value ?v } { ?f rx:concept us-gaap:InventoryNet ; rx:value ?v }",
    ],
)
def test_graphs_are_turtle_and_always_the_same(output: Path, query: str) -> None:
    text = run(query, output)
    assert len({run(query, output) for _ in range(4)}) == 1
    made = rdflib.Graph().parse(data=text, format="turtle")
    assert len(made) > 3
    assert run(query, output, "csv").startswith("subject,predicate,object\n")
    assert json.loads(run(query, output, "json"))


@pytest.mark.parametrize(
    ("query", "place", "says"),
    [
        ("SELECT * WHERE { ?a ?b", "line 1, column 23", "1 opening and 0 closing"),
        ("SELECT ?x\n{ ?x us-gap:A 1 }", "line 2, column 6", "did you mean us-gaap?"),
        ("SELECT ?x { ?x foo:bar 1 }", "column 16", "declare it with PREFIX"),
        ("SELECT ?x { ?x a 'a:b', <u:v> . ?x zap:c 1 } # q:r", "column 36", "prefix zap:"),
        ("SELECT ?x (SUM(?q) AS ?z) { ?x ?p ?q }", "column 39", "variable that is unbound"),
        ("PREFIX a: <http://a/>\nINSERT DATA { a:b a:c 1 }", "line 2", "INSERT changes data"),
        ("SELEC * { ?a ?b ?c }", "line 1", "begins with SELECT"),
        ("", "line 1, column 1", "begins with SELECT"),
    ],
)
def test_bad_sparql_is_explained(output: Path, query: str, place: str, says: str) -> None:
    text = wrong(output, query)
    assert "QRY003" in text
    assert place in text
    assert says in text
    assert len(text) < 400


def test_a_service_that_is_not_there(output: Path) -> None:
    query = "SELECT * { SERVICE <http://localhost:1/> { ?a ?b ?c } }"
    assert "QRY012" in wrong(output, query)
    with pytest.raises(QueryError, match="QRY008"):
        run(query, output, bounds=Bounds(network=True))


def test_declared_prefixes_are_fine(output: Path) -> None:
    query = "PREFIX g: <http://xbrl.us/us-gaap/2009-01-31#> ASK { ?f rx:concept g:InventoryNet }"
    assert run(query, output) == "yes\n"


def test_no_output_folder(tmp_path: Path) -> None:
    with pytest.raises(ConversionError) as caught:
        load(tmp_path / "none")
    assert caught.value.finding.code == "QRY001"


def test_nothing_converted_yet(tmp_path: Path) -> None:
    (tmp_path / ".new.1-0.filing").mkdir()
    (tmp_path / ".new.1-0.filing" / "half.ttl").write_text("<a")
    with pytest.raises(QueryError) as caught:
        load(tmp_path)
    assert caught.value.finding.code == "QRY002"


def test_a_broken_file_is_named_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "bad.ttl").write_text("<http://a> <http://b> ;\n oops")
    with pytest.raises(QueryError) as caught:
        load(tmp_path)
    assert caught.value.finding.code == "QRY006"
    assert "bad.ttl" in caught.value.finding.message
    assert "line" in caught.value.finding.message


def test_one_file_can_be_asked(output: Path) -> None:
    path = next((output / FIRST).glob("*.ttl"))
    assert len(answer(path, "coverage")) == 1


def test_unknown_format(output: Path) -> None:
    with pytest.raises(QueryError, match="no such format"):
        run("ASK {}", output, "xml")


@pytest.mark.parametrize(
    ("name", "parameters", "code", "says"),
    [
        ("net-incom", {}, "QRY004", "did you mean net-income?"),
        ("qqqq", {}, "QRY004", "there are balance-sheet"),
        ("facts", {"concpt": "x"}, "QRY005", "did you mean concept?"),
        ("revenue", {"as": "latst"}, "QRY005", "did you mean latest?"),
        ("revenue", {"as": "xyz"}, "QRY005", "there are latest, filed, all"),
        ("coverage", {"zz": "x"}, "QRY005", "it has company"),
        ("facts", {"concept": "us-gap:Assets"}, "QRY005", "did you mean us-gaap?"),
        ("facts", {"concept": "us-gaap:Revenue"}, "QRY005", "did you mean us-gaap:Revenues?"),
        ("facts", {"concept": "us-gaap-2025:Assets"}, "QRY005", "present name of us-gaap:Assets"),
        ("facts", {"concept": "a } . INSERT"}, "QRY005", "not the name of a concept"),
        ("where", {"value": "much"}, "QRY005", "not a number"),
        ("where", {"value": "Infinity"}, "QRY005", "not a number"),
    ],
)
def test_wrong_names_and_parameters(
    output: Path, name: str, parameters: dict[str, str], code: str, says: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run_named(name, output, parameters=parameters)
    assert caught.value.finding.code == code
    assert says in str(caught.value)


def test_the_catalogue_shows_descriptions_and_parameters() -> None:
    text = catalogue()
    for query in queries():
        assert query.name in text
        assert query.description in text
        assert all(parameter.description for parameter in query.parameters)
    assert "--set filing=..." in text


CHOSEN = {
    "balance-sheet": {"filing": FIRST},
    "coverage": {"company": "acme"},
    "facts": {"concept": "InventoryNet", "filing": "oth"},
    "net-income": {"company": "acme"},
    "ranking": {"concept": "SalesRevenueNet", "sic": "28"},
    "ratios": {"company": "ähre"},
    "restated": {"company": "acme"},
    "revenue": {"cik": "718096"},
    "reviewed": {"by": "ann", "verdict": "corrected"},
    "schedule": {"filing": "made"},
    "statement": {"filing": SECOND},
    "unmapped": {"filing": FIRST},
    "where": {"printed": "1,543", "filing": FIRST},
}


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_a_query_means_the_same_wherever_it_begins(
    output: Path, scheduled: Path, query: NamedQuery
) -> None:
    """Both beginnings of a file at once, as it stands, give what the one that was chosen gives."""
    store = load(scheduled if query.name == "schedule" else output)
    industry = f'INSERT {{ ?d <{VOCABULARY}sic> "2834" }} WHERE {{ ?d a <{VOCABULARY}Filing> }}'
    store.update(industry)  # which the reports of the tests do not name
    for values in ({}, CHOSEN.get(query.name, {})):
        both = query._replace(text=re.sub(r"# if .*|# in any case:", "#", query.text))
        rows, whole = (
            [[str(term) for term in row] for row in ask(store, one.sparql(values))]
            for one in (query, both)
        )
        assert sorted(rows) == sorted(whole)
        assert rows or (query.name in {"facts", "ranking"} and not values)
    assert query.sparql({}).count("{") == query.sparql({}).count("}")


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_beginnings_name_parameters_and_end(query: NamedQuery) -> None:
    marks = re.findall(r"^\s*# (if .*|in any case:)", query.text, re.MULTILINE)
    known = {parameter.name for parameter in query.parameters}
    for before, mark in zip(["in any case:", *marks], [*marks, "in any case:"], strict=True):
        chosen = re.fullmatch(r"if (\w+(?: or \w+)*) is chosen:", mark)
        if chosen:
            assert set(chosen[1].split(" or ")) <= known
            assert before == "in any case:"
        else:
            assert mark in {"if not:", "in any case:"}
            assert mark != "if not:" or before.endswith("is chosen:")


def test_the_beginning_follows_what_is_chosen() -> None:
    query = named("net-income")
    assert "?set_company" not in query.sparql({})
    assert "?set_company" not in query.sparql({"company": ""})
    assert "?fact rx:concept ?set_concept" not in query.sparql({"company": "acme"})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_out_of_its_parameter(value: str) -> None:
    query = named("missing").sparql({"company": value})
    store = ox.Store()
    ask(store, query)
    line = next(line for line in query.split("\n") if "?set_company {" in line)
    (solution,) = ask(store, f"SELECT ?set_company {{ {line}\n }}")  # type: ignore[misc]
    assert solution["set_company"].value == value
