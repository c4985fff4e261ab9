"""Earnings per share of the basic and the diluted side, each with concepts of its own."""

import pytest

from tests.mapping.test_sole_earnings import concepts_of_lines

SIDES = {"basic": "PerBasicShare", "diluted": "PerDilutedShare"}


def lines(*rows):
    return "".join(f"{caption:<56}{one:>9}{two:>9}\n" for caption, one, two in rows)


BASIC = (
    ("Before extraordinary item - basic", ".26", ".19"),
    ("Extraordinary item", "(.01)", "(.02)"),
    ("Net income per share - basic", ".25", ".17"),
)
DILUTED = (
    ("Before extraordinary item - diluted", ".24", ".18"),
    ("Extraordinary item", "(.01)", "(.02)"),
    ("Net income per share - diluted", ".23", ".16"),
)


def sides(*rows):
    """The sides of the lines with amounts a share, in order; '' where a line has no concept."""
    return [
        next((side for side, end in SIDES.items() if local.endswith(end)), local)
        for local in concepts_of_lines(lines(("Earnings per share:", "", ""), *rows), 1999)[1:]
    ]


@pytest.mark.parametrize("first", [True, False], ids=["basic first", "diluted first"])
def test_a_line_between_two_of_a_side_is_of_it(first):
    found = sides(*((*BASIC, *DILUTED) if first else (*DILUTED, *BASIC)))
    basic = ["basic", "basic", "EarningsPerShareBasic"]
    diluted = ["diluted", "diluted", "EarningsPerShareDiluted"]
    assert found == ([*basic, *diluted] if first else [*diluted, *basic])


def test_a_line_is_of_the_side_of_the_total_that_it_adds_up_to():
    found = sides(*BASIC, ("Before extraordinary item", ".24", ".18"), *DILUTED[1:])
    assert found == ["basic", "basic", "EarningsPerShareBasic",
                     "diluted", "diluted", "EarningsPerShareDiluted"]  # fmt: skip


def test_where_nothing_adds_up_and_no_side_is_said_lines_stay():
    found = sides(*BASIC, ("Dividends per share", ".10", ".10"))
    assert found[-1] == "CommonStockDividendsPerShareDeclared"
