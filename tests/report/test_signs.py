"""What sums, balances and wording say of signs, where the concepts of the lines are given."""

from dataclasses import replace

import pytest
from analysed import analysed
from made_cover import cover

from converter.dts.base import load_base
from converter.mapping.rows import name_of
from converter.model.mapped import Claim, Sum
from converter.report.signs import turns

PRETAX = (
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
    "MinorityInterestAndIncomeLossFromEquityMethodInvestments"
)
HEAD = (
    cover("10-Q", "September 30, 2004")
    + """\
<PAGE>
                            {title}
                               (in thousands)

                                            Three Months Ended
                                               September 30,
                                              2004       2003
                                           ---------  ---------
"""
)


def turned(lines, title="STATEMENTS OF OPERATIONS", sums=None, rule="as_printed"):
    """[(caption, 1 or -1)] of lines (caption, concept, figures), 'rule' for a rule."""
    text = HEAD.format(title=title)
    for line in lines:
        if line == "rule":
            text += f"{'':43}---------  ---------\n"
        else:
            text += f"{line[0]:<43}" + "".join(f"{figure:>9}  " for figure in line[2:]) + "\n"
    done = analysed(text)
    (table,) = done.mapped
    concepts = {line[0]: line[1] for line in lines if line != "rule"}
    base = load_base()
    claims = []
    for item, claim in zip(table.read.items, table.claims, strict=True):
        name = concepts.get(item.caption)
        concept = base.concept(name_of(f"us-gaap:{name}")) if name else None
        claims.append(Claim((concept,), "a", rule, loss=claim.loss) if concept else Claim())
    signs = turns(replace(table, claims=tuple(claims), sums=sums or table.sums))
    return [(item.caption, sign) for item, sign in zip(table.read.items, signs, strict=True)]


def test_a_whole_less_its_parts_turns_none_of_them():
    found = turned(
        [
            ("Revenues", "Revenues", "900", "850"),
            ("Costs and expenses", "CostsAndExpenses", "720", "700"),
            ("Net income", "NetIncomeLoss", "180", "150"),
            ("Income (loss), continuing operations", "IncomeLossFromContinuingOperations",
             "150", "165"),
            ("Income (loss), discontinued operations",
             "IncomeLossFromDiscontinuedOperationsNetOfTax", "30", "(15)"),
        ],
        sums=(Sum(4, ((2, 1), (3, -1)), False),),
    )  # fmt: skip
    assert {sign for _, sign in found} == {1}


def test_discontinued_operations_that_are_taken_back_are_what_they_were():
    """A statement of cash flows adds the loss of them to net income again."""
    found = turned(
        [
            ("Net income", "NetIncomeLoss", "134", "304"),
            ("Loss (income) from discontinued operations",
             "IncomeLossFromDiscontinuedOperationsNetOfTax", "216", "(71)"),
            "rule",
            ("Income from continuing operations", "IncomeLossFromContinuingOperations",
             "350", "233"),
            ("Depreciation", "Depreciation", "50", "40"),
            "rule",
            ("Net cash provided by operating activities",
             "NetCashProvidedByUsedInOperatingActivities", "400", "273"),
        ],
        "STATEMENTS OF CASH FLOWS", rule="negate",
    )  # fmt: skip
    assert dict(found)["Loss (income) from discontinued operations"] == -1


def test_a_total_of_revenues_is_none_of_costs_for_one_part_that_is_taken_for_one():
    found = turned([
        ("Distribution", "FreightCosts", "445", "422"),
        ("Advertising", "AdvertisingRevenue", "348", "301"),
        "rule",
        ("Total revenues", "Revenues", "793", "723"),
        ("Costs and expenses", "CostsAndExpenses", "596", "567"),
        ("Interest expense", "InterestExpense", "6", "7"),
        "rule",
        ("Operating income", "OperatingIncomeLoss", "191", "149"),
    ])  # fmt: skip
    assert dict(found)["Advertising"] == dict(found)["Total revenues"] == 1


@pytest.mark.parametrize("turn", [1, -1], ids=["as costs", "in parentheses"])
def test_a_credit_among_the_taxes_turns_none_of_them_round(turn):
    def spelt(figure):
        return f"({abs(figure)})" if turn * figure < 0 else str(abs(figure))

    found = turned([
        ("Revenues", "Revenues", "900", "850"),
        ("Costs and expenses", "CostsAndExpenses", "770", "747"),
        "rule",
        ("Income before income taxes", PRETAX, "130", "103"),
        ("Current", "CurrentIncomeTaxExpenseBenefit", spelt(42), spelt(28)),
        ("Deferred", "DeferredIncomeTaxExpenseBenefit", spelt(6), spelt(14)),
        ("Tax credits", "DeferredIncomeTaxesAndTaxCredits", spelt(-3), spelt(-2)),
        "rule",
        ("Provision for income taxes", "IncomeTaxExpenseBenefit", spelt(45), spelt(40)),
        "rule",
        ("Net income", "NetIncomeLoss", "85", "63"),
    ])  # fmt: skip
    taxes = ("Current", "Deferred", "Tax credits", "Provision for income taxes")
    assert [dict(found)[each] for each in taxes] == [turn] * len(taxes)


def test_a_total_without_balance_has_the_side_of_the_total_that_it_enters():
    found = turned([
        ("Revenues", "Revenues", "900", "850"),
        ("Costs and expenses", "CostsAndExpenses", "145", "283"),
        "rule",
        ("Net income", "NetIncomeLoss", "755", "567"),
        ("Translation adjustment", None, "(90)", "(58)"),
        ("Change in pension liability",
         "OtherComprehensiveIncomeMinimumPensionLiabilityNetAdjustmentBeforeTax", "6", "(4)"),
        "rule",
        ("Other comprehensive income (loss)",
         "OtherComprehensiveIncomeLossNetOfTaxPeriodIncreaseDecrease", "(84)", "(62)"),
        "rule",
        ("Comprehensive income", "ComprehensiveIncomeNetOfTax", "671", "505"),
    ])  # fmt: skip
    assert dict(found)["Change in pension liability"] == -1  # a debit that raises is less of it


def test_liabilities_are_what_both_sides_have_less_equity_and_rise():
    found = turned(
        [
            ("Cash", "CashAndCashEquivalentsAtCarryingValue", "300", "280"),
            ("Total assets", "Assets", "900", "850"),
            ("Total liabilities and equity", "LiabilitiesAndStockholdersEquity", "900", "850"),
            ("Total liabilities", "Liabilities", "600", "560"),
            ("Total equity", "StockholdersEquity", "300", "290"),
        ],
        "BALANCE SHEETS",
        (Sum(4, ((2, 1), (3, -1)), False),),
    )
    assert {sign for _, sign in found} == {1}


def test_an_expense_that_is_added_back_is_positive():
    found = turned(
        [
            ("Net income", "NetIncomeLoss", "100", "90"),
            ("Dry hole costs", "ResultsOfOperationsDryHoleCosts", "20", "10"),
            ("Other, net", None, "(30)", "(10)"),
            ("Net cash provided by operating activities",
             "NetCashProvidedByUsedInOperatingActivities", "90", "90"),
        ],
        "STATEMENTS OF CASH FLOWS",
        (Sum(3, ((0, 1), (1, 1), (2, 1)), False),),
        rule="magnitude",
    )  # fmt: skip
    assert dict(found)["Dry hole costs"] == 1


@pytest.mark.parametrize(
    ("caption", "sign"),
    [
        ("Cash from (used for) operations", 1),
        ("Net cash (used for) from operations", 1),
        ("Net cash (used in) operations", -1),
        ("Net cash used in operations", -1),
    ],
)
def test_a_use_in_parentheses_beside_the_other_direction(caption, sign):
    found = turned([
        ("Net income", "NetIncomeLoss", "100", "90"),
        ("Depreciation", "Depreciation", "20", "10"),
        ("Capital expenditures", None, "(20)", "(10)"),
        (caption, "NetCashProvidedByUsedInOperatingActivities", "553", "809"),
    ], "STATEMENTS OF CASH FLOWS")  # fmt: skip
    assert dict(found)[caption] == sign


@pytest.mark.parametrize(
    ("caption", "concept", "figures", "sign"),
    [
        ("Gains on sale of investments", "GainLossOnSaleOfInvestments", ("(20)", "(10)"), -1),
        ("Gains on sale of investments", "GainLossOnSaleOfInvestments", ("20", "10"), 1),
        ("Gains on sale of investments", "GainLossOnSaleOfInvestments", ("20", "(10)"), 1),
        ("Gain (loss) on sale of assets", "GainLossOnSaleOfInvestments", ("(20)", "(10)"), 1),
        ("Gains on holdings", "UnrealizedGainLossOnInvestments", ("(20)", "(10)"), 1),
    ],
)
def test_a_gain_among_the_costs_is_a_gain_in_parentheses_too(caption, concept, figures, sign):
    found = turned([
        ("Sales", "SalesRevenueNet", "100", "90"),
        (caption, concept, *figures),
        ("Other", None, "70", "10"),
    ], sums=())  # fmt: skip
    assert dict(found)[caption] == sign


def test_interest_that_was_capitalized_is_positive_whatever_it_raises():
    found = turned(
        [
            ("Revenues", "Revenues", "900", "850"),
            ("Interest expense", "InterestExpense", "(119)", "(133)"),
            ("Interest capitalized", "InterestCostsCapitalized", "10", "20"),
            "rule",
            ("Net income", "NetIncomeLoss", "791", "737"),
        ]
    )
    assert dict(found)["Interest capitalized"] == 1
    assert dict(found)["Interest expense"] == -1


@pytest.mark.parametrize(
    ("caption", "figures", "sign"),
    [
        ("Premiums paid to reinsurers", ("(20)", "(10)"), -1),
        ("Additions to film costs", ("(20)", "(10)"), -1),
        ("Gain on sale of a plant", ("(20)", "(10)"), -1),
        ("Repayments of production loans (Note 4)", ("(20)", "(10)"), -1),
        ("Less: rebates", ("(20)", "(10)"), -1),
        # another direction too, cash that came in, and what names none
        ("Purchases (sales) of film costs", ("(20)", "(10)"), 1),
        ("Net payments of drafts", ("(20)", "(10)"), 1),
        ("Payments received on contracts", ("(20)", "(10)"), 1),
        ("Additions to film costs", ("20", "10"), 1),
        ("Deferred program costs", ("(20)", "(10)"), 1),
    ],
)
def test_an_element_of_the_filings_own_is_what_its_caption_names(caption, figures, sign):
    found = turned([
        ("Net income", "NetIncomeLoss", "100", "90"),
        (caption, None, *figures),
        ("Capital expenditures", "PaymentsToAcquirePropertyPlantAndEquipment", "(30)", "(20)"),
    ], "STATEMENTS OF CASH FLOWS", sums=())  # fmt: skip
    assert dict(found)[caption] == sign


@pytest.mark.parametrize(
    ("caption", "figures", "sign"),
    [
        ("Freight costs", ("(20)", "(10)"), -1),
        ("Dealer rebates", ("(20)", "(10)"), -1),
        ("Other", ("(20)", "(10)"), 1),
        ("Rental income, less costs", ("(20)", "(10)"), 1),
        # printed positive it is that, whatever its caption says: its total is less that
        ("Royalties of others", ("20", "10"), 1),
        ("Pensions", ("20", "10"), 1),
        ("Other", ("20", "10"), 1),
    ],
)
def test_an_expense_of_the_filings_own_is_positive(caption, figures, sign):
    found = turned([
        ("Sales", "SalesRevenueNet", "100", "90"),
        (caption, None, *figures),
        "rule",
        ("Gross profit", "GrossProfit", "80", "80"),
    ])  # fmt: skip
    assert dict(found)[caption] == sign


EQUITY = (
    cover("10-K", "December 31, 1995")
    + """\
<PAGE>
                     STATEMENTS OF STOCKHOLDERS' EQUITY
                               (in thousands)

                              Common  Retained  Translation  Market
                               stock  earnings                value   Total
                              ------  --------  -----------  ------  ------
Balance, December 31, 1994    $  700   $ 2,900        $ 40     $ 10  $3,650
Net income                        --       900          --       --     900
Dividend of shares held           --      (420)         14        2    (404)
Cash dividends:
  Foreign series                  --       (30)         --       --     (30)
                              ------  --------  -----------  ------  ------
Balance, December 31, 1995    $  700   $ 3,350        $ 54     $ 12  $4,116
                              ======  ========  ===========  ======  ======
"""
)


@pytest.mark.parametrize("caption", ["Dividend of shares held", "Foreign series"])
def test_dividends_are_what_left_whatever_few_components_rose(caption):
    (table,) = analysed(EQUITY).mapped
    signs = dict(zip((item.caption for item in table.read.items), turns(table), strict=True))
    assert signs[caption] == -1  # (404) and (30) are dividends of 404 and 30
