from __future__ import annotations

import pytest

from converter.dts.base import NAMESPACES, load_base
from converter.model.addresses import item_type
from converter.model.xbrl import DataType, QName, Substitution, us_gaap


def test_facts_of_some_concepts():
    base = load_base()
    assets = base.concept(us_gaap("Assets"))
    assert (assets.datatype, assets.period_type, assets.balance) == (
        DataType.MONETARY,
        "instant",
        "debit",
    )
    assert (assets.current, assets.exact) == ("Assets", True)
    assert base.concept("us-gaap:EarningsPerShareBasic").datatype is DataType.PER_SHARE
    table = base.concept("us-gaap:StatementTable")
    assert (table.substitution, table.abstract) == (Substitution.HYPERCUBE, True)
    assert (
        base.concept("us-gaap:StatementEquityComponentsAxis").substitution is Substitution.DIMENSION
    )
    assert base.concept("us-gaap:CommonStockMember").datatype is DataType.DOMAIN
    assert base.concept("dei:EntityFileNumber").type_name == "dei:fileNumberItemType"
    shares = base.concept("dei:EntityCommonStockSharesOutstanding")
    assert (shares.datatype, shares.period_type) == (DataType.SHARES, "instant")
    assert base.definition(base.concept("retro:EarningsPerSharePrimary").qname)


@pytest.mark.parametrize("name", ["us-gaap:Nonsense", "ifrs:Assets", "Assets", "retro:Assets"])
def test_unknown_names(name):
    assert load_base().concept(name) is None


def test_a_name_in_another_namespace_is_unknown():
    assert load_base().concept(QName("http://fasb.org/us-gaap/2025", "us-gaap", "Assets")) is None


def test_find_by_local_name():
    base = load_base()
    assert base.find("Assets").qname == us_gaap("Assets")
    assert base.find("DocumentType").qname.prefix == "dei"
    assert base.find("EarningsPerSharePrimary").qname.prefix == "retro"
    assert base.find("Nonsense") is None


def test_names_are_in_one_place_only():
    base = load_base()
    us, own = set(base.names("us-gaap")), set(base.names("retro"))
    assert len(us) > 2100
    assert not us & own


@pytest.mark.parametrize("prefix", NAMESPACES)
def test_every_row_is_a_concept_with_a_type(prefix):
    for concept in load_base().concepts(prefix):
        assert ":" in item_type(concept)
        assert concept.label
        if concept.balance:
            assert concept.datatype is DataType.MONETARY
        if concept.datatype.numeric:
            assert not concept.abstract
