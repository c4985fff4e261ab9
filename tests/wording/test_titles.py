import shutil

import pytest

from converter.model.filing import StatementKind
from converter.resources import resource
from converter.tsv import MappingError
from converter.wording.titles import INDEX, load_titles, packaged_titles, title_lines

TITLES = packaged_titles()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CONDENSED CONSOLIDATED BALANCE SHEETS", "BS"),
        ("Consolidated Statements of Financial Position", "BS"),
        ("Consolidated Statements of Financial Condition", "BS"),
        ("STATEMENTS OF CONDITION", "BS"),
        ("CONDENSED CONSOLIDATED STATEMENTS OF OPERATIONS (Unaudited)", "IS"),
        ("Consolidated Statements of Income", "IS"),
        ("Statements of Consolidated Earnings", "IS"),
        ("Consolidated Statement of Loss", "IS"),
        ("Income Statements", "IS"),
        ("Consolidated Statements of Income and Retained Earnings", "IS"),
        ("Statements of Operations and Comprehensive Loss", "IS"),
        ("CONDENSED CONSOLIDATED STATEMENTS OF CASH FLOWS", "CF"),
        ("Statements of Consolidated Cash Flows", "CF"),
        ("CONDENSED STATEMENTS OF CASHFLOWS", "CF"),
        ("Statement of Changes in Financial Position", "CF"),
        ("CONDENSED CONSOLIDATED STATEMENT OF STOCKHOLDERS' EQUITY", "EQ"),
        ("Consolidated Statements of Shareholders' Investment", "EQ"),
        ("STOCKHOLDERS' EQUITY STATEMENTS", "EQ"),
        ("Statement of Changes in Share-Owners' Equity", "EQ"),
        ("Consolidated Statements of Retained Earnings", "EQ"),
        ("Statements of Changes in Partners' Capital", "EQ"),
        ("Consolidated Statements of Comprehensive Income", "CI"),
    ],
)
def test_titles(text, kind):
    result = TITLES.match(text)
    assert result
    assert result.kind == StatementKind(kind)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("CONSOLIDATED STATEMENTS OF INCOME - REPORTED BASIS", ""),
        ("Consolidated Statements of Income (As Reported)", ""),
        ("CONSOLIDATED STATEMENTS OF INCOME - ADJUSTED BASIS", "pro forma"),
        ("Consolidated Statements of Income - Managed Basis", "non-GAAP"),
    ],
)
def test_a_basis_is_the_accepted_one_or_another(text, apart):
    assert TITLES(text).apart == apart


def test_titles_have_modifiers():
    result = TITLES.match("Condensed Consolidated Balance Sheets (Parent Company)")
    assert result
    assert result.modifiers == ("condensed", "consolidated", "parent only")
    assert TITLES.match("Item 2. Management's Discussion and Analysis") is None


def test_the_packaged_titles_are_stored_as_parsed():
    stored = resource("mappings", INDEX).read_text(encoding="utf-8").splitlines()
    # Elsewise: python -m converter.mapping.proof
    assert stored == title_lines(resource("mappings"))


def changed(tmp_path, row):
    folder = tmp_path / "mappings"
    folder.mkdir()
    for name in ("titles.tsv", "synonyms.tsv", INDEX):
        shutil.copy(resource("mappings", name), folder / name)
    with (folder / "titles.tsv").open("a", encoding="utf-8") as lines:
        lines.write("\t".join(row) + "\n")
    return folder


def test_a_changed_table_is_parsed_again(tmp_path):
    sheet = "Tally of Treasures"
    assert TITLES.match(sheet) is None
    row = ("tally", "tally of treasures", "BS", "", sheet)
    found = load_titles(changed(tmp_path, row)).match(sheet)
    assert found
    assert (found.kind, found.rule) == (StatementKind.BS, "tally")


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        (("x", "tally", "XX", "", "Tally"), "MAP001", "no such kind"),
        (("x", "tally", "BS", "partly", "Tally"), "MAP001", "no such kind"),
        (("x", "tally", "BS", "proof", "Tally"), "MAP001", "no such kind"),
        (("x", "tally", "", "", "Tally"), "MAP001", "a statement kind, a modifier or both"),
        (("x", "tally", "BS"), "MAP001", "3 fields, not 5"),
        (("x", "tally [of", "BS", "", "Tally"), "MAP004", "missing"),
    ],
)
def test_a_wrong_row_stops_the_load(tmp_path, row, code, words):
    folder = changed(tmp_path, row)
    with pytest.raises(MappingError) as caught:
        load_titles(folder)
    last = len((folder / "titles.tsv").read_text(encoding="utf-8").splitlines())
    assert (caught.value.code, caught.value.line) == (code, last)
    assert words in caught.value.message
