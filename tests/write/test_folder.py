"""A filing's folder is there whole or not at all, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from converter.write.folder import replacing, sweep

ROOT = Path(__file__).parents[2]


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_a_new_folder_comes_whole(tmp_path: Path) -> None:
    target = tmp_path / "out" / "filing"
    with replacing(target) as folder:
        (folder / "a").write_text("1")
        assert not target.exists()
        assert folder.parent == target.parent
    assert content(target) == {"a": "1"}
    assert [path.name for path in target.parent.iterdir()] == ["filing"]


def test_an_old_folder_is_replaced_not_mixed(tmp_path: Path) -> None:
    target = tmp_path / "filing"
    for name in ("a", "b"):
        with replacing(target) as folder:
            (folder / name).write_text(name)
    assert content(target) == {"b": "b"}
    assert [path.name for path in tmp_path.iterdir()] == ["filing"]


def _fail(target: Path, error: type[BaseException]) -> None:
    with replacing(target) as folder:
        (folder / "b").write_text("2")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_after_an_exception_all_is_as_before(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "filing"
    with replacing(target) as folder:
        (folder / "a").write_text("1")
    with pytest.raises(error):
        _fail(target, error)
    assert content(target) == {"a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["filing"]


def test_a_file_in_the_way_stays(tmp_path: Path) -> None:
    target = tmp_path / "filing"
    target.write_text("mine")
    with pytest.raises(NotADirectoryError, match="is a file"), replacing(target):
        pass
    assert target.read_text() == "mine"


def test_folders_have_ordinary_rights(tmp_path: Path) -> None:
    with replacing(tmp_path / "a"):
        pass
    (tmp_path / "b").mkdir()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


KILLED = """
import os, signal, sys
from pathlib import Path
import converter.write.folder as folder
target, when = Path(sys.argv[1]), sys.argv[2]
def end(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if when == "between":
    rename = Path.rename
    def once(self, to):
        return rename(self, to) if self == target else end()
    Path.rename = once
with folder.replacing(target) as made:
    (made / "new").write_text("2")
    if when == "inside":
        end()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("when", ["inside", "between"])
def test_after_a_kill_the_next_run_finds_the_last_whole_folder(tmp_path: Path, when: str) -> None:
    target = tmp_path / "filing"
    target.mkdir()
    (target / "old").write_text("1")
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(target), when],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    left = [path.name for path in tmp_path.iterdir()]
    assert any(name.startswith(".new.") for name in left)
    assert not target.exists() or content(target) == {"old": "1"}
    assert sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["filing"]
    assert content(target) == {"old": "1"}


def test_a_sweep_lets_living_work_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "filing") as folder:
        (folder / "a").write_text("1")
        assert sweep(tmp_path) == ()
        assert folder.exists()
    assert content(tmp_path / "filing") == {"a": "1"}


def test_a_sweep_touches_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".newspaper").mkdir()
    (tmp_path / "filing").mkdir()
    (tmp_path / ".new.file").write_text("")
    assert sweep(tmp_path) == ()
    assert len(list(tmp_path.iterdir())) == 3
    assert sweep(tmp_path / "none") == ()


def test_a_leftover_with_this_process_number_is_no_obstacle(tmp_path: Path) -> None:
    with replacing(tmp_path / "a") as folder:
        number = int(folder.name.split(".")[2].partition("-")[2])
    for following in range(number + 1, number + 4):
        (tmp_path / f".new.{os.getpid()}-{following}.b").mkdir()
    with replacing(tmp_path / "b") as folder:
        (folder / "x").write_text("1")
    assert content(tmp_path / "b") == {"x": "1"}
