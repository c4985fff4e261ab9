"""Heads of columns that cannot all be as printed."""

import pytest
from analysed import analysed
from test_check_cases import BALANCE, COVER, FLOWS, OPERATIONS

CODES = ("PER008", "PER009", "PER010")
SHEET = "Dec. 31, 1997  Dec. 31, 1996"
YEARS = "1997           1996"
# of one length in one statement: nothing else in the filing says anything of their periods
ALONE = COVER + OPERATIONS


def found(text, changes=()):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    done = analysed(text)
    told = [(each.code, each.message) for each in done.findings if each.code in CODES]
    doubted = {fact.provenance.table for fact in done.report.facts if set(fact.doubts) & set(CODES)}
    return told, doubted


@pytest.mark.parametrize(
    ("text", "changes", "codes", "doubted"),
    [
        (COVER + BALANCE + OPERATIONS, (), [], set()),
        # one year mistyped: a gap, and in the latest column another end than the cover's
        (ALONE, [(YEARS, "1997           1994")], ["PER008"], {"STATEMENTS OF OPERATIONS"}),
        (ALONE, [(YEARS, "1996           1995")], ["PER010"], {"STATEMENTS OF OPERATIONS"}),
        (
            COVER + BALANCE + OPERATIONS, [(SHEET, "Dec. 31, 1996  Dec. 31, 1995")],
            ["PER010"], {"BALANCE SHEETS"},
        ),
        # two statements in two orders: which of them is wrong is not told
        (
            COVER + BALANCE + OPERATIONS, [(YEARS, "1996           1997")],
            ["PER009", "PER009"], {"BALANCE SHEETS", "STATEMENTS OF OPERATIONS"},
        ),
        # all statements in the other order
        (
            COVER + BALANCE + OPERATIONS,
            [(YEARS, "1996           1997"), (SHEET, "Dec. 31, 1996  Dec. 31, 1997")], [], set(),
        ),
        # the balance sheet alone is the other way round, and cash proves that it is
        (
            COVER + BALANCE + OPERATIONS + FLOWS,
            [
                (SHEET, "Dec. 31, 1996  Dec. 31, 1997"),
                ("$ 1,659        $ 1,055\nInv", "$ 1,055        $ 1,659\nInv"),
            ],
            [], set(),
        ),
        # current reports have their own day
        (COVER.replace("10-K", "8-K") + OPERATIONS, [(YEARS, "1996           1995")], [], set()),
    ],
)  # fmt: skip
def test_heads(text, changes, codes, doubted):
    told, doubtful = found(text, changes)
    assert ([code for code, _ in told], doubtful) == (codes, doubted)


THREE = """<PAGE>

                        STATEMENTS OF OPERATIONS
                            (in thousands)

                                        Years ended December 31,
                                          {}           {}           {}
                                       ----------     ----------   ----------
Net sales                                 $ 5,000        $ 4,000      $ 3,000
Cost of sales                               4,000          3,500        2,800
                                       ----------     ----------   ----------
Net income                                $ 1,000        $   500      $   200
                                       ==========     ==========   ==========
"""


@pytest.mark.parametrize(
    ("years", "codes"),
    [
        ((1997, 1996, 1995), []),
        ((1997, 1995, 1996), ["PER009"]),
        ((1995, 1996, 1997), []),
        ((1997, 1993, 1995), ["PER008", "PER009"]),
    ],
)
def test_three_years(years, codes):
    told, doubted = found(COVER + THREE.format(*years))
    assert [code for code, _ in told] == codes
    assert doubted == ({"STATEMENTS OF OPERATIONS"} if codes else set())
    for _, message in told:
        assert str(years[1]) in message


def test_a_year_that_was_cut_in_two_leaves_no_gap():
    head = "Years ended December 31,\n" + " " * 42 + "{}           {}           {}"
    cut = (
        "   Year ended    Seven months  Five months    Year ended\n"
        "                                       Dec. 31,       Dec. 31,     May 31,       Dec. 31,\n"
        "                                         1997           1996         1996          1995"
    )
    text = THREE.replace(head, cut).replace("----------\n", "----------    ----------\n")
    for row in ("$ 3,000\n", "2,800\n", "$   200\n"):
        text = text.replace(row, row.rstrip("\n") + row.replace("$", " ").rjust(16))
    told, _ = found(COVER + text)
    assert [code for code, _ in told] == []
