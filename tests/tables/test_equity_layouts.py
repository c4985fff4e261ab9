"""Statements of equity whose columns do not stand where figures and heads tell them."""

import pytest

from converter.model.filing import StatementKind
from converter.model.source import SourceText
from converter.model.table import Section
from converter.tables import detect_table

TABS = (
    "                                   Common                    Retained\n"
    "                             Stock     Treasury     Earnings        Total\n"
    "Balance, June 30, 1993\t\t\t406\t\t(44)\t\t(140)\t\t222\n"
    "Exercise of options\t\t\t2\t\t--\t\t--\t\t2\n"
    "Purchases\t\t\t\t--\t\t(8)\t\t--\t\t(8)\n"
    "Dividends\t\t\t\t--\t\t--\t\t(10)\t\t(10)\n"
    "Other\t\t\t\t\t5\t\t1\t\t--\t\t6\n"
    "Net income                   --         --         58          58\n"
    "Balance, June 30, 1994\t\t\t413\t\t(51)\t\t(92)\t\t{total}\n"
)
FOLDED = """\
                                 Preferred  Retained
(In millions)                    Stock      Earnings
Balance at
Fiscal Year-End 1994             $ 819      $4,758
Net income                         -         1,465
Dividends                          -          (242)
Redemption of 9.36%
  Preferred Stock                 (138)       -
Balance at
Fiscal Year-End 1995             $ 681      $5,981

Treasury    Total

$(310)      $5,267
   -         1,465
   -          (242)
   -          (138)
$(310)      {total}

See notes.
"""
SAME = """\
                   Preferred Common     Paid-in
                   Stock     Stock(1)   Capital
Balance            $  819    $  6      $3,384
Conversion             (1)      -           1
Balance            $  818    $  6      $3,385
"""


def table(text, kind="EQ"):
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    title = source.line_span(1, 0, 1)
    section = Section(StatementKind(kind), "Case", title, "Case", 1, source.line_count)
    return detect_table(section, source).value


def rows(found):
    return [[str(cell.figure.value) for cell in row.cells] for row in found.rows if row.cells]


@pytest.mark.parametrize(("total", "columns"), [("270", 4), ("271", 7)])
def test_rows_that_add_up_across_tell_columns_by_their_order(total, columns):
    found = table(TABS.format(total=total))
    assert len(found.columns) == columns
    if columns == 4:
        heads = ["Common Stock", "Treasury", "Retained Earnings", "Total"]
        assert [column.head for column in found.columns] == heads
        assert {len(row) for row in rows(found)} == {4}


@pytest.mark.parametrize(
    ("total", "kind", "joined"),
    [("$6,352", "EQ", True), ("$6,353", "EQ", False), ("$6,352", "NOTE", False)],
)
def test_columns_below_the_others_stand_beside_them_where_rows_add_up(total, kind, joined):
    found = table(FOLDED.format(total=total), kind)
    assert (len(rows(found)) == 5) is joined
    if joined:
        heads = ["Preferred Stock", "Retained Earnings", "Treasury", "Total"]
        assert [column.head for column in found.columns] == heads
        assert rows(found)[0] == ["819", "4758", "-310", "5267"]
        assert rows(found)[-1] == ["681", "5981", "-310", "6352"]


def test_heads_below_may_take_more_lines_than_stand_above_the_others():
    """Their first lines would stand beside the statement's title, which is no line of it."""
    text = FOLDED.format(total="$6,352").replace("Treasury ", "Shares\nin the\nTreasury ")
    found = table(text)
    heads = ["Preferred Stock", "Retained Earnings", "Shares in the Treasury", "Total"]
    assert [column.head for column in found.columns] == heads
    span = [row for row in found.rows if row.cells][-1].cells[-1].span
    assert text[span.start : span.end] == "6,352"


def test_figures_below_lead_to_their_own_line():
    text = FOLDED.format(total="$6,352")
    found = table(text)
    last = [row for row in found.rows if row.cells][-1].cells[-1].figure
    assert last.value == 6352
    span = [row for row in found.rows if row.cells][-1].cells[-1].span
    assert text[span.start : span.end] == "6,352"


def test_a_blank_apart_over_columns_that_nothing_else_tells_apart():
    heads = [column.head for column in table(SAME).columns]
    assert heads == ["Preferred Stock", "Common Stock(1)", "Paid-in Capital"]


YEARS = """\
                           Common     Retained
                            Stock     Earnings      Total
{first}                         466       38,320     38,786
Net income                     --        4,001      4,001
1993                          466       42,321     42,787
Net income                     --        3,000      3,000
{last}                          466       45,321     45,787
"""


@pytest.mark.parametrize(
    ("kind", "first", "last", "are_captions"),
    [
        ("EQ", "1992", "1994", True),
        ("EQ", "1992", "1998", False),  # not one behind the other
        ("NOTE", "1992", "1994", False),
    ],
)
def test_years_alone_are_the_captions_of_balances(kind, first, last, are_captions):
    found = table(YEARS.format(first=first, last=last), kind)
    captions = [row.caption for row in found.rows if row.cells and "income" not in row.caption]
    assert (captions == ["1992", "1993", "1994"]) is are_captions
    if are_captions:
        assert rows(found)[0] == ["466", "38320", "38786"]


def test_figures_in_line_with_the_others_are_no_years():
    found = table(YEARS.format(first="    ", last="    ").replace("1993   ", "       "))
    found_years = table(YEARS.format(first="    ", last="    ").replace("466", "1,993"))
    assert rows(found)[0] == ["466", "38320", "38786"]
    assert rows(found_years)[0] == ["1993", "38320", "38786"]


REACHING = """\
                                          Net
                                       Unrealized
                                      Holding Gains
                                      (Losses) on
                       Common Stock   Investments  Total
                       ------------    Available  Holders'
                       Shares Amount   for Sale    Equity
Balance, June 30, 1996     175  $  2     $  5    $     7
Issued                       2     1       --          1
Holding gains               --    --        3          3
Balance, June 30, 1997     177  $  3     $  8    $    11
"""


def test_a_line_of_a_head_that_reaches_over_the_next_column():
    """The lines above and below it stand over its own column, in line with it."""
    heads = [column.head for column in table(REACHING).columns]
    assert heads == [
        "Common Stock Shares",
        "Common Stock Amount",
        "Net Unrealized Holding Gains (Losses) on Investments Available for Sale",
        "Total Holders' Equity",
    ]


CUT = """\
                              Shares      Common
                         outstanding       Stock
Balance, January 31, 1996     24,930      $149.3

Purchase of dissenting
    shareholders' stock           (2)       (0.2)
Exercise of options               13         0.3
Dividends on
    preferred stock
                              ------      ------
Balance, January 31, 1997     24,941       149.4

Net loss
                              ------      ------
Balance, January 31, 1998     24,941      $149.4

See accompanying notes to consolidated financial statements.

                      28
<PAGE>

Retained        Total
earnings       equity
--------      -------
$  656.3      $ 805.6
{first}
                 (0.2)
                  0.3

    (2.8)        (2.8)
--------      -------
   653.5        802.9

   (71.5)       (71.5)
--------      -------
$  582.0      $ 731.4
"""


@pytest.mark.parametrize(("first", "joined"), [("\n", True), ("", False), ("   (1.0)\n", False)])
def test_a_wide_page_cut_in_two_stands_together_line_for_line(first, joined):
    """A blank line too few, or a figure beside a blank line, and they are not one page's."""
    text = CUT.format(first=first)
    found = table(text)
    assert (len(rows(found)[0]) == 4) is joined
    if joined:
        heads = ["Shares outstanding", "Common Stock", "Retained earnings", "Total equity"]
        assert [column.head for column in found.columns] == heads
        loss = next(row for row in found.rows if row.caption == "Net loss")
        assert [text[cell.span.start : cell.span.end] for cell in loss.cells] == ["71.5"] * 2
        assert rows(found)[-1] == ["24941", "149.4", "582.0", "731.4"]


COUNTED = """                             Shares    Amount
Balance, June 30, 1993        1,406     $ 140
Exercise of options               2        --
Purchases                        (8)       (1)
Dividends                        --        --
Net income                       --        --
Balance, June 30, 1994        1,400     $ 139

Earnings     Total

$ 50          $190
  --            --
  --            (1)
 (10)          {dividends}
  58            58
$ 98          {total}
"""


@pytest.mark.parametrize(
    ("dividends", "total", "cells"),
    [("(10)", "$237", 4), ("(10)", "$238", 2), ("(11)", "$237", 2)],
)
def test_counts_of_shares_are_no_part_of_what_adds_up(dividends, total, cells):
    found = table(COUNTED.format(dividends=dividends, total=total))
    assert {len(row) for row in rows(found) if len(row) > 1} == {cells}


SLICED = """\
                              Common     Paid-in
                               Stock     Capital
Balance at January 1,
  1995                       $   410    $  1,290
Options exercised by
  officers                        12          66
Net loss                          --          --
{caption}                         --         150
Balance at December 31,
  1995                           422       1,506

                                         17
<PAGE>
                           Retained
                           Earnings       Total
Balance at January 1,
  1995                      $  2,318     $  4,018
Options exercised
  by officers                     --           78
Net loss                        (208)        (208)
Warrants                          --          150
Balance at December 31,
  1995                         2,110        4,038
"""


@pytest.mark.parametrize(("caption", "columns"), [("Warrants", 4), ("Discount", 2)])
def test_slices_with_the_same_captions_stand_beside_one_another(caption, columns):
    text = SLICED.format(caption=caption)
    found = table(text)
    assert len(found.columns) == columns
    if columns == 4:
        heads = ["Common Stock", "Paid-in Capital", "Retained Earnings", "Total"]
        assert [column.head for column in found.columns] == heads
        assert [row.caption for row in found.rows][1] == "Options exercised by officers"
        assert rows(found)[0] == ["410", "1290", "2318", "4018"]
        assert rows(found)[-1] == ["422", "1506", "2110", "4038"]
        last = [row for row in found.rows if row.cells][-1].cells[-1].span
        assert text[last.start : last.end] == "4,038"


GAPS = """\
                              Common     Paid-in
                               Stock     Capital
Balance at January 1, 1995   $   410    $  1,290
Net loss                          --          --
Comprehensive loss
Issuance of
  stock                           12          66
Balance at January 1, 1996       422       1,356
{below}"""
BELOW = """\

                           Retained
                           Earnings       Total
Balance at January 1, 1995  $  2,318     $  4,018
Net loss                        (208)        (208)
{caption:26}    (208)        (208)
Issuance of
  stock                           --           78
Balance at January 1, 1996     2,110        3,888
"""


@pytest.mark.parametrize(("caption", "cells"), [("Comprehensive loss", 4), ("Other loss", 2)])
def test_a_row_whose_figures_stand_in_one_slice_alone(caption, cells):
    text = GAPS.format(below=BELOW.format(caption=caption))
    found = table(text)
    assert len(rows(found)[0]) == cells
    if cells == 4:
        loss = next(row for row in found.rows if row.caption == "Comprehensive loss")
        assert [str(cell.figure.value) for cell in loss.cells] == ["-208", "-208"]
        assert [cell.column for cell in loss.cells] == [2, 3]
        assert rows(found)[-1] == ["422", "1356", "2110", "3888"]


COUNTS_APART = """\
                               {first:^19}  {over:^19}
                               {second:^19}  (Dollars in millions)
                               -------------------  -------------------
                               Preferred   Common   Preferred    Common
                               ---------  --------  ---------  --------
Balance, January 31, 1996        11,806     24,930    $215.3     $149.3
Issued                               --         58        --         .7
Balance, January 31, 1997        11,806     24,988    $215.3     $150.0
"""


@pytest.mark.parametrize(
    ("first", "second", "powers"),
    [
        ("Thousands of", "shares outstanding", [3, 3, None, None]),
        ("Thousands of shares", "outstanding", [3, 3, None, None]),
        ("Amounts", "(in thousands)", [None] * 4),  # it says nothing of shares: the table's
    ],
)
def test_units_over_counts_alone_are_theirs(first, second, powers):
    found = table(COUNTS_APART.format(first=first, second=second, over="Equity"))
    assert [column.units and column.units.shares for column in found.columns] == powers


ONE_BLANK = """\
                         New   Class B Class C Capital in      Retained
                       Common  Common  Common  Excess of       Earnings
                        Stock   Stock   Stock  Par Value      (Deficit)
Balance, June 30, 1994  $  --   $ 81.5  $ 2.9   $ 977.5       $(1,280.7)
Net loss                   --       --     --        --          (197.2)
Balance, June 30, 1995  $  --   $ 81.5  $ 2.9   $ 977.5       $(1,477.9)
"""


@pytest.mark.parametrize("moved", [False, True])
def test_words_one_blank_apart_over_heads_in_line_with_them(moved):
    """Words that are not in line with the heads below are one spanner's."""
    text = (
        ONE_BLANK.replace("Class B Class C Capital in", "All Other Classes of Stock")
        if moved
        else ONE_BLANK
    )
    heads = [column.head for column in table(text).columns]
    alone = ["Class B Common Stock", "Class C Common Stock", "Capital in Excess of Par Value"]
    assert (heads[1:4] == alone) is not moved
    assert heads[0] == "New Common Stock"
    assert heads[4] == "Retained Earnings (Deficit)"


WRAPPED = """\
                                                  YEAR ENDED DECEMBER 31,
                                               -----------------------------
                                                 1995      1994      1993
                                               --------- --------- ---------
                                                {units}
                                                          {more}
<S>                                            <C>       <C>       <C>
Common Stock: authorized 100,000,000 shares, par value $1, 45,965,952 shares
 outstanding (44,827,135 at December 31, 1994 and 42,021,160 at December 31,
 1993)
  Balance beginning of year................... $   44.8  $   42.0  $   35.4
  Issuance of common stock....................      1.2       2.8       6.6
Balance end of year...........................     46.0      44.8      42.0
"""


@pytest.mark.parametrize(
    ("units", "more"),
    [("DOLLARS IN MILLIONS, EXCEPT", "PER SHARE"), ("IN MILLIONS, EXCEPT PER SHARE", "")],
)
def test_units_over_two_lines_are_no_heads_and_captions_close_their_parentheses(units, more):
    found = table(WRAPPED.format(units=units, more=more))
    years = (1995, 1994, 1993)
    heads = [f"YEAR ENDED DECEMBER 31, {year}" for year in years]
    assert [column.head for column in found.columns] == heads
    assert found.rows[0].caption.endswith("at December 31, 1993)")
    assert [len(row.cells) for row in found.rows] == [0, 3, 3, 3]


def test_a_spanner_whose_words_stand_two_blanks_apart_is_one():
    text = (
        "                       Common Shares   Treasury  Shares\n"
        "                      Shares  Amount    Shares   Amount    Total\n"
        "Balance, January 1    602,744   $603   (2,510)   $(110)   $  493\n"
        "Purchases                 -        -  (11,301)    (447)     (447)\n"
        "Issued                  3,334      3    2,410       94        97\n"
        "Balance, December 31  606,078    606  (11,401)    (463)      143\n"
    )
    assert [column.head for column in table(text).columns] == [
        "Common Shares Shares", "Common Shares Amount",
        "Treasury Shares Shares", "Treasury Shares Amount", "Total",
    ]  # fmt: skip


def test_a_rule_between_words_of_heads_is_none_of_them():
    text = (
        "                                            Class B                         Accumulated\n"
        "                             Class A     Common Stock  Additional              Other     Treasury Stock     Total\n"
        "                          Common Stock   -------------  Paid-In   Retained Comprehensive --------------  Shareholders'\n"
        "                          Shares  Amount Shares Amount  Capital   Earnings Income (Loss) Shares Amount      Equity\n"
        "                          ------  ------ ------ ------ ---------- -------- ------------- ------ -------  ------------\n"
        "Balance, January 1......  1,240    $12    --     $--     $  151    $4,728      $  31      --        --     $ 4,922\n"
        "Net income..............    --     --     --      --        --        809        --       --        --         809\n"
        "Purchases...............    --     --     --      --        --        --         --       (16)     (150)      (150)\n"
        "Issuance................    --     --     9       1         40        --         --       --        --          41\n"
        "Balance, December 31....  1,240    $12    9      $ 1     $  191    $5,537      $  31      (16)    $(150)   $ 5,622\n"
    )  # fmt: skip
    heads = [column.head for column in table(text).columns]
    assert heads[5:] == [
        "Retained Earnings", "Accumulated Other Comprehensive Income (Loss)",
        "Treasury Stock Shares", "Treasury Stock Amount", "Total Shareholders' Equity",
    ]  # fmt: skip


STOCK_OVER_PAIRS = """\
                               Capital Stock
                         Issued             Treasury
                    Shares   Amount    Shares      Amount

Balance, 1994        1,726      $29     (146)    $(1,361)
Share repurchases        -        -      (24)       (541)
Balance, 1995        1,726      $29     (170)    $(1,902)
"""
NAME_CUT = """\
                     Common     Stock    Additional                 Treasury   Stock
                     ------------------   Paid-In     Retained
                     Shares   Par Value   Capital     Earnings      Shares     Cost        Total
Balance, 1994        337.0      $33.7    $  374.9     $5,119.3      (11.8)   $(854.6)    $4,673.3
Stock option            .1         .2        41.9            -           -         .6        42.7
Balance, 1995        337.1      $33.9    $  416.8     $5,119.3      (11.8)   $(854.0)    $4,716.0
"""


def test_what_is_centred_over_pairs_of_count_and_amount_is_of_both():
    assert [column.head for column in table(STOCK_OVER_PAIRS).columns] == [
        "Capital Stock Issued Shares", "Capital Stock Issued Amount",
        "Capital Stock Treasury Shares", "Capital Stock Treasury Amount",
    ]  # fmt: skip


def test_words_beside_the_middle_of_a_pair_stay_over_their_own_column():
    text = STOCK_OVER_PAIRS.replace(
        "Issued             Treasury", "                   Treasury"
    ).replace("Capital Stock\n", "Capital Stock\n                    Issued\n")
    heads = [column.head for column in table(text).columns]
    assert heads[1] == "Capital Stock Amount"


def test_the_name_of_a_stock_is_cut_between_its_columns():
    assert [column.head for column in table(NAME_CUT).columns] == [
        "Common Stock Shares", "Common Stock Par Value", "Additional Paid-In Capital",
        "Retained Earnings", "Treasury Stock Shares", "Treasury Stock Cost", "Total",
    ]  # fmt: skip
