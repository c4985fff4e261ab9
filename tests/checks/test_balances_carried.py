"""Balances that are carried from one column to the next."""

import pytest
from analysed import analysed
from test_check_cases import BALANCE, COVER, OPERATIONS

HEADS = "                                        1997        1996"
EQUITY = (
    """<PAGE>

                   STATEMENTS OF STOCKHOLDERS' EQUITY
               For the Years Ended December 31, 1997 and 1996
                            (in thousands)

"""
    + HEADS
    + """
                                      --------    --------
COMMON STOCK
Balance at beginning of year          $  7,200    $  6,900
Common stock issued                         41         300
                                      --------    --------
Balance at end of year                   7,241       7,200
                                      --------    --------
RETAINED EARNINGS
Balance at beginning of year             1,418         918
Net income                               1,000         500
                                      --------    --------
Balance at end of year                   2,418       1,418
                                      --------    --------
Total stockholders' equity            $  9,659    $  8,618
                                      ========    ========
"""
)
STATEMENTS = COVER + BALANCE + OPERATIONS


def facts(done):
    return {
        (str(fact.concept), fact.context.period.slug, fact.context.dimensions, fact.value)
        for fact in done.report.facts
    }


def codes(done):
    return [each.code for each in done.findings if each.code[:3] in ("PER", "EQU")]


def test_heads_exchanged_over_components_are_told_by_the_others():
    """It is the statement whose own balances are not carried that is wrong."""
    right = analysed(STATEMENTS + EQUITY)
    wrong = analysed(
        STATEMENTS + EQUITY.replace(HEADS, HEADS.replace("1997        1996", "1996        1997"))
    )
    assert codes(right) == []
    assert codes(wrong) == ["PER006"]
    assert facts(wrong) == facts(right)


@pytest.mark.parametrize(
    ("before", "after", "told", "doubted"),
    [
        ("year             1,418", "year             1,418", 0, set()),
        ("year             1,418", "year             1,481", 1, {1_481_000}),
        ("year             1,418", "year            (1,418)", 1, {-1_418_000}),
        ("year             1,418", "year             1,620", 0, set()),  # restated, it may be
    ],
)  # fmt: skip
def test_a_slip_in_a_balance_that_is_carried(before, after, told, doubted):
    assert before in EQUITY
    done = analysed(STATEMENTS + EQUITY.replace(before, after))
    found = [each for each in done.findings if each.code == "EQU014"]
    assert len(found) == told
    assert {fact.value for fact in done.report.facts if "EQU014" in fact.doubts} == doubted
