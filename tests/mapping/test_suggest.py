"""Rows suggested for captions without concept: what comes out can be given back."""

import csv

import pytest

from converter.mapping.mapping import load_mapping
from converter.mapping.suggest import lines, unmapped
from converter.mapping.table import load_table
from converter.model.flat import ROW_COLUMNS

NEAR = "us-gaap:RoyaltyExpense 0.19; us-gaap:OtherExpenses 0.05"


def written(folder, *facts):
    """Facts of a filing as the program writes them: (statement, caption, concept, candidates)."""
    folder.mkdir(parents=True)
    with (folder / "facts.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, ROW_COLUMNS, restval="")
        table.writeheader()
        for statement, caption, concept, candidates in facts:
            table.writerow({
                "filing": folder.name, "statement": statement, "caption": caption,
                "concept": concept, "candidates": candidates,
            })  # fmt: skip


@pytest.fixture
def output(tmp_path):
    royalties = ("IS", "Royalties and fees paid", "acme:RoyaltiesAndFeesPaid", NEAR)
    written(tmp_path / "a", royalties, royalties, ("IS", "Sales", "us-gaap:SalesRevenueNet", ""))
    written(tmp_path / "b", ("IS", "ROYALTIES AND FEES PAID", "acme:RoyaltiesAndFeesPaid", NEAR))
    written(tmp_path / "c", ("BS", "Xyzzy", "acme:Xyzzy", ""), ("NOTE", "Plugh", "acme:Plugh", ""))
    return tmp_path


def test_captions_that_read_alike_are_one_and_the_most_frequent_is_first(output):
    first, second = unmapped(output, load_mapping().table)
    assert len(first.filings) == 2
    assert first.candidates()[0] == ("us-gaap:RoyaltyExpense", pytest.approx(0.19))
    assert (second.statement, second.words) == ("BS", ("xyzzy",))


def test_what_is_suggested_is_a_table_that_proves(output, tmp_path):
    table = load_mapping().table
    text = "\n".join(lines(unmapped(output, table), table)) + "\n"
    path = tmp_path / "mine.tsv"
    path.write_text(text, encoding="utf-8")
    (row,) = [rule for rule in load_table(path).rules if rule.own]
    assert str(row.concepts[0]) == "us-gaap:RoyaltyExpense"
    assert "# 2 filings: us-gaap:RoyaltyExpense 19%" in text
    assert "nothing came near" in text


def test_a_folder_without_conversions_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="no conversion"):
        unmapped(tmp_path, load_mapping().table)
