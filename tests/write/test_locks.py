"""Locks of both kinds: flock, and a file beside where a system has none (here made believe)."""

import subprocess
import sys
from pathlib import Path

import pytest

from converter.batch.ledger import recover
from converter.query import QueryError
from converter.query.build import locked
from converter.write import locks, manifest
from converter.write.durable import replacing_file
from converter.write.folder import Claim, replacing, sweep

ROOT = Path(__file__).parent.parent.parent
OTHER = """
import sys
from pathlib import Path
from converter.write import locks
locks.FLOCK = sys.argv[1] == "True"
handle = locks.hold(Path(sys.argv[2]), Path(sys.argv[3]))
print(handle is not None, flush=True)
if handle is not None:
    sys.stdin.readline()  # holds it until it is killed
"""


@pytest.fixture(params=[True, False], ids=["flock", "beside"], autouse=True)
def flock(request, monkeypatch):
    if request.param and not locks.FLOCK:
        pytest.skip("no flock here")
    monkeypatch.setattr(locks, "FLOCK", request.param)
    return request.param


def other(flock, path, beside):
    command = [sys.executable, "-c", OTHER, str(flock), str(path), str(beside)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_one_process_holds_it_until_it_ends_however_it_ends(tmp_path, flock, kind):
    path, beside = tmp_path / "it", tmp_path / ".lock.it"
    path.touch() if kind == "file" else path.mkdir()
    first = other(flock, path, beside)
    assert first.stdout.readline() == "True\n"
    assert locks.hold(path, beside) is None
    first.kill()
    first.communicate()
    handle = locks.hold(path, beside)
    assert handle is not None
    second = other(flock, path, beside)
    assert second.communicate()[0] == "False\n"
    locks.release(handle, beside)
    assert not beside.exists()


def test_a_claimed_folder_keeps_its_claim_while_it_is_swapped(tmp_path):
    target, old = tmp_path / "filing", tmp_path / ".old.filing"
    target.mkdir()
    with Claim(target) as claim:
        assert claim.held
        target.rename(old)
        assert sweep(tmp_path) == ()
        assert old.is_dir()
    assert sweep(tmp_path) == (old,)
    assert [path.name for path in tmp_path.iterdir()] == ["filing"]


def test_a_sweep_lets_living_work_alone_and_nothing_is_left(tmp_path):
    with replacing(tmp_path / "filing") as folder:
        (folder / "a").write_text("1")
        assert sweep(tmp_path) == ()
    assert [path.name for path in tmp_path.iterdir()] == ["filing"]


def test_a_file_that_is_written_is_written_by_one(tmp_path):
    path = tmp_path / "a.csv"
    with replacing_file(path) as file:
        file.write(b"one")
        with pytest.raises(BlockingIOError, match="another process"), replacing_file(path):
            pass
    assert path.read_bytes() == b"one"
    with pytest.raises(KeyError), replacing_file(path):
        raise KeyError
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
    assert path.read_bytes() == b"one"


def test_an_output_folder_is_as_it_was_once_its_lists_are_written(tmp_path):
    with manifest.locked(tmp_path):
        pass
    recover(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_asked_where_there_is_one(tmp_path):
    with pytest.raises(QueryError, match="QRY009"), locked(tmp_path / "none", alone=False):
        pass
    with locked(tmp_path, alone=True):
        pass
    with locked(tmp_path, alone=False):
        pass
