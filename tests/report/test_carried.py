"""Balances that statements carry forward: retained earnings, cash, and the flows between."""

import pytest

from tests.report.small_statements import SALES, converted, operations, values

RETAINED = """                 {title}
                            (in thousands)

                                        Years Ended September 30,
                                           2004          2003
                                         ---------     ---------
{above}{earnings}{opening}          5,055         4,855
{net}Dividends                                   (396)         (300)
                                         ---------     ---------
{earnings}{closing}          5,659         5,055
"""
BALANCE = {
    "earnings": "", "opening": "Balance at beginning of year     ",
    "closing": "Balance at end of year           ",
}  # fmt: skip
EARNINGS = {
    "earnings": "Retained earnings", "opening": " at opening     ", "closing": " at end of year ",
}  # fmt: skip
SOLD = """Net sales                                  5,000         4,000
Cost of sales                              4,000         3,500
                                         ---------     ---------
"""
NET_INCOME = "Net income                                 1,000           500\n"


def test_retained_earnings_alone_are_those_of_a_balance_sheet():
    page = RETAINED.format(
        title="STATEMENTS OF RETAINED EARNINGS", above="", net=NET_INCOME, **BALANCE
    )
    done = converted(operations(*SALES), page)
    found = {
        (f.concept.local, *(member.local for _, member in f.context.dimensions)): f.value
        for f in done.report.facts
        if f.context.period.slug == "20020930"
    }
    assert found == {("RetainedEarningsAccumulatedDeficit",): 4_855_000}


def test_retained_earnings_at_the_foot_of_operations():
    title = "STATEMENTS OF INCOME AND RETAINED EARNINGS"
    page = RETAINED.format(title=title, above=SOLD + NET_INCOME, net="", **EARNINGS)
    found = values(converted(page))
    assert found["RetainedEarningsAccumulatedDeficit", "20020930"] == 4_855_000
    assert found["RetainedEarningsAccumulatedDeficit", "20040930"] == 5_659_000
    assert found["Dividends", "20031001-20040930"] == 396_000


FLOWS = """                          STATEMENTS OF CASH FLOWS
                              (in millions)

                                         Years Ended September 30,
                                           2004          2003
                                         ---------     ---------
Net income                                 150.0          80.0
Depreciation                                20.7          10.0
                                         ---------     ---------
{inner:40}   170.7          90.0
{between:40}    82.3          20.0
                                         ---------     ---------
{outer:40}   253.0         110.0
                                         ---------     ---------
Net cash used for financing activities    (177.1)       (100.0)
                                         ---------     ---------
Net increase in cash                        75.9          10.0
Cash at beginning of year                   99.4          89.4
                                         ---------     ---------
Cash at end of year                        175.3          99.4
"""


@pytest.mark.parametrize(
    ("lines", "flows"),
    [
        (
            {"inner": "Cash provided from operations",
             "between": "Pension funding less than",
             "outer": "Cash from operating activities"},
            253_000_000,
        ),
        (
            {"inner": "Net cash from operating activities",
             "between": "Purchases of equipment",
             "outer": "Cash before financing"},
            170_700_000,
        ),
    ],
    ids=["a subtotal", "a total of two kinds"],
)  # fmt: skip
def test_flows_of_a_kind_are_the_total_that_enters_the_change_in_cash(lines, flows):
    found = values(converted(FLOWS.format(**lines)))
    assert found["NetCashProvidedByUsedInOperatingActivities", "20031001-20040930"] == flows


def test_cash_of_a_part_is_not_that_which_the_cash_flow_statement_proves():
    page = FLOWS.format(
        inner="Net cash from operations", between="Purchases", outer="Cash before financing",
    )  # fmt: skip
    sheet = """                          BALANCE SHEETS
                            (in millions)

                                         September 30,
                                           2004          2003
                                         ---------     ---------
Cash and cash equivalents                  100.0          60.0
Assets of finance businesses               400.0         300.0
                                         ---------     ---------
Total assets                               500.0         360.0
"""
    found = values(converted(sheet, page))
    assert found["CashAndCashEquivalentsAtCarryingValue", "20040930"] == 175_300_000
    assert found["CashAndCashEquivalentsAtCarryingValue", "20030930"] == 99_400_000
    assert 100_000_000 in found.values()


def test_what_cash_is_made_of_at_the_beginning_is_a_balance():
    """Though no total stands below it."""
    page = FLOWS.partition("Cash at beginning")[0].format(
        inner="Net cash from operations", between="Purchases", outer="Cash before financing",
    )  # fmt: skip
    page += """Cash and cash equivalents at beginning of year:
  Wool set aside                            60.0          50.0
  Bales in transit                          39.4          39.4
"""
    done = converted(page)
    wool = [f for f in done.report.facts if f.value in (60_000_000, 50_000_000)]
    assert {f.context.period.slug: f.value for f in wool} == {
        "20030930": 60_000_000, "20020930": 50_000_000,
    }  # fmt: skip


def test_earnings_per_share_are_told_by_division():
    page = """                         STATEMENTS OF OPERATIONS
              (dollars in thousands, except per share amounts)

                                        Years Ended September 30,
                                           2004          2003
                                         ---------     ---------
Net sales                                  189,280       302,561
Income taxes                                66,152       105,890
                                         ---------     ---------
Earnings from continuing operations        123,128       196,671
Discontinued operations, net of taxes      (13,713)      (31,591)
                                         ---------     ---------
Net earnings                               109,415       165,080
                                         =========     =========
Earnings per share of common stock from
 continuing operations:
  Basic                                       1.45          2.37
Net earnings per share of common stock:
  Basic                                       1.29          1.99
Weighted average common shares outstanding:
  Basic                                     84,945        82,925
"""
    found = values(converted(page))
    year = "20031001-20040930"
    assert str(found["IncomeLossFromContinuingOperationsPerBasicShare", year]) == "1.45"
    assert str(found["EarningsPerShareBasic", year]) == "1.29"
    assert found["WeightedAverageNumberOfSharesOutstandingBasic", year] == 84_945_000
