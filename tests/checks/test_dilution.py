"""Basic and diluted earnings per share of one period."""

import pytest
from analysed import analysed
from test_check_cases import COVER, NET, OPERATIONS


@pytest.mark.parametrize(
    ("basic", "diluted", "odd"),
    [
        ("$  2.00", "$  1.95", False),
        ("$  2.00", "$  2.00", False),
        ("$  2.00", "$  2.01", False),
        ("$  2.00", "$  2.59", True),
        ("$  2.00", "$  1.59", False),
        ("$  2.00", "$  0.95", True),
        ("$  2.00", "$ (1.95)", True),
        ("$ (2.00)", "$ (2.00)", False),
        ("$  0.01", "$ (0.00)", False),
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
