"""Deliberate faults in a made filing: where they are put, what they change, what came of them."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "segment"))

from filings import filing, pages, statements

from benchmarks.faults import drive
from benchmarks.faults.damage import Damage, chance, damage
from benchmarks.faults.judge import Outcome, judge, marks, values
from benchmarks.faults.places import KEYS, KINDS, Place, places
from benchmarks.measures.filings import convert

PER_SHARE = "Net income per share                                     $1.20         $1.05\n"
TEXT = filing(pages(statements(kinds=("BS", "IS", "CF")))).source.text
TEXT = TEXT.replace(
    "BALANCE SHEETS\n", "BALANCE SHEETS\n                                (in thousands)\n"
)
INCOME = TEXT.index("Net income  ")
INCOME = TEXT.index("\n", INCOME) + 1
TEXT = TEXT[:INCOME] + PER_SHARE + TEXT[INCOME:]


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    path = tmp_path_factory.mktemp("corpus") / "made.txt"
    path.write_text(TEXT, encoding="utf-8")
    return drive.read(path)


def place_of(known, kind, caption="", line=""):
    """The first place of a kind in a row of the caption, or in a line that holds some words."""
    return next(
        each
        for each in known.places
        if each.kind == kind
        and (not caption or each.caption == caption)
        and line in known.text[known.text.rfind("\n", 0, each.offset) + 1 :].split("\n", 1)[0]
    )


def came(known, harm):
    source = convert(known.text, "made.txt").filing.source
    after = convert(harm.apply(known.text), "made.txt")
    return judge(harm, source, known.values, known.marks, after)


def test_every_kind_has_places_and_changes_the_text(known):
    assert {each.kind for each in known.places} == set(KINDS)
    for at, place in enumerate(known.places):
        changed = damage(known.text, place, chance("test", at)).apply(known.text)
        assert changed != known.text
        assert len(changed.split("\n")) - len(known.text.split("\n")) == {
            "row doubled": 1, "row removed": -1,
        }.get(place.kind, 0)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "caption", "before", "after"),
    [
        ("item digit", "Inventories", "5,120", r"\d,\d\d\d"),
        ("total digit", "Total assets", "19,950", r"\d\d,\d\d\d"),
        ("item exchanged", "Inventories", "5,120", "1,520|5,210|5,102"),
        ("total exchanged", "Total assets", "19,950", "91,950|19,590|19,905"),
        ("point lost", "Net income per share", "$1.20", r"\$ 120"),
        ("parentheses lost", "Dividends paid", "(600)", " 600 "),
        ("parenthesis lost", "Dividends paid", "(600)", r" 600\)|\(600 "),
        ("comma as point", "Inventories", "5,120", r"5\.120"),
        ("digit as letter", "Inventories", "5,120", "5,l20|5,12O"),
        ("year mistyped", "", "1996 ", r"(19|20)\d\d "),
        ("heads exchanged", "", "1996          1995", "1995          1996"),
    ],
)
def test_what_a_fault_changes(known, kind, caption, before, after):
    place = place_of(known, kind, caption, before)
    changed = damage(known.text, place, chance(1)).apply(known.text)
    pairs = zip(known.text.split("\n"), changed.split("\n"), strict=True)
    ((one, other),) = [(a, b) for a, b in pairs if a != b]
    assert before in one
    at = one.index(before)
    assert re.match(after, other[at:])
    assert len(one) == len(other)


def test_rows_and_scale(known):
    lines = known.text.split("\n")
    for kind, counted in (("row doubled", 2), ("row removed", 0)):
        changed = damage(known.text, place_of(known, kind, "Inventories"), chance(1))
        row = next(line for line in lines if line.startswith("Inventories"))
        assert changed.apply(known.text).split("\n").count(row) == counted
    place = place_of(known, "scale removed")
    assert "in thousands" in known.text
    assert "in thousands" not in damage(known.text, place, chance(1)).apply(known.text)


@pytest.mark.parametrize(
    ("edits", "damaged", "undamaged"),
    [
        ([(10, 10, "abcde\n")], [9, 10, 12, 16, 20], [9, 4, 6, 10, 14]),
        ([(10, 16, "")], [9, 10, 12], [9, 16, 18]),
        ([(10, 12, "xy")], [9, 10, 11, 12], [9, 10, 11, 12]),
        ([(10, 12, "xyz"), (20, 22, "v")], [9, 13, 21, 22], [9, 12, 20, 22]),
    ],
)
def test_places_of_the_damaged_text_are_found_in_the_undamaged_one(edits, damaged, undamaged):
    nowhere = Place("", (), frozenset(), frozenset(), (0, 0), (), frozenset(), "", "")
    assert [Damage(nowhere, tuple(edits)).back(at) for at in damaged] == undamaged


def test_key_items_and_totals(known):
    assert place_of(known, "total digit", "Total assets").keys == {"total assets"}
    assert place_of(known, "point lost").keys == {"earnings per share"}
    assert {key for place in known.places for key in place.keys} >= set(KEYS)
    inventories = place_of(known, "item digit", "Inventories")
    lines = known.text.split("\n")
    current, assets = (
        next(n for n, line in enumerate(lines, 1) if line.startswith(words))
        for words in ("Total current assets", "Total assets")
    )
    assert inventories.totals == {current, assets}


def test_a_broken_sum_is_caught_and_an_amount_alone_is_silent(known):
    place = place_of(known, "total digit", "Total assets")
    at = known.text.index("19,950", place.offset)
    caught = came(known, Damage(place, ((at, at + 1, "8"),)))
    assert caught.came == "caught"
    assert caught.finding.startswith("CAL001")
    assert "total assets" in caught.keys
    # the very same facts without a doubt, judged by someone who knew the finding
    harm = Damage(place, ((at, at + 1, "8"),))
    after = convert(harm.apply(known.text), "made.txt")
    sure = tuple(fact.model_copy(update={"doubts": ()}) for fact in after.report.facts)
    after = replace(after, report=after.report.model_copy(update={"facts": sure}))
    source = convert(known.text, "made.txt").filing.source
    silent = judge(harm, source, known.values, marks(after.findings, harm.back), after)
    assert silent.came == "silent"


def test_harmless_and_abstained(known):
    place = place_of(known, "item digit", "Inventories")
    start = known.text.index("Inventories")
    assert came(known, Damage(place, ((start, start, " "),))).came == "harmless"
    block = known.text.index("Prepaid expenses")
    blank = known.text.index("\n", block)
    gone = Damage(place, ((blank - 14, blank, "xxxxxxxxxxxxxx"),))
    outcome = came(known, gone)
    assert outcome.missing
    assert outcome.came in ("abstained", "caught")


def test_the_same_seed_draws_the_same_faults(known):
    ground = drive.Ground([known])
    drawn = [ground.draw(3, number) for number in range(28)]
    assert drawn == [ground.draw(3, number) for number in range(28)]
    assert [each.damage.place.kind for each in drawn] == [*KINDS, *KINDS]
    assert drawn != [ground.draw(4, number) for number in range(28)]


def test_counted_and_listed(known, capsys, tmp_path):
    silent = tmp_path / "silent.tsv"
    args = ["faults", str(known.path), "--count", "14", "--silent", str(silent)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", args)
        assert drive.main() == 0
        patch.setattr(sys, "argv", [*args, "--only", "9"])
        assert drive.main() == 0
    told = capsys.readouterr().out
    assert "row removed" in told
    assert "undamaged: 1 filings, 3 statements" in told
    assert silent.read_text("utf-8").startswith("silent\tnumber\tfile")


def test_summary_counts_each_fault_once_a_kind_and_once_a_key(known):
    place = place_of(known, "total digit", "Total assets")
    fault = drive.Fault(0, known.path, Damage(place, ()))
    done = [
        drive.Judged(fault, Outcome(name, keys=frozenset(["total assets"])), 1, "", "")
        for name in ("caught", "silent", "harmless", "abstained")
    ]
    result = drive.summary(done, [known])
    once = dict.fromkeys(("caught", "silent", "harmless", "abstained"), 1)
    assert result["kinds"]["total digit"] == result["kinds"]["all"] == once
    assert result["keys"]["total assets"] == once
    assert result["silently wrong"]["total assets"] == 1
    assert "66.7%" in drive.report(result)


def test_alarms_are_false_where_gold_has_the_facts(tmp_path):
    path, gold = tmp_path / "made.txt", tmp_path / "made.gold.tsv"
    line = next(line for line in TEXT.split("\n") if line.startswith("Total assets"))
    path.write_text(TEXT.replace(line, line.replace("19,950", "18,950")), encoding="utf-8")
    head = "statement\tcaption\tconcept\tcustom\tstart\tend\tvalue\tunit\tprinted\n"
    facts = [
        fact
        for fact in convert(path.read_text("utf-8"), "made.txt").report.facts
        if fact.provenance.statement.value == "BS"
    ]
    rows = [
        f"BS\t\t{fact.concept.local}\t0\t\t{fact.context.period.date}\t{fact.value}\tUSD\t1\n"
        for fact in facts
    ]
    total = next(at for at, fact in enumerate(facts) if fact.concept.local == "Assets")
    for cells, confirmed in ((rows, True), (rows[:total] + rows[total + 1 :], False)):
        gold.write_text(head + "".join(cells), encoding="utf-8")
        alarms = [alarm for alarm in drive.read(path).alarms if alarm.code == "CAL001"]
        assert alarms
        assert {alarm.confirmed for alarm in alarms} == {confirmed}
    gold.unlink()
    assert {alarm.confirmed for alarm in drive.read(path).alarms} == {None}


def test_values_of_a_refused_filing_are_none():
    assert values(convert("Nothing is here.\n", "made.txt")) == {}
    assert places(convert(TEXT, "made.txt"))
