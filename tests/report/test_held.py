"""Shares so few that a parent holds them all."""

import pytest

from tests.report.small_statements import COUNTS, converted, values


@pytest.mark.parametrize(
    ("units", "caption", "issued"),
    [
        ("(in millions)", "2,000 shares authorized, issued and outstanding", 2_000),
        ("(in millions)", "2,000 shares issued and outstanding", 2_000_000_000),
        (
            "(dollars and shares in millions)",
            "2,000 shares authorized, issued and outstanding",
            2_000_000_000,
        ),
    ],
    ids=["wholly held", "not all that may be issued", "said"],
)
def test_where_all_shares_authorized_are_outstanding_they_are_counted_in_full(
    units, caption, issued
):
    done = converted(COUNTS.format(units=units, caption=caption))
    assert values(done)["CommonStockSharesIssued", "20040930"] == issued
