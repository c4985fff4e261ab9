"""Columns and sections that speak of a part of the company."""

import pytest

from converter.lineitems import read_together
from converter.lineitems.group_sections import with_whole_totals
from converter.model.mapped import Sum
from tests.lineitems.reading import periods, read

GROUPS = [
    (
        "a whole and two companies",
        """\
                       General Electric Company
                    and consolidated affiliates             GE                  GECS
                    ---------------------------   -------------------   -------------------
                          1993          1992         1993      1992        1993      1992
Total revenues         $60,562       $57,073      $40,359   $40,254     $22,137   $18,440
Net earnings             4,315         4,725        4,315     4,725       1,807     1,499
""",
        [
            "1993-01-01/1993-12-31", "1992-01-01/1992-12-31",
            "GE: 1993-01-01/1993-12-31", "GE: 1992-01-01/1992-12-31",
            "GECS: 1993-01-01/1993-12-31", "GECS: 1992-01-01/1992-12-31",
        ],
        [],
    ),
    (
        "segments alone",
        """\
                        1998                      1997
              ----------------------    ----------------------
                          Financial                 Financial
              Automotive   Services     Automotive   Services
Cash            $ 3,504     $ 3,182      $ 4,958      $ 3,175
Receivables       6,862       7,145        5,753        5,762
""",
        [
            "Automotive: 1998-01-01/1998-12-31", "Financial Services: 1998-01-01/1998-12-31",
            "Automotive: 1997-01-01/1997-12-31", "Financial Services: 1997-01-01/1997-12-31",
        ],
        [],
    ),
    (
        "restated beside what was reported before",
        """\
                        1998           1998
                   As Previously
                      Reported      As Restated
Cash                 $ 3,504          $ 3,182
Receivables            6,862            7,145
""",
        ["", "1998-01-01/1998-12-31"],
        ["TAB001"],
    ),
    (
        "nothing tells them apart",
        """\
                        1998           1998
Cash                 $ 3,504          $ 3,182
Receivables            6,862            7,145
""",
        ["", ""],
        ["TAB001"],
    ),
    (
        "parts of which one is nothing but what lies between them",
        """\
                                1998
                 Retail      Energy     Eliminations       Total
Sales           $ 3,504     $ 3,182        $  (175)      $ 6,511
Costs             1,862       2,145           (175)        3,832
""",
        [
            "Retail: 1998-01-01/1998-12-31", "Energy: 1998-01-01/1998-12-31", "",
            "1998-01-01/1998-12-31",
        ],
        ["TAB001"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected", "codes"), [case[1:] for case in GROUPS], ids=[case[0] for case in GROUPS]
)
def test_groups_of_columns(text, expected, codes):
    table, found = read(text, lead="(in millions) Years ended December 31", months=12)
    assert periods(table) == expected
    assert found == codes


def test_entities_and_segments_are_told_apart():
    companies, _ = read(GROUPS[0][1], lead="Years ended December 31", months=12)
    segments, _ = read(GROUPS[1][1], lead="Years ended December 31", months=12)
    assert [c.group.entity for c in companies.columns if c.group] == [True] * 4
    assert [c.group.entity for c in segments.columns if c.group] == [False] * 4


SECTIONS = """\
                                       1998        1997
AUTOMOTIVE
Sales                              $119,083    $122,935
Interest expense                        829         788
Income before taxes - Automotive      6,958       7,082

FINANCIAL SERVICES
Revenues                             25,333      30,692
Interest expense                      8,036       9,712
Income before taxes - Financial
  Services                           18,438       3,857

TOTAL COMPANY
Income before taxes                  25,396      10,939
"""


def test_sections_take_the_groups_of_other_statements():
    columns, _ = read(GROUPS[1][1], kind="CF", lead="Years ended December 31", months=12)
    sections, _ = read(SECTIONS, lead="Years ended December 31", months=12)
    alone = read_together([sections])[0]
    assert not any(item.group for item in alone.items)
    told = read_together([columns, sections])[1]
    assert [item.group.name if item.group else "" for item in told.items if item.row.cells] == [
        "Automotive", "Automotive", "Automotive",
        "Financial Services", "Financial Services", "Financial Services", "",
    ]  # fmt: skip


ASSETS = """\
                                       1998        1997
HOMEBUILDING:
   Cash                              $  504      $  458
   Inventories                        1,862       1,753
                                     ------      ------
                                      2,366       2,211
FINANCIAL SERVICES:
   Cash                                 182         175
   Receivables                          145         162
                                     ------      ------
                                        327         337
TOTAL ASSETS                         $2,693      $2,548
"""
OPERATIONS = """\
                                       1998        1997
TOTAL REVENUES                       $1,200      $1,100
HOMEBUILDING:
   Revenues                           1,100       1,020
   Costs                               (800)       (790)
   Homebuilding pretax income           300         230
FINANCIAL SERVICES:
   Revenues                             100          80
   Costs                                (60)        (50)
   Financial services pretax income      40          30
Income taxes                           (100)        (90)
"""


def test_parts_that_head_sections_of_several_statements_are_groups():
    setting = {"lead": "Years ended December 31", "months": 12}
    assets, _ = read(ASSETS, kind="BS", **setting)
    operations, _ = read(OPERATIONS, **setting)
    told = read_together([assets, operations])
    groups = [
        [item.group.name if item.group else "" for item in table.items if item.row.cells]
        for table in told
    ]
    assert groups == [
        ["HOMEBUILDING"] * 3 + ["FINANCIAL SERVICES"] * 3 + [""],
        ["", *["HOMEBUILDING"] * 3, *["FINANCIAL SERVICES"] * 3, ""],
    ]


def test_a_total_of_several_parts_is_the_wholes_though_it_stands_below_the_last():
    setting = {"lead": "Years ended December 31", "months": 12}
    assets, _ = read(ASSETS.replace("TOTAL ASSETS", "            "), kind="BS", **setting)
    operations, _ = read(OPERATIONS, **setting)
    told = read_together([assets, operations])[0]
    rows = {
        item.row.cells[0].figure.value: at for at, item in enumerate(told.items) if item.row.cells
    }
    assert told.items[rows[2693]].group
    sums = [
        Sum(rows[2366], ((rows[504], 1), (rows[1862], 1)), turned=False),
        Sum(rows[2693], ((rows[2366], 1), (rows[327], 1)), turned=False),
    ]
    whole = with_whole_totals(told, sums)
    assert not whole.items[rows[2693]].group
    assert whole.items[rows[2366]].group == told.items[rows[2366]].group is not None


def test_headings_of_one_statement_alone_are_no_parts():
    assets, _ = read(ASSETS, kind="BS", lead="December 31", months=12)
    assert not any(item.group for table in read_together([assets]) for item in table.items)


def test_kinds_of_balances_that_two_statements_head_are_no_parts():
    setting = {"lead": "Years ended December 31", "months": 12}
    receivables = ASSETS.replace("HOMEBUILDING", "RECEIVABLES").replace(
        "FINANCIAL SERVICES", "PAYABLES"
    )
    assets, _ = read(receivables, kind="BS", **setting)
    flows, _ = read(receivables, kind="CF", **setting)
    assert not any(item.group for table in read_together([assets, flows]) for item in table.items)
