"""Amounts and counts of shares that stand in captions: of which columns, in which units."""

from decimal import Decimal

import pytest
from analysed import analysed
from made_cover import cover

from tests.report.small_statements import COUNTS, SALES, balance, converted, operations, values


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


def test_preferred_shares_are_counted_beside_common_ones():
    page = """                STATEMENTS OF STOCKHOLDERS' EQUITY
                            (in thousands)

                                                 Preferred   Common    Total
                                                   Stock     Stock
                                                  --------   -------  -------
Balance, June 30, 2003                            $    100   $   204  $   304
Repurchase of 4,789 common shares                       --       (20)     (20)
Repurchase of 645 preferred shares                     (10)       --      (10)
Balance, June 30, 2004                            $     90   $   184  $   274
"""
    facts = converted(operations(*SALES), page).report.facts
    found = {
        (fact.value, *(member.local for _, member in fact.context.dimensions))
        for fact in facts
        if fact.concept.local == "TreasuryStockSharesAcquired"
    }
    assert found == {(4_789,), (645, "PreferredStockMember")}


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


@pytest.mark.parametrize(
    ("caption", "concept", "value"),
    [
        ("Common stock, 9,000 shares authorized, 6,819 issued pro forma", "CommonStockSharesIssued", None),
        ("Common stock, 9,000 shares authorized, 6,819 issued", "CommonStockSharesIssued", 6_819),
        ("Common stock, 6,819 shares issued, historical and pro forma", "CommonStockSharesIssued", 6_819),
        ("Preferred stock, 819 shares issued, aggregate liquidation preference of $190",
         "PreferredStockLiquidationPreference", None),
        ("Preferred stock, 819 shares issued, liquidation preference of $19,827",
         "PreferredStockLiquidationPreference", None),
        ("Preferred stock, 819 shares issued, liquidation preference of $25 per share",
         "PreferredStockLiquidationPreference", 25),
    ],
)  # fmt: skip
def test_what_a_caption_says_of_other_shares_or_of_all(caption, concept, value):
    page = balance(
        "Total assets                             $   1,000     $     900",
        caption,
        "                                               861           858",
        "Retained earnings                              139            42",
        "                                         ---------     ---------",
        "Total liabilities and equity             $   1,000     $     900",
    )
    assert values(converted(page)).get((concept, "20040930")) == value


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
