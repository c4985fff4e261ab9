"""The flows of a statement that prints the cash of discontinued operations apart."""

import pytest
from analysed import analysed
from made_cover import cover

HEAD = (
    cover("10-K", "December 31, 1997")
    + """\
<PAGE>

                        STATEMENTS OF CASH FLOWS
                            (in thousands)

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
"""
)
APART = """
Cash provided by continuing operations        604            440
Net cash provided by discontinued operations   21             33
                                       ----------     ----------
Net increase in cash and cash equivalents     625            473
"""
WHOLE = """
Net increase in cash and cash equivalents     604            440
"""
REST = """
Cash and cash equivalents, beginning of year  {}            615
                                       ----------     ----------
Cash and cash equivalents, end of year    $ {}        $ {}
                                       ==========     ==========
"""


PARTS = """
Net cash used in continuing operations       (100)          (100)
Net cash used in discontinued operations      (21)           (33)
                                       ----------     ----------
Net cash used in investing activities        (121)          (133)
"""


def test_a_flow_of_two_parts_is_the_whole_of_its_kind():
    whole = "\nNet cash used in investing activities        (100)          (100)\n"
    assert whole in HEAD
    change = WHOLE.replace("604            440", "583            407")
    done = analysed(HEAD.replace(whole, PARTS) + change + REST.format("1,055", "1,638", "1,055"))
    found = {fact.concept.local for fact in done.report.facts if "Investing" in fact.concept.local}
    assert found == {
        "NetCashProvidedByUsedInInvestingActivities",
        "NetCashProvidedByUsedInInvestingActivitiesContinuingOperations",
        "CashProvidedByUsedInInvestingActivitiesDiscontinuedOperations",
    }


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        (HEAD + APART + REST.format("1,088", "1,713", "1,088"), "ContinuingOperations"),
        (HEAD + WHOLE + REST.format("1,055", "1,659", "1,055"), ""),
    ],
)
def test_flows_beside_those_of_discontinued_operations_are_of_continuing_ones(text, ending):
    done = analysed(text)
    names = {fact.concept.local for fact in done.report.facts if "Activities" in fact.concept.local}
    assert names == {
        f"NetCashProvidedByUsedIn{kind}Activities{ending}"
        for kind in ("Operating", "Investing", "Financing")
    }
