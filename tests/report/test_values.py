"""Small statements in, values out: signs, totals, scales, periods, rivals."""

from decimal import Decimal

import pytest
from analysed import analysed

from converter.model.xbrl import currency
from converter.show import render
from tests.report.small_statements import (
    COVER,
    QUARTER,
    SALES,
    balance,
    converted,
    operations,
    values,
)


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


def test_interest_earned_in_parentheses_among_expenses_is_positive():
    page = operations(
        "Net sales                                $   1,000  $     900",
        "Operating expenses                             600        500",
        "Interest expense                                60         50",
        "Interest income                                (20)       (10)",
        "                                         ---------  ---------",
        "Income before income taxes               $     360  $     360",
    )
    found = values(converted(page))
    assert found["InterestExpense", QUARTER] == 60_000
    assert found["InvestmentIncomeInterest", QUARTER] == 20_000


def test_a_total_printed_as_expense_is_a_negative_income():
    page = operations(
        "Operating income                         $     458  $     424",
        "  Interest expense                              50         38",
        "  Interest income                               --         (2)",
        "  Other, net                                     1         --",
        "                                         ---------  ---------",
        "Total other expense, net                        51         36",
        "                                         ---------  ---------",
        "Income before income taxes               $     407  $     388",
    )
    found = values(converted(page))
    assert found["NonoperatingIncomeExpense", QUARTER] == -51_000
    assert found["InterestExpense", QUARTER] == 50_000


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


@pytest.mark.parametrize(
    ("caption", "printed", "paid"),
    [
        ("Cash paid (received) for income taxes", "$ (33)  $ (15)", -33_000),
        ("Cash paid (received) for income taxes", "$  33   $ (15)", 33_000),
        ("Income taxes (paid) refunded", "$ (33)  $  15 ", 33_000),
        ("Income taxes (paid) refunded", "$  33   $  15 ", -33_000),
        ("Cash paid for income taxes", "$ (33)  $ (15)", 33_000),
    ],
)
def test_a_caption_says_what_parentheses_around_payments_mean(caption, printed, paid):
    page = f"""                    STATEMENTS OF CASH FLOWS
                         (in thousands)

                                          Three Months Ended
                                             September 30,
                                            2004    2003
                                           ------  ------
Net income                                 $  250  $  280
Depreciation                                   50      20
                                           ------  ------
Net cash provided by operating activities     300     300
                                           ------  ------
Net increase in cash                          300     300
Cash at beginning of period                   500     200
                                           ------  ------
Cash at end of period                      $  800  $  500
                                           ======  ======
Supplemental disclosures:
{caption:<43}{printed}
"""
    assert values(converted(page))["IncomeTaxesPaid", QUARTER] == paid


def test_payments_under_no_proven_total_are_positive():
    page = """                          STATEMENTS OF CASH FLOWS
                               (in thousands)

                                              Three Months Ended
                                                 September 30,
                                                2004       2003
                                             ---------  ---------
Operating activities:
  Net income                                 $     410  $     390
  Depreciation                                     120        110
Net cash provided by operating activities          530        500
Financing activities:
  Repayments of long-term debt                     150        140
  Dividends paid                                   (60)       (80)
Net cash used in financing activities             (999)      (888)
"""
    found = values(converted(page))
    assert found["RepaymentsOfLongTermDebt", QUARTER] == 150000
    assert found["PaymentsOfDividends", QUARTER] == 60000


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


@pytest.mark.parametrize(
    ("whole", "left", "name"),
    [
        ("Revenues", "Income before income taxes", "CostsAndExpenses"),
        ("Net sales", "Operating income", "CostsAndExpenses"),
        ("Gross profit", "Operating income", "OperatingExpenses"),
        ("Gross profit", "Income before income taxes", ""),
    ],
)
def test_what_is_taken_off_without_a_caption(whole, left, name):
    page = operations(
        f"{whole:<41}$   3,000  $   2,900",
        "                                         ---------  ---------",
        "Salaries and benefits                        1,500      1,400",
        "Selling and administrative                     500        450",
        "                                         ---------  ---------",
        "                                             2,000      1,850",
        "                                         ---------  ---------",
        f"{left:<41}$   1,000  $   1,050",
    )
    found = values(converted(page))
    told = {"CostsAndExpenses", "OperatingExpenses"} & {local for local, _ in found}
    assert told == ({name} if name else set())
    assert found[name or "Subtotal", QUARTER] == 2_000_000


@pytest.mark.parametrize("total", [True, False], ids=["with its total", "without"])
def test_equity_before_treasury_stock_is_not_all_of_it(total):
    """Where the line of the total is missing nothing else takes its name."""
    rule = "                                         ---------     ---------"
    whole = ["Total stockholders' equity                     600           550", rule]
    page = balance(
        "Total assets                             $   1,000     $     900",
        "Accounts payable                         $     400     $     350",
        "Stockholders' equity:",
        "  Common stock                                 250           240",
        "  Retained earnings                            450           400",
        rule,
        "                                               700           640",
        "  Treasury stock, at cost                     (100)          (90)",
        rule,
        *(whole if total else []),
        "                                         $   1,000     $     900",
    )
    found = values(converted(page))
    assert found.get(("StockholdersEquity", "20040930")) == (600_000 if total else None)


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


def test_a_period_that_ends_after_the_filing_was_made_is_left_out():
    header = "<SEC-HEADER>\nFILED AS OF DATE:\t\t20041110\n</SEC-HEADER>\n"
    page = operations("Net income                               $   1,000  $     900")
    page = page.replace("2004       2003", "2005       2004")
    text = f"{header}<DOCUMENT>\n<TYPE>10-Q\n<TEXT>\n{COVER}<PAGE>\n\n{page}</TEXT>\n</DOCUMENT>\n"
    done = analysed(text)
    assert values(done)["NetIncomeLoss", QUARTER] == 900_000
    assert ("NetIncomeLoss", "20050701-20050930") not in values(done)
    assert [f.code for f in done.findings if f.code.startswith("PER")] == ["PER003"]


def test_the_picture_names_elements_of_the_filing_s_own():
    page = operations(
        "Net sales                                $   1,000  $     900",
        "Refunds of overpaid tuition                     50         40",
    )
    done = converted(page)
    lines = render(done.report, done.mapped, done.findings).splitlines()
    assert any(line.endswith("RefundsOfOverpaidTuition*") for line in lines)


FLOWS = """                    STATEMENTS OF CASH FLOWS
              (in thousands)

                                      Three Months Ended
                                         September 30,
                                        2004       2003
                                     ---------  ---------
Financing activities:
  Treasury shares issued to plan         {first}          -
  Dividends paid                         (864)      (500)
                                     ---------  ---------
Net cash used in financing activities     (768)      (500)
"""


def test_shares_issued_among_the_flows_of_cash_bring_money():
    done = converted(operations(*SALES), FLOWS.format(first=" 96"))
    (fact,) = [f for f in done.report.facts if "Treasury" in f.concept.local and f.value]
    assert (fact.value, fact.unit) == (96_000, currency("USD"))
