"""Lines that are of a part of their column's period."""

import pytest

from tests.lineitems.reading import read

TABLE = """\
                                             1998         1997
Net income                                $ 2,168      $   867
{heading}
   Basic                                  $   .36      {other}
"""
SINCE = "1998-01-08/1998-06-30"


@pytest.mark.parametrize(
    ("heading", "other", "period"),
    [
        (
            "Earnings per share for the period from\n  January 8, 1998 to June 30, 1998:",
            "N/A",
            SINCE,
        ),
        ("Earnings per share (since conversion on January 8, 1998):", "N/A", SINCE),
        ("Earnings per share from January 8, 1998 to June 30, 1998:", "$  .12", None),
        ("Earnings per share from January 8, 1997 to June 30, 1997:", "N/A", None),
        ("Earnings per share since January 8, 1996:", "N/A", None),
        ("Earnings per share:", "N/A", None),
    ],
)
def test_what_begins_within_a_year(heading, other, period):
    table, _ = read(
        TABLE.format(heading=heading, other=other), lead="Years ended June 30", months=12
    )
    (basic,) = (item for item in table.items if item.caption == "Basic")
    own = basic.period and f"{basic.period.start}/{basic.period.end}"
    assert own == period
    assert all(item.period is None for item in table.items if item is not basic)
