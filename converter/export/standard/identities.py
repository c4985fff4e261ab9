"""What must hold between the items of one filing and period, and where it does not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.export.standard.collect import Key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from converter.export.corpus import Converted
    from converter.export.standard.collect import Statement, Value

_Terms = tuple[tuple[int, str, bool], ...]
_SHARE = Decimal("0.02")  # of earnings per share: averages are over days, and classes of stock


class Broken(NamedTuple):
    """An identity that does not hold.

    identity   in words of the items
    left       what one side comes to, and `right` the other
    """

    filing: Converted
    identity: str
    end: dt.date
    qtrs: int
    left: Decimal
    right: Decimal


_SUMS: tuple[tuple[str, _Terms], ...] = (
    ("total_assets", ((1, "liabilities_and_equity", True),)),
    (
        "liabilities_and_equity",
        (
            (1, "total_liabilities", True),
            (1, "minority_interest", False),
            (1, "redeemable_stock", False),
            (1, "equity", True),
        ),
    ),
    ("gross_profit", ((1, "revenues", True), (-1, "cost_of_sales", True))),
    (
        "change_in_cash",
        (
            (1, "operating_cash_flow", True),
            (1, "investing_cash_flow", True),
            (1, "financing_cash_flow", True),
            (1, "exchange_effect", False),
        ),
    ),
)
# What some filers print beside the parts of a sum and others within them: the flows of discontinued
# operations are lines of their own, or the three flows have them.
_BESIDE: dict[str, tuple[_Terms, ...]] = {
    "change_in_cash": (
        ((1, "discontinued_cash_flow", True),),
        (
            (1, "discontinued_operating_cash_flow", False),
            (1, "discontinued_investing_cash_flow", False),
            (1, "discontinued_financing_cash_flow", False),
        ),
    )
}


def broken(one: Converted, stated: Statement) -> list[Broken]:
    """The identities of what a filing prints that do not hold, beyond what rounding explains."""
    found = []
    for end, qtrs in sorted({(key.end, key.qtrs) for key in stated}):

        def value(item: str, end: dt.date = end, qtrs: int = qtrs) -> Value | None:
            return stated.get(Key(item, end, qtrs))

        for total, parts in _SUMS:
            whole = value(total)
            if whole is None:
                continue
            beside = ((), *_BESIDE.get(total, ()))
            sums = [made for more in beside if (made := _sum([*parts, *more], value)) is not None]
            if sums and not any(
                abs(whole.value - right) <= whole.half_unit + slack for right, slack in sums
            ):
                text = _text(total, parts)
                found.append(Broken(one, text, end, qtrs, whole.value, sums[0][0]))
        income, shares, per = value("net_income"), value("shares_basic"), value("eps_basic")
        common = value("income_to_common") or income
        if common and shares and per and shares.value:
            implied = common.value / shares.value
            if abs(implied - per.value) > per.half_unit + abs(per.value) * _SHARE + Decimal("0.01"):
                text = "eps_basic = income_to_common / shares_basic"
                found.append(Broken(one, text, end, qtrs, per.value, round(implied, 4)))
    return found


def _sum(
    terms: Iterable[tuple[int, str, bool]], value: Callable[[str], Value | None]
) -> tuple[Decimal, Decimal] | None:
    """The sum of the terms and what rounding leaves open; None where one is needed and absent."""
    there: list[tuple[int, Value]] = []
    for weight, item, needed in terms:
        found = value(item)
        if found is not None:
            there.append((weight, found))
        elif needed:
            return None
    return (
        sum((weight * each.value for weight, each in there), Decimal(0)),
        sum((each.half_unit for _, each in there), Decimal(0)),
    )


def _text(total: str, parts: _Terms) -> str:
    right = " ".join(f"{'-' if weight < 0 else '+'} {item}" for weight, item, _ in parts)
    return f"{total} = {right.removeprefix('+ ')}"
