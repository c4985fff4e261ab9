"""Tables of notes against the statements' lines: what proves them, and what does not."""

import pytest

from converter.mapping.note_tables import LINES, load_registry
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.resources import resource
from converter.tsv import read_rows

HEAD = """\
                                ACME CORP.
                               BALANCE SHEETS
                               (in thousands)

                                               December 31,
                                              1997        1996
                                           ---------   ---------
Cash                                       $   1,200   $   1,000
Inventories                                    4,300       3,250
                                           ---------   ---------
Total assets                               $   5,500   $   4,250
                                           =========   =========
Accounts payable                           $   2,400   $   1,350
Stockholders' equity                           3,100       2,900
                                           ---------   ---------
Total liabilities and equity               $   5,500   $   4,250
                                           =========   =========
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
    assert "NOT001" not in {each.code for each in done.findings}


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
        above = [] if under in ("", "none") else [under.split(";")[0].replace("[*]", "").strip()]
        found = registry.line(kind, example, above)
        assert found is not None, example
        assert (found.kind, found.concept) == (kind, concept), example
