"""Options by ranges of prices, and what stops them."""

import pytest

from tests.mapping.made_notes import told

RANGES = (
    "STOCK OPTIONS",
    "Options by exercise price at December 31, 1997 (shares in thousands):",
    """\
                              Outstanding                    Exercisable
                    -------------------------------    --------------------
   Range of                     Years      Average                  Average
    Prices           Shares      Left        Price     Shares         Price
- -----------       -------     -----      -------     ------       -------
$ 7.09 - $10.58          12       0.8       $ 7.16         12       $  7.16
 10.76 -  15.81          52       4.0        12.07         20         12.50
$20 and over             26       7.2        22.62          -             -
                    -------                            ------
                         90                                32
                    =======                            ======
""",
)
_FIRST = "ExercisePrice7Point09To10Point58Member"


def test_ranges_that_add_up_are_members():
    facts = told(RANGES)
    assert facts["StockOptionsOutstanding", _FIRST, "1997-12-31"] == 12_000
    price = "StockOptionsOutstandingWeightedAverageExercisePrice"
    assert str(facts[price, "ExercisePrice20AndOverMember", "1997-12-31"]) == "22.62"
    second = "ExercisePrice10Point76To15Point81Member"
    assert facts["StockOptionsExercisable", second, "1997-12-31"] == 20_000
    assert ("StockOptionsExercisable", "ExercisePrice20AndOverMember", "1997-12-31") in facts
    assert len(facts) == 11  # of no exercisable option a price


@pytest.mark.parametrize(
    "changes",
    [
        [("   90 ", "   91 ")],  # does not add up
        [("12.07 ", "16.07 ")],  # a price outside its range
        [("   20         12.50", "   53         12.50"), ("   32", "   65")],  # more than there are
        [("Exercisable", "  Granted  ")],  # what is counted is not told
        [("  12       0.8", "12,000       0.8"), ("   90", "12,078")],  # more than there are shares
    ],
)
def test_a_table_that_its_figures_do_not_prove_is_left(changes):
    assert not any("StockOptions" in name for name, *_ in told(RANGES, *changes))


@pytest.mark.parametrize("lead", ["Options by exercise price:", "Options at June 30, 1997:"])
def test_another_day_or_none_is_no_balance_sheets(lead):
    title, _, table = RANGES
    assert not any("StockOptions" in name for name, *_ in told((title, lead, table)))
