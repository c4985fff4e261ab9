"""Small statements in, values out: signs, scales, periods, rivals, captions."""

from decimal import Decimal

import pytest

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
    kept = found["InventoryNet", "20040930"]
    others = {f.value for f in done.report.facts if f.concept.local != "InventoryNet"}
    assert {300_000, 700_000} - others == {kept}


@pytest.mark.parametrize(
    ("caption", "counts"),
    [
        ("16,000 and 15,000 shares issued, respectively", [16_000, 15_000]),
        ("16,000 shares issued (15,000 shares at June 30, 2004)", [16_000, 15_000]),
        ("16,000 shares issued", [16_000, 16_000]),
        ("outstanding shares - 16,000 shares issued", [16_000, 16_000]),
        ("16, 15 and 14 million shares issued", [None, None]),  # of three columns, not of two
        ("16 million shares issued", [16_000_000, 16_000_000]),
    ],
)
def test_counts_in_captions_hold_for_the_columns_they_speak_of(caption, counts):
    page = balance(
        "Cash                                     $   4,000  $   5,000",
        "                                         ---------  ---------",
        "Total assets                             $   4,000  $   5,000",
        "Accounts payable                         $   1,000  $   1,000",
        f"Common stock; {caption}",
        "                                             1,000      1,000",
        "Retained earnings                            2,000      3,000",
        "                                         ---------  ---------",
        "Total liabilities and equity             $   4,000  $   5,000",
    )
    found = values(converted(page))
    days = ("20040930", "20040630")
    assert [found["CommonStockValue", day] for day in days] == [1_000_000, 1_000_000]
    assert [found.get(("CommonStockSharesIssued", day)) for day in days] == counts


def test_the_units_of_a_column_of_shares():
    page = """                   STATEMENTS OF SHAREHOLDERS' EQUITY
                 (Dollars in millions, except per share amounts)

                                  Common Stock
                                Shares                  Retained
                            (in thousands)    Amount    Earnings     Total
                            --------------    ------    --------    ------
Balance at June 30, 2004           116,147    $  204     $ 1,843    $2,047
Net income                              --        --         310       310
Balance at September 30, 2004      116,147    $  204     $ 2,153    $2,357
"""
    found = {
        (f.concept.local, f.context.period.slug, f.value)
        for f in converted(balance("Total assets   $  4,000  $  5,000") + page).report.facts
    }
    assert ("SharesIssued", "20040930", 116_147_000) in found
    assert ("StockholdersEquity", "20040930", 2_357_000_000) in found


def test_a_reconciliation_in_a_note_adds_income_and_expenses():
    note = """                    NOTES TO FINANCIAL STATEMENTS
                          (in thousands)
NOTE 1. Cash Flows
<TABLE>
                                          Three Months Ended
                                             September 30,
                                            2004       2003
                                         ---------  ---------
Net income                               $      32  $      33
Depreciation and amortization                   12          3
Change in inventories                           (6)        77
                                         ---------  ---------
Cash flow from operating activities      $      38  $     113
</TABLE>
"""
    found = values(converted(balance("Total assets   $  4,000  $  5,000"), note))
    assert found["NetIncomeLoss", QUARTER] == 32_000
    assert found["DepreciationAndAmortization", QUARTER] == 12_000


def test_lines_whose_captions_differ_in_their_counts_are_two_elements():
    page = balance(
        "Cash                                     $   4,000  $   5,000",
        "                                         ---------  ---------",
        "Total assets                             $   4,000  $   5,000",
        "Odd things - 1,113 of the first kind",
        "                                             1,210      1,300",
        "Odd things - 1,987 of the second kind",
        "                                             2,770      3,100",
    )
    done = converted(page)
    own = [f for f in done.report.facts if f.concept.local.startswith("OddThings")]
    assert sorted(f.value for f in own) == [1_210_000, 1_300_000, 2_770_000, 3_100_000]


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
