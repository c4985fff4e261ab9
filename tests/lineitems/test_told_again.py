"""Earnings per share of all that was earned, below those of a part."""

import pytest

from converter.mapping.decide import decide
from converter.pipeline import Options, matched
from converter.read import read_filing
from tests.mapping.test_decide import COVER

OPERATIONS = (
    COVER.format(year=1997)
    + """
<PAGE>
                            STATEMENTS OF OPERATIONS
                  (in thousands, except per share amounts)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Total revenues                           $   1,600  $   1,300
Salaries                                       300        200
                                         ---------  ---------
Income before cumulative effect of
  accounting change                          1,300      1,100
Cumulative effect of accounting change          --        100
                                         ---------  ---------
Net income                               $   1,300  $   1,200
                                         =========  =========
Earnings per share
  {part} cumulative effect of accounting change:
    Primary                                             $1.10
    Fully diluted                                       $1.00
    {again}                              $    1.30      $1.20
    Fully diluted                        $    1.18      $1.09
"""
)


def told(part="Before", again="Primary      "):
    """[(section, concepts)] of the lines of earnings per share."""
    raw = OPERATIONS.format(part=part, again=again).encode()
    tables, mappings = matched(read_filing(raw, "mills.txt").value, Options())
    (table,) = decide(tables, mappings)
    return [
        (item.section, [concept.qname.local for concept in claim.concepts])
        for item, claim in zip(table.read.items, table.claims, strict=True)
        if item.row.cells and item.section
    ]


def test_what_comes_again_is_of_all_that_was_earned():
    found = told()
    assert [len(section) for section, _ in found] == [2, 2, 1, 1]
    assert found[2][1] == ["EarningsPerShareBasic", "EarningsPerSharePrimary"]
    assert found[3][1] == ["EarningsPerShareDiluted", "EarningsPerShareFullyDiluted"]


def test_what_is_told_of_a_part_is_none_of_all():
    """Though a row knows the very caption, and gives it two concepts."""
    assert not any("EarningsPerShare" in name for _, names in told()[:2] for name in names)


@pytest.mark.parametrize(
    ("part", "again"), [("Including", "Primary      "), ("Before", "Supplementary")]
)
def test_another_heading_or_caption_is_not_told_again(part, again):
    sections = [section for section, _ in told(part, again)]
    assert len(sections[2]) == 2
