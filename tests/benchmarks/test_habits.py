"""The measure that sets statements anew: it changes what it says, and tells what was lost."""

from pathlib import Path

import pytest

from benchmarks.habits import drive
from benchmarks.habits.habits import HABITS
from benchmarks.habits.pages import Line, Page, pages, set_anew
from benchmarks.measures.filings import convert
from converter.model.filing import StatementKind

CASES = Path(__file__).parents[1] / "cases" / "filings"
CASE = CASES / "classes_and_days.txt"
SHEET = """\
                 BALANCE SHEETS
                 (In thousands)
                            December 31,  December 31,
                                    1996          1995
Receivables, less allowance      $ 1,250      $    980
Other                               (412)           --
                                 -------       -------
Total assets                     $   838      $    980
"""


def page(text=SHEET, kind=StatementKind.BS):
    lines = []
    for line in text.splitlines():
        cells = []
        if line[:1].isalpha():
            at = 30
            for word in ("$ 1,250", "$    980", "(412)", "--", "$   838"):
                found = line.find(word, at)
                if found >= 0:
                    cells.append((found, found + len(word)))
        lines.append(Line(line, tuple(sorted(cells)), line[:1].isalpha()))
    return Page(kind, 1, len(lines), tuple(lines))


def wide():
    """Twelve rows with room for another column before their figures, nil as one dash."""
    rows = [f"{'Line ' + 'x' * at:<40}{1_200 + at:>12,}{'-':>12}" for at in range(12)]
    heads = Line(f"{'':<40}{'1996':>12}{'1995':>12}", (), row=False)
    lines = [Line(text, ((47, 52), (63, 64)), row=True) for text in rows]
    return Page(StatementKind.BS, 1, 13, (heads, *lines))


def test_references_to_notes_stand_in_a_column_of_their_own():
    new = HABITS["notes in a column"](wide())
    assert new[0].index("Notes") == 37
    assert [line[40:42] for line in new[3::3]] == [" 1", " 2", " 3", " 4"]
    assert all(line[47:52] == f"{1_200 + at:,}" for at, line in enumerate(new[1:]))


@pytest.mark.parametrize(
    ("habit", "line", "expected"),
    [
        ("blanks for commas", 4, "Receivables, less allowance      $ 1 250      $    980"),
        ("no commas", 4, "Receivables, less allowance       $ 1250      $    980"),
        ("negative behind a minus and a blank", 5, "Other                              - 412            --"),
        ("negative with CR", 5, "Other                               412CR           --"),
        ("nil as -0-", 5, "Other                               (412)          -0-"),
        ("leaders that touch", 5, "Other...............................(412)           --"),
        ("rules of =", 6, "                                 =======       ======="),
        ("scale: $000", 1, "                 ($000)"),
        ("years with an apostrophe", 3, "                                     '96           '95"),
        ("days before months", 2, "                            31 December,  31 December,"),
        ("short months", 2, "                                Dec. 31,      Dec. 31,"),
        ("no totals in words", 7, "                                 $   838      $    980"),
        ("no title", 0, ""),
        ("marks behind figures", 5, "Other                               (412)           --(a)"),
    ],
)  # fmt: skip
def test_a_habit_sets_lines_anew(habit, line, expected):
    assert HABITS[habit](page())[line] == expected


@pytest.fixture(scope="module")
def case():
    """The pages of statements of a case."""
    return tuple(pages(convert(CASE.read_text("utf-8"), CASE.name)))


@pytest.mark.parametrize("habit", list(HABITS))
def test_every_habit_sets_some_statement_anew(habit, case):
    found = [page(), wide(), *case]
    assert any((new := HABITS[habit](each)) is not None and new != each.texts for each in found)


def test_what_stands_around_the_statements_stays(case):
    text = CASE.read_text("utf-8")
    found = list(case)
    assert [each.kind.value for each in found] == ["BS", "IS", "CF", "EQ"]
    anew = set_anew(text, found, lambda each: ["X"] * len(each.lines))
    kept = [line for line in anew.split("\n") if line != "X"]
    inside = {at for each in found for at in range(each.first, each.last + 1)}
    assert kept == [line for at, line in enumerate(text.split("\n"), 1) if at not in inside]
    assert set_anew(text, found, lambda _: None) == text


def test_a_habit_that_changes_figures_is_told(monkeypatch):
    monkeypatch.setitem(
        HABITS, "ones for fours", lambda each: [t.replace("4", "1") for t in each.texts]
    )
    names = ["ones for fours", "no dollars"]
    wrong, sound = drive.measure(CASE, names=names, percent=100)
    assert sound.kept == sound.facts > 60
    assert (sound.other, sound.concepts) == (0, sound.named)
    assert wrong.kept < wrong.facts
    assert wrong.other > 10


def test_the_same_filings_are_drawn_whatever_else_is(capsys):
    paths = [Path(f"{at}.txt") for at in range(400)]
    few = [path for path in paths if drive.drawn("no dollars", path, 20)]
    assert 40 < len(few) < 120
    assert {p for p in paths if drive.drawn("no dollars", p, 40)} > set(few)
    assert drive.main([str(CASE), "--only", "no dollars", "--share", "100", "--jobs", "1"]) == 0
    head, _, row, every = capsys.readouterr().out.splitlines()
    assert head.split() == ["habit", "filings", "facts", "kept", "other", "concept"]
    assert row.split()[-3:] == every.split()[-3:] == ["100.0%", "0.0%", "100.0%"]
