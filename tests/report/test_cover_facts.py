"""The cover's facts: their contexts, units and members; made up."""

import datetime as dt
from decimal import Decimal

import pytest
from analysed import analysed

COVER = """\
                                   FORM {form}
{when}
                     Commission file number 1-4444

                              ACME ANVIL, INC.
             (Exact Name of Registrant as Specified in its Charter)

The aggregate market value of the voting stock held by non-affiliates as of March 3, 1997 was
$1,234,567,890. As of March 4, 1997 there were 5,000,000 shares of Class A Common Stock and
700,000 shares of Special Common Stock outstanding.

<PAGE>
                              ACME ANVIL, INC.
                          CONSOLIDATED BALANCE SHEETS
                                 (in thousands)

                                              December 31,
                                            1996        1995
Cash                                      $  100      $   90
Inventories                                  300         280
                                          ------      ------
Total assets                              $  400      $  370
                                          ======      ======

Accounts payable                          $  150      $  140
Common stock                                 250         230
                                          ------      ------
Total liabilities and stockholders' equity $ 400      $  370
                                          ======      ======
"""


def facts(form, when):
    text = COVER.format(form=form, when=when)
    report = analysed(text, "cover").report
    return {fact.id: fact for fact in report.facts}, report


def test_classes_of_stock_are_members():
    found, report = facts("10-K", "For the fiscal year ended December 31, 1996")
    counts = {
        fact.context.dimensions[0][1].local: (fact.value, fact.context.period.end, fact.unit.id)
        for fact in found.values()
        if fact.concept.local == "EntityCommonStockSharesOutstanding"
    }
    day = dt.date(1997, 3, 4)
    assert counts == {
        "CommonClassAMember": (Decimal(5000000), day, "shares"),
        "SpecialCommonStockMember": (Decimal(700000), day, "shares"),
    }
    cube = report.statements[0].cube
    assert [axis.axis.local for axis in cube.axes] == ["StatementClassOfStockAxis"]
    assert {member.local for member in cube.axes[0].members} == set(counts)


def test_the_float_is_an_amount_of_its_day():
    found, report = facts("10-K", "For the fiscal year ended December 31, 1996")
    stated = next(fact for fact in found.values() if fact.concept.local == "EntityPublicFloat")
    assert (stated.value, stated.decimals, stated.unit.id) == (Decimal(1234567890), 0, "USD")
    assert stated.context.period.end == dt.date(1997, 3, 3)
    assert report.source.cut(stated.span) == "1,234,567,890"


@pytest.mark.parametrize(
    ("form", "when", "start", "end"),
    [
        ("10-K", "For the fiscal year ended December 31, 1996", (1996, 1, 1), (1996, 12, 31)),
        ("8-K", "Date of Report (Date of earliest event reported): May 9, 1997", (1997, 5, 9), (1997, 5, 9)),
    ],
)  # fmt: skip
def test_an_8_ks_cover_holds_for_its_own_day(form, when, start, end):
    found, _ = facts(form, when)
    name = next(fact for fact in found.values() if fact.concept.local == "EntityRegistrantName")
    assert name.context.period.start == dt.date(*start)
    assert name.context.period.end == dt.date(*end)
