"""The examples of docs/tools.md that need only what `make test` installs run."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall((ROOT / "docs" / "tools.md").read_text(encoding="utf-8"))
CASES = [
    ("ixbrlparse", "nutrition21-20040930"), ("duckdb", "us-gaap:Assets"), ("pandas", "NUTRITION 21"),
    ("sqlite3", "14626000"),
]  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with the examples converted to output/, the manifest too."""
    from converter import cli

    folder = tmp_path_factory.mktemp("page")
    assert cli.main(["convert", str(ROOT / "examples"), "-o", str(folder / "output")]) == 0
    return folder


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("number", range(4), ids=[name for name, _ in CASES])
def test_block(place, monkeypatch, capsys, number):
    assert len(BLOCKS) == len(CASES)
    name, word = CASES[number]
    pytest.importorskip(name)
    monkeypatch.chdir(place)
    script = place / f"block{number}.py"
    script.write_text(BLOCKS[number], encoding="utf-8")
    runpy.run_path(str(script))
    assert word in capsys.readouterr().out
