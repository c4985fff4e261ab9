"""What programs make of text files is counted, and one that is not there is said to be missing."""

import sys
from pathlib import Path

from benchmarks.measures import programs

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_what_this_program_gives(capsys, monkeypatch):
    release = str(EXAMPLES / "nutrition21-8k-2003-09-30.txt")
    monkeypatch.setattr(sys, "argv", ["programs.py", "--only", "retroxbrl", release])
    assert programs.main() == 0
    row = programs.measure("retroxbrl", [Path(release)])
    assert (row["filings"], row["opened"], row["documents"], row["errors"]) == (1, 1, 1, {})
    assert row["facts"] > 50
    assert row["cells"] >= row["tables"] > 1
    assert f"{row['facts']:,}" in capsys.readouterr().out


def test_a_program_that_fails_is_counted_and_told(monkeypatch):
    def read(path):
        raise ValueError(path)

    monkeypatch.setitem(programs.PROGRAMS, "retroxbrl", lambda: ("1", read))
    row = programs.measure("retroxbrl", [EXAMPLES])
    assert (row["opened"], row["errors"]) == (0, {"ValueError": 1})


def test_what_is_not_installed_is_not_measured(capsys):
    found = programs.elsewhere(sys.executable, "doc2dict", [])
    assert found is None or found["filings"] == 0
    if found is None:
        assert "doc2dict is not measured" in capsys.readouterr().err
