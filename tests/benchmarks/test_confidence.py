"""Curves of confidence fitted on labelled lines, and how far off they are on others."""

import pytest
from mills import flows

from benchmarks.measures import old
from benchmarks.training import confidence
from benchmarks.training.confidence import Point
from converter.mapping.confidence import Curve
from converter.model.mapped import Way


def some(count, right, raw, way=Way.NETWORK, statement="IS", filing="a.txt"):
    """So many labelled lines, of which the first are right."""
    return [
        Point(filing, "hand", 1997, statement, f"line {at}", "us-gaap:Assets", way, raw, raw,
              at < right)
        for at in range(count)
    ]  # fmt: skip


def test_a_curve_has_a_point_for_each_band_with_lines_enough():
    found = confidence.curve(some(40, 20, 0.3) + some(40, 30, 0.6) + some(100, 100, 0.95))
    assert found == [(0.3, 0.5, 40, 20), (0.6, 0.75, 40, 30), (0.95, 0.99, 100, 100)]


@pytest.mark.parametrize(
    ("low", "high", "point"),
    [
        (some(40, 30, 0.3), some(40, 20, 0.6), (0.45, 0.625, 80, 50)),  # it would fall
        (some(10, 5, 0.3), some(40, 40, 0.6), (0.54, 0.9, 50, 45)),  # ten lines say little
    ],
)
def test_bands_that_say_little_or_would_fall_are_one(low, high, point):
    assert confidence.curve(low + high) == [point]


def test_ways_with_few_lines_are_not_measured():
    rows = confidence.measure(
        some(40, 36, 0.5)
        + some(29, 29, 0.9, Way.ROW, "EQ")
        + some(20, 18, 0.9, Way.ROW, "BS")
        + some(20, 18, 0.9, Way.ROW, "CF")
    )
    assert [(row.way, row.statement, row.share) for row in rows] == [
        (Way.NETWORK, "", 0.9), (Way.ROW, "BS IS CF", 0.9),
    ]  # fmt: skip
    assert Curve(rows).share(Way.ROW, "EQ", None, 0.9) is None


def test_the_error_is_the_distance_of_what_is_told_from_what_was_right():
    pairs = [(0.7, True)] * 9 + [(0.7, False)] + [(0.99, True)] * 10
    assert confidence.error(pairs) == pytest.approx((0.2 * 10 + 0.01 * 10) / 20)


def test_a_half_is_judged_by_the_other():
    halves = {"one": some(40, 36, 0.5), "other": some(40, 36, 0.5, filing="z.txt")}
    first = confidence.crossed(halves).splitlines()[2].split()
    assert first == ["one", "40", "40.0%", "0.0%"]


def test_the_lines_of_a_filing_are_labelled_once_each(tmp_path):
    path = tmp_path / "mills.txt"
    rows = """\
  Net income                                      $     410  $     390
  Depreciation                                          120        110
  Inventories                                           (60)        35
                                                  ---------  ---------
Net cash provided by operating activities               470        535
"""
    path.write_text(flows(1996, rows), encoding="latin-1")
    gold = [
        old.GoldLine("mills.txt", "CF", "", "Net income", "410", ("NetIncomeLoss",)),
        old.GoldLine("mills.txt", "CF", "", "Net income", "410", ("NetIncomeLoss",)),
        old.GoldLine("mills.txt", "CF", "", "Depreciation", "120", ("Revenues",)),
    ]
    found = confidence.points(path, {}, {}, {"mills.txt": gold})
    assert {(point.caption, point.right) for point in found} == {
        ("Net income", True), ("Depreciation", False),
    }  # fmt: skip
    assert len(found) == 2
    assert all(point.way is Way.NETWORK and point.stated >= point.raw for point in found)
