"""Each way in which a table can be wrong stops the load with its file and line."""

import shutil

import pytest

from converter.mapping.errors import MappingError
from converter.mapping.rows import FIELDS
from converter.mapping.table import index_lines, load_table
from converter.resources import resource

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
        ({"concept": "us-gaap:AssetsAbstract"}, "MAP002", "AssetsAbstract"),
        ({"concept": "retro:RevenuesAbstract"}, "MAP002", "abstract"),
        ({"concept": ""}, "MAP001", "an id and a concept"),
        ({"period": "duration"}, "MAP005", "is instant in the taxonomy"),
        ({"shares_concept": "us-gaap:Assets"}, "MAP005", "does not count shares"),
        ({"statement": "XX"}, "MAP001", "no statement"),
        ({"sign": "minus"}, "MAP001", "minus"),
        ({"role": "head"}, "MAP001", "no role"),
        ({"confidence": "1.5"}, "MAP001", "between 0 and 1"),
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


def test_wrong_columns_and_short_rows(tmp_path):
    path = write(tmp_path / "own.tsv", {}, fields=FIELDS[:-1])
    assert refused(path).line == 1
    path.write_text("\t".join(FIELDS) + "\nown.cash\tBS\n", encoding="utf-8")
    assert refused(path).line == 2


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
