from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.write.spelling import Spelling, spell_number, spell_text

NUMBER = "num-dot-decimal"


@pytest.mark.parametrize(
    ("printed", "value", "decimals", "spelling"),
    [
        ("1,543", "1543000", -3, Spelling(NUMBER, 3)),
        ("1,227", "-1227000", -3, Spelling(NUMBER, 3, "-")),
        ("187 180", "187180000", -3, Spelling(NUMBER, 3)),
        ("187 18", "18718000", -3, None),
        ("37,991,988", "37991988", 0, Spelling(NUMBER)),
        (".59", "0.59", 2, Spelling(NUMBER)),
        ("0.03", "-0.03", 2, Spelling(NUMBER, 0, "-")),
        ("2.7", "2700000", -5, Spelling(NUMBER, 6)),
        ("10", "1E+4", -3, Spelling(NUMBER, 3)),
        ("33,700", "33700000", -3, Spelling(NUMBER, 3)),
        ("1,000", "1000", 0, Spelling(NUMBER)),
        ("--", "0", -3, Spelling("fixed-zero")),
        ("-", "0", -3, Spelling("fixed-zero")),
        ("- -", "0", -3, Spelling("fixed-zero")),
        ("\u2014", "0", -3, Spelling("fixed-zero")),
        ("\x97", "0", -3, Spelling("fixed-zero")),
        ("0", "0", -3, Spelling(NUMBER, 3)),
        (".00", "0", 2, Spelling(NUMBER)),
        ("1,228", "-1227000", -3, None),
        ("--", "5", -3, None),
        ("0", "5", 0, None),
        ("5", "0", 0, None),
        ("(5)", "-5", 0, None),
        ("$5", "5", 0, None),
        ("12 1/2", "12.5", 1, None),
        ("two", "2", 0, None),
        ("10.", "10", 0, None),
        (",", "0", 0, None),
        ("", "0", 0, None),
    ],
)
def test_numbers(printed, value, decimals, spelling):
    assert spell_number(printed, Decimal(value), decimals) == spelling


@pytest.mark.parametrize(
    ("printed", "value", "spelling"),
    [
        ("0-14983", "0-14983", Spelling()),
        ("September 30, 2004", "2004-09-30", Spelling("date-monthname-day-year-en")),
        ("SEPTEMBER  30, 2004", "2004-09-30", Spelling("date-monthname-day-year-en")),
        ("September\n    30, 2004", "2004-09-30", Spelling("date-monthname-day-year-en")),
        ("Nov 1, 2004", "2004-11-01", Spelling("date-monthname-day-year-en")),
        ("30 September 2004", "2004-09-30", Spelling("date-day-monthname-year-en")),
        ("9/30/2004", "2004-09-30", Spelling("date-month-day-year")),
        ("9/30/04", "2004-09-30", None),
        ("Sept. 30, 2004", "2004-09-30", Spelling("date-monthname-day-year-en")),
        ("September 29, 2004", "2004-09-30", None),
        ("June 30", "--06-30", Spelling("date-monthname-day-en")),
        ("2004-09-30", "2004-09-30", Spelling()),
        ("New York", "NY", None),
        ("September 30, 2004", "soon", None),
    ],
)
def test_text(printed, value, spelling):
    assert spell_text(printed, value) == spelling


def test_a_mark_is_a_boolean_only_where_the_concept_is_one():
    assert spell_text("X", "true", boolean=True) == Spelling("fixed-true")
    assert spell_text("[ ]", "false", boolean=True) == Spelling("fixed-false")
    assert spell_text("X", "true") is None


@given(
    digits=st.integers(0, 10**12),
    places=st.integers(0, 4),
    scale=st.sampled_from([0, 3, 6]),
    negative=st.booleans(),
    commas=st.booleans(),
)
def test_what_is_spelt_reads_back(digits, places, scale, negative, commas):
    number = Decimal(digits).scaleb(-places)
    value = number.scaleb(scale) * (-1 if negative else 1)
    spelling = spell_number(f"{number:,f}" if commas else f"{number:f}", value, -scale)
    assert spelling is not None
    read = number.scaleb(spelling.scale) * (-1 if spelling.sign else 1)
    assert read == value
