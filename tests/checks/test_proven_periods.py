"""Periods of columns that statements prove of one another."""

import pytest
from analysed import analysed
from made_cover import cover

FILING = (
    cover("10-K", "December 31, 1997")
    + """\

<PAGE>

                            BALANCE SHEETS
                            (in thousands)

                                        {balance}
                                       ----------     ----------
Cash                                      $ 1,659        $ 1,055
Inventories                                 8,219          7,782
                                       ----------     ----------
Total assets                              $ 9,878        $ 8,837
                                       ==========     ==========
Accounts payable                          $ 2,219        $ 1,782
Common stock                                7,659          7,055
                                       ----------     ----------
Total liabilities and equity              $ 9,878        $ 8,837
                                       ==========     ==========
<PAGE>

                        STATEMENTS OF OPERATIONS
                            (in thousands)

                                        Years ended December 31,
                                        {operations}
                                       ----------     ----------
Net sales                                 $ 5,000        $ 4,000
Cost of sales                               4,000          3,500
                                       ----------     ----------
Net income                                $ 1,000        $   500
                                       ==========     ==========
{flows}
"""
)
FLOWS = """<PAGE>

                        STATEMENTS OF CASH FLOWS
                            (in thousands)

                                        Years ended December 31,
                                          1997           1996
                                       ----------     ----------
Net income                                $ 1,000        $   500
Increase in inventories                      (437)          (260)
                                       ----------     ----------
Net cash provided by operating activities     563            240
Common stock issued                            41            200
                                       ----------     ----------
Net cash provided by financing activities      41            200
                                       ----------     ----------
Increase in cash                              604            440
Cash at beginning of year                   1,055            615
                                       ----------     ----------
Cash at end of year                       $ 1,659        $ 1,055
                                       ==========     ==========
"""
DATES = "Dec. 31, 1997  Dec. 31, 1996"
YEARS = "  1997           1996"


def converted(balance=DATES, operations=YEARS, flows=FLOWS):
    text = FILING.format(balance=balance, operations=operations, flows=flows)
    done = analysed(text)
    found = {}
    for fact in done.report.facts:
        if fact.unit is not None:
            when = found.setdefault(fact.concept.local, {})
            when[fact.context.period.slug] = int(fact.value) // 1000
    return found, [each.code for each in done.findings]


ASSETS = {"19971231": 9878, "19961231": 8837}
SALES = {"19970101-19971231": 5000, "19960101-19961231": 4000}


@pytest.mark.parametrize(
    ("heads", "assets", "sales", "code"),
    [
        ({}, ASSETS, SALES, ""),
        ({"balance": "Dec. 31, 1996  Dec. 31, 1997"}, ASSETS, SALES, "PER006"),
        ({"balance": "Dec. 31, 2097  Dec. 31, 1996"}, ASSETS, SALES, "PER005 PER006"),
        ({"balance": "Dec. 31, 1997  Dec. 31, 1997"}, ASSETS, SALES, "TAB001 PER006"),
        ({"operations": "  1996           1997"}, ASSETS, SALES, "PER006"),
        ({"operations": "  1997           1697"}, ASSETS, SALES, "PER001 PER006"),
        # no statement has the year that is named, another has its income for one as long
        ({"operations": "  1997           1992"}, ASSETS, SALES, "PER006"),
        # two statements alone, each with the other's heads: neither is believed
        (
            {"operations": "  1996           1997", "balance": " 1997          1997",
             "flows": FLOWS.partition("Increase in cash")[0]},
            {}, {}, "PER007 PER007",
        ),
    ],
    ids=["right", "exchanged", "mistyped", "headed alike", "operations", "no year", "another year", "not told"],
)  # fmt: skip
def test_columns_whose_heads_are_wrong(heads, assets, sales, code):
    found, codes = converted(**heads)
    if assets:
        assert found["Assets"] == assets
    assert found.get("SalesRevenueNet", {}) == sales
    for each in code.split():
        assert each in codes
    if not code:
        assert not {"PER005", "PER006", "PER007"} & set(codes)


def test_of_two_lengths_in_a_head_a_balance_proves_neither():
    """The balance sheet has its cash, at a date that says nothing of a month or a year."""
    years = "Years ended December 31,"
    two = f"      Month ended\n{' ' * 40}{years}"
    text = FILING.format(balance=DATES, operations=YEARS, flows=FLOWS)
    done = analysed(text.replace(years, two))
    flows = [
        fact.context.period.slug
        for fact in done.report.facts
        if fact.unit is not None and "-" in fact.context.period.slug
    ]
    assert not flows
    assert "PER011" in {each.code for each in done.findings}
