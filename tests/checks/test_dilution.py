"""Basic and diluted earnings per share of one period."""

import pytest
from analysed import analysed
from test_check_cases import COVER, NET, OPERATIONS


@pytest.mark.parametrize(
    ("basic", "diluted", "odd"),
    [
        ("$  2.00", "$  1.95", False),
        ("$  2.00", "$  2.00", False),
        ("$  2.00", "$  2.01", True),
        ("$ (2.00)", "$ (2.01)", False),
        ("$  2.00", "$  2.59", True),
        ("$  2.00", "$  1.59", True),  # the year before has .98 of 1.00
        ("$  2.00", "$  1.86", False),
        ("$  2.00", "$  0.95", True),
        ("$  2.00", "$ (1.95)", True),
        ("$ (2.00)", "$ (2.00)", False),
        ("$  0.01", "$ (0.00)", False),
        ("$  0.00", "$  0.39", True),
        ("$  0.40", "$   --", False),
        ("$ (0.01)", "$  0.01", True),
    ],
)
def test_pairs(basic, diluted, odd):
    rows = (
        f"Basic earnings per share                 {basic:>9}        $  1.00\n"
        f"Diluted earnings per share               {diluted:>9}        $  0.98\n"
    )
    text = COVER + OPERATIONS.replace(NET, NET + rows)
    assert rows in text
    done = analysed(text)
    told = [each for each in done.findings if each.code == "EPS005"]
    assert len(told) == odd
    doubted = {fact.concept.local for fact in done.report.facts if "EPS005" in fact.doubts}
    assert doubted == ({"EarningsPerShareBasic", "EarningsPerShareDiluted"} if odd else set())
    for fact in done.report.facts:
        if "EPS005" in fact.doubts:
            assert str(fact.context.period.end) == "1997-12-31"


SHARES = """\
Average shares outstanding                      500            500
"""


def test_of_a_pair_the_one_that_is_income_by_shares_is_not_doubted():
    rows = (
        "Basic earnings per share                  $  2.00        $  1.00\n"
        "Diluted earnings per share                $  3.03        $  0.80\n"
    )
    text = COVER + OPERATIONS.replace(NET, NET + rows + SHARES)
    done = analysed(text)
    (told,) = [each for each in done.findings if each.code == "EPS005"]
    assert "3.03" in told.message
    doubted = {fact.concept.local for fact in done.report.facts if "EPS005" in fact.doubts}
    assert doubted == {"EarningsPerShareDiluted"}


def test_a_line_that_is_income_by_shares_in_its_other_column_is_told_once():
    rows = (
        "Basic earnings per share                  $  2.00        $  1.00\n"
        "Diluted earnings per share                $  2.00        $   .55\n"
    )
    text = COVER + OPERATIONS.replace(NET, NET + rows + SHARES)
    codes = [each.code for each in analysed(text).findings if each.code.startswith("EPS")]
    assert len(codes) == 1


@pytest.mark.parametrize(
    ("basic", "diluted", "odd"),
    [
        ("500", "512", False),
        ("500", "500", False),
        ("500", "459", True),
        ("512.3", "512", False),
        ("300", "512", True),
        ("450", "512", False),
    ],
)
def test_pairs_of_average_shares(basic, diluted, odd):
    rows = (
        f"Average shares outstanding - basic          {basic:>7}            500\n"
        f"Average shares outstanding - diluted        {diluted:>7}            512\n"
    )
    done = analysed(COVER + OPERATIONS.replace(NET, NET + rows))
    told = [each for each in done.findings if each.code == "EPS009"]
    assert len(told) == odd
    doubted = {fact.concept.local for fact in done.report.facts if "EPS009" in fact.doubts}
    assert len(doubted) == 2 * odd


def test_shares_that_make_earnings_of_income_are_not_doubted():
    rows = (
        "Basic earnings per share                  $  2.00        $  1.00\n"
        "Average shares outstanding - basic            500            500\n"
        "Average shares outstanding - diluted          459            512\n"
    )
    done = analysed(COVER + OPERATIONS.replace(NET, NET + rows))
    doubted = {fact.concept.local for fact in done.report.facts if "EPS009" in fact.doubts}
    assert doubted == {"WeightedAverageNumberOfDilutedSharesOutstanding"}
