"""A sum that nothing marks as one, and that a slip keeps from adding in one column."""

import pytest
from analysed import analysed
from made_cover import cover

PAGE = (
    cover("10-K", "December 31, 1997")
    + """<PAGE>

                     STATEMENTS OF CASH FLOWS
                           (in millions)

                                            Year ended December 31,
                                           1997      1996      1995
Operating Activities:
  Net Income (Loss)                     $(183.2)  $ 120.1   $ 280.7
  Adjustments for items not affecting cash:
    Depreciation                          257.5     246.5     231.0
    Deferred income taxes                 (39.0)     18.0      53.0
  Working capital:
    Receivables                           (65.7)     99.4      11.6
    Inventories                           175.7     (59.0)    115.6
    Accounts payable                       10.8     (13.1)    (24.5)
Cash before funding of pensions           156.1     411.9     667.4
  Pension funding more than expense        (5.0)    (65.0)   (270.0)
Cash Provided from Operating Activities   151.1     346.9     397.4
Capital expenditures                     (120.0)   (300.0)   (390.0)
Net Increase in Cash                       31.1      46.9       7.4
Cash - Beginning of Period                137.8      90.9      83.5
Cash - End of Period                    $ 168.9   $ 137.8   $  90.9
"""
)


@pytest.mark.parametrize(
    ("before", "after"),
    [("(13.1)", " 13.1 "), ("411.9", "419.1"), ("99.4", "94.4"), ("99.4", "99.4")],
)
def test_it_is_told(before, after):
    assert before in PAGE
    told = {each.code for each in analysed(PAGE.replace(before, after)).findings}
    assert ("CAL001" in told) is (before != after)
