"""A statement of retained earnings, whose columns are years: what its lines and balances are."""

import pytest
from made_cover import cover

from converter.pipeline import Options, matched
from converter.read import read_filing

PAGE = """<PAGE>
                     {title}
                               (in thousands)

                                            Years ended December 31,
                                           1995       1994       1993
                                         ---------  ---------  ---------
{heading}Balance at beginning of year             $  10,454  $   9,104  $   8,600
Net income                                   1,970      2,350      1,504
                                         ---------  ---------  ---------
                                            12,424     11,454     10,104
{deduct}
  Preferred stock                              300        300        300
  Common stock                                 700        700        700
                                         ---------  ---------  ---------
                                             1,000      1,000      1,000
                                         ---------  ---------  ---------
{last:38}   $  11,424  $  10,454  $   9,104
                                         =========  =========  =========
"""
ALONE = "STATEMENTS OF RETAINED EARNINGS"
OF_ALL = "STATEMENTS OF SHAREHOLDERS' EQUITY"
RETAINED = ["RetainedEarningsAccumulatedDeficit"]
EQUITY = ["StockholdersEquity"]


def claims(title=ALONE, deduct="Deduct cash dividends declared:", last="Balance at end of year",
           heading="", page=PAGE):  # fmt: skip
    """[(caption, names of its concepts)] of the lines with figures."""
    text = page.format(title=title, deduct=deduct, last=last, heading=heading)
    raw = (cover("10-K", "December 31, 1995") + text).encode()
    (table,), _ = matched(read_filing(raw, "mills.txt").value, Options())
    return [
        (item.caption, [concept.qname.local for concept in claim.concepts])
        for item, claim in zip(table.read.items, table.claims, strict=True)
        if item.row.cells
    ]


@pytest.mark.parametrize(
    ("title", "heading", "balance"),
    [
        (ALONE, "", RETAINED),
        ("CONSOLIDATED STATEMENT OF CHANGES IN RETAINED EARNINGS", "", RETAINED),
        ("STATEMENTS OF REINVESTED EARNINGS", "", RETAINED),
        ("STATEMENTS OF EARNINGS RETAINED IN THE BUSINESS", "", RETAINED),
        ("STATEMENTS OF RETAINED EARNINGS AND CAPITAL SURPLUS", "RETAINED EARNINGS\n", EQUITY),
        (OF_ALL, "RETAINED EARNINGS\n", EQUITY),
    ],
)
def test_balances_of_retained_earnings_alone_are_no_equity(title, heading, balance):
    found = claims(title, heading=heading)
    assert [found[0][1], found[-1][1]] == [balance, balance]


def test_the_sum_of_what_was_added_before_what_is_deducted_is_no_balance():
    found = claims()
    assert found[2] == ("", [])
    assert found[-1] == ("Balance at end of year", RETAINED)
    # where nothing is deducted, the sum is the balance at the end
    assert claims(page=PAGE.partition("{deduct}")[0])[-1] == ("", RETAINED)


@pytest.mark.parametrize(
    ("deduct", "dividends"),
    [
        ("Deduct cash dividends declared:", True),
        ("Less cash dividends:", True),
        ("Deduct dividends:", True),
        ("Deduct:", False),
    ],
)
def test_what_is_deducted_under_a_heading_of_dividends_are_these(deduct, dividends):
    found = dict(claims(deduct=deduct))
    paid = [found["Preferred stock"], found["Common stock"]]
    assert (paid == [["DividendsPreferredStock"], ["DividendsCommonStock"]]) is dividends


FOOT = """<PAGE>
                     STATEMENTS OF OPERATIONS
                         (in thousands)

                                            Years ended December 31,
                                           1995       1994       1993
                                         ---------  ---------  ---------
Sales                                    $  21,500  $  20,100  $  19,700
Costs and expenses                          19,530     17,750     18,196
                                         ---------  ---------  ---------
Net income                                   1,970      2,350      1,504
                                         =========  =========  =========

{heading}
 Beginning of year                          10,454      8,104      6,600
                                         ---------  ---------  ---------
 End of year                             $  12,424  $  10,454  $   8,104
                                         =========  =========  =========
"""


@pytest.mark.parametrize(
    ("heading", "balance"),
    [("Accumulated Deficit", RETAINED), ("Shareholders' Equity:", EQUITY)],
)
def test_what_is_carried_at_the_foot_of_operations_was_earned(heading, balance):
    found = claims(page=FOOT, heading=heading)
    assert [names for _, names in found[-2:]] == [balance, balance]
