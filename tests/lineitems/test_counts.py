"""Lines of an equity statement that speak of shares: what they count is told by their sums."""

import pytest
from analysed import analysed
from made_cover import cover

from converter.text.units import Quantity

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
