"""Whose change a line of cash flows is, by the balance sheet."""

import pytest
from analysed import analysed

from converter.mapping.changes import ASSETS, LIABILITIES, moved
from converter.mapping.decide import decide
from converter.model.filing import StatementKind
from converter.pipeline import Options, matched
from converter.read import read_filing
from tests.mapping.test_decide import COVER

SHEET = """
<PAGE>
                                BALANCE SHEETS
                                (in thousands)

                                            September 30,
                                           1997          1996
                                         ---------     ---------
Current assets
  Cash                                   $   1,000     $     800
  {asset}          1,500         1,100
                                         ---------     ---------
Total assets                             $   2,500     $   1,900
                                         =========     =========
Current liabilities
  {liability}            884           212
Stockholders' equity                         1,616         1,688
                                         ---------     ---------
Total liabilities and equity             $   2,500     $   1,900
                                         =========     =========
"""
FLOWS = """
<PAGE>
                            STATEMENTS OF CASH FLOWS
                                 (in thousands)

                                          Years Ended September 30,
                                            1997       1996
                                         ---------  ---------
Operating activities:
  Net income (loss)                      $     (72) $     310
  Changes in assets and liabilities:
    {first}        (400)       (50)
    {second}          672       (391)
                                         ---------  ---------
Net cash provided by operating activities      200       (131)
                                         =========  =========
"""


def told(first, second, asset="Income tax refund ", liability="Income taxes      "):
    """[side or None] of the two lines of changes, and the concepts that they get."""
    page = SHEET.format(asset=asset, liability=liability) + FLOWS.format(
        first=f"{first:18}", second=f"{second:18}"
    )
    tables, mapping = matched(
        read_filing((COVER.format(year=1997) + page).encode(), "mills.txt").value, Options()
    )
    flows = next(table for table in tables if table.read.table.kind is StatementKind.CF)
    sides = moved(flows, tables)
    claims = decide(tables, mapping)[tables.index(flows)].claims
    found = []
    for at, item in enumerate(flows.read.items):
        if item.caption in (first, second):
            names = [concept.qname.local for concept in claims[at].concepts]
            found.append((sides.get(at), *names))
    return found


def test_a_figure_is_the_difference_of_two_balances():
    refund, taxes = told("Taxes", "Other taxes")
    assert (refund[0], taxes[0]) == (ASSETS, LIABILITIES)


def test_taxes_whose_liability_grew_are_no_receivable():
    _, taxes = told("Receivables", "Income taxes")
    assert taxes == (LIABILITIES, "IncreaseDecreaseInAccruedIncomeTaxesPayable")


@pytest.mark.parametrize(
    ("asset", "side"),
    [
        ("Allowances        ", ASSETS),
        ("Less allowances   ", None),
        ("Allowance for wear", None),
        ("Accumulated wear  ", None),
    ],
)
def test_the_change_of_a_contra_account_is_no_flow(asset, side):
    """Whose figure is its difference is told by chance."""
    flow, _ = told("Taxes", "Other taxes", asset=asset)
    assert flow[0] == side


def test_words_tell_where_no_figure_does():
    _, taxes = told("Receivables", "Income taxes", liability="Other taxes       ")
    assert taxes[0] == LIABILITIES  # 884 - 212, whatever it is called there
    page = SHEET.replace("           212\n", "           300\n").replace("1,688", "1,600")
    assert "672" not in page


@pytest.mark.parametrize("second", ["Depreciation", "Net gain on sales"])
def test_what_is_under_no_heading_of_changes_is_none(second):
    flows = FLOWS.replace("  Changes in assets and liabilities:\n", "")
    flows = flows.replace("(400)", "(410)").replace("672", "682")  # no difference of balances
    page = SHEET.format(asset="Receivables", liability=second) + flows.format(
        first="Receivables", second=second
    )
    tables, _ = matched(
        read_filing((COVER.format(year=1997) + page).encode(), "mills.txt").value, Options()
    )
    flows = next(table for table in tables if table.read.table.kind is StatementKind.CF)
    assert moved(flows, tables) == {}


def of_flows(*lines, heading="Changes in assets and liabilities:"):
    """(element, value of the first year in thousands) of lines, the report's own elements."""
    flows = FLOWS.replace("Changes in assets and liabilities:", heading).split("    {first}")[0]
    flows += "".join(f"    {caption:36}{one:>9}  {other:>9}\n" for caption, one, other in lines)
    flows += "                                         ---------  ---------\n"
    flows += "Net cash provided by operating activities      200       (131)\n"
    page = SHEET.format(asset="Tanning and hides ", liability="Income taxes      ") + flows
    report = analysed(COVER.format(year=1997) + page).report
    captions = {
        concept.qname: caption
        for concept in report.extension.concepts for caption, *_ in lines
        if concept.label.startswith(caption) and concept.period_type == "duration"
    }  # fmt: skip
    return {
        captions[fact.concept]: (fact.concept.local, int(fact.value) // 1000)
        for fact in report.facts
        if fact.concept in captions and fact.context.period.end.year == 1997
    }


def test_an_unnamed_change_is_one_and_rises_with_what_it_is_of():
    found = of_flows(
        ("Tanning & hides", "(400)", "(50)"),
        ("Foundry supplies", "(31)", "12"),
        ("Bounty allowances", "(17)", "19"),
        ("Sundry matters", "(5)", "4"),
        ("Amortization of dies", "25", "24"),
    )
    assert found == {
        "Tanning & hides": ("IncreaseDecreaseInTanningHides", 400),  # by the balance sheet
        "Foundry supplies": ("IncreaseDecreaseInFoundrySupplies", 31),
        "Bounty allowances": ("IncreaseDecreaseInBountyAllowances", -17),
        "Sundry matters": ("SundryMatters", -5),
        "Amortization of dies": ("AmortizationOfDies", 25),
    }


@pytest.mark.parametrize(
    ("caption", "figures", "expected"),
    [
        ("Increase in bounty accounts", ("(31)", "(12)"), ("IncreaseDecreaseInBountyAccounts", 31)),
        ("Increase in bounty accounts", ("31", "12"), ("IncreaseDecreaseInBountyAccounts", 31)),
        ("Decrease in bounty accounts", ("(31)", "(12)"), ("IncreaseDecreaseInBountyAccounts", -31)),
        (
            "Increase (decrease) in bounties due", ("(31)", "(12)"),
            ("IncreaseDecreaseInBountiesDue", -31),
        ),
        (
            "Decrease (increase) in bounties due", ("(31)", "12"),
            ("IncreaseDecreaseInBountiesDue", 31),
        ),
    ],
)  # fmt: skip
def test_a_caption_says_which_way_its_subject_went(caption, figures, expected):
    assert of_flows((caption, *figures), heading="Adjustments:") == {caption: expected}


def test_both_directions_of_one_thing_are_two_flows():
    found = of_flows(
        ("Increase in bounty accounts", "(31)", "(12)"),
        ("Decrease in bounty accounts", "22", "10"),
    )
    assert {name for name, _ in found.values()} == {
        "IncreaseInBountyAccounts", "DecreaseInBountyAccounts",
    }  # fmt: skip
    assert {value for _, value in found.values()} == {31, 22}
