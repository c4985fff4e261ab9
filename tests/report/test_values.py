"""Small statements in, values out: signs, scales, periods, rivals, captions."""

from decimal import Decimal

import pytest
from analysed import analysed
from made_cover import cover

from converter.model.xbrl import SHARES, currency
from converter.show import render

COVER = (
    cover("10-Q", "September 30, 2004", "0-12345")
    + """\

"""
)


def converted(*pages):
    text = COVER + "".join(f"<PAGE>\n\n{page}\n" for page in pages)
    return analysed(text)


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


@pytest.mark.parametrize(
    ("caption", "figures", "concept", "amounts"),
    [
        # in the columns' order; of the one column in which the line has an amount; of none
        ("Interest expense, less $16 and $43 capitalized", "(7)  (8)",
         "InterestCostsCapitalized", (16_000, 43_000)),
        ("Interest expense, net of capitalized interest of $16", "(7)  --",
         "InterestCostsCapitalized", (16_000, None)),
        ("Interest expense, net of $16 capitalized", "(7)  (8)",
         "InterestCostsCapitalized", (None, None)),
        ("Interest expense, net of $16 capitalized in 2003", "(7)  (8)",
         "InterestCostsCapitalized", (None, 16_000)),
        ("Cash dividends paid ($.12 per share)", "(7)  (8)",
         "CommonStockDividendsPerShareCashPaid", (Decimal("0.12"), Decimal("0.12"))),
        ("Dividends on preferred stock ($.12 per share)", "(7)  (8)",
         "CommonStockDividendsPerShareCashPaid", (None, None)),
    ],
)  # fmt: skip
def test_captions_with_amounts_of_a_period(caption, figures, concept, amounts):
    one, other = figures.split()
    page = operations(
        "Net sales                                $   1,000     $     900",
        "Cost of sales                                  600           500",
        f"{caption:<54}",
        f"{'':<40}{one:>10}{other:>14}",
        "                                         ---------     ---------",
        "Net income                               $     393     $     392",
    )
    found = values(converted(page))
    spans = ("20040701-20040930", "20030701-20030930")
    assert tuple(found.get((concept, span)) for span in spans) == amounts


def test_captions_with_amounts_of_an_equity_row():
    page = """                STATEMENTS OF STOCKHOLDERS' EQUITY
                     (in thousands, except per share data)
                                         Common      Retained      Treasury
                                          Stock      Earnings        Stock        Total
                                       ---------    ---------     ---------    ---------
Balance, June 30, 2003                 $   1,000    $   2,000     $    (100)   $   2,900
Net income                                    --          500            --          500
Cash dividends ($.12 per share)               --         (120)           --         (120)
Purchase of 12,500 treasury shares            --           --          (250)        (250)
Balance, June 30, 2004                 $   1,000    $   2,380     $    (350)   $   3,030
"""
    found = values(converted(page))
    year = "20030701-20040630"
    assert found["CommonStockDividendsPerShareDeclared", year] == Decimal("0.12")
    assert found["TreasuryStockSharesAcquired", year] == 12_500


def test_counts_below_the_heading_of_a_stock():
    """Dated by their years, scaled by their own words, and in full where no company has so many."""
    page = (
        balance(
            "Total assets                             $   1,000     $     900",
            "Preferred stock, $1.00 par value (liquidation",
            "  preference of $177 million)                    *             *",
            "Common stock, $.25 par value",
            "  Authorized: 5,600,000,000 shares",
            "  Issued: 3,443,000,000 shares in 2004;",
            "    3,432,000,000 shares in 2003               861           858",
            "                                         ---------     ---------",
            "Total liabilities and equity             $   1,000     $     900",
        )
        .replace("except share data", "except per share data")
        .replace("June 30,   ", "Sept. 30,  ")
    )
    page = page.replace("     2004          2004", "     2004          2003")
    found = values(converted(page))
    assert found["CommonStockParOrStatedValuePerShare", "20040930"] == Decimal("0.25")
    assert found["CommonStockSharesAuthorized", "20040930"] == 5_600_000_000
    assert found["CommonStockSharesIssued", "20040930"] == 3_443_000_000
    assert found["CommonStockSharesIssued", "20030630"] == 3_432_000_000
    assert ("PreferredStockLiquidationPreference", "20040930") not in found


def test_lines_whose_captions_differ_by_their_amounts_alone():
    page = balance(
        "Cash and cash equivalents                      50            40",
        "Student tuition, net of $25 and $18           850           760",
        "Student tuition, net of $39 and $34           100           200",
        "                                         ---------     ---------",
        "Total assets                             $   1,000     $   1,000",
    )
    own = [f for f in converted(page).report.facts if "StudentTuition" in f.concept.local]
    assert {f.value for f in own} == {850_000, 760_000, 100_000, 200_000}


def test_figures_beside_a_count_in_the_caption_are_money():
    page = balance(
        "Common shares, $1.25 par value",
        "  Shares authorized - 120,000",
        "  Shares issued - 58,931 and 58,875,",
        "    respectively                              735           720",
        "Retained earnings                             265           280",
        "                                         ---------     ---------",
        "Total stockholders' equity               $   1,000     $   1,000",
    )
    done = converted(page)
    assert values(done)["CommonStockSharesIssued", "20040630"] == 58_875
    assert not [f for f in done.findings if f.code.startswith(("CAL", "DUP"))]


def test_shares_have_the_units_of_their_own_head():
    page = """                STATEMENTS OF STOCKHOLDERS' EQUITY
                        (Dollars in millions)

                                                       Common Stock
                                                       Shares
                                                   (in thousands)    Amount    Total
                                                   --------------   -------  -------
Balance, June 30, 2003                                    116,147   $   204  $   204
Net income                                                                4        4
Balance, June 30, 2004                                    116,147   $   208  $   208
"""
    facts = converted(operations(*SALES), page).report.facts
    found = {(f.concept.local, f.value) for f in facts if f.context.dimensions}
    assert ("SharesIssued", 116_147_000) in found
    assert ("StockholdersEquity", 208_000_000) in found


def test_two_columns_of_one_component_are_parts_of_it():
    page = """                STATEMENTS OF STOCKHOLDERS' EQUITY
                         (in thousands)

                                       Years ended June 30, 2003 and 2004
                                            Unrealized  Unrealized
                                    Common   Losses on    Gains on
                                    Stock       Hedges     Futures     Total
                                   -------    --------    --------   -------
Balance, June 30, 2003             $   200    $    (30)   $     10   $   180
Net income                              --          --          --         4
Balance, June 30, 2004             $   204    $    (30)   $     10   $   184
"""
    done = converted(operations(*SALES), page)
    facts = [f for f in done.report.facts if f.concept.local == "StockholdersEquity"]
    found = {(f.context.dimensions[0][1].local if f.context.dimensions else "", f.value)
             for f in facts if f.context.period.slug == "20030630"}  # fmt: skip
    assert found == {
        ("CommonStockMember", 200_000), ("UnrealizedLossesOnHedgesMember", -30_000),
        ("UnrealizedGainsOnFuturesMember", 10_000), ("", 180_000),
    }  # fmt: skip
    assert not [f for f in done.findings if f.code == "DUP001"]


@pytest.mark.parametrize(
    ("total", "equity"), [("       ", -475), ("  1,725", -475), ("  2,675", 475)],
    ids=["it is treasury stock", "the total says so", "the total says that it is none"],
)  # fmt: skip
def test_a_component_printed_as_what_it_takes_off(total, equity):
    head = "    Total" if total.strip() else ""
    page = f"""                STATEMENTS OF STOCKHOLDERS' EQUITY
                         (in thousands)

                                   Common    Retained    Treasury
                                    Stock    Earnings       Stock{head}
                                  -------    --------     -------    -----
Balance, June 30, 2003            $   200    $  2,000     $   475  {total}
Stock purchased                        --          --          25
Balance, June 30, 2004                200       2,000         500
"""
    done = converted(operations(*SALES), page)
    found = {f.context.dimensions[0][1].local: f.value for f in done.report.facts
             if f.context.dimensions and f.context.period.slug == "20030630"}  # fmt: skip
    assert found["TreasuryStockMember"] == equity * 1000
    assert found["RetainedEarningsMember"] == 2_000_000


def test_an_element_of_the_filing_s_own_is_one_for_all_years_of_an_equity_statement():
    rows = """Balance, June 30, 2002        $   100   $   100
Net income                          1         1
Tribute of partners (net of $3)     6         6
Balance, June 30, 2003            107       107
Net income                          2         2
Tribute of partners (net of $5)     7         7
Balance, June 30, 2004        $   116   $   116
"""
    page = f"""                STATEMENTS OF STOCKHOLDERS' EQUITY
                         (in thousands)

                               Common
                                Stock     Total
                              -------   -------
{rows}"""
    done = converted(operations(*SALES), page)
    own = {f.concept.local for f in done.report.facts if "Tribute" in f.concept.local}
    assert own == {"TributeOfPartners"}


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


SECURITIES = """                    NOTES TO FINANCIAL STATEMENTS
                          (in thousands)
NOTE 3 - FINANCIAL INSTRUMENTS

September 30,                           2004          2003
                                     Estimated     Estimated
                                     Fair Value    Fair Value
                                     ----------    ----------
{rows}
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # parts have no concept without a dimension, whatever comes first
        (["Equity securities                           400         300",
          "Swaps                                       (40)        (30)"], None),
        # the total of another class, and of none
        (["Held-to-maturity",
          "  Municipal bonds                           100          90",
          "  Treasury bills                            300         210",
          "  Total                                     400         300"], None),
        (["Notes payable                               100          90",
          "Long-term debt                              300         210",
          "Total                                       400         300"], None),
        (["Available-for-sale",
          "  Equity securities                         100          90",
          "  Treasury bills                            300         210",
          "  Total                                     400         300"], 400_000),
        (["Available-for-sale securities",
          "  Treasury bills                            400         300",
          "Held-to-maturity securities",
          "  Notes                                     100          90"], 400_000),
    ],
)  # fmt: skip
def test_a_row_that_sums_up_has_the_concept_of_its_column(rows, expected):
    found = values(converted(operations(*SALES), SECURITIES.format(rows="\n".join(rows))))
    assert found.get(("AvailableForSaleSecuritiesDebtSecurities", "20040930")) == expected


SALES = (
    "Net sales                                $   1,000  $     900",
    "Net income                                     300        200",
)


def test_classes_of_securities_side_by_side():
    page = """                    NOTES TO FINANCIAL STATEMENTS
                          (in thousands)
NOTE 3 - FINANCIAL INSTRUMENTS

At September 30, 2004 securities were as follows:
<TABLE>
September 30,                            2004                2004
                                  Available-for-sale   Held-to-maturity
                                      Fair Value          Fair Value
                                      ----------          ----------
Bonds                                        100                  90
Bills                                        300                 210
                                      ----------          ----------
Total                                        400                 300
</TABLE>
"""
    done = converted(operations(*SALES), page)
    assert values(done)["AvailableForSaleSecuritiesDebtSecurities", "20040930"] == 400_000
    assert not [f for f in done.findings if f.code == "DUP001"]


def test_pro_forma_amounts_stand_under_their_headings():
    page = """                    NOTES TO FINANCIAL STATEMENTS
                          (in thousands)
NOTE 3 - STOCK OPTIONS

Three Months Ended September 30,        2004          2003
                                     ----------    ----------
Net income
  As reported                        $      300    $      200
  Pro forma                                 290           190
Basic net income per share
  As reported                              1.67          1.40
  Pro forma                                1.63          1.37
Net income per common share--pro forma
  Basic                                    1.63          1.37
  Diluted                                  1.60          1.35
"""
    done = converted(operations(*SALES), page)
    found = values(done)
    assert found["ProFormaNetIncomeLossFairValueMethod", QUARTER] == 290_000
    assert found["ProFormaEarningsPerShareFairValueMethodBasic", QUARTER] == Decimal("1.63")
    assert found["ProFormaEarningsPerShareFairValueMethodDiluted", QUARTER] == Decimal("1.60")
    assert not [f for f in done.findings if f.code == "DUP001"]


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


def test_a_note_that_tells_what_would_have_been_states_no_income():
    page = """                    NOTES TO FINANCIAL STATEMENTS
NOTE 2 - PRO FORMA RESULTS (UNAUDITED)
                          (in thousands)

Nine Months Ended September 30,         2004          2003
                                     ----------    ----------
Net sales                            $    9,210    $    8,800
Net loss                                   (290)         (190)
"""
    done = converted(operations(*SALES), page)
    assert not [f for f in done.report.facts if f.provenance.statement == "NOTE" and f.unit]
    (told,) = [f for f in done.findings if f.code == "MAP013"]
    assert "pro forma" in told.message
    plain = converted(operations(*SALES), page.replace("PRO FORMA RESULTS", "NINE MONTHS"))
    assert "MAP013" not in {f.code for f in plain.findings}


@pytest.mark.parametrize(
    ("sentence", "taken"),
    [
        ("Pro forma results\nhad the plant been bought in 2003 follow (in thousands):", False),
        (
            "Pro forma results are in Note 3.  The results of the plant\nfollow (in thousands):",
            True,
        ),
    ],
)
def test_a_sentence_that_tells_what_would_have_been(sentence, taken):
    """The statements need not have its captions."""
    page = f"""                    NOTES TO FINANCIAL STATEMENTS
NOTE 2 - ACQUISITION

The Company bought a plant in March 2004.  {sentence}

                                     Nine Months Ended
                                       September 30,
                                        2004          2003
                                     ----------    ----------
Interest expense                     $      210    $      880
Research and development                     44            55
Gross profit                                 11            22
"""
    done = converted(operations(*SALES), page)
    facts = [f for f in done.report.facts if f.provenance.statement == "NOTE" and f.unit]
    assert bool(facts) is taken
    assert ("MAP013" in {f.code for f in done.findings}) is not taken


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


def test_a_caption_names_fiscal_years_that_end_in_the_next():
    text = balance(
        "Trade receivables, less allowance",
        "  (2004, $815; 2003, $742)                29,864         26,318",
        "Total assets                             $29,864        $26,318",
        "Common stock, $.10 par, 500 shares issued      5              5",
    )
    text = text.replace("September 30,   June 30,", "January 1,   January 3,")
    text = text.replace("2004          2004", "2005          2004")
    found = values(analysed(cover("10-K", "January 1, 2005", "0-12345") + f"<PAGE>\n\n{text}"))
    assert found["AllowanceForDoubtfulAccountsReceivable", "20050101"] == 815_000
    assert found["AllowanceForDoubtfulAccountsReceivable", "20040103"] == 742_000
    assert found["CommonStockParOrStatedValuePerShare", "20050101"] == Decimal("0.10")


@pytest.mark.parametrize(
    ("caption", "concept", "count"),
    [
        (
            "Exercise of stock options (198,396 shares)",
            "StockIssuedDuringPeriodSharesStockOptionsExercised",
            198_396,
        ),
        (
            "Purchase of treasury stock, at cost (55,200 shares)",
            "TreasuryStockSharesAcquired",
            55_200,
        ),
        ("Issuance of warrants to purchase 20,000 shares", "", None),
    ],
)
def test_captions_of_an_equity_statement_count_the_shares_of_its_movements(caption, concept, count):
    page = balance("Cash                                     $   4,000  $   5,000")
    page += f"""<PAGE>
                        STATEMENTS OF STOCKHOLDERS' EQUITY
                                   (In thousands)
                                                       Common   Retained
                                                        Stock   Earnings     Total
Balance at June 30, 2003                              $ 1,000    $ 2,000    $ 3,000
{caption:52}      900         --        900
Net income                                                 --        100        100
Balance at June 30, 2004                              $ 1,900    $ 2,100    $ 4,000
"""
    done = converted(page)
    counts = {
        f.concept.local: f.value for f in done.report.facts if f.unit and f.unit.id == "shares"
    }
    assert counts == ({concept: count} if concept else {})
