"""Lines that stand twice are read once."""

from dataclasses import replace

import pytest

from converter.model.source import Span
from converter.model.table import Cell, Row
from converter.tables.doubled import without_doubled
from converter.text.numerals import scan


def row(line, caption, figures):
    cells = tuple(
        Cell(at, found, Span(line * 100 + at, 0, line, at))
        for at, found in enumerate(scan(figures))
    )
    return Row(caption, (), 0, cells, ruled=False, gap=False, line=line)


@pytest.mark.parametrize(
    ("second", "kept"),
    [
        (("Accounts payable", "2,740    2,515"), 1),
        (("Accounts payable ....", "2,740    2,515"), 1),
        (("ACCOUNTS  PAYABLE", "2,740    2,515"), 1),
        (("Accounts payable", "2,740    2,516"), 2),
        (("Accounts payable", "2,740"), 2),
        (("Accrued liabilities", "2,740    2,515"), 2),
    ],
)
def test_a_line_below_its_double(second, kept):
    rows = (row(1, "Accounts payable", "2,740    2,515"), row(2, *second))
    made = without_doubled(rows)
    assert made.value == rows[:kept]
    assert [(each.code, each.span.line) for each in made.findings] == [("TAB007", 2)] * (2 - kept)


@pytest.mark.parametrize(
    ("caption", "figures"), [("", "1    3"), ("", ""), ("Other", "--     --"), ("Assets:", "")]
)
def test_lines_that_say_nothing_may_stand_twice(caption, figures):
    rows = (row(1, caption, figures), row(2, caption, figures))
    assert without_doubled(rows).value == rows


def test_a_line_between_makes_two_of_them():
    one, other = row(1, "Current", "5    5"), row(3, "Current", "5    5")
    rows = (one, row(2, "Deferred:", ""), other)
    assert without_doubled(rows).value == rows


@pytest.mark.parametrize(("ruled", "kept"), [(False, 1), (True, 2)])
def test_figures_without_caption_are_a_total_of_themselves_below_a_rule(ruled, kept):
    rows = row(1, "", "2,740    2,515"), replace(row(2, "", "2,740    2,515"), ruled=ruled)
    assert without_doubled(rows).value == rows[:kept]
