"""Amounts per share that do not add up: a slip, or only rounding."""

import pytest
from analysed import analysed

from tests.checks.test_check_cases import BALANCE, COVER, NET, OPERATIONS

LOST = "Extraordinary loss on debt                    -           (30)\n"
PER = """
Basic earnings per share:
  Continuing operations                   $  {0}        $  1.00
  Extraordinary loss                          {1}           (.30)
  Net income                              $  {2}        $   .70
"""


def told(one, lost, net, money="-"):
    income = NET.replace(
        "Net income", LOST.replace("-           (30)", f"{money}           (30)") + "Net income"
    )
    text = COVER + BALANCE + OPERATIONS.replace(NET, income + PER.format(one, lost, net))
    done = analysed(text)
    return [each.code for each in done.findings if each.code == "EPS006"]


@pytest.mark.parametrize(
    ("one", "lost", "net", "money", "codes"),
    [
        ("1.50", "(.50)", "1.00", "(50)", []),
        ("1.50", "(.50)", "1.01", "(50)", []),  # each is rounded
        ("1.50", "(.50)", "1.06", "(50)", ["EPS006"]),
        ("1.50", "  -  ", "1.51", "(1)", []),  # a dash is rounded too
        ("1.50", "  -  ", "1.51", "-", ["EPS006"]),  # what is nothing is not
    ],
)
def test_parts_of_earnings_per_share(one, lost, net, money, codes):
    assert told(one, lost, net, money) == codes
