"""Each check has a case: what it finds in a filing with one fault, and nothing where that is mended.

The filing is sound; a case is what is changed in it.
"""

import pytest
from analysed import analysed
from made_cover import cover

from converter.checks.registry import CHECKS
from converter.model.finding import Severity

COVER = cover("10-K", "December 31, 1997")
BALANCE = """<PAGE>

                            BALANCE SHEETS
                            (in thousands)

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
Total stockholders' equity                  9,659          8,618
                                       ----------     ----------
Total liabilities and equity              $ 9,878        $ 8,837
                                       ==========     ==========
"""
OPERATIONS = """<PAGE>

                        STATEMENTS OF OPERATIONS
                            (in thousands)

                                        Years ended December 31,
                                          1997           1996
                                       ----------     ----------
Net sales                                 $ 5,000        $ 4,000
Cost of sales                               4,000          3,500
                                       ----------     ----------
Net income                                $ 1,000        $   500
                                       ==========     ==========
"""
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

Purchase of equipment                        (100)          (100)
                                       ----------     ----------
Net cash used in investing activities        (100)          (100)

Common stock issued                           141            300
                                       ----------     ----------
Net cash provided by financing activities     141            300
                                       ----------     ----------
Increase in cash                              604            440
Cash at beginning of year                   1,055            615
                                       ----------     ----------
Cash at end of year                       $ 1,659        $ 1,055
                                       ==========     ==========
"""
EQUITY = """<PAGE>

                   STATEMENTS OF STOCKHOLDERS' EQUITY
                            (in thousands)

                                       Common      Retained
                                        Stock      Earnings      Total
                                       --------    --------    --------
Balance, December 31, 1995             $ 6,900     $   918     $ 7,818
Common stock issued                        300                     300
Net income                                             500         500
                                       --------    --------    --------
Balance, December 31, 1996               7,200       1,418       8,618
Common stock issued                         41                      41
Net income                                           1,000       1,000
                                       --------    --------    --------
Balance, December 31, 1997             $ 7,241     $ 2,418     $ 9,659
                                       ========    ========    ========
"""
COMPREHENSIVE = """<PAGE>

                   STATEMENTS OF STOCKHOLDERS' EQUITY
                            (in thousands)

                                                   Accumulated
                                                        Other
                                       Common      Comprehensive   Comprehensive
                                        Stock          Income          Income       Total
                                       --------       --------        --------     --------
Balance, December 31, 1995             $ 6,900         $   918                     $ 7,818
Common stock issued                        300                                         300
Unrealized gains                                           500             500         500
                                       --------       --------        --------     --------
Balance, December 31, 1996               7,200           1,418                       8,618
Common stock issued                         41                                          41
Unrealized gains                                         1,400           1,410       1,400
Unrealized losses                                         (400)           (400)       (400)
                                       --------       --------        --------     --------
Balance, December 31, 1997             $ 7,241         $ 2,418                     $ 9,659
                                       ========       ========        ========     ========
"""
NOTE = """<PAGE>

                     NOTES TO FINANCIAL STATEMENTS

NOTE 1 - STOCK OPTIONS

Pro forma amounts under SFAS 123 (in thousands) are

                                        Years ended December 31,
                                          1997           1996
                                       ----------     ----------
Net income as reported                    $ 1,000        $   500
Deduct: stock-based compensation by
  fair value based method                     (80)           (30)
                                       ----------     ----------
Pro forma net income                      $   920        $   470
                                       ==========     ==========
"""
OTHER_NOTE = """
NOTE 2 - BOTTLES

Bottles (in thousands) were

                                        Years ended December 31,
                                          1997           1996
                                       ----------     ----------
Green bottles                              $   100        $    50
Brown bottles                                   80             30
                                       ----------     ----------
Bottles in all                             $   180        $    80
"""
FILING = COVER + BALANCE + OPERATIONS + FLOWS + EQUITY + NOTE

SCHEDULE = """<PAGE>
<ARTICLE> 5
<MULTIPLIER> 1,000
<PERIOD-TYPE>                   YEAR
<PERIOD-END>                               DEC-31-1997
<CASH>                                           1,659
<INVENTORY>                                      8,219
<TOTAL-ASSETS>                                   9,878
<TOTAL-LIABILITY-AND-EQUITY>                     9,878
<SALES>                                          5,000
<NET-INCOME>                                     1,000
"""
NET = "Net income                                $ 1,000        $   500\n                                       ==========     ==========\n"
AVERAGE = "Weighted average shares outstanding           500            500\n"
PER_SHARE = (
    NET,
    NET + "Net income per share - basic              $  2.00           1.00\n" + AVERAGE,
)

# code -> what stands in the sound filing, and what stands there instead
CASES = {
    "CAL001": [("8,219          7,782", "8,291          7,782")],
    "CAL002": [("$ 5,000        $ 4,000", "$ 5,123        $ 4,321")],
    "CAL004": [("41                      41", "41                      91")],
    "EPS001": [PER_SHARE, ("2.00           1.00", "2.60           1.00")],
    "EPS002": [PER_SHARE, ("500            500", "5,000,000      5,000,000")],
    "EPS003": [PER_SHARE, (AVERAGE, ""), ("2.00           1.00", "20.00          1.00")],
    "EQU005": [("Increase in cash                              604            440\n", "Increase in cash                              614            440\n")],
    "EQU006": [("Increase in cash                              604            440\nCash at beginning of year                   1,055            615\n", "Cash of discontinued operations                10             20\nIncrease in cash                              614            460\nCash at beginning of year                   1,045            595\n")],
    "EQU007": [("Balance, December 31, 1997             $ 7,241     $ 2,418", "Balance, December 31, 1997             $ 7,241     $ 2,481")],
    "EQU011": [("Cash at beginning of year                   1,055            615", "Cash at beginning of year                   1,505            651")],
    "EQU012": [("7,241     $ 2,418     $ 9,659", "7,241,007     $ 2,418     $ 9,659")],
    "EQU010": [(EQUITY, COMPREHENSIVE)],
    "EQU009": [("Net income                                           1,000       1,000\n", "Net income                                           1,600       1,000\n")],
    "SCA006": [("BALANCE SHEETS\n                            (in thousands)", "BALANCE SHEETS\n                            (in millions)")],
    "SCA007": [("(in thousands)", "")],
    "SCA009": [("8,219          7,782", "8,219,000      7,782")],
    "CAL005": [("8,219          7,782", "8,291          7,782")],
    "CAL006": [("8,219          7,782", "8,2l9          7,782")],
    "CAL007": [("Purchase of equipment                        (100)          (100)\n", "Purchase of equipment                        (100)          (100)\nFees paid                                   1.234          1,100\n")],
    "MAP020": [("Purchase of equipment", "Frobnium of the moons")],
    "PER007": [
        ("1997           1996\n                                       ----------     ----------\nNet sales", "1996           1997\n                                       ----------     ----------\nNet sales"),
        (FLOWS[FLOWS.index("Increase in cash") :], ""), (EQUITY, ""), (BALANCE, ""), (NOTE, ""),
        ],
    "PER008": [("Dec. 31, 1996\n", "Dec. 31, 1994\n"), (FLOWS, ""), (EQUITY, "")],
    "PER009": [
        ("Dec. 31, 1997  Dec. 31, 1996", "Dec. 31, 1996  Dec. 31, 1997"), (FLOWS, ""), (EQUITY, ""),
    ],
    "PER010": [("Dec. 31, 1997  Dec. 31, 1996", "Dec. 31, 1996  Dec. 31, 1995"), (FLOWS, ""), (EQUITY, "")],
    "EPS006": [(NET, NET + "Basic earnings per share:\n  Continuing operations                   $  1.50        $  1.00\n  Discontinued operations                     .50             --\n  Net income                              $  2.08        $  1.00\n")],
    "EQU008": [PER_SHARE, ("NOTE 1 - STOCK OPTIONS", "SELECTED DATA\n\nNet income per share - basic              $  2.00           1.08\n\nNOTE 1 - STOCK OPTIONS")],
    "EPS005": [(NET, NET + "Basic earnings per share                  $  2.00        $  1.00\nDiluted earnings per share                $  2.59        $  0.98\n")],
    "EPS009": [(NET, NET + "Average shares outstanding - basic            500            500\nAverage shares outstanding - diluted          459            512\n")],
    "EQU013": [("Balance, December 31, 1996               7,200       1,418       8,618\n", "")],
    "EQU014": [(EQUITY, ""), ("Cash at beginning of year                   1,055", "Cash at beginning of year                   1,005")],
    "EPS008": [(NET, NET.replace("$ 1,000", "$(1,000)") + "Net loss per share                        $  2.00        $  1.00\n")],
    "EPS007": [(NET, NET + "Net income per share                      $  1.99        $  1.00\nAverage shares outstanding                      500            500\n")],
    "EPS004": [(NET, NET + "Dividends per share                       $   .12        $    10\n")],
    "COM006": [("Total assets                              $ 9,878        $ 8,837\n", "")],
    "SCA004": [(BALANCE, BALANCE.replace("(in thousands)", "")), (FLOWS, ""), (EQUITY, "")],
    "CAL003": [("Net income as reported                    $ 1,000", "Net sales                                 $ 5,000        $ 4,000\nNet income as reported                      1,050"), ("$   920", "$   970")],
    "DUP001": [("Net income as reported                    $ 1,000", "Net sales                                 $ 5,000        $ 4,000\nNet income as reported                      1,050"), ("$   920", "$   970")],
    "MAP010": [("Common stock issued                         41                      41", "Sale of common stock                        21                      21\nIssuance of capital stock                   20                      20")],
    "MAP011": [("Common stock      ", "Class A common stock, $5 par value, and\n  Class B common stock, $2 par value")],
    "MAP012": [("reported                    $ 1,000        $   500", "reported                    $   300        $   700")],
    "MAP013": [(NOTE, NOTE.replace("STOCK OPTIONS", "PRO FORMA RESULTS").replace("1997           1996", "1995           1994"))],
    "NOT001": [(NOTE, NOTE + OTHER_NOTE)],
    "PER002": [("reported                    $ 1,000        $   500", "reported                    $   500        $ 1,000")],
    "EQU001": [("equity              $ 9,878", "equity              $ 9,887")],
    "EQU002": [("Net income                                $ 1,000        $   500\nIncrease", "Net income                                $ 1,010        $   500\nIncrease")],
    "EQU003": [("Cash at end of year                       $ 1,659", "Cash at end of year                       $ 1,695")],
    "EQU004": [("Balance, December 31, 1997             $ 7,241     $ 2,418     $ 9,659", "Balance, December 31, 1997             $ 7,241     $ 2,418     $ 9,695")],
    "SCH020": [(NOTE, NOTE + SCHEDULE)],
    "SCH021": [(NOTE, NOTE + SCHEDULE), ("<INVENTORY>                                      8,219", "<INVENTORY>                                      8,291")],
    "SCH022": [(NOTE, NOTE + SCHEDULE), ("<TOTAL-ASSETS>                                   9,878", "<TOTAL-ASSETS>                                   9,887")],
    "SCH023": [(NOTE, NOTE + SCHEDULE), ("<CASH>                                           1,659", "<CASH>                                           1,600")],
    "COM001": [(FLOWS, "")],
    "COM002": [(FLOWS, "\nItem 8. Financial statements are incorporated by reference to Exhibit 13.\n")],
    "COM003": [("Net cash provided by financing activities", "Sundry further effects of all this        ")],
    "COM004": [(BALANCE[BALANCE.index("Accounts payable") :], "")],
    "COM005": [("<PAGE>\n\n", "<PAGE>\n\n                               BOLT CORP.\n"), ("FORM 10-K", "FORM 8-K"), ("<PAGE>", "Item 7. Financial statements of the business acquired: Bolt Corp.\n<PAGE>")],
}  # fmt: skip


def converted(changes=()):
    text = FILING
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return analysed(text)


def test_the_sound_filing_is_sound():
    assert {each.code for each in converted().findings} == {"ENT001", "COV002"}


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_each_check_has_a_case(code):
    assert code in {each.code for each in converted(CASES[code]).findings}


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_finding_names_its_place_and_no_empty_caption(code):
    for each in converted(CASES[code]).findings:
        assert "''" not in each.message
        assert each.span or each.code in {"ENT001", "COV002", "COM001"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([PER_SHARE, ("2.00           1.00", " 200           1.00")], "EPS004"),
        (CASES["SCA004"], "SCA004"),
    ],
)
def test_one_fault_is_told_once(changes, code):
    found = [each for each in converted(changes).findings if each.severity is not Severity.INFO]
    told = [each.code for each in found if each.code[:3] in {"EPS", "SCA"}]
    assert told == [code]


def test_a_period_is_doubted_at_its_head():
    done = converted(CASES["PER007"])
    heads = [done.filing.source.cut(each.span) for each in done.findings if each.code == "PER007"]
    assert heads == ["1996", "1997"]


def test_heads_that_stand_one_column_too_far_are_doubted_where_the_total_is_proven():
    heads = "Common      Retained"
    done = converted([(heads, " " * 12 + heads)])
    told = [each for each in done.findings if each.code == "EQU007"]
    doubted = {fact.value for fact in done.report.facts if "EQU007" in fact.doubts}
    assert len(told) == 2  # the balances of two years
    assert doubted == {8618000, 9659000}


def test_a_column_that_is_left_out_gives_no_facts():
    done = converted(CASES["PER007"])
    tables = {fact.provenance.table for fact in done.report.facts if fact.unit}
    assert not tables  # two statements are left, and neither is believed


_HEAD = BALANCE[: BALANCE.index("Cash and")]
_FOOT = "Total assets                              $ 9,878        $ 8,837\n                                       ==========     ==========\n"
_FACING = (BALANCE, BALANCE.replace(_FOOT, _FOOT + "\n" + _HEAD))


@pytest.mark.parametrize(
    ("changes", "codes"), [([_FACING], set()), ([_FACING, *CASES["EQU001"]], {"EQU001"})]
)
def test_a_sheet_on_facing_pages_balances_too(changes, codes):
    assert {each.code for each in converted(changes).findings if each.code[:3] == "EQU"} == codes
