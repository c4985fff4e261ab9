"""A company's books as statements to be set in type: which lines, under which captions.

Captions and layouts are those of the filings in examples/ and of the examples in mappings/.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.corpora.company import Company, Quarter, per_share, quarter_end, reclassified
from benchmarks.typeset.statement import Row, Statement, Value
from benchmarks.typeset.styles import Style, draw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_DILUTION = dt.date(1997, 12, 15)  # periods ending after it have basic and diluted (SFAS 128)

# key, concept, captions, printed with the other sign
Line = tuple[str, str, tuple[str, ...], bool]

_ASSETS: tuple[Line, ...] = (
    ("cash", "CashAndCashEquivalentsAtCarryingValue", ("Cash and cash equivalents",), False),
    ("investments", "ShortTermInvestments", ("Short-term investments",), False),
    ("receivables", "AccountsReceivableNetCurrent",
     ("Accounts receivable, net", "Accounts receivable, less allowance for doubtful accounts",
      "Trade accounts receivable, net"), False),
    ("inventories", "InventoryNet", ("Inventories", "Inventory", "Merchandise inventories"), False),
    ("prepaid", "PrepaidExpenseAndOtherAssetsCurrent",
     ("Prepaid expenses and other current assets", "Prepaid expense and other current assets",
      "Other current assets"), False),
    ("current assets", "AssetsCurrent", ("Total current assets",), False),
    ("plant", "PropertyPlantAndEquipmentNet",
     ("Property and equipment, net", "Property, plant and equipment, net",
      "Net property, plant and equipment"), False),
    ("goodwill", "Goodwill",
     ("Goodwill, net", "Excess of cost over net assets acquired", ("Cost in excess of net assets"
      " of businesses acquired, net")), False),
    ("other", "OtherAssetsNoncurrent", ("Other assets",), False),
    ("assets", "Assets", ("Total assets", "TOTAL ASSETS"), False),
)  # fmt: skip
_LIABILITIES: tuple[Line, ...] = (
    ("current debt", "LongTermDebtCurrent",
     ("Current portion of long-term debt", "Current maturities of long-term debt"), False),
    ("payables", "AccountsPayableCurrent", ("Accounts payable", "Trade accounts payable"), False),
    ("accrued", "AccruedLiabilitiesCurrent",
     ("Accrued expenses", "Accrued liabilities",
      "Accrued expenses and other current liabilities"), False),
    ("current liabilities", "LiabilitiesCurrent", ("Total current liabilities",), False),
    ("debt", "LongTermDebtNoncurrent",
     ("Long-term debt, less current portion", "Long-term debt"), False),
    ("deferred", "DeferredTaxLiabilitiesNoncurrent", ("Deferred income taxes",), False),
    ("liabilities", "Liabilities", ("Total liabilities",), False),
    ("common", "CommonStockValue", ("Common stock",), False),
    ("paid in", "AdditionalPaidInCapital",
     ("Additional paid-in capital", "Capital in excess of par value"), False),
    ("retained", "RetainedEarningsAccumulatedDeficit",
     ("Retained earnings", "Accumulated earnings"), False),
    ("treasury", "TreasuryStockValue", ("Treasury stock, at cost", "Less treasury stock"), True),
    ("equity", "StockholdersEquity",
     ("Total stockholders' equity", "Total shareholders' equity"), False),
    ("both", "LiabilitiesAndStockholdersEquity",
     ("Total liabilities and stockholders' equity",
      "Total liabilities and shareholders' equity"), False),
)  # fmt: skip
_SALES: tuple[Line, ...] = (
    ("products", "LicensesRevenue", ("Software license fees", "License fees"), False),
    ("services", "SalesRevenueServicesNet", ("Services", "Service revenues"), False),
    ("sales", "Revenues", ("Total revenues", "TOTAL REVENUES"), False),
)
_NET_SALES: tuple[Line, ...] = (("sales", "SalesRevenueNet", ("Net sales", "Sales"), False),)
_REVENUES: tuple[Line, ...] = (("sales", "Revenues", ("Revenues", "Revenue"), False),)
_EXPENSES: tuple[Line, ...] = (
    ("selling", "SellingGeneralAndAdministrativeExpense",
     ("Selling, general and administrative expenses", "Selling, general and administrative",
      "Selling, general & administrative expenses"), False),
    ("research", "ResearchAndDevelopmentExpense",
     ("Research and development expenses", "Research and development"), False),
    ("amortization", "AmortizationOfIntangibleAssets",
     ("Amortization of intangible assets", "Amortization of intangibles"), False),
    ("restructuring", "RestructuringCharges", ("Restructuring charges",), False),
)  # fmt: skip
_GROSS: tuple[Line, ...] = (
    ("cost", "CostOfGoodsSold", ("Cost of goods sold", "Cost of sales"), False),
    ("gross", "GrossProfit", ("Gross profit", "GROSS PROFIT"), False),
    *_EXPENSES,
    ("expenses", "OperatingExpenses", ("Total operating expenses",), False),
)  # fmt: skip
_COSTS: tuple[Line, ...] = (
    ("cost", "CostOfRevenue", ("Cost of revenues", "Cost of services"), False),
    *_EXPENSES,
    ("costs", "CostsAndExpenses", ("Total costs and expenses",), False),
)
_INCOME: tuple[Line, ...] = (
    ("operating", "OperatingIncomeLoss", ("Operating income", "Income from operations"), False),
    ("interest income", "InvestmentIncomeInterest", ("Interest income",), False),
    ("interest expense", "InterestExpense", ("Interest expense",), True),
    ("pretax", ("IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
     "MinorityInterestAndIncomeLossFromEquityMethodInvestments"),
     ("Income before income taxes", "Income before provision for income taxes"), False),
    ("tax", "IncomeTaxExpenseBenefit",
     ("Provision for income taxes", "Income taxes", "Income tax expense"), False),
    ("net", "NetIncomeLoss", ("Net income",), False),
)  # fmt: skip
_CASH_FLOWS: tuple[Line, ...] = (
    ("net", "NetIncomeLoss", ("Net income",), False),
    ("written off", "DepreciationAndAmortization", ("Depreciation and amortization",), False),
    ("deferred", "DeferredIncomeTaxExpenseBenefit", ("Deferred income taxes",), False),
    ("change in receivables", "IncreaseDecreaseInAccountsReceivable",
     ("Accounts receivable",), True),
    ("change in inventories", "IncreaseDecreaseInInventories", ("Inventories",), True),
    ("change in prepaid", "IncreaseDecreaseInPrepaidDeferredExpenseAndOtherAssets",
     ("Prepaid expenses and other current assets",), True),
    ("change in payables", "IncreaseDecreaseInAccountsPayable", ("Accounts payable",), False),
    ("change in accrued", "IncreaseDecreaseInAccruedLiabilities", ("Accrued expenses",), False),
    ("from operations", "NetCashProvidedByUsedInOperatingActivities",
     ("Net cash provided by operating activities",), False),
    ("capital spending", "PaymentsToAcquirePropertyPlantAndEquipment",
     ("Purchases of property and equipment", "Capital expenditures",
      "Additions to property, plant and equipment"), True),
    ("bought", "PaymentsToAcquireShortTermInvestments",
     ("Purchases of short-term investments",), True),
    ("sold", "ProceedsFromSaleMaturityAndCollectionsOfShorttermInvestments",
     ("Maturities of short-term investments",
      "Proceeds from sales and maturities of short-term investments"), False),
    ("acquisition", "PaymentsToAcquireBusinessesNetOfCashAcquired",
     ("Acquisition of businesses, net of cash acquired",), True),
    ("from investing", "NetCashProvidedByUsedInInvestingActivities",
     ("Net cash used in investing activities",), False),
    ("borrowed", "ProceedsFromIssuanceOfLongTermDebt",
     ("Proceeds from long-term debt", "Proceeds from issuance of long-term debt"), False),
    ("repaid", "RepaymentsOfLongTermDebt",
     ("Repayments of long-term debt", "Payments on long-term debt"), True),
    ("issued", "ProceedsFromStockOptionsExercised",
     ("Proceeds from stock option exercises", "Proceeds from exercise of stock options"), False),
    ("bought back", "PaymentsForRepurchaseOfCommonStock",
     ("Purchase of common stock for treasury", "Purchases of treasury stock"), True),
    ("dividends", "PaymentsOfDividends", ("Dividends paid", "Cash dividends paid"), True),
    ("from financing", "NetCashProvidedByUsedInFinancingActivities",
     ("Net cash provided by financing activities",), False),
    ("change in cash", "CashAndCashEquivalentsPeriodIncreaseDecrease",
     ("Net increase in cash and cash equivalents",), False),
)  # fmt: skip
_SIGNED = {  # captions that take the sign of their figures: gain, loss, both
    "Net income": ("Net income", "Net loss", "Net income (loss)"),
    "Operating income": ("Operating income", "Operating loss", "Operating income (loss)"),
    "Income from operations": ("Income from operations", "Loss from operations",
                               "Income (loss) from operations"),
    "Income before income taxes": ("Income before income taxes", "Loss before income taxes",
                                   "Income (loss) before income taxes"),
    "Income before provision for income taxes": (
        "Income before provision for income taxes", "Loss before income tax benefit",
        "Income (loss) before income taxes"),
    "Provision for income taxes": ("Provision for income taxes", "Income tax benefit",
                                   "Provision (benefit) for income taxes"),
    "Income taxes": ("Income taxes", "Income tax benefit", "Income taxes (benefit)"),
    "Income tax expense": ("Income tax expense", "Income tax benefit",
                           "Income tax expense (benefit)"),
    "Retained earnings": ("Retained earnings", "Accumulated deficit",
                          "Retained earnings (accumulated deficit)"),
    "Accumulated earnings": ("Accumulated earnings", "Accumulated deficit",
                             "Accumulated earnings (deficit)"),
    "Net increase in cash and cash equivalents": (
        "Net increase in cash and cash equivalents", "Net decrease in cash and cash equivalents",
        "Net increase (decrease) in cash and cash equivalents"),
} | {
    f"Net cash {verb} {kind} activities": (
        f"Net cash provided by {kind} activities", f"Net cash used in {kind} activities",
        f"Net cash provided by (used in) {kind} activities")
    for kind, verb in (("operating", "provided by"), ("investing", "used in"),
                       ("financing", "provided by"))
}  # fmt: skip


def habits(company: Company, rng: Random) -> Style:
    """The typist's habits of a company: drawn ones, without the rarest."""
    style = draw(rng)
    pick = rng.choice
    scale = {1: "units", 1000: "thousands", 1_000_000: "millions"}[company.unit]
    return replace(
        style, envelope=False, tabs=False, crlf=False, trailing=False, weeks=False,
        leaders=pick(["", "", "", "."]), negative=pick(["paren"] * 9 + ["minus"]),
        dollar=pick(["near", "far", "far"]), dollar_inside=False,
        overhang=True, nil=pick(["--", "--", "-", "---"]), commas=True, scale=scale,
        units_place=pick(["title", "title", "title", "boxhead", "stub"]),
        shares_scaled=company.thousands and company.unit == 1000,
        dates=pick(["stack", "stack", "stack abbr", "line", "years", "span"]),
        spanner=pick(["over", "over", "with date", "rule", "for"]),
        oldest_first=rng.random() < 0.04, ytd_first=False, wrap="hanging", value_on="last",
        stub=pick([40, 44, 50]), step=pick([2, 2, 3, 5]),
        rule=pick(["=", "=", "=", "-", "_"]), gap=pick([2, 3, 4]), column=pick([10, 12]),
        tagged=pick(["after", "after", "after", "title", "table", ""]),
        note_column=False, percent_column=False, change_column=False, caption_notes=False,
        footnotes=False, pages=pick(["none", "none", "none", "repeat"]), page_numbers=True,
        upper=pick(["none", "none", "totals", "headings", "headings", "all"]),
        same_page=False, company_title=pick(["centre", "centre", "subsidiaries"]),
        title_left=False, title_wrap=False,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of flows: the quarters that it sums up, oldest first."""

    quarters: tuple[Quarter, ...]

    @property
    def end(self) -> dt.date:
        return self.quarters[-1].end

    @property
    def number(self) -> int:
        return len(self.quarters)


class Books:
    """One filing's view of a company's history."""

    def __init__(
        self, made: Company, quarters: dict[tuple[int, int], Quarter], year: int, number: int
    ) -> None:
        self.company, self.quarters, self.year, self.number = made, quarters, year, number
        self.end = quarters[year, number].end

    def flows(self, column: Column) -> dict[str, int]:
        out: dict[str, int] = {}
        for quarter in column.quarters:
            for name, value in reclassified(self.company, quarter, self.year).items():
                out[name] = out.get(name, 0) + value
        return out

    def quarter(self, year: int) -> Column:
        return Column((self.quarters[year, self.number],))

    def to_date(self, year: int) -> Column:
        return Column(tuple(self.quarters[year, n] for n in range(1, self.number + 1)))

    def start(self, column: Column) -> dt.date:
        first = column.quarters[0]
        return quarter_end(self.company, first.year, first.number - 1) + dt.timedelta(1)

    def shares(self, column: Column, *, diluted: bool) -> int:
        total = sum(q.diluted if diluted else q.average for q in column.quarters)
        shares = total // column.number
        return shares // 1000 * 1000 if self.company.thousands else shares

    def before(self, column: Column) -> Quarter:
        """The quarter at whose end the column begins."""
        first = column.quarters[0]
        year, number = (first.year, first.number - 1)
        return self.quarters[(year, number) if number else (year - 1, 4)]

    # -- columns ----------------------------------------------------------------------------------

    def columns(self, form: str) -> tuple[list[Column], list[Column], list[Quarter]]:
        """Columns of operations, of cash flows, and the days of the balance sheet."""
        now = self.quarters[self.year, self.number]
        last_year = self.quarters[self.year - 1, 4]
        if form == "10-K":
            years = [self.to_date(self.year - back) for back in range(3)]
            return years, years, [now, last_year]
        income = [self.quarter(self.year), self.quarter(self.year - 1)]
        if self.number > 1:
            income += [self.to_date(self.year), self.to_date(self.year - 1)]
        cash = [self.to_date(self.year), self.to_date(self.year - 1)]
        return income, cash, [now, last_year]

    # -- statements -------------------------------------------------------------------------------

    def statements(self, form: str, rng: Random) -> list[Statement]:
        """Balance sheet, operations, cash flows; a release has no cash flows.

        rng   of the company, not of the filing: a company keeps its captions
        """
        income, cash, days = self.columns(form)
        parts = [self._balance(days, rng), self._income(income, rng)]
        return parts if form == "8-K" else [*parts, self._cash_flows(cash, rng)]

    def _row(self, line: Line, amounts: Sequence[Value | None], rng: Random) -> Row | None:
        _, tag, captions, turned = line
        caption = rng.choice(captions)
        values = [cell.value for cell in amounts if cell is not None]
        if not any(values):
            return None
        if caption in _SIGNED:
            gain, loss, both = _SIGNED[caption]
            low, high = min(values) < 0, max(values) > 0
            caption = both if low and high else loss if low else gain
            # a caption that says loss or benefit prints its figures in parentheses all the same
        return Row(tag, False, caption, turned, "money", list(amounts))

    def _instants(self, key: str, days: Sequence[Quarter]) -> list[Value]:
        unit = self.company.unit
        return [Value(Decimal(q.balances[key] * unit), None, q.end) for q in days]

    def _durations(self, key: str, columns: Sequence[Column]) -> list[Value]:
        unit = self.company.unit
        return [
            Value(Decimal(self.flows(c)[key] * unit), self.start(c), c.end) for c in columns
        ]  # fmt: skip

    def _balance(self, days: list[Quarter], rng: Random) -> Statement:
        rows: list[Row] = []
        for line in (*_ASSETS, *_LIABILITIES):
            row = self._row(line, self._instants(line[0], days), rng)
            if row is None:
                continue
            if line[0] == "common":
                row = replace(row, label=self._common(row.label, days))
            rows.append(row)
        return Statement("BS", [(q.end, 0) for q in days], rows)

    def _common(self, label: str, days: list[Quarter]) -> str:
        made = self.company
        par = f"${made.par}".replace("$0.", "$.")
        return (
            f"{label}, {par} par value, authorized {made.authorized:,} shares; issued"
            f" {days[0].issued:,} and {days[1].issued:,} shares, respectively"
        )

    def _income(self, columns: list[Column], rng: Random) -> Statement:
        made = self.company
        if made.business == "software":
            lines = (*_SALES, *_GROSS, *_INCOME)
        elif made.business == "service":
            lines = (*_REVENUES, *_COSTS, *_INCOME)
        else:
            lines = (*_NET_SALES, *_GROSS, *_INCOME)
        rows: list[Row] = []
        for line in lines:
            row = self._row(line, self._durations(line[0], columns), rng)
            if row is not None:
                rows.append(row)
        kinds = {tag for _, tag, _, _ in _EXPENSES}
        if sum(row.tag in kinds for row in rows) < 2:  # one expense needs no total
            rows = [row for row in rows if row.tag != "OperatingExpenses"]
        heads = [(c.end, c.number) for c in columns]
        return Statement("IS", heads, rows + self._per_share(columns))

    def _per_share(self, columns: list[Column]) -> list[Row]:
        losses = [self.flows(c)["net"] < 0 for c in columns]
        word = "Net loss" if all(losses) else "Net income (loss)" if any(losses) else "Net income"
        if self.end < _DILUTION:
            kinds = [(False, f"{word} per share", "EarningsPerSharePrimary",
                      "Weighted average number of common shares outstanding",
                      "WeightedAverageNumberOfSharesOutstandingPrimary")]  # fmt: skip
        else:
            kinds = [
                (False, f"{word} per share - basic", "EarningsPerShareBasic",
                 "Weighted average number of common shares - basic",
                 "WeightedAverageNumberOfSharesOutstandingBasic"),
                (True, f"{word} per share - diluted", "EarningsPerShareDiluted",
                 "Weighted average number of common shares - diluted",
                 "WeightedAverageNumberOfDilutedSharesOutstanding"),
            ]  # fmt: skip
        first: list[Row] = []
        second: list[Row] = []
        for diluted, label, tag, counted, count_tag in kinds:
            shares = [self.shares(c, diluted=diluted) for c in columns]
            income = [
                Value(
                    per_share(self.flows(c)["net"], self.company.unit, n), self.start(c), c.end
                )
                for c, n in zip(columns, shares, strict=True)
            ]  # fmt: skip
            counts = [
                Value(Decimal(n), self.start(c), c.end)
                for c, n in zip(columns, shares, strict=True)
            ]
            first.append(Row(tag, False, label, False, "perShare", list(income)))
            second.append(Row(count_tag, False, counted, False, "shares", list(counts)))
        return first + second

    def _cash_flows(self, columns: list[Column], rng: Random) -> Statement:
        rows = [
            row for line in _CASH_FLOWS
            if (row := self._row(line, self._durations(line[0], columns), rng)) is not None
        ]  # fmt: skip
        unit = self.company.unit
        for label, opening in (("beginning", True), ("end", False)):
            cells: list[Value | None] = []
            for c in columns:
                quarter = self.before(c) if opening else c.quarters[-1]
                cells.append(Value(Decimal(quarter.balances["cash"] * unit), None, quarter.end))
            rows.append(
                Row(
                    "CashAndCashEquivalentsAtCarryingValue", False,
                    f"Cash and cash equivalents at {label} of period", False, "money", cells,
                )
            )  # fmt: skip
        return Statement("CF", [(c.end, c.number) for c in columns], rows)
