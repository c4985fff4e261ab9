"""Equity statements with a component below the other: what is a balance among their lines."""

from decimal import Decimal

import pytest
from analysed import analysed
from made_cover import cover

STACKED = (
    cover("10-K", "December 31, 1997")
    + """<PAGE>
                     STATEMENT OF SHAREHOLDERS' EQUITY
(In thousands)                                 1997         1996
Common stock at stated value
   Balance at beginning of period        $   10,082   $    9,885
   Exercise of options                           97          188
   Conversion of debentures                       -            9
                                         ----------   ----------
   Balance at end of period                  10,179       10,082
                                         ----------   ----------
Retained earnings
   Balance at beginning of period           456,933      400,242
   Net income                                97,432       80,517
   Dividends paid                           (25,071)     (23,826)
                                         ----------   ----------
   Balance at end of period                 529,294      456,933
                                         ----------   ----------
Translation adjustments                      (3,787)      (1,060)
                                         ----------   ----------
Reserve for quarries                            600          700
                                         ----------   ----------
Treasury stock at cost                       (1,712)      (1,712)
                                         ----------   ----------
Shareholders' equity                     $  534,574   $  464,943
                                         ==========   ==========
Common shares
   Balance issued at beginning of period    100,823       98,855
   Exercise of options                          964        1,882
   Conversion of debentures                       -           86
                                         ----------   ----------
   Balance issued at end of period          101,787      100,823
                                         ----------   ----------
Treasury shares                                (129)        (129)
                                         ----------   ----------
Common shares issued and outstanding        101,658      100,694
                                         ----------   ----------
"""
)


@pytest.fixture(scope="module")
def facts():
    report = analysed(STACKED).report
    return {
        (fact.concept.local, fact.context.period.kind, abs(fact.value)): fact
        for fact in report.facts
        if isinstance(fact.value, Decimal)
    }


@pytest.mark.parametrize(
    ("concept", "value"),
    [
        (
            "AccumulatedOtherComprehensiveIncomeLossForeignCurrencyTranslationAdjustmentNetOfTax",
            3_787_000,
        ),
        ("ReserveForQuarries", 600_000),
        ("TreasuryStockValue", 1_712_000),
        ("StockholdersEquity", 534_574_000),
        ("TreasuryStockShares", 129_000),
        ("CommonStockSharesIssued", 101_658_000),
        ("SharesIssued", 101_787_000),
    ],
)
def test_what_a_total_adds_up_with_closing_balances_is_one(facts, concept, value):
    assert (concept, "instant", value) in facts


def test_what_happened_within_a_component_is_none(facts):
    assert ("StockIssuedDuringPeriodSharesStockOptionsExercised", "duration", 964_000) in facts
    assert ("StockIssuedDuringPeriodValueStockOptionsExercised", "duration", 97_000) in facts


def test_treasury_shares_are_a_count_however_they_are_printed(facts):
    assert facts["TreasuryStockShares", "instant", 129_000].value == 129_000


ONE_TOTAL = (
    cover("8-K", "January 18, 1998")
    + """<PAGE>
                             BALANCE SHEET
                             (in millions)
                                           December 31,   December 31,
                                                1997           1996
Cash                                         $11,164        $ 9,851
                                             -------        -------
Total assets                                 $11,164        $ 9,851
                                             =======        =======
Stockholders' equity                         $11,164        $ 9,851
                                             -------        -------
Total liabilities and equity                 $11,164        $ 9,851
                                             =======        =======
<PAGE>
                    STATEMENT OF CHANGES IN STOCKHOLDERS' EQUITY
                             (in millions)
                                                1997       1996
                                                ----       ----
{opening}                                    $ 9,851     $7,281
Net income                                     1,813      3,018
Dividends declared:
  Preferred stock                               (155)      (153)
  Common stock                                  (345)      (295)
                                             -------     ------
BALANCE AT DECEMBER 31,                      $11,164     $9,851
                                             =======     ======
"""
)


@pytest.mark.parametrize(
    ("opening", "known"),
    [
        ("BALANCE AT JANUARY 1,", True),
        ("Balance at beginning of year", True),
        ("Balance at July 1,", False),
    ],
)
def test_a_statement_that_opens_with_the_year_is_of_years(opening, known):
    """A release says nothing of its period's length."""
    report = analysed(ONE_TOTAL.format(opening=opening)).report
    found = [
        fact for fact in report.facts
        if fact.concept.local == "NetIncomeLoss" and fact.value == 1_813_000_000
    ]  # fmt: skip
    assert bool(found) is known
    if known:
        period = found[0].context.period
        assert (str(period.start), str(period.end)) == ("1997-01-01", "1997-12-31")


def test_a_heading_without_balances_is_no_component_where_the_whole_has_them():
    report = analysed(ONE_TOTAL.format(opening="BALANCE AT JANUARY 1,")).report
    paid = [fact for fact in report.facts if fact.value in (345_000_000, 155_000_000)]
    assert len(paid) == 2
    assert all(not fact.context.dimensions for fact in paid)
