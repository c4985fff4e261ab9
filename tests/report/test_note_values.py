"""Values of tables in the notes: sums, columns, and what would have been."""

from decimal import Decimal

import pytest

from tests.report.small_statements import QUARTER, SALES, balance, converted, operations, values


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
