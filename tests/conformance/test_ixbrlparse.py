"""ixbrlparse, a reader without a taxonomy, sees the same values in the inline document.

Its limits: it loses the denominator of per-share units, and reads what is inside ix:nonNumeric
without its format.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from reports_xbrl import report

from converter.write.ixbrl import inline

ixbrlparse = pytest.importorskip("ixbrlparse")
pytestmark = pytest.mark.arelle


def test_same_values(tmp_path):
    made = report()
    page = tmp_path / "page.htm"
    page.write_text(inline(made).value, encoding="utf-8")
    with page.open(encoding="utf-8") as file:
        read = ixbrlparse.IXBRL(file)
    # a set: a fact is there wherever it is printed
    numbers = {
        (fact.name, fact.context.id, round(Decimal(str(fact.value)), 4)) for fact in read.numeric
    }
    assert numbers == {
        (fact.concept.local, fact.context.id, round(fact.value, 4))
        for fact in made.facts
        if isinstance(fact.value, Decimal)
    }
    assert {fact.name for fact in read.nonnumeric} == {
        fact.concept.local for fact in made.facts if isinstance(fact.value, str)
    }
