"""The measure that takes something out of one statement: what it takes, and what it counts."""

from pathlib import Path

import pytest

from benchmarks.habits.pages import Line, Page
from benchmarks.lost import drive
from benchmarks.lost.drive import KINDS, Kept, drawn, measure, report
from converter.model.filing import StatementKind

CASE = Path(__file__).parents[1] / "cases" / "filings" / "classes_and_days.txt"
SHEET = """\
             HARROW MILLS, INC.
               BALANCE SHEETS
               (In thousands)
                      December 31,
                      1996    1995
Total assets        $  838  $  980
"""


def page():
    lines = [Line(text, (), text.startswith("Total")) for text in SHEET.splitlines()]
    return Page(StatementKind.BS, 1, len(lines), tuple(lines))


@pytest.mark.parametrize(
    ("lost", "line", "left"),
    [
        ("the years of the heads", 4, "                      19X6    19X5"),
        ("all lines with a year", 4, ""),
        ("the words of the title", 1, "               Xyzzyxy Xyzzyx"),
        ("the scale", 2, "               (In xxxxxxxxx)"),
    ],
)
def test_one_thing_is_lost_and_all_else_stays(lost, line, left):
    new, old = KINDS[lost](page()), page().texts
    assert new[line].lower() == left.lower()
    others = {0, line} if "title" in lost else {line}
    assert [text for at, text in enumerate(new) if at not in others] == [
        text for at, text in enumerate(old) if at not in others
    ]


def test_a_statement_is_measured_and_told(capsys, tmp_path):
    found = measure(CASE, names=["the years of the heads"], percent=100)
    assert {each.kind for each in found} >= {"BS", "IS"}
    assert all(0 <= each.kept <= each.facts for each in found)
    assert drive.main([str(CASE), "--jobs", "1", "--share", "100", "--only",
                       "the years of the heads", "--each", str(tmp_path / "each")]) == 0  # fmt: skip
    assert "the years of the heads" in capsys.readouterr().out
    assert len((tmp_path / "each").read_text("utf-8").splitlines()) == len(found)


def test_the_table_counts_facts_and_statements_that_are_gone():
    done = [
        Kept("the scale", "a", "BS", 1, 10, 10, 0, {}),
        Kept("the scale", "b", "BS", 1, 10, 2, 5, {}),
    ]
    assert report(done).splitlines()[2].split() == [
        "the", "scale", "all", "2", "20", "60.0%", "1", "25.0%"]  # fmt: skip


def test_the_share_is_the_same_at_each_run():
    names = [f"{at}.txt" for at in range(200)]
    first = [drawn("the scale", name, 1, 25) for name in names]
    assert first == [drawn("the scale", name, 1, 25) for name in names]
    assert 20 < sum(first) < 80
