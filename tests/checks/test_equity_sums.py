"""Roll-ups of an equity statement as read, through the whole path."""

import pytest
from analysed import analysed

COVER = """\
                     SECURITIES AND EXCHANGE COMMISSION
                                  FORM 10-K
            For the fiscal year ended December 31, 1999
                                ACME CORPORATION

"""
EQUITY = """\
          CONSOLIDATED STATEMENTS OF SHAREHOLDERS' EQUITY
                     (in thousands)
                                                      Accumulated
                                                            Other
                              Common     Retained   Comprehensive
                               Stock     Earnings          Income      Total
                              ------     --------   -------------     ------
Balance, December 31, 1998    $  100     $    400        $    (20)    $  480
Net income                                    150                        150
Translation adjustment                                         15         15
                                                                      ------
  Comprehensive income                                                   {ci}
Dividends                                     (60)                       (60)
                              ------     --------   -------------     ------
Balance, December 31, 1999    $  100     $    490        $     (5)    $  585
"""


def _sums(comprehensive):
    text = COVER + EQUITY.format(ci=comprehensive)
    found = analysed(text, "equity")
    table = next(t for t in found.mapped if t.read.table.kind.value == "EQ")
    items = table.read.items
    return {
        items[s.total].caption: [items[part].caption for part, _ in s.parts] for s in table.sums
    }, [items[key].caption for key in table.unproven]


def test_comprehensive_income_does_not_enter_the_balance():
    sums, unproven = _sums("165")
    assert sums["Comprehensive income"] == ["Net income", "Translation adjustment"]
    assert sums["Balance, December 31, 1999"] == [
        "Balance, December 31, 1998", "Net income", "Translation adjustment", "Dividends",
    ]  # fmt: skip
    assert not unproven


def test_wrong_comprehensive_income_is_named():
    sums, unproven = _sums("166")
    assert "Comprehensive income" not in sums
    assert unproven == ["Comprehensive income"]
    assert "Balance, December 31, 1999" in sums


BESIDE = """\
          CONSOLIDATED STATEMENTS OF SHAREHOLDERS' EQUITY
                     (in thousands)
                                                                         Accumulated
                                                                               Other
                                             Comprehensive    Retained Comprehensive    Common
                                  Total             Income    Earnings        Income     Stock
                                -------      -------------    -------- -------------    ------
Balance, December 31, 1997     $  9,045                         $9,702        $  189    $ (846)
Net earnings                      2,887              2,887       2,887
Cash dividends paid                (974)                          (974)
Other comprehensive income, net of tax:
  Translation adjustments          (270)              (270)
  Unrealized gains                   31                 31
                                             -------------
  Other comprehensive income                          (239)                     (239)
                                             -------------
Total comprehensive income                           2,648
                                             =============
Balance, December 31, 1998     $ 10,719                        $11,615        $  (50)   $ (846)
Net earnings                      1,000              1,000       1,000
Balance, December 31, 1999     $ {last}                        $12,615        $  (50)   $ (846)
"""


@pytest.mark.parametrize(("last", "codes"), [("11,719", set()), ("11,917", {"CAL004"})])
def test_a_column_of_comprehensive_income_enters_no_total(last, codes):
    """And a subtotal without a figure in a column enters its sum as the lines that it is of."""
    done = analysed(COVER + BESIDE.format(last=last), "equity")
    told = {each.code for each in done.findings}
    assert told & {"CAL001", "CAL004", "EQU010"} == codes


SHELL = """\
<PAGE>
                            BALANCE SHEETS
                                        Dec. 31, 1999  Dec. 31, 1998
Cash                                      $ 9,878        $ 8,837
                                       ----------     ----------
Total assets                              $ 9,878        $ 8,837
                                       ==========     ==========
Common stock                                  100            100
Additional paid-in capital             10,000,000      9,900,000
Accumulated deficit                    (9,990,222)    (9,891,263)
                                       ----------     ----------
Total stockholders' equity                  9,878          8,837
                                       ----------     ----------
Total liabilities and equity              $ 9,878        $ 8,837
                                       ==========     ==========
<PAGE>
          STATEMENTS OF SHAREHOLDERS' EQUITY

                                      Additional
                              Common     Paid-in  Accumulated
                               Stock     Capital      Deficit      Total
                              ------  ----------  -----------     ------
Balance, December 31, 1998    $  100  $9,900,000  ${deficit}    $8,837
Capital contribution                     100,000                 100,000
Net loss                                              (98,959)   (98,959)
                              ------  ----------  -----------     ------
Balance, December 31, 1999    $  100 $10,000,000 $(9,990,222)    $9,878
"""


@pytest.mark.parametrize(("deficit", "told"), [("(9,891,263)", False), ("(1,891,263)", True)])
def test_losses_that_have_used_up_what_was_paid_in_are_not_larger_than_the_company(deficit, told):
    codes = {each.code for each in analysed(COVER + SHELL.format(deficit=deficit)).findings}
    assert ("EQU012" in codes) is told
