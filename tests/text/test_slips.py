from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.text.slips import Slip, slip, ways

CASES = [
    # printed, meant, slip
    ("8291", "8219", Slip.EXCHANGED),
    ("8219", "8719", Slip.DIGIT),
    ("8.219", "8219", Slip.POINT),
    ("12.345", "12345", Slip.POINT),
    ("14317", "1431.7", Slip.NO_POINT),
    ("512", "-512", Slip.SIGN),
    ("-512", "512", Slip.SIGN),
    ("166", "1166", Slip.LOST),
    ("11664", "1166", Slip.ADDED),
    ("10.2", "10.4", Slip.DIGIT),
    ("10.0", "10.4", Slip.DIGIT),
    ("8219", "8219", None),
    ("8219", "9128", None),
    ("8219", "8912", None),
    ("8219", "-8291", None),
    ("8219", "0", None),
    ("0", "8219", None),
    ("8.2", "8200", None),
]


@pytest.mark.parametrize(("printed", "meant", "found"), CASES)
def test_one_slip_makes_a_figure_of_another(printed, meant, found):
    value = Decimal(printed)
    places = max(-value.as_tuple().exponent, 0)
    assert slip(value, places, Decimal(meant)) is found


@given(st.integers(10, 10**8), st.data())
def test_a_figure_has_no_more_slips_than_are_counted(value, data):
    text = str(value)
    at = data.draw(st.integers(0, len(text) - 1))
    digit = data.draw(st.sampled_from("123456789"))
    meant = Decimal(text[:at] + digit + text[at + 1 :])
    found = slip(Decimal(value), 0, meant)
    assert (found is Slip.DIGIT) is (meant != value)
    assert ways(Decimal(value), 0)[Slip.DIGIT] == 9 * len(text)
