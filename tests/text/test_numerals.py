import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.text.numerals import Form, scan

CASES = [
    # line, [(digits, value)]
    ("Net sales            $  2,670    $ 2,308", [("2,670", "2670"), ("2,308", "2308")]),
    ("Net (loss)           $(1,227)   $ (1,013)", [("1,227", "-1227"), ("1,013", "-1013")]),
    ("Per share              (.81)      .59", [(".81", "-0.81"), (".59", "0.59")]),
    ("Per share             $ .(81)    $.59", [("81", "-0.81"), (".59", "0.59")]),
    ("Net loss.......(5.50)   ....(550)", [("5.50", "-5.50"), ("550", "-550")]),
    ("Research.......79       149", [("79", "79"), ("149", "149")]),
    ("Per share.......79       .85", [(".79", "0.79"), (".85", "0.85")]),
    ("Basic...........79        --", [(".79", "0.79"), ("--", "0")]),
    ("Costs..........120        --", [("120", "120"), ("--", "0")]),
    ("Goodwill........--     1,250", [("--", "0"), ("1,250", "1250")]),
    ("Change                - 28          - 1,306", [("28", "-28"), ("1,306", "-1306")]),
    ("Net loss      $     - 31,223  $   - 40", [("31,223", "-31223"), ("40", "-40")]),
    ("                       - 14 -", [("-", "0"), ("-", "0")]),
    ("Net loss . . .(5.50)   . . .(550)", [("5.50", "-5.50"), ("550", "-550")]),
    ("Net loss .(5.50)  .(1,234)  .(.5)", [("5.50", "-5.50"), ("1,234", "-1234"), (".5", "-0.5")]),
    ("Change                 1,386-     1386", [("1,386", "-1386"), ("1386", "1386")]),
    ("Interest income         312CR    77 Cr.", [("312", "-312"), ("77", "-77")]),
    ("Flights of 12 CRJ aircraft   14 Crew", [("12", "12"), ("14", "14")]),
    ("Change                -1,386    $-14", [("1,386", "-1386"), ("14", "-14")]),
    ("Dividends paid      [77,929] [$1,754]", [("77,929", "-77929"), ("1,754", "-1754")]),
    ("Per share               [.02]    .55", [(".02", "-0.02"), (".55", "0.55")]),
    ("Gains               [10,025]    [302]", [("10,025", "-10025"), ("302", "-302")]),
    ("Other                [1,302]      [7]", [("1,302", "-1302"), ("7", "-7")]),
    ("Net sales  1,302 [1]", [("1,302", "1302"), ("1", "1")]),
    ("Shares issued [1994]  1,302", [("1994", "1994"), ("1,302", "1302")]),
    ("Gain                     --       ---", [("--", "0"), ("---", "0")]),
    ("Gain                    - -    $ - -", [("- -", "0"), ("- -", "0")]),
    ("Gain                  $  --      $ -", [("--", "0"), ("-", "0")]),
    ("Gain                    -0-      nil", [("-0-", "0"), ("nil", "0")]),
    ("Treasury              NONE     None", [("NONE", "0"), ("None", "0")]),
    ("Preferred stock, none issued, None", []),
    ("Gain                    $ _      (_)", [("_", "0"), ("_", "0")]),
    ("Gain                     __      ___", []),
    ("Gain of a_b and _c and d_", []),
    ("Margin                   12.5%   (3)%", [("12.5", "12.5"), ("3", "-3")]),
    ("Stock, $0.01 par value, 5,000,000 shares", [("0.01", "0.01"), ("5,000,000", "5000000")]),
    (
        "High       $36 3/8  $59-7/8   34",
        [("36 3/8", "36.375"), ("59-7/8", "59.875"), ("34", "34")],
    ),
    ("Low         31 1/8/99   (1/4)", [("31", "31")]),
    ("Series 10-Q of 2/3 and N21 and 3M", []),
    ("Interest expense        (34.8        (40.2)", [("34.8", "-34.8"), ("40.2", "-40.2")]),
    ("Closed stores (15 in 1997)   (34", [("15", "15"), ("1997", "1997"), ("34", "-34")]),
    ("Income per share        0.01       0.O1", [("0.01", "0.01")]),
    ("a dash - between words -- is no figure", [("-", "0"), ("--", "0")]),
]


@pytest.mark.parametrize(("line", "expected"), CASES, ids=[case[0][:30] for case in CASES])
def test_figures(line, expected):
    found = [(line[f.start : f.end], f.value) for f in scan(line)]
    assert found == [(digits, Decimal(value)) for digits, value in expected]


@pytest.mark.parametrize("mark", ["N/A", "n/a", "NM", "N.M.", "nm", "na", "NA"])
def test_absent_is_no_zero(mark):
    (figure,) = scan(f"Ratio                  {mark}")
    assert figure.form is Form.ABSENT


@pytest.mark.parametrize("prices", ["$36 3/8-$26 1/8", "$34-$22 1/2", "$ 7.50- $ 68.00"])
def test_a_range_of_prices_is_no_amount(prices):
    (figure,) = scan(f"Price range            {prices}")
    assert figure.form is Form.ABSENT


def test_marks_belong_to_the_figure():
    (figure,) = scan("Loss     $ (1,227)")
    assert (figure.left, figure.right) == (9, 18)
    assert figure.currency
    assert figure.negative


def test_angle_brackets_are_parentheses():
    (figure,) = scan("Other assets    <234>")
    assert (figure.value, figure.negative, figure.left, figure.right) == (-234, True, 16, 21)
    assert not scan("<S>      <C>")
    assert not scan("<PAGE> 32")[0].negative


@given(
    st.integers(0, 10**12),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from(["", "$", "$ ", "$  "]),
    st.sampled_from(["paren", "minus", "trailing"]),
)
def test_spelled_figures_are_read_back(amount, places, negative, currency, style):
    value = Decimal(amount).scaleb(-places)
    digits = f"{value:,.{places}f}"
    spelled = {
        "paren": f"{currency}({digits})",
        "minus": f"{currency}-{digits}",
        "trailing": f"{currency}{digits}-",
    }[style]
    line = f"Caption of the line   {spelled if negative else currency + digits}"
    (figure,) = scan(line)
    assert figure.value == (-value if negative else value)
    assert figure.places == places
    assert line[figure.start : figure.end] == digits


@given(st.text(max_size=80))
def test_any_line_can_be_scanned(line):
    figures = scan(line)
    for before, after in itertools.pairwise(figures):
        assert before.right <= after.left
    for figure in figures:
        assert figure.left <= figure.start < figure.end <= figure.right <= len(line)


def test_what_no_amount_is_as_long_as_is_none():
    (figure,) = scan("Sales   " + "9" * 30)
    assert figure.form is Form.ABSENT
    (figure,) = scan("Sales   999,999,999,999,999.99")
    assert figure.form is Form.NUMBER
