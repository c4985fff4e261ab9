"""Ranges of prices, and what only looks like one."""

from decimal import Decimal

import pytest

from converter.text.ranges import price_range


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("$ 7.09 - $10.58      4.2", "7.09", "10.58"),
        ("  10.76 -  15.81", "10.76", "15.81"),
        ("$16.41 to 27.38", "16.41", "27.38"),
        ("$.50 - $1.00", ".50", "1.00"),
        ("$70 and over", "70", None),
        ("> $90", "90", None),
        ("Under $12.50", None, "12.50"),
    ],
)
def test_a_range_is_read(text, low, high):
    found = price_range(text)
    assert found is not None
    assert (found.low, found.high) == tuple(Decimal(each) if each else None for each in (low, high))


@pytest.mark.parametrize(
    "text", ["1998 - 2003", "$10.58 - $7.09", "12 months", "Net sales 12 - 15"]
)
def test_other_words_are_none(text):
    assert price_range(text) is None


@pytest.mark.parametrize(
    ("text", "price", "within"),
    [
        ("$7.09 - $10.58", "7.09", True),
        ("$7.09 - $10.58", "10.60", False),
        ("$70 and over", "69", False),
        ("Less than $12.50", "3", True),
    ],
)
def test_a_price_stands_in_it_or_not(text, price, within):
    found = price_range(text)
    assert found is not None
    assert found.holds(Decimal(price), Decimal("0.01")) is within
