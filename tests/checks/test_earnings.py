"""Earnings per share against income and shares: what is said, and which figure is doubted."""

import pytest
from analysed import analysed
from made_cover import cover

FILING = (
    cover("10-K", "December 31, 1997")
    + """\
<PAGE>

                        STATEMENTS OF OPERATIONS
                    (in thousands, except per share data)

                                        Years ended December 31,
                                        1997       1996       1995
                                     --------   --------   --------
Net sales                             $ 5,000    $ 4,000    $ 3,900
Cost of sales                           3,988      3,500      3,443
                                     --------   --------   --------
Net income                            $ 1,012    $   500    $   457
                                     ========   ========   ========
Net income per share - basic          $  2.02    $  1.02    $   .95
Net income per share - diluted        $  1.95    $  1.00    $   .94

Weighted average shares - basic           501        490        481
Weighted average shares - diluted         519        500        486
"""
)


def converted(*changes):
    text = FILING
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return analysed(text)


def told(done, top="Net sales"):
    lines = done.filing.source.text.split("\n")
    first = next(at for at, line in enumerate(lines, 1) if top in line)
    found = {}
    for each in done.findings:
        if each.code.startswith("EPS"):
            places = {(span.line - first, span.column) for span in each.doubts or ()}
            found.setdefault(each.code, set()).update(line for line, _ in places)
    return found


NO_COUNTS = [
    ("Weighted average shares - basic           501        490        481\n", ""),
    ("Weighted average shares - diluted         519        500        486\n", ""),
]
COVERED = [
    (
        "<PAGE>",
        "Common stock, $1 par value: 498,000 shares outstanding at February 28, 1998\n<PAGE>",
    )
]
# lines below the first one, 'Net sales'
INCOME, PER_BASIC, PER_DILUTED, SHARES, DILUTED_SHARES = 3, 5, 6, 8, 9


@pytest.mark.parametrize(
    ("changes", "doubted"),
    [
        ([], {}),
        # a point lost, a digit mistyped, two exchanged, a parenthesis too much
        ([("$  2.02", "$   202")], {"EPS004": {PER_BASIC}}),
        ([("$  2.02", "$  3.02")], {"EPS001": {PER_BASIC}}),
        ([("$  1.95", "$  9.15")], {"EPS001": {PER_DILUTED}}),
        ([("$  2.02", "$(2.02)")], {"EPS001": {PER_BASIC}}),
        # the last digit, where the other columns tie to the last place
        ([("$  2.02", "$  2.07")], {"EPS001": {PER_BASIC, SHARES}}),
        # a count of shares
        ([("   501 ", "   105 ")], {"EPS001": {SHARES}}),
        ([("   500        486", " 5,000        486")], {"EPS001": {DILUTED_SHARES}}),
        # in all columns alike
        (
            [("501        490        481", "501,000,000 490,000,000 481,000,000")],
            {"EPS002": {SHARES}},
        ),
        # no count is printed: by the other columns, or by the cover
        (
            [*NO_COUNTS, ("$  2.02", "$   202")],
            {"EPS004": {PER_BASIC}},
        ),
        ([*NO_COUNTS, *COVERED], {}),
        (
            [
                *NO_COUNTS,
                *COVERED,
                ("$  2.02    $  1.02    $   .95", "$   202    $   102    $    95"),
            ],
            {"EPS003": {INCOME, PER_BASIC}, "EPS005": {PER_BASIC, PER_DILUTED}},
        ),
        # what convertible securities would save is added; preferred dividends are taken off
        ([("$  1.95", "$  2.00"), ("   519 ", "   560 ")], {}),
        ([("$  2.02", "$  1.99"), ("$  1.95", "$  1.92")], {}),
    ],
)
def test_the_figure_that_nothing_bears_out_is_doubted(changes, doubted):
    assert told(converted(*changes)) == doubted


@pytest.mark.parametrize(("diluted", "odd"), [("2.00", False), ("1.83", True)])
def test_of_two_years_basic_earnings_tell_that_nothing_is_taken_off_the_income(diluted, odd):
    text = "\n".join(
        line[:55] if line.startswith((" " * 36, "Net ", "Cost", "Weighted")) else line
        for line in FILING.replace("$  1.95", f"$  {diluted}").replace("519", "505").splitlines()
    )
    findings = analysed(f"{text}\n").report.findings
    assert ("EPS001" in {finding.code for finding in findings}) is odd


@pytest.mark.parametrize(("diluted", "doubted"), [(".80", False), (".60", True)])
def test_diluted_earnings_may_be_of_another_income_and_what_is_saved(diluted, doubted):
    """Net income after an effect, and the dividends that conversion would save: 30,547 by 38,616."""
    done = analysed(
        cover("10-K", "December 31, 1997")
        + f"""\
<PAGE>

                        STATEMENTS OF OPERATIONS
                    (in thousands, except per share data)

                                              Years ended December 31,
                                            1997       1996       1995
                                         --------   --------   --------
Income available for common shares
  before effect of accounting change      $84,973    $33,931    $37,671
Effect of accounting change                                     (10,000)
                                         --------   --------   --------
Net income                                $84,973    $33,931    $27,671
                                         ========   ========   ========
Primary earnings per share:
  Before effect of accounting change      $  2.01    $   .86    $  1.10
  Effect of accounting change                                      (.29)
  Net income                              $  2.01    $   .86    $   .81
Fully diluted earnings per share:
  Before effect of accounting change      $  2.01    $   .86    $  1.06
  Effect of accounting change                                      (.26)
  Net income                              $  2.01    $   .86    $   {diluted}
Weighted average shares - primary          42,175     39,392     34,311
Weighted average shares - fully diluted    42,221     39,477     38,616
"""
    )
    assert ("EPS001" in told(done, "Income available")) is doubted


BEFORE_TAXES = """\
Income before taxes                     1,265        625        571
Income taxes                              253        125        114
                                     --------   --------   --------
"""
IN_ONE_YEAR = """\
Income from continuing operations       1,100
Loss from discontinued operations         (88)
"""
NET = "Net income                            $ 1,012"


def test_income_before_taxes_is_nobody_s_share():
    """2.44 is near the 1,265 before taxes by 519 shares, which are no one's."""
    done = converted(
        (NET, BEFORE_TAXES + NET),
        ("$  1.95    $  1.00    $   .94", "$  2.44    $  1.00    $   .94"),
        ("3,988      3,500      3,443", "3,735      3,375      3,329"),
    )
    assert "EPS001" in told(done)


def test_an_income_that_lacks_a_column_is_no_fault():
    done = converted((NET, IN_ONE_YEAR + NET), ("diluted        $  1.95", "diluted        $  1.52"))
    assert "EPS001" in told(done)
