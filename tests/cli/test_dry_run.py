"""`convert --dry-run`: what would become of each input, and nothing is written."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
QUARTER = ROOT / "examples" / "nutrition21-10q-2004-09-30.txt"
RELEASE = ROOT / "examples" / "nutrition21-8k-2003-09-30.txt"


def snapshot(folder):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (QUARTER, RELEASE):
        shutil.copy(name, folder)
    (folder / "letter.txt").write_text("Dear shareholders,\n\nnothing to report.\n")
    (folder / "photo.txt").write_bytes(b"\x89PNG" + bytes(range(256)))
    return folder


FIRST = {QUARTER.name: "convert", RELEASE.name: "convert", "letter.txt": "convert",
         "photo.txt": "refuse"}  # fmt: skip
LATER = {QUARTER.name: "stands already", RELEASE.name: "convert", "letter.txt": "failed before",
         "photo.txt": "failed before"}  # fmt: skip


def fates(run, *arguments):
    code, out, err = run("convert", "in", "-o", "out", "--dry-run", "--json", *arguments)
    assert "nothing was written" in err
    rows = [json.loads(line) for line in out.splitlines()]
    return code, {Path(row["input"]).name: row["would"] for row in rows}


@pytest.mark.usefixtures("inputs")
def test_it_says_what_the_run_then_does(run, tmp_path):
    assert fates(run) == (1, FIRST)
    assert not (tmp_path / "out").exists()
    run("convert", QUARTER.relative_to("/"), "-o", "out")  # no such file: recorded, another name
    run("convert", "in/letter.txt", "in/photo.txt", f"in/{QUARTER.name}", "-o", "out")
    before = snapshot(tmp_path)
    assert fates(run) == (1, LATER)
    retried = LATER | {"letter.txt": "convert", "photo.txt": "refuse"}
    assert fates(run, "--retry-failed") == (1, retried)
    assert fates(run, "--again")[1] == FIRST
    assert fates(run, "--format", "csv")[1] == FIRST  # other options, other output
    assert fates(run, "--only", "8-K")[1][QUARTER.name] == "another form"
    assert snapshot(tmp_path) == before
    run("convert", "in", "-o", "out")
    assert fates(run)[1] == LATER | {RELEASE.name: "stands already"}


@pytest.mark.usefixtures("inputs")
def test_a_line_an_input_for_people(run):
    code, out, err = run("convert", "in", "-o", "out", "--dry-run")
    assert code == 1
    lines = {
        line.split()[-1] if "REA005" not in line else "photo": line for line in out.splitlines()
    }
    assert lines[f"in/{RELEASE.name}"].split()[:3] == ["convert", "8-K", RELEASE.stem]
    assert "REA005" in lines["photo"]
    assert err == "3 to convert, 1 to refuse; nothing was written\n"
    assert run("convert", "in", "-o", "out", "--dry-run", "-q")[1] == ""


def test_a_wrong_table_is_told(run, tmp_path):
    (tmp_path / "mine.tsv").write_text("id\tcaption\n")
    code, out, err = run("convert", QUARTER, "--dry-run", "--mappings", "mine.tsv")
    assert (code, out) == (2, "")
    assert "mine.tsv:1" in err


@pytest.mark.skipif(sys.platform == "win32", reason="a kill leaves the journal that is looked at")
def test_what_a_killed_run_did_is_known_and_left(run, tmp_path):
    killed = f"""
import os
from converter.batch import convert_all
from converter.pipeline import Options
for outcome in convert_all([{str(QUARTER)!r}], __import__("pathlib").Path("out"), Options()):
    os._exit(9)
"""
    subprocess.run([sys.executable, "-c", killed], cwd=tmp_path, check=False, env=_environment())
    assert not (tmp_path / "out" / "manifest.jsonl").exists()
    before = snapshot(tmp_path)
    _, out, _ = run("convert", QUARTER, "-o", "out", "--dry-run")
    assert out.startswith("stands already")
    assert snapshot(tmp_path) == before


def _environment():
    import os

    return os.environ | {"PYTHONPATH": str(ROOT)}
