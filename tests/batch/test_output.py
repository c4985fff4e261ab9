"""The output folder: names that are taken, leftovers, and what outlasts a power cut."""

import json
from pathlib import Path

import pytest

from converter.batch import convert_all, ledger
from converter.batch.engines import HELD, filled
from converter.batch.inputs import Input
from converter.batch.ledger import Ledger
from converter.batch.run import form_of
from converter.batch.task import Task
from converter.cli import main
from converter.model.forms import is_annual, is_quarterly, takes
from converter.pipeline import Options
from converter.write import durable, folder, jsonl, manifest

EXAMPLES = Path(__file__).parents[2] / "examples"
RELEASE = (EXAMPLES / "nutrition21-8k-2003-09-30.txt").read_text(encoding="utf-8")
CSV = Options(formats=("csv",))


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def release(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


def converted(output, *names, **more):
    return list(convert_all([str(name) for name in names], output, CSV, **more))


@pytest.mark.parametrize(
    "name", ["manifest.jsonl.txt", "failures.jsonl.txt", "manifest.broken.jsonl.txt",
             "Manifest.JSONL.txt"],
)  # fmt: skip
def test_an_input_named_as_the_programs_own_files(tmp_path, name):
    given, out = tmp_path / "in", tmp_path / "out"
    given.mkdir()
    for each in (name, "z.txt"):
        (given / each).write_text(RELEASE + each, encoding="utf-8")
    (given / "letter.txt").write_text("Dear shareholders,\n" * 9)
    for again in (False, True):
        outcomes = converted(out, given, again=again)
        assert [bool(each.line) for each in outcomes] == [
            each.path[-10:] != "letter.txt" for each in outcomes
        ]
        assert {row["folder"] for row in rows(out / manifest.NAME)} == {f"{name[:-4]}-2", "z"}
        assert [Path(row["input"]).name for row in rows(out / ledger.FAILURES)] == ["letter.txt"]


@pytest.mark.parametrize("what", ["file", "folder", "export"])
def test_what_somebody_put_there_is_not_replaced(tmp_path, release, what):
    out = tmp_path / "out"
    converted(out, release)
    (out / "a").rename(out / "b")  # as if it were somebody's
    mine = out / "c"
    if what == "file":
        mine.write_text("mine")
    elif what == "folder":
        mine.mkdir()
        (mine / "x").write_text("mine")
    else:
        converted(out, release)
        assert main(["export", "--to", "csv", str(mine), "-o", str(out)]) == 0
    release.rename(release.with_name("c.txt"))
    (outcome,) = converted(out, release.with_name("c.txt"))
    assert outcome.line.folder == "c-2"
    assert (
        mine if what == "file" else mine / ("x" if what == "folder" else "export.json")
    ).is_file()


def test_an_export_sweeps_what_a_killed_one_left_and_no_more(tmp_path, release):
    out = tmp_path / "out"
    converted(out, release)
    names = (".new.99999999-0.data", ".new.99999999-0.other", ".old.data", ".newly", ".new.x.data")
    for name in names:
        (tmp_path / name).mkdir()
    assert main(["export", "--to", "csv", str(tmp_path / "data"), "-o", str(out)]) == 0
    assert [name for name in names if (tmp_path / name).exists()] == [
        ".new.99999999-0.other", ".newly", ".new.x.data",
    ]  # fmt: skip


def test_a_run_sweeps_what_a_killed_one_left(tmp_path, release):
    out = tmp_path / "out"
    (out / ".new.99999999-0.a").mkdir(parents=True)
    converted(out, release)
    assert not list(out.glob(".*"))


@pytest.fixture
def steps(monkeypatch):
    """What is written out, and what takes its name, in their order."""
    done = []

    def note(module, name, say):
        former = getattr(module, name)

        def noted(*given, **more):
            done.append(say(*given))
            return former(*given, **more)

        monkeypatch.setattr(module, name, noted)

    note(ledger, "barrier", lambda path: ("all", path.name))
    note(folder, "barrier", lambda path: ("all", path.name.split(".")[1]))
    note(folder, "sync_folder", lambda path: ("names", path.name))
    note(durable, "sync_file", lambda path: ("file", path.name))
    note(durable, "sync_folder", lambda path: ("names", path.name))
    note(folder, "_swap", lambda _, target: ("swap", target.name))
    return done


def test_the_lists_come_after_what_they_vouch_for(tmp_path, release, steps):
    out = tmp_path / "out"
    converted(out, release)
    assert steps == [
        ("swap", "a"), ("all", "out"), ("file", ".manifest.jsonl.new"), ("names", "out"),
    ]  # fmt: skip


def test_a_folder_that_is_replaced_is_written_out_before(tmp_path, release, steps):
    out = tmp_path / "out"
    converted(out, release)
    steps.clear()
    converted(out, release, again=True)
    assert steps[:3] == [("all", "new"), ("swap", "a"), ("names", "out")]


def test_an_export_is_written_out_before_it_takes_its_name(tmp_path, release, steps):
    out = tmp_path / "out"
    converted(out, release)
    steps.clear()
    assert main(["export", "--to", "csv", str(tmp_path / "data"), "-o", str(out)]) == 0
    assert steps == [("all", "new"), ("swap", "data"), ("names", tmp_path.name)]


def test_a_file_is_written_out_before_it_takes_its_name(tmp_path, monkeypatch):
    path = tmp_path / "x.jsonl"
    held = []
    former = durable.sync_file
    monkeypatch.setattr(
        durable, "sync_file", lambda aside: (held.append(path.exists()), former(aside))
    )
    jsonl.SortedLines(path, "k").merge([("a", {"k": "a"})])
    assert held == [False]
    assert rows(path) == [{"k": "a"}]


@pytest.mark.parametrize(
    ("boot", "kept"),
    [("the same", ["1", "2", "3"]), ("another", ["1", "2"]), ("", ["1", "2"])],
)
def test_after_a_power_cut_only_what_was_written_out_counts(tmp_path, monkeypatch, boot, kept):
    """A kill leaves all to the system; a cut what the last note holds."""
    monkeypatch.setattr(ledger, "boot", lambda: "the same")
    with Ledger(tmp_path, "p") as record:
        for name in "123":
            (tmp_path / name).mkdir()
            monkeypatch.setattr(ledger, "_WINDOW", 0.0 if name == "2" else 1e9)
            record.converted({"folder": name, "input": name, "sha256": name, "program": "p"})
        monkeypatch.setattr(ledger, "recover", lambda _: None)  # killed
    monkeypatch.undo()
    monkeypatch.setattr(ledger, "boot", lambda: boot)
    ledger.recover(tmp_path)
    assert [row["folder"] for row in rows(tmp_path / manifest.NAME)] == kept
    assert not list(tmp_path.glob(".journal*"))


def test_a_journal_that_holds_nothing_yet(tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "boot", lambda: "now")
    line = json.dumps({"converted": {"folder": "a", "input": "a"}})
    for begun, kept in (("now", True), ("before", False)):
        (tmp_path / ".journal.1-0.jsonl").write_text(f'{{"begun": "{begun}"}}\n{line}\n')
        ledger.recover(tmp_path)
        assert (tmp_path / manifest.NAME).exists() is kept
        (tmp_path / manifest.NAME).unlink(missing_ok=True)


def test_large_filings_are_not_all_held_at_once():
    def work():
        for size in (10, HELD, 10, 10):
            yield Task("x", bytes(size), "x", "0")

    from collections import deque

    tasks, waiting = work(), deque()
    assert filled(waiting, tasks, 8, lambda task: task)
    assert [len(task.raw) for task, _ in waiting] == [10, HELD]
    waiting.clear()
    filled(waiting, tasks, 8, lambda task: task)
    assert len(waiting) == 2
    waiting.clear()
    alone = iter([Task("x", bytes(HELD + 1), "x", "0"), Task("y", b"", "y", "0")])
    filled(waiting, alone, 8, lambda task: task)
    assert len(waiting) == 1


ANNUAL = ["10-K", "10-K405", "10-KSB", "10KSB", "10-KT", "10-K405/A", "10-KT405", "10KSB40",
          "Form 10-K", "10-K/A", "10-KSB/A"]  # fmt: skip
QUARTERLY = ["10-Q", "10-QSB", "10QSB", "10-Q/A", "10-QT", "FORM 10-QSB"]


def test_forms_by_their_names():
    for form in ANNUAL:
        assert (is_annual(form), is_quarterly(form)) == (True, False)
        assert takes("10-K", form)
        assert not takes("10-Q", form)
    for form in QUARTERLY:
        assert (is_annual(form), is_quarterly(form)) == (False, True)
        assert takes("10-Q", form)
        assert not takes("10-K", form)
    for form in ("NT 10-K", "8-K", "DEF 14A", "", "100-K"):
        assert not is_annual(form)
        assert not takes("10-K", form)
    for wanted, form, taken in (
        ("10-K405", "10-K405/A", True), ("10-K405", "10-K", False), ("10-KSB", "10KSB", True),
        ("10-K/A", "10-K405/A", True), ("10-K/A", "10-K", False), ("8-K", "8-K/A", True),
    ):  # fmt: skip
        assert takes(wanted, form) is taken


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("FORM 10-K405\n\nAnnual report", "10-K405"),
        ("                 FORM 10-QSB\n\n", "10-QSB"),
        ("QUARTERLY REPORT PURSUANT TO SECTION 13\n", "10-Q"),
        ("<DOCUMENT>\n<TYPE>10-K\n<TEXT>\nhello\n</TEXT>\n</DOCUMENT>\n", "10-K"),
        ("Dear shareholders,\n\nnothing to report.\n", None),
        ("\0", None),
    ],
)
def test_the_form_of_a_filing_without_a_header(text, form):
    assert form_of(Input("x.txt", text.encode())) == form
