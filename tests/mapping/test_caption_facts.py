"""Amounts inside captions that the words beside them name."""

import pytest

from converter.mapping.caption_facts import counts_shares, names_amount
from converter.model.lineitem import CaptionAmount
from converter.model.source import Span


def amount(before, after="", *, currency=True, digits="411"):
    place = Span(start=0, end=3, line=1, column=0)
    return CaptionAmount(place, digits, currency, before, after, (), (), (), 0)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("at fair value (cost", "", "cost"),
        ("at amortized cost (fair value", "", "fair value"),
        ("less unamortized issue costs of", "", "unamortized issue costs"),
        ("net of accumulated amortization of", "", "accumulated amortization"),
        ("Preferred stock, aggregate liquidation value", "", "aggregate liquidation value"),
        ("Unrealized appreciation of securities, net of", "deferred taxes", "deferred taxes"),
        # nothing of these says what the amount is
        ("Time deposits under", "", ""),
        ("Common stock", "par value", ""),
        ("dividends", "per share", ""),
        ("", "", ""),
    ],
)
def test_what_the_words_beside_an_amount_call_it(before, after, named):
    assert names_amount(amount(before, after)) == named


def test_counts_are_called_nothing():
    assert names_amount(amount("at cost", "shares", currency=False)) == ""


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ("Issuance of", "shares", True),
        ("Exercise of", "options", True),
        ("Exercise of", "stock options", True),
        ("Grant of", "options", False),  # no share was issued yet
        ("warrants to purchase", "shares", False),
    ],
)
def test_what_counts_the_shares_of_a_movement(before, after, counts):
    assert counts_shares(amount(before, after, currency=False, digits="33,500")) is counts
