"""Lines of a balance sheet that are each of one class of stock."""

import pytest
from analysed import analysed
from made_cover import cover

PAGE = (
    cover("10-K", "December 31, 1997")
    + """<PAGE>

                            BALANCE SHEETS
                  (in thousands, except share data)

                                          Dec. 31,       Dec. 31,
                                            1997           1996
                                         ----------     ----------
Cash                                        $ 9,878        $ 8,837
                                         ----------     ----------
Total assets                                $ 9,878        $ 8,837
                                         ==========     ==========
Accounts payable                            $ 1,178        $ 1,137
Stockholders' equity:
{stock}
  Retained earnings                           1,000            500
                                         ----------     ----------
Total liabilities and equity                $ 9,878        $ 8,837
                                         ==========     ==========
"""
)
TWO = """\
  Class A common stock, $.01 par value; 9,000,000
    shares authorized, 7,000,000 issued       7,000          6,500
  Class B common stock, $.01 par value; 1,000,000
    shares authorized, 700,000 issued           700            700"""
SPECIAL = """\
  Class A special common stock, $1 par value    700            650
  Class A common stock, $1 par value          7,000          6,500
  Class B common stock, $1 par value             70             70"""
SERIES = """\
  Preferred stock, Series A                   7,000          6,500
  Preferred stock, Series B                     700            700"""
UNDER = """\
  Preferred stock, $1 par value:
   Series A convertible, 7,000,000 shares     7,000          6,500
   Series B convertible, 700,000 shares         700            700"""
BESIDE = """\
  Common stock, $1 par value                  7,000          6,500
  Class B stock, $1 par value                   700            700"""
TREASURY = """\
  Common stock, $1 par value; authorized--9,000,000
    shares; 7,000,000 outstanding after deducting
    20,000 shares in treasury                 7,000          6,500
  Class B stock, $1 par value; 700,000 shares
    outstanding less 1,000 held in treasury     700            700
  Common stock held in treasury, at cost        (40)           (30)"""
PREMIUM = """\
  Common stock, $1 par value                  7,000          6,500
  Class B stock, $1 par value                   700            700
  Premium on common stock                        90             90"""
ONE = """\
  Class A common stock, $.01 par value        7,700          7,200"""
MIXED = """\
  Class A and Class B common stock            7,000          6,500
  Other capital stock                           700            700"""
HEADED = """\
  Class A common stock:
    Issued, 7,000,000 shares                  7,000          6,500
  Class B common stock:
    Issued, 700,000 shares                      700            700"""


@pytest.mark.parametrize(
    ("stock", "classes"),
    [
        (TWO, {7000: "Class A common stock", 700: "Class B common stock"}),
        (SERIES, {7000: "Series A preferred stock", 700: "Series B preferred stock"}),
        (UNDER, {7000: "Series A preferred stock", 700: "Series B preferred stock"}),
        (BESIDE, {7000: "Common stock", 700: "Class B common stock"}),
        (TREASURY, {7000: "Common stock", 700: "Class B common stock"}),
        (PREMIUM, {7000: "Common stock", 700: "Class B common stock", 90: ""}),
        (
            SPECIAL,
            {
                700: "Class A special common stock",
                7000: "Class A common stock",
                70: "Class B common stock",
            },
        ),
        (ONE, {7700: ""}),
        (MIXED, {7000: "", 700: ""}),
        (HEADED, {7000: "Class A common stock", 700: "Class B common stock"}),
    ],
    ids=[
        "two",
        "series",
        "under",
        "beside",
        "treasury",
        "premium",
        "special",
        "one",
        "mixed",
        "headed",
    ],
)
def test_a_line_is_of_the_class_that_it_names_beside_others(stock, classes):
    (table,) = analysed(PAGE.format(stock=stock)).mapped
    found = {
        item.row.cells[0].figure.value: item.stock for item in table.read.items if item.row.cells
    }
    assert {value: found[value] for value in classes} == classes


def test_each_class_has_its_facts_under_the_same_concepts():
    report = analysed(PAGE.format(stock=TWO)).report
    found = {
        (fact.concept.local, *(member.local for _, member in fact.context.dimensions)): fact.value
        for fact in report.facts
        if fact.concept.local.startswith("CommonStock") and fact.context.period.date.year == 1997
    }
    assert found == {
        ("CommonStockValue", "CommonClassAMember"): 7_000_000,
        ("CommonStockValue", "CommonClassBMember"): 700_000,
        ("CommonStockSharesAuthorized", "CommonClassAMember"): 9_000_000,
        ("CommonStockSharesAuthorized", "CommonClassBMember"): 1_000_000,
        ("CommonStockSharesIssued", "CommonClassAMember"): 7_000_000,
        ("CommonStockSharesIssued", "CommonClassBMember"): 700_000,
        ("CommonStockParOrStatedValuePerShare", "CommonClassAMember"): found[
            "CommonStockParOrStatedValuePerShare", "CommonClassBMember"
        ],
        ("CommonStockParOrStatedValuePerShare", "CommonClassBMember"): found[
            "CommonStockParOrStatedValuePerShare", "CommonClassAMember"
        ],
    }


def test_stock_beside_a_class_has_its_counts():
    report = analysed(PAGE.format(stock=TREASURY)).report
    found = {
        (fact.concept.local, *(member.local for _, member in fact.context.dimensions)): fact.value
        for fact in report.facts
        if "Shares" in fact.concept.local and fact.context.period.date.year == 1997
    }
    assert found["CommonStockSharesAuthorized", "CommonStockMember"] == 9_000_000
    assert found["CommonStockSharesOutstanding", "CommonStockMember"] == 7_000_000
    assert found["CommonStockSharesOutstanding", "CommonClassBMember"] == 700_000
