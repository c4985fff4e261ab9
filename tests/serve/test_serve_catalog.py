"""The table of what the manifest and the findings say, kept up with them."""

from __future__ import annotations

import json

import pytest

from converter.serve.catalog import Catalog, Wanted


def line(folder, **more):
    return {
        "folder": folder, "input": "a.txt", "sha256": "0", "company": "ACME", "cik": "7",
        "form": "10-K", "period": "1999-12-31", "facts": 3, "findings": {"error": 1, "info": 2},
        "version": "0", "base": "a", "fiscal_year": 1999, **more,
    }  # fmt: skip


def finding(code, severity, **more):
    return {"code": code, "severity": severity, "message": "m", "hint": "", **more}


def write(output, lines, findings=()):
    with (output / "manifest.jsonl").open("w") as file:
        for each in lines:
            file.write(each if isinstance(each, str) else json.dumps(each) + "\n")
    for folder, found in dict(findings).items():
        (output / folder).mkdir(exist_ok=True)
        text = "".join(f"{json.dumps(each)}\n" for each in found)
        (output / folder / "findings.jsonl").write_text(text)


@pytest.fixture
def catalog(tmp_path):
    made = Catalog(tmp_path)
    yield made
    made.close()


def filled(catalog):
    catalog.refresh()
    catalog.wait()
    return catalog


def folders(catalog, **wanted):
    return [each.folder for each in catalog.filings(Wanted(**wanted), 0, 99)[1]]


def test_an_empty_folder_has_nothing(catalog):
    filled(catalog)
    assert catalog.count() == 0
    assert catalog.choices() == ([], [])
    assert catalog.findings("", "", 0, 9) == (0, [])
    assert catalog.filing("a") is None


def test_what_changes_is_read_again_and_what_goes_goes(tmp_path, catalog):
    write(tmp_path, [line("a"), line("b")], {"a": [finding("X1", "info")], "b": []})
    filled(catalog)
    assert folders(catalog) == ["a", "b"]
    first = catalog.version
    write(
        tmp_path, [line("b", company="Later Inc"), line("c")],
        {"b": [finding("X2", "error")], "c": [finding("X3", "warning"), finding("X2", "error")]},
    )  # fmt: skip
    filled(catalog)
    assert folders(catalog) == ["c", "b"]
    assert [each.code for each in catalog.findings("", "", 0, 9)[1]] == ["X2", "X2", "X3"]
    assert catalog.codes() == [("error", "X2", 2, 2), ("warning", "X3", 1, 1)]
    assert catalog.version > first
    assert catalog.line("b")["company"] == "Later Inc"
    (tmp_path / "manifest.jsonl").unlink()
    filled(catalog)
    assert catalog.count() == 0
    assert catalog.codes() == []


def test_a_line_that_stayed_keeps_its_findings(tmp_path, catalog):
    write(tmp_path, [line("a")], {"a": [finding("X1", "info")]})
    filled(catalog)
    write(tmp_path, [line("a"), line("b")])
    filled(catalog)
    assert catalog.findings("X1", "", 0, 9)[0] == 1


def test_broken_lines_are_passed_over(tmp_path, catalog):
    write(
        tmp_path,
        ["no json\n", "[]\n", "{}\n", "\n", '{"folder": 1}\n', '{"folder": ".."}\n', "\xff\n",
         line("a", period="never"), line("b", facts="x"), line("c", missing=[1]), line("d")],
        {"d": [{"code": "X"}, finding("X1", "info", line=3)]},
    )  # fmt: skip
    with (tmp_path / "d" / "findings.jsonl").open("a") as file:
        file.write("no json\n")
    filled(catalog)
    assert folders(catalog) == ["d"]
    assert [each.line for each in catalog.findings("", "", 0, 9)[1]] == [3]


def test_many_are_taken_in_steps_and_paged(tmp_path, catalog):
    write(tmp_path, [line(f"f{number:04}", cik=str(number // 10)) for number in range(1001)])
    filled(catalog)
    assert catalog.done == 1001
    total, rows = catalog.filings(Wanted(), 990, 50)
    assert (total, len(rows), rows[-1].folder) == (1001, 11, "f1000")
    assert catalog.companies("", 0, 5)[0] == 101
    assert len(catalog.of_company("5")) == 10
    assert len(catalog.lines("5")) == 10


def test_companies_have_the_name_of_their_latest_filing(tmp_path, catalog):
    write(
        tmp_path,
        [line("a", period="1999-12-31", company="New"), line("b", period="1995-12-31", company="Old")],
    )  # fmt: skip
    filled(catalog)
    (one,) = catalog.companies("", 0, 9)[1]
    assert (one.name, one.filings, one.last) == ("New", 2, "1999-12-31")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"form": "10-K"}, ["a", "k", "z"]), ({"state": "missing"}, ["m"]), ({"state": "own"}, ["o"]),
        ({"year": "1997"}, ["m"]), ({"company": "straße"}, ["z"]), ({"company": "STRASSE"}, ["z"]),
        ({"company": "0007"}, ["a", "k", "m", "o"]), ({"company": "%"}, []),
    ],
)  # fmt: skip
def test_filings_are_searched(tmp_path, catalog, wanted, found):
    lacks = {"complete": False, "missing": [{"kind": "CF"}, {"kind": "EQ", "required": False}]}
    write(
        tmp_path,
        [line("a"), line("k", form="10-K405"), line("m", form="10-Q", fiscal_year=1997, **lacks),
         line("o", form="8-K", own=2), line("z", company="Straße AG", cik="9")],
    )  # fmt: skip
    filled(catalog)
    assert sorted(folders(catalog, **wanted)) == found
    assert catalog.filing("m").missing == "CF"


def test_closing_ends_a_filling(tmp_path):
    write(tmp_path, [line(f"f{number:05}") for number in range(20_000)])
    made = Catalog(tmp_path)
    made.refresh()
    made.close()
    assert not made.busy
