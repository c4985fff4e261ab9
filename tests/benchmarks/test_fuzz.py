"""The driver that damages filings: the same seed the same input, and no fault goes unseen."""

import sys
from pathlib import Path

import pytest

from benchmarks.fuzz import drive, trial, workers
from benchmarks.fuzz.bases import files
from benchmarks.fuzz.mutations import MUTATIONS, made

EXAMPLES = Path(__file__).parents[2] / "examples"
PATHS = files([EXAMPLES])

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="processes are forked and limited so here only"
)


def test_the_same_seed_makes_the_same_input():
    first = [made(seed, PATHS) for seed in range(60)]
    assert first == [made(seed, PATHS) for seed in range(60)]
    assert len({raw for raw, _ in first}) > 55
    done = {name for seed in range(400) for name in made(seed, PATHS)[1]}
    assert done == {each.__name__ for each in MUTATIONS} | {"spliced"}


def test_an_undisturbed_filing_has_no_failure(tmp_path):
    raw = (EXAMPLES / "nutrition21-8k-2003-09-30.txt").read_bytes()
    found = trial.tried(raw, tmp_path / "out")
    assert found.failures == ()
    assert found.wrote
    assert found.facts == 67


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b'a,b\n1,"2\n'),
        ("a.csv", b"a,b\n1,2,3\n"),
        ("a_lines.tsv", b'a\tb\n"x\t1\n'),
        ("a.xml", b"<a>&nbsp;</a>"),
        ("a.ttl", b"<a> <b> ;"),
        ("a.ttl", b""),
        ("a.json", b'{"facts": {"f": {"decimals": 0, "value": "1,0"}}}'),
        ("a.json", b'{"facts": NaN}'),
        ("findings.jsonl", b"{}\n{\n"),
        ("a.csv", b"\xff\n"),
    ],
)
def test_what_readers_refuse_is_told(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (complaint,) = trial.complaints(tmp_path)
    assert complaint.startswith(f"{name}: ")


def spoilt(monkeypatch, what):
    """Lets every fourth input do `what` instead of being read."""
    former = workers.tried
    at = []

    def tried(raw, folder=None):
        at.append(raw)
        return what() if len(at) % 4 == 0 else former(raw, folder)

    monkeypatch.setattr(workers, "tried", tried)
    monkeypatch.setattr(workers, "SECONDS", 3)


def hang():
    while True:
        pass


@pytest.mark.parametrize(
    ("what", "kind"), [(hang, "hang"), (lambda: __import__("os")._exit(3), "death")]
)
def test_what_ends_a_worker_is_told_and_the_others_go_on(monkeypatch, capsys, tmp_path, what, kind):
    spoilt(monkeypatch, what)
    log = tmp_path / "log"
    code = drive.main([str(EXAMPLES), "--count", "6", "--jobs", "1", "--log", str(log)])
    said = capsys.readouterr().out
    assert code == 1
    assert "inputs 6 " in said
    assert f"{kind} (1)" in said
    assert "--show 3 --into FILE" in said
    assert "go on with --seed 6" in said
    assert log.read_text().count("\n") == 1


@pytest.mark.parametrize(
    ("error", "kind"), [(ValueError("odd"), "exception"), (MemoryError(), "memory")]
)
def test_foreign_exceptions_are_told(monkeypatch, error, kind):
    def fail(*_):
        raise error

    monkeypatch.setattr(trial, "analyse", fail)
    (failure,) = trial.tried(b"FORM 10-K\n").failures
    assert failure.kind == kind
    assert "test_fuzz.py" in failure.about


def test_an_input_is_shown_again(tmp_path, capsys):
    target = tmp_path / "input"
    assert drive.main([str(EXAMPLES), "--show", "7", "--into", str(target)]) == 0
    assert target.read_bytes() == made(7, PATHS)[0]
    assert made(7, PATHS)[1][0] in capsys.readouterr().err
