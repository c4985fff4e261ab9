"""Heads that nobody can read: a statement is dated by what the others have of the same amounts."""

import pytest
from analysed import analysed
from test_check_cases import BALANCE, COVER, FLOWS, OPERATIONS
from test_heads_tried import DATES, SOUND, YEARS, converted, facts

QUARTER = """<PAGE>

                        STATEMENTS OF OPERATIONS
                            (in thousands)

                      Three Months Ended              Six Months Ended
                            June 30,                      June 30,
                        {0}           {1}            {0}           {1}
                     ---------     ---------      ---------     ---------
Net sales            $   2,700     $   2,200      $   5,000     $   4,000
Cost of sales            2,100         1,900          4,000         3,500
                     ---------     ---------      ---------     ---------
Net income           $     600     $     300      $   1,000     $     500
"""


@pytest.mark.parametrize(
    "changed",
    [
        {"balance": (DATES, "Dec. 31, 19X7  Dec. 31, 19X6")},
        {"balance": (DATES, "                            ")},
        {"operations": (YEARS, "19X7           19X6")},
        {"operations": (f"                  {YEARS}", "")},
        {"flows": (YEARS, "19X7           19X6")},
        {"flows": (f"                  {YEARS}", "")},
        # the balance sheet's day and the flows' prove one another, whichever is dated first
        {"balance": (DATES, "Dec. 31, 19X7  Dec. 31, 19X6"), "flows": (YEARS, "19X7           19X6")},
    ],
)  # fmt: skip
def test_heads_that_cannot_be_read_are_proven(changed):
    done = converted(**changed)
    assert facts(done) == facts(converted())
    assert "PER006" in {each.code for each in done.findings}


def test_a_length_that_no_other_statement_has_ends_with_those_of_another():
    flows = FLOWS.replace("Years ended December 31,", "Six months ended June 30,")
    cover = COVER.replace("10-K", "10-Q").replace("December 31, 1997", "June 30, 1997")
    text = cover + flows + QUARTER
    assert facts(analysed(text.format("19X7", "19X6"))) == facts(
        analysed(text.format("1997", "1996"))
    )


@pytest.mark.parametrize(
    ("heads", "net"),
    [
        (" Mills        Quarries", "$ 1,000        $   700"),  # what stands beside is a part's
        ("19X7           19X6", "$ 1,000        $   700"),
        ("19X7           19X6", "$ 1,100        $   700"),
    ],
)
def test_a_column_that_nothing_bears_out_is_not_dated(heads, net):
    operations = OPERATIONS.replace(YEARS, heads).replace("$ 1,000        $   500", net)
    codes = {each.code for each in analysed(COVER + FLOWS + operations).findings}
    assert "PER001" in codes
    assert "PER006" not in codes


def test_what_is_left_out_says_what_would_prove_it():
    done = analysed(COVER + SOUND["operations"].replace(YEARS, "19X7           19X6") + BALANCE)
    (found,) = [each for each in done.findings if each.code == "PER001"]
    assert "PER006" in found.hint
