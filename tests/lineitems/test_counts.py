"""Lines of an equity statement that speak of shares: what they count is told by their sums."""

import pytest
from analysed import analysed
from made_cover import cover

from converter.lineitems.counts import total_column
from converter.text.units import Quantity
from tests.lineitems.reading import read

PAGE = (
    cover("10-K", "December 31, 1997")
    + """<PAGE>

                STATEMENTS OF STOCKHOLDERS' EQUITY
                          (In thousands)

                                        Year ended December 31
                                       1997         1996         1995
                                    ---------    ---------    ---------
Common stock:
  Beginning balance                  $  2,257     $  1,977     $  1,679
  Shares issued                           576          280          298
  Ending balance                     $  2,833     $  2,257     $  1,977
Capital in excess of par value:
  Beginning balance                  $509,966     $399,954     $253,446
  Shares issued                       230,534      110,012      146,508
  Shares repurchased                   (3,567)           -            -
  Ending balance                     ${ending}     $509,966     $399,954
"""
)


@pytest.mark.parametrize(
    ("ending", "counted"), [("736,933", Quantity.MONEY), ("736,333", Quantity.SHARES)]
)
def test_what_two_balances_differ_by_is_money(ending, counted):
    """Where the lines do not add up, the words alone tell."""
    (table,) = analysed(PAGE.format(ending=ending)).mapped
    issued = [item for item in table.read.items if item.caption == "Shares issued"]
    assert [item.quantity for item in issued] == [Quantity.MONEY, counted]


LAST = """\
                                Common     Retained
                                 Stock     Earnings       {head}
Balance, December 31, 1993    $  2,116     $  9,104     $ 11,220
Net income                          --        1,310        1,310
Shares sold to employees           100           40          140
Balance, December 31, 1994       2,216       10,454       12,670
Net income                          --          950          950
Shares sold to employees            80           20          {sold}
Balance, December 31, 1995       2,296       11,424       13,720
"""


@pytest.mark.parametrize(
    ("head", "sold", "found"),
    [("Net", "100", 2), ("", "100", 2), ("Net", "101", None), ("Total", "101", 2)],
    ids=["proven", "no head", "not in all rows", "said"],
)
def test_a_last_column_that_is_the_sum_of_the_others_is_the_total(head, sold, found):
    table, _ = read(LAST.format(head=f"{head:>6}", sold=sold), "EQ")
    assert total_column(table.columns) == found


def test_the_sum_of_two_lines_proves_no_total():
    text = LAST.format(head="  Gain", sold="100").split("Balance, December 31, 1994")[0]
    text = text.replace("        140", "           ")
    table, _ = read(text, "EQ")
    assert total_column(table.columns) is None


@pytest.mark.parametrize(
    ("head", "counts"), [("Number", True), ("Shares", True), ("Numbers", None), ("Value", False)]
)
def test_a_head_that_ends_with_number_counts_shares(head, counts):
    table, _ = read(
        f"""\
                               Common Stock      Retained
                             {head:>7}     Cost     Earnings
Balance, December 31, 1994   3,204     $2,116    $ 9,104
Net income                      --         --      1,310
Balance, December 31, 1995   3,204      2,116     10,414
""",
        "EQ",
    )
    assert table.columns[0].shares is counts
