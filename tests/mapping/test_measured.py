"""A confidence is what was measured, and says so; where nothing was, it is the rule's."""

import datetime as dt
import shutil

import pytest

from converter.mapping import confidence
from converter.mapping.confidence import LATEST, Curve, Measured, load_measured
from converter.model.mapped import Claim, Way
from converter.resources import resource
from converter.tsv import MappingError, read_rows

OLD = dt.date(1997, 12, 31)
CURVE = Curve([
    Measured(Way.NETWORK, "", LATEST, 0.4, 0.8, 50, 40),
    Measured(Way.NETWORK, "", LATEST, 0.9, 0.95, 100, 95),
    Measured(Way.ROW, "BS IS", None, 0.9, 0.93, 100, 93),
])  # fmt: skip


@pytest.mark.parametrize(
    ("way", "statement", "newest", "given", "share"),
    [
        (Way.NETWORK, "BS", OLD, 0.4, 0.8),
        (Way.NETWORK, "BS", OLD, 0.65, 0.875),
        (Way.NETWORK, "CF", OLD, 0.9, 0.95),
        (Way.NETWORK, "CF", OLD, 0.99, 0.95),
        (Way.NETWORK, "IS", OLD, 0.2, 0.4),
        (Way.NETWORK, "IS", LATEST, 0.4, None),
        (Way.NETWORK, "IS", None, 0.4, None),
        (Way.ROW, "IS", None, 0.95, 0.93),
        (Way.ROW, "IS", LATEST, 0.95, 0.93),
        (Way.ROW, "EQ", OLD, 0.95, None),
        (Way.WORDS, "IS", OLD, 0.95, None),
    ],
)
def test_the_share_between_the_points(way, statement, newest, given, share):
    found = CURVE.share(way, statement, newest, given)
    assert found == (None if share is None else pytest.approx(share))


def test_the_packaged_curves_are_those_of_their_lines():
    table = resource("mappings", "confidence.tsv")
    rows = [cells for _, cells in read_rows(table, confidence.FIELDS)]
    assert {row[0] for row in rows} >= {"network", "row"}
    for *_, stated, share, lines, right in rows:
        assert int(lines) >= 30, "fewer are no measurement"
        assert float(share) == pytest.approx(min(int(right) / int(lines), 0.99), abs=0.001)
        assert 0 < float(stated) <= 1
    # the network is too modest on old filings
    assert load_measured().measured(Way.NETWORK, "BS", OLD, 0.5) > 0.6


def test_what_was_not_measured_is_the_rules():
    assert load_measured().measured(Way.WORDS, "NOTE", None, 0.42) is None
    claim = Claim(confidence=0.42)
    assert (claim.stated, claim.basis) == (0.42, "rule")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("oracle", "", "", "0.9", "0.9", "100", "90"), "no way 'oracle'"),
        (("words", "XX", "", "0.9", "0.9", "100", "90"), "no statement 'XX'"),
        (("words", "", "soon", "0.9", "0.9", "100", "90"), "soon"),
        (("words", "", "", "0.9", "0.9", "100", "70"), "70 of 100 are no share of 0.9"),
        (("words", "", "", "1.9", "0.9", "100", "90"), "no share"),
        (("row", "EQ", "", "0.99", "0.5", "100", "50"), "must not be right less often"),
        (("row", "EQ", "", "0.1", "0.95", "100", "95"), "must not be right less often"),
    ],
)
def test_a_wrong_row_is_told(tmp_path, monkeypatch, cells, words):
    path = tmp_path / "mappings" / "confidence.tsv"
    path.parent.mkdir()
    shutil.copy(resource("mappings", "confidence.tsv"), path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\t".join(cells) + "\n", encoding="utf-8")
    monkeypatch.setattr(confidence, "resource", tmp_path.joinpath)
    with pytest.raises(MappingError, match=words) as caught:
        load_measured()
    assert caught.value.line == text.count("\n") + 1
