"""Selected data that stand before the statements, and what its lines must be."""

import pytest

from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.text.summaries import of_selected_data
from tests.mapping.made_notes import STATEMENTS

SELECTED = """\
ITEM 6.  SELECTED FINANCIAL DATA

The following data are taken from the company's statements and should be read together with
these and with what management says of them (in thousands, except per share data).

                                         Years ended December 31,
                        1997        1996        1995        1994        1993
                    --------    --------    --------    --------    --------
Net sales           $  9,000    $  8,000    $  7,000    $  6,500    $  6,100
Income before
  extraordinary loss   1,860       1,575       1,240       1,100       1,060
Net income             1,860       1,575       1,240       1,100       1,050
Net income per share    1.86        1.58        1.24        1.10        1.05
Total assets           5,500       4,250       4,000       3,900       3,800
Bottles sold           7,000       6,000       5,000       4,000       3,000

ITEM 7.  MANAGEMENT'S DISCUSSION AND ANALYSIS
<PAGE>
"""
_ABOVE = (
    "                                ACME CORP.\n                          STATEMENTS OF OPERATIONS"
)


def told(*changes):
    selected = SELECTED
    for before, after in changes:
        assert before in selected
        selected = selected.replace(before, after)
    text = STATEMENTS.format(title="LEASES", lead="There are none.", table="Rent   12   13\n")
    assert _ABOVE in text
    text = text.replace(_ABOVE, selected + _ABOVE)
    done = analyse(read_filing(text.encode(), "made.txt"), "made", Options())
    return {
        (fact.concept.local, str(fact.context.period.end)): int(fact.value)
        for fact in done.report.facts
        if fact.provenance.rule == "note-table.selected"
    }


def test_lines_of_the_statements_are_facts_in_the_years_before():
    facts = told()
    assert facts["SalesRevenueNet", "1993-12-31"] == 6_100_000
    assert facts["NetIncomeLoss", "1993-12-31"] == 1_050_000  # not what is before a loss
    assert facts["Assets", "1995-12-31"] == 4_000_000
    assert {name for name, _ in facts} <= {"SalesRevenueNet", "NetIncomeLoss", "Assets"} | {
        "EarningsPerShareBasic", "EarningsPerSharePrimary", "EarningsPerShareBasicAndDiluted",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ([("$  8,000 ", "$  8,001 ")], "SalesRevenueNet"),  # no statement's year
        ([("Net income    ", "Income before ")], "NetIncomeLoss"),
        ([("4,250", "4,251")], "Assets"),
    ],
)
def test_a_line_that_is_none_of_them_is_left(changes, gone):
    assert gone not in {name for name, _ in told(*changes)}


@pytest.mark.parametrize(
    ("title", "selected"),
    [
        ("SELECTED CONSOLIDATED FINANCIAL DATA", True),
        ("Five Year Summary", True),
        ("ELEVEN-YEAR FINANCIAL REVIEW", True),
        ("Selected Quarterly Financial Data", False),
        ("Selected Segment Information", False),
        ("Summary of Significant Accounting Policies", False),
    ],
)
def test_titles(title, selected):
    assert of_selected_data(title) is selected


def test_a_total_stands_without_some_of_its_parts_alone():
    taxes = "Income taxes           1,140         925         760         700         650\n"
    names = {name for name, _ in told(("Net income  ", f"{taxes}Net income  "))}
    assert "NetIncomeLoss" in names
    assert "IncomeTaxExpenseBenefit" not in names  # income before taxes is not stated
    before = """\
Income before income
  taxes                3,000       2,500       2,000       1,800       1,700
"""
    names = {name for name, _ in told(("Net income  ", f"{before}{taxes}Net income  "))}
    assert "IncomeTaxExpenseBenefit" in names
