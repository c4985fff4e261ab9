"""`retroxbrl review` the whole way: a sheet out, filled in, spoilt by a spreadsheet, and back."""

import contextlib
import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from converter import cli

ROOT = Path(__file__).parent.parent.parent
QUARTER = ROOT / "examples" / "nutrition21-10q-2004-09-30.txt"
RELEASE = ROOT / "examples" / "nutrition21-8k-2003-09-30.txt"
FOLDER = QUARTER.stem
FORMATS = "csv,rdf,ixbrl,json"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Two filings converted, and the sheet of all facts of one."""
    folder = tmp_path_factory.mktemp("template")
    for path in (QUARTER, RELEASE):
        shutil.copy(path, folder)
    with contextlib.chdir(folder):
        names = (QUARTER.name, RELEASE.name)
        assert cli.main(["convert", *names, "-o", "out", "--format", FORMATS, "-q"]) == 0
        sheet = ["review", "export", FOLDER, "-o", "out", "--all", "--to", "s.csv"]
        assert cli.main(sheet) == 0
    return folder


@pytest.fixture
def converted(template, tmp_path):
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out"


def rows(path="s.csv"):
    return list(csv.DictReader(io.StringIO(Path(path).read_text(encoding="utf-8-sig"))))


def written(table, delimiter=",", end="\n"):
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, table[0], delimiter=delimiter, lineterminator=end)
    out.writeheader()
    out.writerows(table)
    return text.getvalue()


def put(table, at, column, fact="f_", **cells):
    """Fills in the row of a figure, at its line and column."""
    found = [
        row for row in table
        if (row["line"], row["column"]) == (str(at), str(column)) and row["fact"].startswith(fact)
    ]  # fmt: skip
    assert found, (at, column)
    found[0].update(cells)


def facts(output, folder=FOLDER):
    (path,) = (output / folder).glob("*.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tree(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def fill(run, table, name="filled.csv", reviewer="Ann <B.> & Söhne", *more):
    Path(name).write_text(written(table), encoding="utf-8")
    return run("review", "apply", name, "-o", "out", "--reviewer", reviewer, *more)


def test_a_sheet_filled_in_is_applied_and_taken_back(run, converted):
    before = {name: tree(converted / name) for name in (FOLDER, RELEASE.stem)}
    table = rows()
    put(table, 83, 69, verdict="right")
    put(table, 229, 66, new_concept="IncreaseDecreaseInReceivables", note='\'=1+1 as "told"')
    put(table, 67, 70, verdict="wrong", new_sign="-")
    put(table, 83, 81, verdict="none")
    put(table, 147, 73, "statement", verdict="right")
    code, _, said = fill(run, table)
    assert (code, "5 reviews kept in out/reviews.jsonl" in said) == (0, True), said
    code, out, _ = run(
        "convert", QUARTER.name, RELEASE.name, "-o", "out", "--format", FORMATS,
        "--dry-run",
    )  # fmt: skip
    assert (code, out.count("stands already")) == (0, 1)
    args = ("convert", QUARTER.name, RELEASE.name, "-o", "out", "--format", FORMATS)
    _, out, said = run(*args, "--json")
    assert [json.loads(line)["kept"] for line in out.splitlines()] == [False, True]
    assert tree(converted / RELEASE.stem) == before[RELEASE.stem]
    _, out, _ = run(*args, "--json")
    assert [json.loads(line)["kept"] for line in out.splitlines()] == [True, True]

    found = {(row["line"], row["column"]): row for row in facts(converted)}
    assert found["83", "69"]["review"] == "confirmed"
    assert found["83", "69"]["reviewer"] == "Ann <B.> & Söhne"
    assert found["229", "66"]["concept"] == "us-gaap:IncreaseDecreaseInReceivables"
    assert found["229", "66"]["found"].startswith("us-gaap:IncreaseDecreaseInAccountsReceivable")
    assert found["229", "66"]["confidence_basis"] == "reviewed"
    assert found["67", "70"]["value"] == "-1041000"
    assert ("83", "81") not in found
    page = next((converted / FOLDER).glob("*.htm")).read_text(encoding="utf-8")
    assert "confirmed by Ann &lt;B.&gt; &amp; Söhne" in page
    made = json.loads(next((converted / FOLDER).glob("*.json")).read_text(encoding="utf-8"))
    assert made["facts"]["f_Assets_20040930"]["rx:review"]["verdict"] == "confirmed"
    _, out, _ = run("query", "--named", "reviewed", "-o", "out", "--results", "csv")
    told = list(csv.DictReader(io.StringIO(out)))
    assert [row["verdict"] for row in told] == [
        "corrected", "confirmed", "removed", "confirmed", "corrected"
    ]  # fmt: skip
    assert {row["reviewer"] for row in told} == {"Ann <B.> & Söhne"}
    lines = (converted / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    manifest = {json.loads(line)["folder"]: json.loads(line) for line in lines}
    assert manifest[FOLDER]["reviewed"] == 5
    assert "reviewed" not in manifest[RELEASE.stem]

    _, out, _ = run("review", "list", "-o", "out")
    ids = [line.split()[0] for line in out.splitlines()]
    assert (len(ids), out.count("holds")) == (5, 5)
    assert fill(run, table, "stale.csv")[0] == 1  # what it was made of is another fact now
    assert run("review", "withdraw", *ids, "-o", "out", "--reviewer", "Bob")[0] == 0
    assert run("review", "withdraw", ids[0], "-o", "out", "--reviewer", "Bob")[0] == 2
    run(*args, "-q")
    assert tree(converted / FOLDER) == before[FOLDER]
    _, out, _ = run("review", "list", "-o", "out", "--json")
    assert {json.loads(line)["state"] for line in out.splitlines()} == {"withdrawn"}


def spoilt_dates(table, order):
    for row in table:
        if "/" not in row["period"] and row["period"]:
            year, month, day = row["period"].split("-")
            row["period"] = order.format(y=year, m=int(month), d=int(day))
    return table


@pytest.mark.parametrize(
    ("spoil", "encode", "day"),
    [
        (lambda t: written(t, ";", "\r\n"), lambda s: s.encode("cp1252", "replace"), "2004-06-29"),
        (lambda t: written(t, "\t", "\r\n"), lambda s: s.encode("utf-16"), "2004-06-29"),
        (lambda t: written(t, ";", "\r\n"), lambda s: s.encode("utf-8-sig"), "2004-06-29"),
        (
            lambda t: written(spoilt_dates(t, "{d:02}.{m:02}.{y}"), ";"),
            lambda s: s.encode(), "05.06.2004",
        ),
        (lambda t: written(spoilt_dates(t, "{m}/{d}/{y}"), ","), lambda s: s.encode(), "6/5/2004"),
        (lambda t: written(t, ","), lambda s: s.encode(), "29.6.2004"),
    ],
    ids=["semicolons", "utf-16 with tabs", "mark", "days first", "months first", "one way alone"],
)  # fmt: skip
def test_what_a_spreadsheet_does_to_a_sheet_is_undone(run, converted, spoil, encode, day):
    table = rows()
    put(table, 83, 81, new_period=day)
    Path("spoilt.csv").write_bytes(encode(spoil(table)))
    code, _, said = run("review", "apply", "spoilt.csv", "-o", "out", "--reviewer", "Ann")
    assert code == 0, said
    (line,) = (converted / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = "2004-06-29" if "29" in day else "2004-06-05"
    assert json.loads(line)["period"] == wanted


@pytest.mark.parametrize(
    ("place", "cells", "why"),
    [
        ((83, 69), {"verdict": "perhaps"}, "none of right, wrong, none"),
        ((83, 69), {"verdict": "right", "new_sign": "-"}, "said to be right, and corrected"),
        ((83, 69), {"verdict": "none", "new_sign": "-"}, "said to be no fact, and corrected"),
        ((83, 69), {"verdict": "wrong"}, "but not what is right"),
        ((83, 69), {"note": "hm"}, "no verdict"),
        ((83, 69), {"new_concept": "us-gaap:Asets"}, "did you mean us-gaap:Assets"),
        ((83, 69), {"new_concept": "us-gaap:AssetsAbstract"}, "a heading or a text"),
        ((83, 69), {"new_concept": "Assets Revenues"}, "one of us-gaap:Assets us-gaap:Revenues"),
        ((83, 69), {"new_sign": "yes"}, "neither + nor -"),
        ((83, 69), {"new_period": "2004"}, "is no period"),
        ((83, 69), {"new_period": "3/4/2004"}, "which of 3/4/2004 is the month"),
        ((83, 69), {"new_period": "2004-01-01/2004-09-30"}, "us-gaap:Assets is of a day"),
        ((147, 73), {"new_period": "2004-09-30"}, "us-gaap:SalesRevenueNet is of a period"),
        ((83, 69), {"verdict": "right", "applies_to": "page"}, "none of figure, line, column"),
        ((83, 69), {"new_statement": "BS"}, "for rows that ask about a statement"),
        ((83, 69), {"verdict": "right", "line": "84"}, "not at 84:69"),
        ((83, 69), {"verdict": "right", "line": "x"}, "no number"),
        ((83, 69), {"verdict": "right", "value": "-14626000"}, "14626000 now"),
        ((83, 69), {"verdict": "right", "filing": "other.txt"}, "no filing 'other.txt'"),
        ((83, 69), {"verdict": "right", "sha256": "sha256:00"}, "other bytes"),
    ],
)
def test_a_cell_that_cannot_be_is_told_with_its_row_and_nothing_is_kept(
    run, converted, place, cells, why
):
    table = rows()
    put(table, 67, 70, verdict="right")
    put(table, *place, **cells)
    code, _, said = fill(run, table)
    assert code == 1
    number = next(n for n, row in enumerate(table, start=2) if cells.items() <= row.items())
    assert f"filled.csv:{number} " in said
    assert why in said
    assert "no review was kept" in said
    assert not (converted / "reviews.jsonl").exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04rest", "is a workbook"),
        (b"a,b\n1,2\n", "lacks filing, line"),
        (b"filing,line,column,fact,verdict,sha256,new_consept\n", "did you mean new_concept"),
    ],
)
@pytest.mark.usefixtures("converted")
def test_what_is_no_sheet_is_refused(run, content, why):
    Path("wrong.csv").write_bytes(content)
    code, _, said = run("review", "apply", "wrong.csv", "-o", "out", "--reviewer", "Ann")
    assert (code, why in said) == (2, True), said


@pytest.mark.usefixtures("converted")
def test_what_may_be_wrong_is_told_and_kept(run):
    table = rows()
    put(table, 83, 69, new_concept="us-gaap:Liabilities")
    code, _, said = fill(run, table)
    assert code == 0
    assert "may be wrong: us-gaap:Liabilities is a credit, us-gaap:Assets a debit" in said


@pytest.mark.usefixtures("converted")
def test_what_was_said_already_is_not_said_again(run):
    table = rows()
    put(table, 83, 69, verdict="right")
    fill(run, table)
    code, _, said = fill(run, table)
    assert (code, "0 reviews kept" in said, "1 said already" in said) == (0, True, True)
    assert "1 review would be kept" in fill(run, table, "f.csv", "Bob", "--dry-run")[2]


def test_a_figure_that_is_several_facts_stays_what_no_row_speaks_of(run, converted):
    table = rows()
    put(table, 173, 68, verdict="right")
    fill(run, table)
    (line,) = (converted / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(json.loads(line)["concept"].split()) == 2


@pytest.mark.usefixtures("converted")
def test_the_sheet_has_what_needs_an_eye_and_not_what_was_reviewed(run):
    run("review", "export", FOLDER, "-o", "out", "--to", "few.csv")
    asked = [row for row in rows("few.csv") if row["fact"].startswith("f_")]
    assert all(row["why"] for row in asked)
    assert len(asked) < len([row for row in rows() if row["fact"].startswith("f_")])
    table = rows()
    first = asked[0]
    put(table, first["line"], first["column"], verdict="right")
    fill(run, table)
    run("convert", QUARTER.name, "-o", "out", "--format", "csv", "-q")
    run("review", "export", FOLDER, "-o", "out", "--to", "few.csv")
    assert first["fact"] not in {row["fact"] for row in rows("few.csv")}


@pytest.mark.usefixtures("converted")
def test_corrections_become_rows_that_conversions_take(run):
    table = rows()
    put(table, 73, 72, verdict="wrong", new_concept="us-gaap:PrepaidExpenseCurrent")
    put(table, 83, 69, verdict="right")
    fill(run, table)
    code, _, said = run("review", "export", "-o", "out", "--mapping", "mine.tsv")
    assert code == 0, said
    made = Path("mine.tsv").read_text(encoding="utf-8").splitlines()
    assert len([line for line in made[1:] if not line.startswith("#")]) == 1
    assert run("mappings", "check", "mine.tsv")[0] == 0
    put(table, 67, 70, verdict="wrong", new_concept="us-gaap:ReceivablesNetCurrent")
    put(table, 67, 82, verdict="wrong", new_concept="us-gaap:AccountsReceivableGrossCurrent")
    code, _, said = fill(run, table)
    assert code == 0, said
    run("review", "export", "-o", "out", "--mapping", "two.tsv")
    two = Path("two.tsv").read_text(encoding="utf-8").splitlines()
    assert len([line for line in two if line.startswith("# review.")]) == 2
    assert any("several concepts" in line for line in two)
    assert run("mappings", "check", "two.tsv")[0] == 0
    run("convert", QUARTER.name, "-o", "other", "--mappings", "mine.tsv", "--format", "csv", "-q")
    found = {(row["line"], row["column"]): row for row in facts(Path("other"))}
    assert found["73", "72"]["concept"] == "us-gaap:PrepaidExpenseCurrent"
    assert found["73", "72"]["rule"] == "review.PrepaidExpenseCurrent"


@pytest.mark.usefixtures("converted")
def test_what_was_reviewed_is_gold(run):
    assert run("review", "export", "-o", "out", "--gold", "gold")[0] == 1
    table = rows()
    put(table, 83, 69, verdict="right")
    put(table, 229, 66, new_concept="IncreaseDecreaseInReceivables")
    fill(run, table)
    run("convert", QUARTER.name, "-o", "out", "--format", "csv", "-q")
    assert run("review", "export", "-o", "out", "--gold", "gold")[0] == 0
    with Path("gold", f"{QUARTER.stem}.gold.tsv").open(encoding="utf-8", newline="") as lines:
        cells = list(csv.DictReader(lines, delimiter="\t"))
    assert [(row["concept"], row["value"], row["printed"]) for row in cells] == [
        ("Assets", "14626000", "14,626"), ("IncreaseDecreaseInReceivables", "-301000", "301"),
    ]  # fmt: skip
    lines = Path("gold", "lines.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[5] for line in lines[1:]] == [
        "Assets",
        "IncreaseDecreaseInReceivables",
    ]


def test_the_overlay_may_lie_elsewhere_and_be_named_by_the_settings(run, converted):
    Path("retroxbrl.toml").write_text('output = "out"\nreviews = "ours/r.jsonl"\n')
    table = rows()
    put(table, 83, 69, verdict="none")
    Path("f.csv").write_text(written(table), encoding="utf-8")
    assert run("review", "apply", "f.csv", "--reviewer", "Ann")[0] == 0
    assert Path("ours/r.jsonl").is_file()
    run("convert", QUARTER.name, "--format", "csv", "-q")
    assert ("83", "69") not in {(row["line"], row["column"]) for row in facts(converted)}
    code, _, said = run("convert", QUARTER.name, "--reviews", "nowhere.jsonl")
    assert (code, "no file of reviews nowhere.jsonl" in said) == (2, True)
    Path("ours/r.jsonl").write_text("<<<<<<< HEAD\n")
    code, _, said = run("convert", QUARTER.name)
    assert (code, "r.jsonl:1 is no review" in said) == (2, True)


def test_no_filing_takes_the_overlays_name(run, tmp_path):
    (tmp_path / "Reviews.jsonl.txt").write_bytes(RELEASE.read_bytes())
    run("convert", "Reviews.jsonl.txt", "-o", "out", "--format", "csv", "-q")
    assert [path.name for path in Path("out").iterdir() if path.is_dir()] == ["Reviews.jsonl-2"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("export", "nothing", "-o", "out"), "no filing 'nothing'"),
        (("export", "-o", "empty"), "holds no conversions"),
        (("export", "-o", "out", "--to", "s.xls"), "must end in .csv or .tsv"),
        (("export", "-o", "out", "--most", "0"), "from 1"),
        (("apply", "none.csv", "-o", "out", "--reviewer", "A"), "cannot be read"),
        (("apply", "s.csv", "-o", "out", "--reviewer", " "), "takes a name"),
        (("withdraw", "abc", "-o", "out", "--reviewer", "A"), "no review 'abc'"),
    ],
)
@pytest.mark.usefixtures("converted")
def test_wrong_use_is_told(run, arguments, why):
    code, _, said = run("review", *arguments)
    assert (code, why in said) == (2, True), said
