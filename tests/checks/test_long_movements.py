"""Movements of equity between balances that are years apart."""

import pytest
from analysed import analysed
from test_check_cases import COVER, EQUITY, OPERATIONS

BETWEEN = "Balance, December 31, 1996               7,200       1,418       8,618\n"
START = "Balance, December 31, 1995"


@pytest.mark.parametrize(
    ("equity", "odd"),
    [
        (EQUITY, False),
        (EQUITY.replace(BETWEEN, ""), True),
        # fifteen months after another fiscal year
        (EQUITY.replace(BETWEEN, "").replace(START, "Balance, September 30, 1996"), False),
    ],
    ids=["as it was", "a balance lost", "another fiscal year"],
)
def test_lines_over_years_are_left_out(equity, odd):
    assert BETWEEN in EQUITY
    assert START in EQUITY
    done = analysed(COVER + OPERATIONS + equity)
    told = [each for each in done.findings if each.code == "EQU013"]
    assert len(told) == odd
    lines = {fact.span.line for fact in done.report.facts if fact.span}
    page = done.filing.source.text.splitlines()
    issued = [number for number, line in enumerate(page, 1) if line.startswith("Common stock issu")]
    assert len(issued) == 2
    assert lines.isdisjoint(issued) is odd
    if odd:
        assert told[0].span.line == issued[0]


SINCE = """<PAGE>

                        STATEMENTS OF OPERATIONS
                            (in thousands)

                                                                  January 1, 1996
                                        Years ended December 31,   (inception) to
                                          1997           1996     December 31, 1997
                                       ----------     ----------     ----------
Net sales                                 $ 5,000        $ 4,000        $ 9,000
Cost of sales                               4,000          3,500          7,500
                                       ----------     ----------     ----------
Net income                                $ 1,000        $   500        $ 1,500
                                       ==========     ==========     ==========
"""


def test_a_period_that_another_statement_has_is_no_gap():
    done = analysed(COVER + SINCE + EQUITY.replace(BETWEEN, ""))
    ends = {str(fact.context.period.slug) for fact in done.report.facts}
    assert "19960101-19971231" in ends
    assert "EQU013" not in {each.code for each in done.findings}
