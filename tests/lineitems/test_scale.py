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
