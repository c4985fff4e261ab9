"""A batch as its user meets it: gone on with, killed, limited; nothing lost, nothing made twice."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from converter import __version__
from converter.batch import Limits, convert_all, engines, ledger, task
from converter.batch import pool as pools
from converter.batch.pool import pool
from converter.pipeline import Options
from converter.write import manifest
from converter.write.folder import Claim
from converter.write.jsonl import SortedLines

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
RELEASE = (EXAMPLES / "nutrition21-8k-2003-09-30.txt").read_text(encoding="utf-8")
CSV = Options(formats=("csv",))
HEADER = """<SEC-DOCUMENT>{accession}.txt
<SEC-HEADER>
ACCESSION NUMBER:\t\t{accession}
CONFORMED SUBMISSION TYPE:\t{form}
\t\tCENTRAL INDEX KEY:\t\t\t0000797167
</SEC-HEADER>
<DOCUMENT>
<TYPE>{form}
<TEXT>
{text}
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def number(n):
    return f"0000797167-03-{n:06}"


def filing(n, text=RELEASE, form="8-K"):
    return HEADER.format(accession=number(n), form=form, text=text)


@pytest.fixture
def corpus(tmp_path):
    """Six releases, one with a bad neighbour in the middle."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(filing(n), encoding="utf-8")
    (folder / "3-letter.txt").write_text("Dear shareholders,\n\nnothing to report.\n" * 9)
    return folder


def run(corpus, output, engine=None, options=CSV, **more):
    return list(convert_all([str(corpus)], output, options, engine, **more))


def tree(folder):
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_a_second_start_converts_what_is_new_or_changed(corpus, tmp_path):
    out = tmp_path / "out"
    first = run(corpus, out)
    assert [each.failed for each in first] == [False] * 3 + [True] + [False] * 3
    assert not any(each.kept for each in first)
    before = tree(out)
    again = run(corpus, out)
    assert all(each.kept for each in again)
    assert [each.findings[0].code for each in again if each.failed] == ["SEG001"]
    assert tree(out) == before
    (corpus / "2.txt").write_text(filing(2, RELEASE + "\nThe end.\n"), encoding="utf-8")
    (corpus / "6.txt").write_text(filing(6), encoding="utf-8")
    changed = run(corpus, out)
    assert [Path(each.path).name for each in changed if not each.kept] == ["2.txt", "6.txt"]
    assert not any(each.kept for each in run(corpus, out, again=True, retry_failed=True))


def test_other_formats_and_a_lost_folder_are_converted_again(corpus, tmp_path):
    out = tmp_path / "out"
    run(corpus, out)
    (out / number(1) / "findings.jsonl").unlink()
    for path in (out / number(1)).iterdir():
        path.unlink()
    (out / number(1)).rmdir()
    assert sum(not each.kept for each in run(corpus, out)) == 1
    assert sum(not each.kept for each in run(corpus, out, options=Options(formats=("json",)))) == 7
    assert run(corpus, out, options=Options(formats=("json", "json")))[0].kept


def test_what_failed_is_tried_again_when_asked_and_forgotten_when_it_works(corpus, tmp_path):
    out = tmp_path / "out"
    short = run(corpus, out, limits=Limits(seconds=1e-6))
    assert {each.findings[0].code for each in short} == {"BAT001"}
    assert len((out / ledger.FAILURES).read_text().splitlines()) == 7
    assert all(each.kept and each.failed for each in run(corpus, out))
    tried = run(corpus, out, retry_failed=True)
    assert [each.failed for each in tried] == [False] * 3 + [True] + [False] * 3
    (left,) = (out / ledger.FAILURES).read_text().splitlines()
    row = json.loads(left)
    assert row["input"].endswith("3-letter.txt")
    assert row["code"] == "SEG001"
    assert row["program"].startswith(__version__)
    (corpus / "3-letter.txt").write_text(filing(9), encoding="utf-8")
    run(corpus, out)
    assert not (out / ledger.FAILURES).exists()


@pytest.mark.parametrize("engine", [engines.in_process, pool(1), pool(2)])
def test_every_engine_writes_the_same(corpus, tmp_path, engine):
    run(corpus, tmp_path / "a", engines.in_process)
    outcomes = run(corpus, tmp_path / "b", engine)
    assert [Path(each.path).name for each in outcomes] == sorted(p.name for p in corpus.iterdir())
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_the_same_filing_twice_and_another_of_its_number(corpus, tmp_path):
    (corpus / "7.txt").write_text(filing(0), encoding="utf-8")
    (corpus / "8.txt").write_text(filing(0, RELEASE + "\nAmended.\n"), encoding="utf-8")
    out = tmp_path / "out"
    *_, twin, other = run(corpus, out, pool(2))
    assert twin.twin
    assert not twin.failed
    assert twin.findings[0].code == "BAT006"
    assert other.line.folder == f"{number(0)}-2"
    assert len(manifest.read(out).value) == 7


def test_only_the_forms_asked_for(corpus, tmp_path):
    (corpus / "k.txt").write_text(filing(8, form="10-K405"), encoding="utf-8")
    (corpus / "bare.txt").write_text("FORM 10-K\n\n" + RELEASE, encoding="utf-8")
    (corpus / "quarter.txt").write_text("FORM 10-Q\n\n" + RELEASE, encoding="utf-8")
    taken = run(corpus, tmp_path / "out", only=("10-K",))
    assert [Path(each.path).name for each in taken] == ["3-letter.txt", "bare.txt", "k.txt"]


def spoil(monkeypatch, what):
    """Lets the second release do `what` in the middle of its conversion."""
    reviewed = task.reviewed

    def spoiled(read, folder, options, lines):
        if folder == number(1):
            what()
        return reviewed(read, folder, options, lines)

    monkeypatch.setattr(task, "reviewed", spoiled)


def hang():
    signal.setitimer(signal.ITIMER_REAL, 0.2, 1.0)  # its time is over; the others have theirs
    while True:
        pass


def hang_deaf():
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    hang()


def wait_for_others(monkeypatch):
    """Lets the pool wait for the second release half a second, for the others as long as it takes:
    a slow machine makes none of them a filing that took too long.
    """
    submit, result = pools._Workers.submit, pools._Workers.result

    def submitted(workers, task):
        future = submit(workers, task)
        future.bad = task.folder == number(1)
        return future

    def waited(workers, future):
        workers.seconds = 0.5 if future.bad else None
        return result(workers, future)

    monkeypatch.setattr(pools._Workers, "submit", submitted)
    monkeypatch.setattr(pools._Workers, "result", waited)


def grow():
    bytearray(1 << 30)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are forked here only")
@pytest.mark.parametrize(
    ("what", "code"),
    [
        (hang, "BAT001"),
        (hang_deaf, "BAT003"),
        (grow, "BAT002"),
        (lambda: os._exit(9), "BAT003"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "BAT003"),
        (lambda: 1 / 0, "INT001"),
    ],
)
def test_one_bad_filing_is_ended_and_recorded(corpus, tmp_path, monkeypatch, what, code):
    spoil(monkeypatch, what)
    if what is hang_deaf:
        wait_for_others(monkeypatch)
    out = tmp_path / "out"
    outcomes = run(corpus, out, pool(2), limits=Limits(seconds=600, megabytes=700))
    failed = {Path(each.path).name: each.findings[0].code for each in outcomes if each.failed}
    assert failed == {"1.txt": code, "3-letter.txt": "SEG001"}
    assert {p.name for p in out.iterdir() if p.is_dir()} == {number(n) for n in (0, 2, 3, 4, 5)}
    monkeypatch.undo()
    outcomes = run(corpus, out, pool(2), retry_failed=True)
    run(corpus, tmp_path / "whole")
    assert tree(out) == tree(tmp_path / "whole")


def test_a_filing_alone_is_limited_too(corpus, tmp_path, monkeypatch):
    spoil(monkeypatch, hang)
    (outcome,) = convert_all(
        [str(corpus / "1.txt")], tmp_path / "out", CSV, limits=Limits(seconds=0.5)
    )
    assert outcome.findings[0].code == "BAT001"


def test_a_full_disk_ends_the_run(corpus, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(task, "save", full)
    with pytest.raises(OSError, match="No space"):
        run(corpus, tmp_path / "out", engines.in_process)


def command(corpus, output):
    arguments = ["convert", str(corpus), "-o", str(output), "--jobs", "2", "--json"]
    return [sys.executable, "-m", "converter", *arguments]


@pytest.mark.skipif(os.name == "nt", reason="processes are interrupted otherwise there")
@pytest.mark.parametrize("patience", [0.0, 0.3])
def test_a_second_interrupt_does_not_leave_workers_that_nobody_ends(corpus, tmp_path, patience):
    started = subprocess.Popen(
        command(corpus, tmp_path / "out"),
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        # a shell's background job would hand down that interrupts are not heard
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )  # fmt: skip
    started.stdout.readline()  # at work
    started.send_signal(signal.SIGINT)
    time.sleep(patience)
    started.send_signal(signal.SIGINT)
    try:
        started.communicate()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
    assert started.returncode != -signal.SIGKILL


STRUCK = """
import signal, sys, threading
from converter.batch import pool
from converter.cli import main

waits, leaves = threading.Condition.wait, threading.Condition.__exit__
left = [True, True]
main_thread = threading.get_ident()  # a thread that begins has no name yet to be asked for

def here(n):
    if left[n] and threading.get_ident() == main_thread:
        left[n] = False
        signal.raise_signal(signal.SIGINT)

def wait(self, timeout=None):
    here(0)
    return waits(self, timeout)

def leave(self, *error):
    if not left[0]:
        here(1)  # its lock is still held
    return leaves(self, *error)

result = pool._Workers.result

def armed(self, future):
    threading.Condition.wait, threading.Condition.__exit__ = wait, leave
    return result(self, future)

pool._Workers.result = armed
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="processes are interrupted otherwise there")
def test_an_interrupt_that_comes_while_a_lock_is_let_go_holds_nothing_up(corpus, tmp_path):
    """Were it raised there, the pool's own thread would wait for that lock for ever."""
    done = subprocess.run(
        [sys.executable, "-c", STRUCK, *command(corpus, tmp_path / "out")[3:]],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 130, done.stderr
    assert "interrupted; what was finished is kept" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_journal_cut_off_in_a_line_is_taken_as_far_as_it_goes(corpus, tmp_path):
    out, whole = tmp_path / "out", tmp_path / "whole"
    run(corpus, whole)
    run(corpus, out)
    lines = (out / manifest.NAME).read_text(encoding="utf-8").splitlines()
    (out / manifest.NAME).unlink()
    journal = out / ".journal.99999999-0.jsonl"
    made = [json.dumps({"converted": json.loads(line)}) for line in reversed(lines)]
    journal.write_text("\n".join(made)[:-20], encoding="utf-8")
    assert sum(not each.kept for each in run(corpus, out)) == 1
    assert tree(out) == tree(whole)


def test_the_journal_of_a_run_that_lives_is_left_to_it(corpus, tmp_path):
    out = tmp_path / "out"
    run(corpus, out)
    row = json.loads((out / manifest.NAME).read_text(encoding="utf-8").splitlines()[0])
    journal = out / ".journal.1-0.jsonl"
    journal.write_text(json.dumps({"converted": row | {"folder": "another"}}), encoding="utf-8")
    with Claim(journal) as claim:
        assert claim.held
        ledger.recover(out)
        assert journal.exists()
    ledger.recover(out)
    assert not journal.exists()
    assert "another" in [row["folder"] for row in manifest.read(out).value]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 50])
def test_lines_are_found_by_their_key(tmp_path, count):
    path = tmp_path / "x.jsonl"
    rows = SortedLines(path, "key")
    names = [f"{'é' * (n % 7)}{n:03}" for n in range(count)]
    changes = sorted((name, {"key": name, "n": n}) for n, name in enumerate(names))
    rows.merge(changes)
    for n, name in enumerate(names):
        assert rows.find(name) == {"key": name, "n": n}
        assert rows.find(name + "x") is None
        assert rows.find(name[:-1]) is None
    rows.merge([(name, None) for name in sorted(names)[::2]])
    assert [key for key, _ in rows.rows()] == sorted(names)[1::2]
    for name in sorted(names)[1::2]:
        assert rows.find(name)["key"] == name


def test_broken_lines_do_not_hide_the_others(tmp_path):
    path = tmp_path / "x.jsonl"
    rows = SortedLines(path, "key")
    rows.merge((f"{n:02}", {"key": f"{n:02}"}) for n in range(20))
    lines = path.read_bytes().split(b"\n")
    for at in (3, 9, 10, 11, 19):
        lines[at] = b"not JSON at all" * at
    path.write_bytes(b"\n".join(lines))
    found = [n for n in range(20) if rows.find(f"{n:02}")]
    assert found == [n for n in range(20) if n not in (3, 9, 10, 11, 19)]


def test_what_a_process_held_before_is_not_counted():
    """A notebook with gigabytes of its own converts too, and so do processes forked from it."""
    resource = pytest.importorskip("resource", reason="no such limit here")
    from converter.batch.limits import _held, bounded

    held = _held()
    assert held > 0
    with bounded(100):
        limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
    assert limit >= 100 << 20
    assert limit > held
