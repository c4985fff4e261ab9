import pytest

from converter.text.cells import cell_figures
from converter.text.damaged import with_damaged
from converter.text.numerals import Form, scan
from converter.text.views import LineKind, LineView

CASES = [
    # line, what its damaged figures most likely were
    ("Inventories             l,234      7,782", ["1234"]),
    ("Inventories             1,O34      7,782", ["1034"]),
    ("Inventories        4,180 ,000  7,782,000", ["4180000"]),
    ("Inventories            4, 180      7,782", ["4180"]),
    ("Inventories           1.028.3      864.8", ["1028.3"]),
    ("Inventories        $ 8.219,456 $ 7,782,000", ["8219456"]),
    ("Inventories           (l,234)     (7,782)", ["-1234"]),
    ("Accumulated            1,365)     (7,782)", ["-1365"]),
    ("Inventories           12,3456     77,782", ["123456"]),
    ("Inventories          4180,000  7,782,000", ["4180000"]),
    ("Inventories                1O         17", ["10"]),
    ("Sales                   $13 994    $14,089", ["13994"]),
    ("Income per share         0.01       0.O1", ["0.01"]),
    ("Income per share          .O5        .17", ["0.05"]),
    ("Basic                  $(O.58)     $ 0.57", ["-0.58"]),
    ("Diluted                   l.25       1.30", ["1.25"]),
    # what is no damaged figure
    ("See Item l.25              17         18", []),
    ("Class O.58x                17         18", []),
    ("Notes to 2.B                17         18", []),
    ("Inventories             1,234      7,782", []),
    ("Inventories             8.219      7,782", []),
    ("Quarters               $ 13 994 $ 14   089", []),
    ("Prices                 $ 13 100    14  101", []),
    ("Notes 3,4                  17         18", []),
    ("Year ended               l994       1995", []),
    ("(less allowance of 10)     17         18", []),
    ("Class B, 1,O34 shares      17         18", []),
    ("Balance at December 31, 199", []),
]


@pytest.mark.parametrize(("line", "values"), CASES)
def test_damaged_figures_are_read_as_what_they_were(line, values):
    view = LineView(1, LineKind.TEXT, line, None)
    found = with_damaged(line, cell_figures(view))
    assert [str(each.value) for each in found if each.form is Form.DAMAGED] == values


def test_a_damaged_figure_stands_where_it_is_printed():
    line = "Inventories        4,180 ,000  7,782,000"
    damaged, sound = with_damaged(line, scan(line))
    assert line[damaged.start : damaged.end] == "4,180 ,000"
    assert line[sound.start : sound.end] == "7,782,000"
