"""What a line under the headings of earnings per share states."""

import pytest

from tests.report.small_statements import converted, values

YEAR = "20031001-20040930"
PAGE = """                         STATEMENTS OF OPERATIONS
              (dollars in thousands, except per share amounts)

                                        Years Ended September 30,
                                           2004          2003
                                         ---------     ---------
Net sales                                  189,280       302,561
Cost of sales                               50,865       100,481
Selling expenses                            12,000        12,000
Interest expense                             7,000         7,000
Income taxes                                10,000        18,000
                                         ---------     ---------
Net earnings                               109,415       165,080
                                         =========     =========
{lines}
"""


def found(lines):
    read = values(converted(PAGE.format(lines=lines)))
    return {
        concept: str(value) for (concept, period), value in read.items()
        if period == YEAR and abs(value) < 100
    }  # fmt: skip


def test_a_heading_for_both_makes_two_facts_of_each_line():
    told = found(
        """\
Basic and diluted earnings per share:
  Earnings before extraordinary charge        1.38          1.99
  Extraordinary charge                        (.09)           --
  Net earnings                                1.29          1.99
"""
    )
    assert told["EarningsPerShareBasic"] == told["EarningsPerShareDiluted"] == "1.29"
    extraordinary = "IncomeLossFromExtraordinaryItemsNetOfTaxPer"
    assert told[f"{extraordinary}BasicShare"] == told[f"{extraordinary}DilutedShare"] == "-0.09"


def test_basic_and_diluted_stand_under_what_is_earned():
    told = found(
        """\
Earnings per share:
  Earnings from continuing operations:
    Basic                                     1.38          1.99
    Diluted                                   1.36          1.97
  Extraordinary charge:
    Basic                                     (.09)           --
    Diluted                                   (.08)           --
  Net earnings:
    Basic                                     1.29          1.99
    Diluted                                   1.28          1.97
"""
    )
    assert told["IncomeLossFromContinuingOperationsPerBasicShare"] == "1.38"
    assert told["IncomeLossFromContinuingOperationsPerDilutedShare"] == "1.36"
    assert told["IncomeLossFromExtraordinaryItemsNetOfTaxPerDilutedShare"] == "-0.08"
    assert told["EarningsPerShareDiluted"] == "1.28"


@pytest.mark.parametrize(
    ("caption", "diluted"),
    [
        # SFAS 128 asks for both: of a year after 1997 the one that is printed is both
        ("Earnings per common share", ["EarningsPerShareDiluted"]),
        ("Net earnings per share", ["EarningsPerShareDiluted"]),
        ("Basic earnings per share", []),
    ],
)
def test_without_a_word_of_dilution_shares_are_not_diluted(caption, diluted):
    told = found(
        f"""\
Average common shares (in thousands)           84,945        82,925
{caption:<42}  1.29          1.99
Dividends declared per common share           0.40          0.38
"""
    )
    assert told["EarningsPerShareBasic"] == "1.29"
    assert [concept for concept in told if "Diluted" in concept] == diluted


def test_division_takes_earnings_per_share_from_another_line():
    told = found(
        """\
Average shares outstanding (in thousands)     84,945        82,925
EARNINGS PER COMMON SHARE:
  Before accounting changes                   1.38          2.08
  Cumulative effect of accounting changes:
    Income taxes                              (.09)         (.09)
NET EARNINGS                                  1.29          1.99
"""
    )
    assert told["EarningsPerShareBasic"] == "1.29"


def test_two_decimals_are_per_share_among_amounts_with_one():
    """'Net earnings' stands left of the heading, and is no sixteenth of a million."""
    lines = """\
Per common share:
  Before accounting changes                   1.38          2.08
Cumulative effect of accounting changes:
  Income taxes                                (.09)         (.09)
NET EARNINGS                                  1.29          1.99
"""
    page = PAGE.replace("thousands", "millions").format(lines=lines)
    for amount in ("189,280", "302,561", "50,865", "100,481", "12,000", "7,000", "10,000", "18,000",
                   "109,415", "165,080"):  # fmt: skip
        page = page.replace(amount, f"{amount.replace(',', '')[:-1]}.{amount[-1]}")
    read = values(converted(page))
    assert str(read["EarningsPerShareBasic", YEAR]) == "1.29"
    assert read["NetIncomeLoss", YEAR] == 10_941_500_000


def test_decimals_among_whole_amounts_are_no_money_however_many_there_are():
    lines = "".join(
        f"  {caption:<42}1.38          2.08\n"
        for caption in ("Continuing operations", "Before extraordinary charge", "All operations")
    )
    told = found(
        f"PRIMARY EARNINGS PER SHARE:\n{lines}FULLY DILUTED EARNINGS PER SHARE:\n{lines}"
        "NET EARNINGS                                  1.29          1.99\n"
    )
    assert "1.29" in told.values()


def test_shares_in_the_heading_over_what_was_earned_per_share():
    lines = """\
Net earnings per share based on 84,817,829 and
82,954,773 shares outstanding:
  Continuing operations                       1.29          1.99
"""
    read = values(converted(PAGE.format(lines=lines)))
    shares = "WeightedAverageNumberOfSharesOutstandingBasic"
    assert read[shares, YEAR] == 84_817_829
    assert read[shares, "20021001-20030930"] == 82_954_773
