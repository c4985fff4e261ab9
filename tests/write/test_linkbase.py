from __future__ import annotations

import pytest
from lxml import etree
from maker_xbrl import OWN, SEP04, USD, Maker, lines, own
from reports_xbrl import AXIS, report

from converter.model.filing import StatementKind
from converter.model.xbrl import LabelRole, Node, Statement, Summation, us_gaap
from converter.write.linkbase import extension

LINK = "{http://www.xbrl.org/2003/linkbase}"
XLINK = "{http://www.w3.org/1999/xlink}"
XS = "{http://www.w3.org/2001/XMLSchema}"
BASE = "acme-20040930"

ASSETS, CASH = us_gaap("Assets"), us_gaap("CashAndCashEquivalentsAtCarryingValue")
INVENTORY, PAYABLE = us_gaap("InventoryNet"), us_gaap("AccountsPayableCurrent")


@pytest.fixture(scope="module")
def made() -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(text.encode()) for name, text in extension(report()).value.items()
    }


def arcs(root: etree._Element, role: str, kind: str) -> list[tuple[str, str, dict[str, str]]]:
    """(from, to, attributes) of one role, by element id."""
    found = []
    for link in root.findall(f"{LINK}{kind}Link"):
        if not link.get(f"{XLINK}role").endswith(f"/role/{role}"):
            continue
        ids = {
            loc.get(f"{XLINK}label"): loc.get(f"{XLINK}href").partition("#")[2]
            for loc in link.findall(f"{LINK}loc")
        }
        found += [
            (ids[arc.get(f"{XLINK}from")], ids[arc.get(f"{XLINK}to")], dict(arc.attrib))
            for arc in link.findall(f"{LINK}{kind}Arc")
        ]
    return found


def test_the_documents(made):
    assert list(made) == [
        f"{BASE}.xsd",
        "retro-2026.xsd",
        *(f"{BASE}_{ending}.xml" for ending in ("pre", "cal", "def", "lab")),
    ]


def test_a_linkbase_without_arcs_is_not_written_nor_referred_to():
    made = with_sums().value
    assert list(made) == [f"{BASE}.xsd", f"{BASE}_pre.xml", f"{BASE}_lab.xml"]
    schema = etree.fromstring(made[f"{BASE}.xsd"].encode())
    assert {ref.get(f"{XLINK}href") for ref in schema.iter(f"{LINK}linkbaseRef")} == {
        f"{BASE}_pre.xml",
        f"{BASE}_lab.xml",
    }


def test_the_projects_elements_in_use_lie_beside_the_report(made):
    beside = made["retro-2026.xsd"]
    used = {c.qname.local for c in report().concepts if c.qname.prefix == "retro"}
    assert used
    assert {element.get("name") for element in beside.iter(f"{XS}element")} == used
    hrefs = {loc.get(f"{XLINK}href") for root in made.values() for loc in root.iter(f"{LINK}loc")}
    retro = {href for href in hrefs if "#retro_" in href}
    assert retro
    assert all(href.startswith("retro-2026.xsd#") for href in retro)


def test_own_elements_are_documented_and_anchored():
    make = Maker()
    make.add(CASH, SEP04, 1, None, USD, 0)
    statement = Statement(
        kind=StatementKind.BS,
        slug="BS",
        title="",
        presentation=(Node(concept=ASSETS, children=lines(CASH, own("WidgetsOnLoan"))),),
        anchors=((ASSETS, own("WidgetsOnLoan")),),
    )
    make.extension = {c.qname: c for c in report().extension.concepts}
    whole = make.report([statement])
    concepts = [
        c.model_copy(update={"definition": "Lent & lost."}) if c.qname.prefix == "acme" else c
        for c in whole.concepts
    ]
    made = extension(whole.model_copy(update={"concepts": tuple(concepts)})).value
    (arc,) = arcs(etree.fromstring(made[f"{BASE}_def.xml"].encode()), "BS", "definition")
    assert arc[:2] == ("us-gaap_Assets", "acme_WidgetsOnLoan")
    assert arc[2][f"{XLINK}arcrole"].endswith("/general-special")
    texts = {
        (label.get(f"{XLINK}label"), label.get(f"{XLINK}role").rpartition("/")[2]): label.text
        for label in etree.fromstring(made[f"{BASE}_lab.xml"].encode()).iter(f"{LINK}label")
    }
    assert texts["lab_acme_WidgetsOnLoan", "documentation"] == "Lent & lost."


def test_own_elements_and_only_used_imports(made):
    schema = made[f"{BASE}.xsd"]
    (element,) = schema.findall(f"{XS}element")
    assert element.get("name") == "WidgetsOnLoan"
    assert element.get("type") == "xbrli:monetaryItemType"
    assert element.get("{http://www.xbrl.org/2003/instance}balance") == "debit"
    imported = {i.get("namespace") for i in schema.findall(f"{XS}import")}
    assert "https://w3id.org/retroxbrl/taxonomy/2026" in imported
    make = Maker()
    make.add(CASH, SEP04, 1, None, USD, 0)
    alone = etree.fromstring(extension(make.report()).value[f"{BASE}.xsd"].encode())
    assert {i.get("namespace") for i in alone.findall(f"{XS}import")} == {
        "http://xbrl.us/us-gaap/2009-01-31",
        "http://www.xbrl.org/2003/instance",
    }


def test_presentation_keeps_order_and_negated_labels(made):
    found = arcs(made[f"{BASE}_pre.xml"], "BalanceSheet", "presentation")
    assert [to for _, to, _ in found] == [
        "us-gaap_CashAndCashEquivalentsAtCarryingValue",
        "us-gaap_InventoryNet",
        "acme_WidgetsOnLoan",
        "us-gaap_AssetsCurrent",
        "us-gaap_TreasuryStockValue",
        "us-gaap_LiabilitiesAndStockholdersEquity",
    ]
    assert [a["order"] for _, _, a in found] == ["1", "2", "3", "4", "5", "6"]
    assert found[4][2]["preferredLabel"] == LabelRole.NEGATED.value
    refs = {r.get("roleURI") for r in made[f"{BASE}_pre.xml"].findall(f"{LINK}roleRef")}
    assert LabelRole.NEGATED.value in refs


def test_the_same_concept_twice_below_one_heading(made):
    found = arcs(made[f"{BASE}_pre.xml"], "CashFlows", "presentation")
    cash = [a for _, to, a in found if to == f"us-gaap_{CASH.local}"]
    assert [a["preferredLabel"] for a in cash] == [LabelRole.PERIOD_START, LabelRole.PERIOD_END]
    assert len({a[f"{XLINK}to"] for a in cash}) == 2


def test_no_two_arcs_join_the_same_labels(made):
    for name, root in made.items():
        for link in root:
            pairs = [
                (a.get(f"{XLINK}from"), a.get(f"{XLINK}to")) for a in link if a.get(f"{XLINK}from")
            ]
            if "lab" not in name:
                assert len(set(pairs)) == len(pairs), name


def test_every_concept_has_a_standard_label(made):
    labelled = set()
    link = made[f"{BASE}_lab.xml"].find(f"{LINK}labelLink")
    for label in link.findall(f"{LINK}label"):
        if label.get(f"{XLINK}role") == LabelRole.STANDARD.value:
            assert label.text
            labelled.add(label.get(f"{XLINK}label").removeprefix("lab_"))
    assert labelled == {concept.id for concept in report().concepts}
    own_label = next(x for x in link if x.get(f"{XLINK}label") == "lab_acme_WidgetsOnLoan")
    assert own_label.text == 'Widgets "on" loan <a&b>'


def test_the_cube(made):
    found = arcs(made[f"{BASE}_def.xml"], "Equity", "definition")
    by_arcrole = {}
    for source, target, a in found:
        by_arcrole.setdefault(a[f"{XLINK}arcrole"].rpartition("/")[2], []).append((source, target))
    axis, domain = f"us-gaap_{AXIS.local}", "us-gaap_EquityComponentDomain"
    assert by_arcrole["all"] == [("us-gaap_StatementLineItems", "us-gaap_StatementTable")]
    assert by_arcrole["hypercube-dimension"] == [("us-gaap_StatementTable", axis)]
    assert by_arcrole["dimension-domain"] == by_arcrole["dimension-default"] == [(axis, domain)]
    assert set(by_arcrole["domain-member"]) == {
        (domain, "us-gaap_CommonStockMember"),
        (domain, "us-gaap_RetainedEarningsMember"),
        ("us-gaap_StatementLineItems", "us-gaap_StockholdersEquity"),
        ("us-gaap_StatementLineItems", "us-gaap_NetIncomeLoss"),
    }


def test_calculation(made):
    found = arcs(made[f"{BASE}_cal.xml"], "Operations", "calculation")
    assert [(to, a["weight"]) for _, to, a in found] == [
        ("us-gaap_SalesRevenueNet", "1"),
        ("us-gaap_CostOfGoodsSold", "-1"),
    ]


def with_sums(*sums: Summation):
    make = Maker()
    make.add(CASH, SEP04, 1, None, USD, 0)
    statement = Statement(
        kind=StatementKind.BS,
        slug="BS",
        title="Balance sheet",
        presentation=(Node(concept=us_gaap("AssetsAbstract"), children=lines(ASSETS, CASH)),),
        summations=sums,
    )
    return extension(make.report([statement]))


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (((CASH, -1),), "weight -1"),
        (((PAYABLE, 1),), "weight 1"),
        (((CASH, 1), (CASH, 1)), "twice"),
        (((ASSETS, 1),), "own parts"),
        (((us_gaap("NetIncomeLoss"), 1),), "duration"),
        (((us_gaap("AssetsAbstract"), 1),), "not a number"),
    ],
)
def test_sums_that_xbrl_forbids_are_left_out(parts, reason):
    made = with_sums(Summation(total=ASSETS, parts=parts))
    (finding,) = made.findings
    assert finding.code == "WRT003"
    assert reason in finding.message
    assert f"{BASE}_cal.xml" not in made.value


def test_a_second_way_to_the_same_total_has_a_role_of_its_own():
    one = Summation(total=ASSETS, parts=((CASH, 1),))
    two = Summation(total=ASSETS, parts=((INVENTORY, 1), (PAYABLE, -1)))
    made = with_sums(one, two, one)
    assert made.findings == ()
    root = etree.fromstring(made.value[f"{BASE}_cal.xml"].encode())
    assert len(arcs(root, "BS", "calculation")) == 1
    assert len(arcs(root, "BS.2", "calculation")) == 2
    assert f'roleURI="{OWN}/role/BS.2"' in made.value[f"{BASE}.xsd"]


def test_a_line_below_itself_is_left_out():
    make = Maker()
    make.add(CASH, SEP04, 1, None, USD, 0)
    circle = Node(concept=ASSETS, children=(Node(concept=CASH, children=lines(ASSETS)),))
    made = extension(
        make.report([Statement(kind=StatementKind.BS, slug="BS", title="", presentation=(circle,))])
    )
    assert [f.code for f in made.findings] == ["WRT004"]
    root = etree.fromstring(made.value[f"{BASE}_pre.xml"].encode())
    assert len(arcs(root, "BS", "presentation")) == 1


def test_own_name_has_the_filing_as_namespace():
    assert own("X").namespace == OWN
