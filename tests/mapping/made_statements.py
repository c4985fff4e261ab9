"""Made statements whose places tell what lines cannot be, read alone."""

from converter.mapping.decide import decide
from converter.mapping.structure import bars_of, load_bars, ruled_out
from converter.pipeline import Options, matched
from converter.read import read_filing
from tests.mapping.test_decide import COVER

OPERATIONS = """
<PAGE>
                            STATEMENTS OF OPERATIONS
                                 (in thousands)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Revenue:
  Product sales                          $   1,000  $     900
  Rentals                                      400        300
                                         ---------  ---------
Total revenue                                1,400      1,200
                                         ---------  ---------
Cost:
  Product sales                                600        500
  Rentals                                      310        240
                                         ---------  ---------
Total cost                                     910        740
                                         ---------  ---------
Gross profit                                   490        460
Selling and administrative                     240        180
                                         ---------  ---------
Operating income                               250        280
Cumulative effect of changes in accounting principle:
  Continuing operations                         12         20
  Discontinued operations                       13         10
                                         ---------  ---------
Net income                               $     275  $     310
                                         =========  =========
"""
BALANCE = """
<PAGE>
                                BALANCE SHEETS
                                (in thousands)

                                            September 30,
                                           1997          1996
                                         ---------     ---------
Current assets
  Cash                                   $   1,000     $     900
                                         ---------     ---------
  Total current assets                       1,000           900
Property, plant and equipment
  Land                                         700           700
  Containers                                 3,800         4,000
                                         ---------     ---------
  Property, plant and equipment, at cost     4,500         4,700
                                         ---------     ---------
Other assets
  Funds                                      1,500         1,400
  Sundry                                     1,000         1,000
                                         ---------     ---------
  Total other assets                         2,500         2,400
                                         ---------     ---------
Total assets                             $   8,000     $   8,000
                                         =========     =========
Total liabilities and equity             $   8,000     $   8,000
                                         =========     =========
"""
SERVICES = """
<PAGE>
                            STATEMENTS OF OPERATIONS
                                 (in thousands)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Commissions:
  Securities                             $   1,000  $     900
Noninterest income:
  Services                                     400        300
  Other                                        200        100
                                         ---------  ---------
Total noninterest income                       600        400
                                         ---------  ---------
Total revenues                               1,600      1,300
Salaries                                       300        200
                                         ---------  ---------
Income before income taxes                   1,300      1,100
Income taxes                                   500        400
                                         ---------  ---------
Net income                               $     800  $     700
                                         =========  =========
"""
KINDS = """
<PAGE>
                                BALANCE SHEETS
                                (in thousands)

                                            September 30,
                                           1997          1996
                                         ---------     ---------
Current assets
  Cash                                   $   1,000     $     900
                                         ---------     ---------
  Total current assets                       1,000           900
Investments
  Bonds                                      2,100         2,000
  Other                                        400           400
                                         ---------     ---------
                                             2,500         2,400
Equipment and property
  Barges, at cost                            3,800         4,000
  Less accumulated depreciation                800           900
                                         ---------     ---------
                                             3,000         3,100
  Other equipment, at cost                   1,900         2,000
  Less accumulated depreciation                900           900
                                         ---------     ---------
                                             1,000         1,100
                                         ---------     ---------
                                             4,000         4,200
Equipment and property under capital leases
  Barges                                       700           700
  Less accumulated amortization                200           300
                                         ---------     ---------
                                               500           400
                                         ---------     ---------
Total assets                             $   8,000     $   7,900
                                         =========     =========
Total liabilities and equity             $   8,000     $   7,900
                                         =========     =========
"""
BONDS = """
<PAGE>
                                BALANCE SHEETS
                                (in thousands)

                                            September 30,
                                           1997          1996
                                         ---------     ---------
Total assets                             $   8,000     $   7,900
                                         =========     =========
Long-term debt
  First mortgage bonds
    Series A                                 4,000         4,000
    Premium                                    100           100
  Costs of reacquired debt                    (200)         (300)
                                         ---------     ---------
  Total long-term debt                       3,900         3,800
Stockholders' equity                         4,100         4,100
                                         ---------     ---------
Total liabilities and equity             $   8,000     $   7,900
                                         =========     =========
"""
NETS = """\
  Barges, net                                3,000         3,100
  Other equipment, net                       1,000         1,100
                                         ---------     ---------
                                             4,000         4,200
"""
FLOWS = """
<PAGE>
                            STATEMENTS OF CASH FLOWS
                                 (in thousands)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Operating activities:
  Net income                             $     275  $     310
  Adjustments:
    Depreciation                               100         90
    Repurchase of receivables                  (25)       (30)
                                         ---------  ---------
    Total adjustments                           75         60
                                         ---------  ---------
Net cash provided by operating activities      350        370
                                         =========  =========
Supplemental disclosures:
  Repayment of debt by issue of stock           44         55
"""
USES = """
<PAGE>
                            STATEMENTS OF CASH FLOWS
                                 (in thousands)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Net cash flows from operating activities $     350  $     370
                                         ---------  ---------
Cash flows used in investing activities:
  Additions to plant                           300        280
  Sales of plant                               (20)       (10)
                                         ---------  ---------
Net cash flows used in investing activities    280        270
                                         ---------  ---------
Increase in cash                                70        100
Cash at beginning of year                      130         30
                                         ---------  ---------
Cash at end of year                      $     200  $     130
                                         =========  =========
"""


EQUITY = """
<PAGE>
                            Consolidated Statements of Shareholders' Equity

                                          Common      Paid-in      Accumulated
                                           Stock      Capital          Deficit      Total
Balance at December 31, 1996             $   100    $   1,900       $   (900)   $   1,100
Conversion of debt                             5          195              -          200
Net loss                                       -            -            (75)         (75)
                                         -------    ---------       --------    ---------
Balance at December 31, 1997             $   105    $   2,095       $   (975)   $   1,225
                                         =======    =========       ========    =========
"""


def read(page):
    raw = (COVER.format(year=1997) + page).encode()
    tables, mappings = matched(read_filing(raw, "mills.txt").value, Options())
    (table,) = tables
    return table, decide(tables, mappings)[0]


def barred(page, caption, nth=0):
    """What rules concepts out for the n-th line of a caption."""
    table, _ = read(page)
    bars = bars_of(table, load_bars())
    rows = [
        at for at, item in enumerate(table.read.items)
        if item.caption == caption and item.row.cells
    ]  # fmt: skip
    return lambda name: ruled_out(bars.get(rows[nth], ()), name)
