"""A name that the taxonomy lacks leads to the ones that were meant."""

import pytest

from converter.dts.near import near_concepts


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("us-gaap:Revenue", "did you mean us-gaap:Revenues?"),
        ("us-gaap:assets", "did you mean us-gaap:Assets?"),
        ("RoyaltiesExpense", "did you mean us-gaap:RoyaltyExpense?"),
        ("us-gaap:EarningsPerSharePrimary", "did you mean retro:EarningsPerSharePrimary?"),
        ("us-gaap-2025:NetIncomeLoss", "it is the present name of us-gaap:NetIncomeLoss"),
        ("us-gaap:Xyzzy", ""),
    ],
)
def test_near_concepts(name, hint):
    assert near_concepts(name) == hint
