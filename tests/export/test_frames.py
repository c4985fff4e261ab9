"""`converter.load`: what was converted as data frames; made up."""

import datetime as dt

import pytest
from made_corpus import fact, filing, line, write_corpus

import converter
from converter.export import ExportError

pd = pytest.importorskip("pandas", reason="pandas (the extra 'dataframe') is not installed")


def income(value, start, end):
    return fact("us-gaap:NetIncomeLoss", value, end, start, statement="IS")


@pytest.fixture
def folder(tmp_path):
    facts = [
        fact("us-gaap:Assets", "900"), fact("us-gaap:Assets", "800", "1996-12-31"),
        fact("us-gaap:Assets", "5", dimensions="us-gaap:LegalEntityAxis=acme:PartMember"),
        income("50", "1997-01-01", "1997-12-31"), income("40", "1996-01-01", "1996-12-31"),
        fact("dei:EntityRegistrantName", "ACME, Inc.", statement="COVER", unit="", decimals=""),
    ]  # fmt: skip
    lines = [
        line("dei:EntityRegistrantName", 1, 1, statement="CP"),
        line("us-gaap:AssetsAbstract", 1, abstract="1", label="ASSETS"),
        line("us-gaap:Assets", 2, label="Total"),
        line("us-gaap:NetIncomeLoss", 1, 3, statement="IS", label="Net income"),
    ]
    other = filing(
        "0000000002-98-000001", [fact("us-gaap:Assets", "1")], [],
        company="OTHER CORP", cik="0000000008", form="10-Q",
    )  # fmt: skip
    return write_corpus(tmp_path / "output", filing(facts=facts, lines=lines), other)


def test_filings(folder):
    out = converter.load(folder)
    assert repr(out) == f"<output {str(folder)!r}: 2 filings>"
    frame = out.filings()
    assert list(frame["company"]) == ["ACME CORP", "OTHER CORP"]
    assert list(frame["facts"]) == [6, 1]
    assert frame["filed"][0] == pd.Timestamp(1998, 3, 2)
    assert list(out.filings(company="8")["adsh"]) == ["0000000002-98-000001"]
    assert list(out.filings(form="10-K")["company"]) == ["ACME CORP"]


@pytest.mark.parametrize(
    ("choice", "values"),
    [
        ({"concept": "us-gaap:Assets"}, [900, 800, 5, 1]),
        ({"concept": "Assets", "company": "acme"}, [900, 800, 5]),
        ({"filing": "0000000002-98-000001"}, [1]),
        ({"company": "nobody"}, []),
    ],
)
def test_facts(folder, choice, values):
    frame = converter.load(folder).facts(**choice)
    assert list(frame["value"]) == values
    assert frame["value"].dtype == "float64"


def test_text_facts_have_no_value(folder):
    frame = converter.load(folder).facts(concept="EntityRegistrantName")
    assert list(frame["text"]) == ["ACME, Inc."]
    assert frame["value"].isna().all()


def test_statements_stand_as_printed(folder):
    frame = converter.load(folder).statements("0000000001-98-000001")
    assert list(frame["label"]) == ["ASSETS", "Total", "Net income"]
    assert list(frame.columns[3:]) == [
        "1997-12-31", "1997-01-01/1997-12-31", "1996-12-31", "1996-01-01/1996-12-31",
    ]  # fmt: skip
    assert frame["1997-12-31"][1] == 900
    assert frame["1996-01-01/1996-12-31"][2] == 40
    assert frame["1997-12-31"].isna().tolist() == [True, False, True]
    one = converter.load(folder).statements("0000000001-98-000001", "IS")
    assert list(one["label"]) == ["Net income"]


def test_series_and_questions(folder):
    out = converter.load(folder)
    frame = out.series("acme", ["net_income"])
    assert list(zip(frame["end"].dt.year, frame["value"], strict=True)) == [(1996, 40), (1997, 50)]
    with pytest.raises(ExportError, match="a SPARQL query, or named"):
        out.query()


def test_other_frames(folder):
    pytest.importorskip("pyarrow", reason="pyarrow (the extra 'datasets') is not installed")
    table = converter.load(folder, "arrow").facts(concept="Assets", company="acme")
    assert table.column("value").to_pylist() == [900, 800, 5]
    assert table.column("end").to_pylist()[1] == dt.date(1996, 12, 31)
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame = converter.load(folder, "polars").facts(concept="Assets", company="acme")
    assert isinstance(frame, polars.DataFrame)
    assert frame["value"].to_list() == [900, 800, 5]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda out: out.statements("none"), "holds no filing 'none'"),
        (lambda out: out.statements("0000000001-98-000001", "CF"), "it has BS, IS"),
        (lambda out: out.series("nobody"), "no company"),
    ],
)
def test_what_is_not_there_is_said(folder, call, said):
    with pytest.raises(ExportError, match=said):
        call(converter.load(folder))


def test_nothing_converted(tmp_path):
    with pytest.raises(ExportError, match="holds no converted filing"):
        converter.load(tmp_path)
