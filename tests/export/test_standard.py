"""Standard items over the years; companies and figures are made up."""

import json

import pytest
from made_corpus import comma_table, fact, filing, write_corpus

from converter.cli import main
from converter.export import ExportError, export
from converter.export.series import series
from converter.export.standard.items import items

YEARS = {4: ("01-01", "12-31"), 1: ("01-01", "03-31"), 2: ("01-01", "06-30"), 3: ("01-01", "09-30")}


def flow(name, value, year=1997, qtrs=4, **more):
    start, end = YEARS[qtrs]
    return fact(
        f"us-gaap:{name}", str(value), f"{year}-{end}", f"{year}-{start}", statement="IS", **more
    )


def report(number, filed, *facts, **more):
    return filing(f"0000000001-{filed[2:4]}-{number:06}", facts=facts, filed=filed, **more)


def made(tmp_path, *filings):
    return write_corpus(tmp_path / "output", *filings)


def values(found, item):
    return {
        (str(row["end"]), row["qtrs"]): (row["value"], row["how"])
        for row in found.rows
        if row["item"] == item
    }


def test_concepts_that_mean_the_same_are_one_item(tmp_path):
    output = made(
        tmp_path,
        report(1, "1997-03-01", flow("SalesRevenueNet", 90, 1996)),
        report(1, "1998-03-01", flow("Revenues", 100), flow("SalesRevenueNet", 95)),
    )
    assert values(series(output, "ACME"), "revenues") == {
        ("1996-12-31", 4): ("90", "printed"),
        ("1997-12-31", 4): ("100", "printed"),
    }


def test_what_a_later_filing_says_otherwise_is_restated(tmp_path):
    output = made(
        tmp_path,
        report(1, "1998-03-01", flow("Revenues", 100, decimals="0"), flow("NetIncomeLoss", 7)),
        report(1, "1999-03-01", flow("Revenues", 80, decimals="0"), flow("NetIncomeLoss", 7)),
    )
    latest = {row["item"]: row for row in series(output, "7").rows}
    row = latest["revenues"]
    assert (row["value"], row["first_value"], row["restated"]) == ("80", "100", 1)
    assert (row["adsh"], row["first_adsh"]) == ("0000000001-99-000001", "0000000001-98-000001")
    assert latest["net_income"]["restated"] == 0
    first = {row["item"]: row for row in series(output, "7", as_filed=True).rows}
    assert first["revenues"]["value"] == "100"


def test_rounding_restates_nothing(tmp_path):
    output = made(
        tmp_path,
        report(1, "1998-03-01", flow("Revenues", 1543000, decimals="-3")),
        report(1, "1999-03-01", flow("Revenues", 2000000, decimals="-6")),
    )
    assert [row["restated"] for row in series(output, "acme").rows] == [0]


BALANCE = {
    "Assets": 100, "LiabilitiesAndStockholdersEquity": 100, "StockholdersEquity": 40,
    "MinorityInterest": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "item", "value"),
    [
        (BALANCE, "total_liabilities", "55"),
        ({**BALANCE, "Liabilities": 54}, "total_liabilities", "54"),
        ({"Assets": 100}, "total_liabilities", None),
        ({"Assets": 100}, "liabilities_and_equity", "100"),
        ({"PropertyPlantAndEquipmentGross": 9,
          "AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment": 4},
         "property", "5"),
        ({"LongTermDebtCurrent": 3}, "short_term_debt", None),
    ],
)  # fmt: skip
def test_items_follow_by_rules(tmp_path, printed, item, value):
    facts = [fact(f"us-gaap:{name}", str(amount)) for name, amount in printed.items()]
    found = values(series(made(tmp_path, report(1, "1998-03-01", *facts)), "acme"), item)
    assert [one for one, _ in found.values()] == ([value] if value else [])


def test_a_rule_says_that_it_is_one(tmp_path):
    output = made(
        tmp_path, report(1, "1998-03-01", flow("Revenues", 100), flow("CostOfRevenue", 60))
    )
    (row,) = [row for row in series(output, "acme").rows if row["item"] == "gross_profit"]
    assert (row["value"], row["how"], row["concept"]) == (
        "40", "rule: revenues - cost_of_sales", "",
    )  # fmt: skip


def quarterly(tmp_path, *filings, item="net_income"):
    found = series(made(tmp_path, *filings), "acme", (item,), "quarterly")
    return {end: value for (end, _), value in values(found, item).items()}


def ten_q(qtrs, filed, value, name="NetIncomeLoss", year=1997, **more):
    return report(qtrs, filed, flow(name, value, year, qtrs), form="10-Q", **more)


def test_quarters_come_from_the_year_to_date(tmp_path):
    assert quarterly(
        tmp_path,
        ten_q(1, "1997-05-01", 10),
        ten_q(2, "1997-08-01", 25),
        ten_q(3, "1997-11-01", 45),
        report(4, "1998-03-01", flow("NetIncomeLoss", 70)),
    ) == {
        "1997-03-31": ("10", "printed"),
        "1997-06-30": ("15", "6 months less 3"),
        "1997-09-30": ("20", "9 months less 6"),
        "1997-12-31": ("25", "the year less 9 months"),
    }


def test_a_year_that_was_restated_is_not_less_months_that_were_not(tmp_path):
    found = quarterly(
        tmp_path,
        ten_q(3, "1997-11-01", 45),
        report(4, "1998-03-01", flow("NetIncomeLoss", 70)),
        report(4, "1999-03-01", flow("NetIncomeLoss", 50)),
    )
    assert "1997-12-31" not in found


def test_a_first_year_of_a_later_report_is_no_proof(tmp_path):
    found = quarterly(
        tmp_path,
        ten_q(3, "1997-11-01", 45),
        report(4, "1999-03-01", flow("NetIncomeLoss", 50)),
    )
    assert found == {}


def test_what_both_restate_is_taken(tmp_path):
    found = quarterly(
        tmp_path,
        ten_q(3, "1997-11-01", 45),
        report(4, "1998-03-01", flow("NetIncomeLoss", 70)),
        ten_q(3, "1998-11-01", 30),
        report(4, "1999-03-01", flow("NetIncomeLoss", 50)),
    )
    assert found["1997-12-31"] == ("20", "the year less 9 months")


@pytest.mark.parametrize(
    ("concept", "unit", "item"),
    [
        ("EarningsPerShareBasic", "USD_per_share", "eps_basic"),
        ("WeightedAverageNumberOfSharesOutstandingBasic", "shares", "shares_basic"),
    ],
)
def test_averages_are_not_taken_from_one_another(tmp_path, concept, unit, item):
    facts = [flow(concept, value, qtrs=qtrs, unit=unit) for qtrs, value in ((3, 45), (4, 70))]
    output = made(tmp_path, report(1, "1998-03-01", *facts))
    assert values(series(output, "acme", (item,), "quarterly"), item) == {}


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ({"Assets": 100, "LiabilitiesAndStockholdersEquity": 100}, 0),
        ({"Assets": 100, "LiabilitiesAndStockholdersEquity": 90}, 1),
        ({"LiabilitiesAndStockholdersEquity": 100, "Liabilities": 60, "StockholdersEquity": 30}, 1),
        ({"LiabilitiesAndStockholdersEquity": 100, "Liabilities": 60, "StockholdersEquity": 40}, 0),
    ],
)
def test_what_must_hold_is_checked(tmp_path, printed, count):
    facts = [fact(f"us-gaap:{name}", str(amount)) for name, amount in printed.items()]
    output = made(tmp_path, report(1, "1998-03-01", *facts))
    codes = [finding.code for finding in series(output, "acme").findings]
    assert codes == ["EXP004"] * count
    export(output, "standard", tmp_path / "data")
    assert len(comma_table(tmp_path / "data" / "identities.csv")) == count


@pytest.mark.parametrize(
    ("printed", "count", "discontinued"),
    [
        # the three flows have what the discontinued operations brought
        ({"OperatingActivities": 50}, 0, {}),
        ({"OperatingActivities": 50, "DiscontinuedOperations": 7}, 0, {"": 7}),
        # or these are lines of their own
        ({"OperatingActivitiesContinuingOperations": 43, "DiscontinuedOperations": 7}, 0, {"": 7}),
        (
            {
                "OperatingActivitiesContinuingOperations": 43,
                "OperatingActivitiesDiscontinuedOperations": 9,
                "InvestingActivitiesDiscontinuedOperations": -2,
            },
            0,
            {"operating_": 9, "investing_": -2, "": 7},
        ),
        (
            {"OperatingActivitiesContinuingOperations": 43, "DiscontinuedOperations": 18},
            1,
            {"": 18},
        ),
    ],
)
def test_cash_of_discontinued_operations(tmp_path, printed, count, discontinued):
    flows = {"InvestingActivities": -30, "FinancingActivities": -10, **printed}
    names = {
        name: "NetCashProvidedByUsedIn"
        if name == "DiscontinuedOperations" or not name.endswith("DiscontinuedOperations")
        else "CashProvidedByUsedIn"
        for name in flows
    }
    facts = [flow(f"{names[name]}{name}", amount) for name, amount in flows.items()]
    facts.append(flow("CashAndCashEquivalentsPeriodIncreaseDecrease", 10))
    found = series(made(tmp_path, report(1, "1998-03-01", *facts)), "acme")
    assert [finding.code for finding in found.findings] == ["EXP004"] * count
    for kind, amount in discontinued.items():
        ((value, _),) = values(found, f"discontinued_{kind}cash_flow").values()
        assert int(str(value)) == amount


def test_parts_and_notes_are_not_the_company(tmp_path):
    output = made(
        tmp_path,
        report(
            1, "1998-03-01",
            flow("Revenues", 5, dimensions="us-gaap:StatementBusinessSegmentsAxis=acme:XMember"),
            fact("us-gaap:Assets", "9", statement="NOTE"),
            fact("us-gaap:Goodwill", "3", unit="CAD"), fact("us-gaap:InventoryNet", "4"),
            fact("us-gaap:AssetsCurrent", "6"),
        ),
    )  # fmt: skip
    assert {row["item"] for row in series(output, "acme").rows} == {"inventory", "current_assets"}


def test_a_concept_of_any_kind_can_be_asked_for(tmp_path):
    output = made(
        tmp_path,
        report(1, "1998-03-01", fact("acme:Anvils", "9", unit="shares"), flow("Revenues", 5)),
    )
    found = series(output, "acme", ("acme:Anvils",))
    assert [(row["item"], row["value"], row["unit"]) for row in found.rows] == [
        ("acme:Anvils", "9", "shares")
    ]


@pytest.mark.parametrize(
    ("company", "concept", "said"),
    [
        ("nobody", "revenues", "no company 'nobody'"),
        ("corp", "revenues", "2 companies are called so"),
        ("acme", "revenue", "there is revenues"),
    ],
)
def test_what_cannot_be_answered_is_said(tmp_path, company, concept, said, capsys):
    output = made(
        tmp_path,
        report(1, "1998-03-01", flow("Revenues", 5)),
        report(2, "1998-03-01", flow("Revenues", 6), company="OTHER CORP", cik="0000000008"),
    )
    with pytest.raises(ExportError, match=said):
        series(output, company, (concept,))
    asked = ["series", "--company", company, "--concept", concept, "-o", str(output)]
    assert main(asked) == 2
    assert said in capsys.readouterr().err


def test_on_the_terminal_and_for_programs(tmp_path, capsys):
    output = made(tmp_path, report(1, "1998-03-01", flow("Revenues", 1234567)))
    asked = ["series", "--company", "acme", "-o", str(output)]
    assert main(asked) == 0
    text = capsys.readouterr().out
    assert "Revenues, USD  [revenues]" in text
    assert "year to      1997-12-31  1,234,567  0000000001-98-000001 10-K line 7" in text
    assert main([*asked, "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["item"], row["value"], row["end"]) == ("revenues", "1234567", "1997-12-31")
    assert main([*asked, "--csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("cik,company,item,")


def test_every_company_as_parquet(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    output = made(tmp_path, report(1, "1998-03-01", flow("Revenues", 5)))
    export(output, "standard", tmp_path / "data", as_parquet=True)
    rows = parquet.read_table(tmp_path / "data" / "standard.parquet").to_pylist()
    assert [(row["item"], row["value"], row["how"]) for row in rows] == [
        ("revenues", 5.0, "printed")
    ]


def test_rules_name_items_that_are_there():
    names = {item.name for item in items()}
    for item in items():
        for rule in item.rules:
            assert {term.item for term in rule.terms} <= names - {item.name}
