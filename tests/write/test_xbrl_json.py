from __future__ import annotations

import json
from decimal import Decimal

from lxml import etree
from maker_xbrl import Q104, Maker
from reports_xbrl import report

from converter.model.xbrl import PURE, SHARES, Unit, currency, us_gaap
from converter.write.instance import instance
from converter.write.xbrl_json import _unit, xbrl_json


def test_facts_by_id_with_their_dimensions():
    made = json.loads(xbrl_json(report()))
    assert made["documentInfo"]["documentType"] == "https://xbrl.org/2021/xbrl-json"
    assert made["documentInfo"]["taxonomy"] == ["acme-20040930.xsd"]
    facts = made["facts"]
    assert list(facts) == [fact.id for fact in report().facts]
    assert facts["c_20040930_AssetsCurrent"] == {
        "value": "2500000",
        "decimals": -3,
        "dimensions": {
            "concept": "us-gaap:AssetsCurrent",
            "entity": "cik:0000718096",
            "period": "2004-10-01T00:00:00",
            "unit": "iso4217:USD",
        },
    }
    name = facts["c_20040701-20040930_EntityRegistrantName"]["dimensions"]
    assert name["period"] == "2004-07-01T00:00:00/2004-10-01T00:00:00"
    assert name["language"] == "en"
    assert "language" not in facts["c_20040701-20040930_AmendmentFlag"]["dimensions"]
    member = facts["c_20040630_CommonStockMember_StockholdersEquity"]["dimensions"]
    assert member["us-gaap:StatementEquityComponentsAxis"] == "us-gaap:CommonStockMember"


def test_prefixes_are_declared():
    made = json.loads(xbrl_json(report()))
    used = set()
    for fact in made["facts"].values():
        own = fact["dimensions"]
        used |= {own["concept"].partition(":")[0], own["entity"].partition(":")[0]}
    assert used <= set(made["documentInfo"]["namespaces"])


def test_a_fact_names_the_findings_that_doubt_it():
    whole = report()
    one, *rest = whole.facts
    doubtful = one.model_copy(update={"doubts": ("CAL001", "DUP001")})
    made = json.loads(xbrl_json(whole.model_copy(update={"facts": (doubtful, *rest)})))
    assert made["facts"][one.id]["rx:doubts"] == ["CAL001", "DUP001"]
    assert sum("rx:doubts" in each for each in made["facts"].values()) == 1
    assert made["documentInfo"]["namespaces"]["rx"] == "https://w3id.org/retroxbrl/vocabulary#"
    assert "rx" not in json.loads(xbrl_json(whole))["documentInfo"]["namespaces"]


def test_pure_is_no_unit_and_exact_has_no_decimals():
    make = Maker()
    make.add(
        us_gaap("MinorityInterestOwnershipPercentageByNoncontrollingOwners"),
        Q104,
        Decimal("0.250"),
        None,
        PURE,
    )
    (fact,) = json.loads(xbrl_json(make.report()))["facts"].values()
    assert "unit" not in fact["dimensions"]
    assert "decimals" not in fact
    assert fact["value"] == "0.250"


def test_units_as_text():
    usd = currency("USD")
    assert _unit(usd) == "iso4217:USD"
    assert (
        _unit(Unit(numerator=usd.numerator, denominator=SHARES.numerator))
        == "iso4217:USD/xbrli:shares"
    )
    two = SHARES.numerator + usd.numerator
    assert (
        _unit(Unit(numerator=two, denominator=two))
        == "(iso4217:USD*xbrli:shares)/(iso4217:USD*xbrli:shares)"
    )


def test_instance_holds_each_fact():
    made = report()
    root = etree.fromstring(instance(made).encode())
    found = {e.get("id"): e for e in root if e.get("contextRef")}
    contexts = {e.get("id") for e in root.iter("{http://www.xbrl.org/2003/instance}context")}
    assert list(found) == [fact.id for fact in made.facts]
    for fact in made.facts:
        element = found[fact.id]
        assert element.get("contextRef") in contexts
        if isinstance(fact.value, Decimal):
            assert Decimal(element.text) == fact.value
            assert "E" not in element.text
        else:
            assert element.text == fact.value


def test_contexts_with_the_same_id_are_told_apart():
    make = Maker()
    common = us_gaap("CommonStockMember")
    for axis in ("StatementClassOfStockAxis", "StatementEquityComponentsAxis"):
        fact = make.add(
            us_gaap("NetIncomeLoss"), Q104, 1, None, PURE, 0, ((us_gaap(axis), common),)
        )
        make.facts[-1] = fact.model_copy(update={"id": axis})
    root = etree.fromstring(instance(make.report()).encode())
    refs = {e.get("contextRef") for e in root if e.get("contextRef")}
    assert refs == {
        "c_20040701-20040930_CommonStockMember",
        "c_20040701-20040930_CommonStockMember_2",
    }
