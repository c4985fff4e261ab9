"""A conversion held against the filer's own EX-27 schedule, which it has not seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from benchmarks.measures.scoring import emitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.measures.scoring import Emitted
    from converter.pipeline import Conversion

_SCHEDULE = re.compile(r"<DOCUMENT>\s*<TYPE>EX-27.*?(?:</DOCUMENT>|\Z)", re.DOTALL)
_AMOUNT = re.compile(r"<([A-Z&-]+)>[ \t]+\$?(\(?-?[\d,]*\.?\d+\)?)")

_PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
EX27: dict[str, tuple[str, ...]] = {
    "CASH": (
        "CashAndCashEquivalentsAtCarryingValue", "Cash",
        "CashCashEquivalentsAndShortTermInvestments", "CashAndDueFromBanks",
    ),
    "SECURITIES": (
        "MarketableSecuritiesCurrent", "ShortTermInvestments", "AvailableForSaleSecuritiesCurrent",
        "OtherShortTermInvestments",
    ),
    "INVENTORY": ("InventoryNet", "InventoryGross"),
    "CURRENT-ASSETS": ("AssetsCurrent",),
    "PP&E": ("PropertyPlantAndEquipmentGross", "PropertyPlantAndEquipmentNet"),
    "DEPRECIATION": ("AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment",),
    "TOTAL-ASSETS": ("Assets",),
    "CURRENT-LIABILITIES": ("LiabilitiesCurrent",),
    "TOTAL-LIABILITY-AND-EQUITY": ("LiabilitiesAndStockholdersEquity",),
    "SALES": (
        "SalesRevenueNet", "SalesRevenueGoodsNet", "Revenues", "SalesRevenueServicesNet",
    ),
    "TOTAL-REVENUES": ("Revenues", "SalesRevenueNet"),
    "CGS": ("CostOfGoodsSold", "CostOfRevenue", "CostOfGoodsAndServicesSold"),
    "INTEREST-EXPENSE": ("InterestExpense",),
    "INCOME-PRETAX": (_PRETAX + "*",),
    "INCOME-TAX": ("IncomeTaxExpenseBenefit",),
    "NET-INCOME": ("NetIncomeLoss", "ProfitLoss"),
    "EPS-PRIMARY": ("EarningsPerShareBasic", "EarningsPerShareBasicAndDiluted"),
    "EPS-BASIC": ("EarningsPerShareBasic", "EarningsPerShareBasicAndDiluted"),
    "EPS-DILUTED": ("EarningsPerShareDiluted", "EarningsPerShareBasicAndDiluted"),
}  # fmt: skip
"""Tags of Article 5 and the concepts that state the same; '*' stands for any ending."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One amount of a schedule.

    found    what the accepted concepts have
    printed  the lines with the amount, where no fact agrees
    own      whether the schedule is the filing's own period's, not one for a restated year
    """

    tag: str
    amount: Decimal
    agrees: bool
    found: str
    printed: tuple[int, ...]
    own: bool = True


def without_schedules(text: str) -> str:
    """A submission without its EX-27 documents."""
    return _SCHEDULE.sub("", text)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A commercial schedule (Article 5): multiplier and amounts by tag."""

    multiplier: int
    amounts: dict[str, Decimal]
    restated: bool


def schedules(text: str) -> list[Schedule]:
    """The commercial schedules of a submission in their order."""
    out: list[Schedule] = []
    for document in _SCHEDULE.finditer(text):
        body = document.group(0)
        amounts: dict[str, Decimal] = {}
        for tag, printed in _AMOUNT.findall(body):
            try:
                amount = Decimal(printed.strip("()-").replace(",", ""))
            except InvalidOperation:
                continue
            amounts.setdefault(tag, -amount if printed[0] in "(-" else amount)
        if "TOTAL-ASSETS" in amounts:
            times = re.search(r"<MULTIPLIER>\s*([\d,]+)", body)
            multiplier = int(times.group(1).replace(",", "")) if times else 1
            out.append(Schedule(multiplier, amounts, "<RESTATED>" in body))
    return out


def judge_schedule(text: str, conversion: Conversion | None) -> list[Agreement]:
    """The amounts of the schedule that stands first and, where that is one for a restated year,
    of the first that is not. `text` is the whole submission.
    """
    found = schedules(text)
    if not found:
        return []
    facts = [fact for fact in emitted(conversion) if fact.standard] if conversion else []
    lines = without_schedules(text).split("\n")
    chosen = found[:1]
    if found[0].restated:
        chosen += [schedule for schedule in found if not schedule.restated][:1]
    return [
        agreement
        for schedule in chosen
        for agreement in _agreements(schedule, facts, lines)
    ]  # fmt: skip


def _agreements(
    schedule: Schedule, facts: Sequence[Emitted], lines: Sequence[str]
) -> Iterator[Agreement]:
    for tag, amount in schedule.amounts.items():
        names = EX27.get(tag)
        if names is None or not amount:
            continue
        # the multiplier is often missing or wrong
        powers = {1} if tag.startswith("EPS") else {schedule.multiplier, 1, 1000, 10**6}
        wanted = {abs(amount) * power for power in powers}
        ours = [fact for fact in facts if any(_accepts(name, fact.name) for name in names)]
        agrees = any(abs(fact.value) in wanted for fact in ours)
        shown = "; ".join(
            f"{fact.name} {fact.value.normalize():f} ({fact.end}, line {fact.line})"
            for fact in ours[:6]
            if not fact.dimensions
        )
        printed = () if agrees else _where(lines, amount)
        yield Agreement(tag, amount, agrees, shown, printed, own=not schedule.restated)


def _accepts(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def _where(lines: Sequence[str], amount: Decimal) -> tuple[int, ...]:
    """The lines that print an amount, in units, thousands or as it is."""
    spelled = {f"{abs(amount):,}", f"{abs(amount):,}".lstrip("0")}
    whole = abs(amount)
    while whole and whole % 1000 == 0:
        whole = whole / 1000
        spelled.add(f"{int(whole):,}")
    spelled = {text for text in spelled if len(text) > 1}
    if not spelled:
        return ()
    pattern = re.compile(
        r"(?<![\d,.])(?:" + "|".join(re.escape(text) for text in sorted(spelled)) + r")(?![\d,])"
    )
    return tuple(number for number, line in enumerate(lines, 1) if pattern.search(line))[:6]
