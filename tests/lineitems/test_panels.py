"""Panels of an equity statement, of which one counts shares."""

from tests.lineitems.reading import read

PANELS = """\
                                             Amounts
                                         1997          1996
Common stock
Balance, beginning of year          $   7,820     $   7,241
Issued                                    412           579
Balance, end of year                $   8,232     $   7,820
                                      Shares (in thousands)
                                         1997          1996
Common stock
Balance, beginning of year          1,384,665     1,368,227
Issued                                 12,010        16,438
Balance, end of year                1,396,675     1,384,665
"""


def _shown(text: str) -> list[tuple[str, int]]:
    table, _ = read(text, kind="EQ", lead="(in millions) Years ended December 31", months=12)
    return [
        (str(item.quantity), item.units.shares if item.units else -1)
        for item in table.items
        if item.row.cells
    ]


def test_what_stands_below_shares_is_counted_in_their_scale():
    assert _shown(PANELS) == [("money", -1)] * 3 + [("shares", 3)] * 3


def test_below_amounts_it_is_money_again():
    upper = PANELS[: PANELS.index("                                      Shares")]
    assert _shown(PANELS + upper)[3:] == [("shares", 3)] * 3 + [("money", -1)] * 3


def test_a_heading_in_the_stub_says_nothing_of_what_follows_it():
    text = PANELS.replace("                                      Shares (in", "Shares (in")
    assert {quantity for quantity, _ in _shown(text)[:3]} == {"money"}
