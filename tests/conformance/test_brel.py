"""brel, offline with a seeded cache, reads the instance; facts per share it leaves out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from converter import convert

pytest.importorskip("arelle")
brel = pytest.importorskip(
    "brel", reason="brel-xbrl is not installed (docs/tools.md)", exc_type=ImportError
)
import requests
from seeded import seed, seed_flat

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    seed_flat(folder / ".brel" / "dts_cache", seed(tmp_path_factory.mktemp("cache")))
    return folder


def refuse(_self, url, **_more):
    raise AssertionError(url)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_same_facts(path, home, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(requests.Session, "get", refuse)
    report = convert(path, tmp_path)
    read = brel.Filing.open(str(tmp_path / report.folder / f"{report.base}.xml")).get_all_facts()
    got = {fact._get_id(): fact.get_value_as_str() for fact in read}
    lost = [fact for fact in report.facts if fact.id not in got]
    assert all("PerShare" in str(fact.concept) or "/" in str(fact.unit.id) for fact in lost)
    assert len(lost) < len(report.facts) / 10
    for fact in report.facts:
        if fact.id in got:
            if isinstance(fact.value, Decimal):
                assert Decimal(got[fact.id]) == fact.value, fact.id
            else:
                assert got[fact.id].split() == str(fact.value).split(), fact.id
