"""Quarter and year to date one below the other in one statement."""

import pytest
from analysed import analysed
from made_cover import cover

HEAD = """\
<PAGE>
                        STATEMENT OF INCOME
                (In millions except per share amounts)

                                          1994        1993
"""
LINES = """
Net sales . . . . . . . . . . . .        {0}         {1}
Cost of goods sold  . . . . . . .        {2}         {3}
                                         ---         ---
Income before income taxes  . . .        {4}         {5}
Income taxes  . . . . . . . . . .         {6}          {7}
                                         ---         ---
Net income  . . . . . . . . . . .        {8}         {9}
"""
QUARTER = LINES.format(318, 297, 258, 241, 60, 56, 20, 16, 40, 40)
HALF = LINES.format(629, 588, 512, 478, 117, 110, 49, 47, 68, 63)
COVER = cover("10-Q", "June 25, 1994", "0-12345")


def spans(text):
    """{(concept, start, end): value} of the statement of income's facts."""
    return {
        (fact.concept.local, str(fact.context.period.start), str(fact.context.period.end)): int(
            fact.value
        )
        for fact in analysed(COVER + "\n" + text).report.facts
        if fact.provenance.statement == "IS"
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("13 weeks ended June 25, 1994 and June 26, 1993", "26 weeks ended June 25, 1994 and June 26, 1993"),
        ("For the thirteen weeks ended June 25, 1994 and June 26, 1993:", "For the twenty-six weeks ended June 25, 1994 and June 26, 1993:"),
        ("Quarter ended June 25, 1994 and June 26, 1993",
         "Six months ended June 25, 1994 and June 26, 1993\n\n" + " " * 42 + "1994        1993\n"),
    ],
)  # fmt: skip
def test_a_line_that_says_a_length_begins_a_part_of_its_own(first, second):
    found = spans(f"{HEAD}\n{first}\n{QUARTER}\n\n{second}\n{HALF}")
    assert found["SalesRevenueNet", "1994-03-27", "1994-06-25"] == 318_000_000
    assert found["SalesRevenueNet", "1993-03-28", "1993-06-26"] == 297_000_000
    assert found["SalesRevenueNet", "1993-12-26", "1994-06-25"] == 629_000_000
    assert found["NetIncomeLoss", "1992-12-27", "1993-06-26"] == 63_000_000
    assert len(found) == 20


def test_a_heading_with_a_length_over_other_lines_begins_none():
    """What only sums up, below the statement, is of the statement's period."""
    text = f"{HEAD}\n13 weeks ended June 25, 1994 and June 26, 1993\n{QUARTER}\n"
    text += "\nOrders for the 26 weeks then ended:\n  Booked                                   812         790\n"
    assert {start for _, start, _ in spans(text)} == {"1994-03-27", "1993-03-28"}
