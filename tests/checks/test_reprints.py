"""Lines of statements that are printed elsewhere: what is the same line, and what is another."""

import re

import pytest
from analysed import analysed
from hypothesis import given
from hypothesis import strategies as st

from converter.checks.reprints import _TOKEN
from tests.checks.test_check_cases import BALANCE, COVER, NET, NOTE, OPERATIONS

STATEMENT = OPERATIONS.replace(
    NET,
    NET
    + "Primary earnings per share                $  2.63        $  1.31\n"
    + "Cash dividends per share                  $  1.85        $  1.80\n",
)
LINE = "Primary earnings per share      2.63      "


def told(elsewhere, statement=STATEMENT):
    text = COVER + BALANCE + statement + "<PAGE>\n\nFIVE YEARS\n\n" + elsewhere + NOTE
    done = analysed(text)
    found = [each for each in done.findings if each.code == "EQU008"]
    return [done.filing.source.cut(each.span) for each in found]


@pytest.mark.parametrize(
    ("elsewhere", "figures"),
    [
        # in the same order, in the other, with further years beside them
        ("Primary earnings per share      2.63      1.81      1.07\n", ["1.31"]),
        ("Primary earnings per share      1.81      2.63\n", ["1.31"]),
        ("Primary earnings per share      2.36      1.31\n", ["2.63"]),
        ("Primary earnings per share      2.63     (1.31)\n", ["1.31"]),
        # as the statement has it
        ("Primary earnings per share      2.63      1.31      1.07\n", []),
        # no slip makes the one of the other
        ("Primary earnings per share      2.63      1.77\n", []),
        # another line, or another count
        ("Average price of a bushel       2.63      1.81\n", []),
        ("Pro forma earnings per share    2.63      1.81\n", []),
        # the line is there as the statement has it, too
        (f"{LINE}1.31\n\n{LINE}1.81\n", []),
        # more lines differ in the column: it was restated
        (f"{LINE}1.81\nCash dividends per share        1.85      1.30\n", []),
    ],
)
def test_reprints(elsewhere, figures):
    assert told(elsewhere) == figures


# as one would write it: digits, in groups of three or not, with places behind a point or only those
FIGURE = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d+|(?<=\d))(?![\w,/]|\.\d)")


@given(st.text("0127.,()$%/ a-\t", max_size=40))
def test_figures_are_found_as_one_would_write_them(line):
    assert _TOKEN.findall(line) == [found for found in FIGURE.findall(line) if found]
