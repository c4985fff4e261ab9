"""Which filed signs a cash flow's own sums contradict."""

import datetime as dt
from decimal import Decimal

import pytest
from analysed import analysed
from mills import flows

from benchmarks.measures import filed
from benchmarks.typeset import render

PAGE = flows(
    2004,
    """\
  Net income                                      $     410  $     390
  Depreciation                                          120        110
  Gain on sale of equipment                             (25)       (15)
  Changes in assets and liabilities:
    Inventories                                         (60)        35
    Accounts payable                                     45        (20)
                                                  ---------  ---------
Net cash provided by operating activities               490        500
                                                  ---------  ---------
Investing activities:
  Capital expenditures                                  150        140
  Purchases of investments                               60         80
                                                  ---------  ---------
Net cash used in investing activities             $    (210) $    (220)
                                                  ---------  ---------
""",
)


def test_a_cash_flow_tells_how_each_line_moves_cash():
    done = analysed(PAGE)
    moves = filed.effects(done.mapped, done.filing.source)
    by_figure = {digits: effect for (_, digits), effect in moves.items()}
    assert by_figure["120"] == by_figure["35"] == by_figure["45"] == 1
    assert by_figure["25"] == by_figure["60"] == by_figure["20"] == -1
    assert by_figure["150"] == by_figure["80"] == -1  # printed without parentheses


@pytest.mark.parametrize(
    ("concept", "value", "effect", "wrong"),
    [
        ("IncreaseDecreaseInInventories", "60", -1, False),
        ("IncreaseDecreaseInInventories", "-60", -1, True),
        ("IncreaseDecreaseInInventories", "35", 1, True),
        ("IncreaseDecreaseInAccountsPayable", "45", 1, False),
        ("IncreaseDecreaseInAccountsPayable", "20", -1, True),
        ("GainLossOnSaleOfPropertyPlantEquipment", "25", -1, False),
        ("GainLossOnSaleOfPropertyPlantEquipment", "-25", -1, True),
        ("PaymentsToAcquirePropertyPlantAndEquipment", "-150", -1, True),
        ("IncomeLossFromEquityMethodInvestments", "8", 1, True),
        ("NetIncomeLoss", "410", 1, False),
        ("NetIncomeLoss", "-410", 1, False),  # a result is a credit that raises cash: not judged
        ("IncomeLossFromContinuingOperations", "410", 1, False),
        ("IncreaseDecreaseInInventories", "-60", 0, False),
    ],
)
def test_a_filed_value_moves_cash_as_its_balance_says(concept, value, effect, wrong):
    assert filed.contradicted(concept, Decimal(value), effect) is wrong


def test_what_a_table_of_captions_could_give():
    day = dt.date(2004, 9, 30)

    def filing(*values):
        line = render.Line("IncreaseDecreaseInInventories", False, "Inventories", False, "money",
                           False, {(day, at): Decimal(v) for at, v in enumerate(values)})  # fmt: skip
        return render.Filing(None, {"CF": [line]})

    other = filing(60)
    other.statements["CF"][0].negated = True
    # printed (60): filed twice as -60 and once as 60
    assert filed.ceilings([filing(-60, -35, 20), other]) == {"CF": 3 / 4, "all": 3 / 4}
