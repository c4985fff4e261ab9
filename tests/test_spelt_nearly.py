"""What was probably meant by a word that is none."""

import pytest

from converter.near import nearest, or_all


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("convrt", ["convert", "check"], "did you mean convert?"),
        ("bs", ["BS", "IS"], "did you mean BS?"),
        ("Net-Income", ["net-income", "revenue"], "did you mean net-income?"),
        ("xyz", ["BS", "IS"], ""),
        ("", ["BS"], ""),
        ("x", [], ""),
    ],
)
def test_nearest(word, known, hint):
    assert nearest(word, known) == hint


def test_where_nothing_is_near_all_are_named():
    assert or_all("excel", ["csv", "rdf"]) == "there are csv, rdf"
    assert or_all("cvs", ["csv", "rdf"]) == "did you mean csv?"
