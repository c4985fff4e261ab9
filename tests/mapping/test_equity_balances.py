"""Balances of equity, and what is carried from one to the next."""

import pytest

from converter.pipeline import Options, matched
from converter.read import read_filing
from tests.mapping.test_decide import COVER

PAGE = """
<PAGE>
                     STATEMENTS OF STOCKHOLDERS' EQUITY
                               (in thousands)

                                         Common    Retained
                                          stock    earnings     Total
                                        ---------  ---------  ---------
Stockholders' equity, September 30, 1995$   100  $     500  $     600
Net income                                     --        150        150
Retained earnings - other changes              --        (10)       (10)
Translation adjustments:
  Continuing operations                        --         (5)        (5)
                                        ---------  ---------  ---------
{first}                             100        635        735
Net income                                     --         65         65
                                        ---------  ---------  ---------
September 30, 1997                       $    100  $     700  $     800
                                        =========  =========  =========
"""


OWN = (
    "id\tstatement\tsection\tcaption\tconcept\tshares_concept\tperiod\tsign\trole\tconfidence"
    "\texample\tsource\n"
    "mine.parts\tEQ\t\tcontinuing operations\tus-gaap:IncomeLossFromContinuingOperations\t\tduration"
    "\tas_printed\t\t0.9\tContinuing operations\tmine\n"
)


def read(page=PAGE, **options):
    raw = (COVER.format(year=1997) + page.format(first="September 30, 1996")).encode()
    (table,), _ = matched(read_filing(raw, "mills.txt").value, Options(**options))
    return {
        item.caption: [concept.qname.local for concept in claim.concepts]
        for item, claim in zip(table.read.items, table.claims, strict=True)
        if item.row.cells
    }


@pytest.fixture(scope="module")
def claims():
    return read()


@pytest.mark.parametrize("caption", ["September 30, 1996", "September 30, 1997"])
def test_a_date_alone_is_the_balance_that_the_changes_lead_to(claims, caption):
    assert claims[caption] == ["StockholdersEquity"]


def test_what_is_carried_between_two_balances_is_none(claims):
    assert claims["Retained earnings - other changes"] == []
    assert claims["Net income"] == ["NetIncomeLoss"]


def test_parts_of_the_translation_are_no_income(claims):
    assert claims["Continuing operations"] == []


def test_a_row_of_the_users_own_stands(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(OWN)
    assert read(mappings=(path,))["Continuing operations"] == ["IncomeLossFromContinuingOperations"]


@pytest.mark.parametrize(
    ("caption", "concept"),
    [
        ("Distributions", "Dividends"),
        ("Distributions to members",
         "DistributionMadeToMemberOrLimitedPartnerCashDistribution"),
    ],
)  # fmt: skip
def test_what_a_corporation_distributes_are_dividends(caption, concept):
    claimed = read(PAGE.replace("Retained earnings - other changes", f"{caption:<33}"))[caption]
    assert claimed == [concept]
