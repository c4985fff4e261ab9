"""py-xbrl, offline with a seeded cache: instance and inline document, value by value.

Its limits: numbers are floats, units are strings, footnotes are not read, and a text in the inline
document is read with the blanks and the markup that are in it. A figure that is two facts, one
inside the other, is only the inner one to it.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from converter import convert

pytest.importorskip("arelle")
pytest.importorskip("xbrl", reason="py-xbrl is not installed (docs/tools.md)")
from seeded import seed
from xbrl.cache import HttpCache
from xbrl.helper.connection_manager import ConnectionManager
from xbrl.instance import XbrlParser

FRACTION = "{http://www.xbrl.org/2013/inlineXBRL}nonFraction"
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return seed(tmp_path_factory.mktemp("cache"))


def refuse(_self, url, headers=None):
    msg = f"{url} was not in the cache"
    raise AssertionError(msg, headers)


def nested(page):
    """Concept and context of the facts whose printed figure is another fact too."""
    root = etree.parse(page)
    return {
        (fact.get("name").replace(":", "_"), fact.get("contextRef"))
        for fact in root.iterfind(f".//{FRACTION}")
        if fact.find(FRACTION) is not None
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("ending", [".xml", ".htm"])
def test_the_same_facts(path, ending, cache, tmp_path, monkeypatch):
    monkeypatch.setattr(ConnectionManager, "download", refuse)
    report = convert(path, tmp_path)
    page = tmp_path / report.folder / f"{report.base}{ending}"
    read = XbrlParser(HttpCache(str(cache))).parse_instance(str(page)).facts
    numbers = {
        (fact.concept.xml_id, fact.context.xml_id, round(Decimal(str(fact.value)), 4))
        for fact in read
        if hasattr(fact, "unit")
    }
    outer = nested(page) if ending == ".htm" else set()
    wanted = {
        (f"{fact.concept}".replace(":", "_"), fact.context.id, round(fact.value, 4))
        for fact in report.facts
        if isinstance(fact.value, Decimal)
    }
    lost = {each[:2] for each in wanted - numbers}
    assert not numbers - wanted
    assert lost <= outer
    texts = {fact.xml_id for fact in read if not hasattr(fact, "unit")}
    named = {fact.id for fact in report.facts if not isinstance(fact.value, Decimal)}
    assert named <= texts
