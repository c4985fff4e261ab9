"""Captions of several lines, over blank lines and parentheses."""

import pytest
from analysed import analysed
from made_cover import cover

SHEET = (
    cover("10-K", "December 31, 1997")
    + """<PAGE>
{head}
{lines}
                                         ----------     ----------
Total assets                                $ 9,878        $ 8,837
                                         ==========     ==========
Accounts payable                            $ 1,178        $ 1,137
Retained earnings                             8,700          7,700
                                         ----------     ----------
Total liabilities and equity                $ 9,878        $ 8,837
                                         ==========     ==========
"""
)
HEAD = """
                            BALANCE SHEETS
                  (in thousands, except share data)

                                          Dec. 31,       Dec. 31,
                                            1997           1996
                                         ----------     ----------"""
CAPITALS = """
LAND AND BUILDINGS
BEFORE DEPRECIATION                         $ 1,000        $ 1,100
MINES
PER SHARE:
Mines at cost                                 8,878          7,737
"""
MORE = """
Income of pools before extraordinary
  Items and gains                           $ 1,000        $ 1,100
Discontinued
  Mines                                       3,000          3,000
Goods sent after
  Closing                                     5,878          4,737
"""
DOUBLED = """
Cash                                        $ 1,000        $ 1,100

Receivables                                   1,100          1,000

Inventories of materials and

  Goods at cost in 1997, less

  $210 and 19 others                          1,500          1,500

Supplies                                        200            200

Land                                          1,300          1,300

Buildings                                     1,200          1,200

Machines                                      1,100            900

Furniture                                       300            300

Other assets                                  2,178          1,337
"""
ONCE = """\
Cash                                        $ 1,000        $ 1,100
Property less accumulated depreciation of

  $210 and $190                               3,000          3,000
Prepaid expenses and other

  current assets                              2,000          2,000
Deposits                                      3,878          2,737
"""
HEADINGS = """\
Cash                                        $ 1,000        $ 1,100
PROPERTY

  land and mines                              3,000          3,000
Other assets

  deferred charges                            2,000          2,000
  goodwill                                    2,000          2,000
Deposits                                      1,878            737
"""
OTHER_NET = """\
Cash                                        $ 1,000        $ 1,100
 Other, net                                   1,500          1,600
   Plants and mines of
    subsidiaries                              3,000          3,000
Deposits                                      4,378          3,137
"""
PARENTHESES = """\
Cash                                        $ 1,000        $ 1,100
Held to maturity (fair value                     --             --
 $3,385,588 and $1,195,960)                   3,000          3,000
Goodwill less amortization:
  ($143,000 in 1997)                          1,500          1,500
                           Materials in transit
                             (1997 - 4,672,046 tons;
                             1996 - 4,739,015 tons)
                             of coal          2,000          2,000
Deposits                                      2,378          1,237
"""
ASIDES = """\
Cash                                        $ 1,000        $ 1,100

Stocks held to maturity                       3,000          3,000
(market value $3,070 and $2,995 at
December 31, 1997 and 1996, respectively)

Deposits                                      5,878          4,737
"""
DASHES = """\
Cash                                        $ 1,000        $ 1,100
Plant--
Mines                                         3,000          3,000
Land                                          1,500          1,500
Deposits                                      4,378          3,237
"""
FIRST = """\
Common pool of cash and notes (those
  of Affiliates, which bear no interest
  and are due on demand)                    $ 1,000        $ 1,100
Land                                          3,000          3,000
Deposits                                      5,878          4,737
"""


@pytest.mark.parametrize(
    ("lines", "captions"),
    [
        (
            DOUBLED,
            {1500: "Inventories of materials and Goods at cost in 1997, less $210 and 19 others"},
        ),
        (
            ONCE,
            {
                3000: "Property less accumulated depreciation of $210 and $190",
                2000: "Prepaid expenses and other current assets",
            },
        ),
        (HEADINGS, {3000: "land and mines"}),
        (
            MORE,
            {
                1000: "Income of pools before extraordinary Items and gains",
                3000: "Mines",
                5878: "Goods sent after Closing",
            },
        ),
        (
            ASIDES,
            {
                3000: "Stocks held to maturity (market value $3,070 and $2,995 at December 31, 1997"
                " and 1996, respectively)",
                5878: "Deposits",
            },
        ),
        (DASHES, {3000: "Mines", 1500: "Land"}),
        (CAPITALS, {1000: "LAND AND BUILDINGS BEFORE DEPRECIATION", 8878: "Mines at cost"}),
        (OTHER_NET, {1500: "Other, net", 3000: "Plants and mines of subsidiaries"}),
        (
            PARENTHESES,
            {
                3000: "Held to maturity (fair value $3,385,588 and $1,195,960)",
                1500: "Goodwill less amortization: ($143,000 in 1997)",
                2000: "Materials in transit (1997 - 4,672,046 tons; 1996 - 4,739,015 tons) of coal",
            },
        ),
        (
            FIRST,
            {
                1000: "Common pool of cash and notes (those of Affiliates, which bear no interest and"
                " are due on demand)"
            },
        ),
    ],
    ids=[
        "all lines",
        "one caption",
        "headings",
        "more",
        "asides",
        "dashes",
        "capitals",
        "net",
        "parentheses",
        "first",
    ],
)
def test_a_caption_goes_on(lines, captions):
    (table,) = analysed(SHEET.format(head=HEAD, lines=lines)).mapped
    found = {row.cells[0].figure.value: row.caption for row in table.read.table.rows if row.cells}
    assert {value: found.get(value) for value in captions} == captions


MARKED = """\
<TABLE>
                            BALANCE SHEETS
                            (in thousands)
<CAPTION>
At December 31,                                 1997           1996
<S>                                     <C>            <C>"""
POOL = """\
Common pool of cash:
  Notes of affiliates, all of which are
    20,000 notes; 10,683 of these were
    outstanding at December 31, 1997
    and 1996                                $ 1,000        $ 1,100
Land                                          8,878          7,737"""


@pytest.mark.parametrize(
    ("rule", "ruled"), [("", False), (f"{'':41}----------     ----------", True)]
)
def test_a_rule_above_a_caption_of_several_lines_is_above_its_row(rule, ruled):
    lines = f"""
Cash                                        $ 4,000        $ 4,100
Mines                                         5,878          4,737
{rule}
Assets of all that the company and
  its subsidiaries own                        9,878          8,837
"""
    (table,) = analysed(SHEET.format(head=HEAD, lines=lines)).mapped
    (found,) = [item for item in table.read.items if item.caption.startswith("Assets of all")]
    assert found.row.ruled is ruled


def test_below_the_mark_of_the_stub_stand_captions():
    """What stands below `<S>` is no head, though it reaches over the columns, or tells a day."""
    (table,) = analysed(SHEET.format(head=MARKED, lines=POOL)).mapped
    first = next(row for row in table.read.table.rows if row.cells)
    assert first.caption == (
        "Notes of affiliates, all of which are 20,000 notes; 10,683 of these were outstanding at"
        " December 31, 1997 and 1996"
    )
    assert [column.head for column in table.read.table.columns] == ["1997", "1996"]


OPENS = """
Assets
  Fixed maturities held to maturity, at
    cost (market: 1997 - $1,114;
    1996 - $1,207)                          $ 1,000        $ 1,100
  Other investments                           8,878          7,737
"""


def test_the_first_caption_ends_where_its_parenthesis_closes():
    (table,) = analysed(SHEET.format(head=HEAD, lines=OPENS)).mapped
    captions = [item.caption for item in table.read.items if item.row.cells]
    assert captions[0] == (
        "Fixed maturities held to maturity, at cost (market: 1997 - $1,114; 1996 - $1,207)"
    )
