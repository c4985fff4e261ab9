"""Classes of stock: lines of a balance sheet that are told apart by the class that they name.

Class A common stock, $.01 par value; 50,000,000 authorized       208       208
Class B common stock, $.01 par value; 10,000,000 authorized        21        21

Both are common stock, each of its class, and so is 'Common stock' beside 'Class B common stock',
and 'Class A special common stock' beside 'Class A common stock'. A company that has one class
alone, or names none beside it, means all of its stock.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.stock_classes import is_class_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.lineitem import LineItem

_CLASS = re.compile(
    r"\b(?P<kind>class|series)\s+(?P<mark>[a-z](?:-\d{1,2})?|\d{1,2}|one|two|three)\b(?!\w)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:class|series)\s+\S+\s+(?P<more>special|convertible|(?:non-?)?voting)\b", re.IGNORECASE
)
_STOCK = re.compile(r"\b(?:stock|shares?)\b", re.IGNORECASE)
_PREFERRED = re.compile(r"\b(?:preferred|preference)\b", re.IGNORECASE)
_SERIES = re.compile(r"\W*series\b", re.IGNORECASE)
_COMMON = re.compile(r"\bcommon\b", re.IGNORECASE)
# what is no stock of the company's own that stands there, though it speaks of one
_NONE = re.compile(
    r"\b(?:treasury|dividends?|receivable|subscri\w+|warrants?|options?|subsidiar\w+|held)\b",
    re.IGNORECASE,
)
# behind these words treasury is what the stock is counted without
_COUNTED = re.compile(r"\b(?:par|authorized|issued|outstanding)\b.*\btreasury\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\W*(?:authorized|issued|outstanding|[\d,]+ shares)\b", re.IGNORECASE)
_AND = re.compile(r"\bclass(?:es)?\b", re.IGNORECASE)
_PLAIN = re.compile(r"(?:common|capital)\s+(?:stock|shares)\b", re.IGNORECASE)
_CLASS_OF = re.compile(r"Class .* common stock")
_LEAST = 2  # lines of common, or of preferred stock


def with_classes(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """The lines of a balance sheet, those of one class of several with its name."""
    kinds = [_kind(item) for item in items]
    several = {kind for kind, count in Counter(filter(None, kinds)).items() if count >= _LEAST}
    named = [
        _class(item) if kind in several else "" for item, kind in zip(items, kinds, strict=True)
    ]
    plain = [
        at for at, (item, kind) in enumerate(zip(items, kinds, strict=True))
        if kind == "common" and not named[at] and _PLAIN.match(_words(item))
    ]  # fmt: skip
    if len(plain) == 1 and any(map(_CLASS_OF.fullmatch, named)):
        named[plain[0]] = "Common stock"  # beside 'Class B common stock' it is one of the classes
    told = Counter(filter(None, named))
    named = [
        _more(item, name) if told[name] > 1 else name
        for item, name in zip(items, named, strict=True)
    ]
    told = Counter(filter(None, named))
    return tuple(
        replace(item, stock=name) if name and told[name] == 1 else item
        for item, name in zip(items, named, strict=True)
    )


def _more(item: LineItem, name: str) -> str:
    """The name of a class that another line names too, with what this line says more of it."""
    found = _MORE.search(_words(item))
    kind = f" {_kind(item)} stock"
    return f"{name.removesuffix(kind)} {found['more'].lower()}{kind}" if found and name else name


def _words(item: LineItem) -> str:
    """What says which stock a line is: its caption, or the heading that it goes on with."""
    above = item.section[-1:] if _GOES_ON.match(item.caption) else ()
    return " ".join([*above, item.caption])


def _kind(item: LineItem) -> str:
    """'common' or 'preferred', '' where a line is no stock."""
    words = _words(item)
    if item.row.cells and is_class_alone(item.caption, item.section[-1] if item.section else ""):
        return "common"
    if not item.row.cells or not _STOCK.search(words) or _NONE.search(_COUNTED.sub("", words)):
        return ""
    said = _PREFERRED.search(words) or _COMMON.search(words)
    if item.section and _SERIES.match(item.caption) and not said:
        words = f"{item.section[-1]} {words}"  # 'Series A convertible, 733,850 shares' below it
    if _PREFERRED.search(words):
        return "preferred"
    return "common" if _COMMON.search(words) or _CLASS.search(words) else ""


def _class(item: LineItem) -> str:
    """'Class A common stock' of a line that names one class, and no other beside it."""
    words = _words(item)
    found = {(each["kind"].title(), each["mark"].upper()) for each in _CLASS.finditer(words)}
    if len(found) != 1 or len(_AND.findall(words)) > 1:
        return ""
    ((kind, mark),) = found
    return f"{kind} {mark} {_kind(item)} stock"
