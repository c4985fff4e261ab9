"""When two places state the same amount of one fact."""

import datetime as dt
from decimal import Decimal

import pytest

from converter.dts.base import load_base
from converter.model.decisions import Stated
from converter.model.filing import StatementKind
from converter.model.source import Span
from converter.model.xbrl import Instant, Provenance, currency, us_gaap

SPAN = Span(start=0, end=1, line=1, column=0)
CONCEPT = load_base().concept(us_gaap("Assets"))
WHY = Provenance(
    statement=StatementKind.BS, table="Balance sheets", caption="Other", rule="extension",
    confidence=0, basis="rule",
)  # fmt: skip


def stated(value, decimals, table=0):
    return Stated(
        CONCEPT, Instant(date=dt.date(1997, 12, 31)), (), currency("USD"), Decimal(value), decimals,
        SPAN, WHY, table, 0, 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (stated(12_345_000, -3), stated(12_300_000, -5, 1), True),  # a summary in millions
        (stated(12_345_000, -3), stated(12_400_000, -5, 1), False),
        (stated(400_000, -3), stated(0, -6, 1), True),  # nothing, in a summary in millions
        (stated(400_000, -5), stated(0, -6), False),  # a dash of the table itself
        (stated(0, -5), stated(0, -6), True),
        (stated(400_000, -5), stated(410_000, -5), False),
    ],
)
def test_places_agree(one, other, same):
    assert one.agrees(other) is same
    assert other.agrees(one) is same
