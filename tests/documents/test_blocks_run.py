"""Every block of code that README and docs/ show is run by a test, here or where it is said."""

from __future__ import annotations

import contextlib
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from blocks import ROOT, fences

from converter import cli

# Who runs the blocks of a page and language.
RUN_BY = {
    ("api.md", "text"): "tests/test_reference_pages.py",
    ("datasets.md", "python"): "tests/export/test_datasets_page.py",
    ("datasets.md", "sql"): "tests/export/test_datasets_page.py",
    ("notebook.md", "python"): "tests/test_tutorial.py",
    ("rdf.md", "sparql"): "tests/query/test_docs.py",
    ("rdf.md", "turtle"): "tests/query/test_docs.py",
    ("rdf.md", "wikidata"): "tests/query/test_docs.py",
    ("tools.md", "python"): "tests/conformance/test_tools_page.py",
}
HERE = {
    ("README.md", "python"), ("duckdb.md", "sql"), ("findings.md", "python"),
    ("pictures.md", "python"), ("review.md", "python"), ("serve.md", "python"),
}  # fmt: skip
RELEASE = "nutrition21-8k-2003-09-30"


def blocks(page, language):
    found = [text for name, kind, text in fences() if (name, kind) == (page, language)]
    assert found, (page, language)
    return found


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The examples, converted."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(tmp_path / "examples" / f"{RELEASE}.txt", tmp_path / "filing.txt")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["convert", "examples", "-q"]) == 0
    return tmp_path


def run(text, place):
    script = place / "block.py"
    script.write_text(text, encoding="utf-8")
    return runpy.run_path(str(script))


def test_every_block_is_run_somewhere():
    assert {(page, kind) for page, kind, _ in fences()} == {*RUN_BY, *HERE}
    for (page, _), test in RUN_BY.items():
        text = (ROOT / test).read_text(encoding="utf-8")
        assert page in text or (page, test) == ("api.md", "tests/test_reference_pages.py")


def test_python_of_the_readme(place):
    pytest.importorskip("pandas")
    one, all_of_it = blocks("README.md", "python")
    assert "report" in run(one, place)
    # for the company that is here
    text = all_of_it.replace("0000031235-99-000001", "nutrition21-10q-2004-09-30")
    text = text.replace('"kodak"', '"nutrition 21"').replace('net_income"]', 'net_income"], "all"')
    run(text, place)


def test_python_of_the_pictures(place):
    pytest.importorskip("vl_convert")
    (text,) = blocks("pictures.md", "python")
    text = text.replace('"kodak"', '"nutrition 21"').replace('_income"]', '_income"], "quarterly"')
    run(text, place)
    assert (place / "kodak.svg").read_text(encoding="utf-8").startswith("<svg")


def test_python_of_a_review(place):
    (text,) = blocks("review.md", "python")
    text = text.replace("0000006201-99-000023", "nutrition21-10q-2004-09-30")
    run(text.replace("f_Assets_19990630", "f_Assets_20040930"), place)
    (made,) = (place / "output").glob("*10q-2004*/*.csv")
    assert "Ann B." in made.read_text(encoding="utf-8")


def test_python_of_the_endpoint(place):
    pytest.importorskip("uvicorn")
    (text,) = blocks("serve.md", "python")
    started = subprocess.Popen(
        [sys.executable, "-m", "converter", "serve", str(place / "output"), "--port", "0"],
        stderr=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    try:
        address = re.search(r"http://[\d.:]+/", started.stderr.readline())[0]
        assert len(run(text.replace("http://127.0.0.1:8017/", address), place)["rows"]) == 3
    finally:
        started.terminate()
        started.communicate(timeout=60)


def test_the_check_that_is_shown_is_one():
    (text,) = blocks("findings.md", "python")
    module = next(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "converter" / "checks").glob("*.py")
        if '@check("EQU001"' in path.read_text(encoding="utf-8")
    )
    lines = [line for line in text.splitlines() if line.strip() not in ("", '"""')]
    for line in lines[:4]:
        assert line.strip().removesuffix(" ...") in module


@pytest.mark.usefixtures("place")
def test_sql():
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    page = (ROOT / "docs" / "duckdb.md").read_text(encoding="utf-8")
    for command in re.findall(r"^    \$ retroxbrl (.*)$", page, re.MULTILINE):
        assert cli.main(command.split()) == 0
    one = duckdb.connect()
    for text in blocks("duckdb.md", "sql"):
        rows = one.execute(text).fetchall()
        assert rows, text
        assert all(row[0] is not None for row in rows)
    with contextlib.closing(one):
        assert one.execute("SELECT count(*) FROM facts").fetchone()[0] > 400
    assert (Path("balances.csv")).is_file()
