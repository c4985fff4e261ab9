"""What the tables of a filing say together."""

from dataclasses import replace

import pytest
from analysed import analysed
from made_cover import cover

from converter.lineitems.together import read_together
from converter.text.units import Quantity, Units
from tests.lineitems.reading import read

AMOUNTS = """\
                                            1995      1994
                                         -------   -------
Net sales                                $   788   $   998
Costs of products sold                       516       419
                                         -------   -------
Income before extraordinary loss             272       579
Extraordinary loss                            --       (12)
                                         -------   -------
Net income                               $   272   $   567
                                         =======   =======
"""
CENTS = """\
                                            1995      1994
                                         -------   -------
Results for the owners:
  Income before extraordinary loss       $  2.78   $  2.44
  Extraordinary loss                          --      (.12)
                                         -------   -------
  Net income                             $  2.78   $  2.32
                                         =======   =======
"""
FILING = (
    cover("10-K", "December 31, 1995")
    + f"""<PAGE>
                          CONSOLIDATED STATEMENT OF INCOME
                                   (in millions)
{AMOUNTS}
<PAGE>
                  CONSOLIDATED STATEMENT OF INCOME -- (CONCLUDED)
                                   (in millions)
{CENTS}"""
)


def test_lines_of_cents_behind_lines_without_are_per_share():
    behind = FILING[: FILING.index("CONCLUDED")].count("\n")
    facts = analysed(FILING).report.facts
    page = [fact for fact in facts if fact.span and fact.span.line > behind]
    assert {str(fact.value) for fact in page} == {"2.78", "2.44", "0", "-0.12", "2.32"}
    assert all([each.local for each in fact.unit.denominator] == ["shares"] for fact in page)


@pytest.mark.parametrize(
    ("first", "power", "expected"),
    [
        (AMOUNTS, 6, Quantity.PER_SHARE),
        (AMOUNTS, 0, Quantity.MONEY),  # in dollars an amount may have cents
        (CENTS, 6, Quantity.MONEY),  # no page without them stands before
    ],
)
def test_a_page_of_cents_behind_one_without_is_per_share(first, power, expected):
    units = Units(money=power, shares=0, stated=True)
    pages = [replace(read(text, kind="IS")[0], units=units) for text in (first, CENTS)]
    *_, last = read_together(pages)
    assert {item.quantity for item in last.items if item.row.cells} == {expected}
