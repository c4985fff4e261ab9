"""A whole small report built by hand: cover, balance sheet, operations, equity, cash flows.

report()  the report; its text is TEXT of maker_xbrl.py
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from maker_xbrl import EPS, JUN03, JUN04, Q103, Q104, SEP04, TEXT, USD, Maker, lines, own

from converter.model.filing import StatementKind
from converter.model.xbrl import (
    SHARES,
    Axis,
    Concept,
    Cube,
    DataType,
    Instant,
    Label,
    LabelRole,
    Node,
    Report,
    Statement,
    Summation,
    dei,
    retro,
    us_gaap,
)


def report(*, total: int = 2_500_000, spelt_total: str = "2,500") -> Report:
    """The report over TEXT. Another `total` makes the balance sheet not add up."""
    blanks = " " * 26
    text = TEXT.replace(f"current assets{blanks}2,500", f"current assets{blanks}{spelt_total}")
    make = Maker(text)
    make.extension[own("WidgetsOnLoan")] = Concept(
        qname=own("WidgetsOnLoan"),
        datatype=DataType.MONETARY,
        period_type="instant",
        balance="debit",
    )
    _cover(make)
    both = (SEP04, JUN04)
    make.row(
        "Cash and cash eq",
        us_gaap("CashAndCashEquivalentsAtCarryingValue"),
        both,
        (("1,543", 1543000), ("2,164", 2164000)),
    )
    make.row("Inventories", us_gaap("InventoryNet"), both, (("897", 897000), ("1,163", 1163000)))
    make.row("Widgets on loan", own("WidgetsOnLoan"), both, (("60", 60000), ("--", 0)))
    make.row(
        "Total current", us_gaap("AssetsCurrent"), both, ((spelt_total, total), ("3,327", 3327000))
    )
    make.row("Treasury", us_gaap("TreasuryStockValue"), both, (("475", 475000), ("400", 400000)))
    make.row(
        "Total liabilities and",
        us_gaap("LiabilitiesAndStockholdersEquity"),
        both,
        (("2,500", 2500000), ("3,327", 3327000)),
    )
    _operations(make)
    axis, cube = _equity(make)
    _cash_flows(make)
    statements = (
        Statement(
            kind=StatementKind.COVER,
            slug="Cover",
            title="Cover page",
            presentation=(
                Node(
                    concept=dei("CoverAbstract"),
                    children=lines(dei("DocumentType"), dei("EntityRegistrantName")),
                ),
            ),
        ),
        Statement(
            kind=StatementKind.BS,
            slug="BalanceSheet",
            title="BALANCE SHEETS (in thousands) <unaudited> & condensed",
            presentation=(
                Node(
                    concept=us_gaap("StatementOfFinancialPositionAbstract"),
                    children=lines(
                        us_gaap("CashAndCashEquivalentsAtCarryingValue"),
                        us_gaap("InventoryNet"),
                        own("WidgetsOnLoan"),
                        Node(concept=us_gaap("AssetsCurrent"), preferred=LabelRole.TOTAL),
                        Node(concept=us_gaap("TreasuryStockValue"), preferred=LabelRole.NEGATED),
                        us_gaap("LiabilitiesAndStockholdersEquity"),
                    ),
                ),
            ),
            summations=(
                Summation(
                    total=us_gaap("AssetsCurrent"),
                    parts=(
                        (us_gaap("CashAndCashEquivalentsAtCarryingValue"), 1),
                        (us_gaap("InventoryNet"), 1),
                        (own("WidgetsOnLoan"), 1),
                    ),
                ),
            ),
        ),
        Statement(
            kind=StatementKind.IS,
            slug="Operations",
            title="STATEMENTS OF OPERATIONS",
            presentation=(
                Node(
                    concept=us_gaap("IncomeStatementAbstract"),
                    children=lines(
                        us_gaap("SalesRevenueNet"),
                        us_gaap("CostOfGoodsSold"),
                        us_gaap("GrossProfit"),
                        us_gaap("NetIncomeLoss"),
                        us_gaap("EarningsPerShareBasic"),
                        us_gaap("EarningsPerShareDiluted"),
                        retro("EarningsPerSharePrimary"),
                        us_gaap("WeightedAverageNumberOfSharesOutstandingBasic"),
                        us_gaap("WeightedAverageNumberOfDilutedSharesOutstanding"),
                    ),
                ),
            ),
            summations=(
                Summation(
                    total=us_gaap("GrossProfit"),
                    parts=((us_gaap("SalesRevenueNet"), 1), (us_gaap("CostOfGoodsSold"), -1)),
                ),
            ),
        ),
        Statement(
            kind=StatementKind.EQ,
            slug="Equity",
            title="STATEMENT OF STOCKHOLDERS' EQUITY",
            presentation=(axis,),
            cube=cube,
        ),
        Statement(
            kind=StatementKind.CF,
            slug="CashFlows",
            title="STATEMENTS OF CASH FLOWS",
            presentation=(
                Node(
                    concept=us_gaap("StatementOfCashFlowsAbstract"),
                    children=lines(
                        us_gaap("NetIncomeLoss"),
                        Node(
                            concept=us_gaap("IncreaseDecreaseInInventories"),
                            preferred=LabelRole.NEGATED,
                        ),
                        Node(
                            concept=us_gaap("PaymentsToAcquirePropertyPlantAndEquipment"),
                            preferred=LabelRole.NEGATED,
                        ),
                        us_gaap("CashAndCashEquivalentsPeriodIncreaseDecrease"),
                        Node(
                            concept=us_gaap("CashAndCashEquivalentsAtCarryingValue"),
                            preferred=LabelRole.PERIOD_START,
                        ),
                        Node(
                            concept=us_gaap("CashAndCashEquivalentsAtCarryingValue"),
                            preferred=LabelRole.PERIOD_END,
                        ),
                    ),
                ),
            ),
        ),
    )
    labels = (
        Label(
            concept=us_gaap("AssetsCurrent"), role=LabelRole.STANDARD, text="Total current assets"
        ),
        Label(concept=us_gaap("AssetsCurrent"), role=LabelRole.TOTAL, text="Total current assets"),
        Label(concept=us_gaap("TreasuryStockValue"), role=LabelRole.NEGATED, text="Treasury stock"),
        Label(
            concept=own("WidgetsOnLoan"), role=LabelRole.STANDARD, text='Widgets "on" loan <a&b>'
        ),
        Label(
            concept=us_gaap("CashAndCashEquivalentsAtCarryingValue"),
            role=LabelRole.PERIOD_END,
            text="Cash at end of period",
        ),
    )
    return make.report(statements, labels)


def _cover(make: Maker) -> None:
    cover = StatementKind.COVER
    make.add(dei("DocumentType"), Q104, "10-Q", None, kind=cover)
    make.add(dei("AmendmentFlag"), Q104, "false", None, kind=cover)
    make.add(
        dei("EntityRegistrantName"),
        Q104,
        "ACME WIDGETS, INC. OF NEW YORK",
        make.at("ACME", "ACME   WIDGETS,\n                                INC. OF NEW YORK"),
        kind=cover,
    )
    make.add(
        dei("DocumentPeriodEndDate"),
        Q104,
        "2004-09-30",
        make.at("period ended", "September 30, 2004"),
        kind=cover,
    )
    make.add(
        dei("EntityFileNumber"), Q104, "0-14983", make.at("File Number", "0-14983"), kind=cover
    )
    make.add(
        dei("EntityIncorporationStateCountryCode"),
        Q104,
        "NY",
        make.at("Incorporated in", "New York"),
        printed=False,
        kind=cover,
    )
    make.add(dei("DocumentQuarterlyReport"), Q104, "true", make.at("[X]", "X"), kind=cover)
    make.add(
        dei("EntityTaxIdentificationNumber"),
        Q104,
        "11-2653613",
        make.at("I.R.S.", "11-2653613"),
        kind=cover,
    )
    make.add(
        dei("CurrentFiscalYearEndDate"),
        Q104,
        "--06-30",
        make.at("Fiscal year ends", "June 30"),
        kind=cover,
    )
    make.add(dei("DocumentFiscalYearFocus"), Q104, "2005", None, kind=cover)
    make.add(dei("DocumentFiscalPeriodFocus"), Q104, "Q1", None, kind=cover)
    make.add(
        dei("EntityCommonStockSharesOutstanding"),
        Instant(date=dt.date(2004, 11, 12)),
        38000000,
        None,
        SHARES,
        0,
        kind=cover,
    )


def _operations(make: Maker) -> None:
    both, kind = (Q104, Q103), StatementKind.IS
    make.row(
        "Net sales",
        us_gaap("SalesRevenueNet"),
        both,
        (("2,670", 2670000), ("2,308", 2308000)),
        kind=kind,
    )
    make.row(
        "Cost of", us_gaap("CostOfGoodsSold"), both, (("610", 610000), ("563", 563000)), kind=kind
    )
    make.row(
        "Gross", us_gaap("GrossProfit"), both, (("2,060", 2060000), ("1,745", 1745000)), kind=kind
    )
    make.add(
        us_gaap("NetIncomeLoss"),
        Q104,
        -1227000,
        make.at("NET (LOSS)", "1,227"),
        USD,
        -3,
        others=(make.at("STATEMENTS OF CASH", "1,227"),),
        kind=kind,
    )
    make.add(
        us_gaap("NetIncomeLoss"),
        Q103,
        -1013000,
        make.at("NET (LOSS)", "1,013"),
        USD,
        -3,
        others=(make.at("STATEMENTS OF CASH", "1,013"),),
        kind=kind,
    )
    cents = Decimal("-0.03")
    for name in ("EarningsPerShareBasic", "EarningsPerShareDiluted"):
        make.row("Basic and", us_gaap(name), both, ((".03", cents), (".03", cents)), EPS, 2, kind)
    make.row(
        "Primary",
        retro("EarningsPerSharePrimary"),
        both,
        (("0.04", Decimal("-0.04")), ("0.04", Decimal("-0.04"))),
        EPS,
        2,
        kind,
    )
    for name in (
        "WeightedAverageNumberOfSharesOutstandingBasic",
        "WeightedAverageNumberOfDilutedSharesOutstanding",
    ):
        make.row(
            "Weighted",
            us_gaap(name),
            both,
            (("37,991,988", 37991988), ("33,699,750", 33699750)),
            SHARES,
            0,
            kind,
        )


AXIS = us_gaap("StatementEquityComponentsAxis")


def _equity(make: Maker) -> tuple[Node, Cube]:
    kind = StatementKind.EQ
    equity, net = us_gaap("StockholdersEquity"), us_gaap("NetIncomeLoss")
    common = ((AXIS, us_gaap("CommonStockMember")),)
    deficit = ((AXIS, us_gaap("RetainedEarningsMember")),)
    for anchor, period, cells in (
        ("Balance at June", JUN04, (("190", 190000), ("54,924", -54924000), ("54,734", -54734000))),
        (
            "Balance at September",
            SEP04,
            (("190", 190000), ("56,151", -56151000), ("55,961", -55961000)),
        ),
    ):
        for dimensions, (token, value) in zip((common, deficit, ()), cells, strict=True):
            make.add(equity, period, value, make.at(anchor, token), USD, -3, dimensions, kind=kind)
    make.add(net, Q104, 0, make.at("Net loss for", "--"), USD, -3, common, kind=kind)
    make.add(net, Q104, -1227000, make.at("Net loss for", "1,227"), USD, -3, deficit, kind=kind)
    items = us_gaap("StatementLineItems")
    members = (us_gaap("CommonStockMember"), us_gaap("RetainedEarningsMember"))
    domain = us_gaap("EquityComponentDomain")
    node = Node(
        concept=us_gaap("StatementOfStockholdersEquityAbstract"),
        children=(
            Node(
                concept=us_gaap("StatementTable"),
                children=(
                    Node(concept=AXIS, children=(Node(concept=domain, children=lines(*members)),)),
                    Node(
                        concept=items,
                        children=(
                            Node(concept=equity, preferred=LabelRole.PERIOD_START),
                            Node(concept=net),
                            Node(concept=equity, preferred=LabelRole.PERIOD_END),
                        ),
                    ),
                ),
            ),
        ),
    )
    cube = Cube(
        table=us_gaap("StatementTable"),
        line_items=items,
        axes=(Axis(axis=AXIS, domain=domain, members=members),),
    )
    return node, cube


def _cash_flows(make: Maker) -> None:
    both, kind = (Q104, Q103), StatementKind.CF
    start = make.source.text.index("STATEMENTS OF CASH")
    assert start
    make.row(
        "Inventories                                     266",
        us_gaap("IncreaseDecreaseInInventories"),
        both,
        (("266", -266000), ("273", 273000)),
        kind=kind,
    )
    make.row(
        "Purchases",
        us_gaap("PaymentsToAcquirePropertyPlantAndEquipment"),
        both,
        (("8", 8000), ("--", 0)),
        kind=kind,
    )
    make.row(
        "Net decrease",
        us_gaap("CashAndCashEquivalentsPeriodIncreaseDecrease"),
        both,
        (("621", -621000), ("858", -858000)),
        kind=kind,
    )
    make.add(
        us_gaap("CashAndCashEquivalentsAtCarryingValue"),
        JUN03,
        3022000,
        make.at("Cash at beginning", "3,022"),
        USD,
        -3,
        kind=kind,
    )
