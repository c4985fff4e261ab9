"""What is known of each line, as words."""

import pytest
from made_cover import cover

from converter.mapping.features import Reader, sequences, themselves, words_of
from converter.pipeline import Options, matched
from converter.read import read_filing

COVER = cover("10-Q", "September 30, 2004")
HEAD = """
<PAGE>
                                BALANCE SHEETS
                 (in thousands, except share data)

                                       September 30,   June 30,
                                           2004          2004
                                         ---------     ---------
"""
ASSETS = """ASSETS
Current assets:
  Cash                                   $   1,000     $     900
  Inventories (less reserve of $5)           2,500         2,400
                                         ---------     ---------
    Total current assets                     3,500         3,300
  Property, net                              4,500         4,700
                                         ---------     ---------
Total assets                             $   8,000     $   8,000
                                         =========     =========
"""
LIABILITIES = """LIABILITIES
  Accounts payable                       $   3,000     $   3,100
  Common stock                               9,000         9,000
  Accumulated deficit                       (4,000)       (4,100)
                                         ---------     ---------
Total liabilities and equity             $   8,000     $   8,000
                                         =========     =========
"""


def chains(*pages):
    raw = (COVER + "".join(HEAD + page for page in pages)).encode()
    tables, mapping = matched(read_filing(raw, "mills.txt").value, Options())
    return tables, sequences(tables, Reader(mapping.matcher, themselves))


def words(caption, *pages):
    tables, found = chains(*pages)
    return {
        word
        for places in found
        for place in places
        if tables[place.table].read.items[place.item].caption.startswith(caption)
        for word in words_of(place)
    }


@pytest.mark.parametrize(
    ("caption", "word"),
    [
        ("Cash", "w:cash"),
        ("Cash", "k:BS"),
        ("Cash", "s:assets_current"),
        ("Cash", "t:current"),
        ("Cash", "r:Cash"),
        ("Inventories", "d:reserve"),
        ("Total current", "c:inventory"),
        ("Total current", "o:total"),
        ("Accumulated", "v:-1"),
        ("Accounts", "b:accounts_payable"),
        ("Total liabilities", "e=:asset"),
    ],
)
def test_a_line_says(caption, word):
    assert word in words(caption, ASSETS + LIABILITIES)


def test_a_balance_sheet_in_two_tables_is_one_sequence():
    _, found = chains(ASSETS, LIABILITIES)
    assert len(found) == 1


def test_a_statement_that_comes_again_is_another_sequence():
    _, found = chains(ASSETS + LIABILITIES, ASSETS + LIABILITIES)
    assert len(found) == 2


def test_headings_are_no_lines():
    tables, (places,) = chains(ASSETS + LIABILITIES)
    assert all(tables[p.table].read.items[p.item].row.cells for p in places)
