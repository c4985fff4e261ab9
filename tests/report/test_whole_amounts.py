"""Amounts in captions that are printed whole, in a table in thousands."""

import pytest
from analysed import analysed

from tests.report.small_statements import COVER, balance, values

SHEET = (
    "Cash                                     $     100     $     200",
    "Receivables, net of {one} and",
    "  {other} uncollectible allowance, respectively    1,900         1,800",
    "                                         ---------     ---------",
    "Total current assets                     $   2,000     $   2,000",
    "Plant                                       90,000        80,000",
    "                                         ---------     ---------",
    "Total assets                             $  92,000     $  82,000",
)


@pytest.mark.parametrize(
    ("one", "other", "amounts"),
    [
        ("$267,000", "$126,000", (267_000, 126_000)),  # many times what the line has
        ("$267", "$126", (267_000, 126_000)),
        ("$1,000", "$2,000", (1_000_000, 2_000_000)),  # less than it has, in thousands
        ("$267,500", "$126,000", (267_500, 126_000)),  # not all end in three zeros
        ("$7,500", "$6,000", (7_500_000, 6_000_000)),  # nor here, and a few times the line
    ],
)
def test_whole_amounts_in_captions(one, other, amounts):
    lines = [line.format(one=one, other=other) for line in SHEET]
    found = values(analysed(COVER + f"<PAGE>\n\n{balance(*lines)}\n"))
    concept = "AllowanceForDoubtfulAccountsReceivableCurrent"
    assert (found[concept, "20040930"], found[concept, "20040630"]) == amounts
