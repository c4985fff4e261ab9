"""Tables of notes against the statements' lines: what proves them, and what does not."""

from types import SimpleNamespace

import pytest

from converter.mapping.note_registry import LINES, load_registry
from converter.mapping.note_tables import _of_group
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.resources import resource
from converter.tsv import read_rows
from tests.mapping.made_notes import BALANCE_SHEET

HEAD = BALANCE_SHEET
HEAD += """\
<PAGE>
                     NOTES TO FINANCIAL STATEMENTS

NOTE 1 - POLICIES

Inventories are stated at the lower of cost or market.

NOTE 2 - INVENTORIES

Inventories (in thousands) are

                                               December 31,
                                              1997        1996
                                           ---------   ---------
"""
TABLE = """\
Finished goods                             $   3,100   $   2,700
Bottles                                        1,700         950
Less LIFO reserve                               (500)       (400)
                                           ---------   ---------
Total                                      $   4,300   $   3,250
                                           =========   =========
"""


SIDES = """\

NOTE 3 - RECEIVABLES

                                        Assets            Liabilities
                                    1997      1996      1997      1996
Receivables
  Swaps                           $   71    $   49    $   63    $   50
  Options                             46        22        42        20
  Total                           $  117    $   71    $  105    $   70
"""


def told(table):
    text = "CONFORMED PERIOD OF REPORT: 19971231\n" + HEAD + table
    done = analyse(read_filing(text.encode(), "made.txt"), "made", Options())
    facts = {
        (fact.concept.local, str(fact.context.period.end)): int(fact.value)
        for fact in done.report.facts
        if fact.provenance.rule.startswith("note-table.") or "Bottles" in fact.concept.local
    }
    return done, facts


def test_a_table_that_adds_up_to_a_statements_line_is_facts():
    done, facts = told(TABLE)
    assert {name for name, _ in facts} == {
        "InventoryFinishedGoods", "InventoryLIFOReserve", "BottlesInventories",
    }  # fmt: skip
    assert facts["InventoryFinishedGoods", "1997-12-31"] == 3_100_000
    assert facts["InventoryLIFOReserve", "1996-12-31"] == 400_000
    assert facts["BottlesInventories", "1996-12-31"] == 950_000
    own = {concept.qname.local: concept for concept in done.report.extension.concepts}
    assert own["BottlesInventories"].balance == "debit"  # what the total that proved it has
    assert "NOT001" not in {each.code for each in done.findings}


def test_a_total_of_a_note_that_has_several_amounts_of_one_period_is_none():
    """Assets beside liabilities: neither total is the receivables'."""
    done, _ = told(TABLE + SIDES)
    assert not [f for f in done.report.facts if f.concept.local == "AccountsReceivableNetCurrent"]
    assert any("have the same period" in each.message for each in done.findings)


OTHER_TOTAL = TABLE.replace("4,300   $   3,250", "4,400   $   3,350")
OTHER_TOTAL = OTHER_TOTAL.replace("(400)", "(300)").replace("(500)", "(400)")


@pytest.mark.parametrize(
    "table",
    [
        OTHER_TOTAL,  # adds up to what no statement has
        TABLE.replace("1,700         950", "1,600         850"),  # does not add up
    ],
)
def test_a_table_that_nothing_proves_has_no_concepts(table):
    _, facts = told(table)
    assert not facts


def test_a_table_left_alone_says_why():
    done, _ = told(
        OTHER_TOTAL.replace("Finished goods", "Crates        ").replace("Total", "Glass")
    )
    (left,) = [each for each in done.findings if each.code == "NOT001"]
    assert "no line of it is a total that a statement has too" in left.message
    assert left.span is not None


def test_each_row_of_wordings_names_its_example():
    registry = load_registry()
    for _, (kind, under, _, concept, example) in read_rows(
        resource("mappings") / "note_lines.tsv", LINES
    ):
        above = (
            []
            if under
            in ("", "none", "aside", "place", "raises", "lowers", "opens", "column", "lead")
            else [under.split(";")[0].replace("[*]", "").strip()]
        )
        found = registry.line(kind, example, above)
        assert found is not None, example
        assert (found.kind, found.concept) == (kind, concept), example


OPERATIONS = """\
                                ACME CORP.
                          STATEMENTS OF OPERATIONS
                               (in thousands)

                                          Years ended December 31,
                                              1997        1996
                                           ---------   ---------
Net sales                                  $   9,000   $   8,000
Cost of goods sold                             6,000       5,500
                                           ---------   ---------
Gross profit                                   3,000       2,500
Depreciation                                     500         400
                                           ---------   ---------
Net income                                 $   2,500   $   2,100
                                           =========   =========
<PAGE>
"""
SEGMENTS = """\

NOTE 3 - SEGMENT INFORMATION

                                          Years ended December 31,
                                              1997        1996
                                           ---------   ---------
Net sales:
  Bottles                                  $   5,200   $   4,700
  Crates                                       3,900       3,400
  Intersegment sales                            (100)       (100)
                                           ---------   ---------
  Total net sales                          $   9,000   $   8,000
                                           =========   =========
"""
DEPRECIATION = """\
Depreciation:
  Bottles                                  $     300   $     250
  Crates                                         200         150
                                           ---------   ---------
  Total depreciation                       $     500   $     400
                                           =========   =========
"""


def of_segments(table):
    text = "CONFORMED PERIOD OF REPORT: 19971231\n" + OPERATIONS + HEAD + TABLE + table
    report = analyse(read_filing(text.encode(), "made.txt"), "made", Options()).report
    return {
        (fact.concept.local, fact.context.dimensions[0][1].local, fact.context.period.end.year): int(fact.value)
        for fact in report.facts
        if fact.context.dimensions
    }  # fmt: skip


def test_segments_are_dimensions_of_the_statements_line():
    facts = of_segments(SEGMENTS + DEPRECIATION)
    assert facts["SalesRevenueNet", "BottlesMember", 1997] == 5_200_000
    assert facts["SalesRevenueNet", "CratesMember", 1996] == 3_400_000
    assert {concept for concept, _, _ in facts} == {"SalesRevenueNet", "Depreciation"}
    assert {member for _, member, _ in facts} == {"BottlesMember", "CratesMember"}


TWO_TOTALS = SEGMENTS.replace(
    "  Intersegment",
    """\
                                           ---------   ---------
  Total segments                               9,100       8,100
  Intersegment""",
)
PLACES = """\

NOTE 3 - GEOGRAPHIC AREAS

                                          Years ended December 31,
                                              1997        1996
                                           ---------   ---------
Net sales:
  United States                            $   5,200   $   4,700
  Europe                                       3,000       2,600
  Other                                          800         700
                                           ---------   ---------
  Total net sales                          $   9,000   $   8,000
                                           =========   =========
"""


def test_parts_enter_a_total_within_the_whole():
    facts = of_segments(TWO_TOTALS + DEPRECIATION)
    assert facts["SalesRevenueNet", "BottlesMember", 1997] == 5_200_000
    assert {member for _, member, _ in facts} == {"BottlesMember", "CratesMember"}


def test_places_have_revenues_alone_where_words_speak_of_areas():
    facts = of_segments(PLACES)
    assert facts["SalesRevenueNet", "EuropeMember", 1997] == 3_000_000
    assert len(facts) == 6
    assert not of_segments(PLACES.replace("GEOGRAPHIC AREAS", "SALES"))
    assert not of_segments(PLACES.replace("Other ", "Export"))


@pytest.mark.parametrize(
    "table",
    [
        SEGMENTS,  # revenues alone: they may be products
        (SEGMENTS + DEPRECIATION).replace("Crates ", "Europe "),  # places
        (SEGMENTS + DEPRECIATION).replace("5,200", "5,100").replace("  300", "  200"),  # no sum
    ],
)
def test_what_may_be_no_segment_is_none(table):
    assert not of_segments(table)


@pytest.mark.parametrize(
    ("title", "of_part"),
    [
        ("NOTE 4. Inventories - Automotive Sector", True),
        ("NOTE 4. Inventories", False),
        ("NOTE 9. Automotives", False),
    ],
)
def test_a_note_whose_title_names_a_part_is_of_that_part(title, of_part):
    table = SimpleNamespace(read=SimpleNamespace(table=SimpleNamespace(title=title)))
    assert _of_group(table, frozenset({"automotive", "financial"})) is of_part
