"""Statements and note tables on small pages, and what is found on a page."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from converter.model.finding import Result
from converter.read import read_filing
from converter.segment import find_sections
from converter.tables import detect_table
from converter.wording.titles import packaged_titles

if TYPE_CHECKING:
    from converter.model.filing import Filing
    from converter.model.table import Section

TITLES = packaged_titles()

BALANCE = """\
                                                  1997        1996
                                               ---------   ---------
ASSETS
Cash and cash equivalents                      $   1,200   $   1,000
Inventories                                          300         250
                                               ---------   ---------
Total assets                                   $   1,500   $   1,250
                                               =========   =========
LIABILITIES AND STOCKHOLDERS' EQUITY
Accounts payable                               $     400   $     350
Total stockholders' equity                         1,100         900
                                               ---------   ---------
Total liabilities and stockholders' equity     $   1,500   $   1,250
                                               =========   =========
"""
INCOME = """\
                                                  1997        1996
                                               ---------   ---------
Net sales                                      $   2,000   $   1,800
Cost of goods sold                                 1,200       1,100
Selling, general and administrative                  500         450
                                               ---------   ---------
Income before income taxes                           300         250
Provision for income taxes                           100          90
                                               ---------   ---------
Net income                                     $     200   $     160
                                               =========   =========
Net income per share                           $     .40   $     .32
Weighted average shares outstanding                  500         500
"""
CASH = """\
                                                  1997        1996
                                               ---------   ---------
Net income                                     $     200   $     160
Net cash provided by operating activities            250         190
Net cash used in investing activities               (100)        (80)
Net cash provided by financing activities             50          40
Cash and cash equivalents at end of year       $   1,200   $   1,000
"""
EQUITY = """\
                                       Common      Retained
                                        Stock      Earnings      Total
                                      --------    ---------    --------
Balance, December 31, 1996            $    100    $     800    $    900
Net income                                              200         200
                                      --------    ---------    --------
Balance, December 31, 1997            $    100    $   1,000    $  1,100
"""
HALF = """\
Accounts payable                               $     400   $     350
Total stockholders' equity                         1,100         900
                                               ---------   ---------
Total liabilities and stockholders' equity     $   1,500   $   1,250
"""
HEAD = """\
<SEC-HEADER>
COMPANY CONFORMED NAME: EXAMPLE INDUSTRIES INC
CENTRAL INDEX KEY: 0000000001
</SEC-HEADER>
"""
NOTE_TABLE = """
<TABLE>
                                         1997        1996
Raw materials                         $   100     $    90
Finished goods                            200         160
</TABLE>
"""


def centred(*lines: str) -> str:
    return "".join(line.center(70).rstrip() + "\n" for line in lines)


def filing(page: str, kind: str = "10-K") -> Result[Filing]:
    text = (
        f"{HEAD}<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<TEXT>\n"
        f"{textwrap.dedent(page)}\n</TEXT>\n</DOCUMENT>\n"
    )
    return read_filing(text.encode())


def segment(read: Filing) -> Result[tuple[Section, ...]]:
    result = find_sections(read, TITLES)
    return Result(result.value.sections, result.findings)


def found(page: str, kind: str = "10-K") -> tuple[Filing, Result[tuple[Section, ...]]]:
    read = filing(page, kind).value
    return read, segment(read)


def kinds(page: str, kind: str = "10-K") -> list[str]:
    return [section.kind.value for section in found(page, kind)[1].value]


def rows(read: Filing, section: Section) -> list[str]:
    """The captions of the lines that have figures."""
    table = detect_table(section, read.source).value
    assert table is not None
    return [row.caption for row in table.rows if row.cells]
