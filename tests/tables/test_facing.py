"""Periods that face each other with the captions between them are read as columns of one table."""

import datetime as dt

import pytest

from tests.lineitems.reading import read, read_with_source

FACING = """\
             STATEMENTS OF INCOME OF THE COMPANY
   Three Months                                     Six Months
   Ended June 30                                   Ended June 30
  ----------------                                -----------------
   1999     1998                                   1999     1998
 $ 984.8  $1,189.7   Net Sales                  $1,944.3  $2,322.2
                     Costs:
   915.5   1,008.8     Cost of sales             1,803.9   1,965.8
    26.0         -     Interest expense             49.7      49.7
  ------   -------                              --------  --------
   (29.7)     37.6   Net Income (Loss)             (55.3)    106.2
 $ (0.31) $   0.23   Basic                       $ (0.58) $   0.73
 See the notes, which are a part of these statements, on pages 7 to 12
"""


def figures(table):
    return {
        item.caption: [
            f"{'-' if cell.figure.negative else ''}{abs(cell.figure.value or 0)}"
            for cell in item.row.cells
        ]
        for item in table.items
        if item.row.cells
    }


def test_both_sides_are_read_and_each_has_its_periods():
    table, codes = read(FACING)
    assert figures(table) == {
        "Net Sales": ["1944.3", "2322.2", "984.8", "1189.7"],
        "Cost of sales": ["1803.9", "1965.8", "915.5", "1008.8"],
        "Interest expense": ["49.7", "49.7", "26.0", "0"],
        "Net Income (Loss)": ["-55.3", "106.2", "-29.7", "37.6"],
        "Basic": ["-0.58", "0.73", "-0.31", "0.23"],
    }
    assert "TAB006" not in codes
    assert [(one.duration.start, one.duration.end) for one in table.columns] == [
        (dt.date(year, start, 1), dt.date(year, 6, 30)) for start in (1, 4) for year in (1999, 1998)
    ]


def test_every_figure_leads_to_its_characters():
    table, source = read_with_source(FACING.replace("   915.5   1,", "\t915.5\t1,"))
    for item in table.items:
        for cell in item.row.cells:
            printed = source.cut(cell.span)
            digits = "".join(sign for sign in printed if sign in "0123456789.")
            assert not digits or digits == str(abs(cell.figure.value))


@pytest.mark.parametrize(
    "text",
    [
        # numbers of lines
        """\
                                       1998       1997
  1   Net sales                       1,000        900
  2   Cost of sales                     600        500
  3   Interest                           20         10
  4   Net income                        380        390
""",
        # a rate that opens captions
        """\
                                              1998
  10.25%  notes                                 400
  11.50%  notes                                 300
   9.75%  debentures                            200
   8.00%  debentures                            100
""",
    ],
)
def test_what_is_part_of_a_caption_stays(text):
    table, _ = read(text, "BS")
    assert all(len(item.row.cells) <= 2 for item in table.items)
    assert [item.row.cells[0].column for item in table.items if item.row.cells] == [0] * 4
