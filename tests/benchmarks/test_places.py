"""Places read by hand, held against the facts of a made filing."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "segment"))

from filings import OTHER, filing, pages, statement, statements

from benchmarks.measures import places

TEXT = pages(statements(kinds=("BS", "IS", "CF", "EQ")), statements(7, OTHER, ("BS",)))
COLUMNS = "file\tkind\towner\tprimary\tfirst\tlast\ttitle\n"


def rows_of(text, kinds, name="made.txt"):
    """A table's rows: where the titled statements of a filing stand, the last another company's."""
    source = filing(text).source
    numbers = range(1, source.line_count + 1)
    firsts = [n for n in numbers if "CONSOLIDATED" in source.line(n)]
    breaks = [n for n in numbers if source.line(n) in ("<PAGE>", "</TEXT>")]
    return [
        (name, kind, owner, owner == "registrant", first, last - 2, source.line(first).strip())
        for (kind, owner), first, last in zip(kinds, firsts, breaks, strict=True)
    ]


OWN = [(kind, "registrant") for kind in ("BS", "IS", "CF", "EQ")]
ROWS = rows_of(TEXT, [*OWN, ("BS", f"other: {OTHER}")])


@pytest.fixture
def corpus(tmp_path):
    """Two filings: one with all its statements, one with a hole in its balance sheet."""
    (tmp_path / "made.txt").write_text(filing(TEXT).source.text, encoding="utf-8")
    holed = filing(TEXT).source.text.split("\n")
    place = ROWS[0]
    for number in range(place[4] + 4, place[5]):
        holed[number] = ""
    (tmp_path / "holed.txt").write_text("\n".join(holed), encoding="utf-8")
    (tmp_path / "none.txt").write_text("FORM 10-K\n\nNothing is to be told.\n", encoding="utf-8")
    table = tmp_path / "STATEMENTS.tsv"
    rows = [(*row[:3], str(int(row[3])), *map(str, row[4:])) for row in ROWS]
    rows += [("holed.txt", *row[1:]) for row in rows]
    rows += [("none.txt", *[""] * 6)]
    table.write_text(COLUMNS + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path, table


def test_what_is_found_and_what_is_missed(corpus):
    folder, table = corpus
    judged = places.measure_all(folder, places.read_places(table), jobs=1)
    assert [each.file for each in judged] == ["holed.txt", "made.txt", "none.txt"]
    holed, made, none = judged
    assert made.wanted == ("BS", "IS", "CF", "EQ")
    assert (made.missed, made.foreign) == ((), ())
    assert made.facts > 50
    (miss,) = holed.missed
    assert (miss.place.kind, miss.found) == ("BS", 0)
    assert "no candidate has its lines" in miss.reason
    assert (none.wanted, none.missed, none.facts) == ((), (), 0)


def test_foreign_facts_are_those_that_stand_elsewhere(corpus):
    folder, _ = corpus
    without = [places.Place(*row) for row in ROWS if row[1] != "IS"]
    judged = places.measure(folder / "made.txt", without)
    income = places.Place(*ROWS[1])
    assert judged.foreign
    assert all(income.holds(line) for line in judged.foreign)
    repeated = places.Place(*ROWS[1][:3], False, *ROWS[1][4:])
    assert places.measure(folder / "made.txt", [*without, repeated]).foreign == ()


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ([("BS", at, True) for at in range(7)], True),
        ([("BS", at, True) for at in range(14)], True),
        ([("BS", at, True) for at in range(6)], False),
        ([("BS", at, False) for at in range(14)], False),  # of parts
        ([("IS", at, True) for at in range(14)], False),
        ([], False),
    ],
)
def test_half_of_the_lines_that_end_in_a_figure(printed, found):
    text = statement("BS").replace("Total liabilities and stockholders' equity", "Total claims")
    source = filing(text).source
    first = next(n for n in range(1, 99) if source.line(n).startswith("Cash"))
    place = places.Place("made.txt", "BS", "registrant", True, first, first + 13, "")  # 14 lines
    facts = [places.Printed(kind, first + at, whole) for kind, at, whole in printed]
    judged = places.judge("made.txt", [place], facts, source)
    assert (not judged.missed) is found


def test_equity_is_found_by_its_components_and_income_by_either_title():
    source = filing(TEXT).source
    equity = places.Place("made.txt", "EQ", "registrant", True, 5, 9, "")
    assert not places.judge("", [equity], [places.Printed("EQ", 6, False)], source).missed
    assert places.judge("", [equity], [places.Printed("BS", 6, False)], source).missed
    income = places.Place(*ROWS[1])
    facts = [places.Printed("CI", at, True) for at in range(income.first, income.last + 1)]
    assert not places.judge("", [income], facts, source).missed


def test_the_halves_and_the_report(corpus, capsys, monkeypatch):
    folder, table = corpus
    monkeypatch.setattr(sys, "argv", ["places.py", str(folder), str(table), "--only", "hN"])
    assert places.main() == 0
    head, _, first, rest, *said = capsys.readouterr().out.split("\n")
    assert head.split()[:3] == ["files", "filings", "BS"]
    assert first.split()[:7] == ["hN", "2", "0/1", "1/1", "1/1", "1/1", "0/0"]
    assert rest.split()[:10] == [
        "the", "rest", "1", "1/1", "1/1", "1/1", "1/1", "0/0", "100.0%", "1/1",
    ]  # fmt: skip
    assert "hN: 1 miss" in said
    assert "the rest: no misses" in said
    assert any(line.startswith("not found  holed.txt:") and " BS " in line for line in said)


def test_the_reason_names_what_became_of_the_place(corpus):
    folder, _ = corpus
    other = places.Place(*ROWS[-1][:3], True, *ROWS[-1][4:])
    (miss,) = places.measure(folder / "made.txt", [other]).missed
    assert f"taken: a statement of {OTHER}" in miss.reason
    (miss,) = places.measure(folder / "none.txt", [places.Place(*ROWS[0])]).missed
    assert "SEG001" in miss.reason


def test_a_filing_that_is_not_in_the_corpus_is_told(corpus):
    folder, _ = corpus
    with pytest.raises(FileNotFoundError):
        places.measure_all(folder, {"gone.txt": []}, jobs=1)
