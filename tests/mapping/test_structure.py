"""What lines cannot be by where they stand."""

import re

import pytest

from converter.mapping.structure import bars_of, load_bars, names, ruled_out
from tests.mapping.made_statements import (
    BALANCE,
    BONDS,
    EQUITY,
    FLOWS,
    KINDS,
    NETS,
    OPERATIONS,
    SERVICES,
    USES,
    barred,
    read,
)


@pytest.mark.parametrize(
    ("page", "caption", "nth", "never", "still"),
    [
        (OPERATIONS, "Rentals", 1, "LeaseAndRentalExpense", "CostOfServices"),
        (OPERATIONS, "Rentals", 1, "OperatingLeasesIncomeStatementLeaseRevenue", "LicenseCosts"),
        (OPERATIONS, "Rentals", 0, "LeaseAndRentalExpense", "SalesRevenueServicesNet"),
        (OPERATIONS, "Continuing operations", 0, "IncomeLossFromContinuingOperations",
         "CumulativeEffectOfChangeInAccountingPrinciplePresentedOnIncomeStatementNetOfTax"),
        (BALANCE, "Containers", 0, "OtherAssetsNoncurrent", "PropertyPlantAndEquipmentOther"),
        (BALANCE, "Total other assets", 0, "AssetsNoncurrent", "OtherAssetsNoncurrent"),
        (BALANCE, "Sundry", 0, "AccountsPayableCurrent", "OtherAssets"),
        (BALANCE, "Sundry", 0, "OtherAssetsNoncurrent", "OtherAssets"),
        (SERVICES, "Securities", 0, "InterestAndDividendIncomeSecurities", "BrokerageCommissionsRevenue"),
        (SERVICES, "Services", 0, "SalesRevenueServicesNet", "FeesAndCommissions"),
        (KINDS, "Barges, at cost", 0, "PropertyPlantAndEquipmentGross",
         "MachineryAndEquipmentGross"),
        (KINDS, "", 1, "PropertyPlantAndEquipmentNet", "MachineryAndEquipmentGross"),
        (KINDS, "Less accumulated amortization", 0, "FiniteLivedIntangibleAssetsAccumulatedAmortization",
         "CapitalLeasesBalanceSheetAssetsByMajorClassNet"),
        (KINDS, "Other", 0, "OtherReceivables", "OtherLongTermInvestments"),
        (BONDS, "Premium", 0, "PremiumsReceivableAtCarryingValue", "DebtInstrumentUnamortizedPremium"),
        (BONDS, "Costs of reacquired debt", 0, "UnsecuredDebt", "UnamortizedDebtIssuanceExpense"),
        (FLOWS, "Repurchase of receivables", 0, "PaymentsForRepurchaseOfCommonStock",
         "IncreaseDecreaseInReceivables"),
        (FLOWS, "Repayment of debt by issue of stock", 0, "RepaymentsOfDebt", "StockIssued"),
        (FLOWS.replace("Adjustments:", "Changes, net of noncash transactions:"), "Depreciation", 0,
         "PaymentsForRepurchaseOfCommonStock", "IncreaseDecreaseInInventories"),
        (FLOWS.replace("Adjustments:", "Noncash transactions:"), "Depreciation", 0,
         "IncreaseDecreaseInInventories", "CapitalLeaseObligationsIncurred"),
        # uses are printed positive where the change in cash is less their total
        (USES, "Additions to plant", 0, "ProceedsFromSaleOfPropertyPlantAndEquipment",
         "PaymentsToAcquireProductiveAssets"),
        (USES, "Sales of plant", 0, "PaymentsToAcquireProductiveAssets",
         "ProceedsFromSaleOfPropertyPlantAndEquipment"),
        (FLOWS.replace("Net cash provided by operating", "Cash of discontinued operations, operating"),
         "Cash of discontinued operations, operating activities", 0,
         "NetCashProvidedByUsedInOperatingActivities",
         "CashProvidedByUsedInOperatingActivitiesDiscontinuedOperations"),
        (OPERATIONS.replace("Net income  ", "Income attributable to common and preferred stock  "),
         "Income attributable to common and preferred stock", 0, "PreferredStockDividendsIncomeStatementImpact",
         "NetIncomeLossAvailableToCommonStockholdersBasic"),
        (SERVICES.replace("Noninterest income:", "Taxes:"), "Services", 0, "GeneralAndAdministrativeExpense",
         "TaxesOther"),
        (EQUITY, "Conversion of debt", 0, "OtherComprehensiveIncomeLossNetOfTax",
         "StockIssuedDuringPeriodValueConversionOfConvertibleSecurities"),
    ],
)  # fmt: skip
def test_a_place_rules_concepts_out(page, caption, nth, never, still):
    rules_out = barred(page, caption, nth)
    assert rules_out(never)
    assert not rules_out(still)


def test_what_is_ruled_out_is_not_claimed():
    for page in (OPERATIONS, BALANCE, FLOWS):
        table, decided = read(page)
        bars = bars_of(table, load_bars())
        assert bars
        for at, claim in enumerate(decided.claims):
            for concept in claim.concepts:
                assert not ruled_out(bars.get(at, ()), concept.qname.local)


_COSTS = KINDS[KINDS.index("  Barges, at cost") : KINDS.index("Equipment and property under")]


@pytest.mark.parametrize("lines", [_COSTS, NETS])
def test_what_is_left_of_several_kinds_of_property_is_the_whole(lines):
    table, decided = read(KINDS.replace(_COSTS, lines))
    net = [
        item.row.cells[0].figure.value
        for item, claim in zip(table.read.items, decided.claims, strict=True)
        if [c.qname.local for c in claim.concepts] == ["PropertyPlantAndEquipmentNet"]
    ]
    assert net == [4000]


def test_what_lowers_a_total_is_not_barred_by_it():
    page = OPERATIONS.replace(
        "  Rentals                                      400        300",
        "  Less: discounts                             (400)      (300)",
    )
    page = page.replace("1,400      1,200", "  600        600")
    assert not barred(page, "Less: discounts")("InterestExpense")


INVESTED = FLOWS.replace(
    "Supplemental disclosures:\n",
    """\
Investing activities:
  Securities held to maturity:
    Purchases                                  (40)       (30)
    Redeemed                                    15         10
                                         ---------  ---------
  Net cash used in investing activities        (25)       (20)
                                         =========  =========
Supplemental disclosures:
""",
)


@pytest.mark.parametrize(
    ("caption", "never", "still"),
    [
        ("Purchases", "PaymentsToAcquireAvailableForSaleSecurities",
         "PaymentsToAcquireHeldToMaturitySecurities"),
        ("Purchases", "ProceedsFromSaleOfHeldToMaturitySecurities",
         "ProceedsFromPaymentsForOtherFinancingActivities"),
        ("Redeemed", "PaymentsToAcquireHeldToMaturitySecurities",
         "ProceedsFromSaleOfHeldToMaturitySecurities"),
    ],
)  # fmt: skip
def test_securities_go_the_way_of_their_figures_and_are_of_their_headings_kind(
    caption, never, still
):
    rules_out = barred(INVESTED, caption)
    assert rules_out(never)
    assert not rules_out(still)


UNCLASSIFIED = re.sub(
    r"  Total current assets.*\n.*\n", "", BALANCE.replace("Current assets\n", "Assets\n")
)


def test_nothing_is_current_where_a_balance_sheet_does_not_say_so():
    for name, left in (
        ("PrepaidExpenseCurrent", "PrepaidExpenseAndOtherAssets"),
        ("OtherAssetsNoncurrent", "OtherAssets"),
        ("OtherAssetsNoncurrent", "DueFromRelatedPartiesCurrentAndNoncurrent"),
    ):
        assert barred(UNCLASSIFIED, "Cash")(name)
        assert not barred(BALANCE, "Cash")(name)
        assert not barred(UNCLASSIFIED, "Cash")(left)
    said = UNCLASSIFIED.replace("  Cash     ", "  Current  ")
    assert not barred(said, "Current")("OtherAssetsCurrent")


def test_a_further_page_says_what_is_current_on_the_first():
    table, _ = read(UNCLASSIFIED)
    beside, _ = read(BALANCE)
    assert ruled_out(bars_of(table, load_bars())[1], "OtherAssetsNoncurrent")
    assert not ruled_out(bars_of(table, load_bars(), [beside]).get(1, ()), "OtherAssetsNoncurrent")


MIXED = (
    BALANCE[: BALANCE.index("Current assets")]
    + """\
CURRENT
Cash                                     $     700     $     600
Marketable securities                          300           300
                                         ---------     ---------
                                             1,000           900
Other                                          200           200
                                         ---------     ---------
TOTAL CURRENT ASSETS                         1,300         1,200
                                         ---------     ---------
PROPERTY, PLANT AND EQUIPMENT
Land                                           700           700
Containers                                   3,800         4,000
                                         ---------     ---------
                                             4,500         4,700
Less allowances for depreciation               900         1,000
                                         ---------     ---------
                                             3,600         3,700
                                         ---------     ---------
GOODWILL                                       600           600
                                         ---------     ---------
                                         $   5,500     $   5,500
                                         =========     =========
"""
)


def test_a_total_of_several_headings_is_of_no_kind_of_property():
    """That of all assets stands below the property's heading."""
    table, decided = read(MIXED)
    found = [
        (item.row.cells[0].figure.value, claim.concepts[0].qname.local if claim.concepts else "")
        for item, claim in zip(table.read.items, decided.claims, strict=True)
        if item.row.cells
    ]
    assert {(1300, "AssetsCurrent"), (3600, "PropertyPlantAndEquipmentNet"), (5500, "Assets")} <= {
        *found
    }


def test_parts_of_names():
    assert names("Receivable", "OtherReceivables")
    assert names("^Other", "OtherReceivables")
    assert not names("^Receivable", "OtherReceivables")
    assert names("Receivables$", "OtherReceivables")
    assert not names("Other$", "OtherReceivables")
    assert names("^OtherReceivables$", "OtherReceivables")
    assert not names("^OtherReceivables$", "OtherReceivablesGross")
    assert not names("^Receivables$", "OtherReceivables")
    assert names("Noncurrent$ but AndNoncurrent", "OtherAssetsNoncurrent")
    assert not names("Noncurrent$ but AndNoncurrent", "AccountsPayableCurrentAndNoncurrent")


def test_bars_say_what_they_hold_for():
    for bar in load_bars().rows:
        assert bar.what
        assert bool(bar.only) != bool(bar.never)


def test_a_heading_that_only_speaks_of_an_extraordinary_charge_bars_nothing():
    page = OPERATIONS.replace("Cumulative effect of changes in accounting principle:", "{heading}")
    said = page.format(heading="Earnings before extraordinary charge:")
    assert not barred(said, "Continuing operations")("IncomeLossFromContinuingOperations")
    opened = page.format(heading="Extraordinary charge:")
    assert barred(opened, "Continuing operations")("IncomeLossFromContinuingOperations")


def test_the_total_that_closes_a_heading_may_be_another_thing():
    page = OPERATIONS.replace("Net income           ", "  Net income         ")
    assert not barred(page, "Net income")("NetIncomeLoss")
    assert barred(page, "Discontinued operations")("IncomeLossFromDiscontinuedOperationsNetOfTax")


REDEEMABLE = """\
Total liabilities                            3,000         3,000
Redeemable preferred stock                   1,000           900
Stockholders' equity
  {second}                                   4,000         4,100
                                         ---------     ---------
Total liabilities and equity             $   8,000     $   8,000
"""


def test_what_holders_can_have_redeemed_before_equity_is_none_of_it():
    page = BALANCE.replace(
        "Total liabilities and equity             $   8,000     $   8,000\n", "{}"
    )
    page = page.format(REDEEMABLE.format(second="Preferred stock"))
    assert barred(page, "Redeemable preferred stock")("PreferredStockValue")
    assert not barred(page, "Redeemable preferred stock")("RedeemablePreferredStock")
    assert not barred(page, "Preferred stock")("PreferredStockValue")
    inside = page.replace(
        "Stockholders' equity\n  Preferred", "Stockholders' equity\n  Redeemable preferred"
    )
    assert not barred(inside, "Redeemable preferred stock", 1)("PreferredStockValue")


SHEET = """
<PAGE>
                                BALANCE SHEETS
                                (in thousands)

                                            September 30,
                                           1997          1996
                                         ---------     ---------
Current assets
  Cash                                   $   1,000     $     900
  Receivables                                  500           400
                                         ---------     ---------
  Total current assets                       1,500         1,300
Notes receivable from officers                 750           600
                                         ---------     ---------
Total assets                             $   2,250     $   1,900
                                         =========     =========
Current liabilities
  Accounts payable                       $     300     $     200
  Accrued liabilities                          200           200
                                         ---------     ---------
  Total current liabilities                    500           400
Note payable to stockholder                    750           500
                                         ---------     ---------
Total liabilities                            1,250           900
Stockholders' equity                         1,000         1,000
                                         ---------     ---------
Total liabilities and equity             $   2,250     $   1,900
                                         =========     =========
"""


@pytest.mark.parametrize(
    ("caption", "never", "still"),
    [
        ("Notes receivable from officers", "DueFromEmployeesCurrent", "DueFromRelatedParties"),
        ("Notes receivable from officers", "OtherAssetsCurrent", "OtherAssetsNoncurrent"),
        ("Note payable to stockholder", "NotesPayableRelatedPartiesClassifiedCurrent",
         "NotesPayableRelatedPartiesNoncurrent"),
        ("Note payable to stockholder", "Liabilities", "LiabilitiesNoncurrent"),
    ],
)  # fmt: skip
def test_what_stands_beside_the_current_is_not_current(caption, never, still):
    rules_out = barred(SHEET, caption)
    assert rules_out(never)
    assert not rules_out(still)
    assert not barred(SHEET, "Receivables")("AccountsReceivableNetCurrent")


COMPENSATION = OPERATIONS.replace(
    "Net income                               $     275  $     310\n",
    "Net income                               $     275  $     310\n"
    "* Excludes amortization of deferred stock compensation as follows:\n"
    "  Research and development                      73         13\n",
)


def test_what_is_told_of_stock_compensation_is_no_expense_of_its_own():
    rules_out = barred(COMPENSATION, "Research and development")
    assert rules_out("ResearchAndDevelopmentExpense")
    assert not rules_out("AllocatedShareBasedCompensationExpense")
