"""The command as a user meets it: exit codes, streams, bad inputs, the same bytes twice."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
QUARTER = EXAMPLES / "nutrition21-10q-2004-09-30.txt"
RELEASE = EXAMPLES / "nutrition21-8k-2003-09-30.txt"

BAD = {
    "empty.txt": b"",
    "blank.txt": b"  \n\n \n",
    "binary.txt": b"PK\x03\x04" + bytes(range(256)) * 40,
    "page.txt": b"<html><head><title>x</title></head><body><table><tr><td>1</td></tr></table></body></html>",
    "letter.txt": b"Dear shareholders,\n\nnothing to report this year.\n\nYours\n" * 20,
}


def files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_convert_writes_a_folder_a_filing_and_a_line_a_filing(run, tmp_path):
    code, out, _ = run("convert", EXAMPLES, "-o", tmp_path)
    assert code == 0
    lines = out.splitlines()
    assert [line.split()[0] for line in lines[2:]] == [
        p.stem for p in sorted(EXAMPLES.glob("*.txt"))
    ]
    base = "nutrition21-20040930"
    names = {p.name for p in (tmp_path / QUARTER.stem).iterdir()}
    suffixes = [
        ".htm",
        ".xml",
        ".xsd",
        "_pre.xml",
        "_cal.xml",
        "_def.xml",
        "_lab.xml",
        ".json",
        ".ttl",
        ".csv",
        "_lines.tsv",
        ".xbri",
    ]
    # a format more is another file of the filing's name: tests/write/test_registry.py
    others = names - {f"{base}{suffix}" for suffix in suffixes}
    assert len(names) - len(others) == len(suffixes)
    assert {name for name in others if not name.startswith(base)} == {
        "findings.jsonl", "retro-2026.xsd",
    }  # fmt: skip
    manifest = [json.loads(line) for line in (tmp_path / "manifest.jsonl").read_text().splitlines()]
    assert [entry["folder"] for entry in manifest] == sorted(p.stem for p in EXAMPLES.glob("*.txt"))
    assert all(entry["facts"] > 50 for entry in manifest)


def test_the_same_input_gives_the_same_bytes(run, tmp_path):
    for name in ("one", "two"):
        assert run("convert", QUARTER, "-o", tmp_path / name)[0] == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_two_jobs_write_what_one_writes(run, tmp_path):
    for jobs in (1, 2):
        assert run("convert", EXAMPLES, "-o", tmp_path / str(jobs), "--jobs", jobs)[0] == 0
    assert files(tmp_path / "1") == files(tmp_path / "2")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_gets_one_line_and_the_others_are_converted(run, tmp_path, name):
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    code, out, err = run("convert", bad, RELEASE, "-o", tmp_path / "out", "--format", "csv")
    assert code == 1
    said = [line for line in err.splitlines() if line.startswith(name)]
    assert len(said) == 1
    assert RELEASE.stem in out
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        RELEASE.stem, "manifest.jsonl", "failures.jsonl",
    }  # fmt: skip


def test_statements_that_were_left_out_are_named(run, tmp_path):
    path = tmp_path / "bought.txt"
    rows = "Net sales          2,000   1,800\nNet income           200     160\n"
    path.write_text(f"FORM 8-K\n\nPRO FORMA STATEMENTS OF INCOME\n\n{rows}", encoding="utf-8")
    code, _, err = run("show", path)
    assert code == 1
    assert "'PRO FORMA STATEMENTS OF INCOME' is left out: pro forma" in err


def test_a_missing_file_is_said(run, tmp_path):
    code, _, err = run("convert", tmp_path / "none.txt", "-o", tmp_path / "out")
    assert code == 1
    assert err.count("\n") == 1
    assert "none.txt" in err


def test_inputs_of_one_name_get_folders_of_their_own(run, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(RELEASE, tmp_path / folder / "release.txt")
    code, _, _ = run(
        "convert", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "out", "--format", "csv"
    )
    assert code == 0
    assert {p.name for p in (tmp_path / "out").iterdir() if p.is_dir()} == {"release", "release-2"}


def test_only_the_formats_asked_for(run, tmp_path):
    assert run("convert", RELEASE, "-o", tmp_path, "--format", "csv,json")[0] == 0
    suffixes = {p.suffix for p in (tmp_path / RELEASE.stem).iterdir()}
    assert {".csv", ".json", ".jsonl"} <= suffixes
    assert not {".htm", ".ttl", ".xbri"} & suffixes


def test_a_cik_given_by_the_user_names_the_entity(run, tmp_path):
    assert run("convert", RELEASE, "-o", tmp_path, "--format", "xbrl", "--cik", "797167")[0] == 0
    (instance,) = (p for p in (tmp_path / RELEASE.stem).glob("*.xml") if "_" not in p.stem)
    assert ">0000797167<" in instance.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert", RELEASE, "--format", "excel"),
        ("convert", RELEASE, "--cik", "ABC"),
        ("convert", RELEASE, "--jobs", "0"),
        ("convert", RELEASE, "--mappings", "no-such-table.tsv"),
        ("query", "--named", "no-such-query"),
        ("query",),
        ("explain", "XYZ999"),
        ("nonsense",),
        (),
    ],
)
def test_wrong_use_is_exit_2(run, arguments):
    code, out, err = run(*arguments)
    assert code == 2
    assert not out
    assert err


@pytest.mark.parametrize("command", ["convert", "show", "check"])
def test_a_wrong_mapping_table_stops_with_its_line(run, tmp_path, command):
    table = tmp_path / "mine.tsv"
    table.write_text("id\tcaption\nx\ty\n", encoding="utf-8")
    code, out, err = run(command, RELEASE, "--mappings", table)
    assert code == 2
    assert not out
    assert "mine.tsv:1" in err


def test_show_pictures_the_statements(run):
    code, out, _ = run("show", QUARTER)
    assert code == 0
    for words in ("AssetsCurrent", "Total current assets", "5,876", "2004-09-30", "NetIncomeLoss"):
        assert words in out


def test_show_rules_the_tables_over_the_text(run, tmp_path):
    code, out, _ = run("show", "--stage", "tables", QUARTER)
    assert code == 0
    for words in ("in no column", "│", "└", "0 heading ASSETS", "Total current assets"):
        assert words in out
    page = tmp_path / "tables.html"
    code, out, _ = run("show", QUARTER, "--html", page)
    assert code == 0
    assert out.strip() == str(page)
    assert '<span class="cell">' in page.read_text(encoding="utf-8")


def test_show_for_programs(run):
    code, out, _ = run("show", QUARTER, "--json")
    assert code == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert any(row["concept"] == "us-gaap:Assets" and row["value"] == "14626000" for row in rows)


def test_check_finds_no_error_in_the_examples(run):
    code, out, _ = run("check", EXAMPLES)
    assert code == 0
    assert "0 errors" in out


def test_check_finds_a_wrong_total(run, tmp_path):
    wrong = tmp_path / "wrong.txt"
    text = QUARTER.read_text(encoding="utf-8")
    assert text.count("$14,626     $16,367") == 1
    wrong.write_text(text.replace("$14,626     $16,367", "$14,662     $16,367"), encoding="utf-8")
    code, out, _ = run("check", wrong)
    assert code == 1
    (line,) = (line for line in out.splitlines() if "CAL001" in line)
    assert "printed 14,662, items sum to 14,626 (36 too little" in line


def test_query_over_the_output(run, tmp_path):
    assert run("convert", EXAMPLES, "-o", tmp_path, "--format", "rdf")[0] == 0
    code, out, _ = run("query", "--named", "net-income", "-o", tmp_path)
    assert code == 0
    assert "-1,227,000" in out
    code, out, _ = run(
        "query", "SELECT (COUNT(*) AS ?n) { ?f rx:concept ?c }", "-o", tmp_path, "--json"
    )
    assert code == 0
    assert int(json.loads(out)["results"]["bindings"][0]["n"]["value"]) > 300


def test_explain_and_map(run):
    assert "adds up" in run("explain", "CAL002")[1] or "add up" in run("explain", "CAL002")[1]
    code, out, _ = run("map", "Total current assets", "--statement", "BS")
    assert code == 0
    assert "us-gaap:AssetsCurrent" in out


def test_map_tells_what_spoke_for_a_line_of_a_filing(run):
    code, out, _ = run("map", "Inventories", "--in", QUARTER)
    assert code == 0
    assert "us-gaap:InventoryNet" in out
    assert "because" in out
    code, out, _ = run("map", "Inventories", "--in", QUARTER, "--json")
    assert {each["caption"] for each in json.loads(out)} == {"Inventories"}
    assert "row        balance_sheet.tsv:" in run("map", "Inventories", "--in", QUARTER)[1]
    assert "source S-X 5-02.6" in run("map", "Inventories", "--in", QUARTER)[1]
    code, _, said = run("map", "Nothing of the kind", "--in", QUARTER)
    assert code == 1
    assert "no line" in said


def test_mapping_tables_are_checked_and_suggested(run, tmp_path):
    code, out, _ = run("mappings", "check")
    assert code == 0
    assert "rows, each proven" in out
    wrong = tmp_path / "mine.tsv"
    wrong.write_text("id\tcaption\n")
    code, out, _ = run("mappings", "check", wrong)
    assert code == 1
    assert "mine.tsv:1" in out
    run("convert", QUARTER, "--output", tmp_path / "out")
    code, out, _ = run("mappings", "suggest", tmp_path / "out")
    assert code == 0
    assert out.startswith("id\tstatement")
    assert run("mappings", "suggest", tmp_path / "none")[0] == 2


def test_a_table_is_checked_to_its_end(run, tmp_path):
    head = "id statement section caption concept shares_concept period sign role confidence example"
    row = "IS costs royalties us-gaap:RoyaltyExpense - duration as_printed - 0.9 Royalties mine"
    bad = row.replace("costs", "cost")
    lines = [f"{head} source", f"mine.a {bad}", f"mine.b {row}", f"mine.b {row}"]
    table = tmp_path / "mine.tsv"
    table.write_text("\n".join(line.replace(" ", "\t").replace("-\t", "\t") for line in lines))
    code, out, _ = run("mappings", "check", table)
    assert code == 1
    assert [line.split()[0] for line in out.splitlines()] == ["mine.tsv:2", "mine.tsv:4"]
    assert "did you mean costs?" in out
    assert run("mappings", "check", tmp_path / "none.tsv")[0] == 2


def test_a_row_of_the_users_own_goes_before_packaged_rows_and_network(run, tmp_path):
    def concepts(*options):
        assert (
            run("convert", QUARTER, "-o", tmp_path, "--format", "csv", "--again", *options)[0] == 0
        )
        with next(tmp_path.glob("*/*.csv")).open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row["caption"] == "Net sales"]
        return {(row["concept"], row["rule"]) for row in rows if row["statement"] == "IS"}

    assert concepts() == {("us-gaap:SalesRevenueNet", "is.SalesRevenueNet")}
    table = tmp_path / "mine.tsv"
    table.write_text(
        "id\tstatement\tsection\tcaption\tconcept\tshares_concept\tperiod\tsign\trole\tconfidence"
        "\texample\tsource\n"
        "mine.goods\tIS\t\tnet sales\tus-gaap:SalesRevenueGoodsNet\t\tduration\tas_printed\t\t0.5"
        "\tNet sales\tmine\n"
    )
    assert concepts("--mappings", table) == {("us-gaap:SalesRevenueGoodsNet", "mine.goods")}


def test_the_taxonomy_package_is_written(run, tmp_path):
    assert run("taxonomy", "package", tmp_path / "t.zip")[0] == 0
    assert (tmp_path / "t.zip").read_bytes()[:2] == b"PK"


def test_standard_input_is_a_filing_too(run, tmp_path, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(RELEASE.read_bytes()))
    monkeypatch.setattr("sys.stdin", stream)
    assert run("convert", "-", "-o", tmp_path, "--format", "csv")[0] == 0
    assert (tmp_path / "stdin" / "nutrition21-20030930.csv").is_file()


def test_help_names_every_command(run):
    code, out, _ = run("--help")
    assert code == 0
    for command in ("convert", "show", "check", "query", "map", "explain", "taxonomy"):
        assert command in out
        assert run(command, "--help")[0] == 0


@pytest.mark.parametrize("command", ["convert", "taxonomy"])
def test_an_output_that_cannot_be_written_is_said_in_one_line(run, tmp_path, command):
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    if command == "convert":
        code, _, err = run("convert", RELEASE, "-o", taken)
    else:
        code, _, err = run("taxonomy", "package", taken / "t.zip")
    assert code == 2
    assert err.count("\n") == 1
    assert "cannot be written" in err
    assert taken.read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize("command", ["convert", "map"])
@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_mapping_table_that_cannot_be_read_is_said_in_one_line(run, tmp_path, command, content):
    table = tmp_path / "mine.tsv"
    if content is not None:
        table.write_bytes(content)
    what = RELEASE if command == "convert" else "Net sales"
    code, _, err = run(command, what, "--mappings", table)
    assert code == 2
    assert err.count("\n") == 1
    assert "mine.tsv" in err


def test_a_fault_of_the_program_loses_one_filing_not_the_check(run, monkeypatch):
    from converter import pipeline

    analyse = pipeline.analyse

    def failing(filing, folder, options):
        if folder == RELEASE.stem:
            raise RuntimeError("out of ideas")
        return analyse(filing, folder, options)

    monkeypatch.setattr(pipeline, "analyse", failing)
    code, out, _ = run("check", EXAMPLES)
    assert code == 1
    assert "INT001 could not be read: RuntimeError: out of ideas" in out
    assert f"{QUARTER.name}: 17 totals add up" in out
    code, _, err = run("show", RELEASE)
    assert code == 1
    assert "INT001" in err


def test_named_queries_of_the_balance_sheets(run, tmp_path):
    assert run("convert", EXAMPLES, "-o", tmp_path, "--format", "rdf")[0] == 0
    code, out, _ = run("query", "--named", "balance-sheet", "-o", tmp_path, "--json")
    assert code == 0
    rows = json.loads(out)["results"]["bindings"]
    # each line once: amounts inside captions are no lines of their own
    lines = [(row["filing"]["value"], row["line"]["value"]) for row in rows]
    assert len(lines) == len(set(lines))
    code, out, _ = run("query", "--named", "ratios", "-o", tmp_path, "--results", "csv")
    assert code == 0
    # 3,183 owed on equity of 11,443; none of the filings totals its current liabilities
    assert f"{QUARTER.stem},2004-09-30,,,,0.28" in out


def test_a_missing_statement_is_told_everywhere(run, tmp_path):
    text = QUARTER.read_text(encoding="utf-8")
    start = text.index("CONDENSED CONSOLIDATED STATEMENTS OF CASH FLOWS")
    path = tmp_path / "part.txt"
    path.write_text(text[:start], encoding="utf-8")
    code, out, err = run("convert", path, "-o", tmp_path / "out")
    assert code == 0
    assert "-CF" in out
    assert "COM001 the statement of cash flows that a 10-Q must hold is missing" in err
    (line,) = (tmp_path / "out" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    entry = json.loads(line)
    assert (entry["complete"], entry["missing"]) == (
        False,
        [
            {
                "kind": "CF", "state": "absent", "reason": "nothing like it is in the text",
                "required": True,
            }
        ],
    )  # fmt: skip
    code, out, _ = run("check", path)
    assert code == 1
    assert "COM001" in out
    code, out, _ = run("show", path)
    assert code == 0
    assert "Statements that a 10-Q must hold\n  BS  found" in out
    assert "  CF  absent          nothing like it is in the text" in out
    code, out, _ = run("query", "--named", "missing", "-o", tmp_path / "out", "--results", "csv")
    assert code == 0
    assert "CF,absent" in out
