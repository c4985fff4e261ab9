"""The item types of the cover page's concepts, and whether a value is one of theirs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class ItemType(NamedTuple):
    """base     the XBRL item type that it restricts, without 'ItemType'
    pattern  what a value must look like, as XML Schema spells it; '' for anything
    values   or the only ones that there are
    """

    base: str
    pattern: str = ""
    values: tuple[str, ...] = ()


# Local name -> (base type, facets). Lists that are long in the official schema (form types, states,
# countries, currencies, exchanges) are patterns here.
DEI_TYPES: Final[Mapping[str, ItemType]] = {
    "accountingStandardItemType": ItemType(
        "token",
        values=(
            "U.S. GAAP",
            "International Financial Reporting Standards",
            "Other Basis of Accounting",
        ),
    ),
    "centralIndexKeyItemType": ItemType("token", "[0-9]{10}"),
    "countryCodeItemType": ItemType("token", "[A-Z]{2}"),
    "currencyItemType": ItemType("token", "[A-Z]{3}"),
    "dateOrAsapItemType": ItemType("string"),  # official: a date or the words "as soon as ..."
    "edgarExchangeCodeItemType": ItemType("token", "[A-Z0-9]{2,12}"),  # official: a list
    "edgarStateCountryItemType": ItemType("token", "[A-Z0-9]{2}"),  # official: a list
    "employerIdItemType": ItemType("token", "[0-9]{2}-?[0-9]{7}"),
    # Filers of the 2020s file '001-36743' and '1-6049' alike, so short and padded prefixes pass.
    "fileNumberItemType": ItemType("token", "[0-9]{1,3}-[0-9]{1,8}(-[0-9]{1,4})?"),
    "filerCategoryItemType": ItemType(
        "token",
        values=(
            "Large Accelerated Filer",
            "Accelerated Filer",
            "Non-accelerated Filer",
            "Smaller Reporting Company",
            "Smaller Reporting Accelerated Filer",
        ),
    ),
    "fiscalPeriodItemType": ItemType(
        "token",
        values=("FY", "Q1", "Q2", "Q3", "Q4", "H1", "H2", "M9", "T1", "T2", "T3", "M8", "CY"),
    ),
    "invCompanyType": ItemType("token", "[A-Z0-9\\-]{2,12}"),  # official: a list
    "legalEntityIdentifierItemType": ItemType("token", "[0-9A-Z]{18}[0-9]{2}"),
    "nineDigitItemType": ItemType("token", "[0-9]{9}"),
    "otherReportingStandardItemNumberItemType": ItemType("token", values=("Item 17", "Item 18")),
    "securityReportingObligationItemType": ItemType("token", "1[25]\\([bdg]\\)"),
    "securityTitleItemType": ItemType("normalizedString"),
    "sequenceNumberItemType": ItemType("token", "[0-9]{1,6}"),
    "sicNumberItemType": ItemType("token", "[0-9]{4}"),
    "stateOrProvinceItemType": ItemType("token", "[A-Z]{2}"),  # official: a list
    # Form types as EDGAR spells them; the old ones (10-K405, 10-KSB) are kept open on purpose.
    "submissionTypeItemType": ItemType("token", "[A-Z0-9][A-Za-z0-9 /\\-]{0,19}"),
    "tradingSymbolItemType": ItemType("token"),
    "trueItemType": ItemType("boolean", "true"),
    "yesNoItemType": ItemType("token", values=("Yes", "No")),
}

_BASES: Final = {
    "booleanItemType": r"true|false",
    "dateItemType": r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
    "gMonthDayItemType": r"--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
    "gYearItemType": r"[0-9]{4}",
    "sharesItemType": r"[0-9]+",
}
"""XBRL's own types, as far as the cover has them and the program spells their values."""


def fits(type_name: str, value: str) -> bool:
    """Whether `value` is of the type, 'dei:employerIdItemType'; of a type that is not known, any
    is. What does not fit would make the instance invalid.
    """
    local = type_name.rpartition(":")[2]
    kind = DEI_TYPES.get(local)
    if kind is not None and kind.values:
        return value in kind.values
    shape = _shape(kind.pattern if kind is not None else _BASES.get(local, ""))
    return shape is None or shape.fullmatch(value) is not None


@cache
def _shape(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None
