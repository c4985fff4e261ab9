"""Roll-ups of an equity statement as read, through the whole path."""

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
