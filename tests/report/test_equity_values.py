"""Values of statements of equity: under their components, in the units of their columns."""

import pytest

from converter.model.xbrl import SHARES
from tests.report.small_statements import COUNTS, SALES, converted, operations


def test_shares_have_the_units_of_their_own_head():
    page = """                STATEMENTS OF STOCKHOLDERS' EQUITY
                        (Dollars in millions)

                                                       Common Stock
                                                       Shares
                                                   (in thousands)    Amount    Total
                                                   --------------   -------  -------
Balance, June 30, 2003                                    116,147   $   204  $   204
Net income                                                                4        4
Balance, June 30, 2004                                    116,147   $   208  $   208
"""
    facts = converted(operations(*SALES), page).report.facts
    found = {(f.concept.local, f.value) for f in facts if f.context.dimensions}
    assert ("SharesIssued", 116_147_000) in found
    assert ("StockholdersEquity", 208_000_000) in found


def test_two_columns_of_one_component_are_parts_of_it():
    page = """                STATEMENTS OF STOCKHOLDERS' EQUITY
                         (in thousands)

                                       Years ended June 30, 2003 and 2004
                                            Unrealized  Unrealized
                                    Common   Losses on    Gains on
                                    Stock       Hedges     Futures     Total
                                   -------    --------    --------   -------
Balance, June 30, 2003             $   200    $    (30)   $     10   $   180
Net income                              --          --          --         4
Balance, June 30, 2004             $   204    $    (30)   $     10   $   184
"""
    done = converted(operations(*SALES), page)
    facts = [f for f in done.report.facts if f.concept.local == "StockholdersEquity"]
    found = {(f.context.dimensions[0][1].local if f.context.dimensions else "", f.value)
             for f in facts if f.context.period.slug == "20030630"}  # fmt: skip
    assert found == {
        ("CommonStockMember", 200_000), ("UnrealizedLossesOnHedgesMember", -30_000),
        ("UnrealizedGainsOnFuturesMember", 10_000), ("", 180_000),
    }  # fmt: skip
    assert not [f for f in done.findings if f.code == "DUP001"]


@pytest.mark.parametrize(
    ("total", "equity"), [("       ", -475), ("  1,725", -475), ("  2,675", 475)],
    ids=["it is treasury stock", "the total says so", "the total says that it is none"],
)  # fmt: skip
def test_a_component_printed_as_what_it_takes_off(total, equity):
    head = "    Total" if total.strip() else ""
    page = f"""                STATEMENTS OF STOCKHOLDERS' EQUITY
                         (in thousands)

                                   Common    Retained    Treasury
                                    Stock    Earnings       Stock{head}
                                  -------    --------     -------    -----
Balance, June 30, 2003            $   200    $  2,000     $   475  {total}
Stock purchased                        --          --          25
Balance, June 30, 2004                200       2,000         500
"""
    done = converted(operations(*SALES), page)
    found = {f.context.dimensions[0][1].local: f.value for f in done.report.facts
             if f.context.dimensions and f.context.period.slug == "20030630"}  # fmt: skip
    assert found["TreasuryStockMember"] == equity * 1000
    assert found["RetainedEarningsMember"] == 2_000_000


def test_an_element_of_the_filing_s_own_is_one_for_all_years_of_an_equity_statement():
    rows = """Balance, June 30, 2002        $   100   $   100
Net income                          1         1
Tribute of partners (net of $3)     6         6
Balance, June 30, 2003            107       107
Net income                          2         2
Tribute of partners (net of $5)     7         7
Balance, June 30, 2004        $   116   $   116
"""
    page = f"""                STATEMENTS OF STOCKHOLDERS' EQUITY
                         (in thousands)

                               Common
                                Stock     Total
                              -------   -------
{rows}"""
    done = converted(operations(*SALES), page)
    own = {f.concept.local for f in done.report.facts if "Tribute" in f.concept.local}
    assert own == {"TributeOfPartners"}


def test_components_of_equity_may_stand_one_below_the_other():
    done = converted(
        COUNTS.format(units="(in millions)", caption="33 shares issued"),
        """                STATEMENTS OF STOCKHOLDERS' EQUITY
                For the Years Ended September 30, 2004 and 2003
                          (in millions)
                                           2004          2003
                                         ---------     ---------
NUMBER OF COMMON SHARES OUTSTANDING
Balance at beginning of year                  31            30
Balance at end of year                        33            31
COMMON STOCK
Balance at beginning of year               1,031         1,030
Issued for employee plans                      2             1
Balance at end of year                     1,033         1,031
CLASS B STOCK
Balance at end of year                        35            35
Total stockholders' equity                 9,999         9,888
""",
    )
    found = {
        (f.concept.local, *(m.local for _, m in f.context.dimensions), f.context.period.slug): f
        for f in done.report.facts
        if f.context.period.slug in ("20040930", "20030930")
    }
    stock = found["StockholdersEquity", "CommonStockMember", "20040930"]
    assert stock.value == 1_033_000_000
    assert found["StockholdersEquity", "CommonStockMember", "20030930"].value == 1_031_000_000
    assert found["StockholdersEquity", "ClassBStockMember", "20040930"].value == 35_000_000
    assert found["StockholdersEquity", "20040930"].value == 9_999_000_000
    counted = [fact for key, fact in found.items() if key[1].startswith("NumberOfCommon")]
    assert {str(fact.unit) for fact in counted} == {str(SHARES)}
    assert {fact.value for fact in counted} == {31_000_000, 33_000_000}


COMPONENTS = """COMMON STOCK
Balance at beginning of year               1,031         1,030
Issued for employee plans                      2             1
Balance at end of year                     1,033         1,031
RETAINED EARNINGS
Balance at beginning of year                 211           205
Net income                                     5             6
Balance at end of year                       216           211
"""


def test_an_own_element_of_what_components_add_up_to_is_an_instant():
    page = f"""                STATEMENTS OF STOCKHOLDERS' EQUITY
                For the Years Ended June 30, 2004 and 2003
                          (in thousands)
                                           2004          2003
                                         ---------     ---------
{COMPONENTS}Total guardians' and stewards' equity      1,249         1,242
"""
    facts = converted(operations(*SALES), page).report.facts
    own = {(f.context.period.kind, f.value) for f in facts if "Guardians" in f.concept.local}
    assert own == {("instant", 1_249_000), ("instant", 1_242_000)}


def test_heads_far_above_the_heading_of_the_first_rows_are_those_of_the_columns():
    page = f"""                    OWNERS' ACCOUNTS RESTATED
                          (in thousands)


                                          Years Ended June 30,
                                           2004          2003
                                         ---------     ---------



{COMPONENTS}Total stockholders' equity                 1,249         1,242
"""
    facts = converted(operations(*SALES), page).report.facts
    found = {
        (*(m.local for _, m in f.context.dimensions), f.context.period.slug): f.value
        for f in facts
        if f.concept.local == "StockholdersEquity"
    }
    assert found["CommonStockMember", "20040630"] == 1_033_000
    assert found["RetainedEarningsMember", "20030630"] == 211_000
    assert found["20040630",] == 1_249_000
