"""Components of equity from balance to balance, as benchmarks/measures/equity.py counts them."""

import pytest

from benchmarks.measures.equity import stretches
from converter.model.filing import StatementKind
from converter.pipeline import Options, analyse
from converter.read import read_filing

FILING = """\
CONFORMED PERIOD OF REPORT: 19971231

                                ACME CORP.
                               BALANCE SHEETS
                               (in thousands)

                                               December 31,
                                              1997        1996
                                           ---------   ---------
Cash                                       $  12,530   $  11,220
                                           ---------   ---------
Total assets                               $  12,530   $  11,220
                                           =========   =========
Stockholders' equity                          12,530      11,220
                                           ---------   ---------
Total liabilities and equity               $  12,530   $  11,220
                                           =========   =========
<PAGE>
                                ACME CORP.
                     STATEMENTS OF STOCKHOLDERS' EQUITY
                               (in thousands)

                                  Common    Retained
                                   Stock    Earnings       Total
                               ---------   ---------   ---------
Balance, December 31, 1996     $   2,116   $   9,104   $  11,220
Net income                             -       1,200       1,200
Translation of currency                -         110         110
Comprehensive income                   -           -       1,310
                               ---------   ---------   ---------
Balance, December 31, 1997     $   2,116   $  10,414   $  12,530
                               =========   =========   =========
"""


def missed(text):
    done = analyse(read_filing(text.encode(), "made.txt"), "made", Options())
    (table,) = [each for each in done.mapped if each.read.table.kind is StatementKind.EQ]
    return {each.component: int(each.missed) for each in stretches(table)}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", {"Common Stock": 0, "Retained Earnings": 0, "Total": 0}),
        ("       1,200       1,200", "           -       1,200",
         {"Common Stock": 0, "Retained Earnings": 1200, "Total": 0}),
        ("Balance, December 31, 1996", "Balance, December 31, 1998", {}),  # no stretch of time
    ],
)  # fmt: skip
def test_each_component_is_followed_from_balance_to_balance(before, after, expected):
    assert missed(FILING.replace(before, after) if before else FILING) == expected
