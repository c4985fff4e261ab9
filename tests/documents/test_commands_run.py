"""Every command that README and docs/ show runs, page by page, in the order of the page."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tarfile
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest
from blocks import PAGES, ROOT, commands, meant
from edgar_server import EdgarServer, Listed, archived

from converter import cli
from converter.fetch import client
from converter.model.filing import StatementKind

CIK, ACCESSION, FILED = 31235, "0000031235-99-000001", "1999-05-14"
EXAMPLE = "examples/nutrition21-10q-2004-09-30.txt"
FOLDER = "nutrition21-10q-2004-09-30"
# What the pages call things, by the word before it, else by the word alone.
MEANT = {
    ("--company", "NAME"): "kodak", ("--company", "C"): "kodak", ("--company", "CIK"): str(CIK),
    ("--form", "F"): "10-Q", ("--file", "F"): "query.rq", ("--named", "NAME"): "net-income",
    ("--reviewer", "NAME"): "Ann B.", ("--in", "FILE"): EXAMPLE,
    ("check", "FILE"): "mine.tsv", ("parts", "FILE"): f"filings/{ACCESSION}.txt", ("fetch", "NAME"): "eastman kodak", "CIK": str(CIK),
    "TICKER": "EK", "NAME EMAIL": "Jane Doe jane@example.com", "PATH...": EXAMPLE, "FILE": EXAMPLE,
    "FILING.txt": EXAMPLE, "CAPTION": "Total assets", "WORDS": "sales", "CODE": "CAL001",
    "DIR": "made", "SHEET": "SHEET.csv", "SPARQL": "ASK { ?fact a rx:Fact }", "N": "2",
    "S": "100", "MB": "2000", "ROWS": "10", "NUMBER": "718096", "HOST": "www.example.com",
    "WHY": "a trial", "SHELL": "bash", "PACKAGE.zip": "PACKAGE.zip",
}  # fmt: skip
ANNUAL = """\
                       FORM 10-K
        ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d)
   For the fiscal year ended December 31, 1998

                    EASTMAN KODAK COMPANY

ITEM 1. BUSINESS

Of sales.

ITEM 7. MANAGEMENT'S DISCUSSION AND ANALYSIS OF FINANCIAL CONDITION AND RESULTS OF OPERATIONS

Of sales again.

ITEM 8. FINANCIAL STATEMENTS AND SUPPLEMENTARY DATA

                   CONSOLIDATED STATEMENTS OF EARNINGS
                   (in millions, except per share data)
                                        Year Ended December 31,
                                            1998        1997
Sales                                    $13,406     $14,538
Cost of goods sold                         7,293       7,976
Gross profit                               6,113       6,562
Selling, general and administrative        4,225       5,177
Earnings before income taxes               1,888       1,385
Provision for income taxes                   498         380
NET EARNINGS                             $ 1,390     $ 1,005
Basic earnings per share                 $  4.30     $  3.06

                 CONSOLIDATED STATEMENTS OF FINANCIAL POSITION
                            (in millions)
                                           At December 31,
                                            1998        1997
ASSETS
Cash and cash equivalents                $   457     $   728
Receivables                                2,527       2,271
Inventories                                1,424       1,252
Total current assets                       4,408       4,251
Goodwill                                   1,232         548
TOTAL ASSETS                             $ 5,640     $ 4,799
LIABILITIES AND SHAREHOLDERS' EQUITY
Accounts payable                         $ 1,652     $ 1,639
Total liabilities                          1,652       1,639
Common stock                                 978         978
Retained earnings                          3,010       2,182
Total shareholders' equity                 3,988       3,160
TOTAL LIABILITIES AND EQUITY             $ 5,640     $ 4,799
"""
# What runs elsewhere, or is of other people: it is not on a machine that runs the tests.
ELSEWHERE = {
    "--engine dask": "tests/batch/test_dask.py runs schedulers and workers of its own",
    "dask ": "tests/batch/test_dask.py",
    "curl ": "asks servers; the addresses are those that tests/edgar_server.py speaks",
    "qlever ": "another engine", "riot ": "another engine; tests/write/test_turtle.py runs it if there",
    "tdb2.": "another engine", "fuseki-server": "another engine",
}  # fmt: skip
SHOWN = list(commands())


def head_of(text: str) -> str:
    return f"""\
<SEC-DOCUMENT>{ACCESSION}.txt : {FILED.replace("-", "")}
<SEC-HEADER>{ACCESSION}.hdr.sgml : {FILED.replace("-", "")}
ACCESSION NUMBER:\t\t{ACCESSION}
CONFORMED SUBMISSION TYPE:\t10-K
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t19981231
FILED AS OF DATE:\t\t{FILED.replace("-", "")}

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tEASTMAN KODAK CO
\t\tCENTRAL INDEX KEY:\t\t\t{CIK:010d}
\t\tFISCAL YEAR END:\t\t\t1231
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-K
<SEQUENCE>1
<TEXT>
{text}
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A folder with everything that the pages take to be there."""
    folder = tmp_path_factory.mktemp("base")
    # one of the examples: what each command does to a filing is tried elsewhere
    (folder / "examples").mkdir()
    shutil.copy(ROOT / EXAMPLE, folder / EXAMPLE)
    text = head_of(ANNUAL)
    for place in ("filings", "edgar"):
        (folder / place).mkdir()
        (folder / place / f"{ACCESSION}.txt").write_text(text, encoding="ascii")
    (folder / "feed").mkdir()
    for name in ("20000103.nc.tar.gz", "feed/19960102.nc.tar.gz"):
        with tarfile.open(folder / name, "w:gz") as packed:
            packed.add(folder / "filings" / f"{ACCESSION}.txt", f"{ACCESSION}.nc")
    with zipfile.ZipFile(folder / "1996-Q1.zip", "w") as zipped:
        zipped.write(folder / "filings" / f"{ACCESSION}.txt", f"{ACCESSION}.txt")
    (folder / "last-night").touch()
    os.utime(folder / "last-night", (0, 0))
    (folder / "retroxbrl.toml").write_text('user_agent = "Jane Doe jane@example.com"\n')
    (folder / "query.rq").write_text("SELECT ?form { ?filing rx:form ?form }")
    shutil.copy(ROOT / "mappings" / "balance_sheet.tsv", folder / "mine.tsv")
    head, row = (folder / "mine.tsv").read_text(encoding="utf-8").splitlines()[:2]
    (folder / "mine.tsv").write_text(f"{head}\n{row.replace('bs.', 'mine.', 1)}\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert cli.main(["convert", "examples", "filings", "-q"]) == 0
        assert cli.main(["taxonomy", "package", "PACKAGE.zip"]) == 0
        assert cli.main(["review", "export", "--to", "SHEET.csv"]) == 0
        fill_in(folder / "SHEET.csv")
    return folder


def fill_in(sheet: Path) -> None:
    """The first two figures are right."""
    rows = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig"))))
    for row in [row for row in rows if row["fact"].startswith("f_")][:2]:
        row["verdict"] = "right"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)


@pytest.fixture
def place(base, tmp_path, monkeypatch):
    """A copy of the folder for one page, and an EDGAR on this machine."""
    folder = tmp_path / "place"
    shutil.copytree(base, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    real = client.Client
    with EdgarServer() as server:
        server.company(CIK, "EASTMAN KODAK CO", [Listed(ACCESSION, "10-K", FILED)])
        server.files["/files/company_tickers.json"] = json.dumps(
            {"0": {"cik_str": CIK, "ticker": "EK", "title": "EASTMAN KODAK CO"}}
        ).encode()
        server.files["/Archives/edgar/cik-lookup-data.txt"] = (
            f"EASTMAN KODAK CO:{CIK:010d}:\n".encode()
        )
        text = (folder / "filings" / f"{ACCESSION}.txt").read_bytes()
        server.files[archived(CIK, ACCESSION)] = text
        monkeypatch.setattr("converter.fetch.Client", lambda agent: real(agent, server.edgar))
        yield folder


def words_of(command: str) -> list[str]:
    """As a shell gives them, with real things for what the page calls them."""
    words = shlex.split(command)
    if ">" in words:
        words = words[: words.index(">")]
    found = []
    for before, word in zip(["", *words], words, strict=False):
        stem = word.removesuffix("...")
        if (before, word) in MEANT:
            found.append(MEANT[before, word])
        elif word == "FILING":
            by_path = {"show", "convert"} & set(words)
            found.append(EXAMPLE if by_path else FOLDER)
        elif word in MEANT:
            found.append(MEANT[word])
        elif stem in ("ID", "") and "withdraw" in words:
            found += [standing()] if stem else []
        elif word.isupper() and word.isalpha() and word not in set(StatementKind):
            pytest.fail(f"{command}: say in MEANT what stands for {word}")
        elif word != "...":
            found.append(word)
    return ["2" if word == "8" and before == "--jobs" else word
            for before, word in zip(["", *found], found, strict=False)]  # fmt: skip


def standing() -> str:
    """The id of a review that nobody has withdrawn."""
    text = Path("output", "reviews.jsonl").read_text(encoding="utf-8")
    ids = [json.loads(line)["id"] for line in text.splitlines()]
    return next(each for each in ids if text.count(f'"{each}"') == 1)


def served(words: list[str]) -> None:
    """It says an address, answers there, and ends."""
    run = subprocess.Popen(
        [sys.executable, "-m", "converter", *words[1:], "--port", "0"],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        said = run.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address, said + run.stderr.read()
        with urllib.request.urlopen(address[0]) as answer:  # noqa: S310 - it is on this machine
            assert answer.status == 200
    finally:
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=60)


def run(command: str, monkeypatch, capsys) -> None:
    left, _, right = command.partition(" | retroxbrl ")
    words = words_of(left)
    if words[1:2] == ["serve"]:
        pytest.importorskip("uvicorn")
        served(words)
        return
    if words[0] == "find":
        printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    else:
        if "--engine columns" in left:
            assert cli.main(["store", "build", "output", "--columns", "-q"]) == 0
        code = cli.main(words[1:])
        said = capsys.readouterr()
        printed = said.out
        # what was read may be doubtful; wrong use is never shown
        assert code == 0 or (code == 1 and words[1] in ("check", "validate")), (command, said.err)
    if words[1:3] == ["review", "export"] and Path("review.csv").is_file():
        fill_in(Path("review.csv"))
    if right:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(printed.encode())))
        run(f"retroxbrl {right}", monkeypatch, capsys)


def asked(page: str) -> list[str]:
    """The commands of a page that run here. What is made of the parsers shows no commands."""
    found = []
    for shown in SHOWN:
        if shown.page != page or shown.program not in ("retroxbrl", "find"):
            continue
        if "[options]" in shown.text or (page == "commands.md" and "completion" not in shown.text):
            continue
        piped = " | retroxbrl " in shown.text
        found += [
            each
            for each in ([shown.text] if piped else meant(shown.text))
            if not any(part in each for part in ELSEWHERE)
        ]
    return found


@pytest.mark.parametrize("page", [path.name for path in PAGES if asked(path.name)])
@pytest.mark.usefixtures("place")
def test_the_commands_of_the_page(page, monkeypatch, capsys):
    for module in ("altair", "vl_convert", "pyarrow", "duckdb", "arelle", "shtab"):
        pytest.importorskip(module)
    for command in asked(page):
        run(command, monkeypatch, capsys)


@pytest.mark.parametrize(
    "shown", [each for each in SHOWN if each.program == "python"], ids=lambda each: str(each)[:70]
)
def test_programs_that_measure_take_what_is_shown(shown):
    """Their work takes corpora and hours; tests/benchmarks runs the most of them on little ones."""
    _, flag, module, *_ = shlex.split(shown.text)
    assert flag == "-m", shown
    program = ROOT.joinpath(*module.split("."))
    source = program / "__main__.py" if program.is_dir() else program.with_suffix(".py")
    text = source.read_text(encoding="utf-8")
    others = program.glob("*.py") if program.is_dir() else [source]
    text += "".join(path.read_text(encoding="utf-8") for path in others)
    for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", shown.text):
        assert f'"{option}"' in text, shown


@pytest.mark.usefixtures("place")
def test_the_faults_of_trees_are_counted():
    for shown in SHOWN:
        if "benchmarks.measures.trees" in shown.text:
            words = [sys.executable, *words_of(shown.text)[1:]]
            environment = os.environ | {"PYTHONPATH": str(ROOT)}
            done = subprocess.run(
                words, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode in (0, 1), done.stderr


@pytest.mark.usefixtures("place")
def test_arelle_by_hand():
    pytest.importorskip("arelle")
    program = shutil.which("arelleCmdLine", path=str(Path(sys.executable).parent))
    assert program
    (document,) = Path("output", FOLDER).glob("*.htm")
    for shown in [each for each in SHOWN if each.program == "arelleCmdLine"]:
        shutil.copy("PACKAGE.zip", "retroxbrl-taxonomy.zip")
        words = shlex.split(shown.text.replace("output/FILING/BASE.htm", str(document)))
        done = subprocess.run([program, *words[1:]], capture_output=True, text=True, check=True)
        assert "error" not in (done.stdout + done.stderr).lower()


@pytest.mark.parametrize("shown", [each for each in SHOWN if each.program == "pip"], ids=str)
def test_what_is_installed_is_there(shown):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = re.findall(r"\[([\w,]+)\]", shown.text)
    named = {each for found in extras for each in found.split(",")}
    assert named <= set(project["optional-dependencies"])
    assert extras or shown.text in ("pip install .", "pip install qlever")


@pytest.mark.parametrize("shown", [each for each in SHOWN if each.program == "make"], ids=str)
def test_what_is_made_is_a_target(shown):
    if shutil.which("make") is None:
        pytest.skip("there is no make")
    words = shlex.split(shown.text)
    subprocess.run([words[0], "-n", *words[1:]], cwd=ROOT, check=True, capture_output=True)


def test_nothing_is_shown_that_neither_runs_nor_is_said_to_run_elsewhere():
    run_here = {"retroxbrl", "find", "python", "arelleCmdLine", "pip", "make"}
    for shown in SHOWN:
        assert shown.program in run_here or any(shown.text.startswith(part) for part in ELSEWHERE)
    assert len({each.page for each in SHOWN}) > 15
    assert sum(len(asked(path.name)) for path in PAGES) > 120
