"""What docs/tutorial.md, docs/correction.md, docs/notebook.md and the README's first example show is
so: every command runs, in the order of the page, and prints the lines that stand below it.
"""

import csv
import io
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from edgar_server import EdgarServer, Listed, archived

from converter import cli
from converter.fetch import client

ROOT = Path(__file__).parent.parent
CIK = 31235
# a command with what it prints: the indented lines from '$' up to a blank one or the next '$'
_SHOWN = re.compile(r"^    \$ (retroxbrl .*)\n((?:    (?!\$ ).*\n)*)", re.MULTILINE)
_HEADER = """\
<SEC-DOCUMENT>{accession}.txt : {filed}
<SEC-HEADER>{accession}.hdr.sgml : {filed}
ACCESSION NUMBER:\t\t{accession}
CONFORMED SUBMISSION TYPE:\t10-K
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t20040930
FILED AS OF DATE:\t\t{filed}

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tEASTMAN KODAK CO
\t\tCENTRAL INDEX KEY:\t\t\t00000{cik}
\t\tFISCAL YEAR END:\t\t\t0630
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-Q
<SEQUENCE>1
<TEXT>
{text}
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def page(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def shown(text):
    return [(command, printed.splitlines()) for command, printed in _SHOWN.findall(text)]


def squeezed(line):
    return " ".join(line.split())


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder as a clone is, and an EDGAR on this machine."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")
    accession, filed = "0000031235-99-000001", "1999-05-14"
    text = (ROOT / "examples" / "nutrition21-10q-2004-09-30.txt").read_text(encoding="ascii")
    made = _HEADER.format(accession=accession, filed=filed.replace("-", ""), cik=CIK, text=text)
    real = client.Client
    with EdgarServer() as server:
        server.company(CIK, "EASTMAN KODAK CO", [Listed(accession, "10-K", filed)])
        server.files[archived(CIK, accession)] = made.encode()
        monkeypatch.setattr("converter.fetch.Client", lambda agent: real(agent, server.edgar))
        yield tmp_path


def run_all(commands, capsys, before=None):
    for command, printed in commands:
        if before is not None:
            before(command)
        assert cli.main(shlex.split(command)[1:]) == 0, command
        said = capsys.readouterr()
        lines = {squeezed(line) for line in (said.out + said.err).splitlines()}
        assert said.out + said.err, command
        for line in printed:
            assert squeezed(line) in lines, (command, line)


def test_the_tutorial(place, capsys):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    commands = shown(page("tutorial.md"))
    assert len(commands) == 10
    assert sum(len(printed) for _, printed in commands) > 15
    run_all(commands, capsys)
    assert (place / "nutrition21.png").read_bytes().startswith(b"\x89PNG")
    opened = re.search(r"`(output/\S+\.htm)`", page("tutorial.md"))[1]
    assert (place / opened).is_file()
    assert (place / "filings" / str(CIK) / "0000031235-99-000001.txt").is_file()


def test_the_first_example_of_the_readme(place, capsys):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = shown(readme)
    assert [command.split()[1] for command, _ in commands] == ["fetch", "convert", "series", "plot"]
    run_all(commands, capsys)
    assert (place / "coverage.png").is_file()
    for image in re.findall(r"!\[.+\]\((\S+)\)", readme):
        assert 0 < (ROOT / image).stat().st_size < 150_000


def test_a_correction(place, capsys):
    text = page("correction.md")
    concept = re.search(r"`new_concept`:\n\n    (\S+)\n", text)[1]
    line = re.search(r"row of the 8-K, line (\d+)", text)[1]

    def fill_in(command):
        if "review apply" not in command:
            return
        rows = list(csv.DictReader(io.StringIO((place / "sheet.csv").read_text("utf-8-sig"))))
        (row,) = (each for each in rows if "8k" in each["filing"] and each["line"] == line)
        row["new_concept"] = concept
        with (place / "sheet.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, rows[0])
            out.writeheader()
            out.writerows(rows)

    assert cli.main(["convert", "examples"]) == 0  # the tutorial's
    capsys.readouterr()
    commands = shown(text)
    assert len(commands) == 6
    run_all(commands[:4], capsys, fill_in)
    (named,) = (place / "output").glob("*8k*/*.csv")
    assert f"us-gaap:{concept}" in named.read_text(encoding="utf-8")
    run_all(commands[4:], capsys)
    assert f"us-gaap:{concept}" in (place / "mine.tsv").read_text(encoding="utf-8")


CELLS = re.findall(r"```python\n(.*?)```", page("notebook.md"), re.DOTALL)


def test_the_notebook_is_the_page():
    """Cell for cell; `python tests/test_tutorial.py` writes it."""
    stored = json.loads(page("notebook.ipynb"))
    assert stored == notebook()
    assert len(CELLS) == 6


def test_the_cells_run(place):
    """As plain Python, in their order."""
    pytest.importorskip("pandas")
    pytest.importorskip("altair")
    values = {}
    for cell in CELLS:
        exec(compile(cell, "docs/notebook.md", "exec"), values)  # noqa: S102 - the page's own
    assert len(values["series"]) >= 10
    assert set(values["series"]["item"]) == {"revenues", "net_income"}
    assert (place / "output" / "manifest.jsonl").is_file()


def test_the_notebook_runs_in_a_kernel(place):
    for name in ("nbclient", "ipykernel", "pandas", "altair"):
        pytest.importorskip(name, reason=f"notebooks are run with {name}, which is not here")
    import nbformat
    from nbclient import NotebookClient

    read = nbformat.reads(page("notebook.ipynb"), as_version=4)
    NotebookClient(read, timeout=300, resources={"metadata": {"path": str(place)}}).execute()
    code = [cell for cell in read.cells if cell.cell_type == "code"]
    assert len(code) == 6
    shows = [{kind for out in cell.outputs for kind in out.get("data", ())} for cell in code]
    assert all("text/html" in kinds for kinds in shows[1:5])
    assert "image/svg+xml" in shows[5]


def notebook():
    """The page as a notebook, without outputs."""
    cells = []
    for at, piece in enumerate(
        re.split(r"```python\n(.*?)```", page("notebook.md"), flags=re.DOTALL)
    ):
        text = piece.strip()
        if text:
            lines = text.splitlines(keepends=True)
            kind = {"cell_type": "code", "execution_count": None, "outputs": []}
            kind = kind if at % 2 else {"cell_type": "markdown"}
            cells.append({**kind, "id": f"cell-{at}", "metadata": {}, "source": lines})
    about = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": cells, "metadata": {"kernelspec": about}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip


if __name__ == "__main__":
    text = json.dumps(notebook(), indent=1, ensure_ascii=False)
    (ROOT / "docs" / "notebook.ipynb").write_text(f"{text}\n", encoding="utf-8")
