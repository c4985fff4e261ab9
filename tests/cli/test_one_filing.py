"""`show` and `map --in` read what `convert` reads, where it is one filing."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
QUARTER = EXAMPLES / "nutrition21-10q-2004-09-30.txt"
RELEASE = EXAMPLES / "nutrition21-8k-2003-09-30.txt"


@pytest.fixture
def made(tmp_path):
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "q.txt").write_bytes(QUARTER.read_bytes())
    (folder / "table.csv").write_text("no filing")
    (tmp_path / "q.txt.gz").write_bytes(gzip.compress(QUARTER.read_bytes()))
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.write(QUARTER, "a/q.txt")
        archive.write(RELEASE, "r.txt")
    with tarfile.open(tmp_path / "one.tar.gz", "w:gz") as archive:
        archive.add(QUARTER, "q.txt")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    return tmp_path


PLACES = [
    "one", "one/q.txt", "q.txt.gz", "one.tar.gz", "one.tar.gz/q.txt", "two.zip/a/q.txt", "two.zip/a",
    "./two.zip/a/q.txt",
]  # fmt: skip


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("stage", ["facts", "statements"])
@pytest.mark.parametrize("place", PLACES)
def test_one_filing_is_shown_wherever_it_is(run, place, stage):
    code, out, _ = run("show", place, "--stage", stage)
    assert code == 0
    assert "CONDENSED CONSOLIDATED BALANCE SHEETS" in out


@pytest.mark.usefixtures("made")
def test_standard_input_is_shown(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(QUARTER.read_bytes())))
    assert "Total current assets" in run("show", "-")[1]


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        ("two.zip", 2, "two.zip holds several filings, choose one of them:\n  two.zip/a/q.txt\n  two.zip/r.txt"),
        ("two.zip/none.txt", 1, "none.txt REA001 two.zip has no such member"),
        ("none.txt", 1, "REA001 the file does not exist"),
        ("broken.zip", 1, "broken.zip BAT004"),
        ("one/table.csv", 1, "SEG001"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", [("show",), ("map", "Inventories", "--in")])
def test_what_is_not_one_filing_is_said(run, place, code, said, command):
    if command[0] == "map" and said == "SEG001":
        said = "no line of the statements"  # of which there are none
    got, out, err = run(*command, place)
    assert (got, out) == (code, "")
    assert said in err


@pytest.mark.usefixtures("made")
def test_a_member_is_converted_and_checked_by_its_name(run):
    assert run("convert", "two.zip/r.txt", "-o", "out", "--format", "csv")[0] == 0
    assert [each.name for each in Path("out").iterdir() if each.is_dir()] == ["r"]
    assert run("check", "two.zip/a/q.txt")[1].startswith(("info", "warning", "q.txt"))
    assert "us-gaap:InventoryNet" in run("map", "Inventories", "--in", "two.zip/a")[1]


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("arguments", "page"),
    [
        (("show", "one", "--html"), "q.tables.html"),
        (("show", "--html", "two.zip/a"), "q.tables.html"),
        (("show", "q.txt.gz", "--stage", "statements", "--html"), "q.statements.html"),
        (("show", "one", "--html", "mine.html"), "mine.html"),
    ],
)
def test_a_page_needs_no_name(run, arguments, page):
    assert run(*arguments) == (0, f"{page}\n", "")
    assert "</html>" in Path(page).read_text(encoding="utf-8")


@pytest.mark.usefixtures("made")
def test_a_filing_is_never_taken_for_the_page_to_write(run):
    before = Path("one/q.txt").read_bytes()
    code, _, err = run("show", "--html", "one/q.txt", "q.txt.gz")
    assert code == 2
    assert "does not end in .html" in err
    assert Path("one/q.txt").read_bytes() == before


def test_a_quiet_picture_has_no_findings(run):
    loud, quiet = run("show", RELEASE)[1], run("show", RELEASE, "-q")[1]
    assert "COV001" in loud
    assert "COV001" not in quiet
    assert "TOTAL REVENUES" in quiet.upper()
