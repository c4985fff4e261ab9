"""Balances of a cash flow statement: at a year's beginning and at its end."""

from decimal import Decimal

import pytest
from analysed import analysed
from made_cover import cover

FLOWS = (
    cover("10-K", "December 31, 1997")
    + """<PAGE>
                            STATEMENTS OF CASH FLOWS
                                 (in thousands)

                                               Years Ended December 31,
                                                 1997       1996
                                              ---------  ---------
Operating activities:
  Net income                                  $     275  $     310
  Depreciation                                      100         90
                                              ---------  ---------
Net cash provided by operating activities           375        400
Purchases of plant                                 (175)      (200)
                                              ---------  ---------
Increase in {name:32}      200        200
{opening:44}      500        300
                                              ---------  ---------
{closing:44}$     700  $     500
                                              =========  =========
"""
)


def balances(name, opening, closing):
    page = FLOWS.format(name=name, opening=opening, closing=closing)
    return {
        (str(fact.context.period.date), fact.value): fact.concept.local
        for fact in analysed(page).report.facts
        if fact.context.period.kind == "instant" and isinstance(fact.value, Decimal)
    }


@pytest.mark.parametrize(
    ("name", "opening", "closing"),
    [
        (
            "pooled funds and deposits",
            "Pooled funds and deposits, beginning of year",
            "Pooled funds and deposits, end of year",
        ),
        ("quarry tokens", "Quarry tokens at beginning of the year", "Quarry tokens at end of year"),
        ("quarry tokens", "Opening quarry tokens", "Closing quarry tokens"),
    ],
)
def test_a_balance_is_at_the_years_beginning_what_it_is_at_its_end(name, opening, closing):
    found = balances(name, opening, closing)
    assert set(found) == {
        ("1995-12-31", 300_000),
        ("1996-12-31", 500_000),
        ("1997-12-31", 700_000),
    }
    assert len(set(found.values())) == 1
    assert not any(word in name for name in found.values() for word in ("Begin", "End", "Open"))
