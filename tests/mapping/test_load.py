"""Each way in which a table can be wrong stops the load with its file and line."""

import shutil

import pytest

from converter.mapping.rows import FIELDS
from converter.mapping.table import index_lines, load_table
from converter.resources import resource
from converter.tsv import MappingError

ROW = {
    "id": "own.cash",
    "statement": "BS",
    "section": "",
    "caption": "cash in vault",
    "concept": "us-gaap:Cash",
    "shares_concept": "",
    "period": "instant",
    "sign": "as_printed",
    "role": "",
    "confidence": "0.9",
    "example": "Cash in vault",
    "source": "test",
}


def write(path, *rows, fields=FIELDS):
    lines = ["\t".join(fields)]
    lines += ["\t".join((ROW | row).values()) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refused(path):
    with pytest.raises(MappingError) as caught:
        load_table(path)
    return caught.value


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"concept": "us-gaap:Cashh"}, "MAP002", "us-gaap:Cashh is no concept"),
        ({"concept": "us-gaap:Cashh"}, "MAP002", "did you mean us-gaap:Cash?"),
        ({"concept": "Cash"}, "MAP002", "did you mean us-gaap:Cash?"),
        ({"section": "asset_current"}, "MAP001", "did you mean assets_current?"),
        ({"section": "assets xyz"}, "MAP001", "no section 'xyz'; there are assets,"),
        ({"section": "costs"}, "MAP001", "the section costs stands in IS, the row is for BS"),
        ({"statement": "bs"}, "MAP001", "did you mean BS?"),
        ({"role": "totals"}, "MAP001", "did you mean total?"),
        ({"sign": "negated"}, "MAP001", "did you mean negate?"),
        ({"confidence": "90%"}, "MAP001", "such as 0.9, not '90%'"),
        ({"id": "bs.Cash"}, "MAP003", "stands in balance_sheet.tsv:"),
        ({"concept": "us-gaap:AssetsAbstract"}, "MAP002", "AssetsAbstract"),
        ({"concept": "retro:FinancialDataScheduleAbstract"}, "MAP002", "abstract"),
        ({"concept": ""}, "MAP001", "an id and a concept"),
        ({"period": "duration"}, "MAP005", "is instant in the taxonomy"),
        ({"shares_concept": "us-gaap:Assets"}, "MAP005", "does not count shares"),
        ({"statement": "XX"}, "MAP001", "no statement"),
        ({"sign": "minus"}, "MAP001", "minus"),
        ({"role": "head"}, "MAP001", "no role"),
        ({"confidence": "1.5"}, "MAP001", "over 0 up to 1"),
        ({"confidence": "high"}, "MAP001", "high"),
        ({"caption": "cash [in vault"}, "MAP004", "missing"),
        ({"caption": "cash ;"}, "MAP004", "empty"),
        ({"example": "Gold in vault"}, "MAP006", "does not fit"),
    ],
)
def test_a_wrong_row_stops_the_load(tmp_path, change, code, words):
    path = write(tmp_path / "own.tsv", {"id": "own.first", "caption": "x", "example": "x"}, change)
    error = refused(path)
    assert error.code == code
    assert error.line == 3
    assert words in error.message
    assert str(error).startswith(f"own.tsv:3 {code} ")


def test_an_id_stands_once(tmp_path):
    error = refused(write(tmp_path / "own.tsv", {}, {"caption": "y", "example": "y"}))
    assert (error.code, error.line) == ("MAP003", 3)


def test_a_pattern_is_claimed_once_in_a_place(tmp_path):
    path = write(tmp_path / "own.tsv", {}, {"id": "own.two", "concept": "us-gaap:Assets"})
    error = refused(path)
    assert (error.code, error.line) == ("MAP007", 3)
    assert "own.cash in own.tsv:2" in error.message


def test_the_same_pattern_in_another_section_is_another_place(tmp_path):
    two = {"id": "own.two", "concept": "us-gaap:Assets", "section": "assets_current"}
    load_table(write(tmp_path / "own.tsv", {}, two))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\t".join(FIELDS[:-1]), 1, "source missing"),
        ("\t".join(["name", *FIELDS[1:]]), 1, "there is no column name"),
        ("\t".join([*FIELDS[1:], FIELDS[0]]), 1, "in another order"),
        (",".join(FIELDS), 1, "holds no tab"),
        ("", 1, "holds no tab"),
        ("\t".join(FIELDS) + "\nown.cash\tBS\n", 2, "2 fields, not 12"),
        ("\t".join(FIELDS) + "\n# note\n\nown.cash BS\n", 4, "a tab stands between"),
    ],
)
def test_wrong_columns_and_short_rows(tmp_path, text, line, words):
    path = tmp_path / "own.tsv"
    path.write_text(text, encoding="utf-8")
    error = refused(path)
    assert (error.line, error.code) == (line, "MAP001")
    assert words in error.message


def test_what_spreadsheets_and_editors_add_makes_no_difference(tmp_path):
    path = write(tmp_path / "own.tsv", {"concept": " us-gaap:Cash ", "sign": "as_printed "})
    head, row = path.read_text(encoding="utf-8").splitlines()
    blank = "\t" * (len(FIELDS) - 1)
    text = "\r\n".join(["\ufeff" + head, "", "  # a remark", blank, row + "\t\t", ""])
    path.write_bytes(text.encode())
    (rule,) = [rule for rule in load_table(path).rules if rule.own]
    assert str(rule.concepts[0]) == "us-gaap:Cash"
    assert rule.line == 5


@pytest.mark.parametrize(
    ("first", "second", "shadowed"),
    [
        # fewer words by '*' stand first
        ({"caption": "cash in *", "example": "Cash in vault"}, {"caption": "cash in vault"}, 2),
        # then the higher confidence, then the place in the file
        ({"caption": "cash [in] vault"}, {"caption": "cash in vault"}, 3),
        ({"caption": "cash [in] vault", "confidence": "0.8"}, {"caption": "cash in vault"}, 2),
        ({"section": "assets_current"}, {"caption": "cash [in] vault"}, None),
        ({"section": "assets", "caption": "cash [in] vault"}, {"section": "assets_current"}, None),
        ({"statement": "CF"}, {"caption": "cash [in] vault"}, None),
        ({"role": "total"}, {"caption": "cash [in] vault"}, None),
        ({"concept": "us-gaap:Assets"}, {"caption": "cash [in] vault"}, None),
    ],
)
def test_an_example_that_another_row_takes_is_told(tmp_path, first, second, shadowed):
    other = {"id": "own.two", "concept": "us-gaap:Assets"}
    path = write(tmp_path / "own.tsv", first, other | second)
    found = []
    load_table(path, report=found.append)
    expected = [] if shadowed is None else [("MAP008", shadowed)]
    assert [(error.code, error.line) for error in found] == expected


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    path = write(
        tmp_path / "own.tsv",
        {"concept": "us-gaap:Cashh"},
        {"id": "own.two", "caption": "cash ("},
        {"id": "own.three", "example": "Gold"},
        {"id": "own.four"},
    )
    found = []
    table = load_table(path, report=found.append)
    assert [(error.line, error.code) for error in sorted(found, key=lambda each: each.line)] == [
        (2, "MAP002"), (3, "MAP004"), (4, "MAP006"),
    ]  # fmt: skip
    assert table.rule("own.four") is not None


def test_the_packaged_tables_are_proven_and_indexed():
    load_table(prove=True)
    stored = resource("mappings", "index.tsv").read_text(encoding="utf-8").splitlines()
    # Elsewise: python -m converter.mapping.proof
    assert stored == index_lines(resource("mappings"))


def test_a_changed_packaged_table_is_proven_again(tmp_path):
    folder = tmp_path / "mappings"
    shutil.copytree(resource("mappings"), folder)
    load_table(folder=folder)
    path = folder / "equity.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split("\t")
    cells[FIELDS.index("example")] = "Something else"
    path.write_text("\n".join([lines[0], "\t".join(cells), *lines[2:]]), encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        load_table(folder=folder)
    assert (caught.value.line, caught.value.code) == (2, "MAP006")


def test_a_synonym_must_not_grow(tmp_path):
    folder = tmp_path / "mappings"
    shutil.copytree(resource("mappings"), folder)
    with (folder / "synonyms.tsv").open("a", encoding="utf-8") as lines:
        lines.write("same\tgoodwill\tnet goodwill\t\n")
    with pytest.raises(MappingError, match="holds it again"):
        load_table(folder=folder)


def test_every_packaged_row_has_an_example_and_names_its_source():
    for rule in load_table().rules:
        assert rule.example, rule.id
        assert rule.source not in ("", "hand", "suggested"), rule.id
