"""The concepts, statements and labels of a made report."""

from __future__ import annotations

from converter.model.filing import StatementKind
from converter.model.xbrl import (
    Axis,
    Concept,
    Cube,
    DataType,
    Label,
    LabelRole,
    Node,
    QName,
    Statement,
    Substitution,
    Summation,
    dei,
    us_gaap,
)

AXIS, DOMAIN, COMMON = (
    us_gaap("StatementEquityComponentsAxis"),
    us_gaap("EquityComponentDomain"),
    us_gaap("CommonStockMember"),
)
CASH = us_gaap("CashAndCashEquivalentsAtCarryingValue")


def concept(
    qname: QName,
    period_type: str = "instant",
    *,
    datatype: DataType = DataType.MONETARY,
    balance: str | None = None,
    abstract: bool = False,
    label: str = "",
    current: str | None = None,
    exact: bool = True,
    substitution: Substitution = Substitution.ITEM,
    type_name: str = "",
) -> Concept:
    return Concept.model_validate(
        {
            "qname": qname,
            "datatype": datatype,
            "period_type": period_type,
            "balance": balance,
            "abstract": abstract,
            "label": label,
            "current": current,
            "exact": exact,
            "substitution": substitution,
            "type_name": type_name,
        }
    )


def concepts(own: Concept) -> tuple[Concept, ...]:
    """The taxonomy's concepts in use, and the filing's own."""
    duration = "duration"
    return (
        concept(
            us_gaap("StatementOfFinancialPositionAbstract"),
            duration,
            abstract=True,
            datatype=DataType.STRING,
        ),
        concept(
            us_gaap("AssetsCurrentAbstract"), duration, abstract=True, datatype=DataType.STRING
        ),
        concept(
            CASH,
            balance="debit",
            label="Cash and Cash Equivalents, at Carrying Value",
            current="CashAndCashEquivalentsAtCarryingValue",
        ),
        concept(
            us_gaap("InventoryNet"),
            balance="debit",
            label="Inventory, Net",
            current="InventoryNet",
        ),
        concept(
            us_gaap("AssetsCurrent"),
            balance="debit",
            label="Assets, Current, Total",
            current="AssetsCurrent",
        ),
        concept(us_gaap("LiabilitiesCurrent"), balance="credit", current="LiabilitiesCurrent"),
        concept(
            us_gaap("SalesRevenueNet"),
            duration,
            balance="credit",
            label="Revenue, Net",
            current="Revenues",
            exact=False,
        ),
        concept(
            us_gaap("NetIncomeLoss"),
            duration,
            balance="credit",
            label="Net Income (Loss)",
            current="NetIncomeLoss",
        ),
        concept(us_gaap("EarningsPerShareBasic"), duration, datatype=DataType.PER_SHARE),
        concept(us_gaap("EarningsPerShareDiluted"), duration, datatype=DataType.PER_SHARE),
        concept(us_gaap("PaymentsToAcquirePropertyPlantAndEquipment"), duration, balance="credit"),
        concept(us_gaap("StockholdersEquity"), balance="credit"),
        concept(us_gaap("CommonStockSharesOutstanding"), datatype=DataType.SHARES),
        concept(
            us_gaap("StatementTable"),
            duration,
            abstract=True,
            substitution=Substitution.HYPERCUBE,
            datatype=DataType.STRING,
        ),
        concept(us_gaap("StatementLineItems"), duration, abstract=True, datatype=DataType.STRING),
        concept(
            AXIS,
            duration,
            abstract=True,
            substitution=Substitution.DIMENSION,
            datatype=DataType.STRING,
        ),
        concept(DOMAIN, duration, abstract=True, datatype=DataType.DOMAIN),
        concept(COMMON, duration, abstract=True, datatype=DataType.DOMAIN),
        concept(
            dei("EntityRegistrantName"),
            duration,
            datatype=DataType.DEI,
            type_name="xbrli:normalizedStringItemType",
        ),
        concept(
            dei("DocumentPeriodEndDate"),
            duration,
            datatype=DataType.DEI,
            type_name="xbrli:dateItemType",
        ),
        concept(
            dei("AmendmentFlag"),
            duration,
            datatype=DataType.DEI,
            type_name="xbrli:booleanItemType",
        ),
        concept(
            dei("CurrentFiscalYearEndDate"),
            duration,
            datatype=DataType.DEI,
            type_name="xbrli:gMonthDayItemType",
        ),
        concept(
            dei("EntityIncorporationStateCountryCode"),
            duration,
            datatype=DataType.DEI,
            type_name="dei:edgarStateCountryItemType",
        ),
        own,
    )


def statements(loan: QName) -> tuple[Statement, ...]:
    bs, is_, cf = StatementKind.BS, StatementKind.IS, StatementKind.CF
    total_equals_parts = Summation(
        total=us_gaap("AssetsCurrent"),
        parts=(
            (us_gaap("CashAndCashEquivalentsAtCarryingValue"), 1),
            (us_gaap("InventoryNet"), 1),
            (loan, 1),
        ),
    )
    return (
        Statement(
            kind=bs,
            slug="BalanceSheet",
            title="BALANCE SHEETS",
            presentation=(
                Node(
                    concept=us_gaap("StatementOfFinancialPositionAbstract"),
                    children=(
                        Node(
                            concept=us_gaap("AssetsCurrentAbstract"),
                            children=(
                                Node(concept=CASH),
                                Node(concept=us_gaap("InventoryNet")),
                                Node(concept=loan),
                                Node(
                                    concept=us_gaap("AssetsCurrent"),
                                    preferred=LabelRole.TOTAL,
                                ),
                            ),
                        ),
                        Node(concept=us_gaap("LiabilitiesCurrent")),
                    ),
                ),
            ),
            summations=(total_equals_parts,),
        ),
        Statement(
            kind=is_,
            slug="Operations",
            title="STATEMENTS OF OPERATIONS",
            presentation=(
                Node(concept=us_gaap("SalesRevenueNet")),
                Node(concept=us_gaap("NetIncomeLoss")),
                Node(concept=us_gaap("EarningsPerShareBasic")),
                Node(concept=us_gaap("EarningsPerShareDiluted")),
            ),
        ),
        Statement(
            kind=cf,
            slug="CashFlows",
            title="STATEMENTS OF CASH FLOWS",
            presentation=(
                Node(concept=us_gaap("NetIncomeLoss")),
                Node(
                    concept=us_gaap("PaymentsToAcquirePropertyPlantAndEquipment"),
                    preferred=LabelRole.NEGATED,
                ),
                Node(concept=CASH, preferred=LabelRole.PERIOD_START),
                Node(concept=CASH, preferred=LabelRole.PERIOD_END),
            ),
        ),
        Statement(
            kind=StatementKind.EQ,
            slug="Equity",
            title="STATEMENT OF STOCKHOLDERS' EQUITY",
            presentation=(
                Node(
                    concept=us_gaap("StatementTable"),
                    children=(
                        Node(
                            concept=AXIS,
                            children=(Node(concept=DOMAIN, children=(Node(concept=COMMON),)),),
                        ),
                        Node(
                            concept=us_gaap("StatementLineItems"),
                            children=(Node(concept=us_gaap("StockholdersEquity")),),
                        ),
                    ),
                ),
            ),
            cube=Cube(
                table=us_gaap("StatementTable"),
                line_items=us_gaap("StatementLineItems"),
                axes=(Axis(axis=AXIS, domain=DOMAIN, members=(COMMON,)),),
            ),
        ),
    )


def labels(loan: QName) -> tuple[Label, ...]:
    return (
        Label(concept=CASH, role=LabelRole.STANDARD, text="Cash and cash equivalents"),
        Label(concept=CASH, role=LabelRole.PERIOD_START, text="Cash at beginning of period"),
        Label(concept=CASH, role=LabelRole.PERIOD_END, text="Cash at end of period"),
        Label(concept=us_gaap("InventoryNet"), role=LabelRole.STANDARD, text="Inventories"),
        Label(concept=loan, role=LabelRole.STANDARD, text='Widgets on "loan" to café'),
        Label(
            concept=us_gaap("AssetsCurrentAbstract"),
            role=LabelRole.STANDARD,
            text="Current assets:",
        ),
        Label(concept=us_gaap("AssetsCurrent"), role=LabelRole.TOTAL, text="Total current assets"),
        Label(
            concept=us_gaap("LiabilitiesCurrent"),
            role=LabelRole.STANDARD,
            text="Accounts payable",
        ),
        Label(concept=us_gaap("SalesRevenueNet"), role=LabelRole.STANDARD, text="Net revenues"),
        Label(concept=us_gaap("NetIncomeLoss"), role=LabelRole.STANDARD, text="Net income (loss)"),
        Label(
            concept=us_gaap("PaymentsToAcquirePropertyPlantAndEquipment"),
            role=LabelRole.NEGATED,
            text="Purchases of property",
        ),
    )
