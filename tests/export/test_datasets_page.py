"""Every example of docs/datasets.md runs, on exports of the examples."""

import importlib.util
import re
import runpy
import zipfile
from pathlib import Path

import pytest
from made_corpus import convert_examples

from converter import cli

PAGE = Path(__file__).parents[2] / "docs" / "datasets.md"
REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "fsds_2009q3_2010q2.zip"
BLOCK = re.compile(r"^```(sql|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^    retroxbrl (export .*?)(?:  +.*)?$", re.MULTILINE)


def blocks(language):
    return [
        text for kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if kind == language
    ]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder where the page's commands were given."""
    pytest.importorskip("pyarrow")
    folder = tmp_path_factory.mktemp("page")
    convert_examples(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        commands = COMMAND.findall(PAGE.read_text(encoding="utf-8"))
        assert len(commands) == 6
        for command in commands:
            assert cli.main(command.replace("[--gzip] ", "").split()) == 0
        if REFERENCE.is_file():
            with zipfile.ZipFile(REFERENCE) as packed:
                for name in ("num", "sub"):
                    packed.extract(f"2010q2/{name}.txt", "sec")
    return folder


@pytest.mark.parametrize("query", blocks("sql"), ids=lambda text: text.split("\n")[0][:40])
def test_duckdb(place, monkeypatch, query):
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(place)
    if "sec/2010q2" in query and not REFERENCE.is_file():
        pytest.skip("the SEC's data sets are not there")
    rows = duckdb.connect().execute(query).fetchall()
    if "restated = 1" not in query:  # the examples restate little
        assert rows
        assert all(row[0] is not None for row in rows)


def test_duckdb_counts_what_was_converted(place, monkeypatch):
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(place)
    one = duckdb.connect()
    text, packed, long, commas = (
        one.execute(f"SELECT count(*), sum(CAST(value AS DECIMAL(38, 4))) FROM {table}").fetchone()  # noqa: S608
        for table in (
            "read_csv('data/fsds/*q*/num.txt', delim = '\t', quote = '', header = true)",
            "read_parquet('data/fsds-parquet/num/**/*.parquet')",
            "read_parquet('data/parquet/facts/**/*.parquet') WHERE value IS NOT NULL",
            "read_csv('data/csv/facts.csv') WHERE value IS NOT NULL",
        )
    )
    assert text == packed == long == commas
    assert text[0] > 400


@pytest.mark.parametrize("number", range(2), ids=["pandas", "secfsdstools"])
def test_python(place, monkeypatch, capsys, number):
    pytest.importorskip("pandas")
    page = blocks("python")
    assert len(page) == 2
    if number == 1 and importlib.util.find_spec("secfsdstools") is None:
        pytest.skip("secfsdstools is not installed")
    monkeypatch.chdir(place)
    monkeypatch.setenv("SECFSDSTOOLS_CFG", "")  # the page sets it; what it was comes back
    script = place / f"page{number}.py"
    script.write_text(page[number], encoding="utf-8")
    runpy.run_path(str(script))
    shown = capsys.readouterr().out
    for word in [("Net sales", "NUTRITION 21 INC", "COVER"), ("0000950117-04-004400", "14626000")][
        number
    ]:
        assert word in shown
