"""Lines and headings to a presentation: each element has one place."""

import pytest

from converter.dts.base import load_base
from converter.model.xbrl import LabelRole, Node, us_gaap
from converter.report.elements import Elements, camel
from converter.report.labels import Labels
from converter.report.tree import Tree

OFFICIAL = {
    "ASSETS": "AssetsAbstract",
    "Current assets": "AssetsCurrentAbstract",
    "Current liabilities": "LiabilitiesCurrentAbstract",
    "Equity": "StockholdersEquityAbstract",
    "Liabilities and equity": "LiabilitiesAndStockholdersEquityAbstract",
    "Revenues": "RevenuesAbstract",
    "Costs": "CostsAndExpensesAbstract",
    "Per share": "EarningsPerShareAbstract",
    "Operating": "NetCashProvidedByUsedInOperatingActivitiesAbstract",
    "Investing": "NetCashProvidedByUsedInInvestingActivitiesAbstract",
}


def built(page: str, *, ordered: bool = True) -> str:
    """Lines such as '  Cash' by indentation; headings end with a colon, a total has its parts'
    concepts behind '=', '^' and '$' are the two ends of a period, '---' begins a page.
    """
    elements = Elements("folder", "acme", load_base())
    tree = Tree(elements, Labels(elements.label, elements.owns), ordered=ordered)
    rows: dict[str, int] = {}
    for at, line in enumerate(page.splitlines()):
        text = line.strip()
        if text == "---":
            tree.page()
            rows = {}
            continue
        level = len(line) - len(line.lstrip())
        tree.close(level)
        if text.endswith(":"):
            name = OFFICIAL.get(text[:-1])
            tree.heading(level, text, us_gaap(name) if name else None, at)
            continue
        text, _, parts = text.partition("=")
        role = {"^": LabelRole.PERIOD_START, "$": LabelRole.PERIOD_END}.get(text[-1:])
        name, _, caption = text.rstrip("^$ ").partition(" ")
        tree.line(us_gaap(name), role)
        if parts:
            inside = {rows[part] for part in parts.split()}
            tree.total(
                sorted(rows.values()),
                at,
                lambda found=inside: found,
                (us_gaap(name), caption or name),
            )
        rows[name] = at
    return "\n".join(shown(tree.nodes()))


def shown(nodes: list[Node] | tuple[Node, ...], depth: int = 0):
    for node in nodes:
        end = {LabelRole.PERIOD_START: "^", LabelRole.PERIOD_END: "$"}.get(node.preferred, "")
        yield "  " * depth + node.concept.local + end
        yield from shown(node.children, depth + 1)


CASES = {
    "a total ends its heading, however deep the next one stands": (
        """\
ASSETS:
  Current assets:
    Cash
    InventoryNet
    AssetsCurrent=Cash InventoryNet
    Land
  Assets=AssetsCurrent Land
  Current liabilities:
    AccountsPayableCurrent
  Equity:
    CommonStockValue""",
        """\
AssetsAbstract
  AssetsCurrentAbstract
    Cash
    InventoryNet
    AssetsCurrent
  Land
  Assets
LiabilitiesCurrentAbstract
  AccountsPayableCurrent
StockholdersEquityAbstract
  CommonStockValue""",
    ),
    "a sum of some lines does not end the heading over all": (
        """\
ASSETS:
  Cash
  MarketableSecurities
  CashCashEquivalentsAndShortTermInvestments=Cash MarketableSecurities
  InventoryNet""",
        """\
AssetsAbstract
  Cash
  MarketableSecurities
  CashCashEquivalentsAndShortTermInvestments
  InventoryNet""",
    ),
    "the total of a heading of the filing's own ends it by its words": (
        """\
Paper goods:
  Land
  Cash
  InventoryNet Total paper goods=Land Cash
  Goodwill""",
        """\
PaperGoodsAbstract
  Land
  Cash
  InventoryNet
Goodwill""",
    ),
    "what us-gaap has apart is not one below the other": (
        """\
ASSETS:
  Cash
  Current liabilities:
    AccountsPayableCurrent
    Liabilities and equity:
      Equity:
        CommonStockValue""",
        """\
AssetsAbstract
  Cash
LiabilitiesCurrentAbstract
  AccountsPayableCurrent
LiabilitiesAndStockholdersEquityAbstract
  StockholdersEquityAbstract
    CommonStockValue""",
    ),
    "the year to date adds what is new in it": (
        """\
Revenues:
  SalesRevenueNet
Costs:
  CostOfRevenue
Per share:
  EarningsPerShareBasic
  Revenues:
    SalesRevenueNet
    OtherIncome
  Costs:
    CostOfRevenue
---
Revenues:
  SalesRevenueNet
  InterestIncomeOther""",
        """\
RevenuesAbstract
  SalesRevenueNet
  OtherIncome
  InterestIncomeOther
CostsAndExpensesAbstract
  CostOfRevenue
EarningsPerShareAbstract
  EarningsPerShareBasic""",
    ),
    "a heading that comes again elsewhere is another element": (
        """\
Operating:
  Proceeds from:
    ProceedsFromIssuanceOfDebt
Investing:
  Proceeds from:
    ProceedsFromSaleOfProductiveAssets
  PROCEEDS FROM:
    ProceedsFromOtherDebt""",
        """\
NetCashProvidedByUsedInOperatingActivitiesAbstract
  ProceedsFromAbstract
    ProceedsFromIssuanceOfDebt
NetCashProvidedByUsedInInvestingActivitiesAbstract
  ProceedsFromInvestingAbstract
    ProceedsFromSaleOfProductiveAssets
    ProceedsFromOtherDebt""",
    ),
    "a balance opens, and the last that closes is the end": (
        """\
StockholdersEquity^
NetIncomeLoss
StockholdersEquity$
NetIncomeLoss
Other things:
  Dividends
  StockholdersEquity$""",
        """\
StockholdersEquity^
NetIncomeLoss
OtherThingsAbstract
  Dividends
StockholdersEquity$""",
    ),
    "a balance's two lines stand together": (
        """\
Investing:
  Dividends
  Cash^
Cash$""",
        """\
NetCashProvidedByUsedInInvestingActivitiesAbstract
  Dividends
Cash^
Cash$""",
    ),
    "a heading without lines is none": (
        """\
Revenues:
  SalesRevenueNet
Sundry:
  SalesRevenueNet""",
        """\
RevenuesAbstract
  SalesRevenueNet""",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_tree(case):
    page, wanted = CASES[case]
    assert built(page) == wanted


def test_in_a_note_nothing_is_said_of_the_order():
    page = "Region:\n  SalesRevenueNet\n  Revenues:\n    OtherIncome"
    assert "  RevenuesAbstract\n    OtherIncome" in built(page, ordered=False)
    assert "\nRevenuesAbstract\n" in built(page)


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("Obligation for N21 contingent payments", "ObligationForN21ContingentPayments"),
        ("Common stock, $.01 par value, 5,000,000 shares authorized", "CommonStock"),
        ("8 1/2% notes due 1999", "Item8And12PercentNotesDue1999"),
        ("10.5% debentures", "Item10Point5PercentDebentures"),
        ("Balance at December 31, 1994", "Balance"),
        ("Notes payable, net of current portion (Note 4)", "NotesPayable"),
        ("Effect of SFAS 106 and 112", "EffectOfSFAS106And112"),
        ("5,000,000 shares", "Item5000000Shares"),
    ],
)
def test_names_do_not_stop_at_a_digit(caption, name):
    assert camel(caption) == name


def test_two_elements_never_have_one_standard_label():
    elements = Elements("folder", "acme", load_base())
    labels = [
        elements.heading("Assets, Current").label,
        elements.heading("Other", "Other1").label,
        elements.heading("Other", "Other2", "Expenses").label,
        elements.heading("Other", "Other3").label,
    ]
    assert labels == [
        "Assets, Current [Abstract] (2)",
        "Other [Abstract]",
        "Other [Abstract], Expenses",
        "Other [Abstract] (2)",
    ]


def test_no_element_has_the_name_of_a_standard_one_and_kinds_keep_their_endings():
    elements = Elements("folder", "acme", load_base())
    assert elements.member("Preferred Stock").qname.local == "PreferredStock2Member"
    assert elements.heading("Revenues").qname.local == "Revenues2Abstract"
    assert elements.heading("Sundry").qname.local == "SundryAbstract"
