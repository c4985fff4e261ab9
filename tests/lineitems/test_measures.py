"""Lines of a statement that count neither money nor shares."""

import pytest
from reading import read

TABLE = """\
                                              Years Ended December 31,
                                                1997           1996
Net sales                                   $  3,406       $  3,120
{line}
Cost of sales                                  2,100          2,000
Net income                                  $  1,306       $  1,120
"""


@pytest.mark.parametrize(
    "caption",
    [
        "Net tons shipped (thousands)", "Revenue passenger miles (millions)", "Passenger load factor",
        "Cost per available seat mile", "Fuel price per gallon (cents)", "Patient days",
        "Barrels sold", "Number of stores", "Aircraft in service at year end",
    ],
)  # fmt: skip
def test_statistics_are_left_out_and_told(caption):
    table, told = read(TABLE.format(line=f"{caption:<40}     598            611"))
    assert [item.caption for item in table.items] == ["Net sales", "Cost of sales", "Net income"]
    assert "SCA010" in told


@pytest.mark.parametrize(
    ("caption", "first"),
    [
        ("Passenger", "598"), ("Revenue from gallons sold", "$598"), ("Fuel and oil", "598"),
        ("Room revenue", "598"), ("Freight and tonnage taxes", "598"), ("Employees' plans", "598"),
    ],
)  # fmt: skip
def test_amounts_stay(caption, first):
    table, told = read(TABLE.format(line=f"{caption:<40}    {first:>4}            611"))
    assert len(table.items) == 4
    assert "SCA010" not in told
