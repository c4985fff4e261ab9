"""What the columns of a statement of equity are members of."""

import pytest
from analysed import analysed
from made_cover import cover

PAGE = (
    cover("10-K", "December 31, 1997")
    + """<PAGE>

                STATEMENTS OF STOCKHOLDERS' EQUITY
                          (In thousands)

{over}
                        Shares    {amount:<6}    Shares    {amount:<6}    earnings    Total
                        ------    ------    ------    ------    --------    -----
Balance, Jan 1, 1997       500       $50       200       $20        $530     $600
Net income                  --        --        --        --         150      150
Conversion of shares        10         1       (10)       (1)         --       --
                        ------    ------    ------    ------    --------    -----
Balance, Dec. 31, 1997     510       $51       190       $19        $680     $750
                        ======    ======    ======    ======    ========    =====
"""
)
CLASSES = """\
                             Class A             Class B
                          Common Stock        Common Stock      Retained"""
PUSHED = """\
                                 Class A             Class B
                            Common Stock        Common Stock    Retained"""
KINDS = """\
                        Common Stock        Preferred Stock     Retained"""


def members(over, amount):
    (table,) = analysed(PAGE.format(over=over, amount=amount)).mapped
    return [part.member.local if part.member else part.name for part in table.components]


@pytest.mark.parametrize("amount", ["Amount", "Value", "  $"])
@pytest.mark.parametrize(
    ("over", "stocks"),
    [
        (CLASSES, ("Class A Common Stock", "Class B Common Stock")),
        (PUSHED, ("Class A Common Stock", "Class B Common Stock")),
        (KINDS, ("CommonStockMember", "PreferredStockMember")),
    ],
    ids=["classes", "pushed over the amounts", "kinds"],
)
def test_shares_and_amounts_are_of_one_class(over, stocks, amount):
    one, two = stocks
    assert members(over, amount) == [one, one, two, two, "RetainedEarningsMember", ""]


COUNTS = (
    PAGE.split("{over}", maxsplit=1)[0]
    + """\
                      Number of
                  {0:>13}   {2}    Retained
                    {1:>11}    {3}    Earnings    Total
                  -------------  -------    --------  -------
Balance, Jan 1, 1997        500      $50        $530     $580
Net income                   --       --         150      150
Stock issued                 10        1          --        1
                  -------------  -------    --------  -------
Balance, Dec. 31, 1997      510      $51        $680     $731
                  =============  =======    ========  =======
"""
)


@pytest.mark.parametrize("beside", [("Common", "Stock"), ("      ", "Other")])
@pytest.mark.parametrize(
    "head", [("Common Shares", "Outstanding"), ("Shares", "Outstanding"), ("", "Shares")]
)
def test_a_column_of_counts_is_of_the_stock_that_it_counts(head, beside):
    (table,) = analysed(COUNTS.format(*head, *beside)).mapped
    member = table.components[0].member
    if "Common" in (*beside, *head[0].split()):
        assert member.local == "CommonStockMember"
    else:  # of which stock is not said
        assert member is None
