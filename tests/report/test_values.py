"""Small statements in, values out: signs, scales, periods, rivals, captions."""

from decimal import Decimal

import pytest

from converter.model.xbrl import SHARES
from converter.pipeline import Options, analyse
from converter.read import read_filing

COVER = """
                                  FORM 10-Q

              For the quarterly period ended September 30, 2004

                          Commission File Number 0-12345

                               EXAMPLE MILLS, INC.
             (Exact Name of Registrant as Specified in its Charter)

"""


def converted(*pages):
    text = COVER + "".join(f"<PAGE>\n\n{page}\n" for page in pages)
    return analyse(read_filing(text.encode(), "mills.txt"), "mills", Options())


def values(done):
    """{(concept, period): value} of the facts without dimensions."""
    return {
        (f.concept.local, f.context.period.slug): f.value
        for f in done.report.facts
        if not f.context.dimensions
    }


QUARTER = "20040701-20040930"


def operations(*lines, units="(in thousands, except per share data)"):
    head = f"""                    STATEMENTS OF OPERATIONS
              {units}

                                          Three Months Ended
                                             September 30,
                                            2004       2003
                                         ---------  ---------
"""
    return head + "\n".join(lines) + "\n"


def balance(*lines):
    head = """                          BALANCE SHEETS
                 (in thousands, except share data)

                                       September 30,   June 30,
                                           2004          2004
                                         ---------     ---------
"""
    return head + "\n".join(lines) + "\n"


def test_expenses_in_parentheses_are_positive_expenses():
    page = operations(
        "Net sales                                $   1,000  $     900",
        "Cost of goods sold                            (600)      (500)",
        "                                         ---------  ---------",
        "Gross profit                                   400        400",
        "Selling, general and administrative           (150)      (120)",
        "                                         ---------  ---------",
        "Operating income                         $     250  $     280",
    )
    found = values(converted(page))
    assert found["CostOfGoodsSold", QUARTER] == 600_000
    assert found["SellingGeneralAndAdministrativeExpense", QUARTER] == 150_000
    assert found["GrossProfit", QUARTER] == 400_000
    assert found["OperatingIncomeLoss", QUARTER] == 250_000


def test_a_loss_printed_without_parentheses_is_negative():
    page = operations(
        "Net sales                                $   1,000  $     900",
        "Cost of goods sold                           1,600      1,500",
        "                                         ---------  ---------",
        "Loss before income taxes                       600        600",
        "Income taxes                                    10         20",
        "                                         ---------  ---------",
        "Net loss                                 $     610  $     620",
    )
    found = values(converted(page))
    assert found["NetIncomeLoss", QUARTER] == -610_000
    assert found["IncomeTaxExpenseBenefit", QUARTER] == 10_000


def test_per_share_amounts_and_share_counts():
    page = operations(
        "Net income                               $   1,000  $     900",
        "Basic and diluted net income per share   $     .10  $     .09",
        "Weighted average number of common",
        "  shares outstanding - basic                10,000     10,000",
    )
    done = converted(page)
    found = values(done)
    assert found["EarningsPerShareBasic", QUARTER] == Decimal(".10")
    assert found["EarningsPerShareDiluted", QUARTER] == Decimal(".10")
    assert found["WeightedAverageNumberOfSharesOutstandingBasic", QUARTER] == 10_000_000
    decimals = {f.concept.local: f.decimals for f in done.report.facts}
    assert decimals["EarningsPerShareBasic"] == 2
    assert decimals["NetIncomeLoss"] == -3


def test_contra_items_keep_their_own_sign():
    page = balance(
        "Common stock                             $     100     $     100",
        "Retained earnings                              900           800",
        "Treasury stock, at cost                       (200)         (150)",
        "                                         ---------     ---------",
        "Total stockholders' equity               $     800     $     750",
    )
    found = values(converted(page))
    assert found["TreasuryStockValue", "20040930"] == 200_000
    assert found["StockholdersEquity", "20040930"] == 800_000


def test_captions_with_amounts_for_each_column_in_turn():
    page = balance(
        "Cash and cash equivalents                $     100     $     100",
        "Accounts receivable, less allowances of",
        "  $16 and $43, respectively                    900           800",
        "                                         ---------     ---------",
        "Total current assets                     $   1,000     $     900",
    )
    found = values(converted(page))
    concept = "AllowanceForDoubtfulAccountsReceivableCurrent"
    assert found[concept, "20040930"] == 16_000
    assert found[concept, "20040630"] == 43_000


def test_two_lines_never_own_one_concept_with_two_amounts():
    page = balance(
        "ASSETS",
        "Current assets:",
        "  Cash and cash equivalents              $     100     $     100",
        "  Inventories                                  300           200",
        "  Inventories                                  700           800",
        "                                         ---------     ---------",
        "Total current assets                     $   1,100     $   1,100",
    )
    done = converted(page)
    found = values(done)
    assert found["InventoryNet", "20040930"] == 300_000
    own = [f for f in done.report.facts if f.concept.namespace == done.report.extension.namespace]
    assert {f.value for f in own} == {700_000, 800_000}
    assert any(f.code == "MAP010" for f in done.findings)


def test_totals_without_caption_are_named_by_their_heading():
    page = balance(
        "Current assets:",
        "  Cash and cash equivalents              $     100     $     100",
        "  Inventories:",
        "    Finished goods                             300           200",
        "    Raw materials                              700           800",
        "                                         ---------     ---------",
        "                                             1,000         1,000",
        "                                         ---------     ---------",
        "Total current assets                     $   1,100     $   1,100",
    )
    found = values(converted(page))
    assert found["InventoryNet", "20040930"] == 1_000_000


def test_the_cover_gives_what_the_columns_leave_out():
    page = """                    STATEMENTS OF OPERATIONS
                         (in thousands)
             For the three months ended September 30, 2004 and 2003

                                            2004       2003
                                         ---------  ---------
Net sales                                $   1,000  $     900
Net income                               $     100  $      90
"""
    assert values(converted(page))["NetIncomeLoss", QUARTER] == 100_000


def test_a_figure_in_two_statements_is_one_fact_with_two_places():
    flows = """                    STATEMENTS OF CASH FLOWS
                         (in thousands)

                                          Three Months Ended
                                             September 30,
                                            2004       2003
                                         ---------  ---------
Cash flows from operating activities:
  Net income                             $   1,000  $     900
  Accounts receivable                          (27)        12
                                         ---------  ---------
Net cash provided by operating activities      973        912
Purchases of property and equipment           (100)       (90)
                                         ---------  ---------
Net cash used in investing activities         (100)       (90)
"""
    page = operations(
        "Net sales                                $   3,000  $   2,900",
        "Net income                               $   1,000  $     900",
    )
    done = converted(page, flows)
    found = values(done)
    (fact,) = (
        f for f in done.report.facts
        if f.concept.local == "NetIncomeLoss" and f.context.period.slug == QUARTER
    )  # fmt: skip
    assert len(fact.others) == 1
    assert found["IncreaseDecreaseInAccountsReceivable", QUARTER] == 27_000
    assert found["PaymentsToAcquirePropertyPlantAndEquipment", QUARTER] == 100_000
    assert found["NetCashProvidedByUsedInInvestingActivities", QUARTER] == -100_000


@pytest.mark.parametrize(
    ("caption", "factor"),
    [
        ("(in thousands)", 1000),
        ("(in millions)", 1_000_000),
        ("(000's omitted)", 1000),
        ("(in dollars)", 1),
    ],
)
def test_scales(caption, factor):
    page = operations(
        "Net income                               $   1,000  $     900", units=caption
    )
    assert values(converted(page))["NetIncomeLoss", QUARTER] == 1000 * factor


COUNTS = """                          BALANCE SHEETS
                          {units}

                                       September 30,   June 30,
                                           2004          2004
                                         ---------     ---------
ASSETS
Total assets                              $9,999        $9,888
STOCKHOLDERS' EQUITY
Common stock ({caption})                      33            33
Total stockholders' equity                 9,999         9,888
Total liabilities and stockholders' equity 9,999         9,888
"""


@pytest.mark.parametrize(
    ("units", "caption", "issued"),
    [
        ("(in thousands)", "30,000,000 shares issued", 30_000_000),
        ("(in thousands)", "3,000 shares issued", 3_000_000),
        ("(dollars and shares in thousands)", "30,000,000 shares issued", 30_000_000_000),
        ("(in thousands)", "35 million shares issued", 35_000_000),
    ],
)
def test_counts_of_shares_inside_captions(units, caption, issued):
    done = converted(COUNTS.format(units=units, caption=caption))
    assert values(done)["CommonStockSharesIssued", "20040930"] == issued


def test_components_of_equity_may_stand_one_below_the_other():
    done = converted(
        COUNTS.format(units="(in millions)", caption="33 shares issued"),
        """                STATEMENTS OF STOCKHOLDERS' EQUITY
                For the Years Ended September 30, 2004 and 2003
                          (in millions)
                                           2004          2003
                                         ---------     ---------
NUMBER OF COMMON SHARES OUTSTANDING
Balance at beginning of year                  31            30
Balance at end of year                        33            31
COMMON STOCK
Balance at beginning of year               1,031         1,030
Issued for employee plans                      2             1
Balance at end of year                     1,033         1,031
CLASS B STOCK
Balance at end of year                        35            35
Total stockholders' equity                 9,999         9,888
""",
    )
    found = {
        (f.concept.local, *(m.local for _, m in f.context.dimensions), f.context.period.slug): f
        for f in done.report.facts
        if f.context.period.slug in ("20040930", "20030930")
    }
    stock = found["StockholdersEquity", "CommonStockMember", "20040930"]
    assert stock.value == 1_033_000_000
    assert found["StockholdersEquity", "CommonStockMember", "20030930"].value == 1_031_000_000
    assert found["StockholdersEquity", "ClassBStockMember", "20040930"].value == 35_000_000
    assert found["StockholdersEquity", "20040930"].value == 9_999_000_000
    counted = [fact for key, fact in found.items() if key[1].startswith("NumberOfCommon")]
    assert {str(fact.unit) for fact in counted} == {str(SHARES)}
    assert {fact.value for fact in counted} == {31_000_000, 33_000_000}


def test_columns_of_one_component_are_its_parts():
    done = converted(
        COUNTS.format(units="(in millions)", caption="33 shares issued"),
        """                STATEMENTS OF STOCKHOLDERS' EQUITY
                          (in millions)
                                            Foreign       Minimum
                                 Common     Currency      Pension
                                 Stock     Translation   Liability     Total
                                -------    -----------   ---------    -------
Balance at September 30, 2003     1,031           (62)       (400)        569
Net income                          100            --          --         100
Balance at September 30, 2004     1,131           (62)       (400)        669
""",
    )
    found = {
        m.local: f.value
        for f in done.report.facts
        for _, m in f.context.dimensions
        if f.concept.local == "StockholdersEquity" and f.context.period.slug == "20040930"
    }
    assert found == {
        "CommonStockMember": 1_131_000_000,
        "ForeignCurrencyTranslationMember": -62_000_000,
        "MinimumPensionLiabilityMember": -400_000_000,
    }
