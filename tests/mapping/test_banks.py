"""The headings of a bank's operations, below its net interest income."""

import pytest
from analysed import analysed
from made_cover import cover

HEAD = (
    cover("10-K", "December 31, 1997")
    + """<PAGE>

                       STATEMENTS OF INCOME
                          (in thousands)

                                     Years ended December 31,
                                          1997           1996
                                     ----------     ----------
"""
)
FOOT = """                                     ----------     ----------
Income before income taxes                  478            475
Income taxes                                173            177
                                     ----------     ----------
Net income                           $      305     $      298
                                     ==========     ==========
"""
PAGE = (
    HEAD
    + """\
Revenues:
  Interest and fees                       2,141          2,070
  Interest on deposits                      919            831
{net}                     1,222          1,239
{income}:
  Service charges                           200            180
  Other                                      50             65
    {total}                     250            245
{expenses}:
  Salaries and employee benefits            489            482
  Other                                     505            527
"""
    + FOOT
)


def concepts(page=PAGE, **words):
    texts = {key: f"{value:<16}" for key, value in words.items() if key in ("net", "total")}
    (table,) = analysed(page.format(**{**words, **texts})).mapped
    return {
        item.row.cells[0].figure.value: table.claims[at].concepts[0].qname.local
        for at, item in enumerate(table.read.items)
        if item.row.cells and table.claims[at].concepts
    }


@pytest.mark.parametrize(
    ("income", "expenses", "total"),
    [
        ("OPERATING INCOME", "OPERATING EXPENSES", "Total operating income"),
        ("Other income", "Other expenses", "Total other income"),
        ("Other operating income", "Other operating expenses", "Total"),
    ],
)
def test_what_a_bank_earns_and_spends_beside_interest(income, expenses, total):
    found = concepts(
        net="Net interest income", income=income, expenses=expenses, total=total
    )  # fmt: skip
    assert found[50] == "NoninterestIncomeOtherOperatingIncome"
    assert found[250] == "NoninterestIncome"
    assert found[505] == "OtherNoninterestExpense"


def test_others_spend_nothing_beside_interest():
    page = PAGE.replace("Interest and fees   ", "Sales of goods      ")
    page = page.replace("Interest on deposits", "Cost of goods sold  ")
    found = concepts(
        page,
        net="Gross profit",
        income="Other income",
        expenses="Operating expenses",
        total="Total",
    )
    assert not any("Noninterest" in each for each in found.values())


SHORT = (
    HEAD
    + """\
Interest income                           2,141          2,070
Interest expense                            919            831
Net interest income                       1,222          1,239
Other income                                250            245
{beside}Other expenses                            994          1,009
"""
    + FOOT
)


@pytest.mark.parametrize(
    ("beside", "whole"),
    [("", True), ("Salaries                                    489            482\n", False)],
)
def test_one_line_each_is_all_that_it_earns_and_spends_beside_interest(beside, whole):
    found = concepts(SHORT, beside=beside)
    assert (found[250] == "NoninterestIncome") is whole
    assert (found[994] == "NoninterestExpense") is whole
