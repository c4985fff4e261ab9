"""Columns that stand left of the captions."""

from tests.lineitems.reading import read

# another number of columns on each side: these are no periods that face each other
LEADING = """\
   Three Months                                     Six Months
   Ended June 30                                   Ended June 30
        1999                                       1999     1998
 $ 984.8             Net Sales                  $1,944.3  $2,322.2
   915.5               Cost of sales             1,803.9   1,965.8
    26.0               Interest expense             49.7      49.7
   (29.7)            Net Income (Loss)             (55.3)    106.2
                     Net Income (Loss) per Common Share:
 $ (0.31)                Basic                   $ (0.58) $   0.73
 $ (0.31)                Diluted                 $ (0.58) $   0.72
"""


def test_captions_begin_at_their_first_word():
    table, codes = read(LEADING)
    basic = next(item for item in table.items if item.caption == "Basic")
    assert basic.section == ("Net Income (Loss) per Common Share",)
    assert basic.quantity == "perShare"
    assert [item.caption for item in table.items if item.row.cells] == [
        "Net Sales", "Cost of sales", "Interest expense", "Net Income (Loss)", "Basic", "Diluted",
    ]  # fmt: skip
    assert codes.count("TAB006") == 1


def test_a_figure_that_opens_few_captions_is_theirs():
    table, codes = read(
        """\
                                      1998       1997
Net sales                            1,000        900
10%  notes, interest                    20         10
Cost of sales                          600        500
401  plan contributions                  4          5
Net income                             376        385
"""
    )
    assert "TAB006" not in codes
    assert table.items[1].caption.startswith("10%")
