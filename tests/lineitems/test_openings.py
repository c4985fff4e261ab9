"""What kind of amount a line has, by the heading that it stands under."""

import pytest

from tests.lineitems.reading import read

CASH = """\
                                             1995         1994
Net increase in cash                        1,210        1,120
{opening}
  Cash on hand                                400          380
  Notes of mills                            2,050          950
                                            2,450        1,330
Cash and cash equivalents at end of year:
  Cash on hand                                560          400
  Notes of mills                            3,100        2,050
                                           $3,660       $2,450
"""
BEGINNING = "Cash and cash equivalents at beginning of year:"


@pytest.mark.parametrize(
    ("opening", "kind", "found"),
    [
        (BEGINNING, "CF", [False, True, True, True, False, False, False]),
        (BEGINNING, "IS", [False] * 7),
        ("Looms at beginning of year:", "CF", [False] * 7),
    ],
    ids=["of cash", "in another statement", "of something else"],
)
def test_lines_under_cash_at_the_beginning_of_a_year_are_opening_balances(opening, kind, found):
    table, _ = read(CASH.format(opening=opening), kind, months=12)
    assert [item.opening for item in table.items if item.row.cells] == found
