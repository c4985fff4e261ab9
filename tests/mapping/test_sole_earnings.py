"""A sole figure per share, and when it is both basic and diluted."""

import pytest

from converter.pipeline import Options, analyse
from converter.read import read_filing
from tests.mapping.test_decide import COVER, OPERATIONS

BOTH = ["EarningsPerShareBasic", "EarningsPerShareDiluted"]
BASIC = ["EarningsPerShareBasic"]


def mapped(last, year=1996):
    text = COVER + OPERATIONS
    raw = text.format(year=year, before=year - 1, income="Income before taxes", last=last).encode()
    (table,) = analyse(read_filing(raw, "mills.txt"), "mills", Options()).mapped
    return table


def concepts_of_lines(last, year):
    """The first concept of each line of `last`, '' for none."""
    table = mapped(last, year)
    found = [claim.concepts[0].qname.local if claim.concepts else "" for claim in table.claims]
    return found[-len(last.splitlines()) :]


def concepts(last, year=1996):
    table = mapped(last, year)
    return {
        item.caption: [concept.qname.local for concept in claim.concepts]
        for item, claim in zip(table.read.items, table.claims, strict=True)
    }


@pytest.mark.parametrize(
    ("caption", "figures", "wanted"),
    [
        ("Earnings per common and common equivalent share", "$ .15  $ .17", BOTH),
        ("Net loss per share", "$ (.15)  $ (.17)", BOTH),
        ("Basic net loss per share", "$ (.15)  $ (.17)", BOTH),
        ("Net income (loss) per share", "$ .15  $ (.17)", BASIC),
        ("Net income per share", "$ .15  $ .17", BASIC),
        ("Basic earnings per share", "$ .15  $ .17", BASIC),
        ("Basic earnings per common and common equivalent share", "$ .15  $ .17", BASIC),
    ],
)
def test_one_figure(caption, figures, wanted):
    first, second = figures.split("  ")
    found = concepts(f"{caption:<56}{first:>9}  {second:>9}".replace("  $", " $"))
    assert found[caption] == wanted


@pytest.mark.parametrize(
    ("caption", "year", "wanted"),
    [
        ("Net income per share", 1998, BOTH),
        ("Net income per share", 1997, BASIC),
        ("Net income per share", 1996, BASIC),
        ("Basic net income per share", 1998, BASIC),
    ],
)
def test_a_report_of_after_1997_prints_both_where_they_differ(caption, year, wanted):
    assert concepts(f"{caption:<56}    $ .15     $ .17", year)[caption] == wanted


def test_a_second_figure_leaves_each_its_own():
    found = concepts(
        "Primary net loss per share               $    (.15) $    (.17)\n"
        "Fully diluted net loss per share         $    (.14) $    (.16)\n"
    )
    assert found["Primary net loss per share"] == [*BASIC, "EarningsPerSharePrimary"]
    diluted = ["EarningsPerShareDiluted", "EarningsPerShareFullyDiluted"]
    assert found["Fully diluted net loss per share"] == diluted


def test_the_parts_follow_their_total():
    found = concepts(
        "Loss per share:\n"
        "  Loss before extraordinary item         $    (.10) $    (.12)\n"
        "  Net loss                               $    (.15) $    (.17)\n"
    )
    part = "IncomeLossBeforeExtraordinaryItemsAndCumulativeEffectOfChangeInAccountingPrinciplePer"
    assert found["Loss before extraordinary item"] == [f"{part}BasicShare", f"{part}DilutedShare"]
    assert found["Net loss"] == BOTH


@pytest.mark.parametrize(
    ("continuing", "discontinued", "wanted"),
    [("(.20) $    (.22)", ".05  $     .05", BOTH), (".05  $     .05", "(.20) $    (.22)", BASIC)],
)
def test_the_loss_of_continuing_operations_decides(continuing, discontinued, wanted):
    found = concepts(
        f"Basic loss per share from continuing operations     $    {continuing}\n"
        f"Basic income per share from discontinued operations $    {discontinued}\n"
        "Basic net loss per share                            $    (.15) $    (.17)\n"
    )
    assert found["Basic net loss per share"] == wanted


def test_pro_forma_figures_are_left_alone():
    found = concepts("Pro forma net loss per share                  $    (.15) $    (.17)")
    assert not set(found["Pro forma net loss per share"]) & {"EarningsPerShareDiluted"}
