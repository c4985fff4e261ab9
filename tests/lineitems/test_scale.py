"""Powers of ten and currencies: what captions say, and what the figures prove."""

import pytest

from converter.text.units import Units
from tests.lineitems.reading import read

IN_FULL = """\
                                    2006          2005
Net income                     $   4,650     $   3,795
Basic earnings per share       $    0.38     $    0.31
Weighted average shares       12,285,606    12,430,021
"""
AS_MONEY = IN_FULL.replace("12,285,606", "    12,286").replace("12,430,021", "    12,430")
LOSS = """\
                                    2006          2005
Net income                     $   4,650     $   3,795
Average shares outstanding    12,285,606    12,430,021
"""

SCALES = [
    ("shares in full though the caption leaves them in", IN_FULL, "(in thousands)", Units(3, 0)),
    ("shares as the caption says", AS_MONEY, "(in thousands, except per share data)", Units(3, 3)),
    ("no caption: the figures prove thousands", IN_FULL, "", Units(3, 0)),
    ("by magnitude, without earnings per share", LOSS, "(in thousands)", Units(3, 0)),
    ("nothing to go by", LOSS, "", Units(0, 0)),
]


@pytest.mark.parametrize(
    ("text", "lead", "units"), [case[1:] for case in SCALES], ids=[case[0] for case in SCALES]
)
def test_scales(text, lead, units):
    table, _ = read(text, lead=lead, months=12)
    assert (table.units.money, table.units.shares) == (units.money, units.shares)


@pytest.mark.parametrize(
    ("text", "shares", "found"),
    [
        (IN_FULL.replace("shares     ", "shares(000)"), 0, True),
        (AS_MONEY.replace("shares     ", "shares(000)"), 3, False),
        (LOSS.replace("outstanding ", "out. (000)  "), 3, False),
    ],
    ids=["printed in full", "as it says", "nothing to prove it"],
)
def test_units_of_a_caption_against_earnings_per_share(text, shares, found):
    table, codes = read(text, lead="(in thousands)", months=12)
    assert table.items[-1].units.shares == shares
    assert ("SCA003" in codes) is found


@pytest.mark.parametrize(
    ("lead", "text", "currency", "codes"),
    [
        ("(Thousands of Canadian dollars)", LOSS, "CAD", []),
        ("(in thousands)", LOSS.replace("$ ", "C$"), "CAD", []),
        ("(in thousands of francs)", LOSS, "", ["SCA002"]),
        ("(in thousands)", LOSS, "USD", []),
    ],
)
def test_currencies(lead, text, currency, codes):
    table, found = read(text, lead=lead, months=12)
    assert table.units.currency == currency
    assert [code for code in found if code.startswith("SCA")] == codes


def test_a_page_without_units_has_the_currency_of_the_page_before():
    table, _ = read(LOSS, months=12, units=Units(3, 3, stated=True, currency="GBP"))
    assert table.units.currency == "GBP"


@pytest.mark.parametrize(
    ("effect", "expected"),
    [("   38        29", "shares"), ("   38        33", "money"), (" $ 38      $ 29", "money")],
)
def test_what_leads_from_one_count_to_another_counts_shares(effect, expected):
    table, _ = read(f"""\
                                          1997      1996
Net income                               4,129     3,492
Average shares outstanding               2,477     2,496
Dilutive effect of stock options       {effect}
Average shares assuming dilution         2,515     2,525
""")
    assert [item.quantity.value for item in table.items] == [
        "money", "shares", expected, "shares",
    ]  # fmt: skip


def test_units_alone_belong_to_the_heading_above_them():
    table, _ = read(
        "                                    1997      1996\n"
        "Primary earnings per share       $  3.67   $  1.66\n"
        "\n"
        "The number of common shares was as follows:\n"
        "\n"
        "(in millions)\n"
        "\n"
        "Primary                            341.5     335.7\n",
        lead="(in thousands)",
    )
    item = table.items[-1]
    assert (item.quantity.value, item.units.shares) == ("shares", 6)
    assert item.section[0].startswith("The number of common shares")


TOLD = """\
                                    1995      1994
Net earnings                     $ 4,130   $ 3,610
Average common                     1,204     1,190
Earnings per share               $  3.43   $  3.03
"""
ONE_A_SHARE = (
    TOLD.replace("4,130", "1,204").replace("3,610", "1,190").replace("3.43", "1.00")
).replace("3.03", "1.00")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TOLD, "shares"),
        (TOLD.replace("1,190", "1,390"), "money"),
        (TOLD.replace("  1,204", "$ 1,204"), "money"),
        (TOLD.replace("1,190", "     "), "money"),
        (TOLD.replace(" 1,204", "12,040").replace(" 1,190", "11,900"), "money"),
        (TOLD.replace("    1,204", "1,204,000").replace("    1,190", "1,190,000"), "shares"),
        (ONE_A_SHARE, "money"),
    ],
    ids=[
        "in every column", "not in one", "beside a dollar sign", "in one column alone",
        "in tens", "in full", "one a share",
    ],
)  # fmt: skip
def test_what_earnings_per_share_make_net_income_counts_shares(text, kind):
    table, _ = read(text, months=12)
    assert table.items[1].quantity.value == kind


EQUITY = """\
                              Common Stock        Retained       Treasury Stock
                           Shares      Amount     Earnings     Shares      Amount
Balance, December 31, 1994  {issued}      $2,116     $ 9,104     60,200     $({cost},010)
Net income                         --          --       1,310         --          --
Balance, December 31, 1995  {issued}       2,116      10,414     67,100      ({cost},420)
"""
DOLLARS, BOTH = "(Thousands of dollars)", "(Dollars and shares in thousands)"


@pytest.mark.parametrize(
    ("lead", "issued", "cost", "shares"),
    [
        (DOLLARS, "3,204,118", "3,003", 0),
        (DOLLARS, "  804,118", "3,003", 3),
        (DOLLARS, "  804,118", "    3", 0),
        (BOTH, "3,204,118", "3,003", 3),
        (BOTH, "  804,118", "    3", 3),
    ],
    ids=["too many issued", "nothing told", "cents a share", "said", "said of treasury shares"],
)
def test_columns_of_shares_are_in_full(lead, issued, cost, shares):
    """Where few companies have so many thousands, or where as many thousands of treasury shares
    would have cost less than shares cost.
    """
    table, _ = read(EQUITY.format(issued=issued, cost=cost), "EQ", lead=lead)
    assert (table.units.money, table.units.shares) == (3, shares)


def test_what_other_shares_brought_tells_nothing_of_counts():
    text = EQUITY.format(issued="  804,118", cost="    3").replace(
        "Treasury Stock", "Series B Stock"
    )
    table, _ = read(text, "EQ", lead=DOLLARS)
    assert table.units.shares == 3


OF_FIVE = """\
({units})

                                  1999      1998     1997     1996     1995
Sales from continuing
 operations                    $14,089   $13,406  $14,538  $15,968  $14,980
Earnings from operations         1,990     1,888      130    1,845    1,941
Shareholders' equity             3,912     3,988    3,161    4,734    5,121
"""


@pytest.mark.parametrize(
    ("units", "shares"),
    [
        ("Dollar amounts and shares in millions, except per share data", 6),
        ("Amounts in millions, except shares", 0),
    ],
)
def test_units_that_do_not_reach_over_all_columns_are_of_all(units, shares):
    table, _ = read(OF_FIVE.format(units=units), "BS")
    assert table.units.money == 6
    assert [column.column.units for column in table.columns] == [None] * 5
    assert [head for column in table.columns if "millions" in (head := column.column.head)] == []
    assert table.units.shares == shares
