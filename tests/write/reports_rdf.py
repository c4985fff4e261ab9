"""Small reports built by hand, with a source text whose characters the facts point at."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

from converter.model.candidate import Expected, State
from converter.model.filing import StatementKind
from converter.model.finding import Finding, Severity
from converter.model.review import Found, Review, Reviewed
from converter.model.source import SourceText, Span
from converter.model.xbrl import (
    CIK_SCHEME,
    FILING_NAMESPACE,
    SHARES,
    Axis,
    Concept,
    Context,
    Cube,
    DataType,
    DocumentFacts,
    Duration,
    Entity,
    Extension,
    Fact,
    Instant,
    Label,
    LabelRole,
    Node,
    Provenance,
    QName,
    Report,
    Statement,
    Substitution,
    Summation,
    Unit,
    currency,
    dei,
    per_share,
    us_gaap,
)

TEXT = """\
                               ACME WIDGETS, INC.
Commission File Number 0-14983                       State: New York

                       BALANCE SHEETS (in thousands)
                                              September 30,   June 30,
                                                  2004          2004
Current assets:
  Cash and cash equivalents                      1,543         2,164
  Inventories                                      897         1,163
  Widgets on "loan" to café                         60            --
    Total current assets                         2,500         3,327
Accounts payable                                   700           427

                       STATEMENTS OF OPERATIONS (in thousands, except per share data)
                                              Three Months Ended September 30,
                                                  2004          2003
Net revenues                                     2,000         2,400
Net income (loss)                               (1,227)          311
Basic and diluted loss per share                 (.04)           .01

                       STATEMENTS OF CASH FLOWS (in thousands)
Net income (loss)                               (1,227)          311
Purchases of property                               (8)          (20)
Cash at beginning of period                      2,164         1,000
Cash at end of period                            1,543         1,200
"""

SEPTEMBER = Instant(date=dt.date(2004, 9, 30))
JUNE = Instant(date=dt.date(2004, 6, 30))
JUNE_2003 = Instant(date=dt.date(2003, 6, 30))
SEPTEMBER_2003 = Instant(date=dt.date(2003, 9, 30))
QUARTER = Duration(start=dt.date(2004, 7, 1), end=dt.date(2004, 9, 30))
QUARTER_2003 = Duration(start=dt.date(2003, 7, 1), end=dt.date(2003, 9, 30))
USD = currency("USD")

AXIS, DOMAIN, COMMON = (
    us_gaap("StatementEquityComponentsAxis"),
    us_gaap("EquityComponentDomain"),
    us_gaap("CommonStockMember"),
)


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


def report(
    folder: str = "0000950123-04-001234",
    *,
    company: str = "ACME WIDGETS, INC.",
    revenue: str = "2000000",
    base: str = "acme-20040930",
    cik: str = "0000718096",
) -> Report:
    """Balance sheet, operations, cash flows and an equity member, with one unmapped line."""
    source = SourceText(
        name="acme.txt",
        text=TEXT,
        encoding="utf-8",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    )
    entity = Entity(scheme=CIK_SCHEME, identifier=cik)
    extension = Extension(namespace=FILING_NAMESPACE + folder, prefix="acme")
    loan = QName(extension.namespace, extension.prefix, "WidgetsOnLoanToCafe")
    lines = TEXT.split("\n")

    def at(caption: str, figure: str, nth: int = 0) -> Span:
        """The `nth` line that starts with `caption`, and the figure in it."""
        number = [n for n, line in enumerate(lines, 1) if line.strip().startswith(caption)][nth]
        left = lines[number - 1].index(figure)
        return source.line_span(number, left, left + len(figure))

    facts: list[Fact] = []

    def fact(
        name: QName,
        period: Instant | Duration,
        value: Decimal | str,
        span: Span | None,
        kind: StatementKind,
        *,
        unit: Unit | None = USD,
        decimals: int | None = -3,
        caption: str = "",
        rule: str = "bs.rule",
        confidence: float = 0.95,
        candidates: tuple[tuple[str, float], ...] = (),
        others: tuple[Span, ...] = (),
        dimensions: tuple[tuple[QName, QName], ...] = (),
        printed: bool = True,
        doubts: tuple[str, ...] = (),
    ) -> None:
        context = Context(entity=entity, period=period, dimensions=dimensions)
        facts.append(
            Fact(
                id=f"f{context.id[1:]}_{name.local}",
                concept=name,
                context=context,
                unit=unit,
                value=value,
                decimals=decimals,
                span=span,
                printed=printed,
                others=others,
                doubts=doubts,
                provenance=Provenance(
                    statement=kind,
                    table=f"TABLE {kind.value}",
                    caption=caption,
                    column=f"{period.end:%B %d, %Y}",
                    rule=rule,
                    confidence=confidence,
                    basis="measured" if kind is StatementKind.BS else "rule",
                    candidates=candidates,
                ),
            )
        )

    cover, bs, is_, cf = StatementKind.COVER, StatementKind.BS, StatementKind.IS, StatementKind.CF
    text = {"unit": None, "decimals": None, "rule": "cover"}
    fact(
        dei("EntityRegistrantName"),
        QUARTER,
        company,
        at("ACME", "ACME WIDGETS, INC."),
        cover,
        **text,
    )
    fact(dei("DocumentPeriodEndDate"), QUARTER, "2004-09-30", None, cover, **text)
    fact(dei("AmendmentFlag"), QUARTER, "false", None, cover, **text)
    fact(dei("CurrentFiscalYearEndDate"), QUARTER, "--06-30", None, cover, **text)
    fact(
        dei("EntityIncorporationStateCountryCode"),
        QUARTER,
        "NY",
        at("Commission", "New York"),
        cover,
        printed=False,
        **text,
    )
    for period, figures in ((SEPTEMBER, 0), (JUNE, 1)):

        def pick(first: str, second: str, which: int = figures) -> str:
            return (first, second)[which]

        cash = pick("1,543", "2,164")
        fact(
            us_gaap("CashAndCashEquivalentsAtCarryingValue"),
            period,
            Decimal(cash.replace(",", "")) * 1000,
            at("Cash and", cash),
            bs,
            caption="Cash and cash equivalents",
            others=(at("Cash at end" if figures == 0 else "Cash at beginning", cash),),
        )
        stock = pick("897", "1,163")
        fact(
            us_gaap("InventoryNet"),
            period,
            Decimal(stock.replace(",", "")) * 1000,
            at("Inventories", stock),
            bs,
            caption="Inventories",
            candidates=(("us-gaap:InventoryGross", 0.31), ("OtherInventory", 0.1)),
        )
        fact(
            loan,
            period,
            pick(Decimal(60000), Decimal("0E+3")),
            at("Widgets", pick("60", "--")),
            bs,
            caption='Widgets on "loan" to café',
            rule="extension",
            confidence=0.2,
            candidates=(("us-gaap:InventoryNet", 0.19),),
        )
        total = pick("2,500", "3,327")
        fact(
            us_gaap("AssetsCurrent"),
            period,
            Decimal(total.replace(",", "")) * 1000,
            at("Total current", total),
            bs,
            caption="Total current assets",
            doubts=("CAL001",) if period is SEPTEMBER else (),
        )
        owed = pick("700", "427")
        fact(
            us_gaap("LiabilitiesCurrent"),
            period,
            Decimal(owed) * 1000,
            at("Accounts payable", owed),
            bs,
            caption="Accounts payable",
        )
    fact(
        us_gaap("CashAndCashEquivalentsAtCarryingValue"),
        JUNE_2003,
        Decimal(1000000),
        at("Cash at beginning", "1,000"),
        cf,
        caption="Cash at beginning of period",
    )
    fact(
        us_gaap("CashAndCashEquivalentsAtCarryingValue"),
        SEPTEMBER_2003,
        Decimal(1200000),
        at("Cash at end", "1,200"),
        cf,
        caption="Cash at end of period",
    )
    fact(
        us_gaap("SalesRevenueNet"),
        QUARTER,
        Decimal(revenue),
        at("Net revenues", "2,000"),
        is_,
        caption="Net revenues",
        rule="is.revenue",
    )
    fact(
        us_gaap("SalesRevenueNet"),
        QUARTER_2003,
        Decimal(2400000),
        at("Net revenues", "2,400"),
        is_,
        caption="Net revenues",
        rule="is.revenue",
    )
    for period, printed, value in (
        (QUARTER, "1,227", Decimal(-1227000)),
        (QUARTER_2003, "311", Decimal(311000)),
    ):
        fact(
            us_gaap("NetIncomeLoss"),
            period,
            value,
            at("Net income", printed),
            is_,
            caption="Net income (loss)",
            others=(at("Net income", printed, 1),),
        )
    for period, printed, value in (
        (QUARTER, ".04", Decimal("-0.04")),
        (QUARTER_2003, ".01", Decimal("0.01")),
    ):
        for name in ("EarningsPerShareBasic", "EarningsPerShareDiluted"):
            fact(
                us_gaap(name),
                period,
                value,
                at("Basic and", printed),
                is_,
                decimals=2,
                unit=per_share("USD"),
                caption="Basic and diluted loss per share",
            )
    fact(
        us_gaap("PaymentsToAcquirePropertyPlantAndEquipment"),
        QUARTER,
        Decimal(8000),
        at("Purchases", "8"),
        cf,
        caption="Purchases of property",
    )
    fact(
        us_gaap("StockholdersEquity"),
        SEPTEMBER,
        Decimal(5),
        None,
        StatementKind.EQ,
        dimensions=((AXIS, COMMON),),
        caption="Balance",
    )
    fact(
        us_gaap("CommonStockSharesOutstanding"),
        SEPTEMBER,
        Decimal(37991988),
        None,
        bs,
        unit=SHARES,
        decimals=0,
        caption="Shares outstanding",
    )

    instant = "instant"
    duration = "duration"
    total_equals_parts = Summation(
        total=us_gaap("AssetsCurrent"),
        parts=(
            (us_gaap("CashAndCashEquivalentsAtCarryingValue"), 1),
            (us_gaap("InventoryNet"), 1),
            (loan, 1),
        ),
    )
    cash_node = us_gaap("CashAndCashEquivalentsAtCarryingValue")
    extension_concept = concept(loan, instant, balance="debit")
    return Report(
        folder=folder,
        base=base,
        source=source,
        entity=entity,
        document=DocumentFacts(
            company=company,
            cik="0000718096",
            form="10-Q",
            accession=folder if folder.count("-") == 2 else None,
            period_end=dt.date(2004, 9, 30),
            filed=dt.date(2004, 11, 12),
            file_number="0-14983",
            fiscal_year_end=(6, 30),
            fiscal_year=2005,
            fiscal_period="Q1",
        ),
        facts=tuple(facts),
        concepts=(
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
                cash_node,
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
            concept(
                us_gaap("PaymentsToAcquirePropertyPlantAndEquipment"), duration, balance="credit"
            ),
            concept(us_gaap("StockholdersEquity"), balance="credit"),
            concept(us_gaap("CommonStockSharesOutstanding"), datatype=DataType.SHARES),
            concept(
                us_gaap("StatementTable"),
                duration,
                abstract=True,
                substitution=Substitution.HYPERCUBE,
                datatype=DataType.STRING,
            ),
            concept(
                us_gaap("StatementLineItems"), duration, abstract=True, datatype=DataType.STRING
            ),
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
            extension_concept,
        ),
        extension=extension.model_copy(update={"concepts": (extension_concept,)}),
        statements=(
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
                                    Node(concept=cash_node),
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
                    Node(concept=cash_node, preferred=LabelRole.PERIOD_START),
                    Node(concept=cash_node, preferred=LabelRole.PERIOD_END),
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
        ),
        labels=(
            Label(concept=cash_node, role=LabelRole.STANDARD, text="Cash and cash equivalents"),
            Label(
                concept=cash_node, role=LabelRole.PERIOD_START, text="Cash at beginning of period"
            ),
            Label(concept=cash_node, role=LabelRole.PERIOD_END, text="Cash at end of period"),
            Label(concept=us_gaap("InventoryNet"), role=LabelRole.STANDARD, text="Inventories"),
            Label(concept=loan, role=LabelRole.STANDARD, text='Widgets on "loan" to café'),
            Label(
                concept=us_gaap("AssetsCurrentAbstract"),
                role=LabelRole.STANDARD,
                text="Current assets:",
            ),
            Label(
                concept=us_gaap("AssetsCurrent"), role=LabelRole.TOTAL, text="Total current assets"
            ),
            Label(
                concept=us_gaap("LiabilitiesCurrent"),
                role=LabelRole.STANDARD,
                text="Accounts payable",
            ),
            Label(concept=us_gaap("SalesRevenueNet"), role=LabelRole.STANDARD, text="Net revenues"),
            Label(
                concept=us_gaap("NetIncomeLoss"), role=LabelRole.STANDARD, text="Net income (loss)"
            ),
            Label(
                concept=us_gaap("PaymentsToAcquirePropertyPlantAndEquipment"),
                role=LabelRole.NEGATED,
                text="Purchases of property",
            ),
        ),
        findings=(
            Finding(
                code="CAL001",
                severity=Severity.ERROR,
                message="Total current assets: printed 2,500, items sum to 2,499",
                span=at("Total current", "2,500"),
                others=(at("Cash and", "1,543"),),
                hint="see the statement",
            ),
            Finding(
                code="CAL001",
                severity=Severity.WARNING,
                message="again",
                span=at("Total current", "2,500"),
            ),
            Finding(code="ENT001", severity=Severity.INFO, message="no CIK in the header"),
        ),
        completeness=(
            Expected(kind=StatementKind.BS, state=State.FOUND, required=True),
            Expected(
                kind=StatementKind.IS,
                state=State.UNRECOGNISED,
                required=True,
                reason="the likeliest candidate is at lines 3-9: no boxhead",
                span=at("Total current", "2,500"),
            ),
            Expected(
                kind=StatementKind.EQ, state=State.LEFT_OUT, required=False, reason="pro forma"
            ),
        ),
    )


def reviewed(made: Report) -> Report:
    """A report with a review of a fact, one of what is no fact, and one of a statement."""
    fact = next(each for each in made.facts if each.span and each.unit)
    place = {"line": fact.span.line, "column": fact.span.column, "filing": "f", "sha256": "0"}
    who = {"reviewer": 'Ann <B.> "é"', "when": "2026-01-02T03:04:05Z", "program": "0.1.0+x"}
    printed = made.source.cut(fact.span)
    of_fact = Review(**place, **who, printed=printed, concept=str(fact.concept), note="a\nnote")
    of_kind = Review(**place, **who, printed=printed, about="statement", kind="BS")
    found = Found(concept="*", value="-1", period="2004-09-30", rule="r", confidence=0.5)
    shown = Reviewed(id=of_fact.id, verdict="corrected", review=of_fact, found=found)
    gone = Reviewed(id="0" * 12, verdict="removed", review=of_fact, found=Found())
    kind = Reviewed(id=of_kind.id, verdict="confirmed", review=of_kind, found=Found(concept="BS"))
    why = fact.provenance.model_copy(
        update={"review": shown, "basis": "reviewed", "confidence": 1.0}
    )
    facts = tuple(
        each.model_copy(update={"provenance": why}) if each is fact else each for each in made.facts
    )
    return made.model_copy(update={"facts": facts, "reviews": (shown, gone, kind)})
