"""Powers of ten that other statements, or the cover's shares, prove for a statement without units."""

import pytest
from analysed import analysed
from made_cover import cover

COVER = (
    cover("10-K", "December 31, 1997")
    + """\

Common stock, $1 par value: {shares} shares outstanding at February 28, 1998
"""
)
BALANCE = """<PAGE>

                            BALANCE SHEETS
                            {units}

                                        Dec. 31, 1997  Dec. 31, 1996
                                       ----------     ----------
Cash and cash equivalents                 $ 1,659        $ 1,055
Inventories                                 8,219          7,782
                                       ----------     ----------
Total assets                              $ 9,878        $ 8,837
                                       ==========     ==========
Accounts payable                          $   219        $   219
Common stock                                7,241          7,200
Retained earnings                           2,418          1,418
                                       ----------     ----------
Total liabilities and equity              $ 9,878        $ 8,837
                                       ==========     ==========
"""
OPERATIONS = """<PAGE>

                        STATEMENTS OF OPERATIONS

                                        Years ended December 31,
                                          1997           1996
                                       ----------     ----------
Net sales                                 $ 5,000        $ 4,000
Cost of sales                               3,988          3,500
                                       ----------     ----------
Net income                                $ 1,012        $   500
                                       ==========     ==========
Net income per share                      $  2.02           1.00
"""
FLOWS = """<PAGE>

                        STATEMENTS OF CASH FLOWS
                            {units}

                                        Years ended December 31,
                                          1997           1996
                                       ----------     ----------
Net income                                $ 1,012        $   500
Increase in inventories                      (437)          (260)
                                       ----------     ----------
Net cash provided by operating activities     575            240

Purchase of equipment                        (100)          (100)
                                       ----------     ----------
Net cash used in investing activities        (100)          (100)

Common stock issued                           129            300
                                       ----------     ----------
Net cash provided by financing activities     129            300
                                       ----------     ----------
Increase in cash                              604            440
Cash at beginning of year                   1,055            615
                                       ----------     ----------
Cash at end of year                       $ 1,659        $ 1,055
                                       ==========     ==========
"""


PROSE = """
Net sales rose by a quarter, from {0}4.0 million in 1996 to {0}5.00 million in 1997, and cost of
sales from {0}3.50 million to {0}3.988 million; net income was {0}1.012 million. Inventories of
{0}8.2 million were higher than the {0}7.78 million of the year before.
"""


def converted(shares, balance, flows, prose=""):
    text = COVER.format(shares=shares) + prose + BALANCE.format(units=balance) + OPERATIONS
    text += FLOWS.format(units=flows)
    return analysed(text)


@pytest.mark.parametrize(
    ("shares", "balance", "flows", "assets", "doubted"),
    [
        ("512,000", "(in thousands)", "(in thousands)", 9_878_000, False),
        ("512,000", "", "(in thousands)", 9_878_000, False),
        ("512,000,000", "", "(in millions)", 9_878_000_000, False),
        ("512,000", "", "", 9_878_000, False),  # by the cover's shares, then by net income and cash
        ("512", "", "", 9_878, False),
        ("9,000", "", "", 9_878, True),  # neither one nor the other
    ],
)
def test_what_states_no_units_has_those_that_others_prove(shares, balance, flows, assets, doubted):
    done = converted(shares, balance, flows)
    total = [
        fact for fact in done.report.facts
        if fact.concept.local == "Assets" and fact.context.period.date.year == 1997
    ]  # fmt: skip
    assert [int(fact.value) for fact in total] == [assets]
    assert any("SCA007" in each.code for each in done.findings) is doubted
    assert bool(total[0].doubts) is doubted


def test_the_amounts_that_sentences_speak_of_prove_units():
    done = converted("9,000", "", "", PROSE.format("$"))
    assets = [fact for fact in done.report.facts if fact.concept.local == "Assets"]
    assert {int(fact.value) for fact in assets} == {9_878_000, 8_837_000}
    assert "SCA008" in {each.code for each in done.findings}


def test_amounts_without_a_currency_prove_nothing():
    done = converted("9,000", "", "", PROSE.format(""))
    assert "SCA007" in {each.code for each in done.findings}
