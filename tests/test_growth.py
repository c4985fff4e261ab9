"""What a conversion costs grows in step with its input: counted in calls, so that no clock and no
busy machine has a say. `benchmarks/growth` measures many more shapes, larger, in seconds.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.growth.measure import Point, exponent
from benchmarks.growth.pieces import filing
from benchmarks.growth.shapes import SHAPES
from converter.pipeline import Options, analyse
from converter.read import read_filing

MOST = 6.5  # times the calls for four times the input; n log n has 4.8 here, a square 16
COUNTER = Path(__file__).with_name("count_calls.py")

# How often the one thing stands in the smaller of the two filings.
WORST = [
    ("rows of operations", 30),
    ("figures all equal", 20),
    ("totals of totals", 10),
    ("statements of operations", 10),
    ("small statements", 40),
    ("rows of equity", 15),
    ("notes with a table", 15),
    ("columns of a schedule", 30),
    ("tags of a schedule", 60),
    ("dates in a row", 200),
    ("'- ' in a row", 1500),
]


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """Of each shape the calls for a bare filing, for one with the shape, and for four times it."""
    done = subprocess.run(
        [sys.executable, COUNTER, json.dumps(WORST), tmp_path_factory.mktemp("counted")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", [name for name, _ in WORST])
def test_calls_grow_in_step_with_the_input(name, counted):
    bare, one, more = counted[name]
    one, more = one - bare, more - bare
    assert more <= MOST * max(one, bare / 4), f"{one} and {more} beside {bare}"


def test_a_line_wider_than_any_page_is_left_out_with_a_finding(tmp_path):
    path = tmp_path / "x.txt"
    row = "  Inventories of branch 7                         1,519        1,532\n"
    wide = row.rstrip().replace("  1,519", " " * 5000 + "1,519") + "\n"
    for text, code in ((row, set()), (wide, {"TAB002"})):
        path.write_text(filing(balance=text))
        report = analyse(read_filing(path), "x", Options()).report
        told = [each for each in report.findings if each.code == "TAB002"]
        assert {each.code for each in told} == code
        assert [each.span.line for each in told] == [37] * len(code)
        assert (1_519_000 in {fact.value for fact in report.facts}) is not bool(code)


def points(power):
    return [Point(size * 1000, 0.1 + (size * 0.3) ** power) for size in (1, 2, 4, 8)]


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_the_exponent_is_that_of_the_shape_alone(power):
    assert exponent(points(power), 0.1) == pytest.approx(power)


def test_what_takes_no_time_has_no_exponent():
    assert exponent([Point(1000 * size, 0.11) for size in (1, 2, 4, 8)], 0.1) == 0
    assert exponent([Point(1000, 5.0), Point(2000, None)], 0.1) == 0


def test_shapes_are_made_of_what_they_are_named_for():
    assert len(SHAPES) >= 50
    assert len({shape.name for shape in SHAPES}) == len(SHAPES)
    for shape in SHAPES:
        small, large = (len(shape.make(count)) for count in (4, 40))
        assert large > small, shape.name
