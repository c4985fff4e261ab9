"""Schedules of every article, and statements beside them; no company or number of them is real."""

from __future__ import annotations

from typing import Any

from tests.schedule.made import schedule

ARTICLE_7 = [
    ("DEBT-HELD-FOR-SALE", "41,000"), ("DEBT-CARRYING-VALUE", "2,500"),
    ("DEBT-MARKET-VALUE", "2,610"), ("EQUITIES", "6,200"), ("MORTGAGE", "310"),
    ("REAL-ESTATE", "120"), ("TOTAL-INVEST", "50,130"), ("CASH", "1,480"),
    ("RECOVER-REINSURE", "815"), ("DEFERRED-ACQUISITION", "3,344"), ("TOTAL-ASSETS", "61,902"),
    ("POLICY-LOSSES", "30,771"), ("UNEARNED-PREMIUMS", "9,150"), ("POLICY-OTHER", "44"),
    ("POLICY-HOLDER-FUNDS", "212"), ("NOTES-PAYABLE", "5,000"), ("PREFERRED-MANDATORY", "0"),
    ("PREFERRED", "0"), ("COMMON", "120"), ("OTHER-SE", "14,205"),
    ("TOTAL-LIABILITY-AND-EQUITY", "61,902"), ("PREMIUMS", "22,345"),
    ("INVESTMENT-INCOME", "3,321"), ("INVESTMENT-GAINS", "(127)"), ("OTHER-INCOME", "58"),
    ("BENEFITS", "15,620"), ("UNDERWRITING-AMORTIZATION", "4,410"),
    ("UNDERWRITING-OTHER", "2,230"), ("INCOME-PRETAX", "3,337"), ("INCOME-TAX", "1,001"),
    ("INCOME-CONTINUING", "2,336"), ("DISCONTINUED", "0"), ("EXTRAORDINARY", "0"),
    ("CHANGES", "0"), ("NET-INCOME", "2,336"), ("EPS-PRIMARY", "1.95"), ("EPS-DILUTED", "1.90"),
    ("RESERVE-OPEN", "28,000"), ("PROVISION-CURRENT", "16,000"), ("PROVISION-PRIOR", "(380)"),
    ("PAYMENTS-CURRENT", "7,100"), ("PAYMENTS-PRIOR", "5,749"), ("RESERVE-CLOSE", "30,771"),
    ("CUMULATIVE-DEFICIENCY", "(380)"),
]  # fmt: skip
ARTICLE_9 = [
    ("CASH", "12,040"), ("INT-BEARING-DEPOSITS", "55"), ("FED-FUNDS-SOLD", "9,100"),
    ("TRADING-ASSETS", "0"), ("INVESTMENTS-HELD-FOR-SALE", "61,322"),
    ("INVESTMENTS-CARRYING", "20,115"), ("INVESTMENTS-MARKET", "20,480"), ("LOANS", "204,660"),
    ("ALLOWANCE", "(2,871)"), ("TOTAL-ASSETS", "311,450"), ("DEPOSITS", "270,002"),
    ("SHORT-TERM", "4,400"), ("LIABILITIES-OTHER", "2,310"), ("LONG-TERM", "5,000"),
    ("PREFERRED-MANDATORY", "0"), ("PREFERRED", "0"), ("COMMON", "3,000"), ("OTHER-SE", "26,738"),
    ("TOTAL-LIABILITIES-AND-EQUITY", "311,450"), ("INTEREST-LOAN", "17,777"),
    ("INTEREST-INVEST", "4,902"), ("INTEREST-OTHER", "411"), ("INTEREST-TOTAL", "23,090"),
    ("INTEREST-DEPOSIT", "9,001"), ("INTEREST-EXPENSE", "9,620"),
    ("INTEREST-INCOME-NET", "13,470"), ("LOAN-LOSSES", "600"), ("SECURITIES-GAINS", "12"),
    ("EXPENSE-OTHER", "9,004"), ("INCOME-PRETAX", "5,878"), ("INCOME-PRE-EXTRAORDINARY", "5,878"),
    ("EXTRAORDINARY", "0"), ("CHANGES", "0"), ("NET-INCOME", "4,011"), ("EPS-PRIMARY", "4.01"),
    ("EPS-DILUTED", "3.96"), ("YIELD-ACTUAL", "4.72"), ("LOANS-NON", "1,233"),
    ("LOANS-PAST", "88"), ("LOANS-TROUBLED", "0"), ("LOANS-PROBLEM", "430"),
    ("ALLOWANCE-OPEN", "2,700"), ("CHARGE-OFFS", "541"), ("RECOVERIES", "112"),
    ("ALLOWANCE-CLOSE", "2,871"), ("ALLOWANCE-DOMESTIC", "2,500"), ("ALLOWANCE-FOREIGN", "0"),
    ("ALLOWANCE-UNALLOCATED", "371"),
]  # fmt: skip
ARTICLE_UT = [
    ("BOOK-VALUE", "PER-BOOK"), ("TOTAL-NET-UTILITY-PLANT", "880,120"),
    ("OTHER-PROPERTY-AND-INVEST", "12,300"), ("TOTAL-CURRENT-ASSETS", "101,455"),
    ("TOTAL-DEFERRED-CHARGES", "33,801"), ("OTHER-ASSETS", "0"), ("TOTAL-ASSETS", "1,027,676"),
    ("COMMON", "90,000"), ("CAPITAL-SURPLUS-PAID-IN", "120,400"), ("RETAINED-EARNINGS", "88,321"),
    ("TOTAL-COMMON-STOCKHOLDERS-EQ", "298,721"), ("PREFERRED-MANDATORY", "10,000"),
    ("PREFERRED", "25,000"), ("LONG-TERM-DEBT-NET", "340,000"), ("SHORT-TERM-NOTES", "15,000"),
    ("LONG-TERM-NOTES-PAYABLE", "0"), ("COMMERCIAL-PAPER-OBLIGATIONS", "30,500"),
    ("LONG-TERM-DEBT-CURRENT-PORT", "12,000"), ("PREFERRED-STOCK-CURRENT", "0"),
    ("CAPITAL-LEASE-OBLIGATIONS", "2,210"), ("LEASES-CURRENT", "310"),
    ("OTHER-ITEMS-CAPITAL-AND-LIAB", "293,935"), ("TOT-CAPITALIZATION-AND-LIAB", "1,027,676"),
    ("GROSS-OPERATING-REVENUE", "412,770"), ("INCOME-TAX-EXPENSE-NET", "22,090"),
    ("OTHER-OPERATING-EXPENSES", "310,002"), ("TOTAL-OPERATING-EXPENSES", "332,092"),
    ("OPERATING-INCOME-LOSS", "80,678"), ("OTHER-INCOME-NET", "1,230"),
    ("INCOME-BEFORE-INTEREST-EXPEN", "81,908"), ("TOTAL-INTEREST-EXPENSE", "30,145"),
    ("NET-INCOME", "51,763"), ("PREFERRED-STOCK-DIVIDENDS", "2,100"),
    ("EARNINGS-AVAILABLE-FOR-COMM", "49,663"), ("COMMON-STOCK-DIVIDENDS", "36,000"),
    ("TOTAL-INTEREST-ON-BONDS", "26,500"), ("CASH-FLOW-OPERATIONS", "97,440"),
    ("EPS-PRIMARY", "2.76"), ("EPS-DILUTED", "2.76"),
]  # fmt: skip
ARTICLE_BD = [
    ("CASH", "4,310"), ("RECEIVABLES", "88,200"), ("SECURITIES-RESALE", "120,000"),
    ("SECURITIES-BORROWED", "66,100"), ("INSTRUMENTS-OWNED", "210,450"), ("PP&E", "9,020"),
    ("TOTAL-ASSETS", "505,330"), ("SHORT-TERM", "90,000"), ("PAYABLES", "77,660"),
    ("REPOS-SOLD", "150,000"), ("SECURITIES-LOANED", "21,000"), ("INSTRUMENTS-SOLD", "40,210"),
    ("LONG-TERM", "60,000"), ("PREFERRED-MANDATORY", "0"), ("PREFERRED", "5,000"),
    ("COMMON", "610"), ("OTHER-SE", "60,850"), ("TOTAL-LIABILITY-AND-EQUITY", "505,330"),
    ("TRADING-REVENUE", "14,220"), ("INTEREST-DIVIDENDS", "30,115"), ("COMMISSIONS", "22,870"),
    ("INVESTMENT-BANKING-REVENUES", "11,340"), ("FEE-REVENUE", "6,601"),
    ("INTEREST-EXPENSE", "27,004"), ("COMPENSATION", "31,220"), ("INCOME-PRETAX", "12,030"),
    ("INCOME-PRE-EXTRAORDINARY", "7,410"), ("EXTRAORDINARY", "0"), ("CHANGES", "0"),
    ("NET-INCOME", "7,410"), ("EPS-PRIMARY", "3.44"), ("EPS-DILUTED", "3.31"),
]  # fmt: skip
ARTICLE_6 = [
    ("INVESTMENTS-AT-COST", "90,112"), ("INVESTMENTS-AT-VALUE", "101,330"),
    ("RECEIVABLES", "1,020"), ("ASSETS-OTHER", "14"), ("OTHER-ITEMS-ASSETS", "0"),
    ("TOTAL-ASSETS", "102,364"), ("PAYABLE-FOR-SECURITIES", "800"),
    ("SENIOR-LONG-TERM-DEBT", "0"), ("OTHER-ITEMS-LIABILITIES", "333"),
    ("TOTAL-LIABILITIES", "1,133"), ("SENIOR-EQUITY", "0"), ("PAID-IN-CAPITAL-COMMON", "88,450"),
    ("SHARES-COMMON-STOCK", "7,301"), ("SHARES-COMMON-PRIOR", "6,998"),
    ("ACCUMULATED-NII-CURRENT", "150"), ("OVERDISTRIBUTION-NII", "0"),
    ("ACCUMULATED-NET-GAINS", "1,413"), ("OVERDISTRIBUTION-GAINS", "0"),
    ("ACCUM-APPREC-OR-DEPREC", "11,218"), ("NET-ASSETS", "101,231"), ("DIVIDEND-INCOME", "410"),
    ("INTEREST-INCOME", "5,220"), ("OTHER-INCOME", "0"), ("EXPENSES-NET", "910"),
    ("NET-INVESTMENT-INCOME", "4,720"), ("REALIZED-GAINS-CURRENT", "2,090"),
    ("APPREC-INCREASE-CURRENT", "3,145"), ("NET-CHANGE-FROM-OPS", "9,955"), ("EQUALIZATION", "0"),
    ("DISTRIBUTIONS-OF-INCOME", "4,700"), ("DISTRIBUTIONS-OF-GAINS", "1,900"),
    ("DISTRIBUTIONS-OTHER", "0"), ("NUMBER-OF-SHARES-SOLD", "1,205"),
    ("NUMBER-OF-SHARES-REDEEMED", "1,040"), ("SHARES-REINVESTED", "138"),
    ("NET-CHANGE-IN-ASSETS", "7,610"), ("ACCUMULATED-NII-PRIOR", "130"),
    ("ACCUMULATED-GAINS-PRIOR", "1,223"), ("OVERDISTRIB-NII-PRIOR", "0"),
    ("OVERDIST-NET-GAINS-PRIOR", "0"), ("GROSS-ADVISORY-FEES", "640"), ("INTEREST-EXPENSE", "0"),
    ("GROSS-EXPENSE", "930"), ("AVERAGE-NET-ASSETS", "97,700"), ("PER-SHARE-NAV-BEGIN", "13.38"),
    ("PER-SHARE-NII", ".66"), ("PER-SHARE-GAIN-APPREC", ".74"), ("PER-SHARE-DIVIDEND", ".66"),
    ("PER-SHARE-DISTRIBUTIONS", ".26"), ("RETURNS-OF-CAPITAL", "0"),
    ("PER-SHARE-NAV-END", "13.86"), ("EXPENSE-RATIO", ".93"), ("AVG-DEBT-OUTSTANDING", "0"),
    ("AVG-DEBT-PER-SHARE", "0"),
]  # fmt: skip
ARTICLE_5 = [
    ("CASH", "412"), ("SECURITIES", "0"), ("RECEIVABLES", "1,350"), ("ALLOWANCES", "50"),
    ("INVENTORY", "2,204"), ("CURRENT-ASSETS", "3,916"), ("PP&E", "7,000"),
    ("DEPRECIATION", "1,701"), ("TOTAL-ASSETS", "9,215"), ("CURRENT-LIABILITIES", "2,115"),
    ("BONDS", "3,000"), ("PREFERRED-MANDATORY", "0"), ("PREFERRED", "0"), ("COMMON", "100"),
    ("OTHER-SE", "4,000"), ("TOTAL-LIABILITY-AND-EQUITY", "9,215"), ("SALES", "12,345"),
    ("TOTAL-REVENUES", "12,345"), ("CGS", "8,100"), ("TOTAL-COSTS", "8,100"),
    ("OTHER-EXPENSES", "2,345"), ("LOSS-PROVISION", "0"), ("INTEREST-EXPENSE", "245"),
    ("INCOME-PRETAX", "1,655"), ("INCOME-TAX", "655"), ("INCOME-CONTINUING", "1,000"),
    ("DISCONTINUED", "0"), ("EXTRAORDINARY", "0"), ("CHANGES", "0"), ("NET-INCOME", "1,000"),
    ("EPS-PRIMARY", "1.00"), ("EPS-DILUTED", ".98"),
]  # fmt: skip

BOOKS = {
    "5": ARTICLE_5, "6": ARTICLE_6, "7": ARTICLE_7, "9": ARTICLE_9, "UT": ARTICLE_UT,
    "BD": ARTICLE_BD,
    "CT": [line for line in ARTICLE_5 if line[0] not in ("CASH", "RECEIVABLES", "PP&E")],
}  # fmt: skip

STATEMENTS = """\
                                 FORM 10-K
              FOR THE FISCAL YEAR ENDED DECEMBER 31, 1997
                             ACME ANVIL CORP

                             ACME ANVIL CORP
                       CONSOLIDATED BALANCE SHEETS
                      ({units}December 31, 1997 and 1996)

                                                   1997        1996
                                                 --------    --------
ASSETS
Current assets:
  Cash and cash equivalents                      $    412    $    388
  Accounts receivable, net                          1,300       1,207
  Inventories                                       2,204       2,101
                                                 --------    --------
    Total current assets                            3,916       3,696
Property, plant and equipment, net                  5,299       5,010
                                                 --------    --------
    Total assets                                 $  9,215    $  8,706
                                                 ========    ========
LIABILITIES AND STOCKHOLDERS' EQUITY
Current liabilities:
  Accounts payable                               $  1,515    $  1,406
  Accrued liabilities                                 600         700
                                                 --------    --------
    Total current liabilities                       2,115       2,106
Long-term debt                                      3,000       3,100
Stockholders' equity:
  Common stock                                        100         100
  Retained earnings                                 4,000       3,400
                                                 --------    --------
    Total stockholders' equity                      4,100       3,500
                                                 --------    --------
    Total liabilities and stockholders' equity   $  9,215    $  8,706
                                                 ========    ========

                             ACME ANVIL CORP
                  CONSOLIDATED STATEMENTS OF OPERATIONS
              ({units}Years ended December 31, 1997 and 1996)

                                                   1997        1996
                                                 --------    --------
Net sales                                        $ 12,345    $ 11,230
{cost}                                    8,100       7,404
Selling, general and administrative                 2,345       2,240
Interest expense                                      245         250
                                                 --------    --------
Income before income taxes                          1,655       1,336
Income taxes                                          655         536
                                                 --------    --------
Net income                                       $  1,000    $    800
                                                 ========    ========
Basic earnings per share                         $   1.00    $    .80
Diluted earnings per share                       $    .98    $    .79
                                                 ========    ========
"""


def statements(
    *, units: str = "In thousands, except per share data, ", cost: str = "Cost of goods sold"
) -> str:
    """A 10-K's text, which states the figures of ARTICLE_5 in thousands."""
    return STATEMENTS.format(units=units, cost=f"{cost:<18}")


def of_article(article: str, **how: Any) -> str:
    """The text of a made-up schedule of an article."""
    return schedule(*BOOKS[article], article=article, **how)
