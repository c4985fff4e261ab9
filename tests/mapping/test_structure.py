"""What lines cannot be by where they stand."""

import re

import pytest

from converter.mapping.decide import decide
from converter.mapping.structure import bars_of, load_bars, names, ruled_out
from converter.pipeline import Options, matched
from converter.read import read_filing
from tests.mapping.test_decide import COVER

OPERATIONS = """
<PAGE>
                            STATEMENTS OF OPERATIONS
                                 (in thousands)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Revenue:
  Product sales                          $   1,000  $     900
  Rentals                                      400        300
                                         ---------  ---------
Total revenue                                1,400      1,200
                                         ---------  ---------
Cost:
  Product sales                                600        500
  Rentals                                      310        240
                                         ---------  ---------
Total cost                                     910        740
                                         ---------  ---------
Gross profit                                   490        460
Selling and administrative                     240        180
                                         ---------  ---------
Operating income                               250        280
Cumulative effect of changes in accounting principle:
  Continuing operations                         12         20
  Discontinued operations                       13         10
                                         ---------  ---------
Net income                               $     275  $     310
                                         =========  =========
"""
BALANCE = """
<PAGE>
                                BALANCE SHEETS
                                (in thousands)

                                            September 30,
                                           1997          1996
                                         ---------     ---------
Current assets
  Cash                                   $   1,000     $     900
                                         ---------     ---------
  Total current assets                       1,000           900
Property, plant and equipment
  Land                                         700           700
  Containers                                 3,800         4,000
                                         ---------     ---------
  Property, plant and equipment, at cost     4,500         4,700
                                         ---------     ---------
Other assets
  Funds                                      1,500         1,400
  Sundry                                     1,000         1,000
                                         ---------     ---------
  Total other assets                         2,500         2,400
                                         ---------     ---------
Total assets                             $   8,000     $   8,000
                                         =========     =========
Total liabilities and equity             $   8,000     $   8,000
                                         =========     =========
"""
SERVICES = """
<PAGE>
                            STATEMENTS OF OPERATIONS
                                 (in thousands)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Commissions:
  Securities                             $   1,000  $     900
Noninterest income:
  Services                                     400        300
  Other                                        200        100
                                         ---------  ---------
Total noninterest income                       600        400
                                         ---------  ---------
Total revenues                               1,600      1,300
Salaries                                       300        200
                                         ---------  ---------
Income before income taxes                   1,300      1,100
Income taxes                                   500        400
                                         ---------  ---------
Net income                               $     800  $     700
                                         =========  =========
"""
KINDS = """
<PAGE>
                                BALANCE SHEETS
                                (in thousands)

                                            September 30,
                                           1997          1996
                                         ---------     ---------
Current assets
  Cash                                   $   1,000     $     900
                                         ---------     ---------
  Total current assets                       1,000           900
Investments
  Bonds                                      2,100         2,000
  Other                                        400           400
                                         ---------     ---------
                                             2,500         2,400
Equipment and property
  Barges, at cost                            3,800         4,000
  Less accumulated depreciation                800           900
                                         ---------     ---------
                                             3,000         3,100
  Other equipment, at cost                   1,900         2,000
  Less accumulated depreciation                900           900
                                         ---------     ---------
                                             1,000         1,100
                                         ---------     ---------
                                             4,000         4,200
Equipment and property under capital leases
  Barges                                       700           700
  Less accumulated amortization                200           300
                                         ---------     ---------
                                               500           400
                                         ---------     ---------
Total assets                             $   8,000     $   7,900
                                         =========     =========
Total liabilities and equity             $   8,000     $   7,900
                                         =========     =========
"""
BONDS = """
<PAGE>
                                BALANCE SHEETS
                                (in thousands)

                                            September 30,
                                           1997          1996
                                         ---------     ---------
Total assets                             $   8,000     $   7,900
                                         =========     =========
Long-term debt
  First mortgage bonds
    Series A                                 4,000         4,000
    Premium                                    100           100
  Costs of reacquired debt                    (200)         (300)
                                         ---------     ---------
  Total long-term debt                       3,900         3,800
Stockholders' equity                         4,100         4,100
                                         ---------     ---------
Total liabilities and equity             $   8,000     $   7,900
                                         =========     =========
"""
NETS = """\
  Barges, net                                3,000         3,100
  Other equipment, net                       1,000         1,100
                                         ---------     ---------
                                             4,000         4,200
"""
FLOWS = """
<PAGE>
                            STATEMENTS OF CASH FLOWS
                                 (in thousands)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Operating activities:
  Net income                             $     275  $     310
  Adjustments:
    Depreciation                               100         90
    Repurchase of receivables                  (25)       (30)
                                         ---------  ---------
    Total adjustments                           75         60
                                         ---------  ---------
Net cash provided by operating activities      350        370
                                         =========  =========
Supplemental disclosures:
  Repayment of debt by issue of stock           44         55
"""
USES = """
<PAGE>
                            STATEMENTS OF CASH FLOWS
                                 (in thousands)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Net cash flows from operating activities $     350  $     370
                                         ---------  ---------
Cash flows used in investing activities:
  Additions to plant                           300        280
  Sales of plant                               (20)       (10)
                                         ---------  ---------
Net cash flows used in investing activities    280        270
                                         ---------  ---------
Increase in cash                                70        100
Cash at beginning of year                      130         30
                                         ---------  ---------
Cash at end of year                      $     200  $     130
                                         =========  =========
"""


EQUITY = """
<PAGE>
                            Consolidated Statements of Shareholders' Equity

                                          Common      Paid-in      Accumulated
                                           Stock      Capital          Deficit      Total
Balance at December 31, 1996             $   100    $   1,900       $   (900)   $   1,100
Conversion of debt                             5          195              -          200
Net loss                                       -            -            (75)         (75)
                                         -------    ---------       --------    ---------
Balance at December 31, 1997             $   105    $   2,095       $   (975)   $   1,225
                                         =======    =========       ========    =========
"""


def read(page):
    raw = (COVER.format(year=1997) + page).encode()
    tables, mappings = matched(read_filing(raw, "mills.txt").value, Options())
    (table,) = tables
    return table, decide(tables, mappings)[0]


def barred(page, caption, nth=0):
    """What rules concepts out for the n-th line of a caption."""
    table, _ = read(page)
    bars = bars_of(table, load_bars())
    rows = [
        at for at, item in enumerate(table.read.items)
        if item.caption == caption and item.row.cells
    ]  # fmt: skip
    return lambda name: ruled_out(bars.get(rows[nth], ()), name)


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
