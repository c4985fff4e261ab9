"""The facts of a made report, each on the characters of its text that print it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from concepts_rdf import AXIS, COMMON

from converter.model.filing import StatementKind
from converter.model.xbrl import (
    SHARES,
    Context,
    Duration,
    Entity,
    Fact,
    Instant,
    Provenance,
    QName,
    Unit,
    currency,
    dei,
    per_share,
    us_gaap,
)

if TYPE_CHECKING:
    from converter.model.source import SourceText, Span

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


def printed_at(source: SourceText, caption: str, figure: str, nth: int = 0) -> Span:
    """The `nth` line that starts with `caption`, and the figure in it."""
    lines = source.text.split("\n")
    number = [n for n, line in enumerate(lines, 1) if line.strip().startswith(caption)][nth]
    left = lines[number - 1].index(figure)
    return source.line_span(number, left, left + len(figure))


def facts_of(
    source: SourceText, entity: Entity, loan: QName, *, company: str, revenue: str
) -> tuple[Fact, ...]:
    """Those of a cover and of the statements; `loan` is the line that no concept of the taxonomy fits."""
    at = partial(printed_at, source)
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
    return tuple(facts)
