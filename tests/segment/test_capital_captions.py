"""Captions on capital stock that read like sentences are no paragraph that ends the statement."""

from analysed import analysed
from made_cover import cover

SHEET = """\
<PAGE>

                         BALANCE SHEETS
                         (in thousands)

                                              January 28,   January 29,
                                                     1995          1994
CURRENT ASSETS:
  Cash                                       $      1,659  $      1,055
  Inventories                                       8,219         7,782

TOTAL                                        $      9,878  $      8,837

CURRENT LIABILITIES:
  Accounts payable                           $      2,219  $      1,782

STOCKHOLDERS' EQUITY (Note 5):
  Capital stock - par value $.001 a share; 5,000,000 shares authorized by
    the charter; 2,150,322 and 2,135,776 shares issued at January 28,
    1995 and January 29, 1994, respectively             2             2
  Paid-in capital                                   3,618         3,477
  Retained earnings                                 4,039         3,576

        Stockholders' equity - net                  7,659         7,055

TOTAL                                        $      9,878  $      8,837
"""


def test_a_sheet_goes_on_below_a_caption_on_capital_stock():
    report = analysed(cover("10-K", "January 28, 1995") + SHEET).report
    found = {(f.concept.local, f.value) for f in report.facts}
    assert {
        ("StockholdersEquity", 7_659_000),
        ("AdditionalPaidInCapital", 3_618_000),
        ("CommonStockValue", 2_000),
        ("LiabilitiesAndStockholdersEquity", 9_878_000),
        ("CommonStockSharesIssued", 2_150_322),
        ("CommonStockSharesAuthorized", 5_000_000),
    } <= found
