import pytest

from converter.text.cells import cell_figures, end_run, is_year_row
from converter.text.views import LineKind, LineView

# line, figures that are cells, those that end the line with blanks alone between them
LINES = [
    ("Issuance of 20,000 shares        7        7", ["7", "7"], ["7", "7"]),
    ("  shares at $1.20 each", [], []),
    ("Balance, December 31, 1996      1,200", ["1,200"], ["1,200"]),
    ("Receivables (Note 5)            1,200", ["1,200"], ["1,200"]),
    ("                                1,200", ["1,200"], ["1,200"]),
    ("Net sales 32,480 29,915", [], ["32,480", "29,915"]),
    ("Net sales\t32,480\t29,915", ["32,480", "29,915"], ["32,480", "29,915"]),
    ("Net sales $32,480 $29,915", ["32,480", "29,915"], ["32,480", "29,915"]),
    ("Equity securities (cost: $3,679", [], ["3,679"]),
    ("Total", [], []),
    ("1996  1995", ["1996", "1995"], []),
    ("Additions to plant(22,790)   (18,411)", ["22,790", "18,411"], ["22,790", "18,411"]),
    (
        "Purchases  (15,510,850)(16,730,744)",
        ["15,510,850", "16,730,744"],
        ["15,510,850", "16,730,744"],
    ),
    (
        "Deposits $   (39,109)$    (28,061)$     96,648",
        ["39,109", "28,061", "96,648"],
        ["39,109", "28,061", "96,648"],
    ),
    ("Minority interest     (23)(6)      71", ["23", "71"], ["23", "6", "71"]),
    (
        "  5.00%     132,000. . . . . . . .     13,200     13,200",
        ["13,200", "13,200"],
        ["13,200", "13,200"],
    ),
]


def view(text):
    return LineView(1, LineKind.TEXT, text)


def cut(text, figures):
    return [text[figure.start : figure.end] for figure in figures]


@pytest.mark.parametrize(("text", "cells", "run"), LINES, ids=[text for text, *_ in LINES])
def test_which_figures_are_cells(text, cells, run):
    assert cut(text, cell_figures(view(text))) == cells
    assert cut(text, end_run(view(text))) == run


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("                1996      1995", True),
        ("                1996      995", False),
        ("                $1996     $1995", False),
        ("Assets                    1,996", False),
    ],
)
def test_year_rows(text, years):
    assert is_year_row(view(text), cell_figures(view(text))) is years
