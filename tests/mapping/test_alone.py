"""How sure the network must be where no row agrees with it."""

import datetime as dt

import pytest

from converter.mapping.alone import least_sure

OLD, NEW = dt.date(1996, 12, 31), dt.date(2009, 12, 31)


@pytest.mark.parametrize(
    ("caption", "concept", "shared"),
    [
        ("Insurance and claims", "SellingGeneralAndAdministrativeExpense", False),
        ("Rents and purchased transportation", "ShippingHandlingAndTransportationCosts", True),
        ("RECEIVABLES FROM AFFILIATES", "DueFromAffiliateCurrent", True),
        ("Other", "OtherLiabilitiesCurrent", False),  # small words say nothing
    ],
)
def test_words_in_common(caption, concept, shared):
    assert (least_sure(caption, concept, OLD) < least_sure("", concept, OLD)) is shared


@pytest.mark.parametrize(("newest", "asked"), [(OLD, True), (NEW, False), (None, False)])
def test_only_older_statements_are_asked(newest, asked):
    assert (least_sure("Insurance and claims", "NetIncomeLoss", newest) > 0) is asked
