"""Whole conversions against facts written down by hand: tests/golden.

The examples travel with the repository; the filings that they were made from do not, and are
compared where they are there.
"""

import sys
from pathlib import Path

import pytest

from converter.pipeline import Options, analyse
from converter.read import read_filing

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "golden"))
from compare import compare, read_golden

EXAMPLES = sorted((HERE.parent / "examples").glob("*.txt"))
SEEDS = HERE.parent.parent / "shared" / "corpus" / "seeds"


def conversion(path):
    return analyse(read_filing(path), path.stem, Options())


def check(path, golden):
    difference = compare(read_golden(golden), conversion(path).report.rows())
    assert difference.ok, str(difference)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_say_what_was_written_down_by_hand(path):
    check(path, HERE / "golden" / "examples" / f"{path.stem}.tsv")


@pytest.mark.parametrize(
    "golden", sorted((HERE / "golden" / "seeds").glob("*.tsv")), ids=lambda p: p.stem
)
def test_the_filings_say_the_same(golden):
    path = SEEDS / f"{golden.stem}.txt"
    if not path.is_file():
        pytest.skip("the filings themselves are not part of the repository")
    check(path, golden)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_printed_total_adds_up(path):
    done = conversion(path)
    assert [key for table in done.mapped for key in table.unproven] == []
    sums = [total for table in done.mapped for total in table.sums]
    assert sums
    assert all(not any(total.differences) for total in sums)


def test_periods_printed_the_wrong_way_round_are_a_finding_with_both_places():
    (path,) = (p for p in EXAMPLES if "2003-12-31" in p.stem)
    done = conversion(path)
    found = [f for f in done.findings if f.code == "PER002"]
    assert found
    note = next(t for t in done.mapped if t.read.table.title.startswith("Note 9"))
    first, last = note.read.table.first, note.read.table.last
    assert all(first <= f.span.line <= last for f in found)
    assert all(f.others for f in found)
    assert not any(f.span is not None and first <= f.span.line <= last for f in done.report.facts)
