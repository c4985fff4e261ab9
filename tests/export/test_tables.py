"""Facts long and wide, as CSV and as Parquet."""

import gzip
from decimal import Decimal

import pytest
from made_corpus import comma_table, fact, filing, line, tree, write_corpus

from converter import cli
from converter.export import ExportError, export, parquet
from converter.export.standard import items
from converter.export.tables import FACTS, wide
from converter.resources import resource


def income(concept="us-gaap:NetIncomeLoss", value="50", start="1997-01-01", **more):
    return fact(concept, value, start=start, statement="IS", **more)


YEAR = [
    fact(value="900"),
    fact(value="800", end="1996-12-31"),
    income(),
    income(value="40", start="1997-10-01"),
    income("us-gaap:SalesRevenueNet", "700"),
    income("us-gaap:SalesRevenueNet", "60", dimensions="us-gaap:LegalEntityAxis=acme:XMember"),
    income(
        "us-gaap:EarningsPerShareBasic",
        "0.05",
        unit="USD_per_share",
        confidence="0.5",
        confidence_basis="rule",
    ),
    income("us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", "1000", unit="shares"),
    income("acme:Revenues", "1"),
    fact("us-gaap:Goodwill", "7", unit="CAD"),
    fact("dei:EntityRegistrantName", "ACME, Inc.", unit="", decimals="", statement="COVER"),
]


@pytest.fixture
def output(tmp_path):
    return write_corpus(
        tmp_path / "output",
        filing(facts=YEAR, lines=[line()]),
        filing("0000000001-98-000002", YEAR[:3], [], form="10-K405/A", filed="1998-06-01"),
        filing(None, YEAR[:1], [], folder="acme", filed=None, form=None, cik=None),
    )


def test_every_fact_is_a_row(output, tmp_path):
    made = export(output, "csv", tmp_path / "data")
    rows = comma_table(tmp_path / "data" / "facts.csv")
    assert list(rows[0]) == [column.name for column in FACTS]
    assert len(rows) == made.rows["facts"] == 15
    net = next(row for row in rows if row["name"] == "NetIncomeLoss" and row["qtrs"] == "4")
    expected = {
        "adsh": "0000000001-98-000001", "cik": "7", "company": "ACME CORP", "sic": "3420",
        "form": "10-K", "filed": "1998-03-02", "period": "1997-12-31", "fy": "1997", "fp": "FY",
        "statement": "IS", "concept": "us-gaap:NetIncomeLoss", "own": "0", "start": "1997-01-01",
        "end": "1997-12-31", "consolidated": "1", "unit": "USD", "value": "50", "text": "50",
        "line": "7", "column": "40", "caption": "A caption", "rule": "bs.rule",
        "confidence": "0.9", "confidence_basis": "measured", "is_first": "1", "first_adsh": "0000000001-98-000001",
        "restated": "0",
    }  # fmt: skip
    assert expected.items() <= net.items()
    name = next(row for row in rows if row["name"] == "EntityRegistrantName")
    assert (name["value"], name["text"], name["is_first"]) == ("", "ACME, Inc.", "")
    assert [row["is_first"] for row in rows if row["name"] == "Assets"] == ["1", "1", "0", "0", ""]


def test_a_row_a_period(output, tmp_path):
    export(output, "csv", tmp_path / "data")
    rows = comma_table(tmp_path / "data" / "wide.csv")
    assert list(rows[0]) == [column.name for column in wide()]
    mine = [row for row in rows if row["adsh"] == "0000000001-98-000001"]
    assert [(row["start"], row["end"], row["qtrs"]) for row in mine] == [
        ("", "1996-12-31", "0"),
        ("1997-10-01", "1997-12-31", "1"),
        ("1997-01-01", "1997-12-31", "4"),
    ]
    before, quarter, year = mine
    assert (before["total_assets"], before["net_income"]) == ("800", "")
    assert (quarter["total_assets"], quarter["net_income"]) == ("900", "40")
    assert (year["total_assets"], year["net_income"], year["revenues"]) == ("900", "50", "700")
    assert (year["eps_basic"], year["shares_basic"], year["currency"]) == ("0.05", "1000", "USD")
    # another currency's figure is none of this row's
    assert year["goodwill"] == ""
    assert (year["confidence"], quarter["confidence"]) == ("0.5", "0.9")
    assert (year["confidence_basis"], quarter["confidence_basis"]) == ("rule", "measured")
    assert "revenues=SalesRevenueNet@7:40" in year["places"].split()


def test_the_first_concept_of_a_column_is_taken(tmp_path):
    facts = [income("us-gaap:SalesRevenueNet", "700"), income("us-gaap:Revenues", "710")]
    export(write_corpus(tmp_path / "o", filing(facts=facts)), "csv", tmp_path / "data")
    (row,) = comma_table(tmp_path / "data" / "wide.csv")
    assert row["revenues"] == "710"


def test_the_columns_name_concepts_that_exist():
    known = set()
    for name in ("us-gaap-2009.tsv", "retro-2026.tsv"):
        text = resource("taxonomy", name).read_text(encoding="utf-8")
        known |= {row.split("\t")[0] for row in text.splitlines()}
    assert 60 <= len(items()) == len({each.name for each in items()})
    assert {name for each in items() for name in each.concepts} <= known


def test_compressed(output, tmp_path):
    export(output, "csv", tmp_path / "plain")
    export(output, "csv", tmp_path / "packed", packed=True)
    plain, packed = tree(tmp_path / "plain"), tree(tmp_path / "packed")
    for name in ("facts.csv", "wide.csv", "companies.csv"):
        assert gzip.decompress(packed[f"{name}.gz"]) == plain[name]
    export(output, "csv", tmp_path / "again", packed=True)
    assert tree(tmp_path / "again") == packed


def test_parquet_holds_the_same(output, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    export(output, "csv", tmp_path / "csv")
    export(output, "parquet", tmp_path / "data")
    table = pq.read_table(tmp_path / "data" / "facts", partitioning="hive")
    rows = table.to_pylist()
    expected = comma_table(tmp_path / "csv" / "facts.csv")
    assert sorted((r["adsh"], r["concept"], r["text"]) for r in rows) == sorted(
        (r["adsh"], r["concept"], r["text"]) for r in expected
    )
    assert {(r["year"], r["form"]) for r in rows} == {
        (1998, "10-K"), (1998, "10-K405/A"), (0, "10-K"),
    }  # fmt: skip
    assert sum(Decimal(str(r["value"])) for r in rows if r["value"] is not None) == sum(
        Decimal(r["value"]) for r in expected if r["value"]
    )
    kinds = {field.name: str(field.type) for field in table.schema}
    assert [kinds[name] for name in ("cik", "value", "text", "end", "filed")] == [
        "int64", "double", "string", "date32[day]", "date32[day]",
    ]  # fmt: skip
    # what is unknown is null, not nothing
    assert all(r["cik"] is None for r in rows if r["year"] == 0)


def test_pieces_make_one_parquet_table(output, tmp_path, monkeypatch):
    pq = pytest.importorskip("pyarrow.parquet")
    export(output, "parquet", tmp_path / "whole")
    monkeypatch.setattr(parquet, "_BLOCK", 1)
    export(output, "parquet", tmp_path / "pieces")
    path = "facts/year=1998/form=10-K/part-0.parquet"
    whole, pieces = (pq.ParquetFile(tmp_path / name / path) for name in ("whole", "pieces"))
    assert (whole.num_row_groups, pieces.num_row_groups) == (1, len(YEAR))
    assert whole.read().equals(pieces.read())


def test_parquet_of_the_data_sets(output, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    export(output, "fsds", tmp_path / "data", as_parquet=True)
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == [
        "companies.parquet", "export.json", "first", "num", "pre", "sub", "tag",
    ]  # fmt: skip
    sub = pq.read_table(tmp_path / "data" / "sub", partitioning="hive").to_pylist()
    assert {(row["adsh"], row["form"]) for row in sub} == {
        ("0000000001-98-000001", "10-K"),
        ("0000000001-98-000002", "10-K405/A"),
        ("sha256-0123456789abc", "10-K"),
    }
    assert [row["adsh"] for row in sub if row["prevrpt"] == 1] == ["0000000001-98-000001"]


def test_parquet_is_the_same_each_time(output, tmp_path):
    pytest.importorskip("pyarrow")
    for name in ("one", "two"):
        export(output, "parquet", tmp_path / name)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_without_pyarrow(output, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.csv", None)
    with pytest.raises(ExportError, match=r"retroxbrl\[datasets\]"):
        parquet.require()
    with pytest.raises(ExportError, match="needs pyarrow"):
        export(output, "parquet", tmp_path / "data")
    assert not (tmp_path / "data").exists()
    export(output, "csv", tmp_path / "data")


def test_the_command(output, tmp_path, capsys):
    def run(*arguments):
        return cli.main(["export", "-o", str(output), *map(str, arguments)])

    assert run("--to", "csv", tmp_path / "data") == 0
    told = dict(row.split() for row in capsys.readouterr().out.splitlines())
    assert told == {"filings": "3", "companies": "2", "facts": "15", "wide": "6"}
    assert run("--to", "companies", tmp_path / "data", "--json") == 0
    assert '"export": "companies"' in capsys.readouterr().out
    for wrong in (
        ["--to", "csv", "--as", "parquet", tmp_path / "data"],
        ["--to", "fsds", "--gzip", tmp_path / "data"],
        ["--to", "csv", output],
        ["--to", "csv", output / "manifest.jsonl"],
        ["--to", "csv", tmp_path / "new", "-o", tmp_path],
    ):
        assert run(*wrong) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    (output / "0000000001-98-000002" / "acme-19971231.csv").unlink()
    assert run("--to", "csv", tmp_path / "data") == 1
    assert "EXP001" in capsys.readouterr().err
