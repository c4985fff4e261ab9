"""Stems: the words that rows set below one another share with the row above them."""

import pytest

from tests.lineitems.reading import read

SET_APART = """\
                                     1997         1996
Net income                        $ 5,607      $ 2,540
Average shares
outstanding      - Basic           13,403        8,376
                 - Diluted         14,286        9,272
                 - Pro forma       14,300        9,300
Other                                 100          200
"""
SPACED = """\
                                     1997         1996
Provision for taxes   Current       1,403        1,376
                      Deferred      1,286        1,272
"""
OFF = """\
                                     1997         1996
Average shares (000) - basic       13,403        8,376
                    - diluted      14,286        9,272
"""
TWO_DASHES = """\
                                     1997         1996
Taxes -- Income                    13,403        8,376
       -- Other                     1,286        1,272
"""
COLON = """\
                                     1997         1996
AVERAGE SHARES OUTSTANDING: BASIC  20,115       19,870
                            DILUTED 21,033      20,340
"""
BY_CHANCE = """\
                                     1997         1996
Provision for income taxes         13,403        8,376
              Deferred             14,286        9,272
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SET_APART, {
            "- Diluted": ("shares", ("Average shares outstanding",)),
            "- Pro forma": ("shares", ("Average shares outstanding",)),
            "Other": ("money", ()),
        }),
        (SPACED, {"Deferred": ("money", ("Provision for taxes",))}),
        (OFF, {"- diluted": ("shares", ("Average shares (000)",))}),
        (TWO_DASHES, {"-- Other": ("money", ("Taxes",))}),
        (COLON, {"DILUTED": ("shares", ("AVERAGE SHARES OUTSTANDING:",))}),
        (BY_CHANCE, {"Deferred": ("money", ())}),
    ],
    ids=["dashes", "blanks", "a blank off", "two dashes", "colon", "by chance"],
)  # fmt: skip
def test_rows_share_the_words_of_the_row_above(text, expected):
    table, _ = read(text, kind="IS")
    found = {
        item.caption: (item.quantity.value, item.section) for item in table.items if item.row.cells
    }
    assert {caption: found[caption] for caption in expected} == expected
