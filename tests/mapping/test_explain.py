import pytest

from converter.mapping.explain import explain_caption


def test_a_match_is_explained():
    told = explain_caption("Prepaid expenses", "BS", ("Current assets:",))
    assert told.found
    assert "us-gaap:PrepaidExpenseCurrent" in told.text()
    assert "assets_current" in told.text()
    assert "S-X 5-02.7" in told.text()
    row = told.row()
    assert row["words"] == "prepaid expense"
    assert row["source"] == "S-X 5-02.7"
    assert row["rule"] == "bs.PrepaidExpenseCurrent"


def test_an_abstention_is_explained():
    told = explain_caption("Xyzzy", "cf")
    assert not told.found
    assert "element of the filing's own" in told.text()


def test_there_are_six_statements():
    with pytest.raises(ValueError, match="no statement 'XX'"):
        explain_caption("Cash", "XX")


def test_a_section_that_nothing_reads_is_told():
    assert "no row of headings.tsv" in explain_caption("Cash", "BS", ("Xyzzy",)).text()
