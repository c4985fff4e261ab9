"""Sums over a page's end, and a statement that breaks off."""

from analysed import analysed
from made_cover import cover

COVER = (
    cover("10-K", "December 31, 1999")
    + """\

"""
)
FIRST = """\
                      CONSOLIDATED STATEMENTS OF CASH FLOWS
                                 (in thousands)
                                                      Year ended December 31,
                                                         1999          1998
Cash flows from operating activities:
  Net income                                           31,462        19,649
  Depreciation and amortization                         6,359         5,507
                                                      -------       -------
Net cash provided by operating activities              37,821        25,156
                                                      -------       -------
Cash flows from financing activities:
  Proceeds from issuance of long-term debt                  -        21,144
"""
SECOND = """\
                CONSOLIDATED STATEMENTS OF CASH FLOWS (Continued)
                                 (in thousands)
                                                      Year ended December 31,
                                                         1999          1998
  Payments on long-term debt                           (2,556)       (1,674)
  Dividends paid                                       (9,437)       (5,894)
                                                      -------       -------
Net cash provided by (used in) financing activities   (11,993)       13,576
                                                      -------       -------
Net increase in cash and cash equivalents              25,828        38,732
Cash and cash equivalents at beginning of year         49,238        10,506
                                                      -------       -------
Cash and cash equivalents at end of year              $75,066{end}
"""


def converted(end):
    text = f"{COVER}<PAGE>\n\n{FIRST}\n<PAGE>\n\n{SECOND.format(end=end)}"
    return analysed(text)


def test_a_section_is_summed_up_over_the_end_of_a_page():
    found = converted("       $49,238")
    (table,) = found.mapped
    items = table.read.items
    sums = {
        items[s.total].caption: [items[part].caption for part, _ in s.parts] for s in table.sums
    }
    assert sums["Net cash provided by (used in) financing activities"] == [
        "Proceeds from issuance of long-term debt",
        "Payments on long-term debt",
        "Dividends paid",
    ]
    assert not [f for f in found.findings if f.code.startswith("CAL")]


def test_a_total_without_a_figure_contradicts_nothing():
    found = converted("")
    assert not [f for f in found.findings if f.code == "CAL001"]
