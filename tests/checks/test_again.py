"""Tables that are rolled up again once their claims are decided."""

from dataclasses import replace

import pytest

from converter.checks.arithmetic import roll_up
from converter.pipeline import Options, matched
from converter.read import read_filing

TEXT = """\
                     SECURITIES AND EXCHANGE COMMISSION
                                  FORM 10-K
            For the fiscal year ended December 31, 1999
                                ACME CORPORATION

               CONSOLIDATED STATEMENTS OF OPERATIONS
                        (in thousands)
                                     1999        1998
                                   --------    --------
Net sales                          $ 90,000    $ 80,000
Cost of sales                        60,000      50,000
                                   --------    --------
Gross profit                         30,000      30,000
Interest expense                      5,000       4,000
                                   --------    --------
Net income                         $ 25,000    $ 26,000
                                   ========    ========

               CONSOLIDATED STATEMENTS OF CASH FLOWS
                        (in thousands)
                                     1999        1998
                                   --------    --------
Net income                         $ 25,000    $ 26,000
Depreciation                          6,000       5,000
                                   --------    --------
Net cash provided by operations      31,000      31,000
Cash at beginning of year            40,000       9,000
                                   --------    --------
Cash at end of year                $ 71,000    $ 40,000
                                   ========    ========
"""


@pytest.fixture(scope="module")
def tables():
    found, _ = matched(read_filing(TEXT.encode(), "again.txt").value, Options())
    return {table.read.table.kind.value: table for table in found}


@pytest.mark.parametrize("kind", ["IS", "CF"])
@pytest.mark.parametrize("change", ["none", "turned", "lost"])
def test_the_sums_are_those_of_a_table_rolled_up_for_the_first_time(tables, kind, change):
    table = tables[kind]
    assert table.sums
    other = {
        "none": table.claims,
        "turned": table.claims[::-1],
        "lost": tuple(replace(claim, concepts=()) for claim in table.claims),
    }[change]
    again = roll_up(replace(table, claims=other))
    assert again == roll_up(replace(table, claims=other, sums=(), unproven=(), balances=None))


def test_what_is_carried_forward_is_asked_again(tables):
    table = tables["CF"]
    assert [total.carries for total in table.sums] == [False, True]
    unknown = tuple(replace(claim, concepts=()) for claim in table.claims)
    read = table.read
    items = tuple(replace(item, opening=False) for item in read.items)
    bare = replace(table, claims=unknown, read=replace(read, items=items))
    assert [total.carries for total in roll_up(bare).sums] == [False, False]
