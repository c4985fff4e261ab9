"""A small annual report to which a shape adds one thing many times; no company in it is real."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HEADER = """\
<SEC-DOCUMENT>0001111111-98-000012.txt : 19980315
<SEC-HEADER>0001111111-98-000012.hdr.sgml : 19980315
ACCESSION NUMBER:\t\t0001111111-98-000012
CONFORMED SUBMISSION TYPE:\t10-K
CONFORMED PERIOD OF REPORT:\t19971231
FILED AS OF DATE:\t\t19980314
{header}
FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tACME ANVIL CORP
\t\tCENTRAL INDEX KEY:\t\t\t0000123456
\t\tFISCAL YEAR END:\t\t\t1231
</SEC-HEADER>
"""
COVER = """\
                                 FORM 10-K
            For the fiscal year ended December 31, 1997

                              ACME ANVIL CORP
          (Exact name of registrant as specified in its charter)
{cover}
<PAGE>
"""
HEADS = """\
                                                   1997         1996
                                               --------     --------
"""
BALANCE = """\
                              ACME ANVIL CORP
                        CONSOLIDATED BALANCE SHEETS
                        DECEMBER 31, 1997 AND 1996
                              (In thousands)

{heads}ASSETS
  Cash and cash equivalents                       1,659        1,055
  Receivables                                     5,876        7,311
  Inventories                                     8,219        7,782
{balance}  Total current assets                           15,754       16,148
  Goodwill                                          519          532
                                               --------     --------
  Total assets                              912,616,273  812,616,680
                                               ========     ========
LIABILITIES AND STOCKHOLDERS' EQUITY
  Accounts payable                                6,406        5,786
  Long-term debt                                  6,910        7,592
  Common stock                                      245          204
  Retained earnings                               2,712        3,098
                                               --------     --------
  Total liabilities and equity              912,616,273  812,616,680
                                               ========     ========
"""
OPERATIONS = """\
<PAGE>
                              ACME ANVIL CORP
                   CONSOLIDATED STATEMENTS OF OPERATIONS
                 YEARS ENDED DECEMBER 31, 1997 AND 1996
                (In thousands, except per share amounts)

{heads}  Net sales                                      15,145       14,842
  Cost of products sold                          14,254       14,193
                                               --------     --------
  Gross profit                                      891          649
  Selling expenses                                  355          346
  Income taxes                                      118          140
{operations}                                               --------     --------
  Net income                                   $    418     $    163
                                               ========     ========
  Net income per share                         $    .65     $    .25
"""
EQUITY = """\
<PAGE>
                              ACME ANVIL CORP
              CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY
                              (In thousands)

                                      Common    Retained
                                       stock    earnings       Total
                                    --------    --------    --------
Balance, December 31, 1995               204       2,935       3,139
  Net income                              --         163         163
                                    --------    --------    --------
Balance, December 31, 1996               204       3,098       3,302
"""
END = "</TEXT>\n</DOCUMENT>\n"


def filing(
    *, header: str = "", cover: str = "", balance: str = "", operations: str = "",
    before: str = "", between: str = "", after: str = "", documents: str = "", heads: str = HEADS,
) -> str:  # fmt: skip
    """The report with something added: lines of the header, of the cover, rows of a statement,
    text before, between and after the statements, documents behind the first.
    """
    return (
        HEADER.format(header=header)
        + "<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<TEXT>\n"
        + COVER.format(cover=cover)
        + before
        + BALANCE.format(balance=balance, heads=heads)
        + between
        + OPERATIONS.format(operations=operations, heads=heads)
        + after
        + END
        + documents
        + "</SEC-DOCUMENT>\n"
    )


def chance() -> random.Random:
    """Figures that are the same in every run."""
    return random.Random(20_000)


def row(caption: str, *figures: object) -> str:
    """A line of a statement; integers are spelled with commas."""
    spelled = [f"{each:,}" if isinstance(each, int) else str(each) for each in figures]
    return f"  {caption:<40.40}" + "".join(f"{each:>13}"[-13:] for each in spelled) + "\n"


def many(count: int, line: Callable[[int], str]) -> str:
    return "".join(map(line, range(count)))


def wrapped(words: Iterable[str], width: int = 76) -> str:
    """Words as the lines of a paragraph."""
    lines: list[str] = []
    line = ""
    for word in words:
        if len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return "\n".join([*lines, line, "", ""])


def schedule(*values: str, name: str = "EX-27") -> str:
    """A document with an Exhibit 27 and more lines in it."""
    return (
        f"<DOCUMENT>\n<TYPE>{name}\n<SEQUENCE>2\n<TEXT>\n<ARTICLE> 5\n<MULTIPLIER> 1,000\n"
        "<S>                             <C>\n"
        "<PERIOD-TYPE>                   YEAR\n<PERIOD-END>                    DEC-31-1997\n"
        "<CASH>                          1,659\n<TOTAL-ASSETS>             912,616,273\n"
        + "".join(values)
        + END
    )
