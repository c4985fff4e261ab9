"""Headings: what stands below which."""

import pytest

from tests.lineitems.reading import read

SIDES = """\
                                  1996       1995
Assets
Current
   Cash                          6,218     14,930
   Inventories                  42,760     40,120
Fixed assets                   192,007    198,667
Liabilities
Current
   Accounts payable             33,905     38,671
Long-term debt                  92,470    100,016
"""
PER_SHARE = """\
                                  1996       1995
Net income                       1,770      3,310
Basic earnings per share:
  Continuing operations         $ 1.75     $  .62
  Discontinued operations          .09       2.77
Net income                      $ 1.84     $ 3.39
Diluted earnings per share:
  Continuing operations         $ 1.68     $  .61
Net income                      $ 1.77     $ 3.31
Dividends declared                  12         11
"""
PRIMARY = """\
                                  1996       1995
Net income                       1,770      3,310
Earnings per common share
Primary
Continuing operations           $ 1.75     $  .62
Discontinued operations            .09       2.77
Fully diluted
Continuing operations           $ 1.68     $  .61
"""
NOTED = """\
                                  1996       1995
REVENUE
  Premiums                      $1,750      $ 962
BENEFITS AND EXPENSES -- Note E
  Benefits and claims             $968      $ 461
  Interest expense                  12          9
"""


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (NOTED, "IS", [("REVENUE",), *[("BENEFITS AND EXPENSES -- Note E",)] * 2]),
        (SIDES, "BS", [
            ("Assets", "Current"), ("Assets", "Current"), ("Assets",),
            ("Liabilities", "Current"), ("Liabilities",),
        ]),
        (PRIMARY, "IS", [
            (), ("Earnings per common share", "Primary"), ("Earnings per common share", "Primary"),
            ("Earnings per common share", "Fully diluted"),
        ]),
        (PER_SHARE, "IS", [
            (), *[("Basic earnings per share",)] * 3, *[("Diluted earnings per share",)] * 2, (),
        ]),
    ],
    ids=["a note behind a heading", "sides", "sides of earnings", "per share"],
)  # fmt: skip
def test_sections(text, kind, expected):
    table, _ = read(text, kind=kind)
    assert [item.section for item in table.items if item.row.cells] == expected
