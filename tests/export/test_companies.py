"""Who filed under which name."""

import pytest
from made_corpus import comma_table, fact, filing, write_corpus

from converter.export import export


@pytest.fixture
def rows(tmp_path):
    def make(*filings):
        export(write_corpus(tmp_path / "output", *filings), "companies", tmp_path / "data")
        return comma_table(tmp_path / "data" / "companies.csv")

    return make


def seen(number, filed, name, **more):
    return filing(f"0000000001-{number}", [fact()], [], filed=filed, company=name, **more)


def test_a_row_for_each_name_and_code(rows):
    made = rows(
        seen("96-000001", "1996-03-01", "HAMMER CO"),
        seen("96-000002", "1996-05-01", "Hammer Co."),
        seen(
            "97-000001",
            "1997-03-01",
            "ACME CORP",
            former=[{"name": "HAMMER CO", "changed": "1996-12-01"}],
        ),
        seen("98-000001", "1998-03-01", "ACME CORP", sic="2000"),
    )
    assert [tuple(row.values()) for row in made] == [
        ("7", "Hammer Co.", "3420", "1996-03-01", "0000000001-96-000001", "1996-05-01",
         "0000000001-96-000002", "2", ""),
        ("7", "ACME CORP", "3420", "1997-03-01", "0000000001-97-000001", "1997-03-01",
         "0000000001-97-000001", "1", "HAMMER CO (1996-12-01)"),
        ("7", "ACME CORP", "2000", "1998-03-01", "0000000001-98-000001", "1998-03-01",
         "0000000001-98-000001", "1", ""),
    ]  # fmt: skip


def test_those_who_filed_together_are_companies(rows):
    made = rows(
        seen("96-000001", "1996-03-01", "ACME", others=[{"cik": "0000000003", "name": "SON"}])
    )
    assert [(row["cik"], row["name"]) for row in made] == [("3", "SON"), ("7", "ACME")]


def test_without_cik_by_name(rows):
    made = rows(
        seen("96-000001", "1996-03-01", "ACME", cik=None),
        seen("97-000001", "1997-03-01", "ACME", cik=None),
        seen("97-000002", "1997-03-01", "BOLTS"),
    )
    assert [(row["cik"], row["name"], row["filings"]) for row in made] == [
        ("7", "BOLTS", "1"),
        ("", "ACME", "2"),
    ]


def test_no_tables_of_facts_are_needed(rows):
    assert len(rows(filing(facts=None, lines=None))) == 1
