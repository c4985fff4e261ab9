"""The members of classes of stock, on the cover and on balance sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.model.xbrl import us_gaap

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model.xbrl import QName

CLASS_AXIS = us_gaap("StatementClassOfStockAxis")
CLASS_DOMAIN = us_gaap("ClassOfStockDomain")
_MEMBERS = (
    (re.compile(r"class\s+a(?:\s+common)?(?:\s+(?:stock|shares))?"), "CommonClassAMember"),
    (re.compile(r"class\s+b(?:\s+common)?(?:\s+(?:stock|shares))?"), "CommonClassBMember"),
    (re.compile(r"(?:common|capital)\s+(?:stock|shares)"), "CommonStockMember"),
    (re.compile(r"(?:preferred|preference)\s+(?:stock|shares)"), "PreferredStockMember"),
)
"""The taxonomy's members of classes of stock, by the whole of what is printed before the par."""
_PAR = re.compile(r"\s*(?:,|--?|\(|\$|\bpar\b|\bno\s+par\b|\bwithout\b).*", re.DOTALL)


def class_member(of: str, member: Callable[[str], QName]) -> QName:
    """The member of a class of stock as it is printed; `member` makes one of the filing's own."""
    words = " ".join(_PAR.sub("", of).lower().split())
    for rule, local in _MEMBERS:
        if rule.fullmatch(words):
            return us_gaap(local)
    return member(of)
