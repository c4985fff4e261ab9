"""What concepts are to the statements, by their names: mappings/concepts.tsv.

    has("RepaymentsOfLongTermDebt", Trait.PAYMENT)     True: cash that left
    named(Trait.TOTAL_ASSETS)                          ('Assets',)

The code asks for traits, the table says which concepts have them. Each row's example proves that
the row names concepts that there are.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from converter.dts.base import load_base
from converter.resources import resource
from converter.tsv import MappingError, read_rows

FIELDS = ("trait", "concept", "except", "example", "note")


class Trait(StrEnum):
    """The traits that the code asks for; concepts.tsv says of each why its concepts have it."""

    TOTAL_ASSETS = "total_assets"
    TOTAL_CLAIMS = "total_claims"
    CURRENT_ASSETS = "current_assets"
    CURRENT_LIABILITIES = "current_liabilities"
    RAISED_BY_DEBITS = "raised_by_debits"
    RAISED_BY_CREDITS = "raised_by_credits"
    CASH_FLOW_ONLY = "cash_flow_only"
    CASH_AT_ENDS = "cash_at_ends"
    CHANGE_IN_CASH = "change_in_cash"
    ALL_OPERATING_FLOWS = "all_operating_flows"
    ALL_INVESTING_FLOWS = "all_investing_flows"
    ALL_FINANCING_FLOWS = "all_financing_flows"
    OPERATING_FLOWS = "operating_flows"
    INVESTING_FLOWS = "investing_flows"
    FINANCING_FLOWS = "financing_flows"
    CONTINUING_FLOWS = "continuing_flows"
    DISCONTINUED = "discontinued"
    NO_OPERATING_FLOW = "no_operating_flow"
    NET_INCOME = "net_income"
    CONTINUING_INCOME = "continuing_income"
    WHOLE_RESULT = "whole_result"
    PART_OF_RESULT = "part_of_result"
    RESULT = "result"
    STOCK_OF_EITHER_SIGN = "stock_of_either_sign"
    FLOW_OF_EITHER_SIGN = "flow_of_either_sign"
    INCOME_LESS_EXPENSE = "income_less_expense"
    PAYMENT = "payment"
    PAID = "paid"
    PAID_IN_ALL = "paid_in_all"
    INTEREST_EARNED = "interest_earned"
    CAPITALIZED = "capitalized"
    GAIN_OR_LOSS = "gain_or_loss"
    TOTAL_EQUITY = "total_equity"
    TAKEN_OFF_EQUITY = "taken_off_equity"
    SHARES_TAKEN_BACK = "shares_taken_back"


@lru_cache(maxsize=16384)
def has(name: str, trait: Trait) -> bool:
    """Whether the concept of a local name has a trait."""
    return _patterns()[trait].fullmatch(name) is not None


def named(trait: Trait) -> tuple[str, ...]:
    """The concepts that the table names whole for a trait, in its order."""
    return tuple(name for name in _names()[trait] if "*" not in name)


@lru_cache(maxsize=1)
def _names() -> dict[Trait, list[str]]:
    return {trait: [name for name, _ in rows] for trait, rows in load_traits().items()}


@lru_cache(maxsize=1)
def _patterns() -> dict[Trait, re.Pattern[str]]:
    return {
        trait: re.compile("|".join(_pattern(name, but) for name, but in rows))
        for trait, rows in load_traits().items()
    }


def _pattern(name: str, but: str) -> str:
    bar = rf"(?!{_words(but)}\Z)" if but else ""
    return bar + _words(name)


def _words(name: str) -> str:
    """A name of the table as a pattern: '*' stands for any letters, also none."""
    return re.escape(name).replace(r"\*", r"\w*")


@lru_cache(maxsize=1)
def load_traits() -> dict[Trait, list[tuple[str, str]]]:
    """The names of concepts.tsv and what they leave out, by trait.

    Raises:
        MappingError: a row that cannot be used, with file and line: MAP001 no such trait, or one
            that no row has; MAP002 the example is no concept; MAP006 the row does not name it.
    """
    path = resource("mappings", "concepts.tsv")
    found: dict[Trait, list[tuple[str, str]]] = {trait: [] for trait in Trait}
    line = 1
    for line, (trait, name, but, example, _) in read_rows(path, FIELDS):
        if trait not in found:
            raise MappingError(path, line, f"no trait {trait!r}")
        if load_base().concept(f"us-gaap:{example}") is None:
            raise MappingError(path, line, f"{example} is no concept of the taxonomy", "MAP002")
        if re.fullmatch(_pattern(name, but), example) is None:
            raise MappingError(path, line, f"{name} does not name {example}", "MAP006")
        found[Trait(trait)].append((name, but))
    missing = [trait.value for trait, rows in found.items() if not rows]
    if missing:
        raise MappingError(path, line, f"no row for {' '.join(missing)}")
    return found
